"""Memory that was freed is kept for what comes next, and given back while nobody works in the window.

The C library of Linux gives memory back as soon as much is free at the end of its heap: a tenth of a millisecond for
each megabyte, at whatever small thing happens to be freed last, and ten times that when the pages are wanted again.
When a crowded scene is zoomed, that is hundreds of megabytes. Other systems, and other C libraries, are left alone.
"""

from __future__ import annotations

import ctypes
import functools
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Names of settings. Source: malloc.h of glibc."""
_NEVER = 2**31 - 1
_LARGEST_KEPT = 32 * 2**20
"""What is larger has a mapping of its own. Source: the most that mallopt takes, and where glibc itself arrives."""


@functools.cache
def _library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None


def keep_freed() -> bool:
    """Keep what is freed from now on; says whether it is so."""
    library = _library()
    if library is None:
        return False
    return bool(library.mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT) and library.mallopt(_TRIM_THRESHOLD, _NEVER))


def give_back() -> bool:
    """Give back what is free, which takes its time; says whether there was any."""
    library = _library()
    return library is not None and bool(library.malloc_trim(0))
