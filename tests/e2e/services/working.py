"""Processes that work on the jobs of a stand, are killed or not, and what must be so afterwards."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from studio_gui.base.errors import JobError
from studio_gui.base.json_text import JsonDict
from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId
from tests.e2e.command_line import ROOT, environment
from tests.e2e.services.stand import CREATE, FILE, LOOK, Stand


def worker(stand: Stand, moment: str = "never") -> subprocess.Popen[str]:
    """A process that works on the jobs of the stand until that moment."""
    words = [sys.executable, "-m", "tests.e2e.services.victim", str(stand.folder), stand.server.url, moment]
    victim = subprocess.Popen(
        words, cwd=ROOT, env=environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert victim.stdin
    victim.stdin.write(f"{stand.keys.app_id} {stand.keys.user_key}\n")
    victim.stdin.flush()
    return victim


def ended(stand: Stand, victim: subprocess.Popen[str], *, limit_s: float = 60) -> int:
    """How a process ended, after it said nothing it should not."""
    said, _ = victim.communicate(timeout=limit_s)
    assert "Traceback" not in said, said
    assert not any(secret in said for secret in stand.secrets())
    return victim.returncode


def settled_row(stand: Stand, job_id: JobId, *, looks: int = 100) -> JobRow:
    """Whoever comes next goes on; what was perhaps sent is looked up, but not sent again."""
    row = stand.until_state(job_id, "done", "failed", "unsure")
    while row.state == "unsure" and looks:
        with pytest.raises(JobError, match="Nobody knows"):
            stand.tracker.retry(job_id)
        stand.tracker.look_up(job_id)
        row = stand.until_state(job_id, "done", "failed", "unsure")
        looks -= 1
    return row


def kill_at_random(tmp_path: Path, *, kills: int, jobs: int, seed: int) -> None:
    """Processes work on the same jobs and are killed one after the other; what is left is settled."""
    dice = random.Random(seed)
    with Stand(tmp_path) as stand:
        ids = [stand.submit(f"Film {number}") for number in range(jobs)]
        for _ in range(kills):
            victim = worker(stand, "never")
            assert victim.stdout
            victim.stdout.readline()
            threading.Event().wait(dice.uniform(0.02, 1.5))
            victim.kill()
            ended(stand, victim)
        settle_all(stand, ids)


def meddle_at_random(tmp_path: Path, *, rounds: int, jobs: int, seed: int) -> None:
    """Processes are killed while a person cancels, tries again, looks up and is impatient, without ever sending again."""
    dice = random.Random(seed)
    with Stand(tmp_path, seed=seed) as stand:
        stand.misbehave(*RULES)
        ids = [stand.submit(f"Film {number}") for number in range(jobs)]
        wishes = (stand.tracker.cancel, stand.tracker.retry, stand.tracker.look_up, stand.tracker.check_now)
        for _ in range(rounds):
            victims = [worker(stand, "never") for _ in range(2)]
            for victim in victims:
                assert victim.stdout
                victim.stdout.readline()
            for _ in range(dice.randrange(5, 40)):
                with contextlib.suppress(JobError):
                    dice.choice(wishes)(dice.choice(ids))
                threading.Event().wait(dice.uniform(0, 0.05))
            for victim in victims:
                victim.kill()
                ended(stand, victim)
        stand.misbehave()
        _end_all(stand, ids)


def _end_all(stand: Stand, ids: Sequence[JobId]) -> None:
    """Have every job go on to its end as a patient person would; nothing was made twice, and what was made is here."""
    for one in ids:
        with contextlib.suppress(JobError):
            stand.tracker.look_up(one)
        with contextlib.suppress(JobError):
            stand.tracker.retry(one)
        settled_row(stand, one, looks=3)
    made = stand.report()["projects"]
    assert isinstance(made, list)
    names = [str(one["name"]) for one in made if isinstance(one, dict)]
    assert len(names) == len(set(names)), "nothing was made twice"
    for one in ids:
        row = stand.row(one)
        is_there = any(name.startswith(f"{row.title} ") for name in names)
        row = settled_row(stand, one) if is_there and row.state == "unsure" else row
        assert (row.state == "done") is is_there, (row.state, row.error, row.hint, row.remote_id)
    stand.check_all(creates=len(names))


def settle_all(stand: Stand, ids: Sequence[JobId]) -> None:
    """Go on with what is left, look up what was perhaps sent; every job is one project and one film, or says why."""
    rows = [settled_row(stand, one, looks=3) for one in ids]
    # What was on its way is listed when it is finished; what never arrived, never.
    made = stand.report()["projects"]
    assert isinstance(made, list)
    names = [str(one["name"]) for one in made if isinstance(one, dict)]
    assert len(names) == len(set(names)), "nothing was made twice"
    for row in rows:
        is_there = any(name.startswith(f"{row.title} ") for name in names)
        settled = settled_row(stand, row.id) if is_there and row.state == "unsure" else row
        assert settled.state == ("done" if is_there else "unsure"), (settled.state, settled.error, settled.hint)
        assert is_there or settled.error
    stand.check_all(creates=len(names))


RULES: tuple[JsonDict, ...] = (
    {"endpoint": CREATE, "fault": "lose_reply", "chance": 0.1},
    {"endpoint": CREATE, "fault": "429", "chance": 0.1, "value": 5},
    {"endpoint": CREATE, "fault": "500_html", "chance": 0.08},
    {"endpoint": CREATE, "fault": "garbage_json", "chance": 0.05},
    {"endpoint": LOOK, "fault": "500_html", "chance": 0.1},
    {"endpoint": LOOK, "fault": "garbage_json", "chance": 0.05},
    {"endpoint": LOOK, "fault": "wrong_types", "chance": 0.05},
    {"endpoint": LOOK, "fault": "expire_token", "nth": [30, 90, 200]},
    {"endpoint": LOOK, "fault": "unknown_state", "chance": 0.05},
    {"endpoint": LOOK, "fault": "expired_url", "chance": 0.1},
    {"endpoint": FILE, "fault": "truncate_download", "chance": 0.2},
    {"endpoint": FILE, "fault": "403", "chance": 0.1},
)


def export_many(folder: Path, *, jobs: int, processes: int, seed: int = 1) -> Counter[str]:
    """Several processes export at once while the service misbehaves; answers how many ended how at first."""
    with Stand(folder, seed=seed) as stand:
        stand.misbehave(*RULES)
        ids = [stand.submit(f"Film {number}") for number in range(jobs)]
        workers = [worker(stand) for _ in range(processes)]
        assert [ended(stand, one, limit_s=1200) for one in workers] == [0] * processes
        first = Counter(stand.row(one).state for one in ids)
        stand.misbehave()
        settle_all(stand, ids)
    return first
