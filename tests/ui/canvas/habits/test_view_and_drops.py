"""Pushing and zooming the view, files that are dropped, and what is pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from studio_gui.files.samples import create_from_sample
from studio_gui.model.clips import AudioClip, ImageClip, TextClip, VideoClip
from studio_gui.model.fields import MAX_PX
from studio_gui.model.geometry import Point, Rect, box_of
from studio_gui.model.new import new_shape
from tests.ui.canvas.habits.conftest import write_halves
from tests.ui.canvas.habits.desk import Desk, drop
from tests.ui.canvas.mouse import CTRL, LEFT, MIDDLE, NONE, PLAIN, SHIFT

RED, PHOTO = (300, 300), (1500, 800)


def origin(desk: Desk) -> tuple[float, float]:
    """Where the corner of the stage is on the screen."""
    px = desk.canvas.camera.to_px(Point(0, 0))
    return px.x(), px.y()


def wheel(desk: Desk, pixels: QPoint, eighths: QPoint, held: Qt.KeyboardModifier) -> None:
    """Turn the wheel, or push with two fingers when there are ``pixels``."""
    px = desk.canvas.camera.to_px(Point(*RED))
    screen = QPointF(desk.canvas.viewport().mapToGlobal(px.toPoint()))
    phase = Qt.ScrollPhase.NoScrollPhase if pixels.isNull() else Qt.ScrollPhase.ScrollUpdate
    event = QWheelEvent(px, screen, pixels, eighths, NONE, held, phase, False)
    QApplication.sendEvent(desk.canvas.viewport(), event)


@pytest.mark.parametrize("way", ["space", "middle", "wheel", "shift wheel", "two fingers", "hand"])
def test_the_view_is_pushed(desk: Desk, way: str) -> None:
    before, project = origin(desk), desk.project
    if way == "wheel":
        wheel(desk, QPoint(), QPoint(0, -120), PLAIN)
        expected = (0, -60)
    elif way == "shift wheel":
        wheel(desk, QPoint(), QPoint(0, -120), SHIFT)
        expected = (-60, 0)
    elif way == "two fingers":
        wheel(desk, QPoint(-14, 9), QPoint(-28, 18), PLAIN)
        expected = (-14, 9)
    else:
        button = MIDDLE if way == "middle" else LEFT
        if way == "space":
            desk.qtbot.keyPress(desk.canvas, Qt.Key.Key_Space)
        if way == "hand":
            desk.key("H")
        start = desk.canvas.camera.to_px(Point(*RED))
        desk.mouse.press(*RED, button)
        for share in (0.25, 0.5, 1):
            at = desk.canvas.camera.to_scene(start + QPointF(48, -32) * share)
            desk.mouse.move(at.x, at.y)
        desk.mouse.release(button)
        if way == "space":
            desk.qtbot.keyRelease(desk.canvas, Qt.Key.Key_Space)
        expected = (48, -32)
    after = origin(desk)
    assert (after[0] - before[0], after[1] - before[1]) == expected
    assert desk.project is project
    assert desk.chosen == []


def test_ctrl_wheel_and_pinch_zoom_about_the_pointer_between_5_and_800_percent(desk: Desk) -> None:
    before, zoom = desk.canvas.camera.to_px(Point(1150, 450)), desk.canvas.zoom
    desk.mouse.wheel(1150, 450, 120, CTRL)
    assert desk.canvas.zoom == pytest.approx(zoom * 1.0015**120)
    desk.pinch(1150, 450, 0.25)
    assert desk.canvas.zoom == pytest.approx(zoom * 1.0015**120 * 1.25)
    after = desk.canvas.camera.to_px(Point(1150, 450))
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=1.5)
    for _ in range(30):
        desk.pinch(1150, 450, 0.5)
    assert desk.canvas.zoom == 8
    for _ in range(60):
        desk.pinch(1150, 450, -0.4)
    assert desk.canvas.zoom == 0.05


def test_zooming_in_mid_drag_keeps_the_clip_under_the_pointer(desk: Desk) -> None:
    desk.mouse.press(*RED).move(400, 400)
    desk.mouse.wheel(400, 400, 240, CTRL)
    desk.mouse.move(500, 500)
    assert desk.box("Red")[:2] == pytest.approx((400, 400), abs=3)
    desk.mouse.release()


# Files


def wait_for_step(desk: Desk, word: str) -> None:
    desk.qtbot.waitUntil(lambda: desk.step.startswith(word))


def test_a_picture_a_video_and_a_sound_become_clips_at_the_pointer(desk: Desk, tmp_path: Path) -> None:
    photo = write_halves(tmp_path / "photo.png", (200, 100))
    assert desk.drop_on_stage(1700, 200, [photo])
    wait_for_step(desk, "Insert")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, ImageClip)
    assert (clip.left + 100, clip.top + 50) == pytest.approx((1700, 200), abs=2)
    assert desk.color(1680, 200) == "#2040ff"
    film, sound = _film(tmp_path / "film.mp4"), _sound(tmp_path / "bell.wav")
    assert desk.drop_on_stage(1700, 200, [film, sound])
    wait_for_step(desk, "Insert 2 files")
    kinds = {type(clip) for clip in desk.document.selected_clips}
    assert kinds == {VideoClip, AudioClip}


def test_a_file_dropped_on_a_clip_replaces_it_in_its_place(desk: Desk, tmp_path: Path) -> None:
    before = desk.clip("Photo")
    square = write_halves(tmp_path / "square.png", (300, 300))
    assert desk.drop_on_stage(*PHOTO, [square])
    wait_for_step(desk, "Replace Photo")
    after = desk.clip("Photo")
    assert after.id == before.id
    assert (after.width, after.height) == (300, 300)
    middles = [box_of(clip).center for clip in (after, before)]
    assert (middles[0].x, middles[0].y) == pytest.approx((middles[1].x, middles[1].y), abs=1e-6)
    assert len(desk.document.scene.clips) == 4
    desk.key("Ctrl+Z")
    assert desk.clip("Photo") == before


def test_words_of_another_program_become_a_text_where_they_are_let_go(desk: Desk) -> None:
    words = QMimeData()
    words.setText("Two lines\nfrom a mail")
    assert desk.drop_content_on_stage(1200, 300, words)
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, TextClip)
    assert clip.text == "Two lines\nfrom a mail"
    middle = box_of(clip).center
    assert (middle.x, middle.y) == pytest.approx((1200, 300), abs=1)
    assert desk.steps == 1
    page = QMimeData()
    page.setHtml("<p>A part of a <b>page</b></p>")
    assert desk.drop_content_on_stage(600, 700, page)
    (clip,) = desk.document.selected_clips
    assert clip.text == "A part of a page"
    assert desk.window.focusWidget() is desk.canvas


@pytest.mark.parametrize("kind", ["picture", "drawing"])
def test_a_picture_of_another_program_comes_where_it_is_let_go(desk: Desk, tmp_path: Path, kind: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/halves.png")])  # where a page has it
    if kind == "picture":
        data.setImageData(QImage(str(write_halves(tmp_path / "halves.png", (200, 100)))))
    else:
        data.setData("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"/>')
    assert desk.drop_content_on_stage(1500, 300, data)
    wait_for_step(desk, "Insert")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, ImageClip)
    assert (clip.left + 100, clip.top + 50) == pytest.approx((1500, 300), abs=2)
    assert clip.label.startswith("Dropped")
    assert (desk.document.folder / clip.studio.media).exists()


def test_the_address_of_a_picture_is_not_taken_for_words_and_it_is_said_how_it_comes_here(desk: Desk) -> None:
    data, before = QMimeData(), desk.project
    data.setUrls([QUrl("https://example.com/halves.png")])
    data.setText("https://example.com/halves.png")
    assert not desk.drop_content_on_stage(900, 500, data)
    assert desk.project is before
    px = desk.canvas.camera.to_px(Point(900, 500))
    event = QDragEnterEvent(px.toPoint(), Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    QApplication.sendEvent(desk.canvas.viewport(), event)
    assert "paste it here" in desk.hint


def test_words_without_letters_leave_the_stage_as_it_is_and_that_is_said(desk: Desk) -> None:
    data, before = QMimeData(), desk.project
    data.setText(" \n\t")
    assert desk.drop_content_on_stage(900, 500, data)
    assert desk.project is before
    assert "nothing in it" in desk.window.notice_._label.text()


def test_pictures_dropped_on_the_scene_list_become_scenes(desk: Desk, tmp_path: Path) -> None:
    photos = [write_halves(tmp_path / f"{name}.png") for name in "abc"]
    desk.window.show_tab("scenes")
    view = desk.window.workspace.scenes.view
    assert drop(view.viewport(), QPointF(20, view.viewport().height() - 4), photos)
    desk.qtbot.waitUntil(lambda: len(desk.project.scenes) == 5)
    assert desk.steps == 1


@pytest.mark.parametrize("suffix", [".studio", ".json"])
def test_a_project_or_payload_dropped_on_the_stage_is_opened(desk: Desk, tmp_path: Path, suffix: str) -> None:
    from studio_gui.files.payload import payload_text
    from studio_gui.files.project_file import open_project

    sample = create_from_sample("onboarding", tmp_path / "Welcome")
    if suffix == ".json":
        wanted = tmp_path / "payload.json"
        wanted.write_text(payload_text(open_project(sample).project), encoding="utf-8")
    else:
        wanted = sample
    assert desk.drop_on_stage(900, 500, [wanted])
    desk.qtbot.waitUntil(lambda: len(desk.project.scenes) == 3)
    assert desk.project.scenes[0].script_text == open_project(sample).project.scenes[0].script_text


def _film(path: Path) -> Path:
    import av
    import numpy

    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(3):
            frame = av.VideoFrame.from_ndarray(numpy.zeros((48, 64, 3), "uint8"), format="rgb24")
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path


def _sound(path: Path) -> Path:
    import wave

    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * 4000)
    return path


# The clipboard


def test_a_picture_is_pasted(desk: Desk) -> None:
    image = QImage(64, 32, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    desk.key("Ctrl+V")
    wait_for_step(desk, "Insert")
    (clip,) = desk.document.selected_clips
    assert (clip.width, clip.height) == (64, 32)


def test_text_a_file_list_and_a_drawing_are_pasted(desk: Desk, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setText("Two lines\nof mail")
    desk.key("Ctrl+V")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, TextClip)
    assert clip.text == "Two lines\nof mail"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_halves(tmp_path / "photo.png")))])
    QGuiApplication.clipboard().setMimeData(data)
    desk.key("Ctrl+V")
    wait_for_step(desk, "Insert photo")
    QGuiApplication.clipboard().setText('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>')
    desk.key("Ctrl+V")
    wait_for_step(desk, "Insert Pasted drawing")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, ImageClip)
    assert (clip.width, clip.height) == (40, 20)


def test_own_clips_lie_20_px_off_here_and_in_their_place_on_another_scene(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.key("Ctrl+C")
    desk.key("Ctrl+V")
    assert desk.document.selected_clips[0].left == 220
    assert desk.document.selected_clips[0].top == 220
    desk.key("Ctrl+Shift+V")
    assert (desk.document.selected_clips[0].left, desk.document.selected_clips[0].top) == (200, 200)
    desk.key("PgDown")
    desk.key("Ctrl+V")
    assert desk.document.scene_id == desk.project.scenes[1].id
    assert (desk.document.selected_clips[0].left, desk.document.selected_clips[0].top) == (200, 200)


def _pasted(desk: Desk) -> list[tuple[float, float]]:
    """Where what is copied comes to lie when it is pasted three times."""
    places = []
    for _time in range(3):
        desk.key("Ctrl+V")
        clip = desk.document.selected_clips[0]
        places.append((clip.left, clip.top))
    return places


@pytest.mark.parametrize("names", [("Red",), ("Red", "Photo")])
def test_what_is_pasted_again_and_again_does_not_pile_up(desk: Desk, names: tuple[str, ...]) -> None:
    desk.put("Red", angle=30, left=200.5)
    desk.select(*names)
    desk.key("Ctrl+C")
    assert _pasted(desk) == [(220.5, 220), (240.5, 240), (260.5, 260)]
    desk.key("Ctrl+Z")
    desk.key("Ctrl+V")
    assert desk.document.selected_clips[0].left == 260.5


def test_what_is_pasted_again_and_again_on_another_scene_does_not_pile_up_either(desk: Desk) -> None:
    desk.mouse.click(*RED)
    desk.key("Ctrl+C")
    desk.key("PgDown")
    assert _pasted(desk) == [(200, 200), (220, 220), (240, 240)]
    desk.key("Ctrl+Shift+V")
    assert desk.document.selected_clips[0].left == 200
    for _step in range(4):
        desk.key("Ctrl+Z")
    desk.add(new_shape("Rectangle_corner0", box=Rect(200, 200, 400, 300), fill="rgb(0,0,0)", name="Another"))
    desk.key("Ctrl+V")
    assert desk.document.selected_clips[0].left == 200, "what only lies in its place is something else"


def test_the_same_words_and_pictures_pasted_twice_lie_beside_each_other(desk: Desk, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setText("Mail")
    places = []
    for time in range(3):
        desk.key("Ctrl+V")
        (clip,) = desk.document.selected_clips
        places.append((clip.left - 20 * time, clip.top - 20 * time))
    assert len(set(places)) == 1
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_halves(tmp_path / "photo.png")))])
    QGuiApplication.clipboard().setMimeData(data)
    lefts = []
    for time in range(2):
        steps = desk.steps
        desk.key("Ctrl+V")
        desk.qtbot.waitUntil(lambda steps=steps: desk.steps > steps)
        lefts.append(desk.document.selected_clips[0].left - 20 * time)
    assert lefts[0] == lefts[1]


def _rubbish() -> QMimeData:
    data = QMimeData()
    data.setData("image/png", b"no picture")
    return data


def _page() -> QMimeData:
    data = QMimeData()
    data.setHtml("<p>Two <b>lines</b></p><p>of a page</p>")
    return data


def _picture_of_a_page() -> QMimeData:
    data = QMimeData()
    data.setHtml('<img src="https://example.com/photo.png">')
    return data


@pytest.mark.parametrize(
    "content", [QMimeData, _rubbish, _picture_of_a_page], ids=["nothing", "rubbish", "a picture's address"]
)
def test_what_cannot_be_pasted_is_said(desk: Desk, content: Callable[[], QMimeData]) -> None:
    QGuiApplication.clipboard().setMimeData(content())
    desk.key("Ctrl+V")
    assert desk.steps == 0
    assert "nothing on the clipboard" in desk.window.notice_._label.text()


def test_a_part_of_a_page_is_pasted_as_its_words_and_a_whole_book_in_part(desk: Desk) -> None:
    QGuiApplication.clipboard().setMimeData(_page())
    desk.key("Ctrl+V")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, TextClip)
    assert clip.text == "Two lines\nof a page"
    QGuiApplication.clipboard().setText("word " * 3000)
    desk.key("Ctrl+V")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, TextClip)
    assert len(clip.text) == 5000
    assert "5000" in desk.window.notice_._label.text()


@pytest.mark.parametrize("where", ["the stage", "a text"])
def test_lines_of_slides_and_pages_are_pasted_as_lines_without_what_is_no_letter(desk: Desk, where: str) -> None:
    QGuiApplication.clipboard().setText("One\x0btwo\u2028three\r\nfo\x00ur\ufffc\tfive")
    if where == "a text":
        desk.mouse.double_click(600, 860)
    desk.key("Ctrl+V")
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, TextClip)
    assert clip.text == "One\ntwo\nthree\nfour\tfive"


def test_what_lies_at_the_rim_of_the_world_is_pasted_there(desk: Desk) -> None:
    desk.put("Red", left=MAX_PX, top=MAX_PX)
    desk.select("Red")
    desk.key("Ctrl+C")
    for _time in range(2):
        desk.key("Ctrl+V")
        assert desk.document.selected_clips[0].left == MAX_PX


def test_a_pasted_group_is_a_group_of_its_own(desk: Desk) -> None:
    desk.select("Red", "Green")
    desk.key("Ctrl+G")
    desk.key("Ctrl+C")
    desk.key("Ctrl+V")
    assert desk.document.selected_clips[0].studio.group not in ("", desk.document.scene.clips[0].studio.group)
    assert len({clip.studio.group for clip in desk.document.selected_clips}) == 1
    desk.mouse.click(1750, 150)
    desk.mouse.click(230, 480)
    assert len(desk.document.selection) == 2


def test_one_broken_picture_among_others_keeps_none_of_them_away(desk: Desk, tmp_path: Path) -> None:
    good = [write_halves(tmp_path / name) for name in ("one.png", "two.png")]
    (tmp_path / "empty.png").write_bytes(b"")
    assert desk.drop_on_stage(900, 600, [good[0], tmp_path / "empty.png", good[1]])
    desk.qtbot.waitUntil(lambda: desk.steps == 1)
    assert desk.chosen == ["one", "two"]
    assert desk.step == "Insert 2 files"
    assert desk.window.notice_._label.text() == "“empty.png” is empty. The rest is on the stage."
