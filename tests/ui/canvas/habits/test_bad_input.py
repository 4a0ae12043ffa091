"""Whatever is dropped, pasted or stands in a project: no crash, a sentence, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage

from studio_gui.base.errors import StudioError
from studio_gui.files.payload import export_payload
from studio_gui.model.clips import ImageClip
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.handles import Handle
from studio_gui.model.new import new_image, new_video
from studio_gui.painting import Assets
from studio_gui.painting.media.pictures import DECODE_LIMIT_MB
from studio_gui.providers.computer.provider import ComputerProvider
from studio_gui.render.frames import frame
from studio_gui.render.thumbnails import thumbnail
from studio_gui.ui.actions.copying.clips import CLIPS
from studio_gui.ui.panels.media import MediaPanel
from tests.ui.canvas.habits import bad_files
from tests.ui.canvas.habits.desk import Desk
from tests.ui.canvas.mouse import PLAIN

ROOT = Path(__file__).resolve().parents[4]
RED = (300, 300)


@pytest.fixture
def said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[StudioError]:
    """What the window says went wrong; the dialog itself would wait for a person."""
    found: list[StudioError] = []
    monkeypatch.setattr(desk.window, "show_error", found.append)
    return found


def dropped(desk: Desk, *files: Path) -> ImageClip:
    """The clip that comes of a file dropped beside the others."""
    desk.document.select(())
    assert desk.drop_on_stage(1750, 150, files)
    desk.qtbot.waitUntil(lambda: len(desk.document.selection) == 1)
    (clip,) = desk.document.selected_clips
    assert isinstance(clip, ImageClip)
    return clip


def middle(desk: Desk) -> str:
    """The colour in the middle of what is selected, without handles over it."""
    center = box_of(desk.document.selected_clips[0]).center
    desk.document.select(())
    return desk.color(center.x, center.y)


# Clips that are not as they should be


@pytest.mark.parametrize(
    "fields",
    [
        {"width": 0, "height": 0},
        {"width": 0},
        {"scale_x": 0},
        {"width": 1_000_000, "height": 1_000_000, "left": -500_000, "top": -400_000},
        {"left": 1_000_000, "top": -1_000_000},
        {"scale_x": -1, "scale_y": -1, "flip_x": True, "angle": 123.4},
        {"angle": 1e6},
        {"opacity": -5},
        {"fill": "no such colour"},
        {"fill": "hsl(1, 2%, 3%)"},
        {"stroke": "url(#a)", "stroke_width": 4},
    ],
    ids=str,
)
def test_odd_clips_are_shown_grasped_and_kept(desk: Desk, fields: dict[str, object]) -> None:
    desk.put("Red", **fields)
    before = desk.clip("Red").to_json()
    desk.canvas.shown.finish()
    desk.canvas.grab()
    desk.mouse.click(*RED)
    desk.key("Ctrl+A")
    desk.select("Red")
    assert len(desk.canvas.chrome.handles) == 8
    desk.key("Right")
    desk.key("Ctrl+Z")
    desk.grasp(Handle.BOTTOM_RIGHT, 30, 30)
    desk.document.undo_stack.setIndex(1)
    desk.key("Shift+2")
    desk.canvas.grab()
    assert desk.clip("Red").to_json() == before
    assert export_payload(desk.project)["scenes"][0]["clips"][0]["left"] == before["left"]


def test_a_font_that_does_not_exist_is_drawn_in_another_and_kept(desk: Desk) -> None:
    empty = desk.color(320, 880)
    desk.put("Title", font_family="No Such Font 9000", text="█████████")
    assert desk.color(340, 850) != empty or desk.color(400, 840) != empty
    desk.mouse.double_click(400, 850)
    desk.type("Hello")
    desk.key("Esc")
    assert desk.clip("Title").font_family == "No Such Font 9000"
    assert desk.clip("Title").text == "Hello"


# Pictures


MOST_GROWN_MB = 150


def huge_file(folder: Path, name: str, side: int = 20_000) -> Path:
    """A picture of 20,000 × 20,000: a grey JPEG, a black BMP, or red with a quarter in blue."""
    if name.endswith(".jpg"):
        return bad_files.flat_jpeg(folder / name, (side, side))
    if name.endswith(".bmp"):
        return bad_files.black_bmp(folder / name, side)
    if name.endswith(".tif"):
        return bad_files.marked_tiff(folder / name, (side, side))
    return bad_files.marked_png(folder / name, (side, side))


@pytest.mark.parametrize("name", ["huge.jpg", "huge.png", "huge.tif", "huge.bmp"])
@pytest.mark.parametrize("side", [960, 8000])
def test_a_picture_of_400_million_pixels_is_decoded_at_the_size_needed(tmp_path: Path, name: str, side: int) -> None:
    """In a process of its own, whose memory tells; whoever asks for more gets as much as can be seen of it."""
    (tmp_path / "media").mkdir()
    huge_file(tmp_path / "media", name)
    code = (
        "import json, resource, sys\n"
        "from pathlib import Path\n"
        "from studio_gui.files.probing import probe\n"
        "from studio_gui.painting.assets import Assets\n"
        "import studio_gui.painting\n"
        "folder, name, side = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "facts = probe(folder / name)\n"
        "image = Assets(folder).image(name, size=(side, side))\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(json.dumps([facts.width, facts.height, image.width(), image.height(), (after - before) / 1024]))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), f"media/{name}", str(side)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    width, height, shown_width, shown_height, grown_mb = json.loads(answer.stdout)
    assert (width, height) == (20_000, 20_000)
    assert shown_width == shown_height == min(side, 5000)
    assert grown_mb < MOST_GROWN_MB, "whole it would be 1,600 MB"


def test_a_huge_jpeg_is_dropped(desk: Desk, tmp_path: Path) -> None:
    clip = dropped(desk, huge_file(tmp_path, "huge.jpg"))
    assert (clip.width, clip.height) == (20_000, 20_000)
    assert middle(desk) == "#808080"


@pytest.mark.parametrize("name", ["huge.png", "huge.tif"])
def test_a_huge_picture_is_dropped_and_seen_everywhere(desk: Desk, tmp_path: Path, name: str) -> None:
    """On the stage, in the list of scenes, among the media and in the film; whole it would be more than Qt reads."""
    side = 16_800
    assert side * side * 4 > DECODE_LIMIT_MB * 1024 * 1024
    clip = dropped(desk, huge_file(tmp_path, name, side))
    assert (clip.width, clip.height) == (side, side)
    desk.put("huge", left=1300, top=100, scale_x=400 / side, scale_y=400 / side)
    desk.document.select(())
    assert (desk.color(1400, 200), desk.color(1600, 400)) == ("#ff0000", "#0000ff")
    assets, scene = Assets(desk.document.folder), desk.project.scenes[0]
    for drawn in (
        thumbnail(desk.project, scene, assets=assets, width=320),
        frame(desk.project, scene, assets=assets, at_s=0.0, height=1080),
    ):
        share = drawn.width() / 1920
        colors = [drawn.pixelColor(round(x * share), round(y * share)).name() for x, y in ((1400, 200), (1600, 400))]
        assert colors == ["#ff0000", "#0000ff"]
    panel = desk.window.findChild(MediaPanel)
    assert panel is not None
    panel.show_shelf("project")
    desk.qtbot.waitUntil(lambda: tile_colors(panel, clip.studio.media) == ("#ff0000", "#0000ff"), timeout=20_000)


def tile_colors(panel: MediaPanel, media: str) -> tuple[str, ...]:
    """The colours at the left upper and the right lower end of a picture among the media, once it is made."""
    tile = next((tile for tile in panel.model.tiles if tile.key == media), None)
    image = panel.model.image(tile, (120, 80)) if tile is not None else None
    if image is None:
        return ()
    width, height = image.width(), image.height()
    return tuple(image.pixelColor(int(part * width), int(part * height)).name() for part in (0.3, 0.7))


def test_a_huge_png_in_passes_is_refused_in_words(desk: Desk, said: list[StudioError], tmp_path: Path) -> None:
    """All of it would have to be held until the last pass."""
    before = desk.project
    huge = bad_files.marked_png(tmp_path / "huge.png", (20_000, 20_000), passes=1)
    assert desk.drop_on_stage(1750, 150, [huge])
    desk.qtbot.waitUntil(lambda: bool(said))
    assert said[0].message == "“huge.png” is too large: 20,000 × 20,000 pixels."
    assert "JPEG" in said[0].hint
    assert "not interlaced" in said[0].hint
    assert desk.project is before


def test_a_huge_png_in_passes_in_a_project_is_a_stand_in(desk: Desk) -> None:
    folder = desk.document.folder
    assert folder is not None
    bad_files.marked_png(folder / "media" / "huge.png", (20_000, 20_000), passes=1)
    desk.add(new_image(box=Rect(1400, 100, 300, 300), size=(20_000, 20_000), media="media/huge.png", name="Huge"))
    assert desk.color(1470, 170) != "#ff0000"
    assert desk.clip("Huge").studio.media == "media/huge.png"


def test_a_moving_gif_shows_its_first_picture(desk: Desk, tmp_path: Path) -> None:
    clip = dropped(desk, bad_files.moving_gif(tmp_path / "moving.gif"))
    assert (clip.width, clip.height) == (16, 16)
    desk.put("moving", scale_x=10, scale_y=10)
    desk.select("moving")
    assert middle(desk) == "#ff0000"


def test_a_moving_webp_shows_its_first_picture(desk: Desk, tmp_path: Path) -> None:
    import av
    import numpy

    path = tmp_path / "moving.webp"
    with av.open(str(path), "w", format="webp") as out:
        stream = out.add_stream("libwebp_anim", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "bgra"
        for color in ((0, 0, 255, 255), (255, 0, 0, 255)):
            pixels = numpy.full((32, 32, 4), color, "uint8")
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="bgra")):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    clip = dropped(desk, path)
    assert (clip.width, clip.height) == (32, 32)
    desk.put("moving", scale_x=5, scale_y=5)
    desk.select("moving")
    shown = middle(desk)
    assert int(shown[1:3], 16) > 200 > 60 > int(shown[5:7], 16)


def test_a_cmyk_jpeg_and_a_picture_of_16_bits_are_shown(desk: Desk, tmp_path: Path) -> None:
    clip = dropped(desk, bad_files.flat_jpeg(tmp_path / "press.jpg", (200, 100), planes=4))
    assert (clip.width, clip.height) == (200, 100)
    grey = middle(desk)
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert grey != "#ffffff"
    desk.key("Ctrl+Z")
    deep = bad_files.png(tmp_path / "deep.png", (60, 40), row=b"\xff\xff\x80\x00\x00\x00" * 60, depth=16)
    clip = dropped(desk, deep)
    assert (clip.width, clip.height) == (60, 40)
    assert middle(desk) == "#ff8000"


def test_a_photograph_held_sideways_stands_upright(desk: Desk, tmp_path: Path) -> None:
    clip = dropped(desk, bad_files.flat_jpeg(tmp_path / "phone.jpg", (320, 160), orientation=6))
    assert (clip.width, clip.height) == (160, 320)
    huge = bad_files.flat_jpeg(tmp_path / "panorama.jpg", (24_000, 12_000), orientation=6)
    clip = dropped(desk, huge)
    assert (clip.width, clip.height) == (12_000, 24_000)


_QUARTERS = {1: "rgby", 2: "gryb", 3: "ybgr", 4: "byrg", 5: "rbgy", 6: "bryg", 7: "ygbr", 8: "gyrb"}
"""Red, green, blue and yellow as they lie once a picture is upright, from top left to bottom right."""


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["jpg", "png", "webp"])
def test_every_way_a_camera_is_held_is_put_upright(desk: Desk, tmp_path: Path, form: str, orientation: int) -> None:
    path = bad_files.quarters(tmp_path / f"held.{form}", orientation=orientation)
    clip = dropped(desk, path)
    assert (clip.width, clip.height) == ((400, 200) if orientation < 5 else (200, 400))
    desk.put("held", left=1300, top=100)
    box = box_of(desk.clip("held"))
    places = [(x * box.width, y * box.height) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    assert "".join(_named(desk.color(box.left + x, box.top + y)) for x, y in places) == _QUARTERS[orientation]


def _named(color: str) -> str:
    parts = tuple(int(color[at : at + 2], 16) > 128 for at in (1, 3, 5))
    return {(True, False, False): "r", (False, True, False): "g", (False, False, True): "b", (True, True, False): "y"}[
        parts
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>throw 1</script>",
        '<image xlink:href="file:///etc/hostname" width="40" height="20"/>',
        '<image href="http://127.0.0.1:9/x.png" width="40" height="20"/>',
        '<style>@import url("http://127.0.0.1:9/x.css");</style>',
        '<foreignObject width="40" height="20"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<use xlink:href="other.svg#a"/>',
    ],
)
def test_a_drawing_draws_what_is_in_it_and_nothing_else(desk: Desk, tmp_path: Path, inside: str) -> None:
    """No script runs and no other file is opened: the green field under it all is what shows."""
    field = '<rect width="400" height="200" fill="#00ff00"/>'
    path = tmp_path / "drawing.svg"
    path.write_text(bad_files.SVG.format(400, 200, field + inside), encoding="utf-8")
    clip = dropped(desk, path)
    assert (clip.width, clip.height) == (400, 200)
    assert middle(desk) == "#00ff00"


def test_an_entity_bomb_and_a_broken_drawing_are_refused_in_words(
    desk: Desk, said: list[StudioError], tmp_path: Path
) -> None:
    before = desk.project
    broken = tmp_path / "broken.svg"
    broken.write_text(bad_files.SVG.format(40, 20, "<rect")[:-6], encoding="utf-8")
    for number, path in enumerate((bad_files.entity_bomb(tmp_path / "bomb.svg"), broken), start=1):
        assert desk.drop_on_stage(1750, 150, [path])
        desk.qtbot.waitUntil(lambda number=number: len(said) == number)
        assert path.name in said[-1].message
        assert said[-1].hint
    assert desk.project is before


def test_a_drawing_larger_than_the_world_is_made_to_fit(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "giant.svg"
    field = '<rect width="100%" height="100%" fill="#00ff00"/>'
    path.write_text(bad_files.SVG.format("9000000000", "4500000000", field), encoding="utf-8")
    clip = dropped(desk, path)
    box = box_of(clip)
    assert box.width <= 1920
    assert box.height <= 1080
    desk.canvas.grab()


def test_a_drawing_that_broke_in_its_folder_is_named_by_the_check(desk: Desk) -> None:
    folder = desk.document.folder
    assert folder is not None
    broken = bad_files.SVG.format(40, 20, "<rect width='40' height='20'")
    (folder / "media" / "broken.svg").write_text(broken, encoding="utf-8")
    desk.add(new_image(box=Rect(1400, 100, 300, 300), size=(40, 20), media="media/broken.svg", name="Broken"))
    desk.canvas.shown.finish()
    lines = [issue.sentence for issue in ComputerProvider().check(desk.project, folder=folder)]
    assert any("Broken" in line and "cannot be read" in line for line in lines), lines


# The clipboard

RUBBISH = {
    "a picture that is none": ({"image/png": b"\x89PNG\r\n\x1a\nrubbish"}, ""),
    "own clips that are none": ({"application/x-scene-studio-clips": b"{nonsense"}, ""),
    "own clips that are nothing": ({"application/x-scene-studio-clips": b"null"}, ""),
    "own clips that are no list": ({"application/x-scene-studio-clips": b'{"clips": {}}'}, ""),
    "own clips of another kind": ({"application/x-scene-studio-clips": b'{"clips": [1, {"type": 7}]}'}, ""),
    "a wrong type": ({"text/plain": b"\xff\xfe\x00bad", "image/svg+xml": b"<svg"}, ""),
    "html alone": ({"text/html": b"<b>hello</b>"}, ""),
    "a file that is gone": ({}, "file:///nowhere/gone.png"),
    "an address": ({}, "https://example.invalid/picture.png"),
    "nothing": ({}, ""),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_on_the_clipboard_does_no_harm(desk: Desk, said: list[StudioError], name: str) -> None:
    formats, url = RUBBISH[name]
    data = QMimeData()
    for kind, content in formats.items():
        data.setData(kind, content)
    if url:
        data.setUrls([QUrl(url)])
    clips = desk.project.scenes[0].clips
    QGuiApplication.clipboard().setMimeData(data)
    desk.key("Ctrl+V")
    desk.qtbot.waitUntil(lambda: desk.window.isVisible())
    assert desk.project.scenes[0].clips[: len(clips)] == clips
    assert all(error.message for error in said)
    desk.mouse.click(*RED)
    assert desk.chosen == ["Red"]


@pytest.mark.parametrize("is_full", [False, True])
def test_a_picture_that_cannot_be_put_on_the_disk_is_told_of(
    desk: Desk, said: list[StudioError], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_full: bool
) -> None:
    """Where files for a moment are kept there was no room: nothing was pasted, and nothing said."""
    place = tmp_path / "for a moment"
    monkeypatch.setattr("tempfile.tempdir", str(place))
    if is_full:
        place.mkdir()
        monkeypatch.setattr(QImage, "save", lambda *_: False)
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("#FF8000"))
    QGuiApplication.clipboard().setImage(picture)
    desk.key("Ctrl+V")
    assert [error.message for error in said] == ["What was copied cannot be written to the disk."]
    assert not is_full or not [*place.iterdir()]


@pytest.mark.parametrize("content", [b"null", b"[]", b"{}", b'{"clips": {}}', b'{"clips": []}', b"\xff"])
def test_own_clips_that_are_none_are_told_of(desk: Desk, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    words: list[str] = []
    monkeypatch.setattr(desk.window, "notice", words.append)
    data = QMimeData()
    data.setData(CLIPS, content)
    QGuiApplication.clipboard().setMimeData(data)
    desk.key("Ctrl+V")
    assert words == ["What is on the clipboard cannot be pasted here."]


@pytest.mark.parametrize("folder", ["", "a" * 5000, "a\0b", "/proc/self", 7])
def test_clips_from_a_folder_that_cannot_be_are_pasted(desk: Desk, folder: object) -> None:
    """A name that is too long for any folder was a mistake of the program."""
    star = new_image(box=Rect(0, 0, 10, 10), size=(10, 10), media="media/gone.png").to_json()
    data = QMimeData()
    data.setData(CLIPS, json.dumps({"scene": "x", "folder": folder, "clips": [star]}).encode())
    QGuiApplication.clipboard().setMimeData(data)
    desk.key("Ctrl+V")
    desk.qtbot.waitUntil(lambda: [clip.type for clip in desk.document.selected_clips] == ["image"])


def test_the_still_of_a_video_comes_along_from_another_project(desk: Desk, tmp_path: Path) -> None:
    """Only the video itself did."""
    (tmp_path / "Other" / "media").mkdir(parents=True)
    still = bad_files.quarters(tmp_path / "Other" / "media" / "still.png", orientation=1)
    video = new_video(box=Rect(0, 0, 40, 20), size=(40, 20), url="https://example.invalid/a.mp4")
    said = video.with_studio(poster="media/still.png").to_json()
    data = QMimeData()
    data.setData(CLIPS, json.dumps({"scene": "x", "folder": str(tmp_path / "Other"), "clips": [said]}).encode())
    QGuiApplication.clipboard().setMimeData(data)
    desk.key("Ctrl+V")
    desk.qtbot.waitUntil(lambda: desk.step.startswith("Paste"))
    assert desk.document.folder is not None
    assert (desk.document.folder / "media" / "still.png").read_bytes() == still.read_bytes()


def test_a_huge_text_is_pasted_as_much_as_a_scene_can_bear(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("word " * 400_000)
    desk.key("Ctrl+V")
    (clip,) = desk.document.selected_clips
    assert 0 < len(clip.text) <= 5000
    desk.canvas.grab()
    assert desk.mouse.held == PLAIN
