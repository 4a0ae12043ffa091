"""What is said of a file that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.files.writing import target_error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError("too many links"), "too many links"),
        (OSError(), "the system does not say why"),
        (OSError(28, "No space left on device"), "the disk is full"),
        (OSError(31, "Too many links"), "too many links"),
    ],
)
def test_the_reason_is_never_a_success(error: OSError, reason: str) -> None:
    assert target_error(Path("/a.txt"), error).message == f"“/a.txt” cannot be written: {reason}."
