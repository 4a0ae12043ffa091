"""A cropped picture is sent as the part one sees."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from studio_gui.app.accounts import Account
from studio_gui.app.hosting import hosted
from studio_gui.app.parts import with_parts
from studio_gui.app.workers import fingerprint_of
from studio_gui.base.json_text import dumps
from studio_gui.files.payload import export_payload
from studio_gui.model import edits
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.new import new_image
from studio_gui.providers.base import AccountId, Wanted
from tests.ui.canvas.habits.bad_files import SVG
from tests.ui.canvas.habits.conftest import write_halves


@pytest.fixture
def picture(canvas, document, tmp_path: Path):
    """The left half blue, the right half yellow, cropped by hand to the right half."""
    write_halves(tmp_path / "media" / "halves.png")
    clip = new_image(box=Rect(1400, 600, 400, 200), size=(800, 400), media="media/halves.png", name="Halves")
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=clip))
    return clip.id


def crop_to_the_right_half(canvas, mouse, clip_id) -> None:
    assert canvas.crop(clip_id)
    mouse.drag((1400, 700), (1600, 700))
    canvas.set_tool("select")


@pytest.mark.parametrize("flip", [False, True])
def test_what_is_sent_is_what_one_sees(canvas, mouse, document, picture, tmp_path: Path, flip: bool) -> None:
    fields = {"flip_x": flip}
    document.apply("Flip", lambda p: edits.change_clip(p, document.scene_id, clip_id=picture, fields=fields))
    crop_to_the_right_half(canvas, mouse, picture)
    here = document.scene.clip(picture)
    sent = with_parts(document.project, tmp_path).scenes[0].clip(picture)
    assert sent.studio.crop is None
    assert box_of(sent) == box_of(here)
    assert (sent.width, sent.height, sent.flip_x) == (400, 400, flip)
    part = QImage(str(tmp_path / sent.studio.media))
    assert (part.width(), part.height()) == (400, 400)
    # The part is cut from the picture as it is; the clip mirrors it.
    assert part.pixelColor(200, 200).name() == ("#2040ff" if flip else "#ffe000")
    body = export_payload(with_parts(document.project, tmp_path))["scenes"][0]["clips"][-1]
    assert (body["left"], body["width"], body["scaleX"]) == (1600, 400, 0.5)


def test_the_same_part_is_written_once_and_the_project_is_left_alone(
    canvas, mouse, document, picture, tmp_path: Path
) -> None:
    crop_to_the_right_half(canvas, mouse, picture)
    before = document.project
    refs = {with_parts(before, tmp_path).scenes[0].clip(picture).studio.media for _ in range(2)}
    assert len(refs) == 1
    assert len(list((tmp_path / "media").iterdir())) == 2
    assert document.project is before


def test_a_picture_with_an_address_or_without_a_crop_or_file_is_sent_as_it_is(
    canvas, mouse, document, picture, tmp_path: Path, qtbot
) -> None:
    assert with_parts(document.project, tmp_path) is document.project
    crop_to_the_right_half(canvas, mouse, picture)
    fields = {"source_url": "https://example.com/halves.png"}
    document.apply("Address", lambda p: edits.change_clip(p, document.scene_id, clip_id=picture, fields=fields))
    assert with_parts(document.project, tmp_path) is document.project
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: canvas.shown.is_complete)  # else Qt may complain of a file that goes while it is read
    (tmp_path / "media" / "halves.png").unlink()
    assert with_parts(document.project, tmp_path) is document.project


class _Leaving(type(Path())):  # type: ignore[misc]
    """A place whose files go away as soon as somebody has looked at them."""

    def stat(self, **how):
        facts = super().stat(**how)
        if self.suffix:
            os.unlink(self)
        return facts


def test_a_picture_that_goes_away_while_it_is_looked_for_is_sent_as_it_is(canvas, mouse, document, picture, tmp_path):
    crop_to_the_right_half(canvas, mouse, picture)
    assert with_parts(document.project, _Leaving(tmp_path)) is document.project
    assert not (tmp_path / "media" / "halves.png").exists()


def test_a_drawing_is_cut_as_finely_as_it_is_shown(canvas, document, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    drawing = SVG.format(40, 20, '<rect x="20" width="20" height="20" fill="#00ff00"/>')
    (tmp_path / "media" / "d.svg").write_text(drawing, encoding="utf-8")
    clip = new_image(box=Rect(1400, 600, 400, 200), size=(40, 20), media="media/d.svg", name="Drawing")
    crop = clip.studio.changed(crop={"left": 0.5, "top": 0.0, "right": 0.0, "bottom": 0.0})
    half = clip.changed(width=20, left=1600, studio=crop)
    document.apply("Add", lambda project: edits.add_clip(project, document.scene_id, clip=half))
    sent = with_parts(document.project, tmp_path).scenes[0].clip(clip.id)
    part = QImage(str(tmp_path / sent.studio.media))
    assert part.width() >= 200 <= part.height()
    assert part.pixelColor(3, part.height() // 2).name() == "#00ff00"
    assert box_of(sent) == box_of(half)


def test_the_address_that_is_sent_is_that_of_the_part(canvas, mouse, document, picture, tmp_path: Path) -> None:
    crop_to_the_right_half(canvas, mouse, picture)
    brought: list[str] = []

    def host(path: Path) -> str:
        brought.append(path.name)
        return f"https://media.example/{path.name}"

    sent = hosted(with_parts(document.project, tmp_path), tmp_path, host=host)
    body = export_payload(sent)["scenes"][0]["clips"][-1]
    assert brought == [Path(body["source_url"]).name]
    assert "-crop-" in body["source_url"]
    assert (body["left"], body["width"], body["height"]) == (1600, 400, 400)


def test_another_crop_is_not_the_same_sent_twice(canvas, mouse, document, picture) -> None:
    account = Account(id=AccountId("practice"), service="practice", title="Practice", origin="program")
    said = []
    for ends in ((1600, 700), (1700, 700)):
        assert canvas.crop(picture)
        mouse.drag((1400, 700) if not said else (1600, 700), ends)
        canvas.set_tool("select")
        snapshot = dumps(document.project.to_json())
        said.append(fingerprint_of(account, snapshot, kind="project", wanted=Wanted("1080")))
    assert said[0] != said[1]
