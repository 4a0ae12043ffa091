"""Footage of any size is streamed: neither the consent that is hashed nor what is sent has to fit into memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.e2e.avatars.stand import NAME, lengthen
from tests.e2e.command_line import environment

MEGABYTES = int(os.environ.get("STUDIO_LARGE_MB", "200"))
"""On demand more: ``STUDIO_LARGE_MB=4096``."""
_PROGRAM = """
import asyncio, json, re, sys
from pathlib import Path
from studio_gui.app.avatars import AvatarForm
from studio_gui.app.services import Services
said, small, large = json.loads(sys.argv[1])
def peak_kb():
    # Of this program alone; what getrusage says begins with the parent's.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
services = Services()
def send(source):
    form = AvatarForm.model_validate({**said, "source": source, "consent": source})
    avatar = services.avatars.create(form, agreed=True)
    async def work():
        task = asyncio.ensure_future(services.tracker.run(only=avatar.id))
        while not services.avatars.get(avatar.id).remote_id:
            assert not services.avatars.get(avatar.id).is_over, services.avatars.get(avatar.id)
            await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    asyncio.run(work())
send(small)
before = peak_kb()
send(large)
print(json.dumps((peak_kb() - before) / 1024))
services.close()
"""


class _Sink(BaseHTTPRequestHandler):
    """Takes an avatar of any size and keeps nothing of it."""

    received: list[int]

    def do_POST(self) -> None:
        left = total = int(self.headers["Content-Length"])
        while left > 0:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        self.received.append(total)
        said = json.dumps({"id": f"persona-{len(self.received)}", "creator_name": NAME, "process_status": "pending"})
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A service, and how much it was sent each time."""
    sizes: list[int] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Sink", (_Sink,), {"received": sizes}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("STUDIO_CREATIFY_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("STUDIO_CREATIFY_API_ID", "practice-id")
    monkeypatch.setenv("STUDIO_CREATIFY_API_KEY", "practice-key")
    yield sizes
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux says it")
def test_large_footage_costs_less_than_40_mb_of_memory(received: list[int], footage: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    shutil.copy(footage, large)
    lengthen(large, megabytes=MEGABYTES // 2)
    form = {"account": "creatify", "name": NAME, "gender": "f", "scene": "office"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, json.dumps([form, str(footage), str(large)])],
        capture_output=True, text=True, timeout=900, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    grown_mb = json.loads(done.stdout)
    assert received[1] > MEGABYTES << 20  # the footage and the consent, which are the same file here
    assert grown_mb < 40, f"{grown_mb:.0f} MB"
    print(f"{received[1] >> 20} MB cost {grown_mb:.1f} MB of memory")
