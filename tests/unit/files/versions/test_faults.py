"""Whatever ends the program, and however many write at once: what is in the history can be read."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio_gui.base.errors import TargetError
from studio_gui.files import writing
from studio_gui.files.project_file import project_text
from studio_gui.files.versions import History
from studio_gui.model import edits
from studio_gui.model.project import Project
from tests.unit.files.versions.conftest import Clock

ROOT = Path(__file__).resolve().parents[4]
_SAVING = """
import sys
from pathlib import Path
from studio_gui.files.project_file import open_project
from studio_gui.files.versions import History
from studio_gui.model import edits
path, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
project, history = open_project(path).project, History(path)
print("ready", flush=True)
for number in range(count):
    for scene in project.scenes[number % 3:]:
        project = edits.set_script(project, scene.id, text=f"{who} {number}")
    history.keep(project)
    print(number, flush=True)
"""


def _start(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", _SAVING, str(path), who, str(count)], stdout=subprocess.PIPE, text=True, env=environment
    )


def _check_whole(path: Path, project: Project) -> int:
    """Every version that is listed can be read, and the next one can be kept."""
    history = History(path)
    versions = history.versions()
    for version in versions:
        assert len(history.load(version).scenes) == 3
    assert project_text(history.load(history.keep(project, reason="exported"))) == project_text(project)
    return len(versions)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("seed", range(6))
def test_a_program_that_is_killed_while_it_keeps_versions_leaves_a_whole_history(
    path: Path, project: Project, seed: int
) -> None:
    chance = random.Random(seed)
    process = _start(path, "killed", 500)
    assert process.stdout is not None
    after = chance.randint(0, 12)
    said = [process.stdout.readline() for _ in range(after + 1)]
    threading.Event().wait(chance.random() * 0.02)
    process.kill()
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    kept = len([line for line in said if line.strip().isdigit()])
    assert _check_whole(path, project) >= kept


def test_two_programs_that_keep_versions_at_once_lose_none(path: Path, project: Project) -> None:
    processes = [_start(path, who, 15) for who in ("Ada", "Bea")]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert _check_whole(path, project) == 30


def test_a_version_that_was_cleaned_away_underneath_is_written_whole(
    history: History, clock: Clock, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process without the lock sees a bundle that another one takes away a moment later."""
    history.keep(project)
    changed = edits.set_script(project, project.scenes[0].id, text="Hi")
    scenes = history.folder / "scenes"
    original = os.replace

    def take_away(source: str | Path, target: str | Path) -> None:
        if str(target).endswith(".zip"):
            for bundle in scenes.glob("*.zip"):
                bundle.unlink()
        original(source, target)

    monkeypatch.setattr(writing.os, "replace", take_away)
    clock.wait(minutes=1)
    version = history.keep(changed)
    monkeypatch.undo()
    assert project_text(History(history.project_path).load(version)) == project_text(changed)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="needs rights that can be taken away")
def test_a_folder_that_became_read_only_keeps_its_versions(history: History, clock: Clock, project: Project) -> None:
    version = history.keep(project)
    history.folder.chmod(0o500)
    try:
        with pytest.raises(TargetError, match="may not write there"):
            history.keep(edits.set_script(project, project.scenes[0].id, text="Hi"))
    finally:
        history.folder.chmod(0o700)
    assert history.versions() == (version,)


def test_a_full_disk_is_a_sentence_and_the_history_stays(
    history: History, clock: Clock, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = history.keep(project)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(TargetError, match="the disk is full"):
        history.keep(edits.set_script(project, project.scenes[0].id, text="Hi"))
    monkeypatch.undo()
    assert history.versions() == (version,)
    assert not list(history.folder.rglob("*.part"))
