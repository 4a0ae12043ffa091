"""Memory that was freed: it stays with the program while one works, and is given back afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PAGES = """
import resource
from studio_gui.ui import heap

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()

assert heap.keep_freed()
few = [bytearray(b"x") * 600_000 for _ in range(100)]
full = resident()
few.clear()
kept = resident()
assert kept > full - 5_000_000, (full, kept)
assert heap.give_back()
assert resident() < kept - 50_000_000, (kept, resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do it their own way")
def test_what_was_freed_is_kept_until_it_is_given_back() -> None:
    """Going away from a crowded scene stood still for as long as the system took to take the pictures' memory back."""
    found = subprocess.run([sys.executable, "-c", _PAGES], capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 0, found.stderr
