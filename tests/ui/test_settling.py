"""A picture of something half done is not taken in silence."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThreadPool

from studio_gui.ui.settling import settle


def test_what_does_not_come_is_told(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    settle(0, until=lambda: False, most_s=0.1)
    assert "did not come to rest within 0.1 seconds: what was waited for did not come" in caplog.text


def test_work_that_does_not_end_is_told(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    go_on = threading.Event()
    QThreadPool.globalInstance().start(lambda: go_on.wait(30))
    try:
        settle(0, most_s=0.1)
    finally:
        go_on.set()
    assert "threads at work: 1" in caplog.text


def test_a_window_that_rests_is_no_news(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    came: list[int] = []
    settle(0, until=lambda: bool(came) or came.append(1) is not None)
    assert came == [1]
    assert caplog.text == ""
