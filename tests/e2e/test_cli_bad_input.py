"""Whatever is put in, there comes one sentence, exit code 1, and nothing is overwritten or lost."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio_gui.files.project_file import project_text
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene
from tests.disks import disk
from tests.e2e.command_line import refused, run

GOOD = {"name": "Good", "scenes": [{"sceneIdx": 0, "scripts": [], "background": {}, "clips": []}]}
CLIP = {"id": "image-1", "type": "image", "layer": 1, "left": 0, "top": 0, "width": 9, "height": 9, "source_url": "x"}


def _payload(**clip: object) -> str:
    return json.dumps({"scenes": [{"sceneIdx": 0, "scripts": [], "background": {}, "clips": [{**CLIP, **clip}]}]})


def _project(payload: str) -> str:
    return json.dumps({**json.loads(payload), "studio": {"format": 1}})


BAD_PAYLOADS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "not valid JSON"),
    "cut off": (json.dumps(GOOD)[:-20], "cut off"),
    "binary": (os.urandom(2000), "not text|not valid JSON"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "not text"),
    "utf-16": (json.dumps(GOOD).encode("utf-16"), "not text"),
    "list": ("[1, 2]", "no JSON object"),
    "number": ("7", "no JSON object"),
    "other object": ('{"hello": "world"}', "no list of scenes"),
    "scenes is text": ('{"scenes": "many"}', "no list of scenes"),
    "scene is a number": ('{"scenes": [3]}', "scene 1"),
    "clips is an object": ('{"scenes": [{"clips": {}}]}', "scene 1, clips should be a list"),
    "text for a number": (_payload(left="far"), r"clip 1 \(image-1\), left should be a number"),
    "true for a number": (_payload(left=True), "left should be a number"),
    "number for a text": (_payload(source_url=3), "source_url should be text"),
    "no source": (json.dumps({"scenes": [{"clips": [{"id": "a", "type": "image"}]}]}), "source_url is missing"),
    "empty id": (_payload(id=""), "id is empty"),
    "NaN": (_payload(left=0).replace('"left": 0', '"left": NaN'), "NaN is not a JSON number"),
    "infinity": (_payload(left=0).replace('"left": 0', '"left": -Infinity'), "-Infinity is not a JSON number"),
    "huge number": (_payload(left=0).replace('"left": 0', '"left": 1e999'), "too large"),
    "ten digits": (_payload(left=1234567890), "left is more than 10,000,000"),
    "endless digits": (_payload(left=0).replace('"left": 0', '"left": ' + "9" * 5000), "5000 digits"),
    "deep": ("[" * 100_000 + "]" * 100_000, "deep"),
    "deep inside": (_payload(extra=0).replace('"extra": 0', '"extra": ' + "[" * 200 + "]" * 200), "deep"),
    "long text": (_payload(source_url="x" * 2_000_000), "source_url has more than 1,000,000 characters"),
    "too big": ('{"scenes": "' + "x" * 100_000_000 + '"}', "100 MB"),
}


@pytest.mark.parametrize("case", BAD_PAYLOADS)
def test_a_bad_payload_is_refused_and_makes_nothing(case: str, tmp_path: Path) -> None:
    content, expected = BAD_PAYLOADS[case]
    source = tmp_path / "bad.json"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    sentence = refused("import", source, tmp_path / "Made")
    assert "bad.json" in sentence
    _matches(sentence, expected)
    assert not (tmp_path / "Made").exists()


BAD_PROJECTS: dict[str, tuple[str | bytes, str]] = {
    **{case: BAD_PAYLOADS[case] for case in ("empty", "cut off", "binary", "deep", "too big")},
    "payload": (json.dumps(GOOD), "is a payload, not a project"),
    "foreign": ('{"hello": "world"}', "is not a project of Scene Studio"),
    "newer": (json.dumps({**GOOD, "studio": {"format": 99}}), "newer Scene Studio"),
    "form is text": (json.dumps({**GOOD, "studio": {"format": "1"}}), "is not a project"),
    "form is true": (json.dumps({**GOOD, "studio": {"format": True}}), "is not a project"),
    "wrong type": (_project(_payload(left="far")), "left should be a number"),
    "ten digits": (_project(_payload(top=-1234567890)), "top is less than -10,000,000"),
    "no scenes": (json.dumps({"studio": {"format": 1}}), "scenes is missing"),
}


@pytest.mark.parametrize("case", BAD_PROJECTS)
def test_a_bad_project_is_refused_by_every_command_and_left_alone(case: str, tmp_path: Path) -> None:
    content, expected = BAD_PROJECTS[case]
    project = tmp_path / "Bad.studio"
    project.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = project.read_bytes()
    for command in (["payload"], ["export", "--wait"]):
        sentence = refused(command[0], project, *command[1:])
        assert "Bad.studio" in sentence
        _matches(sentence, expected)
    assert project.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["Bad.studio"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(run("new", tmp_path / "Good").out.strip())


def test_an_unknown_kind_of_clip_stays_and_is_told_of(tmp_path: Path) -> None:
    source = tmp_path / "odd.json"
    source.write_text(_payload(type="hologram", beam={"colour": "blue"}), encoding="utf-8")
    run("import", source, tmp_path / "Odd")
    assert '"beam": {\n' in run("payload", tmp_path / "Odd").out
    assert "hologram" in run("check", tmp_path / "Odd").out


@pytest.mark.parametrize("content", [b"", b"no picture at all", b"\x89PNG\r\n\x1a\n" + bytes(300)])
def test_missing_media_stop_an_export_and_broken_ones_do_not_break_it(tmp_path: Path, content: bytes) -> None:
    clip = new_image(box=Rect(0, 0, 100, 100), size=(10, 10), media="media/0123456789abcdef.png")
    scene = new_scene()
    made = new_project(name="Media", scenes=(scene.changed(clips=(clip,), studio=scene.studio.changed(duration_s=1)),))
    path = tmp_path / "Media.studio"
    path.write_text(project_text(made), encoding="utf-8")
    assert "The picture’s file “0123456789abcdef.png” is missing" in refused("export", path, "--wait")
    said = run("check", path, code=1)
    assert "error: Scene 1" in said.out
    assert "“studio-gui relink PROJECT FOLDER” looks for missing files" in said.err
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "0123456789abcdef.png").write_bytes(content)
    assert "“0123456789abcdef.png” cannot be read" in run("check", path).out
    run("export", path, "--wait", "--resolution", "480")
    assert [one.name for one in (tmp_path / "renders").iterdir()] == ["Media.mp4"]


@pytest.mark.parametrize(
    "ref", ["media/../../secret.png", "/etc/hostname", "builtin:../../etc/passwd", "media/a/b.png"]
)
def test_media_never_leave_the_project(tmp_path: Path, ref: str) -> None:
    clip = new_image(box=Rect(0, 0, 100, 100), size=(10, 10), media=ref)
    made = new_project(scenes=(new_scene().changed(clips=(clip,)),))
    (tmp_path / "P").mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "P" / "P.studio").write_text(project_text(made), encoding="utf-8")
    assert "is missing" in run("check", tmp_path / "P", code=1).out


Target = Callable[[Path], Path]


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "there.json").mkdir()
    return tmp_path / "there.json"


def _text_file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    path.write_text("Dear diary")
    return path


def _beyond_a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("x")
    return tmp_path / "file" / "out.json"


TARGETS: dict[str, Target] = {
    "no such folder": lambda tmp_path: tmp_path / "none" / "out.json",
    "a folder": _folder,
    "another kind of file": _text_file,
    "beyond a file": _beyond_a_file,
    "too long": lambda tmp_path: tmp_path / ("x" * 300 + ".json"),
    "no disk": lambda tmp_path: Path("/proc/out.json"),
    "a device": lambda tmp_path: Path("/dev/full"),
}


@pytest.mark.parametrize("case", TARGETS)
def test_an_unwritable_target_is_refused(project: Path, tmp_path: Path, case: str) -> None:
    if case in ("no disk", "a device") and not Path("/proc/self").exists():
        pytest.skip("there is no /proc here")
    target = TARGETS[case](tmp_path)
    before = _contents(tmp_path)
    refused("payload", project, "-o", target)
    assert _contents(tmp_path) == before


@pytest.mark.parametrize("case", ["no such folder", "beyond a file", "too long", "no disk"])
def test_a_video_that_cannot_be_written_is_refused(project: Path, tmp_path: Path, case: str) -> None:
    target = TARGETS[case](tmp_path).with_suffix(".mp4")
    before = _contents(tmp_path)
    for words in (("render", project, "-o", target), ("export", project, "--wait", "-o", target)):
        answer = run(*words, "--resolution", "480", code=1)
        assert answer.out == ""
        assert answer.err.splitlines()[-1].startswith("error: ")
        assert "Traceback" not in answer.err
        assert "made a mistake" not in answer.err
    assert _contents(tmp_path) == before


def test_the_project_itself_is_never_a_target(project: Path) -> None:
    before = project.read_bytes()
    refused("payload", project, "-o", project)
    assert project.read_bytes() == before


def test_a_full_disk_is_said_and_the_old_file_stays(project: Path, tmp_path: Path, small_disk: Path) -> None:
    target = small_disk / "out.json"
    target.write_text("{}")
    (small_disk / "filler").write_bytes(bytes(_free(small_disk)))
    big = tmp_path / "big.json"
    big.write_text(_payload(source_url="x" * 900_000), encoding="utf-8")
    run("import", big, tmp_path / "Big")
    assert "the disk is full" in refused("payload", tmp_path / "Big", "-o", target)
    assert target.read_text() == "{}"
    assert sorted(path.name for path in small_disk.iterdir()) == ["filler", "out.json"]


def test_a_video_that_does_not_fit_on_the_disk_leaves_nothing_behind(project: Path, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(_free(small_disk) - 8192))
    for words in (("render", project), ("export", project, "--wait")):
        answer = run(*words, "-o", small_disk / "out.mp4", "--resolution", "1080", code=1)
        sentence = answer.err.splitlines()[-1]
        assert sentence.startswith("error: ")
        assert "no room left on the disk" in sentence
        assert f"{small_disk / 'out.mp4'}:" in sentence
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; skips where none can be had."""
    with disk(tmp_path / "disk", size="1m") as folder:
        yield folder


