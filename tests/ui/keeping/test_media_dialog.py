"""Media are listed, found, replaced, collected and cleaned in the window, and a project goes into a package and out."""

from __future__ import annotations

import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.base.media import resolve
from studio_gui.base.paths import resource
from studio_gui.files.names import name_of
from studio_gui.files.portable.listing import MediaEntry, missing_media
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.media_health import dialog as media_health
from studio_gui.ui.dialogs.media_health.dialog import MediaDialog
from studio_gui.ui.dialogs.media_health.rows import COLUMNS
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from tests.unit.jobs.film import write_film


@pytest.fixture
def document(window: MainWindow) -> Document:
    assert window.document is not None
    return window.document


@pytest.fixture
def shown(window: MainWindow, document: Document, qtbot: QtBot) -> Iterator[MediaDialog]:
    window.actions_.run("media")
    dialog = window.findChild(MediaDialog)
    qtbot.waitUntil(lambda: bool(dialog.rows.entries))
    yield dialog
    dialog.close()


def _states(dialog: MediaDialog) -> dict[str, int]:
    states = [entry.state for entry in dialog.rows.entries]
    return {state: states.count(state) for state in states}


def _press(dialog: MediaDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled()
    button.click()


def _choose(dialog: MediaDialog, ref: str) -> None:
    row = next(row for row, entry in enumerate(dialog.rows.entries) if entry.ref == ref)
    dialog.table.setCurrentIndex(dialog.rows.index(row, 0))


def test_a_moved_project_finds_its_files(
    window: MainWindow, document: Document, shown: MediaDialog, qtbot: QtBot, project: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert window.workspace is not None
    painted, first = window.workspace.scenes.thumbnails._made, document.project.scenes[0].id
    qtbot.waitUntil(lambda: first in painted)
    old, assets = painted[first], window.workspace.assets
    (project.parent / "media").rename(tmp_path / "stick")
    shown.refresh()
    qtbot.waitUntil(lambda: "missing" in _states(shown))
    assert "missing" in shown.said.text()
    before = document.project
    monkeypatch.setattr(files, "ask_folder", lambda *_, **__: tmp_path / "stick")
    _press(shown, "find")
    qtbot.waitUntil(lambda: bool(_states(shown)) and "missing" not in _states(shown))
    assert document.project is before
    assert missing_media(document.project, project.parent) == ()
    assert not shown.findChild(QPushButton, "find").isEnabled()
    assert window.workspace.assets is not assets, "the stage reads the files again"
    qtbot.waitUntil(lambda: first in painted and painted[first] is not old)


def test_every_state_is_told_by_an_icon_and_words_too(
    window: MainWindow, document: Document, shown: MediaDialog, qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    """“Missing” was told by its colour and a word; so was a picture of a newer program, which “comes with the program”."""
    newer = document.project.scenes[0].background.studio.changed(media="builtin:backgrounds/of-tomorrow.svg")
    scenes = [scene.changed(background=scene.background.changed(studio=newer)) for scene in document.project.scenes]
    (project.parent / "media").rename(tmp_path / "stick")
    document.apply("Newer", lambda now: now.changed(scenes=tuple(scenes)))
    qtbot.waitUntil(lambda: any("of-tomorrow" in entry.ref for entry in shown.rows.entries))
    said = {}
    for row, entry in enumerate(shown.rows.entries):
        state = shown.rows.index(row, COLUMNS.index("State"))
        said[entry.ref] = state.data()
        icon = state.data(Qt.ItemDataRole.DecorationRole)
        image = icon.pixmap(16, 16).toImage()
        inks = {image.pixelColor(x, y).name() for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha()}
        assert (theme.tokens().bad.lower() in inks) == (state.data() == "Missing"), entry.ref
    assert said.pop("builtin:backgrounds/of-tomorrow.svg") == "Missing"
    assert "Missing" in said.values()


def test_a_search_says_what_came_of_it(
    document: Document, shown: MediaDialog, qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    (project.parent / "media").rename(tmp_path / "stick")
    (tmp_path / "elsewhere").mkdir()
    shown.refresh()
    qtbot.waitUntil(lambda: "missing" in _states(shown))
    shown.find_in(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: "None of the missing files is in “elsewhere” or below." in shown.said.text())
    picture = next((tmp_path / "stick").glob("*.png"))
    shutil.copy(picture, tmp_path / "elsewhere" / "holiday.png")
    shown.find_in(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: "Found 1 in “elsewhere”; 3 are still missing." in shown.said.text())
    picture.unlink()
    missing = missing_media(document.project, project.parent)
    named = next(ref for ref in missing if ref.endswith(".png"))
    shutil.copy(next(resource("pictures").glob("*.png")), tmp_path / "elsewhere" / name_of(named, document.project))
    shown.find_in(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: "By its name only, with another content: “Logo.png”." in shown.said.text())
    assert document.undo_stack.undoText() == "Find media"


def test_two_files_of_one_name_are_told_apart_by_their_scenes(shown: MediaDialog) -> None:
    rows = shown.rows
    logos = [row for row, entry in enumerate(rows.entries) if entry.name == "Logo.png"]
    assert [str(rows.index(row, 3).data()).strip() for row in logos] in (["Scene 1", "Scene 3"], ["Scene 3", "Scene 1"])
    assert {rows.index(row, 3).data(Qt.ItemDataRole.ToolTipRole) for row in logos} == {"Scene 1", "Scene 3"}


def test_another_file_takes_every_place_of_one_and_undo_brings_it_back(
    document: Document, shown: MediaDialog, qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, clip = next((s, c) for s, c in document.project.all_clips() if c.type == "image" and c.studio.media)
    ref, before = clip.studio.media, document.project
    other = next(path for path in resource("pictures").glob("*.png"))
    monkeypatch.setattr(files, "ask_open", lambda *_, **__: other)
    _choose(shown, ref)
    _press(shown, "replace")
    qtbot.waitUntil(lambda: document.project is not before)
    after = document.project.scene(scene.id)
    assert after is not None
    new = after.clip(clip.id)
    assert new is not None
    assert new.studio.media != ref
    assert resolve(new.studio.media, project.parent)
    assert new.layer == clip.layer
    document.undo_stack.undo()
    assert document.project is before


def test_a_film_does_not_take_the_place_of_a_picture(
    document: Document, shown: MediaDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = next(c.studio.media for _, c in document.project.all_clips() if c.type == "image" and c.studio.media)
    before, said = document.project, list[str]()
    write_film(tmp_path / "film.png")
    monkeypatch.setattr(files, "ask_open", lambda *_, **__: tmp_path / "film.png")
    monkeypatch.setattr(media_health, "show_error", lambda _parent, error: said.append(error.message))
    _choose(shown, ref)
    _press(shown, "replace")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["“film.png” is no picture."]
    assert document.project is before


def test_what_is_outside_is_collected_in_one_step(document: Document, shown: MediaDialog, qtbot: QtBot) -> None:
    before = document.project
    assert "outside" in _states(shown)
    _press(shown, "collect")
    qtbot.waitUntil(lambda: "outside" not in _states(shown))
    assert document.undo_stack.undoText() == "Collect media"
    document.undo_stack.undo()
    assert document.project is before
    qtbot.waitUntil(lambda: "outside" in _states(shown))
    assert "unused" not in _states(shown)  # redo needs them


def test_a_look_that_takes_longer_than_the_next_one_is_not_shown_after_it(
    shown: MediaDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, may_go_on, look = threading.Event(), threading.Event(), media_health.media_list

    def slow_look(project: Project, path: Path | None, **used: frozenset[str]) -> tuple[MediaEntry, ...]:
        found = look(project, path, **used)
        has_begun.set()
        may_go_on.wait(10)
        return found

    monkeypatch.setattr(media_health, "media_list", slow_look)
    shown.refresh()
    qtbot.waitUntil(has_begun.is_set)
    monkeypatch.setattr(media_health, "media_list", look)
    _press(shown, "collect")
    qtbot.waitUntil(lambda: "outside" not in _states(shown))
    may_go_on.set()
    QThreadPool.globalInstance().waitForDone(5000)
    QApplication.processEvents()
    assert "outside" not in _states(shown)


def test_unused_files_go_when_the_person_says_so(
    shown: MediaDialog, qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = project.parent / "media" / "ffffffffffffffff.png"
    loose.write_bytes(b"x" * 2000)
    shown.refresh()
    qtbot.waitUntil(lambda: "unused" in _states(shown))
    monkeypatch.setattr(media_health, "ask_clean", lambda *_: False)
    _press(shown, "clean")
    assert loose.exists()
    monkeypatch.setattr(media_health, "ask_clean", lambda *_: True)
    _press(shown, "clean")
    qtbot.waitUntil(lambda: "unused" not in _states(shown))
    assert not loose.exists()


def test_mending_media_leaves_the_stage_as_one_looked_at_it(
    window: MainWindow, shown: MediaDialog, qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.workspace is not None
    (project.parent / "media" / "ffffffffffffffff.png").write_bytes(b"x")
    shown.refresh()
    qtbot.waitUntil(lambda: "unused" in _states(shown))
    window.canvas.set_zoom(1.5)
    assets = window.workspace.assets
    monkeypatch.setattr(media_health, "ask_clean", lambda *_: True)
    _press(shown, "clean")
    qtbot.waitUntil(lambda: "unused" not in _states(shown))
    assert window.workspace.assets is not assets
    assert window.canvas.zoom == 1.5


def test_addresses_are_asked_off_the_windows_thread(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    scene = document.project.scenes[0]
    clip = next(clip for clip in scene.clips if clip.type == "image")
    from studio_gui.model import edits

    fields = {"source_url": "http://127.0.0.1:1/logo.png"}
    document.apply("Address", lambda p: edits.change_clip(p, scene.id, clip_id=clip.id, fields=fields))
    window.actions_.run("media")
    dialog = window.findChild(MediaDialog)
    qtbot.waitUntil(lambda: bool(dialog.rows.entries))
    _press(dialog, "ask")
    qtbot.waitUntil(lambda: "do not answer" in dialog.said.text())
    entry = next(entry for entry in dialog.rows.entries if entry.url)
    assert dialog.rows.fault(entry) == "cannot be reached"
    dialog.close()


def test_a_project_goes_into_a_package_and_comes_out_beside_it(
    window: MainWindow, document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "Film.zip"
    target.parent.mkdir()
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: target)
    window.actions_.run("save_package")
    qtbot.waitUntil(lambda: "is packed" in window.notice_.accessibleName())
    assert zipfile.is_zipfile(target)
    file.open_path(window.context, str(target))
    qtbot.waitUntil(lambda: window.document is not document)
    assert window.document is not None
    assert window.document.path == tmp_path / "out" / "Film" / "Welcome.studio"
    assert missing_media(window.document.project, window.document.folder) == ()


def test_a_package_that_is_none_is_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    from studio_gui.ui.dialogs.message import Message

    (tmp_path / "No.zip").write_bytes(b"PK")
    file.open_path(window.context, str(tmp_path / "No.zip"))
    qtbot.waitUntil(lambda: window.findChild(Message, "error") is not None)
    window.findChild(Message, "error").close()
    assert not (tmp_path / "No").exists()
