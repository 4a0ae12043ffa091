"""The other end of :mod:`worker`: a process that answers requests on its standard streams, one after another.

A request is one JSON line. An answer is one JSON line with ``bytes`` naming how many bytes follow it, or with ``error``
and ``detail``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TypeAlias

Request: TypeAlias = dict[str, Any]
Answer: TypeAlias = tuple[dict[str, Any], bytes]


class Refused(Exception):
    """A request that cannot be answered: ``args`` are the kind of trouble and the technical words."""


def answer_requests(answer: Callable[[Request], Answer]) -> None:
    """Serve on the standard streams until the other side closes, out of reach of whatever a library prints."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program, which then closes us
    private = os.dup(1)
    os.dup2(2, 1)
    try:
        with os.fdopen(private, "wb") as answers:
            _serve(sys.stdin.buffer, answers, answer)
    except BrokenPipeError:
        os._exit(1)  # the program is gone


def _serve(requests: BinaryIO, answers: BinaryIO, answer: Callable[[Request], Answer]) -> None:
    for line in requests:
        head, body = _one(line, answer)
        answers.write(json.dumps({**head, "bytes": len(body)}).encode("ascii") + b"\n")
        answers.write(body)
        answers.flush()


def _one(line: bytes, answer: Callable[[Request], Answer]) -> Answer:
    try:
        return answer(json.loads(line))
    except Refused as trouble:
        return {"error": trouble.args[0], "detail": trouble.args[1]}, b""
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {"error": "broken", "detail": repr(error)}, b""
