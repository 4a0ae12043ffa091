"""A token that ends while many jobs ask at once is renewed once; every job goes on as if nothing had been."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.services.stand import CREATE, LOOK, Stand

JOBS = 20
TOKEN = "POST /auth/token"


def _busy(stand: Stand) -> int:
    return sum(bool(row.owner) for row in stand.store.unfinished())


@pytest.mark.parametrize("renewal", ["at once", "slowly"])
def test_20_jobs_that_ask_at_once_renew_it_once(renewal: str, tmp_path: Path) -> None:
    with Stand(tmp_path) as stand:
        stand.service.at_once = JOBS  # type: ignore[misc]
        slow = [{"endpoint": TOKEN, "fault": "slow", "value": 1.0}] if renewal == "slowly" else []
        stand.misbehave((LOOK, "stuck_at"), {"endpoint": LOOK, "fault": "slow", "value": 1.5}, *slow)
        ids = [stand.submit(f"Film {number}") for number in range(JOBS)]
        stand.until(lambda: all(stand.row(one).looks >= 1 for one in ids))
        assert stand.asked(TOKEN) == 1
        before = {one: stand.row(one).looks for one in ids}
        stand.expire_tokens()
        most = 0

        def all_have_looked() -> bool:
            nonlocal most
            most = max(most, _busy(stand))
            return all(stand.row(one).looks > before[one] for one in ids)

        stand.until(all_have_looked)
        assert most >= 5, "the jobs asked one after the other"  # a busy computer lets them ask a little apart
        assert stand.asked(TOKEN) == 2
        assert [(stand.row(one).state, stand.row(one).failures) for one in ids] == [("running", 0)] * JOBS
        assert stand.asked(CREATE) == JOBS
        for one in ids:
            stand.tracker.cancel(one)
        stand.check_all(creates=JOBS)


def test_20_jobs_that_are_sent_with_a_token_that_has_ended_are_each_made_once(tmp_path: Path) -> None:
    with Stand(tmp_path) as stand:
        stand.service.at_once = JOBS  # type: ignore[misc]
        stand.misbehave({"endpoint": TOKEN, "fault": "slow", "value": 0.5})
        assert stand.service.api.is_authenticated()
        stand.expire_tokens()
        ids = [stand.submit(f"Film {number}", kind="draft") for number in range(JOBS)]
        stand.until(lambda: all(stand.row(one).is_final for one in ids))
        assert {stand.row(one).state for one in ids} == {"done"}
        assert (stand.asked(TOKEN), stand.created()) == (2, JOBS)
