"""Waiting for what another process does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

Answer = TypeVar("Answer")
_LOOK_S = 0.03


def until(
    question: Callable[[], Answer],
    what: str = "it goes on",
    *,
    limit_s: float = 60,
    on_failure: Callable[[], str] | None = None,
) -> Answer:
    """Ask until the answer is true, and answer it; fails with ``what`` and what ``on_failure`` adds."""
    end, pause = time.monotonic() + limit_s, threading.Event()
    while not (answer := question()):
        if time.monotonic() > end:
            pytest.fail(f"Within {limit_s:g} s it did not happen that {what}. {on_failure() if on_failure else ''}")
        pause.wait(_LOOK_S)
    return answer
