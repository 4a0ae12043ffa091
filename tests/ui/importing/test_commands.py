"""Documents in and out on the command line: real files, real projects, sentences for what cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pysubs2
import pytest

from studio_gui.cli.main import main
from studio_gui.files.locking import ProjectLock
from studio_gui.files.payload import payload_text
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from tests.unit.files.importing.decks import png, write_deck

# Commands that draw start Qt: here it runs already, as a whole application.
pytestmark = pytest.mark.usefixtures("qapp")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample “Onboarding”: three scenes that speak."""
    return create_from_sample("onboarding", tmp_path / "Welcome")


def _answer(capsys: Capture) -> dict[str, object]:
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


def test_slides_become_a_project(tmp_path: Path, capsys: Capture) -> None:
    deck = write_deck(tmp_path / "talk.pptx")
    assert main(["import", str(deck), "-o", str(tmp_path / "Talk"), "--json"]) == 0
    said = _answer(capsys)
    assert said["project"] == str(tmp_path / "Talk" / "Talk.studio")
    assert said["scenes"] == 3
    assert "Slide 4 is hidden and left out." in said["notes"]  # type: ignore[operator]
    made = open_project(tmp_path / "Talk")
    assert made.project.scenes[0].script_text == "Hello and welcome.\nThis is the first slide."
    assert (made.folder / made.project.scenes[1].clips[0].studio.media).is_file()


def test_notes_are_said_beside_the_answer(tmp_path: Path, capsys: Capture) -> None:
    deck = write_deck(tmp_path / "talk.pptx")
    assert main(["import", str(deck), "-o", str(tmp_path / "Talk")]) == 0
    said = capsys.readouterr()
    assert said.out == f"{tmp_path / 'Talk' / 'Talk.studio'}\n"
    assert "note: Slide 4 is hidden and left out." in said.err


def test_a_payload_is_imported_as_ever(project: Path, tmp_path: Path, capsys: Capture) -> None:
    payload = tmp_path / "request.json"
    payload.write_text(payload_text(open_project(project).project), "utf-8")
    assert main(["import", str(payload), str(tmp_path / "Again"), "--json"]) == 0
    assert _answer(capsys) == {"project": str(tmp_path / "Again" / "Again.studio"), "notes": []}
    assert payload_text(open_project(tmp_path / "Again").project) == payload.read_text("utf-8")


def test_scenes_go_into_a_project_where_they_are_wanted(project: Path, tmp_path: Path, capsys: Capture) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(png(160, 90))
    assert main(["import", str(picture), "--into", str(project), "--at", "2", "--json"]) == 0
    assert _answer(capsys)["added"] == 1
    after = open_project(project).project
    assert [scene.studio.name for scene in after.scenes][1] == "photo"
    assert [scene.scene_idx for scene in after.scenes] == [0, 1, 2, 3]


def test_a_project_that_a_window_has_open_is_left_alone(project: Path, tmp_path: Path, capsys: Capture) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(png(160, 90))
    before = project.read_bytes()
    lock = ProjectLock(project)
    try:
        assert main(["import", str(picture), "--into", str(project)]) == 1
    finally:
        lock.release()
    assert "open" in capsys.readouterr().err
    assert project.read_bytes() == before


def test_scripts_fill_the_scenes(project: Path, tmp_path: Path, capsys: Capture) -> None:
    text = tmp_path / "words.txt"
    text.write_text("One.\n\nTwo.\n", "utf-8")
    before = open_project(project).project
    assert main(["import", str(text), "--into", str(project), "--fill"]) == 0
    after = open_project(project).project
    assert [scene.script_text for scene in after.scenes[:2]] == ["One.", "Two."]
    assert after.scenes[2] == before.scenes[2]
    assert capsys.readouterr().out == f"{project}\n", "there are no more scenes, and nothing is said of such"
    assert main(["import", str(text), "--into", str(project)]) == 0
    assert capsys.readouterr().out == f"{project} (2 more scenes)\n"


