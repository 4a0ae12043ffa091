"""Texts, Markdown and subtitles as people have them become the scripts of scenes."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.app.importing import read_scripts
from studio_gui.base.errors import ImportFailed, StudioError
from studio_gui.files.importing.kinds import kind_of
from studio_gui.files.importing.scenes import filled, scene_saying
from studio_gui.files.importing.scripts import Part, ScriptFile, parts_of_markdown, parts_of_text
from studio_gui.files.importing.subtitles import cues_of, part_of
from studio_gui.model.clips import TextClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_project, new_scene, new_text

_SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i> there,\nmy friends.\n\n"
    "2\n00:00:02,600 --> 00:00:04,000\n{\\an8}3 < 5 & so on.\n\n"
    "3\n00:00:09,000 --> 00:00:11,000\nA new scene.\n"
)


def _read(folder: Path, name: str, content: bytes) -> ScriptFile:
    path = folder / name
    path.write_bytes(content)
    return read_scripts(path)


def _texts(script: ScriptFile) -> list[str]:
    return [part.text for part in script.parts]


@pytest.mark.parametrize(
    "content",
    [
        _SRT.encode(),
        b"\xef\xbb\xbf" + _SRT.encode(),
        _SRT.replace("\n", "\r\n").encode(),
        _SRT.replace("\n", "\r").encode(),
        b"\xff\xfe" + _SRT.encode("utf-16-le"),
    ],
    ids=["plain", "mark", "crlf", "cr", "utf-16"],
)
def test_subtitles_in_every_writing_are_scenes_between_pauses(tmp_path: Path, content: bytes) -> None:
    script = _read(tmp_path, "a.srt", content)
    assert _texts(script) == ["Hello there, my friends. 3 < 5 & so on.", "A new scene."]
    assert (script.parts[1].start_s, script.parts[1].end_s) == (9.0, 11.0)
    assert script.notes == ()
    assert [cue.start_s for cue in script.cues] == [1.0, 2.6, 9.0]


def test_subtitles_in_an_old_code_are_read_and_it_is_said(tmp_path: Path) -> None:
    script = _read(tmp_path, "a.srt", _SRT.replace("friends", "Grüße à tous").encode("latin-1"))
    assert "Grüße à tous" in _texts(script)[0]
    assert "Windows-1252" in script.notes[0]


def test_subtitles_that_overlap_and_repeat_are_each_said_once(tmp_path: Path) -> None:
    text = (
        "2\n00:00:03,000 --> 00:00:05,000\nLater.\n\n1\n00:00:01,000 --> 00:00:04,000\nFirst.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nLater.\n"
    )
    assert _texts(_read(tmp_path, "a.srt", text.encode())) == ["First. Later."]


def test_long_speech_without_pauses_is_parted_at_ends_of_sentences(tmp_path: Path) -> None:
    lines = [
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n + 1:02d},000\nWord {n}{'.' if n % 10 == 9 else ''}\n" for n in range(59)
    ]
    parts = _texts(_read(tmp_path, "a.srt", "\n".join(lines).encode()))
    assert len(parts) == 2
    assert all(part.endswith(".") for part in parts[:-1])


def test_web_subtitles_come_without_notes_styles_names_and_entities(tmp_path: Path) -> None:
    text = (
        "WEBVTT - Title\n\nSTYLE\n::cue { color: red }\n\nNOTE nobody hears\nthis\n\nintro\n"
        "00:01.000 --> 00:02.000 align:start\n<v Ada>Tom &amp; Jerry\n\nNOTE nor this\n\n"
        "00:00:02.500 --> 00:00:04.000\n<c.loud>Second</c>\n"
    )
    script = _read(tmp_path, "a.vtt", text.encode())
    assert [cue.text for cue in script.cues] == ["Tom & Jerry", "Second"]


def test_japanese_lines_run_on_without_blanks() -> None:
    cues = cues_of("1\n00:00:01,000 --> 00:00:02,000\nこんにちは、\n世界です。\n", form="srt")
    assert part_of(cues).text == "こんにちは、世界です。"


@pytest.mark.parametrize(("name", "content"), [("a.srt", b"no times here"), ("a.txt", b" \n\n "), ("a.md", b"")])
def test_files_without_words_are_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(ImportFailed) as caught:
        _read(tmp_path, name, content)
    assert name in caught.value.message


def test_a_picture_called_text_is_none(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="not a text"):
        _read(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def test_blank_lines_part_a_plain_text() -> None:
    parts = parts_of_text("One\nstill one  \n \n\n\tTwo\n\nThree")
    assert [part.text for part in parts] == ["One\nstill one", "Two", "Three"]


def test_headings_of_markdown_begin_scenes_and_name_them() -> None:
    name, parts = parts_of_markdown(
        "---\ntitle: x\n---\n# The talk\n\n## Hello *you*\n\nWelcome to\n**this** [talk](http://x).\n\n> Camera: wide.\n\n"
        "## Points\n\n1. First\n2. Second\n   - inner\n\n---\n\nNo heading here.<!-- a remark -->\n"
    )
    assert name == "The talk"
    assert parts == [
        Part("Hello you", "Welcome to this talk.", "Camera: wide."),
        Part("Points", "1. First\n2. Second\ninner"),
        Part("", "No heading here."),
    ]


def test_markdown_without_headings_is_one_scene() -> None:
    assert parts_of_markdown("Just words.\n\nMore words.") == ("", [Part("", "Just words.\nMore words.")])


def test_a_new_scene_is_laid_out_like_the_other_with_the_heading_as_its_title() -> None:
    small = new_text("small", box=Rect(0, 0, 10, 10), font_size=10)
    large = new_text("Large", box=Rect(0, 20, 10, 10), font_size=40)
    like = new_scene(script="Old words").changed(clips=(small, large))
    made = scene_saying(Part("A heading", "New words", "Notes"), like)
    assert made.id != like.id
    assert (made.script_text, made.studio.name, made.studio.notes) == ("New words", "A heading", "Notes")
    assert [clip.text for clip in made.clips if isinstance(clip, TextClip)] == ["small", "A heading"]
    alone = scene_saying(Part("A heading", "New words"), None)
    titles = [(clip.text, clip.font_weight) for clip in alone.clips if isinstance(clip, TextClip)]
    assert titles == [("A heading", 700)], "fontWeight of the service is an Int"


def test_scripts_fill_the_scenes_that_are_there_and_the_rest_become_new_ones() -> None:
    project = new_project(scenes=(new_scene(script="a", name="A"), new_scene(script="b", name="B")))
    parts = [Part(text="one"), Part(text="two"), Part("C", "three")]
    after = filled(project, parts)
    assert [(scene.studio.name, scene.script_text) for scene in after.scenes] == [
        ("A", "one"),
        ("B", "two"),
        ("C", "three"),
    ]
    assert [scene.id for scene in after.scenes[:2]] == [scene.id for scene in project.scenes]
    assert [scene.script_text for scene in filled(project, parts[:1], start=1).scenes] == ["a", "one"]


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.ppt", "a.docx", "a.key", "a.mp3", "a.exe", "noend"])
def test_what_cannot_be_imported_is_said_with_what_to_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(ImportFailed) as caught:
        kind_of(path)
    assert name in caught.value.message
    assert caught.value.hint


@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_script_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name in ("any.srt", "any.vtt", "any.md", "any.txt"):
        with contextlib.suppress(StudioError):
            assert _read(folder, name, content).parts


@given(text=st.text(st.sampled_from("ab1:.,<>{}\\-#*>`_[]() \n"), max_size=120))
def test_any_marks_are_a_script_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    timed = f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n"
    for name, content in (("any.srt", timed), ("any.vtt", f"WEBVTT\n\n{timed}"), ("any.md", text)):
        with contextlib.suppress(StudioError):
            assert _read(folder, name, content.encode()).parts


@pytest.mark.parametrize("endless", ["{", "<a\n", "word "])
def test_a_cue_without_an_end_is_cut_before_it_takes_for_ever(endless: str) -> None:
    (cue,) = cues_of(f"1\n00:00:01,000 --> 00:00:02,000\nBegin {endless * 100_000}", form="srt")
    assert cue.text.startswith("Begin")
    assert len(cue.text) <= 4_000
