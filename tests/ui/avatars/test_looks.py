"""Pictures of the window with an avatar in every state, in both themes; nothing on them is cut off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.ui import theme
from studio_gui.ui.dialogs.avatars.dialog import AvatarsDialog
from studio_gui.ui.window.clipping import clipped
from tests.ui.avatars.posed import NAMES, pose, pose_all
from tests.unit.footage.films import Film, make

ROOT = Path(__file__).resolve().parents[3]
_FOLDER = os.environ.get("STUDIO_PICTURES", "")
"""Where the pictures go for people who look at them."""


def _keep(dialog: AvatarsDialog, name: str, folder: Path) -> None:
    QApplication.processEvents()
    assert dialog.grab().save(str(Path(_FOLDER or folder) / f"avatars-{name}.png"))
    assert clipped(dialog) == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_state_has_a_page_on_which_nothing_is_cut_off(
    mode: str, services: Services, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, mode)  # type: ignore[arg-type]
    posed = pose_all(services)
    dialog = AvatarsDialog(services, None, can_use=True)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.count() == len(NAMES))
    for state, avatar_id in posed.items():
        dialog.refresh(avatar_id)
        qtbot.waitUntil(lambda wanted=avatar_id: dialog.card is not None and dialog.card.avatar.id == wanted)
        _keep(dialog, f"{state}-{mode}", tmp_path)
    theme.apply(qapp, "light")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_form_with_findings_and_errors_is_whole(
    mode: str, services: Services, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, mode)  # type: ignore[arg-type]
    dialog = AvatarsDialog(services, None, can_use=True)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.is_listed)
    _keep(dialog, f"empty-{mode}", tmp_path)
    dialog.add()
    _keep(dialog, f"form-{mode}", tmp_path)
    form = dialog.form
    assert form is not None
    film = Film(seconds=310, fps=2, size=(320, 180), codec="mpeg4", sound="quiet", picture="dark")
    form.source.put(str(make(film, tmp_path / "Ada.mkv")))
    qtbot.waitUntil(lambda: form.footage.report is not None, timeout=10_000)
    form.footage._on_fit()
    form.say_fields({"name": "creator_name must be the name of a real person.", "": "quota: no places are left"})
    QApplication.processEvents()
    assert dialog.page.widget().width() <= dialog.page.viewport().width()
    dialog.page.verticalScrollBar().setValue(140)
    _keep(dialog, f"findings-{mode}", tmp_path)
    form.is_touched = False
    theme.apply(qapp, "light")


def test_twice_the_size_is_as_good(services: Services, tmp_path: Path) -> None:
    pose(services, "ready")
    pose(services, "rejected")
    services.store.close()
    target = Path(_FOLDER or tmp_path) / "avatars-dark-double.png"
    words = ["-o", str(target), "--check", "--show", "avatars", "--theme", "dark", "--scale", "2"]
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    command = [sys.executable, "-m", "studio_gui.ui.picture", *words]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90)
    assert (answer.stdout, answer.returncode) == ("", 0), answer.stderr
    assert QImage(str(target)).width() == 1800