def test_a_table_becomes_scenes_of_a_new_project_and_of_one_that_is_there(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Title;Script;Age\nAda;Hello from Ada.;36\nBob;And from Bob.;40\n", "utf-8")
    assert main(["import", str(table), "-o", str(tmp_path / "People"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "“Age”" in said["notes"][0]
    made = open_project(tmp_path / "People").project
    assert [(scene.studio.name, scene.script_text) for scene in made.scenes] == [
        ("Ada", "Hello from Ada."),
        ("Bob", "And from Bob."),
    ]
    before = open_project(project).project
    assert main(["import", str(table), "--into", str(project), "--at", "2"]) == 0
    after = open_project(project).project
    assert [scene.script_text for scene in after.scenes[1:3]] == ["Hello from Ada.", "And from Bob."]
    assert len(after.scenes[1].clips) == len(before.scenes[0].clips)
    assert main(["import", str(table), "--into", str(project), "--fill"]) == 0
    assert open_project(project).project.scenes[0].script_text == "Hello from Ada."


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["deck.pptx", "A", "-o", "B"], 2, "named twice"),
        (["deck.pptx", "-o", "B", "--into", "C"], 2, "a new project or into one"),
        (["deck.pptx", "--fill"], 2, "need a project that is there"),
        (["people.csv", "-o", "People"], 1, "no column that is known"),
        (["people.ods", "-o", "People"], 1, "is a table"),
        (["people.xlsx", "-o", "People"], 1, "broken or no workbook"),
        (["gone.pptx", "-o", "Gone"], 1, "cannot be read"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_deck(tmp_path / "deck.pptx")
    (tmp_path / "people.csv").write_text("a,b\n", "utf-8")
    for suffix in ("ods", "xlsx"):
        (tmp_path / f"people.{suffix}").write_bytes(b"PK")
    before = sorted(tmp_path.iterdir())
    assert main(["import", *words]) == code
    assert said in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_subtitles_have_the_times_of_the_voices_and_find_their_way_back(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    target = tmp_path / "a.srt"
    assert main(["script", str(project), "--to", str(target), "--json"]) == 0
    cues = _answer(capsys)["cues"]
    events = pysubs2.load(str(target))
    assert len(events) == cues
    assert all(0 <= event.start < event.end for event in events)
    assert [event.start for event in events] == sorted(event.start for event in events)
    before = open_project(project).project
    shouted = target.read_text("utf-8").upper()
    target.write_text(shouted, "utf-8")
    assert main(["import", str(target), "--into", str(project), "--fill"]) == 0
    after = open_project(project).project
    assert len(after.scenes) == len(before.scenes)
    for old, new in zip(before.scenes, after.scenes, strict=True):
        assert "".join(new.script_text.split()) == "".join(old.script_text.upper().split())


@pytest.mark.parametrize("suffix", [".txt", ".md", ".vtt"])
def test_every_form_of_script_is_written(project: Path, tmp_path: Path, suffix: str, capsys: Capture) -> None:
    target = tmp_path / f"a{suffix}"
    assert main(["script", str(project), "--to", str(target)]) == 0
    words = open_project(project).project.scenes[0].script_text.split()
    assert words[0] in target.read_text("utf-8")
    assert main(["script", str(project), "--to", str(tmp_path / "a.doc")]) == 2
    assert "End it in .srt" in capsys.readouterr().err


def test_a_storyboard_never_replaces_something_else(project: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "board.pdf"
    assert main(["storyboard", str(project), "-o", str(target), "--paper", "letter", "--json"]) == 0
    assert _answer(capsys) == {"storyboard": str(target), "scenes": 3}
    assert target.read_bytes().startswith(b"%PDF-")
    assert main(["storyboard", str(project), "-o", str(target)]) == 0
    target.write_text("my diary", "utf-8")
    assert main(["storyboard", str(project), "-o", str(target)]) == 1
    assert target.read_text("utf-8") == "my diary"


def test_frames_are_named_in_the_order_of_the_scenes(project: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "pictures"
    assert main(["frames", str(project), "-o", str(folder), "--height", "90", "--json"]) == 0
    pictures = [Path(str(each)) for each in _answer(capsys)["pictures"]]  # type: ignore[attr-defined]
    assert [picture.name[:3] for picture in pictures] == ["01 ", "02 ", "03 "]
    assert sorted(folder.iterdir()) == pictures
    assert pictures[0].read_bytes()[16:24] == (160).to_bytes(4, "big") + (90).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("words", "target"),
    [("script --to", "a.srt"), ("frames --height 90 -o", "pictures"), ("storyboard -o", "a.pdf")],
)
def test_the_progress_of_what_is_written_ends_at_its_end(
    project: Path, tmp_path: Path, capsys: Capture, words: str, target: str
) -> None:
    command, *options = words.split()
    assert main([command, str(project), *options, str(tmp_path / target)]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("  0%")
    assert lines[-1] in ("100%  Speaking", "100%  Drawing")


def test_it_all_works_in_processes_of_their_own(tmp_path: Path) -> None:
    """No display, no window, no Qt that somebody else has started."""
    write_deck(tmp_path / "talk.pptx")
    settings = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    for words in (
        ("import", "talk.pptx", "-o", "Talk", "--json"),
        ("import", "talk.pptx", "--into", "Talk", "--at", "1", "--json"),
        ("script", "Talk", "--to", "a.srt", "--json"),
        ("storyboard", "Talk", "-o", "a.pdf", "--json"),
        ("frames", "Talk", "-o", "pictures", "--height", "90", "--json"),
    ):
        answer = subprocess.run(
            [sys.executable, "-m", "studio_gui", *words],
            cwd=tmp_path,
            env={**settings, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert answer.returncode == 0, answer.stderr
        assert answer.stderr == ""
        json.loads(answer.stdout)
    assert len(open_project(tmp_path / "Talk").project.scenes) == 6
    assert len(list((tmp_path / "pictures").iterdir())) == 6


def test_results_go_nowhere_where_they_would_be_lost_and_over_nothing_else(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    """They are written when everything is made, which takes hours, and they replaced the project itself."""
    table = tmp_path / "people.csv"
    table.write_text("Title\nHello Ada\n", "utf-8")
    before = project.read_bytes()
    series = ["series", str(project), str(table), "--check", "--results"]
    for target, words in ((project, "choose another name"), (tmp_path / "none" / "done.csv", "does not exist")):
        assert main([*series, str(target)]) == 1
        said = capsys.readouterr()
        assert words in said.err.lower()
        assert "rows" not in said.out
    assert project.read_bytes() == before
    done = tmp_path / "done.csv"
    for _ in range(2):
        assert main([*series, str(done)]) == 0
    assert "Hello Ada" in done.read_text("utf-8-sig")
