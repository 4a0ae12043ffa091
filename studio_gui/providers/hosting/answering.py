"""Whether an address hands out its file to anybody: asked as a service would, without any credentials."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import requests
from requests import PreparedRequest, Response

from studio_gui import __version__
from studio_gui.providers.addresses import is_loopback

TIMEOUT_S = 10.0
_NO_HEAD = (400, 403, 405, 501)
"""What hosts answer that know the file and not the question: signed addresses are signed for GET alone."""


class _Stranger(requests.Session):
    """Follows redirects and takes no passwords from anywhere, on no step of the way."""

    def rebuild_auth(self, prepared_request: PreparedRequest, response: Response) -> None:
        """Add nothing; what the address itself carries stays."""
        prepared_request.headers.pop("Authorization", None)


@contextlib.contextmanager
def stranger(url: str = "") -> Iterator[requests.Session]:
    """A session of somebody who is nobody's friend; ``url`` is where it goes: on this computer no proxy is asked."""
    with _Stranger() as session:
        session.auth = _as_it_is
        session.trust_env = not is_loopback(url)
        session.headers["User-Agent"] = f"scene-studio/{__version__}"
        yield session


def _as_it_is(request: PreparedRequest) -> PreparedRequest:
    return request


def status_of(session: requests.Session, url: str, *, timeout_s: float = TIMEOUT_S) -> int:
    """What an address answers: the status. Raises ``requests.RequestException`` and ``ValueError``."""
    status = _asked(session, "HEAD", url, timeout_s)
    return _asked(session, "GET", url, timeout_s) if status in _NO_HEAD else status


def _asked(session: requests.Session, method: str, url: str, timeout_s: float) -> int:
    headers = {"Range": "bytes=0-0", "Accept-Encoding": "identity"} if method == "GET" else {}
    with session.request(
        method, url, timeout=timeout_s, allow_redirects=True, stream=True, headers=headers
    ) as answer:  # fmt: skip
        # An empty file has no first byte to hand out, and is there all the same.
        return 200 if answer.status_code == 416 and method == "GET" else answer.status_code
