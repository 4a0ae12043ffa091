"""Telling those who asked to be told. Sent once, as POST with JSON; nobody answers for its arrival."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

from studio_gui.base.json_text import Json, JsonDict, dumps
from studio_gui.providers.http import new_session

_TIMEOUT_S = (3.0, 5.0)


class Webhooks:
    """Sends from a thread of its own; close it at the end."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="practice-webhook")
        self._lock = threading.Lock()
        self._sent: list[JsonDict] = []
        self._timers: list[threading.Timer] = []

    @property
    def sent(self) -> list[Json]:
        """What was sent, and how it was taken."""
        with self._lock:
            return list(self._sent)

    def send(self, url: str, body: JsonDict) -> None:
        """Send it soon."""
        self._pool.submit(self._send, url, body)

    def send_later(self, seconds: float, url: str, body: JsonDict) -> None:
        """Send it after a while, unless the server stops before."""
        timer = threading.Timer(seconds, self._send_if_open, (url, body))
        timer.daemon = True
        with self._lock:
            self._timers = [one for one in self._timers if one.is_alive()] + [timer]
        timer.start()

    def _send_if_open(self, url: str, body: JsonDict) -> None:
        with contextlib.suppress(RuntimeError):  # closed in this very moment
            self._pool.submit(self._send, url, body)

    def close(self) -> None:
        """Wait for the one under way, forget the others."""
        with self._lock:
            for timer in self._timers:
                timer.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, url: str, body: JsonDict) -> None:
        headers = {"Content-Type": "application/json"}
        try:
            with new_session(url) as session:
                answer = session.post(
                    url, data=dumps(body).encode(), headers=headers, timeout=_TIMEOUT_S, allow_redirects=False
                )
            outcome = str(answer.status_code)
        except requests.RequestException as error:
            outcome = type(error).__name__
        with self._lock:
            self._sent.append({"url": url, "body": body, "outcome": outcome})
