"""However many avatars there are, asking about all of them is one step on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from studio_gui.app.avatars.following import Change
from studio_gui.app.services import Services
from studio_gui.providers.base import Listed, Sighting

MANY = 60


@pytest.fixture
def services() -> Iterator[Services]:
    """With avatars that were made elsewhere and are asked about."""
    made = Services()
    for avatar_id in made.store.diary.note_list("practice", _listed("pending"), kind="persona", at=1.0):
        made.store.follow(avatar_id)
    yield made
    made.close()


def _listed(state: str) -> tuple[Listed, ...]:
    return tuple(
        Listed(f"r{number}", f"Ada {number}", Sighting("running", state=state), is_own=True) for number in range(MANY)
    )


@contextlib.contextmanager
def counted(services: Services, what: str) -> Iterator[list[str]]:
    """The statements that begin so."""
    found: list[str] = []
    connection = services.store._database._connection
    connection.set_trace_callback(lambda said: found.append(said) if said.startswith(what) else None)
    yield found
    connection.set_trace_callback(None)


def test_all_are_asked_about_in_one_step(services: Services) -> None:
    with counted(services, "BEGIN") as steps:
        assert services.avatars.look_now() == MANY
    assert len(steps) == 1
    assert {row.next_at for row in services.store.avatar_rows().values()} == {0.0}


def test_only_those_that_are_meant_and_on_their_way_are_asked_about(services: Services) -> None:
    one, other, *_ = services.avatars.all()
    services.tracker.cancel(services.store.row(other.id).id)
    before = services.store.revisions()
    assert services.avatars.look_now([one.id, other.id, "none"]) == 1
    after = services.store.revisions()
    assert {job_id for job_id in after if after[job_id] != before[job_id]} == {one.id}
    assert services.avatars.look_now([]) == 0


def test_a_list_in_which_all_moved_on_is_written_in_two_steps_and_told_of_once(services: Services) -> None:
    heard = list[Change]()
    stop = services.avatars.on_change(heard.append)
    with counted(services, "BEGIN") as steps:
        news = services.store.diary.note_list("practice", _listed("reviewing"), kind="persona", at=2.0)
        services.avatars._settle(news)
    assert len(steps) == 2
    assert [change.after.state for change in heard] == ["reviewing"] * MANY
    stop()
