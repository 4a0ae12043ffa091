"""A small real web server that takes files: run as a program, it prints its port and serves a folder.

``python dav_server.py FOLDER USER:PASSWORD`` — PUT, MKCOL and DELETE want the password, GET and HEAD do not.
"""

from __future__ import annotations

import base64
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    root = Path()
    password = ""

    def _path(self) -> Path:
        return self.root / self.path.lstrip("/")

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if status >= 400:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()

    def _is_allowed(self) -> bool:
        wanted = "Basic " + base64.b64encode(self.password.encode()).decode()
        if self.headers.get("Authorization") == wanted:
            return True
        self._answer(401)
        return False

    def do_PUT(self) -> None:
        if not self._is_allowed():
            return
        if not self._path().parent.is_dir():
            self._answer(409)
            return
        left = int(self.headers["Content-Length"])
        with open(self._path(), "wb") as file:
            while left and (block := self.rfile.read(min(left, 1 << 16))):
                file.write(block)
                left -= len(block)
        if not left:
            self._answer(201)

    def do_MKCOL(self) -> None:
        if self._is_allowed():
            self._path().mkdir(exist_ok=True)
            self._answer(201)

    def do_DELETE(self) -> None:
        if self._is_allowed():
            self._path().unlink(missing_ok=True)
            self._answer(204)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


if __name__ == "__main__":
    Handler.root, Handler.password = Path(sys.argv[1]), sys.argv[2]

    def handler(*args: object) -> Handler:
        return Handler(*args, directory=sys.argv[1])  # type: ignore[arg-type]

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    print(server.server_address[1], flush=True)
    server.serve_forever()
