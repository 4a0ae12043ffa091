"""A note of what was seen at hosts a moment ago, so that a project of many files does not ask for each again and again.

It is a cache: addresses without any right to read them, and when they answered. Losing it costs a few questions.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from pathlib import Path

FRESH_S = 15 * 60
"""Seconds an address that answered is believed to answer still."""
_MOST = 5000


class Memory:
    """Addresses and when they answered last; thread-safe, shared by processes as far as a cache has to be."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "hosted.json"
        self._lock = threading.Lock()

    def is_fresh(self, address: str) -> bool:
        """Whether the address answered a moment ago."""
        seen = self._read().get(address, 0.0)
        return 0 <= time.time() - seen < FRESH_S

    def note(self, address: str) -> None:
        """The address answered now."""
        with self._lock:
            now = time.time()
            kept = {url: at for url, at in self._read().items() if 0 <= now - at < FRESH_S}
            kept[address] = now
            newest = dict(sorted(kept.items(), key=lambda pair: pair[1])[-_MOST:])
            part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                part.write_text(json.dumps(newest), encoding="utf-8")
                os.replace(part, self._path)

    def forget(self) -> None:
        """Ask for everything anew."""
        with self._lock, contextlib.suppress(OSError):
            self._path.unlink()

    def _read(self) -> dict[str, float]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(said, dict):
            return {}
        return {str(url): float(at) for url, at in said.items() if isinstance(at, (int, float))}
