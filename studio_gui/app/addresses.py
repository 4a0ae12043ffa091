"""Whether public addresses of media still answer: a question to each, nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import requests

from studio_gui.providers.hosting.answering import status_of, stranger

TIMEOUT_S = 8.0
_AT_ONCE = 4


def ask_addresses(
    urls: Collection[str], *, timeout_s: float = TIMEOUT_S, is_stopped: Callable[[], bool] = bool
) -> Mapping[str, str]:
    """What is wrong with each address, in a few words; empty when it answers. Slow: call it in a thread."""
    wanted = list(dict.fromkeys(urls))
    with stranger() as session, ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="addresses") as pool:

        def ask(url: str) -> str:
            return "not asked" if is_stopped() else _fault(session, url, timeout_s)

        return dict(zip(wanted, pool.map(ask, wanted), strict=True))


def _fault(session: requests.Session, url: str, timeout_s: float) -> str:
    if urlsplit(url).scheme not in ("http", "https"):
        return "no public address"
    try:
        status = status_of(session, url, timeout_s=timeout_s)
    except requests.Timeout:
        return "no answer"
    except (requests.RequestException, ValueError):
        return "cannot be reached"
    return "" if status < 400 else "gone" if status in (404, 410) else f"answers {status}"
