"""Pictures, videos and presenters by the names projects use."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer

from studio_gui.base.media import MediaFiles
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.media import MediaFolder
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, picture_background
from studio_gui.painting import Assets
from studio_gui.painting.media import presenters
from studio_gui.painting.media.cache import PictureCache
from studio_gui.painting.media.pictures import bounded, decode, draw_renderer, draw_vector, halvings, natural_size
from studio_gui.painting.media.presenters import BLINK, face_box
from studio_gui.painting.media.svg import self_contained
from tests.ui.painting.drawing import drawn, quadrants, rgb_of
from tests.unit.jobs.film import write_film


def test_a_reference_cannot_leave_its_folder(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    quadrants(tmp_path, "secret.png")
    assets = Assets(project)
    for ref in (
        "../secret.png",
        str(tmp_path / "secret.png"),
        "builtin:../pyproject.toml",
        "",
        "media/\x00",
        "a" * 5000,
    ):
        assert assets.path_of(ref) is None


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_vector_picture_shows_nothing_of_other_files(tmp_path: Path, scheme: str) -> None:
    quadrants(tmp_path, "secret.png")
    secret = f"{scheme}{tmp_path / 'secret.png'}"
    path = tmp_path / "logo.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="60">'
        '<rect id="r" width="50" height="60" fill="#444444"/><use xlink:href="#r" x="50"/>'
        f'<image xlink:href="{secret}" width="100" height="60"/><image href="{secret}" width="100" height="60"/></svg>'
    )
    picture = draw_vector(path, (100, 60))
    assert picture is not None
    assert {picture.pixelColor(x, y).name() for x in (10, 90) for y in (10, 50)} == {"#444444"}
    # Under the name of a bitmap Qt's own reader would draw it.
    disguised = path.rename(tmp_path / "logo.png")
    assert decode(disguised) is None
    assert natural_size(disguised) is None


_HEADS = {
    "both": 'width="100" height="60"',
    "box": 'viewBox="0 0 100 60"',
    "box beside the origin": 'viewBox="-20 10 100 60"',
    "another shape than its box": 'width="300" height="60" viewBox="0 0 100 60"',
    "stretched": 'width="300" height="60" viewBox="0 0 100 60" preserveAspectRatio="none"',
    "per cent": 'width="100%" height="50%" viewBox="0 0 100 60"',
    "less than a pixel": 'width="0.3" height="0.2" viewBox="0 0 100 60"',
    "parts of a pixel": 'width="99.5" height="60.5" viewBox="0 0 100 60"',
    "millimetres": 'width="40mm" height="24mm" viewBox="0 0 100 60"',
}


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS)
@pytest.mark.parametrize("size", [(100, 60), (333, 77), (40, 24)])
def test_a_drawing_is_read_as_a_painter_draws_it(head: str, size: tuple[int, int], tmp_path: Path) -> None:
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {head}><defs><linearGradient id="g"><stop offset="0" stop-color="red"/>'
        '<stop offset="1" stop-color="blue"/></linearGradient></defs><rect x="3" y="4" width="60" height="40" '
        'fill="url(#g)" opacity="0.7"/><circle cx="70" cy="30" r="25" stroke="green" stroke-width="3" fill="none"/>'
        '<text x="10" y="50" font-size="14">Words</text></svg>'
    )
    (tmp_path / "drawing.svg").write_text(text)
    fitted = self_contained(text.encode())
    assert fitted is not None
    drawn = draw_renderer(QSvgRenderer(QByteArray(fitted)), size)
    assert drawn is not None
    assert (fitted == text.encode()) == ("0.3" not in head and ('"300"' not in head or "none" in head))
    assert draw_vector(tmp_path / "drawing.svg", size) == drawn


@pytest.mark.parametrize("has_room", [True, False])
@pytest.mark.parametrize("size", [(120, 200), (667, 1000)])
def test_the_body_of_a_presenter_is_read_as_a_painter_draws_it(
    size: tuple[int, int], has_room: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is brought to Qt's reader in a file; where none can be written, a painter draws it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path if has_room else tmp_path / "nowhere"))
    path = bundled_presenters()["amara"].outfit("").path
    text = presenters._text(path, None)
    drawn = draw_renderer(QSvgRenderer(QByteArray(text)), size)
    assert drawn is not None
    assert presenters.draw_body(path, size) == drawn
    assert not list(tmp_path.iterdir())


def _longest_wait(draw_it: Callable[[], QImage | None]) -> float:
    """The longest time without a turn of this thread while another one draws, as a share of all that it takes."""
    ended, pictures = threading.Event(), list[QImage | None]()

    def draw() -> None:
        pictures.append(draw_it())
        ended.set()

    thread = threading.Thread(target=draw)
    turns = [time.perf_counter()]
    thread.start()
    while not ended.wait(0.001):
        turns.append(time.perf_counter())
    turns.append(time.perf_counter())
    thread.join()
    assert pictures[0] is not None
    return max(after - before for before, after in itertools.pairwise(turns)) / (turns[-1] - turns[0])


@pytest.mark.parametrize("stretched", [False, True])
def test_a_drawing_that_takes_long_leaves_the_interpreter_to_the_window(stretched: bool, tmp_path: Path) -> None:
    curve = '<path d="M{} {} C 900 100 100 {} {} 600" stroke="red" fill="none"/>'
    curves = "".join(curve.format(at % 977, at % 613, at % 817, at % 551) for at in range(0, 70_000, 100))
    path = tmp_path / "map.svg"
    head = 'width="900" height="1000"' if stretched else ""  # then it is read from a file that was written for it
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head} viewBox="0 0 1000 1000">{curves}</svg>')
    # A busy computer may give this thread no turn either, though hardly each time.
    assert any(_longest_wait(lambda: draw_vector(path, (1600, 1600))) < 0.5 for _ in range(8))


def test_a_large_presenter_leaves_the_interpreter_to_the_window() -> None:
    path = bundled_presenters()["amara"].outfit("").path
    presenters._text(path, None)
    assert any(_longest_wait(lambda: presenters.draw_body(path, (2600, 3900))) < 0.5 for _ in range(8))


def test_a_picture_comes_at_the_size_asked_for_and_never_larger_than_it_is(tmp_path: Path) -> None:
    assets = Assets(tmp_path)
    ref = quadrants(tmp_path)
    small, large = assets.image(ref, size=(10, 5)), assets.image(ref, size=(4000, 2000))
    assert small is not None
    assert large is not None
    assert (small.width(), small.height(), large.width()) == (10, 5, 40)


def test_a_bitmap_wanted_at_several_sizes_looks_the_same_whichever_came_first(tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (300, 400, 4), np.uint8)
    pixels[:, :, 3] = np.linspace(0, 255, 400).astype(np.uint8)
    image = QImage(pixels.tobytes(), 400, 300, 1600, QImage.Format.Format_ARGB32)
    (tmp_path / "media").mkdir()
    assert image.save(str(tmp_path / "media/a.png"))
    sizes = [(400, 300), (300, 225), (200, 150), (90, 70), (40, 30)]
    alone = [Assets(tmp_path).image("media/a.png", size=size) for size in sizes]
    assert None not in alone
    for order in (range(5), reversed(range(5))):
        assets = Assets(tmp_path)
        for number in order:
            assert assets.image("media/a.png", size=sizes[number]) == alone[number]


def test_a_bitmap_that_was_read_is_not_read_again_for_another_size(tmp_path: Path) -> None:
    quadrants(tmp_path, "media/a.png")
    assets, small, large = Assets(tmp_path), (10, 10), (40, 40)
    assert assets.must_be_read("media/a.png", size=small) is False  # a tiny file is read in a moment
    QImage(1000, 800, QImage.Format.Format_RGB32).save(str(tmp_path / "media/b.png"))
    assert assets.must_be_read("media/b.png", size=small)
    assert assets.image("media/b.png", size=small) is not None
    assert not assets.must_be_read("media/b.png", size=large)
    assert not assets.must_be_read("media/b.png", size=(1000, 800))
    assets.close()
    assert assets.must_be_read("media/b.png", size=large)


def test_a_huge_vector_picture_stays_within_bounds() -> None:
    assert bounded((1_000_000, 500_000), (100, 50), vector=True)[0] <= 8192
    picture = Assets(None).image("builtin:backgrounds/office.svg", size=(2_000_000, 1_000_000))
    assert picture is not None
    assert picture.width() * picture.height() <= 33_000_000


def test_a_picture_replaced_on_disk_is_read_again(tmp_path: Path) -> None:
    import os

    assets, ref = Assets(tmp_path), quadrants(tmp_path)
    first = assets.image(ref, size=(40, 20))
    other = QImage(40, 20, QImage.Format.Format_RGB32)
    other.fill(QColor("yellow"))
    assert other.save(str(tmp_path / ref))
    os.utime(tmp_path / ref, ns=(1, 1))
    second = assets.image(ref, size=(40, 20))
    assert first is not None
    assert second is not None
    assert second.pixelColor(1, 1) == QColor("yellow") != first.pixelColor(1, 1)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n broken", b"<svg", b"\xff\xd8\xff\xe0" + b"x" * 100])
@pytest.mark.parametrize("name", ["media/a.png", "media/a.jpg", "media/a.svg", "media/a.mp4"])
def test_a_broken_file_is_a_placeholder(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / name).write_bytes(content)
    clip = new_image(box=Rect(100, 100, 400, 200), size=(400, 200), media=name)
    assert tuple(drawn(clip, folder=tmp_path)[110, 250]) == (0xE4, 0xE7, 0xED)
    assert Assets(tmp_path).video_frame(name, 0, size=(10, 10)) is None


def test_halves_are_taken_only_while_enough_is_left() -> None:
    assert halvings((4000, 3000), (1000, 750)) == 2
    assert halvings((4000, 3000), (1001, 750)) == 1
    assert halvings((10, 10), (40, 40)) == 0


def test_the_cache_stays_within_its_limit() -> None:
    def make() -> QImage:
        return QImage(100, 100, QImage.Format.Format_RGB32)

    cache = PictureCache(100_000)
    for key in range(20):
        cache.get(key, make)
    assert [key for key in range(20) if key in cache] == [18, 19], "two of 40,000 bytes each"


def test_a_background_picture_covers_the_stage_and_keeps_its_middle(tmp_path: Path) -> None:
    from PySide6.QtGui import QPainter

    from studio_gui.model.project import Background
    from studio_gui.painting.background import paint_background

    image = QImage(192, 108, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    background: Background = picture_background(quadrants(tmp_path))
    paint_background(painter, background, stage=(1920, 1080), assets=Assets(tmp_path))
    painter.end()
    pixels = rgb_of(image)
    assert [tuple(pixels[y, x]) for x, y in ((5, 5), (186, 5), (5, 100), (186, 100))] == [
        (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("person", bundled_presenters().values(), ids=lambda person: person.id)
def test_a_presenter_moves_only_mouth_and_lids(person: object) -> None:
    from studio_gui.base.presenters import Presenter

    assert isinstance(person, Presenter)
    assets = Assets(None)
    for outfit in person.outfits:
        shapes = [assets.presenter(person.id, outfit.id, size=(400, 600), mouth=mouth) for mouth in (*range(6), BLINK)]
        pixels = [rgb_of(shape).astype(int) for shape in shapes if shape is not None]
        box = face_box(person.id, outfit.id)
        assert len(pixels) == 7
        assert box is not None
        assert box.width() < 0.4
        for other in pixels[1:]:
            rows, columns = np.nonzero(np.abs(other - pixels[0]).max(axis=2) > 8)
            assert len(rows) > 5
            assert box.contains(columns.min() / 400, rows.min() / 600)
            assert box.contains(columns.max() / 400, rows.max() / 600)


def test_several_threads_may_draw_with_one_set_of_assets(tmp_path: Path) -> None:
    ref, assets, wrong = quadrants(tmp_path), Assets(tmp_path, cache_bytes=4000), []

    def draw() -> None:
        for width in range(8, 40):
            picture = assets.image(ref, size=(width, width // 2))
            if picture is None or picture.width() != width:
                wrong.append(width)

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_video_that_a_phone_turned_is_shown_upright_in_its_colours(tmp_path: Path, turn: int) -> None:
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed; it writes the turned video")
    corners = np.zeros((96, 160, 3), np.uint8)
    corners[:48, :80], corners[:48, 80:], corners[48:, :80] = (200, 40, 40), (40, 200, 40), (40, 40, 200)
    (tmp_path / "media").mkdir()
    with av.open(str(tmp_path / "plain.mp4"), "w") as out:
        stream = out.add_stream("libx264", rate=10, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        for _ in range(3):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(corners, format="rgb24")))
        out.mux(stream.encode(None))
    head = [ffmpeg, "-v", "error", "-i", str(tmp_path / "plain.mp4")]
    turned = str(tmp_path / "media/turned.mp4")
    subprocess.run([*head, "-c", "copy", "-metadata:s:v:0", f"rotate={turn}", turned], check=True)
    subprocess.run(
        [ffmpeg, "-v", "error", "-i", turned, "-frames:v", "1", str(tmp_path / "media/shown.png")], check=True
    )
    assets = Assets(tmp_path)
    size = assets.natural_size("media/turned.mp4")
    assert size == ((96, 160) if turn % 180 else (160, 96)) == assets.natural_size("media/shown.png")
    frame, shown = assets.video_frame("media/turned.mp4", 0, size=size), assets.image("media/shown.png", size=size)
    assets.close()
    assert frame is not None
    assert shown is not None
    assert np.abs(rgb_of(frame).astype(int) - rgb_of(shown)).mean() < 3


def test_a_video_that_others_have_looked_at_is_not_looked_at_again() -> None:
    files = MediaFiles(None)
    found = files.facts("builtin:pictures/waves.mp4")
    assert found is not None
    assert Assets(None, known=files).facts("builtin:pictures/waves.mp4") is found
    assert Assets(None).facts("builtin:pictures/waves.mp4") is not found


def test_a_film_of_any_form_has_a_size(tmp_path: Path) -> None:
    write_film(tmp_path / "recorded.mp4", frames=100, form="mpegts", codec="mpeg2video")
    ref = MediaFolder(tmp_path).add(tmp_path / "recorded.mp4")
    assert Assets(tmp_path).natural_size(ref) == (32, 32)
