"""What the media of a payload become on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene
from studio_gui.server.filming import Film
from studio_gui.server.media import HOSTED, MediaStock

SOUND = Path(__file__).resolve().parents[2] / "data" / "media" / "dts_440hz.wav"
NOBODY = "http://127.0.0.1:9"
"""An address at which nothing listens."""


@pytest.fixture
def stock(tmp_path: Path) -> MediaStock:
    return MediaStock(tmp_path, base_url=NOBODY, fetch_s=1.0)


def test_what_could_not_be_had_is_asked_for_again(stock: MediaStock) -> None:
    url = f"{NOBODY}/media/late.wav"
    scene = new_scene().changed(clips=(new_image(box=Rect(0, 0, 10, 10), size=(10, 10), url=url),))
    project = new_project(name="P", scenes=(scene,))
    before = stock.localised(project)
    assert dict(before.refs) == {url: ""}
    assert before.project == project
    (stock.folder / HOSTED).mkdir()
    (stock.folder / HOSTED / "late.wav").write_bytes(SOUND.read_bytes())
    after = stock.localised(project)
    assert after.refs[url].startswith("media/")
    assert after.project.scenes[0].clips[0].studio.media == after.refs[url]
    film = Film("1", {}, "480")
    assert film.file_name(before.refs) != film.file_name(after.refs), "it is another film"


@pytest.mark.parametrize("name", ["..", "../secret.txt", "..\\secret.txt", "", "a/b.png"])
def test_an_address_names_no_file_elsewhere(stock: MediaStock, name: str) -> None:
    (stock.folder / HOSTED).mkdir()
    (stock.folder / "secret.txt").write_bytes(b"x")
    (stock.folder / HOSTED / "..\\secret.txt").write_bytes(b"what Windows would take for the one above")
    assert stock.own_file(f"{NOBODY}/media/{name}") is None
