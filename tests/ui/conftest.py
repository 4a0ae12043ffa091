"""For tests with Qt but without a display: nothing that Qt made may outlive the test that made it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _nothing_of_qt_left_behind(qapp: object) -> Iterator[None]:
    """Fails a test that leaves a window, a running timer or a busy thread pool behind, and names it."""
    from tests.leaks import QtState

    before = QtState.now()
    yield
    left = before.left_behind()
    if left:
        pytest.fail("The test left behind: " + "; ".join(left), pytrace=False)
