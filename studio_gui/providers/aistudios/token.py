"""The access token of one account: fetched once however many threads want it, renewed before it ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LIFE_S = 23 * 3600.0
"""A token lives 24 hours. Source: reference/auth."""


class Token:
    """Fetches the token when it is needed; ``fetch`` may raise, then the next who asks tries again."""

    def __init__(self, fetch: Callable[[], str], *, clock: Callable[[], float] = time.time) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._value = ""
        self._since = 0.0

    def value(self, *, instead_of: str = "") -> str:
        """A token that is young enough and not the one that was just refused.

        Of many threads whose token was refused at once only the first fetches another; the others take that.
        """
        with self._lock:
            age_s = self._clock() - self._since
            # A clock that was set back makes the age negative: then nobody knows, so a new one is fetched.
            is_good = bool(self._value) and self._value != instead_of and 0 <= age_s < LIFE_S
            if not is_good:
                self._value = ""
                self._value = self._fetch()
                self._since = self._clock()
            return self._value
