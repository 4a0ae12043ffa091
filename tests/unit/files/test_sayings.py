"""Pronunciation dictionaries as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.base.errors import PayloadError
from studio_gui.files.sayings import read_sayings, write_sayings
from studio_gui.model.saying import Saying

ENTRIES = (Saying(word="Nguyen", say="Win"), Saying(word="ÄÖ, “x”", say="a\to", language="de", match_case=True))


@pytest.mark.parametrize("name", ["own.json", "own.csv"])
def test_a_dictionary_comes_back_as_it_was_written(tmp_path: Path, name: str) -> None:
    write_sayings(tmp_path / name, ENTRIES)
    assert read_sayings(tmp_path / name) == ENTRIES


@pytest.mark.parametrize(
    "content",
    [
        b"word,say\na," + b"b" * 200_000,  # more than a cell may hold
        b"word,say\na,b\rc,d\n",
        b"word,say\na,\n",
        b"one\ntwo\n",
        b"[1]",
        b"{}",
        b"[{",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_dictionary_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(PayloadError, match=r"own\.csv"):
        read_sayings(path)