def _free(folder: Path) -> int:
    said = os.statvfs(folder)
    return said.f_bavail * said.f_frsize


def test_nothing_that_is_there_is_overwritten_by_a_new_project(project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()
    assert "is there already" in refused("new", project.parent)
    assert "is there already" in refused("new", project)
    (tmp_path / "Full").mkdir()
    (tmp_path / "Full" / "thesis.txt").write_text("x")
    assert "not empty" in refused("new", tmp_path / "Full")
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["paylod"],
        ["payload"],
        ["payload", "a", "b"],
        ["frame", "x.studio"],
        ["jobs", "dance"],
        ["export", "x", "--fps", "29"],
        ["render", "x", "-o", "x.avi"],
        ["frame", "x", "-o", "x.mp4"],
        ["frame", "x", "-o", "x.png", "--at", "nan"],
    ],
)
def test_a_wrongly_typed_command_is_exit_code_2(words: list[str], tmp_path: Path) -> None:
    refused(*words, cwd=tmp_path, code=2)


def test_the_error_of_a_machine_is_json(tmp_path: Path) -> None:
    answer = run("payload", tmp_path / "none.studio", "--json", code=1)
    assert answer.out == ""
    assert json.loads(answer.err)["error"]["message"].startswith("There is no project at")


def _contents(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def _matches(sentence: str, expected: str) -> None:
    import re

    assert re.search(expected, sentence), sentence


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has screens that may be absent")
@pytest.mark.parametrize("words", [(), ("open",)])
def test_a_window_without_a_screen_is_a_sentence(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", "127.0.0.1:4711")
    assert refused(*words).startswith("There is no screen here that could show the window.")
