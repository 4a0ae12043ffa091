"""For tests with Qt but without a display: nothing that Qt made may outlive the test that made it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _nothing_of_qt_left_behind(qapp: object) -> Iterator[None]:
    """Fails a test that leaves a window, a running timer or a busy thread pool behind, and names it."""
    from tests.leaks import QtState

    before = QtState.now()
    # As in the program, garbage is collected in the window's thread and at no other moment.
    gc.disable()
    yield
    gc.enable()
    left = before.left_behind()
    if left:
        pytest.fail("The test left behind: " + "; ".join(left), pytrace=False)
