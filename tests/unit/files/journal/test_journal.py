"""Every edit is on the disk as soon as it is noted, and what is there becomes the very project again."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_gui.base.errors import ProjectFileError, TargetError
from studio_gui.files.journal import Journal, Recoverable, journal, recoverable
from studio_gui.files.names import name_of, note_name
from studio_gui.files.project_file import open_project, save_project
from studio_gui.files.project_text import project_bytes
from studio_gui.model import edits
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_shape
from studio_gui.model.project import Project


def _film() -> Project:
    clips = tuple(new_shape("Star", box=Rect(10 * n, 20, 30, 40)) for n in range(3))
    return new_project(name="Film", scenes=tuple(new_scene(script=f"{n}").changed(clips=clips) for n in range(4)))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    save_project(_film(), tmp_path / "Film.studio")
    return tmp_path / "Film.studio"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture
def opened(place: Path, root: Path) -> Iterator[tuple[Journal, Project]]:
    """A journal of an opened project, which is not closed in order but falls silent as in a crash."""
    read = open_project(place)
    assert read.stamp is not None
    made = Journal(read.project, place=place, stored=read.stamp.sha256, root=root)
    yield made, read.project
    made.close(is_kept=True)


def _move(project: Project, scene: int, clip: int, dx: float) -> Project:
    where = project.scenes[scene]
    return edits.move_clips(project, where.id, clip_ids=[where.clips[clip].id], delta=Point(dx, 0))


def _only(root: Path) -> Recoverable:
    (one,) = recoverable(root)
    return one


def _same(one: Project, other: Project) -> bool:
    return project_bytes(one) == project_bytes(other)


def test_nothing_is_written_before_the_first_edit(opened: tuple[Journal, Project], root: Path) -> None:
    log, project = opened
    log.note(project, "Nothing")
    assert not root.exists()


def test_edits_of_every_kind_come_back_exactly(opened: tuple[Journal, Project], place: Path, root: Path) -> None:
    log, project = opened
    moved = _move(project, 1, 2, 7.25)
    log.note(moved, "Move Star")
    other = edits.move_scene(moved, scene_id=moved.scenes[0].id, index=3)
    log.note(other, "Move scene")
    fewer = edits.remove_scenes(other, scene_ids=[other.scenes[1].id])
    log.note(fewer, "Delete scene")
    last = fewer.changed(name="Other film")
    log.note(last, "Rename")
    log.close(is_kept=True)
    found = _only(root)
    assert (found.name, found.place) == ("Other film", place)
    assert [step.label for step in found.steps] == ["Move Star", "Move scene", "Delete scene", "Rename"]
    assert _same(found.recover().project, last)


def test_a_record_costs_what_the_edit_touched(opened: tuple[Journal, Project], root: Path) -> None:
    log, project = opened
    for n in range(5):
        project = _move(project, 1, 0, n + 1)
        log.note(project, "Move")
    file = next(root.glob("*/journal-1"))
    lines = file.read_bytes().splitlines()
    scene = len(json.dumps(project.scenes[1].to_json()))
    assert len(lines) == 7  # where it began, its base, five edits
    assert all(len(line) < scene + 300 for line in lines[2:])


def test_while_the_window_lives_nothing_is_offered(opened: tuple[Journal, Project], root: Path) -> None:
    log, project = opened
    log.note(_move(project, 0, 0, 1), "Move")
    assert recoverable(root) == ()
    log.close(is_kept=True)
    assert len(recoverable(root)) == 1


def test_closed_in_order_it_is_gone(opened: tuple[Journal, Project], root: Path) -> None:
    log, project = opened
    log.note(_move(project, 0, 0, 1), "Move")
    log.close()
    assert list(root.iterdir()) == []


def test_what_was_saved_is_not_offered_but_what_came_after_is(
    opened: tuple[Journal, Project], place: Path, root: Path
) -> None:
    log, project = opened
    saved = _move(project, 0, 0, 1)
    log.note(saved, "Move")
    log.note_saved(saved, place, stored=save_project(saved, place).sha256)
    log.close(is_kept=True)
    assert recoverable(root) == ()
    log = Journal(saved, place=place, root=root)
    named = saved.changed(name="Mid")
    log.note(named, "Name")
    log.note_saved(named, place)
    after = _move(saved, 2, 1, 5)
    log.note(after, "Move again")
    log.close(is_kept=True)
    found = _only(root)
    assert [step.label for step in found.steps] == ["Move again"]
    assert found.scene_count == 1
    assert _same(found.recover().project, after)


def test_edits_done_while_a_save_was_under_way_are_still_offered(
    opened: tuple[Journal, Project], place: Path, root: Path
) -> None:
    log, project = opened
    saved = _move(project, 0, 0, 1)
    log.note(saved, "Move")
    later = edits.set_script(saved, saved.scenes[1].id, text="While it was saved")
    log.note(later, "Type")
    log.note_saved(saved, place)
    log.close(is_kept=True)
    found = _only(root)
    assert [step.label for step in found.steps] == ["Type"]
    assert _same(found.recover().project, later)


def test_it_stands_on_its_own_when_the_project_is_moved_away(
    opened: tuple[Journal, Project], place: Path, root: Path
) -> None:
    log, project = opened
    moved = _move(project, 3, 1, 9)
    log.note(moved, "Move")
    log.close(is_kept=True)
    place.unlink()
    assert _same(_only(root).recover().project, moved)


def test_it_is_kept_for_the_day_the_disk_with_its_project_is_there_again(
    opened: tuple[Journal, Project], place: Path, root: Path
) -> None:
    log, project = opened
    moved = _move(project, 3, 1, 9)
    root.mkdir()
    with _no_room_behind(root, more=len(json.dumps(project.scenes[3].to_json())) + 1000 - root.stat().st_size):
        log.note(moved, "Move")
    assert not list(root.glob("*/base-*")), "there was no room for a copy of the project"
    log.close(is_kept=True)
    place.rename(place.with_name("Unplugged"))
    assert recoverable(root) == ()
    place.with_name("Unplugged").rename(place)
    assert _same(_only(root).recover().project, moved)


def test_a_project_that_was_never_on_disk_is_whole_too(root: Path) -> None:
    project = _film()
    log = Journal(project, place=None, root=root)
    changed = _move(project, 0, 0, 3)
    log.note(changed, "Move")
    log.close(is_kept=True)
    found = _only(root)
    assert found.place is None
    assert _same(found.recover().project, changed)


def test_a_recovery_that_ended_badly_is_not_offered_again(opened: tuple[Journal, Project], root: Path) -> None:
    log, project = opened
    log.note(_move(project, 0, 0, 1), "Move")
    log.close(is_kept=True)
    _only(root).recover()
    assert recoverable(root) == ()
    assert len(list(root.iterdir())) == 1  # a person who can read it still finds it
    old = next(root.glob("*/trying"))
    os.utime(old, (0, 0))
    assert recoverable(root) == ()
    assert list(root.iterdir()) == []


def test_after_a_recovery_went_well_it_is_gone(opened: tuple[Journal, Project], root: Path) -> None:
    log, project = opened
    log.note(_move(project, 0, 0, 1), "Move")
    log.close(is_kept=True)
    found = _only(root)
    found.recover()
    found.succeeded()
    assert list(root.iterdir()) == []


def test_what_files_were_called_is_not_forgotten(root: Path) -> None:
    note_name("media/11bb11bb11bb11bb.png", "Summer.png")
    clip = new_image(box=Rect(0, 0, 10, 10), size=(10, 10), media="media/11bb11bb11bb11bb.png")
    project = _film()
    log = Journal(project, place=None, root=root)
    log.note(edits.add_clip(project, project.scenes[0].id, clip=clip), "Insert")
    log.close(is_kept=True)
    assert b"Summer.png" in next(root.glob("*/journal-1")).read_bytes()
    assert name_of("media/11bb11bb11bb11bb.png", _only(root).recover().project) == "Summer.png"


@settings(max_examples=40)
@given(
    moves=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 99)), min_size=1, max_size=8),
    cut=st.floats(0, 1),
    damage=st.booleans(),
)
def test_a_journal_that_was_cut_or_damaged_anywhere_gives_the_last_whole_step(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int, int]], cut: float, damage: bool
) -> None:
    root = tmp_path_factory.mktemp("journal")
    project = _film()
    states, ends = [project], []
    log = Journal(project, place=None, root=root)
    for scene, clip, dx in moves:
        states.append(_move(states[-1], scene, clip, dx))
        log.note(states[-1], f"{len(states)}")
        ends.append(next(root.glob("*/journal-1")).stat().st_size)
    log.close(is_kept=True)
    file = next(root.glob("*/journal-1"))
    content = file.read_bytes()
    at = int(cut * (len(content) - 1))
    file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :] if damage else content[:at])
    whole = sum(end <= at for end in ends)
    found = recoverable(root)
    if whole == 0:
        assert found == ()
    else:
        assert _same(found[0].recover().project, states[whole])


def test_a_long_session_begins_its_journal_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "BEGIN_ANEW_BYTES", 30_000)
    project = _film()
    log = Journal(project, place=None, root=root)
    for n in range(120):
        project = _move(project, n % 4, n % 3, 1)
        log.note(project, f"Move {n}")
    log.close(is_kept=True)
    (folder,) = root.iterdir()
    assert sum(file.stat().st_size for file in folder.iterdir()) < 80_000
    assert sorted(path.name for path in folder.iterdir())[1:] != ["journal-1", "lock"]
    found = _only(root)
    assert found.steps[-1].label == "Move 119"
    assert len(found.steps) == journal.MOST_STEPS
    assert _same(found.recover().project, project)


@contextmanager
def _no_room_behind(file: Path, *, more: int = 100) -> Iterator[None]:
    """No file may grow beyond what this one has, and a little."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_said_and_later_edits_are_noted_when_there_is_room(
    opened: tuple[Journal, Project], root: Path
) -> None:
    log, project = opened
    first = _move(project, 0, 0, 1)
    log.note(first, "Move")
    named = _move(first, 1, 0, 2).changed(name="Renamed meanwhile")
    with _no_room_behind(next(root.glob("*/journal-1"))), pytest.raises(TargetError, match="no file of that size"):
        log.note(named, "Too much")
    last = _move(named, 2, 0, 3)
    log.note(last, "Room again")
    log.close(is_kept=True)
    assert _same(_only(root).recover().project, last)


