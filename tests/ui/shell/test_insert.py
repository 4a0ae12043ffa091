"""New clips: in the middle, selected, one step; files are copied into the project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.files.probing import MediaFacts
from studio_gui.model.clips import SHAPES, AudioClip, ImageClip, ShapeClip, TextClip, VideoClip
from studio_gui.model.geometry import Point, box_of
from studio_gui.painting.text_layout import text_overflows
from studio_gui.ui import theme
from studio_gui.ui.actions import insert
from studio_gui.ui.actions.copying import portable
from studio_gui.ui.canvas.aids.under_menu import UnderMenu
from studio_gui.ui.dialogs import color, files
from studio_gui.ui.forms.text_fields import TextField
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.window.clipping import clipped
from tests.ui.answering import answering
from tests.unit.jobs.film import write_film


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of 400 × 200."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = tmp_path / "Team photo.png"
    assert image.save(str(path))
    return path


def test_every_shape_can_be_inserted(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    for count, name in enumerate(SHAPES, start=1):
        window.actions_.run(f"insert_shape_{name}")
        (clip,) = document.selected_clips
        assert isinstance(clip, ShapeClip)
        assert clip.shape_name == name
        center = window.view_center()
        box = box_of(clip)
        off = 20 * round((box.center.x - center.x) / 20)  # a step further than those of the same size
        assert 0 <= off < 20 * count
        assert abs(box.center.x - center.x - off) <= 1
        assert abs(box.center.y - center.y - off) <= 1
        assert document.undo_stack.count() == count


def test_a_text_is_inserted_ready_to_type(window: MainWindow) -> None:
    window.actions_.run("insert_text")
    assert window.document is not None
    (clip,) = window.document.selected_clips
    assert isinstance(clip, TextClip)


def test_a_picture_is_copied_into_the_project(window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch) -> None:
    document = window.document
    assert document is not None
    assert document.folder is not None
    monkeypatch.setattr(files, "ask_open_many", lambda *_, **__: (photo,))
    window.actions_.run("insert_picture")
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    (clip,) = document.selected_clips
    assert isinstance(clip, ImageClip)
    assert (document.folder / clip.studio.media).read_bytes() == photo.read_bytes()
    assert clip.studio.name == "Team photo"
    assert (box_of(clip).width, box_of(clip).height) == (400, 200)


def test_several_files_are_one_step(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    insert.add_files(window.context, [photo, photo], at=Point(100, 100))
    qtbot.waitUntil(lambda: len(document.selection) == 2)
    assert document.undo_stack.count() == 1
    assert box_of(document.selected_clips[0]).center == Point(100, 100)


def test_a_file_that_is_no_media_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(window, "show_error", said.append)
    broken = tmp_path / "notes.png"
    broken.write_text("no picture")
    insert.add_files(window.context, [broken], at=None)
    qtbot.waitUntil(lambda: bool(said))
    assert window.document is not None
    assert window.document.is_clean


def test_a_dropped_project_is_opened(window: MainWindow, project: Path) -> None:
    insert.add_files(window.context, [project], at=None)
    assert window.document is not None
    assert window.document.path == project


@pytest.mark.parametrize(
    ("facts", "kind", "largest"),
    [
        (MediaFacts("picture", ".png", 8000, 4000), ImageClip, 960),
        (MediaFacts("video", ".mp4", 1920, 1080), VideoClip, 1152),
        (MediaFacts("picture", ".png", 0, 0), ImageClip, 1),
    ],
)
def test_large_media_are_made_to_fit(facts: MediaFacts, kind: type, largest: float) -> None:
    clip = insert.clip_for("x", "media/x.png", facts, stage=(1920, 1080), center=Point(960, 540))
    assert isinstance(clip, kind)
    assert box_of(clip).width == pytest.approx(largest)


def test_a_sound_has_no_place_on_the_stage() -> None:
    facts = MediaFacts("audio", ".mp3", duration_s=3)
    clip = insert.clip_for("Song", "media/x.mp3", facts, stage=(1920, 1080), center=Point(0, 0))
    assert isinstance(clip, AudioClip)
    assert clip.label == "Song"


def test_the_background_takes_a_colour_and_a_picture(
    window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None
    monkeypatch.setattr(color, "ask", lambda *_, **__: "rgb(1,2,3)")
    window.actions_.run("background_color")
    assert document.scene.background.source_color == "rgb(1,2,3)"
    assert document.scene.background.studio.media == ""
    monkeypatch.setattr(files, "ask_open", lambda *_, **__: photo)
    window.actions_.run("background_picture")
    qtbot.waitUntil(lambda: document.scene is not None and document.scene.background.source_type == "image")
    assert document.scene.background.studio.media.startswith("media/")


def test_the_name_of_a_background_picture_stands_in_a_well_as_its_neighbours_do(
    window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stood on the bare panel, shortened after some letters and not where it found no more room."""
    assert window.workspace is not None
    long = photo.with_name(f"Team in front of the old {'town hall ' * 4}in May.png")
    image = QImage(300, 200, QImage.Format.Format_RGB32)  # a content keeps the first name it had
    image.fill(QColor("plum"))
    assert image.save(str(long))
    monkeypatch.setattr(files, "ask_open", lambda *_, **__: long)
    window.actions_.run("background_picture")

    def named() -> list[Elided]:
        labels = window.workspace.inspector.findChildren(Elided)
        return [label for label in labels if label.whole() == long.name and label.isVisible()]

    qtbot.waitUntil(lambda: bool(named()) and named()[0].text().startswith("Team"))
    (shown,) = named()
    assert shown.text().endswith("May.png")
    assert shown.toolTip() == long.name
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= shown.contentsRect().width()
    image = shown.grab().toImage()
    middle, field = image.height() // 2, theme.tokens().field.lower()
    assert {image.pixelColor(x, middle).name() for x in (2, 5, image.width() - 5)} == {field}
    beside = next(each for each in window.workspace.inspector.findChildren(TextField) if each.isVisible())
    assert (shown.height(), _left(shown)) == (beside.height(), _left(beside))


