"""Pictures of the panel with a job in every state, in both themes; nothing on them is cut off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.ui import theme
from studio_gui.ui.panels.jobs import JobsPanel
from studio_gui.ui.window.clipping import clipped
from tests.ui.jobs.posed import PATHS, Posed

_FOLDER = os.environ.get("STUDIO_PICTURES", "")
"""Where the pictures go for people who look at them."""


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_state_has_a_card_on_which_nothing_is_cut_off(
    mode: str, panel: JobsPanel, posed: Posed, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, mode)  # type: ignore[arg-type]
    panel.resize(304, 2200)
    panel.refresh()
    qtbot.waitUntil(lambda: len(panel.list.cards()) == len(PATHS))
    qtbot.waitUntil(lambda: all(card.picture._image is not None for card in panel.list.cards()))
    assert panel.grab().save(str(Path(_FOLDER or tmp_path) / f"jobs-{mode}.png"))
    assert clipped(panel) == []
    dialog = panel.show_details(services.store.row(posed["stalled"]))
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    assert dialog.grab().save(str(Path(_FOLDER or tmp_path) / f"details-{mode}.png"))
    assert clipped(dialog) == []
    dialog.close()
    panel.show_costs()
    costs = panel.findChild(type(dialog).__mro__[1], "costs")
    assert costs is not None
    assert costs.grab().save(str(Path(_FOLDER or tmp_path) / f"costs-{mode}.png"))
    costs.close()
    theme.apply(app, "light")
