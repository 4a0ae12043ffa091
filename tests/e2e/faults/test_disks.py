"""Disks that are full, read-only, gone or broken: the old file stays, and the sentence names the cause."""

from __future__ import annotations

import errno
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.base.errors import StudioError, TargetError
from studio_gui.files.journal import Journal, recoverable
from studio_gui.files.portable.package import open_package, write_package
from studio_gui.files.project_file import open_project, save_project
from studio_gui.model.project import Project
from tests.disks import disk, take_no_more
from tests.e2e.faults.story import step, write_beginning


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB; skips where one may not be made."""
    with disk(tmp_path / "disk", size="400k") as folder:
        yield folder


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 20 kB: a full disk for those who may mount none."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def _saved(folder: Path) -> tuple[Path, Project, bytes]:
    path = folder / "Film.studio"
    write_beginning(path, "media/0123456789abcdef.png")
    return path, step(open_project(path).project, 1), path.read_bytes()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_full_disk_leaves_the_old_file_and_says_so(small_disk: Path, tmp_path: Path) -> None:
    path, project, before = _saved(small_disk)
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(bytes(1 << 20))
    with pytest.raises(TargetError, match="the disk is full") as said:
        save_project(project, path)
    assert said.value.hint == "Free some space or choose another place."
    assert path.read_bytes() == before
    assert _names(small_disk) == ["Film.studio", "filler"]
    save_project(project, tmp_path / "Elsewhere.studio")
    (small_disk / "filler").unlink()
    save_project(project, path)
    assert path.read_bytes() == (tmp_path / "Elsewhere.studio").read_bytes()


def test_a_journal_on_a_full_disk_goes_on_when_there_is_room(small_disk: Path) -> None:
    path, _, _ = _saved(small_disk.parent)
    opened = open_project(path)
    assert opened.stamp is not None
    log = Journal(opened.project, place=path, stored=opened.stamp.sha256, root=small_disk / "recovery")
    project, faults = opened.project, 0
    filler = small_disk / "filler"
    filler.write_bytes(bytes(250_000))
    for number in range(1, 60):
        project = step(project, number)
        try:
            log.note(project, str(number))
        except TargetError as error:
            faults += "the disk is full" in error.message
        if faults == 3:
            filler.unlink(missing_ok=True)
    assert faults >= 3
    log.close(is_kept=True)
    (found,) = recoverable(small_disk / "recovery")
    assert found.recover().project.name == project.name


def test_a_read_only_disk_is_said(small_disk: Path) -> None:
    path, project, before = _saved(small_disk)
    take_no_more(small_disk)
    with pytest.raises(TargetError, match="read-only"):
        save_project(project, path)
    with pytest.raises(TargetError, match="the disk is read-only"):
        save_project(project, small_disk / "Other.studio")
    assert path.read_bytes() == before


def test_a_folder_without_rights_is_said(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to the administrator")
    path, project, before = _saved(tmp_path)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(TargetError, match="you may not write there"):
            save_project(project, path)
    finally:
        tmp_path.chmod(0o755)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("small_files")
def test_a_file_that_may_not_grow_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "Film.studio"
    write_small = Project.read({"name": "small", "scenes": []})
    save_project(write_small, path)
    before = path.read_bytes()
    big = write_small.changed(name="x" * 30_000)
    with pytest.raises(TargetError, match="no file of that size"):
        save_project(big, path)
    with pytest.raises(TargetError, match="no file of that size"):
        write_package(big.changed(name="".join(map(chr, range(0x4E00, 0x9000)))), path, tmp_path / "Film.zip")
    assert path.read_bytes() == before
    assert _names(tmp_path) == ["Film.studio"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EIO, "the disk reports a fault"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is used up"),
        (errno.ESTALE, "the shared folder is gone"),
        (errno.ENOTCONN, "the shared folder is not connected"),
        (errno.ETIMEDOUT, "the shared folder does not answer"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file_and_names_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, call: str
) -> None:
    path, project, before = _saved(tmp_path)

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(TargetError, match=words):
            save_project(project, path)
        with pytest.raises(TargetError, match=words):
            write_package(project, path, tmp_path / "Film.zip")
    assert path.read_bytes() == before
    assert _names(tmp_path) == ["Film.studio"]
    save_project(project, path)
    assert open_project(path).project.name == "1"


def test_a_package_that_does_not_fit_leaves_nothing(small_disk: Path, tmp_path: Path) -> None:
    path, project, _ = _saved(tmp_path)
    media = tmp_path / "media"
    media.mkdir()
    (media / "0123456789abcdef.png").write_bytes(os.urandom(600_000))
    with pytest.raises(TargetError, match="the disk is full"):
        write_package(project, path, small_disk / "Film.zip")
    assert _names(small_disk) == []
    (media / "0123456789abcdef.png").rename(media / "large.png")
    clip = project.scenes[0].clips[2]
    named = clip.with_studio(media="media/large.png")
    scene = project.scenes[0].changed(clips=(named,))
    write_package(project.changed(scenes=(scene,)), path, tmp_path / "Film.zip")
    with pytest.raises(StudioError, match="the disk is full"):
        open_package(tmp_path / "Film.zip", small_disk / "Film")
    assert _names(small_disk) == []
