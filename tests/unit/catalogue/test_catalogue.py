"""Presenters of accounts and kept ones: listed over HTTP, there offline, checked, bounded, and never lost."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio_gui.app.catalogue import PictureCache, Presets
from studio_gui.app.services import Services
from studio_gui.base.errors import ProjectFileError, UsageError
from studio_gui.base.json_text import dumps
from studio_gui.base.paths import resource
from studio_gui.model.clips import AvatarClip

PNG = resource("icons", "app", "64.png").read_bytes()


@dataclass
class Shelf:
    """A web server with pictures; counts what is asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            body = made.files.get(self.path.split("?")[0])
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_picture_is_fetched_once_whatever_its_signature_says(shelf: Shelf, tmp_path: Path) -> None:
    shelf.files["/ada.png"] = PNG
    cache = PictureCache(tmp_path)
    assert cache.known(f"{shelf.url}/ada.png") is None
    assert cache.get(f"{shelf.url}/ada.png?signature=1") == PNG
    assert cache.get(f"{shelf.url}/ada.png?signature=2") == PNG
    assert PictureCache(tmp_path).known(f"{shelf.url}/ada.png") == PNG
    assert len(shelf.asked) == 1


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"", PNG[:40], b"\0" * (7 << 20)])
def test_what_is_no_picture_is_not_kept(body: bytes, shelf: Shelf, tmp_path: Path) -> None:
    shelf.files["/x.png"] = body
    assert PictureCache(tmp_path).get(f"{shelf.url}/x.png") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "http://127.0.0.1:1/x.png", "https://[bad"])
def test_an_address_that_does_not_answer_is_no_picture(url: str, tmp_path: Path) -> None:
    assert PictureCache(tmp_path).get(url) is None


def test_a_file_that_the_disk_spoilt_is_fetched_anew(shelf: Shelf, tmp_path: Path) -> None:
    shelf.files["/ada.png"] = PNG
    cache = PictureCache(tmp_path)
    cache.get(f"{shelf.url}/ada.png")
    (file,) = tmp_path.iterdir()
    data = bytearray(file.read_bytes())
    data[-5] ^= 255
    file.write_bytes(bytes(data))
    assert cache.known(f"{shelf.url}/ada.png") is None
    assert cache.get(f"{shelf.url}/ada.png") == PNG
    assert len(shelf.asked) == 2


def test_the_cache_stays_small_and_keeps_what_is_looked_at(shelf: Shelf, tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, most_bytes=3 * (len(PNG) + 60))
    for name in "abcde":
        shelf.files[f"/{name}.png"] = PNG
        cache.get(f"{shelf.url}/{name}.png")
        cache.known(f"{shelf.url}/a.png")
    assert len(list(tmp_path.iterdir())) == 3
    assert cache.known(f"{shelf.url}/e.png") == PNG
    assert cache.known(f"{shelf.url}/b.png") is None


def test_the_presenters_of_an_account_are_there_without_a_network() -> None:
    services = Services()
    try:
        assert [one.id for one in services.catalogue.accounts()] == ["practice"]
        assert services.catalogue.known("practice").models == ()
        listing = services.catalogue.refresh("practice")
    finally:
        services.close()
    offline = Services()
    assert offline.catalogue.known("practice") == listing
    assert len(listing.models) == 8
    assert all(len(model.outfits) == 2 for model in listing.models)
    path = offline.paths.state / "catalogue" / "practice.json"
    path.write_text(path.read_text()[:100])
    assert offline.catalogue.known("practice").models == ()


CLIP = AvatarClip.model_validate(
    {
        "id": "aiModel-1", "type": "aiModel", "layer": 1, "left": 630.25, "top": 146.74, "width": 679, "height": 2229,
        "scaleX": 1, "scaleY": 1, "opacity": 100, "effects": [{"type": "head-only"}],
        "model": {
            "ai_name": "M000045058", "emotion": "BG00002320", "language": "en", "source_url": "",
            "editor": {"adjustY": -60.67}, "deployImage": {"edit_src": "https://x.example/a.png", "edit_width": 692},
        },
    }
)  # fmt: skip


