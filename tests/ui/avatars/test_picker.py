"""The presenters panel with more than what ships: avatars, kept presenters, those of an account; by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.paths import resource
from studio_gui.files.project_file import open_project
from studio_gui.model.checks import Issue
from studio_gui.model.clips import AvatarClip
from studio_gui.model.geometry import box_of
from studio_gui.providers.base import JobId
from studio_gui.ui.dialogs import naming
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.presenters import PresentersPanel
from studio_gui.ui.panels.presenters.shelves import Shelf
from tests.ui.avatars.posed import pose
from tests.unit.catalogue.test_catalogue import CLIP, shelf
from tests.unit.catalogue.test_catalogue import Shelf as Web

__all__ = ["shelf"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document(project: Path) -> Document:
    opened = open_project(project)
    return Document(opened.project, path=opened.path)


@pytest.fixture
def panel(qtbot: QtBot, services: Services, document: Document) -> Iterator[PresentersPanel]:
    made = PresentersPanel(document, services)
    made.resize(248, 700)
    unread = made.stock
    made.show()
    qtbot.waitUntil(lambda: made.stock is not unread)
    yield made
    made.hide()
    made.deleteLater()


def _click(qtbot: QtBot, panel: PresentersPanel, key: str) -> None:
    row = next(row for row, tile in enumerate(panel.model.tiles) if tile.key == key)
    index = panel.model.index(row)
    panel.grid.scrollTo(index)
    qtbot.mouseClick(panel.grid.viewport(), LEFT, pos=panel.grid.visualRect(index).center())


def _show(qtbot: QtBot, panel: PresentersPanel, name: Shelf) -> None:
    index = ("included", "own", "account").index(name)
    qtbot.mouseClick(panel.shelves.buttons()[index], LEFT)


def _presenter(document: Document) -> AvatarClip:
    clip = document.scene.presenter
    assert clip is not None
    return clip


def test_a_ready_avatar_stands_first_and_comes_onto_the_stage_with_its_picture(
    qtbot: QtBot, panel: PresentersPanel, services: Services, document: Document, shelf: Web
) -> None:
    shelf.files["/ada.png"] = resource("icons", "app", "256.png").read_bytes()
    pose(services, "reviewing")
    ready = pose(services, "ready", remote_id="persona-7", preview=f"{shelf.url}/ada.png?signature=1")
    pose(services, "failed")
    pose(services, "uploading")
    panel.refresh()
    _show(qtbot, panel, "own")
    qtbot.waitUntil(lambda: len(panel.model.tiles) == 2)
    assert [(tile.title, tile.badge) for tile in panel.model.tiles] == [
        ("Margaret Hamilton", ""),
        ("Edsger Dijkstra", "Not ready"),
    ]
    before = box_of(_presenter(document))
    _click(qtbot, panel, f"avatar:{ready}")
    qtbot.waitUntil(lambda: _presenter(document).model.ai_name == "persona-7")
    clip = _presenter(document)
    assert document.folder is not None
    assert (document.folder / clip.studio.media).read_bytes() == shelf.files["/ada.png"]
    assert clip.studio.name == "Margaret Hamilton"
    assert box_of(clip).height == pytest.approx(before.height)
    assert document.scene.scripts[0].model_id == "persona-7"
    assert panel.model.marked >= {f"avatar:{ready}"}
    document.undo_stack.undo()
    assert box_of(_presenter(document)) == before


def test_an_avatar_whose_picture_cannot_be_had_comes_all_the_same(
    qtbot: QtBot, panel: PresentersPanel, services: Services, document: Document
) -> None:
    ready = pose(services, "ready", remote_id="persona-7", preview="http://127.0.0.1:1/gone.png")
    panel.refresh()
    _show(qtbot, panel, "own")
    qtbot.waitUntil(lambda: len(panel.model.tiles) == 1)
    _click(qtbot, panel, f"avatar:{ready}")
    qtbot.waitUntil(lambda: _presenter(document).model.ai_name == "persona-7")
    assert _presenter(document).studio.media in ("", None)


def test_a_presenter_of_an_imported_project_is_kept_placed_renamed_and_removed(
    qtbot: QtBot, panel: PresentersPanel, services: Services, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    _show(qtbot, panel, "own")
    assert panel.stack.currentWidget() is panel.empty_own
    assert not panel.keep.isVisible()
    scene = document.scene_id
    old = _presenter(document)
    kept = CLIP.changed(id=old.id)
    from studio_gui.model import edits

    document.apply("Import", lambda p: edits.replace_clips(p, scene, clips={old.id: kept}))
    monkeypatch.setattr(naming, "ask", lambda *_args, name, **_more: f"Ada {name}")
    qtbot.mouseClick(panel.keep, LEFT)
    qtbot.waitUntil(lambda: [tile.title for tile in panel.model.tiles] == ["Ada M000045058"])
    document.select_scene(document.project.scenes[1].id)
    key = panel.model.tiles[0].key
    _click(qtbot, panel, key)
    placed = _presenter(document)
    assert placed.model.to_json() == CLIP.model.to_json()
    assert (placed.left, placed.top, placed.scale_x) == (630.25, 146.74, 1)
    assert placed.id != CLIP.id
    assert document.undo_stack.undoText().endswith("Ada M000045058")
    document.undo_stack.undo()
    panel.grid.setFocus()
    panel.grid.setCurrentIndex(panel.model.index(0))
    monkeypatch.setattr(naming, "ask", lambda *_args, name, **_more: "Zoe")
    qtbot.keyClick(panel.grid, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: [tile.title for tile in panel.model.tiles] == ["Zoe"])
    panel.grid.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.empty_own)
    assert services.presets.all() == ()


def test_the_presenters_of_an_account_are_listed_searched_and_placed(
    qtbot: QtBot, panel: PresentersPanel, services: Services, document: Document
) -> None:
    _show(qtbot, panel, "account")
    assert panel.stack.currentWidget() is panel.empty_list
    qtbot.mouseClick(next(iter(panel.empty_list.findChildren(QPushButton))), LEFT)
    qtbot.waitUntil(lambda: len(panel.model.tiles) == 16, timeout=15_000)
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, "david cardigan")
    assert {tile.key for tile in panel.model.tiles} == {"david/cardigan", "model:david/cardigan"}
    _click(qtbot, panel, "model:david/cardigan")
    qtbot.waitUntil(lambda: _presenter(document).model.ai_name == "david")
    assert _presenter(document).model.emotion == "cardigan"
    qtbot.keyClicks(panel.search, " nobody")
    assert panel.stack.currentWidget() is panel.nobody


def test_without_a_network_the_list_stays_and_says_from_when_it_is(
    qtbot: QtBot, panel: PresentersPanel, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio_gui.base.settings import AccountSetting

    keys = {"app_id": "an-app-id-1", "user_key": "a-user-key-1"}
    services.accounts.add(
        AccountSetting(id="aistudios", service="aistudios", title="Studios", region="http://127.0.0.1:1"), keys
    )
    folder = services.paths.state / "catalogue"
    folder.mkdir(parents=True)
    (folder / "aistudios.json").write_text('{"at": 1780000000, "models": [{"id": "M1", "name": "Ana"}]}')
    assert panel.lists is not None
    panel.refresh()
    _show(qtbot, panel, "account")
    assert panel.lists.account == "aistudios"
    qtbot.waitUntil(lambda: [tile.title for tile in panel.model.tiles] == ["Ana"])
    qtbot.mouseClick(panel.lists.anew, LEFT)
    qtbot.waitUntil(lambda: panel.note.isVisible(), timeout=20_000)
    assert "This is the list of " in panel.note.text()
    assert [tile.title for tile in panel.model.tiles] == ["Ana"]


def test_a_broken_file_of_kept_presenters_is_named_in_a_sentence(
    qtbot: QtBot, panel: PresentersPanel, services: Services
) -> None:
    file = services.paths.data / "presets" / "presenters.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")
    panel.refresh()
    _show(qtbot, panel, "own")
    qtbot.waitUntil(lambda: panel.note.isVisible())
    assert "presenters.json" in panel.note.text()


def test_a_presenter_that_is_not_ready_bears_a_mark_until_it_is(qtbot: QtBot, window: MainWindow) -> None:
    document, canvas = window.document, window.canvas
    assert document is not None
    presenter, before = _presenter(document), len(canvas.chrome.marks)
    words = "The presenter “Ada” is not ready yet: being reviewed."
    issue = Issue("warning", "presenter-not-ready", words, scene_index=0, clip_id=presenter.id)
    window.issues.found.emit((issue,))
    assert len(canvas.chrome.marks) == before + 1
    assert words in [canvas.marks.words_at(canvas, place) for place in canvas.chrome.marks]
    window.issues.found.emit(())
    assert len(canvas.chrome.marks) == before


def test_the_checks_look_again_when_an_avatar_moves_on(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    assert window.workspace is not None
    with qtbot.waitSignal(window.issues.found, timeout=10_000):
        window.workspace.jobs.start()
    avatar_id = pose(services, "ready")
    with qtbot.waitSignal(window.issues.found, timeout=10_000):
        services.tracker.tell(JobId(avatar_id))
