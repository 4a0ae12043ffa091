"""A project in the folder of another user: that nothing can be saved there is said before any work is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio_gui.files.project_file import open_project, save_project
from studio_gui.model.new import new_project, new_scene
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import files
from studio_gui.ui.main_window import MainWindow
from tests.disks import disk, take_no_more


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Path]:
    """A project on a disk that takes nothing, as in the folder of another user."""
    with disk(tmp_path / "disk", size="1m") as folder:
        path = folder / "Theirs.studio"
        save_project(new_project(name="Theirs", scenes=(new_scene(script="Hello"),)), path)
        take_no_more(folder)
        yield path


def test_a_project_in_a_folder_of_another_user_says_so_at_once_and_is_saved_as_a_copy(
    window: MainWindow, theirs: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.open_path(window.context, str(theirs))
    document = window.document
    assert document is not None
    assert document.read_only == "“Theirs.studio” may not be changed by you."
    qtbot.waitUntil(lambda: window.status.saved.text() == "Read-only")
    said = window.notice_.findChild(QLabel)
    assert said.text() == "“Theirs.studio” may not be changed by you. It is read-only here."
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Mine.studio")
    window.actions_.run("save")
    assert open_project(tmp_path / "Mine").project.name
    assert document.read_only == ""