def _left(widget: QWidget) -> int:
    return widget.mapToGlobal(QPoint()).x()


def test_clips_are_copied_and_pasted_beside_themselves(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None
    clip = next(clip for clip in document.scene.clips if clip.has_box)
    document.select((clip.id,))
    window.actions_.run("copy")
    window.actions_.run("paste")
    (copy,) = document.selected_clips
    assert copy.id != clip.id
    assert (copy.left - clip.left, copy.top - clip.top) == (20, 20)
    window.actions_.run("paste_in_place")
    (copy,) = document.selected_clips
    assert (copy.left, copy.top) == (clip.left, clip.top)


def test_clips_keep_their_place_on_another_scene(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None
    clip = document.scene.clips[0]
    document.select((clip.id,))
    window.actions_.run("cut")
    assert document.scene.clip(clip.id) is None
    window.actions_.run("next_scene")
    window.actions_.run("paste")
    (copy,) = document.selected_clips
    assert (copy.left, copy.top) == (clip.left, clip.top)


def test_with_several_scenes_selected_in_their_list_each_gets_what_is_pasted(window: MainWindow, qtbot: QtBot) -> None:
    document, workspace = window.document, window.workspace
    assert document is not None
    assert workspace is not None
    assert document.scene is not None
    logo = next(clip for clip in document.scene.clips if clip.label == "Logo")
    document.select((logo.id,))
    window.actions_.run("copy")
    view = workspace.scenes.view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    for row, held in ((1, Qt.KeyboardModifier.NoModifier), (2, Qt.KeyboardModifier.ShiftModifier)):
        place = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)
    before = document.project
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert document.undo_stack.undoText() == "Paste Logo into 2 scenes"
    for was, scene in list(zip(before.scenes, document.project.scenes, strict=True))[1:]:
        assert len(scene.clips) == len(was.clips) + 1
        assert (scene.clips[-1].left, scene.clips[-1].top) == (logo.left, logo.top)
    assert document.project.scenes[0] is before.scenes[0]
    assert [clip.label for clip in document.selected_clips] == ["Logo"]
    document.undo_stack.undo()
    assert document.project is before
    # On the stage it is the scene one sees.
    workspace.canvas.setFocus()
    QTest.keyClick(workspace.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert document.undo_stack.undoText() == "Paste Logo"


def test_the_lines_of_a_mail_have_room(window: MainWindow) -> None:
    """Its lines were counted before they were broken, so that it was too long at once."""
    QGuiApplication.clipboard().setText("Dear all,\nthe meeting is on Monday at ten, in the large room.")
    window.actions_.run("paste")
    assert window.document is not None
    (clip,) = window.document.selected_clips
    assert isinstance(clip, TextClip)
    assert not text_overflows(clip)
    QGuiApplication.clipboard().setText("A line of a whole book.\n" * 90)
    window.actions_.run("paste")
    (clip,) = window.document.selected_clips
    assert clip.height == 1080


def test_a_screenshot_can_be_pasted(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    image = QImage(64, 32, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    window.actions_.run("paste")
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    assert isinstance(document.selected_clips[0], ImageClip)


def test_text_from_elsewhere_becomes_a_text(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("Two lines\nof mail")
    window.actions_.run("paste")
    assert window.document is not None
    (clip,) = window.document.selected_clips
    assert isinstance(clip, TextClip)
    assert clip.text == "Two lines\nof mail"


def test_a_style_is_carried_over(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    window.actions_.run("insert_shape_Star")
    window.actions_.run("opacity_3")
    window.actions_.run("copy_style")
    window.actions_.run("insert_shape_Circle")
    window.actions_.run("paste_style")
    assert document.selected_clips[0].opacity == 30


def test_locked_clips_are_not_deleted(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None
    count = len(document.scene.clips)
    document.select((document.scene.clips[0].id,))
    window.actions_.run("lock")
    window.actions_.run("delete")
    assert len(document.scene.clips) == count


def test_a_picture_dropped_on_another_takes_its_place(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    insert.add_files(window.context, [photo], at=Point(500, 500))
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    (old,) = document.selected_clips
    other = photo.with_name("Square.png")
    assert QImage(photo).scaled(300, 300).save(str(other))
    insert.replace_file(window.context, old.id, other)
    qtbot.waitUntil(lambda: document.undo_stack.undoText().startswith("Replace "))
    (new,) = document.selected_clips
    assert new.id == old.id
    assert (new.width, new.height) == (300, 300)
    middle = box_of(old).center
    assert (box_of(new).center.x, box_of(new).center.y) == pytest.approx((middle.x, middle.y), abs=1e-6)
    assert document.folder is not None
    assert (document.folder / new.studio.media).read_bytes() == other.read_bytes()


def test_a_picture_that_is_put_in_has_the_keyboard(window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch) -> None:
    """It stayed in the script: Backspace took letters there instead of the picture."""
    document = window.document
    assert document is not None
    window.workspace.script.text.setFocus()
    monkeypatch.setattr(files, "ask_open_many", lambda *_, **__: (photo,))
    window.actions_.run("insert_picture")
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    assert window.workspace.focusWidget() is window.canvas
    QTest.keyClick(window.canvas, Qt.Key.Key_Backspace)
    assert document.undo_stack.undoText() == "Delete Team photo"


def test_a_film_is_neither_a_picture_nor_a_background(
    window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    assert document is not None
    insert.add_files(window.context, [photo], at=Point(500, 500))
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    write_film(photo.with_name("film.png"))
    said: list[str] = []
    monkeypatch.setattr(window, "show_error", lambda error: said.append(error.message))
    before = document.project
    insert.replace_file(window.context, document.selection[0], photo.with_name("film.png"))
    insert.set_background_picture(window.context, photo.with_name("film.png"))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["“film.png” is no picture."] * 2
    assert document.project is before


def test_the_right_click_lists_everything_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    for name in ("Circle", "Rectangle_corner0"):
        window.actions_.run(f"insert_shape_{name}")
    back, front = document.scene.clips[-2:]
    menu = UnderMenu(window.canvas, window.view_center(), parent=window)
    listed = [action.data() for action in menu.actions()]
    assert listed[:2] == [front.id, back.id]
    assert [action.isChecked() for action in menu.actions()][:2] == [True, False]
    menu.actions()[1].trigger()
    assert document.selection == (back.id,)
    menu.deleteLater()


def test_a_drawing_copied_as_text_is_pasted_as_a_picture(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    svg = (
        '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h9v9z"/></svg>'
    )
    QGuiApplication.clipboard().setText(svg)
    window.actions_.run("paste")
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    (clip,) = document.selected_clips
    assert isinstance(clip, ImageClip)
    assert clip.studio.media.endswith(".svg")
    assert (clip.width, clip.height) == (40, 20)


def test_of_what_cannot_be_pasted_no_file_is_left(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    said: list[str] = []
    monkeypatch.setattr(window, "show_error", lambda error: said.append(error.message))
    QGuiApplication.clipboard().setText('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect')
    window.actions_.run("paste")
    qtbot.waitUntil(lambda: len(said) == 1)
    # Large drawings of the window itself may still be made there.
    qtbot.waitUntil(lambda: list((tmp_path / "temporary").iterdir()) == [])


def test_the_picture_for_other_programs_is_drawn_when_one_of_them_asks(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read a presenter for it held up whoever copied, for a picture that hardly anybody pastes."""
    drawn: list[int] = []
    draw = portable.draw_picture
    monkeypatch.setattr(portable, "draw_picture", lambda *given, **named: (drawn.append(1), draw(*given, **named))[1])
    window.actions_.run("select_all")
    window.actions_.run("copy")
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    assert "application/x-qt-image" in mime.formats()
    assert mime.hasText()
    assert drawn == []
    images = [QGuiApplication.clipboard().image() for _ in range(2)]
    assert not images[0].isNull()
    assert images[0] == images[1]
    assert drawn == [1]


def test_other_programs_get_text_a_file_and_a_picture(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    window.actions_.run("insert_shape_Circle")
    window.actions_.run("copy")
    mime = QGuiApplication.clipboard().mimeData()
    image = QGuiApplication.clipboard().image()
    assert not mime.hasText()
    assert image.pixelColor(image.rect().center()).alpha() == 255
    assert image.pixelColor(3, 3).alpha() == 0
    document.select(())
    insert.add_files(window.context, [photo], at=None)
    qtbot.waitUntil(lambda: len(document.selection) == 1)
    window.actions_.run("copy")
    [url] = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()).read_bytes() == photo.read_bytes()
    count = len(document.scene.clips)
    window.actions_.run("paste")
    assert len(document.scene.clips) == count + 1


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "<svg", "<html><svg></svg></html>"])
def test_rubbish_on_the_clipboard_does_no_harm(window: MainWindow, text: str) -> None:
    document = window.document
    assert document is not None
    count = len(document.scene.clips)
    QGuiApplication.clipboard().setText(text)
    window.actions_.run("paste")
    added = document.scene.clips[count:]
    assert all(isinstance(clip, TextClip) for clip in added)


@pytest.fixture
def colors(window: MainWindow, qtbot: QtBot) -> Iterator[color.ColorDialog]:
    """The dialog that asks for a colour, showing a red."""
    dialog = color.ColorDialog(window, "Background colour", QColor("#C42B3A"))
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def test_a_colour_is_typed(colors: color.ColorDialog) -> None:
    QTest.keyClicks(colors.hex, "2f5fe3")
    QTest.keyClick(colors.hex, Qt.Key.Key_Return)
    assert colors.result() == QDialog.DialogCode.Accepted
    assert colors.color == QColor("#2F5FE3")


def test_what_is_no_colour_is_said_and_not_taken(colors: color.ColorDialog) -> None:
    QTest.keyClicks(colors.hex, "blueish")
    QTest.keyClick(colors.hex, Qt.Key.Key_Return)
    assert colors.isVisible()
    assert "#2F5FE3" in colors.box.words.text()
    assert clipped(colors) == []
    colors.hex.selectAll()
    QTest.keyClicks(colors.hex, "#123456")
    assert colors.box.words.text() == ""
    QTest.keyClick(colors.hex, Qt.Key.Key_Escape)
    assert colors.result() == QDialog.DialogCode.Rejected


def test_a_colour_is_pointed_at_and_keeps_its_hue_in_the_grey(colors: color.ColorDialog) -> None:
    hue = colors.color.hsvHue()
    QTest.mouseClick(colors.plane, Qt.MouseButton.LeftButton, pos=QPoint(1, 20))
    assert colors.color.hsvSaturation() <= 2
    assert colors.hex.text() == colors.color.name().upper()
    far = QPoint(colors.plane.width() - 2, 2)
    QTest.mouseClick(colors.plane, Qt.MouseButton.LeftButton, pos=far)
    assert abs(colors.color.hsvHue() - hue) <= 2
    assert colors.color.hsvSaturation() > 250
    QTest.mouseClick(colors.hues, Qt.MouseButton.LeftButton, pos=QPoint(round(colors.hues.width() / 3), 9))
    assert abs(colors.color.hsvHue() - 120) <= 3


def test_the_command_asks_and_takes_what_was_chosen(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None

    def choose(dialog: color.ColorDialog) -> None:
        QTest.keyClicks(dialog.hex, "#102030")
        QTest.mouseClick(dialog.findChild(QPushButton, "choose"), Qt.MouseButton.LeftButton)

    with answering(choose, color.ColorDialog):
        window.actions_.run("background_color")
    assert document.scene.background.source_color == "rgb(16,32,48)"
