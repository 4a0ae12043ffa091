"""Pictures, music and a film clip for the samples, of an invented lighting company, Lumen & Co."""

from __future__ import annotations

from pathlib import Path


def write_all(folder: Path) -> None:
    """Writes every picture."""
