"""A real S3 server in a process of its own (moto's), and a few words to it as its owner would have them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from studio_gui.base.settings import HostSetting

KEYS = {"key": "AKIAPRACTICE7", "secret": "not-so-secret-but-long-enough"}
_PROGRAM = """
import sys, logging
logging.getLogger("werkzeug").setLevel(logging.ERROR)
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class S3Server:
    """Where the server is."""

    url: str

    def bucket(self, name: str, *, is_public: bool = False) -> str:
        """Make a bucket; answers its name."""
        assert requests.put(f"{self.url}/{name}", timeout=20).status_code == 200
        if is_public:
            everybody = {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": f"arn:aws:s3:::{name}/*",
            }
            policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
            assert requests.put(f"{self.url}/{name}?policy", data=policy, timeout=20).status_code < 300
        return name

    def keys_matter(self, matter: bool) -> None:
        """Whether requests of keys that nobody made are refused from now on."""
        said = "0" if matter else "inf"
        assert requests.post(f"{self.url}/moto-api/reset-auth", data=said, timeout=20).status_code == 200

    def setting(self, bucket: str, *, endpoint: str = "", public_url: str = "", prefix: str = "media") -> HostSetting:
        """The bucket as a host."""
        return HostSetting(
            id="s3",
            title="Our bucket",
            endpoint=endpoint or self.url,
            bucket=bucket,
            prefix=prefix,
            public_url=public_url,
        )


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Run the server while it lasts."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = next(line for line in process.stdout if line.strip().isdigit())
        yield S3Server(f"http://127.0.0.1:{int(port)}")
    finally:
        process.terminate()
        process.communicate(timeout=20)
