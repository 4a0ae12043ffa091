"""A bucket on this computer, and the line to it, which counts and can be cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.hosting.relay import Relay, relay
from tests.unit.hosting.s3_server import KEYS, S3Server, s3_server


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture
def line(s3: S3Server) -> Iterator[Relay]:
    with relay(s3.url) as made:
        yield made


def set_host(monkeypatch: pytest.MonkeyPatch, url: str, bucket: str, *, prefix: str) -> None:
    """Have the program bring its files to a bucket."""
    said = {"URL": url, "BUCKET": bucket, "PREFIX": prefix, "KEY": KEYS["key"], "SECRET": KEYS["secret"]}
    for name, value in said.items():
        monkeypatch.setenv(f"STUDIO_HOST_{name}", value)
