"""The preview is named for screen readers, whole in every layout, and time runs from left to right in all of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSlider

from studio_gui.ui.preview.clock import SteppedClock
from studio_gui.ui.window.clipping import clipped
from tests.ui.preview.audience import LEFT, Audience


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_everything_has_a_name_and_a_tip_with_its_key(audience: Audience) -> None:
    audience.open_still()
    player = audience.player
    buttons = player.findChildren(QAbstractButton)
    assert len(buttons) >= 10
    assert all(each.accessibleName() and each.toolTip() for each in buttons)
    assert [each.accessibleName() for each in player.findChildren(QSlider)] == ["Place in the preview", "Volume"]
    assert (player.accessibleName(), player.accessibleDescription()) == (
        "Preview", "Local preview: voice and lips differ",
    )  # fmt: skip
    assert player.bar.scrubber.said(20) == "0:00 · Scene 2"


def test_the_keyboard_alone_reaches_every_button(audience: Audience) -> None:
    audience.open_still()
    names = []
    while True:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if not audience.player.isAncestorOf(at):
            break
        names.append(at.accessibleName())
    wanted = {"Close the preview", "Place in the preview", "Previous scene", "One frame back", "Play", "One frame on"}
    assert wanted | {"Next scene", "Speed 1×", "Loop", "Full screen"} <= set(names)


def test_nothing_is_cut_off(audience: Audience) -> None:
    audience.open_still()
    assert clipped(audience.player) == []


@pytest.mark.usefixtures("right_to_left")
def test_time_runs_from_left_to_right_in_every_language(audience: Audience) -> None:
    audience.open_still()
    bar, head = audience.player.bar, audience.player.head
    audience.scrub(0.25)
    assert audience.frame == 7
    assert bar.previous.x() < bar.play.x() < bar.next.x() < bar.full_screen.x()
    assert audience.player.close_button.mapTo(head, QPoint()).x() < audience.player.label.mapTo(head, QPoint()).x()
    assert clipped(audience.player) == []


def test_what_the_pointer_is_over_is_named(audience: Audience) -> None:
    audience.open_still()
    line = audience.player.bar.scrubber
    QTest.mouseMove(line, QPoint(line.width() - 10, 12))
    assert line._hover is not None
    QTest.mousePress(line, LEFT, pos=QPoint(line.width() // 2, 12))
    QTest.mouseMove(line, QPoint(20, 12))
    QTest.mouseRelease(line, LEFT, pos=QPoint(20, 12))
    audience.settle()
    assert audience.frame < 3


def test_a_loudspeaker_that_tells_in_steps_is_a_steady_clock() -> None:
    now, told = [0.0], [0.0]
    clock = SteppedClock(lambda: told[0], lambda: now[0])
    clock.start()
    now[0] = 0.5
    assert clock.elapsed_s() == 0  # nothing is heard yet
    seen = []
    for step in range(40):
        now[0] = 0.5 + step * 0.01
        told[0] = 0.02 + (step // 4) * 0.04
        seen.append(clock.elapsed_s())
    assert seen == sorted(seen)
    assert max(b - a for a, b in itertools.pairwise(seen)) < 0.02
    assert seen[-1] == pytest.approx(0.41, abs=0.02)
    now[0] += 3
    assert clock.elapsed_s() < 0.5  # it has stopped playing
    told[0] = 0.2
    assert clock.elapsed_s() >= seen[-1]
