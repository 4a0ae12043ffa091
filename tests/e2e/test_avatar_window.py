"""An avatar from footage to a video through the real window: asked for, followed over a restart, placed, rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import steps
from tests.e2e.command_line import run
from tests.e2e.film import decode, difference, pixels_of
from tests.e2e.program import Program
from tests.unit.footage.films import Film, make

pytestmark = [pytest.mark.display, pytest.mark.slow]
_NAME = "Ada Lovelace"


def test_an_avatar_is_made_followed_over_a_restart_and_speaks_in_a_video(program: Program, tmp_path: Path) -> None:
    footage = make(Film(size=(320, 180), fps=12, codec="mpeg4"), tmp_path / "Ada.mp4")
    project = steps.new(tmp_path / "Hello")
    steps.start_on(program, project)
    _open_avatars(program)
    program.click(text="Create the first avatar")
    _fill_in(program, footage)
    program.click(name="send_avatar")
    program.shows(kind="DiaryStrip")
    avatar = _avatars()[0]
    assert (avatar["name"], avatar["account"]) == (_NAME, "practice")
    program.until(lambda: _avatars()[0]["remote_id"], "the service has it")

    program.kill()
    assert not _avatars()[0]["is_ready"], "the service was faster than the restart"
    steps.start_on(program, project)
    _open_avatars(program)
    program.shows(kind="DiaryStrip")
    program.click(name="use_avatar")
    program.hides(kind="AvatarsDialog")
    program.until(lambda: _NAME in str(program.report["stage"]), "the avatar stands on the stage")
    clip_id, _place = program.clip(_NAME)
    assert program.document["undo"] == f"Insert {_NAME}"

    program.click(label="Script of the scene")
    steps.write_script(program, "I was made of footage.")
    steps.save(program)
    saved = steps.clip_of(project, clip_id)
    assert saved["model"]["ai_name"] == _avatars()[0]["remote_id"]
    _is_in_the_video(program, project, tmp_path)
    program.keys("ctrl+q")
    program.ends()


def _avatars() -> list[dict[str, object]]:
    said = run("avatar", "list", "--json").json()
    assert isinstance(said, list)
    return said


def _open_avatars(program: Program) -> None:
    program.keys("ctrl+slash")
    program.shows(label="Search commands")
    program.write("Avatars")
    program.shows(label="Search commands", text="Avatars")
    program.keys("Return")
    program.shows(kind="AvatarsDialog")


def _fill_in(program: Program, footage: Path) -> None:
    """By keyboard alone, as Tab goes."""
    program.until(
        lambda: any(one.has_focus for one in program.parts(name="avatar_account")), "the form has the keyboard"
    )  # fmt: skip
    for label, words in (("Footage", footage), ("Consent video", footage), ("Name of the person", _NAME)):
        steps.tab_to(program, label)
        program.write(str(words))
    steps.tab_to(program, "Gender")
    program.keys("f")
    program.shows(text="Female")
    steps.tab_to(program, "Place")
    program.write("office")
    steps.tab_to(program, "The person has agreed")
    program.keys("space")
    program.until(lambda: not program.parts(name="stop_footage"), "the footage is checked")


def _is_in_the_video(program: Program, project: Path, tmp_path: Path) -> None:
    program.keys("ctrl+e")
    program.shows(kind="ExportDialog")
    steps.tab_to(program, "Resolution")
    program.keys("End")
    program.shows(window="ExportDialog", text="480p, quick draft")
    program.keys("Return")
    program.hides(kind="ExportDialog")
    film = decode(_video(program), at_s=0.5)
    assert film.size == (854, 480)
    assert film.loudness > 0.01
    run("frame", project, "--at", "0.5", "--height", "480", "-o", tmp_path / "now.png")
    run("frame", steps.new(tmp_path / "Empty"), "--at", "0.5", "--height", "480", "-o", tmp_path / "empty.png")
    now, empty = (difference(film.first, pixels_of(tmp_path / f"{name}.png")) for name in ("now", "empty"))
    assert now < 3
    assert empty > 4 * now, "nobody is seen in the video"


def _video(program: Program) -> Path:
    """What the export made; the avatar is a job in the same list."""
    found = program.until(
        lambda: [row for row in program.jobs() if row["account"] == "computer" and row["state"] == "done"],
        "the video is done",
        limit_s=60,
    )
    return Path(found[0]["result"])
