"""Documents come into the window as a person brings them: by the menu, by a drop, from the clipboard."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from studio_gui.files.payload import payload_text
from studio_gui.files.samples import create_from_sample
from studio_gui.model import edits
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_text
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.importing import where, working
from studio_gui.ui.main_window import MainWindow
from tests.ui.answering import pressing
from tests.ui.canvas.habits.conftest import write_halves
from tests.ui.importing.conftest import Drop
from tests.unit.files.importing.books import book_parts, row_of, write_book
from tests.unit.files.importing.decks import png, write_deck


def _dialog(window: MainWindow, name: str) -> QDialog | None:
    return next((each for each in window.findChildren(QDialog, name) if each.isVisible()), None)


def _choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(files, "ask_open_many", lambda *_, **__: paths)


def test_slides_chosen_on_the_start_page_become_a_project(
    qtbot: QtBot, empty_window: MainWindow, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, deck)
    button = empty_window.start_page.findChild(QPushButton, "documents.slides")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty_window.document is not None)
    project = empty_window.document.project
    assert project.scenes[0].script_text == "Hello and welcome.\nThis is the first slide."
    assert project.name == "talk"
    assert [scene.scene_idx for scene in project.scenes] == [0, 1, 2]
    media = project.scenes[1].clips[0].studio.media
    assert (empty_window.document.folder / media).is_file()
    qtbot.waitUntil(lambda: _dialog(empty_window, "import_summary") is not None)
    said = _dialog(empty_window, "import_summary").text
    assert "Slide 4 is hidden and left out." in said
    assert "became a placeholder" in said
    qtbot.keyClick(_dialog(empty_window, "import_summary"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _dialog(empty_window, "import_summary") is None)


def test_slides_dropped_among_the_scenes_go_there_as_one_step(
    qtbot: QtBot, window: MainWindow, deck: Path, drop: Drop
) -> None:
    window.show_tab("scenes")
    before = window.document.project
    view = window.workspace.scenes.view
    edge = view.visualRect(window.workspace.scenes.model.index(1)).top()
    assert drop(view.viewport(), QPointF(30, edge + 1), [deck])
    qtbot.waitUntil(lambda: len(window.document.project.scenes) == 6)
    after = window.document.project
    assert after.scenes[0].id == before.scenes[0].id
    assert after.scenes[1].studio.name == "Welcome"
    assert after.scenes[4].id == before.scenes[1].id
    assert window.document.undo_stack.count() == 1
    qtbot.waitUntil(lambda: _dialog(window, "import_summary") is not None)
    _dialog(window, "import_summary").accept()
    window.actions_.run("undo")
    assert window.document.project == before


def _write_offers(table: Path) -> None:
    """Two offers, with a line of nothing between them."""
    rows = {
        1: ("Script", "Title", "Price", "Photo", "Colour"),
        2: ("Come to the sea, {title}!", "Sea", "9 €", "sea.png", "blue"),
        4: ("And to the hills.", "Hills", "12 €", "gone.png", "green"),
    }
    if table.suffix == ".xlsx":
        write_book(table, book_parts("".join(row_of(*cells, number=number) for number, cells in rows.items())))
        return
    with open(table, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows.get(number, ()) for number in range(1, 5))


@pytest.mark.parametrize("name", ["offers.csv", "offers.xlsx"])
def test_a_table_dropped_on_the_stage_becomes_scenes_like_the_one_that_is_seen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, name: str
) -> None:
    """By hands alone: dropped, asked, answered, undone."""
    document = window.document
    label = new_text("Only {Price}!", box=Rect(100, 100, 400, 80), name="Offer")
    photo = new_image(box=Rect(700, 100, 400, 200), size=(40, 20), name="Photo")
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=label))
    document.apply("Add", lambda p: edits.add_clip(p, document.scene_id, clip=photo))
    write_halves(tmp_path / "sea.png", (80, 40))
    table = tmp_path / name
    _write_offers(table)
    before, steps = document.project, document.undo_stack.count()

    with pressing("import_now", dialog="import_where"):
        assert drop(window.canvas.viewport(), QPointF(400, 300), [table])
    qtbot.waitUntil(lambda: len(document.project.scenes) == len(before.scenes) + 2)
    sea, hills = document.project.scenes[1:3]
    assert (sea.studio.name, sea.script_text) == ("Sea", "Come to the sea, Sea!")
    assert (hills.studio.name, hills.script_text) == ("Hills", "And to the hills.")
    texts = [[clip.text for clip in scene.clips if clip.label == "Offer"] for scene in (sea, hills)]
    assert texts == [["Only 9 €!"], ["Only 12 €!"]]
    assert next(clip for clip in sea.clips if clip.label == "Photo").studio.media.startswith("media/")
    qtbot.waitUntil(lambda: _dialog(window, "import_summary") is not None)
    notes = _dialog(window, "import_summary")
    said = notes.text
    assert notes.list.verticalScrollBar().maximum() == 0
    assert "Row 4" in said
    assert "gone.png" in said
    assert "“Colour”" in said
    notes.close()
    assert document.undo_stack.count() == steps + 1
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.project == before


def test_a_table_of_another_kind_is_refused_in_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop
) -> None:
    table = tmp_path / "people.ods"
    table.write_bytes(b"PK")
    before = window.document.project
    assert drop(window, QPointF(700, 20), [table])
    qtbot.waitUntil(lambda: _dialog(window, "error") is not None)
    assert window.document.project is before
    _dialog(window, "error").accept()


def test_a_document_dropped_on_the_start_page_opens_as_a_project(
    qtbot: QtBot, empty_window: MainWindow, tmp_path: Path, drop: Drop
) -> None:
    text = tmp_path / "tale.md"
    text.write_text("# One\n\nOnce upon a time.\n\n# Two\n\nThe end.\n", "utf-8")
    assert drop(empty_window.start_page.viewport(), QPointF(300, 300), [text])
    qtbot.waitUntil(lambda: empty_window.document is not None)
    scenes = empty_window.document.project.scenes
    assert [(scene.studio.name, scene.script_text) for scene in scenes] == [
        ("One", "Once upon a time."),
        ("Two", "The end."),
    ]


def test_subtitles_fill_the_scripts_that_are_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "scripts.txt"
    text.write_text("First words.\n\nSecond words.\n\nThird words.\n\nFourth words.\n", "utf-8")
    _choose(monkeypatch, text)
    asked: list[QDialog] = []

    def press(dialog: QDialog) -> int:
        asked.append(dialog)
        dialog.findChild(QToolButton, "fill").click()
        dialog.findChild(QPushButton, "import_now").click()
        return 1

    monkeypatch.setattr(where.WhereDialog, "exec", press)
    clips = [scene.clips for scene in window.document.project.scenes]
    window.actions_.run("import")
    qtbot.waitUntil(lambda: len(window.document.project.scenes) == 4)
    scenes = window.document.project.scenes
    assert [scene.script_text for scene in scenes] == ["First words.", "Second words.", "Third words.", "Fourth words."]
    assert [scene.clips for scene in scenes[:3]] == clips
    assert window.document.undo_stack.count() == 1
    assert len(asked) == 1


def test_pictures_from_the_menu_are_not_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = [tmp_path / "a.png", tmp_path / "b.png"]
    for picture, color in zip(pictures, ((9, 9, 9), (99, 99, 99)), strict=True):
        picture.write_bytes(png(64, 36, color))
    _choose(monkeypatch, *pictures)
    window.actions_.run("import")
    qtbot.waitUntil(lambda: len(window.document.project.scenes) == 5)
    assert [scene.studio.name for scene in window.document.project.scenes[1:3]] == ["a", "b"]


def test_a_broken_presentation_leaves_nothing_behind(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop
) -> None:
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    media = sorted((window.document.folder / "media").iterdir())
    window.show_tab("scenes")
    view = window.workspace.scenes.view
    assert drop(view.viewport(), QPointF(30, view.viewport().height() - 3), [broken])
    qtbot.waitUntil(lambda: _dialog(window, "error") is not None)
    _dialog(window, "error").accept()
    assert len(window.document.project.scenes) == 3
    assert sorted((window.document.folder / "media").iterdir()) == media


@pytest.mark.parametrize("place", ["scenes", "panel"])
def test_a_broken_file_keeps_no_other_away_from_the_scenes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, place: str
) -> None:
    picture, broken = write_halves(tmp_path / "photo.png"), tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    before = len(window.document.project.scenes)
    window.show_tab("scenes")
    target = window.workspace.scenes.view.viewport() if place == "scenes" else window.workspace.script
    at = QPointF(30, target.height() - 3)
    assert drop(target, at, [broken, picture])
    qtbot.waitUntil(lambda: len(window.document.project.scenes) == before + 1)
    name = "error" if place == "scenes" else "import_summary"
    qtbot.waitUntil(lambda: _dialog(window, name) is not None)
    assert any("broken.png" in each.text() for each in _dialog(window, name).findChildren(QLabel)) or (
        "broken.png" in _dialog(window, name).text
    )
    _dialog(window, name).accept()
    assert window.document.undo_stack.count() == 1


@pytest.mark.parametrize("place", ["stage", "scenes"])
def test_the_folder_of_a_project_is_opened_where_it_is_dropped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, place: str
) -> None:
    """It was refused as a folder, though a project is its folder everywhere else."""
    folder = create_from_sample("product-launch", tmp_path / "Launch").parent
    target = window.canvas.viewport() if place == "stage" else window.workspace.scenes.view.viewport()
    assert drop(target, QPointF(40, 40), [folder])
    qtbot.waitUntil(lambda: window.document is not None and window.document.folder == folder)
    assert len(window.document.project.scenes) == 5


def test_json_on_the_clipboard_becomes_a_project_unknown_fields_and_all(qtbot: QtBot, window: MainWindow) -> None:
    raw = json.loads(payload_text(window.document.project))
    raw["somethingNew"] = {"b": 1, "a": [2.50, "ü"]}
    raw["scenes"][0]["clips"][0]["futureField"] = 1.0
    QGuiApplication.clipboard().setText(json.dumps(raw))
    window.actions_.run("paste_project")
    qtbot.waitUntil(lambda: window.document.undo_stack.count() == 0)
    assert json.loads(payload_text(window.document.project)) == raw
    assert '"futureField": 1.0' in payload_text(window.document.project)


def test_words_on_the_clipboard_are_no_project(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("Hello")
    before = window.document
    window.actions_.run("paste_project")
    qtbot.waitUntil(lambda: _dialog(window, "error") is not None)
    assert window.document is before
    _dialog(window, "error").accept()


def test_an_import_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice that never ends is what one waits for; a program of that name stands in for it."""
    office = tmp_path / "soffice"
    office.write_text(f"#!{sys.executable}\nimport signal\nsignal.pause()\n", "utf-8")
    office.chmod(0o755)
    monkeypatch.setenv("STUDIO_OFFICE", str(office))
    media = sorted((window.document.folder / "media").iterdir())
    view = window.workspace.scenes.view
    window.show_tab("scenes")
    assert drop(view.viewport(), QPointF(30, view.viewport().height() - 3), [write_deck(tmp_path / "talk.pptx")])
    qtbot.waitUntil(lambda: _dialog(window, "working") is not None)
    shown = _dialog(window, "working")
    qtbot.waitUntil(lambda: "LibreOffice" in shown.words.text())
    stop = shown.findChild(QPushButton, "stop")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not stop.isEnabled()
    qtbot.waitUntil(lambda: _dialog(window, "working") is None)
    assert _dialog(window, "error") is None
    assert len(window.document.project.scenes) == 3
    assert sorted((window.document.folder / "media").iterdir()) == media