def test_what_was_done_before_the_disk_was_gone_for_a_while_comes_back_too(
    opened: tuple[Journal, Project], root: Path
) -> None:
    log, project = opened
    first = _move(_move(project, 0, 0, 1), 3, 1, 4)
    log.note(first, "Move")
    away = root.with_name("away")
    with _no_room_behind(next(root.glob("*/journal-1"))):
        root.rename(away)
        with pytest.raises(TargetError):
            log.note(_move(first, 1, 0, 2), "Nobody hears it")
    away.rename(root)
    last = _move(first, 2, 0, 3)
    log.note(last, "There again")
    log.close(is_kept=True)
    assert _same(_only(root).recover().project, last)


def test_a_full_disk_in_the_moment_a_save_is_noted_takes_nothing_back(
    opened: tuple[Journal, Project], place: Path, root: Path
) -> None:
    log, project = opened
    saved = _move(project, 0, 0, 1)
    log.note(saved, "Move")
    later = edits.set_script(saved, saved.scenes[1].id, text="While it was saved")
    log.note(later, "Type")
    file = next(root.glob("*/journal-1"))
    record = len(file.read_bytes().splitlines()[-1])
    for more in range(50, 2 * record, 150):
        with _no_room_behind(file, more=more), pytest.raises(TargetError):
            log.note_saved(saved, place)
        assert file.read_bytes().endswith(b"\n")
    log.close(is_kept=True)
    assert _same(_only(root).recover().project, later)


