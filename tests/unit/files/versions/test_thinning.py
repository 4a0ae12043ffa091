"""Old versions grow sparse, important ones stay, and what nobody needs any more leaves the disk."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.files.project_file import project_text
from studio_gui.files.versions import History, Version
from studio_gui.files.versions.thinning import superfluous
from studio_gui.model import edits
from studio_gui.model.project import Project
from tests.unit.files.versions.conftest import Clock

START = datetime(2026, 3, 6, 9, 30, tzinfo=timezone.utc)
ZONE = timezone(timedelta(hours=5, minutes=30))


@st.composite
def _histories(draw: st.DrawFn) -> list[Version]:
    minutes = draw(st.lists(st.integers(0, 60 * 24 * 20), max_size=40, unique=True))
    return [
        Version(
            id=f"20260306-{minute % 1_000_000:06d}-0000",
            at=START - timedelta(minutes=minute),
            reason=draw(st.sampled_from(["saved", "saved", "saved", "exported"])),
            name=draw(st.sampled_from(["", "", "", "Draft"])),
            file="Film.studio",
            title="Film",
            scenes=1,
        )
        for minute in minutes
    ]


def _left(versions: list[Version], now: datetime) -> list[Version]:
    gone = set(superfluous(versions, now=now, zone=ZONE))
    return [version for version in versions if version not in gone]


@given(_histories())
def test_the_last_day_exports_names_and_the_newest_stay(versions: list[Version]) -> None:
    gone = superfluous(versions, now=START, zone=ZONE)
    assert all(START - version.at > timedelta(days=1) for version in gone)
    assert not any(version.is_lasting for version in gone)
    if versions:
        assert max(versions, key=lambda version: version.at) not in gone


@given(_histories(), st.integers(0, 60 * 24 * 4000))
def test_a_clock_that_is_ahead_lets_nothing_of_the_last_days_go(versions: list[Version], ahead: int) -> None:
    gone = superfluous(versions, now=START + timedelta(minutes=ahead), zone=ZONE)
    days = sorted({version.at.astimezone(ZONE).date() for version in versions}, reverse=True)
    assert not {version.at.astimezone(ZONE).date() for version in gone} & set(days[:3])
    hours = [version.at.astimezone(ZONE).replace(minute=0) for version in versions if version not in gone]
    assert all(
        v.at.astimezone(ZONE).replace(minute=0) in hours for v in gone if v.at.astimezone(ZONE).date() in days[:8]
    )


@given(_histories())
def test_every_hour_of_the_week_and_every_day_before_it_keeps_its_last_version(versions: list[Version]) -> None:
    left = _left(versions, START)
    for version in versions:
        span = timedelta(hours=1) if START - version.at < timedelta(days=7) else timedelta(days=1)
        assert any(timedelta() <= other.at - version.at < span for other in left)


@given(_histories(), st.lists(st.integers(1, 60 * 24 * 9), max_size=5))
def test_thinning_often_leaves_what_thinning_once_does(versions: list[Version], waits: list[int]) -> None:
    now, often = START, versions
    for minutes in waits:
        often = _left(often, now)
        now += timedelta(minutes=minutes)
    assert _left(often, now) == _left(versions, now)


@pytest.mark.parametrize("ahead", [{"days": 1}, {"days": 400}])
def test_work_goes_on_with_all_its_versions_after_the_clock_jumped_ahead_and_back(
    history: History, clock: Clock, project: Project, ahead: dict[str, float]
) -> None:
    """One save with the clock a day ahead, and of the work of the whole day one version an hour was left."""
    scene = project.scenes[0]

    def work(text: str) -> None:
        clock.wait(minutes=4)
        history.keep(edits.set_script(project, scene.id, text=text))

    def texts() -> set[str]:
        return {history.load(version).scenes[0].script_text for version in history.versions()}

    for number in range(30):
        work(f"Take {number}")
    right = clock.now
    clock.wait(**ahead)
    work("Ahead")
    clock.now = right
    for number in range(30, 33):
        work(f"Take {number}")
    assert texts() == {"Ahead", *(f"Take {number}" for number in range(33))}


def test_a_month_of_saves_becomes_a_few_dozen_versions_and_all_of_them_can_be_read(
    history: History, clock: Clock, project: Project
) -> None:
    scene = project.scenes[0]
    for number in range(30 * 8):
        clock.wait(hours=3, minutes=1)
        history.keep(edits.set_script(project, scene.id, text=f"Take {number}"))
        for bundle in (history.folder / "scenes").iterdir():
            os.utime(bundle, (0, 0))
    versions = history.versions()
    assert 60 < len(versions) < 90
    texts = [history.load(version).scenes[0].script_text for version in versions]
    assert texts[0] == "Take 239"
    assert len(list((history.folder / "scenes").iterdir())) <= len(versions) + 1


def test_what_a_killed_process_left_behind_is_cleaned_away_later(
    history: History, clock: Clock, project: Project
) -> None:
    version = history.keep(project)
    parts = [history.folder / ".studio-aa.part", history.folder / "scenes" / ".studio-bb.part"]
    stray = history.folder / "scenes" / f"{'a' * 20}.zip"
    for file in (*parts, stray):
        file.write_bytes(b"half")
    clock.wait(minutes=1)
    changed = edits.set_script(project, project.scenes[0].id, text="Hi")
    history.keep(changed)
    assert all(part.exists() for part in parts)  # somebody may be writing just now
    for file in (*parts, stray):
        os.utime(file, (0, 0))
    clock.wait(minutes=1)
    history.keep(project)
    assert not any(file.exists() for file in (*parts, stray))
    assert project_text(history.load(version)) == project_text(project)
