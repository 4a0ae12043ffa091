"""A video for every row of a table at a service that misbehaves: nothing is sent twice, and what failed is made later."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.command_line import COMMAND, environment, refused, run
from tests.e2e.server.conftest import payload
from tests.e2e.services.conftest import Serve, practice_report
from tests.unit.files.importing.decks import png

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
_WAITS_S = 200.0
"""Services are looked at every five seconds or less often, and the videos are really made."""
PEOPLE = 'Name,Offer\r\nAna Lima,"5 €, with tax"\r\nمحمد,4 €\r\n王小明,3 €\r\nNobody,\r\nZoë,2 €\r\n'


@pytest.fixture
def pattern(tmp_path: Path) -> Path:
    """A project that greets somebody."""
    body = tmp_path / "pattern.json"
    body.write_text(json.dumps(payload(script="Hello {name}, {offer}.")))
    run("import", body, "-o", tmp_path / "Pattern")
    return tmp_path / "Pattern"


def test_a_series_is_checked_begun_with_a_pilot_and_gone_on_with(serve: Serve, pattern: Path, tmp_path: Path) -> None:
    rules = (("lose_reply", 2), ("402", 3), ("429", 4))
    said = serve(*({"endpoint": "POST /editor/project", "fault": name, "nth": nth} for name, nth in rules))
    people = tmp_path / "people.csv"
    people.write_bytes(b"\xef\xbb\xbf" + PEOPLE.encode())
    words = ("series", pattern, people, "--to", "aistudios", "--resolution", "480")

    checked = run(*words, "--check", code=1)
    assert "line 5: “Offer” is empty." in checked.err
    assert "Correct them, or add --skip-bad" in run(*words, "--yes", code=2).err
    assert "4 videos would be made at AI Studios" in run(*words, "--skip-bad", code=2).err
    assert practice_report(said)["projects"] == [], "nothing was sent before it was agreed to"

    pilot = run(*words, "--skip-bad", "--pilot", "1", "--yes", "--wait", limit_s=_WAITS_S)
    assert pilot.out.startswith("5 rows: 1 made, 0 under way, 3 to make, 1 to be corrected.")
    assert len(practice_report(said)["projects"]) == 1

    results = tmp_path / "results.csv"
    run(*words, "--skip-bad", "--yes", "--wait", "--results", results, code=1, limit_s=_WAITS_S)
    rows = list(csv.DictReader(results.read_text("utf-8-sig").splitlines()))
    # They are sent side by side, so any of the three may have met any of the faults.
    assert [rows[0]["state"], rows[3]["state"]] == ["Done", "To be corrected"]
    by_state = {row["state"]: row for row in (rows[1], rows[2], rows[4])}
    assert by_state.keys() == {"Perhaps sent", "Failed", "Done"}
    assert [row["Name"] for row in rows] == ["Ana Lima", "محمد", "王小明", "Nobody", "Zoë"]
    made = by_state["Done"]
    assert Path(made["video"]) == pattern / "renders" / "people" / f"{made['line']} {made['Name']}.mp4"
    assert "It said: not enough credits." in by_state["Failed"]["reason"]
    assert len(practice_report(said)["projects"]) == 3

    # What failed is made now; what was perhaps sent is a person's to look up, and is not sent again.
    again = run(*words, "--skip-bad", "--yes", "--wait", limit_s=_WAITS_S).out
    assert again.startswith("5 rows: 3 made, 0 under way, 0 to make, 1 to be corrected.")
    names = [str(one["name"]).rpartition(" #")[0] for one in practice_report(said)["projects"]]
    assert len(names) == len(set(names)) == 4
    assert refused("jobs", "retry", by_state["Perhaps sent"]["job"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals that a program can hold the other end of")
def test_who_does_not_agree_to_the_cost_leaves_nothing_behind(serve: Serve, pattern: Path, tmp_path: Path) -> None:
    said = serve()
    people = tmp_path / "people.csv"
    people.write_text("Name,Offer,Picture\nAna,5 €,ana.png\nBob,4 €,\n", "utf-8")  # the service cannot see hers
    (tmp_path / "ana.png").write_bytes(png(40, 30))
    before = {*pattern.rglob("*")}
    here, there = os.openpty()
    words = [*COMMAND, "series", pattern, people, "--to", "aistudios", "--skip-bad"]
    process = subprocess.Popen([*map(str, words)], env=environment(), stdin=there, stdout=there, stderr=there)
    os.close(there)
    shown = b""
    while b"Agree?" not in shown:
        shown += os.read(here, 1000)
    assert {*pattern.rglob("*.png")} - before, "the picture comes in to be checked"
    os.write(here, b"n\n")
    assert process.wait(60) == 130
    os.close(here)
    assert {*pattern.rglob("*")} == before
    assert practice_report(said)["projects"] == []