@pytest.mark.parametrize(
    ("command", "name", "head"),
    [
        ("export_srt", "a.srt", b"1\n00:00:00,000 --> "),
        ("export_vtt", "a.vtt", b"WEBVTT\n"),
        ("export_md", "a.md", b"# Onboarding\n"),
        ("export_txt", "a.txt", b"Welcome"),
        ("export_storyboard", "a.pdf", b"%PDF-"),
        ("export_storyboard_letter", "a.pdf", b"%PDF-"),
    ],
)
def test_scripts_and_storyboards_are_written_from_the_menu(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    name: str,
    head: bytes,
) -> None:
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / name)
    window.actions_.run(command)
    qtbot.waitUntil(lambda: (tmp_path / name).is_file(), timeout=20_000)
    assert (tmp_path / name).read_bytes().startswith(head)
    qtbot.waitUntil(window.notice_.isVisible)


def test_frames_are_drawn_from_the_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    monkeypatch.setattr(files, "ask_folder", lambda *_, **__: folder)
    window.actions_.run("export_frames")
    qtbot.waitUntil(lambda: len(list(folder.glob("*.png"))) == 3, timeout=20_000)
    qtbot.waitUntil(window.notice_.isVisible)


def test_a_document_dropped_on_the_stage_asks_what_it_becomes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stage takes media; a document falls through to the window."""
    text = tmp_path / "words.txt"
    text.write_text("Hello.", "utf-8")
    answers = iter(["new", None])
    monkeypatch.setattr(where, "ask", lambda *_, **__: next(answers))
    first = window.document
    assert drop(window.canvas.viewport(), QPointF(400, 300), [text])
    qtbot.waitUntil(lambda: window.document is not first)
    assert [scene.script_text for scene in window.document.project.scenes] == ["Hello."]
    second = window.document
    assert drop(window.canvas.viewport(), QPointF(400, 300), [text])
    assert window.document is second
    assert second.undo_stack.count() == 0


@pytest.mark.parametrize("place", ["stage", "panel"])
@pytest.mark.parametrize("order", [1, -1])
def test_what_cannot_be_taken_of_what_is_dropped_is_told_of_and_keeps_nothing_away(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, place: str, order: int
) -> None:
    """The stage was silent about it, and everywhere else it kept the picture away."""
    picture, other = write_halves(tmp_path / "photo.png"), tmp_path / "lesson.xyz"
    other.write_bytes(b"nobody knows")
    before = window.document.project
    target = window.canvas.viewport() if place == "stage" else window.workspace.script
    assert drop(target, QPointF(40, 40), [picture, other][::order])
    qtbot.waitUntil(lambda: window.document.project is not before)
    if place == "stage":
        assert len(window.document.scene.clips) == len(before.scenes[0].clips) + 1
        assert "lesson.xyz" in window.notice_._label.text()
    else:
        assert len(window.document.project.scenes) == len(before.scenes) + 1
        qtbot.waitUntil(lambda: _dialog(window, "import_summary") is not None)
        assert (
            "“lesson.xyz” is of a kind that cannot be imported. It was not taken."
            in _dialog(window, "import_summary").text
        )
        _dialog(window, "import_summary").accept()
    assert window.document.undo_stack.count() == 1


def test_a_document_dropped_with_a_picture_on_the_stage_is_not_left_behind(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "words.txt"
    text.write_text("Hello.", "utf-8")
    monkeypatch.setattr(where, "ask", lambda *_, **__: "add")
    before = len(window.document.project.scenes)
    assert drop(window.canvas.viewport(), QPointF(400, 300), [write_halves(tmp_path / "photo.png"), text])
    qtbot.waitUntil(lambda: len(window.document.project.scenes) == before + 2)


def test_pasting_the_json_of_a_project_opens_it_instead_of_writing_it_on_the_stage(
    qtbot: QtBot, window: MainWindow
) -> None:
    first = window.document
    QGuiApplication.clipboard().setText(payload_text(first.project))
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.document is not first)
    assert payload_text(window.document.project) == payload_text(first.project)
    assert first.undo_stack.count() == 0


def test_a_mistake_of_the_program_ends_the_waiting(qtbot: QtBot, window: MainWindow) -> None:
    def break_down(_report: object) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as bugs:
        dialog = working.run(window, "Working", break_down, done=print, failed=print)
        qtbot.waitUntil(lambda: not isValid(dialog))
    assert [kind for kind, *_ in bugs] == [ZeroDivisionError]