def test_a_journal_that_could_not_begin_anew_is_not_taken_for_the_newest(
    opened: tuple[Journal, Project], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, project = opened
    project = _move(project, 0, 0, 1)
    log.note(project, "Move")
    real, seen = os.fsync, []

    def fail(descriptor: int) -> None:
        name = os.readlink(f"/proc/self/fd/{descriptor}")
        if name.endswith("journal-2"):
            seen.append(name)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(journal, "BEGIN_ANEW_BYTES", 10)
    for n in range(40):
        project = _move(project, n % 4, n % 3, 1)
        log.note(project, f"Move {n}")
        if seen:
            monkeypatch.setattr(journal, "BEGIN_ANEW_BYTES", 8 << 20)
    assert seen
    log.close(is_kept=True)
    assert _same(_only(root).recover().project, project)


@given(st.binary(max_size=400))
def test_any_bytes_are_no_journal_and_no_fault(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = tmp_path_factory.mktemp("journal")
    (root / "a").mkdir()
    (root / "a" / "lock").write_bytes(b"")
    (root / "a" / "journal-1").write_bytes(content)
    (root / "file").write_bytes(b"")
    assert recoverable(root) == ()


def test_a_journal_without_its_base_is_said_so(root: Path) -> None:
    project = _film()
    log = Journal(project, place=None, root=root)
    log.note(_move(project, 0, 0, 1), "Move")
    log.close(is_kept=True)
    found = _only(root)
    next(root.glob("*/base-1.studio")).unlink()
    with pytest.raises(ProjectFileError):
        found.recover()


def test_a_journal_that_was_just_being_made_is_left_alone_for_a_while(root: Path) -> None:
    half = root / ".half"
    half.mkdir(parents=True)
    assert recoverable(root) == ()
    assert half.is_dir()
    os.utime(half, (0, 0))
    assert recoverable(root) == ()
    assert not half.exists()
