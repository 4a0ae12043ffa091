"""When a practice server misbehaves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio_gui.base.errors import PayloadError, StudioError, UsageError
from studio_gui.server.rules import FaultBook, FaultRule, read_rules, rules_from


def rule(**said: object) -> FaultRule:
    return FaultRule.model_validate({"endpoint": "GET /x", "fault": "503", **said})


def picks(book: FaultBook, count: int, *, method: str = "GET", path: str = "/x") -> str:
    return "".join("x" if book.pick(method, path) else "." for _ in range(count))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "xxxxxx"),
        ({"nth": 2}, ".x...."),
        ({"nth": [1, 4]}, "x..x.."),
        ({"times": 2}, "xx...."),
        ({"nth": [1, 2, 3], "times": 2}, "xx...."),
        ({"chance": 0}, "......"),
        ({"endpoint": "/x"}, "xxxxxx"),
        ({"endpoint": "* /x"}, "xxxxxx"),
        ({"endpoint": "POST /x"}, "......"),
        ({"endpoint": "GET /x/*"}, "......"),
    ],
)
def test_when_a_rule_holds(said: dict[str, object], expected: str) -> None:
    assert picks(FaultBook([rule(**said)]), 6) == expected


def test_dice_fall_the_same_way_for_the_same_seed() -> None:
    throws = [picks(FaultBook([rule(chance=0.5)], seed=seed), 40) for seed in (1, 1, 2)]
    assert throws[0] == throws[1] != throws[2]
    assert 8 < throws[0].count("x") < 32


def test_the_first_rule_that_holds_is_taken_and_all_count() -> None:
    book = FaultBook([rule(nth=1), rule(fault="401", nth=[1, 2])])
    found = [book.pick("GET", "/x") for _ in range(3)]
    assert [one.fault if one else None for one in found] == ["503", "401", None]
    assert dict(book.used) == {"503": 1, "401": 1}


def test_other_rules_begin_to_count_anew() -> None:
    book = FaultBook([rule(nth=1)])
    assert picks(book, 2) == "x."
    book.replace([rule(nth=1)])
    assert picks(book, 2) == "x."


@pytest.mark.parametrize("raw", [None, 7, "x", {"rules": 7}, [7], [{"endpoint": ""}], [{"fault": "503"}], {}])
def test_what_is_no_list_of_rules_is_refused(raw: object) -> None:
    with pytest.raises(PayloadError, match="The list has a rule that is not understood"):
        rules_from(raw, "The list")


def test_rules_come_from_files(tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text('[{"endpoint": "GET /x", "fault": "slow", "value": 3}]')
    (one,) = read_rules(file)
    assert (one.fault, one.number(10), one.words("none")) == ("slow", 3, "none")
    with pytest.raises(UsageError, match=r"“no\.json” cannot be read"):
        read_rules(tmp_path / "no.json")


def test_rules_come_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "faults.toml"
    file.write_text('[[rules]]\nendpoint = "GET /x"\nfault = "unknown_state"\nvalue = "odd"\nnth = [1, 3]\n')
    if sys.version_info < (3, 11):
        with pytest.raises(StudioError, match="Write it as JSON"):
            read_rules(file)
        return
    (one,) = read_rules(file)
    assert (one.nth, one.words("none")) == ([1, 3], "odd")
    file.write_text("[[rules")
    with pytest.raises(PayloadError, match="is not valid TOML"):
        read_rules(file)
