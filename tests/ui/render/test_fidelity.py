"""What the canvas shows is what the film holds: every sample, and every kind of clip, turned, flipped and cropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from studio_gui.files.project_file import open_project
from studio_gui.files.samples import samples
from studio_gui.model.clips import Clip
from studio_gui.model.clips.base import Crop, Shadow
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_shape, new_text, new_video
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.render.movie import render_movie
from studio_gui.render.request import RenderRequest
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document
from tests.ui.painting.drawing import rgb_of
from tests.ui.render import films
from tests.ui.render.likeness import ssim

FPS = 24
WORDS = ("Latin ÄÖé", "Ελληνικά", "Кириллица", "日本語の字", "한국어 글", "العربية نص", "हिन्दी पाठ", "ไทย 🙂")


SHADOW = Shadow(color="#00000090", blur=12, offset_x=14, offset_y=10, enabled=True)


def _short(scene: Scene) -> Scene:
    """Two frames of it, without a word: the mouth is closed and animations rest."""
    still = tuple(clip.changed(animation=None) if getattr(clip, "animation", None) else clip for clip in scene.clips)
    studio = scene.studio.changed(duration_s=2 / FPS, transition=None, recording="")
    return scene.changed(clips=still, scripts=(), studio=studio)


def _compare(qtbot: QtBot, project: Project, folder: Path | None, target: Path, *, least: float = 0.99) -> None:
    project = project.changed(scenes=tuple(_short(scene) for scene in project.scenes))
    frames = films.decoded(render_movie(RenderRequest(project, folder, target, "720", FPS)).path).frames
    document = Document(project)
    view = CanvasView(document, Assets(folder))
    qtbot.addWidget(view)
    width, height = frames.shape[2], frames.shape[1]
    view.resize(width + 80, height + 80)
    view.show()
    view.set_zoom(height / project.stage_size[1])
    for number, scene in enumerate(project.scenes):
        document.select_scene(scene.id)
        document.select(())
        qtbot.waitUntil(lambda: view.shown.is_complete, timeout=20_000)
        shown = _stage_of(view, width, height)
        assert ssim(shown, frames[2 * number]) >= least, (project.name, number)
    view.close()


def _stage_of(view: CanvasView, width: int, height: int) -> np.ndarray:
    corner = view.mapFromScene(0, 0)
    grabbed = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return rgb_of(grabbed)[corner.y() : corner.y() + height, corner.x() : corner.x() + width]


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_a_sample_looks_the_same_in_the_film(qtbot: QtBot, tmp_path: Path, sample: object) -> None:
    opened = open_project(sample.path)  # type: ignore[attr-defined]
    _compare(qtbot, opened.project, opened.folder, tmp_path / "a.mp4")


def _clips() -> tuple[Clip, ...]:
    box = Rect(150, 120, 460, 330)
    picture = new_image(box=box, size=(320, 240), media="media/chart.png")
    picture = picture.with_studio(crop=Crop(left=0.1, top=0.2, right=0.15, bottom=0.05))
    return (
        new_shape("Star", box=Rect(800, 100, 340, 340), fill="#d04010").changed(shadow=SHADOW),
        new_shape("Circle", box=Rect(1300, 120, 300, 260), fill="rgba(20,120,200,0.6)"),
        picture,
        new_text("A shadow\nbelow words", box=Rect(700, 560, 600, 220), font_size=72, fill="#203040").changed(
            shadow=SHADOW
        ),
        new_video(box=Rect(1350, 560, 400, 300), size=(160, 90), media="media/clip.mp4"),
    )


CHANGES: dict[str, Callable[[Clip], dict[str, object]]] = {
    "as they are": lambda clip: {},
    "turned": lambda clip: {"angle": 17},
    "flipped": lambda clip: {"flip_x": True, "flip_y": True},
    "scaled": lambda clip: {"scale_x": float(clip.scale_x) * 0.6, "scale_y": float(clip.scale_y) * 1.2},
    "faded": lambda clip: {"opacity": 45},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_kind_of_clip_looks_the_same_in_the_film(qtbot: QtBot, tmp_path: Path, change: str) -> None:
    (tmp_path / "media").mkdir()
    chart = QImage(320, 240, QImage.Format.Format_RGB32)
    for x in range(320):
        for y in range(240):
            chart.setPixel(
                x, y, 0xFF000000 | (x * 255 // 320) << 16 | (y * 255 // 240) << 8 | (96 if x // 20 % 2 else 0)
            )
    chart.save(str(tmp_path / "media" / "chart.png"))
    films.write_clip(tmp_path / "media" / "clip.mp4", tone=False)
    clips = tuple(clip.changed(layer=layer, **CHANGES[change](clip)) for layer, clip in enumerate(_clips(), 1))
    scene = films.still_scene(color="#e8eef4").changed(clips=clips)
    _compare(qtbot, films.project_of(scene), tmp_path, tmp_path / "a.mp4")


def test_words_of_many_scripts_look_the_same_in_the_film(qtbot: QtBot, tmp_path: Path) -> None:
    texts = tuple(
        new_text(words, box=Rect(100 + 900 * (at % 2), 60 + 240 * (at // 2), 800, 180), font_size=84).changed(
            layer=at + 1
        )
        for at, words in enumerate(WORDS)
    )
    scene = films.still_scene(color="#ffffff").changed(clips=texts)
    _compare(qtbot, films.project_of(scene), None, tmp_path / "a.mp4")
