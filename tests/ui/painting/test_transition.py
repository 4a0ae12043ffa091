"""One scene giving way to the next, in films with and without a background."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.painting.effects.transition import paint_transition

CLEAR, RED, HALF, BLUE = QColor(0, 0, 0, 0), QColor(255, 0, 0), QColor(255, 0, 0, 128), QColor(0, 0, 255)


def _mixed(old: QColor, new: QColor, *, kind: str, part: float) -> QImage:
    form = QImage.Format.Format_ARGB32_Premultiplied
    before, after, mixed = QImage(16, 16, form), QImage(16, 16, form), QImage(16, 16, form)
    before.fill(old)
    after.fill(new)
    mixed.fill(0)
    with QPainter(mixed) as painter:
        paint_transition(painter, before, after, kind=kind, part=part)
    return mixed


@pytest.mark.parametrize("part", [0.1, 1 / 3, 0.5, 0.8])
@pytest.mark.parametrize(("old", "new"), [(RED, RED), (HALF, BLUE), (BLUE, HALF), (CLEAR, RED), (RED, CLEAR)])
def test_a_dissolve_without_background_is_as_dense_as_both_pictures(old: QColor, new: QColor, part: float) -> None:
    seen = _mixed(old, new, kind="dissolve", part=part).pixelColor(8, 8)
    assert seen.alpha() == pytest.approx(old.alpha() * (1 - part) + new.alpha() * part, abs=2)


@pytest.mark.parametrize("kind", ["wipe-left", "wipe-right", "wipe-up", "wipe-down"])
def test_what_is_wiped_away_does_not_shine_through_what_comes(kind: str) -> None:
    mixed = _mixed(RED, CLEAR, kind=kind, part=0.5)
    alphas = [mixed.pixelColor(x, y).alpha() for x in range(16) for y in range(16)]
    assert (alphas.count(0), alphas.count(255)) == (128, 128)
