"""Files that nobody should trust are a sentence, in a process that may use only so much memory."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_gui.base.errors import StudioError
from studio_gui.files.project_file import open_project, save_project
from tests.e2e.command_line import ROOT, environment
from tests.e2e.faults.story import write_beginning

_MOST_BYTES = 1_600 << 20
"""A file of 64 MB of nested lists takes about a gigabyte as Python sees it; the interpreter has some of its own."""
_OPEN = f"""
import resource, sys
from pathlib import Path
from studio_gui.base.errors import StudioError
from studio_gui.files.portable.package import open_package
from studio_gui.files.project_file import open_project
resource.setrlimit(resource.RLIMIT_AS, ({_MOST_BYTES}, {_MOST_BYTES}))
for file in sorted(Path(sys.argv[1]).iterdir()):
    try:
        open_package(file, file.with_suffix(".out")) if file.suffix == ".zip" else open_project(file)
        print(file.name, "opened")
    except StudioError as error:
        assert error.message and chr(10) not in error.message and len(error.message) < 600, error.message
        print(file.name, "refused")
"""


def _valid(scenes: str) -> bytes:
    return f'{{"scenes": {scenes}, "studio": {{"format": 2}}}}'.encode()


_NASTY: dict[str, bytes] = {
    "empty": b"",
    "zeros": bytes(1000),
    "not text": b"\xff\xfe\x00" * 500,
    "sixteen bits": _valid("[]").decode().encode("utf-16"),
    "deep": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "deep inside": _valid('[{"clips": ' + "[" * 500 + "]" * 500 + "}]"),
    "a number": b"1" * 1_000_000,
    "a large number": _valid('[{"sceneIdx": ' + "9" * 5000 + "}]"),
    "far away": _valid('[{"clips": [{"id": "a", "type": "image", "left": 1e300}]}]'),
    "infinity": _valid('[{"clips": [{"id": "a", "type": "image", "left": Infinity}]}]'),
    "half a letter": _valid('[{"studio": {"name": "\\ud800"}}]'),
    "one key a million times": b'{"scenes":[],"studio":{"format":2},' + b'"a":1,' * 1_000_000 + b'"b":2}',
    "two million brackets": _valid("[" + "[],[],[],[],[]," * 400_000 + "[]]"),
    "thirty million numbers": _valid("[" + "1," * 30_000_000 + "1]"),
    "a scene of numbers": _valid('[{"clips": [' + "1," * 300_000 + "1]}]"),
    "too large": b" " * (65 << 20),
    "long text": _valid('[{"scripts": [{"org": "' + "x" * 2_000_000 + '"}]}]'),
    "wrong kinds": _valid('[{"clips": {"id": 7}, "scripts": "hello", "background": []}, 5, null]'),
    "negative form": b'{"scenes": [], "studio": {"format": -1}}',
    "form of truth": b'{"scenes": [], "studio": {"format": true}}',
    "files": b'{"scenes": [], "studio": {"format": 2, "files": [{"media": 1}]}}',
    "old form with nonsense": b'{"scenes": [{"clips": [{"studio": []}]}, 7], "studio": {"format": 1}}',
    "a shell": b"#!/bin/sh\nrm -rf /\n",
}


def test_nasty_files_are_sentences_within_bounds(tmp_path: Path) -> None:
    for name, content in _NASTY.items():
        (tmp_path / f"{name}.studio").write_bytes(content)
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04" + bytes(500))
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(tmp_path)], cwd=ROOT, env=environment(), capture_output=True, text=True,
        timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    assert len(said) == len(_NASTY) + 1
    opened = {name.removesuffix(".studio") for name, answer in said.items() if answer == "opened"}
    assert opened <= {"half a letter", "one key a million times"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "Film.studio"
    write_beginning(path, "media/0123456789abcdef.png")
    return path.read_bytes()


@settings(max_examples=120)
@given(data=st.data())
def test_any_damage_to_a_project_is_a_project_or_a_sentence(
    whole: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 40))
        content[at : at + length] = data.draw(st.binary(max_size=30))
    path = tmp_path_factory.mktemp("damaged") / "Film.studio"
    path.write_bytes(content)
    with contextlib.suppress(StudioError):
        opened = open_project(path)
        save_project(opened.project, path)
        assert open_project(path).project.to_json()["scenes"] == opened.project.to_json()["scenes"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
_KEYS = (
    "id",
    "type",
    "left",
    "layer",
    "studio",
    "shadow",
    "text",
    "model",
    "source_url",
    "animation",
    "script",
    "font",
)


@settings(max_examples=120)
@given(
    clip=st.dictionaries(st.sampled_from(_KEYS), _json),
    kind=st.sampled_from(["aiModel", "shape", "image", "textImage", "videoImage", "audio", "new"]),
    scene=st.dictionaries(st.sampled_from(["scripts", "background", "studio", "sceneIdx", "watermark"]), _json),
    form=st.sampled_from([1, 2, 3]),
)
def test_any_json_is_a_project_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, clip: dict[str, object], kind: str, scene: dict[str, object], form: int
) -> None:
    raw = {"scenes": [{**scene, "clips": [{"id": "a", **clip, "type": kind}]}], "studio": {"format": form}}
    path = tmp_path_factory.mktemp("any") / "Film.studio"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with contextlib.suppress(StudioError):
        project = open_project(path).project
        save_project(project, path)
        assert open_project(path).project.to_json()["scenes"] == project.to_json()["scenes"]