def test_a_preset_keeps_the_full_clip_under_a_name(tmp_path: Path) -> None:
    presets = Presets(tmp_path / "presets" / "presenters.json")
    assert presets.all() == ()
    made = presets.keep(CLIP, name="  Ada,   seated ", stage=(1920, 1080))
    presets.keep(CLIP, name="ben", stage=(1080, 1920))
    again = Presets(tmp_path / "presets" / "presenters.json").all()
    assert [preset.name for preset in again] == ["Ada, seated", "ben"]
    assert again[0].clip.to_json() == CLIP.to_json()
    assert again[0].stage == (1920, 1080)
    presets.rename(made.id, "Zoe")
    assert [preset.name for preset in presets.all()] == ["ben", "Zoe"]
    presets.remove(made.id)
    assert [preset.name for preset in presets.all()] == ["ben"]


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    presets = Presets(tmp_path / "presenters.json")
    for name in ("", "   ", "x" * 81):
        with pytest.raises(UsageError):
            presets.keep(CLIP, name=name, stage=(1920, 1080))
    assert not (tmp_path / "presenters.json").exists()


def test_a_broken_file_is_named_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "presenters.json"
    file.write_text('{"form": 1, "presets": [')
    with pytest.raises(ProjectFileError, match="presets"):
        Presets(file).keep(CLIP, name="Ada", stage=(1920, 1080))
    assert file.read_text() == '{"form": 1, "presets": ['


def test_one_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    file = tmp_path / "presenters.json"
    Presets(file).keep(CLIP, name="Ada", stage=(1920, 1080))
    said = json.loads(file.read_text())
    said["presets"].insert(0, {"id": "x", "name": "Broken", "clip": {"type": "aiModel"}})
    said["presets"].append("nonsense")
    file.write_text(json.dumps(said))
    assert [preset.name for preset in Presets(file).all()] == ["Ada"]


NEWER = (
    '{"form":2,"sorted_by":"use","presets":['
    '{"id":"n1","name":"Newer","clip":{"type":"aiModel","model":7},"scale":1.50},"nonsense",'
    '{"id":"a1","name":"Ada","stage":[1920,1080],"clip":%s,"favourite":true,"turn":2.0}],"more":{"x":1e3}}'
)


def test_what_a_newer_program_wrote_is_kept_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "presenters.json"
    file.write_text(NEWER % dumps(CLIP.to_json()))
    presets = Presets(file)
    presets.rename("a1", "Zoe")
    assert file.read_text() == (NEWER % dumps(CLIP.to_json())).replace('"Ada"', '"Zoe"')
    made = presets.keep(CLIP, name="Ben", stage=(1920, 1080))
    presets.remove("n1")  # it is none of those that are shown
    presets.remove(made.id)
    presets.remove("a1")
    kept = (NEWER % "").partition(',{"id":"a1"')[0] + '],"more":{"x":1e3}}'
    assert file.read_text() == kept


@pytest.mark.parametrize("text", ["[]", '"presets"', '{"form": 9, "presets": {"a1": {}}}'])
def test_a_file_of_another_kind_is_not_written_over(tmp_path: Path, text: str) -> None:
    file = tmp_path / "presenters.json"
    file.write_text(text)
    with pytest.raises(ProjectFileError, match="none that is known"):
        Presets(file).keep(CLIP, name="Ada", stage=(1920, 1080))
    assert file.read_text() == text


_WRITER = """
import sys
from pathlib import Path
from studio_gui.app.catalogue import Presets
from studio_gui.model.clips import AvatarClip
presets = Presets(Path(sys.argv[1]))
clip = AvatarClip.model_validate_json(sys.argv[2])
for number in range(15):
    presets.keep(clip, name=f"{sys.argv[3]} {number}", stage=(1920, 1080))
"""


def test_two_programs_that_keep_presets_at_once_lose_none(tmp_path: Path) -> None:
    file = tmp_path / "presenters.json"
    words = [sys.executable, "-c", _WRITER, str(file), dumps(CLIP.to_json())]
    both = [subprocess.Popen([*words, name]) for name in ("Ada", "Ben", "Zoe")]
    assert [one.wait(60) for one in both] == [0, 0, 0]
    assert len(Presets(file).all()) == 45
