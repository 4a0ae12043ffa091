"""A project that was never saved is recovered, worked on, and lost once more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio_gui.files.journal import recoverable, recovery_folder
from studio_gui.files.scratch import new_scratch
from studio_gui.model.new import new_project, new_scene
from studio_gui.model.project import Project
from studio_gui.ui.document import Document
from studio_gui.ui.keeping import recovering
from studio_gui.ui.keeping.keeper import Keeper
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window.projects import read_document

NAME = "Work (recovered)"


def _numbered(scene_idx: int) -> Callable[[Project], Project]:
    return lambda project: project.changed(scenes=(project.scenes[0].changed(scene_idx=scene_idx),))


def _opened(window: MainWindow, path: Path) -> Document:
    """A tab as the next start shows it."""
    document, _notes = read_document(path)
    window.open_document(document)
    return document


@pytest.fixture
def path(window: MainWindow, qtbot: QtBot) -> Path:
    """A recovered project that was worked on when the program ended, and is in a tab again."""
    path = new_scratch(new_project(name=NAME, scenes=(new_scene(script="One"),)))
    document, _notes = read_document(path)
    keeper = Keeper(document)
    with qtbot.waitSignal(keeper.noted, timeout=2000):
        document.apply("Number scene", _numbered(7))
    keeper.end(is_kept=True)
    _opened(window, path)
    return path


def _recover(window: MainWindow, qtbot: QtBot) -> None:
    recovering.recover(window, recoverable()[0])
    qtbot.waitUntil(lambda: window.document is not None and window.document.project.scenes[0].scene_idx == 7)


def test_it_is_in_one_tab_and_not_in_two(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    _recover(window, qtbot)
    assert [one.name for one in window.projects.all].count(NAME) == 1
    assert not path.exists()
    qtbot.waitUntil(lambda: not list(recovery_folder().glob("*/trying")), timeout=4000)


def test_what_was_done_in_the_other_tab_meanwhile_stays(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    assert window.document is not None
    window.document.apply("Number scene", _numbered(8))
    _recover(window, qtbot)
    assert [one.name for one in window.projects.all].count(NAME) == 2
    assert path.exists()
    qtbot.waitUntil(lambda: not list(recovery_folder().glob("*/trying")), timeout=4000)
