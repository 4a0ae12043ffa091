"""Disks of their own for tests: small ones, that are soon full, and such that take nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(folder: Path, *, size: str = "100k", mode: str = "rw") -> Iterator[Path]:
    """A new disk at ``folder``; ``mode`` may be ``ro``. Skips where one may not be mounted.

    Nothing keeps it from being taken away at the end, not even a file that is still open.
    """
    folder.mkdir()
    options = f"{mode},size={size}"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip("a disk can only be mounted by the administrator")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def take_no_more(folder: Path) -> None:
    """Let a disk be read only from now on, with what is on it."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True, capture_output=True)
