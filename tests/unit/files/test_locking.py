"""One window at a time for a project; a process that was killed holds nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio_gui.base.errors import ProjectBusy
from studio_gui.files.locking import ProjectLock, holder_of, is_open_elsewhere, lock_path

ROOT = Path(__file__).parents[3]
_HOLD = """
import sys
import threading
from pathlib import Path
from studio_gui.files.locking import ProjectLock
lock = ProjectLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
lock.release()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "Film.studio"
    path.write_text("{}")
    return path


def _holding(project: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(project)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_window_hears_who_has_the_project(project: Path) -> None:
    first = ProjectLock(project)
    assert first.is_held
    with pytest.raises(ProjectBusy, match=r"“Film\.studio” is open in another window of this program\."):
        ProjectLock(project)
    first.release()
    assert not lock_path(project).exists()
    second = ProjectLock(project)
    assert second.is_held
    second.release()
    second.release()


def test_another_process_is_named_and_frees_the_project_when_it_is_killed(project: Path) -> None:
    process = _holding(project)
    with pytest.raises(ProjectBusy, match=r"is open in another window on this computer since \d\d:\d\d\."):
        ProjectLock(project)
    assert holder_of(lock_path(project)).process == process.pid
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    process.communicate()
    assert lock_path(project).exists()
    lock = ProjectLock(project)
    assert lock.is_held
    assert holder_of(lock.path).process == os.getpid()
    lock.release()


def test_a_link_leads_to_the_same_lock(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "other" / "Link.studio"
    link.parent.mkdir()
    link.symlink_to(project)
    lock = ProjectLock(link)
    with pytest.raises(ProjectBusy):
        ProjectLock(project)
    lock.release()


def test_where_no_file_can_be_put_there_is_no_lock_and_no_fuss(tmp_path: Path) -> None:
    lock = ProjectLock(tmp_path / "gone" / "Film.studio")
    assert not lock.is_held
    lock.release()


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"process": "x", "host": 7}', b"{" * 5000])
def test_a_lock_that_says_nothing_sensible_is_one_all_the_same(project: Path, content: bytes) -> None:
    lock_path(project).parent.mkdir()
    lock_path(project).write_bytes(content)
    assert holder_of(lock_path(project)).sentence()
    lock = ProjectLock(project)
    assert lock.is_held
    lock.release()


def test_a_very_long_name_has_a_lock(tmp_path: Path) -> None:
    path = tmp_path / f"{'ü' * 120}.studio"
    path.write_text("{}")
    lock = ProjectLock(path)
    assert lock.is_held
    lock.release()


def test_git_shows_nothing_new_while_a_project_is_open(project: Path) -> None:
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], cwd=project.parent, check=True)
    lock, other = ProjectLock(project), ProjectLock(project.with_name("Other.studio"))
    said = subprocess.run(["git", "status", "--short"], cwd=project.parent, capture_output=True, text=True, check=True)
    assert said.stdout == "A  Film.studio\n"
    lock.release()
    assert other.path.is_file()
    other.release()
    assert sorted(os.listdir(project.parent)) == [".git", "Film.studio"]


def test_many_who_open_and_close_at_once_never_have_it_together(project: Path) -> None:
    held, seen = threading.Lock(), []

    def turn() -> None:
        for _ in range(30):
            try:
                lock = ProjectLock(project)
            except ProjectBusy:
                continue
            if lock.is_held:
                seen.append(held.acquire(blocking=False))
                held.release()
                lock.release()

    threads = [threading.Thread(target=turn) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen
    assert all(seen)
    assert os.listdir(project.parent) == ["Film.studio"]


def test_a_project_of_another_process_is_open_elsewhere_until_that_ends(project: Path) -> None:
    assert not is_open_elsewhere(project)
    assert not lock_path(project).parent.exists(), "asking puts nothing there"
    own = ProjectLock(project)
    assert not is_open_elsewhere(project), "a window of this process can show it"
    own.release()
    with _holding(project) as other:
        assert is_open_elsewhere(project)
        other.kill()
    assert lock_path(project).exists(), "a process that was killed takes no file away"
    assert not is_open_elsewhere(project)
