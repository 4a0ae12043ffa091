"""Who reads scripts of a language, from the command line to the finished video."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.files.project_file import open_project, save_project
from studio_gui.model.new import new_project, new_scene
from tests.e2e.command_line import refused, run
from tests.ui.render.films import sound_of

SMALL = ("--resolution", "480", "--fps", "24")
FIRST, SECOND = "espeak:en-us+m1", "espeak:en-us+f1"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "Film"
    folder.mkdir()
    save_project(new_project(name="Film", scenes=(new_scene(script="Hello there, you."),)), folder / "Film.studio")
    return folder


def _sound(folder: Path, name: str, *words: str) -> bytes:
    run("render", folder, "-o", folder.parent / name, *SMALL, *words)
    return sound_of(folder.parent / name).tobytes()


def test_choices_are_listed_made_and_let_go(project: Path) -> None:
    assert run("voices").out == "Presenters read with their own voices.\n"
    assert "Clara" in run("voices", "--available", "de").out
    assert run("voices", "--set", "de", "clara").out == "de  Clara · German  (espeak:de+f1)\n"
    assert run("voices", project, "--set", "en", FIRST, "--json").json() == {
        "voices": [{"language": "en", "voice": FIRST}]
    }
    assert [(one.language, one.voice) for one in open_project(str(project)).project.studio.readers] == [("en", FIRST)]
    assert run("voices", project, "--clear", "en").out == "Presenters read with their own voices.\n"
    assert run("voices", "--clear", "de").out == "Presenters read with their own voices.\n"


def test_what_is_not_there_is_a_sentence(project: Path) -> None:
    assert "No voice of this computer speaks “xx”" in refused("voices", "--set", "xx", "Clara", code=2)
    assert "There is no voice “Nobody”" in refused("voices", project, "--set", "de", "Nobody", code=2)
    assert "No voice is chosen for “fr”" in refused("voices", "--clear", "fr", code=2)


def test_the_voice_of_the_language_reads_the_video_and_the_projects_own_choice_comes_first(project: Path) -> None:
    plain = _sound(project, "plain.wav")
    run("voices", "--set", "en", FIRST)
    first = _sound(project, "first.wav")
    run("voices", project, "--set", "en", SECOND)
    second = _sound(project, "second.wav")
    assert len({plain, first, second}) == 3
    run("voices", "--clear", "en")
    assert _sound(project, "again.wav") == second


def test_who_reads_is_settled_when_a_video_is_asked_for(project: Path) -> None:
    run("voices", "--set", "en", FIRST)
    wanted = _sound(project, "first.wav")
    run("export", project, "-o", project.parent / "job.wav", *SMALL)
    run("voices", "--clear", "en")
    run("jobs", "watch")
    assert sound_of(project.parent / "job.wav").tobytes() == wanted


def test_subtitles_take_their_moments_from_that_voice(project: Path, tmp_path: Path) -> None:
    run("script", project, "--to", tmp_path / "plain.srt")
    run("voices", "--set", "en", "espeak:en-us+m8")
    run("script", project, "--to", tmp_path / "other.srt")
    assert (tmp_path / "plain.srt").read_text() != (tmp_path / "other.srt").read_text()
