"""The whole way through the real program, with a real mouse and keyboard: from the sample to a video that plays."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.command_line import ROOT, run
from tests.e2e.film import decode, difference, pixels_of
from tests.e2e.program import Program

pytestmark = [pytest.mark.display, pytest.mark.slow]
PAYLOAD = ROOT / "tests" / "data" / "payloads" / "every-clip-type.json"


def test_from_the_sample_to_the_finished_video(program: Program, studio_home: Path, tmp_path: Path) -> None:
    program.start()
    program.click(name="file.open_sample:onboarding")
    program.until(lambda: program.document.get("name") == "Onboarding", "the sample is open")
    program.until(lambda: program.report["stage"], "its stage is there")
    own = Path(program.document["path"])
    assert studio_home in own.parents, "the sample itself was opened, not a copy"
    amara, logo = program.clip("Amara")[0], program.clip("Logo")[0]

    presenter_after = steps.drag(program, "Amara", dx=-190, dy=24)
    logo_after = _drag_undo_redo(program)
    program.click(label="Script of the scene")
    steps.write_script(program, "Hello! This is my very own first video.")

    film = tmp_path / "home" / "Films" / "First" / "First.studio"
    film.parent.mkdir(parents=True)
    steps.save_as(program, film, proposed_in=tmp_path / "home")
    assert not own.exists(), "the copy in the scratch folder was left behind"
    assert steps.clip_of(film, amara)["left"] == presenter_after["left"]
    assert steps.clip_of(film, logo)["top"] == logo_after["top"]
    assert steps.scene_of(film)["scripts"][0]["org"] == "Hello! This is my very own first video."

    program.keys("ctrl+e")
    program.click(window="ExportDialog", label="Resolution")
    program.click(kind="QListView entry", text="480p, quick draft")
    program.shows(window="ExportDialog", text="480p, quick draft")
    program.click(name="export_now")
    program.hides(kind="ExportDialog")
    job = steps.card(program)
    program.shows(kind="Elided", text="Rendering scene*")
    video = steps.done(program, job)
    assert video.parent == film.parent / "renders"
    program.desktop.picture("done")
    _looks_and_sounds_like(video, film, tmp_path)
    program.keys("ctrl+q")
    program.ends()


def _drag_undo_redo(program: Program) -> dict[str, object]:
    before = program.clip("Logo")[1]
    after = steps.drag(program, "Logo", dx=60, dy=-14)
    program.keys("ctrl+z")
    program.shows(text="Redo Move Logo")
    assert program.clip("Logo")[1] == before
    program.keys("ctrl+shift+z")
    program.until(lambda: program.document["undo"] == "Move Logo", "the logo's move is done again")
    assert program.clip("Logo")[1] == after
    return after


def _looks_and_sounds_like(video: Path, film: Path, tmp_path: Path) -> None:
    """The video is decoded, and one of its frames held against the project as it is and as it was."""
    decoded = decode(video, at_s=1)
    assert decoded.size == (854, 480)
    assert 15 < decoded.length_s < 40
    assert decoded.sound_s == pytest.approx(decoded.length_s, abs=0.1)
    assert decoded.loudness > 0.01
    run("frame", film, "--at", "1", "--height", "480", "-o", tmp_path / "now.png")
    sample = ROOT / "resources" / "samples" / "onboarding" / "Onboarding.studio"
    run("frame", sample, "--at", "1", "--height", "480", "-o", tmp_path / "before.png")
    now, before = (difference(decoded.first, pixels_of(tmp_path / f"{name}.png")) for name in ("now", "before"))
    assert now < 3
    assert before > 4 * now, "the video shows the presenter where the sample has her"


def test_without_a_mouse(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Plain")
    steps.start_on(program, project)
    program.keys("alt+n")
    program.shows(kind="Menu", text="I&nsert")
    program.desktop.picture("menu")
    program.keys("t")
    program.until(lambda: program.document["undo"] == "Insert Text", "there is a text")
    program.write("Ada Example, engineer")
    program.keys("Escape")
    program.until(lambda: program.document["undo"].startswith("Edit"), "the text is written")
    program.keys(*["shift+Down"] * 32, *["Left"] * 3)
    program.until(lambda: program.document["undo"].startswith("Move"), "the text has moved")
    (clip_id,) = program.document["selection"]
    steps.tab_to(program, "Script of the scene")
    steps.write_script(program, "Nobody needs a mouse for this.")
    steps.save(program)
    saved = steps.clip_of(project, clip_id)
    assert saved["text"] == "Ada Example, engineer"
    assert saved["top"] > 1080 * 2 / 3

    program.keys("ctrl+e")
    program.shows(kind="ExportDialog")
    steps.tab_to(program, "Resolution")
    program.keys("End")
    program.shows(window="ExportDialog", text="480p, quick draft")
    program.keys("Return")
    program.hides(kind="ExportDialog")
    film = decode(steps.done(program, steps.card(program)), at_s=0.5)
    assert film.size == (854, 480)
    assert film.loudness > 0.01
    program.keys("ctrl+q")
    program.ends()


def test_closing_asks_for_what_is_not_saved(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    before = project.read_bytes()
    steps.start_on(program, project)
    after = steps.drag(program, "Amara", dx=-60, dy=0)
    program.keys("ctrl+q")
    program.click(window="Message", text="Cancel")
    program.hides(kind="Message")
    assert program.is_running
    assert not program.is_saved()
    assert project.read_bytes() == before
    program.keys("ctrl+q")
    program.click(window="Message", text="Save")
    program.ends()
    assert steps.clip_of(project, "aiModel-1k7tkn42kr2")["left"] == after["left"]


def test_what_was_not_saved_can_be_thrown_away(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    before = project.read_bytes()
    steps.start_on(program, project)
    steps.drag(program, "Amara", dx=-60, dy=0)
    program.keys("ctrl+q")
    program.click(window="Message", text="Don’t save")
    program.ends()
    assert project.read_bytes() == before


def test_killed_while_it_renders_it_finishes_the_job_after_the_next_start(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    steps.start_on(program, project)
    program.keys("ctrl+e")
    program.shows(kind="ExportDialog")
    program.keys("Return")
    job = steps.card(program)
    program.shows(kind="Elided", text="Rendering scene*")
    program.kill()
    renders = project.parent / "renders"
    assert list(renders.glob("*.mp4")) == []

    program.start()
    program.until(lambda: program.document.get("path") == str(project), "the project that was open is open again")
    assert steps.card(program) == job
    video = steps.done(program, job)
    assert [(row["id"], row["attempt"]) for row in program.jobs()] == [(job, 2)]
    assert list(renders.iterdir()) == [video]
    assert decode(video, at_s=1).size == (1920, 1080)


def test_a_quick_hand_loses_no_key(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    steps.start_on(program, project)
    before = program.report["stage"]["clips"]
    steps.drag(program, "Amara", dx=-60, dy=0)
    program.keys("ctrl+z", "ctrl+shift+z", "ctrl+z")
    program.until(lambda: _steps(program, undo="", redo="Move") == before, "the move is undone")
    program.keys("ctrl+a", "Delete", "ctrl+z", "ctrl+a", "ctrl+d", "Delete")
    program.until(lambda: _steps(program, undo="Delete", redo="") == before, "the copies, and only they, are deleted")


def _steps(program: Program, *, undo: str, redo: str) -> dict[str, object] | None:
    """The clips, once the history stands where these steps begin its names."""
    report = program.report
    names = report["document"]["undo"], report["document"]["redo"]
    is_there = all(
        name.startswith(wanted) and bool(name) == bool(wanted) for name, wanted in zip(names, (undo, redo), strict=True)
    )
    return dict(report["stage"]["clips"]) if is_there else None


def test_double_click_retype_escape(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    steps.start_on(program, project)
    title = steps.retype(program, "Title", "Good morning, Ada")
    steps.save(program)
    payload = json.loads(run("payload", project).out)
    assert next(c for c in payload["scenes"][0]["clips"] if c["id"] == title)["text"] == "Good morning, Ada"


def test_a_payload_from_elsewhere_differs_only_in_the_text_that_was_edited(program: Program, tmp_path: Path) -> None:
    project = Path(run("import", PAYLOAD, tmp_path / "Theirs").out.strip())
    steps.start_on(program, project)
    text = next(clip["label"] for clip in program.report["stage"]["clips"].values() if clip["kind"] == "textImage")
    clip_id = steps.retype(program, text, "Macaw")
    steps.save(program)
    theirs = json.loads(PAYLOAD.read_text("utf-8"))
    clip = next(clip for clip in theirs["scenes"][0]["clips"] if clip["id"] == clip_id)
    assert clip["text"] == "Parrot"
    clip["text"] = "Macaw"
    # Compared as text too: the order of the fields and the form of the numbers stay.
    assert json.dumps(json.loads(run("payload", project).out)) == json.dumps(theirs)


def test_a_folder_that_takes_no_video_is_said_before_anything_is_made(program: Program, tmp_path: Path) -> None:
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    way = project.parent / "renders"
    way.write_text("a file where the folder of videos would be")
    steps.start_on(program, project)
    program.keys("ctrl+e")
    program.shows(window="ExportDialog", name="folder_words", text=f"“{way}” is a file, not a folder.*")
    program.shows(window="ExportDialog", text="The folder cannot take the video")
    assert not program.part(name="export_now").is_enabled
    assert not program.parts(text="Everything is in place.")
    program.desktop.picture("no-folder")
    program.keys("Escape")
    program.hides(kind="ExportDialog")
    way.unlink()
    program.keys("ctrl+e")
    program.shows(window="ExportDialog", text="Everything is in place.")
    program.until(lambda: program.part(name="export_now").is_enabled, "the video can be made")
    program.keys("Escape")
    program.hides(kind="ExportDialog")
    program.keys("ctrl+q")
    program.ends()


def test_missing_media_are_found_again_and_shown_at_once(program: Program, tmp_path: Path) -> None:
    """The files were copied, and placeholders and issues stayed until the project was opened again."""
    project = steps.new(tmp_path / "Mine", "--from", "onboarding")
    away = tmp_path / "home" / "elsewhere"
    (project.parent / "media").rename(away)
    steps.start_on(program, project)
    program.click(name="issues", text="4 issues")
    program.desktop.keys("Up", "Return")
    program.shows(kind="MediaDialog")
    program.click(name="find")
    program.shows(kind="QFileDialog")
    program.keys("ctrl+a")
    program.write(str(away))
    program.shows(name="fileNameEdit", text=str(away))
    pressed_at = float("-inf")

    def is_taken() -> bool:
        nonlocal pressed_at
        is_gone = not program.parts(kind="QFileDialog")
        if not is_gone and time.monotonic() > pressed_at + 5:  # the first may only take what the dialog proposes
            program.keys("Return")
            pressed_at = time.monotonic()
        return is_gone

    program.until(is_taken, "the folder is taken")
    program.shows(name="issues", text="No issues")
    program.desktop.picture("found-again")
