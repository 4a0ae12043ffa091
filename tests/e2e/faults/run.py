"""Kills a working program at random moments, looks at what is left, and prints a table.

    python -m tests.e2e.faults.run                200 moments
    python -m tests.e2e.faults.run --moments 10   the short form, which is part of the suite

Each moment: a process edits a project every few milliseconds and meanwhile saves, writes its journal, exports or packs.
It is killed (SIGKILL) at a random moment. Then the file on the disk must open and be, to the letter, what it was
after some edit; the journal must recover another such state; between the two, no edit older than two seconds may be
missing. Packages must be whole, and the list of jobs must open.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from studio_gui.app.services import Services
from studio_gui.base.json_text import loads
from studio_gui.base.paths import HOME_VARIABLE, UserPaths
from studio_gui.files.journal import recoverable
from studio_gui.files.locking import ProjectLock
from studio_gui.files.media import MediaFolder
from studio_gui.files.portable.package import open_package
from studio_gui.files.project_file import open_project
from tests.e2e.faults.story import Story, write_beginning
from tests.e2e.faults.victim import live

ACTIVITIES = ("edit", "save", "autosave", "export", "package")
MOST_LOST_S = 2.0
_SHORTEST_S, _LONGEST_S = 0.02, 1.6


@dataclass
class Moment:
    """What came of one kill."""

    activity: str
    edits: int = 0
    on_disk: int = 0
    recovered: int = 0
    lost: int = 0
    lost_s: float = 0.0
    done: dict[str, int] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True)
class Places:
    """Where one victim lives."""

    root: Path

    @property
    def project(self) -> Path:
        return self.root / "Film" / "Film.studio"

    @property
    def home(self) -> Path:
        return self.root / "home"


def make_places(root: Path) -> Places:
    """A project with a picture, and a home for its program."""
    places = Places(root)
    places.project.parent.mkdir(parents=True)
    picture = root / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>' + " " * 200_000)
    write_beginning(places.project, MediaFolder(places.project.parent).add(picture))
    return places


def kill_once(activity: str, places: Places, *, chance: random.Random) -> Moment:
    """Let a victim live for a random while and look at what it left."""
    story = Story(places.project)
    read, write = os.pipe()
    os.environ[HOME_VARIABLE] = str(places.home)
    child = os.fork()
    if child == 0:
        os.close(read)
        _live_and_die(activity, places, write)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        first = told.readline()
        time_left = chance.uniform(_SHORTEST_S, _LONGEST_S)
        threading.Event().wait(time_left)
        os.kill(child, signal.SIGKILL)
        killed_ns = time.monotonic_ns()
        _pid, how = os.waitpid(child, 0)
        lines = [line.decode().split() for line in (first, *told) if line.endswith(b"\n")]
    moment = Moment(activity)
    try:
        assert os.WIFSIGNALED(how), f"the victim ended by itself, with {os.waitstatus_to_exitcode(how)}"
        assert os.WTERMSIG(how) == signal.SIGKILL, f"the victim ended by signal {os.WTERMSIG(how)}"
        _judge(moment, places, story, lines=lines, killed_ns=killed_ns)
    except Exception as error:
        moment.fault = f"{type(error).__name__}: {error}"[:300]
    return moment


def _live_and_die(activity: str, places: Places, told: int) -> None:
    try:
        live(activity, places.project, told)
    finally:
        os._exit(9)


def _judge(moment: Moment, places: Places, story: Story, *, lines: list[list[str]], killed_ns: int) -> None:
    times: dict[int, int] = {}
    for word, number, at in lines:
        moment.done[word] = moment.done.get(word, 0) + 1
        if word == "edited":
            times[int(number)] = int(at)
    assert lines, "the victim never began"
    assert "failed" not in moment.done, "something failed before the end"
    moment.edits = max(times, default=0)
    moment.on_disk = story.is_at(open_project(places.project).project)
    saved = max((int(number) for word, number, _ in lines if word == "saved"), default=0)
    assert moment.on_disk >= saved, f"edit {saved} was said to be saved, {moment.on_disk} is on the disk"
    found = recoverable(places.home / "state" / "recovery")
    moment.recovered = max((story.is_at(one.recover().project) for one in found), default=moment.on_disk)
    kept = max(moment.on_disk, moment.recovered)
    moment.lost = max(0, moment.edits - kept)
    if kept + 1 in times:
        moment.lost_s = (killed_ns - times[kept + 1]) / 1e9
    assert moment.lost_s <= MOST_LOST_S, f"edits of the last {moment.lost_s:.2f} s are lost"
    ProjectLock(places.project).release()
    if moment.activity == "package":
        _judge_package(places, story)
    if moment.activity == "export":
        _judge_jobs(places, story)


def _judge_package(places: Places, story: Story) -> None:
    package = places.root / "Film.zip"
    if not package.exists():
        return
    with zipfile.ZipFile(package) as content:
        assert content.testzip() is None
    story.is_at(open_project(open_package(package, places.root / "Unpacked")).project)


def _judge_jobs(places: Places, story: Story) -> None:
    home = places.home
    services = Services(UserPaths(home / "config", home / "data", home / "cache", home / "state", home / "logs"))
    try:
        for row in services.store.unfinished():
            name = loads(services.store.payload(row.id))
            assert isinstance(name, dict)
            assert 0 <= int(str(name["name"])) <= len(story._states) + 10_000
    finally:
        services.close()


def run(moments: int, seed: int) -> list[Moment]:
    """Kill so many times, the activities in turn."""
    chance = random.Random(seed)
    root = Path(tempfile.mkdtemp(prefix="studio-faults-"))
    try:
        answers = []
        for number in range(moments):
            places = make_places(root / str(number))
            answers.append(kill_once(ACTIVITIES[number % len(ACTIVITIES)], places, chance=chance))
            shutil.rmtree(places.root, ignore_errors=True)
        return answers
    finally:
        shutil.rmtree(root, ignore_errors=True)


def table(moments: list[Moment]) -> str:
    """What came of it, a line for each activity."""
    lines = [
        f"{'killed during':14} {'moments':>7} {'edits':>7} {'most lost':>10} {'longest':>9} {'done meanwhile':>15} faults"
    ]
    for activity in ACTIVITIES:
        own = [moment for moment in moments if moment.activity == activity]
        if not own:
            continue
        done = sum(count for m in own for word, count in m.done.items() if word not in ("edited", "began"))
        lines.append(
            f"{activity:14} {len(own):7} {sum(m.edits for m in own):7} {max(m.lost for m in own):4} edits "
            f"{max(m.lost_s for m in own):7.2f} s {done:15} {sum(bool(m.fault) for m in own):6}"
        )
    return "\n".join([*lines, *(f"{m.activity}: {m.fault}" for m in moments if m.fault)])


def main() -> int:
    """Run from the command line; the exit code is 1 when anything was lost that should not be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    moments = run(asked.moments, asked.seed)
    print(f"seed {asked.seed}\n{table(moments)}")
    return 1 if any(moment.fault for moment in moments) else 0


if __name__ == "__main__":
    sys.exit(main())
