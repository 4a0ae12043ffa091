"""Every row of what hands expect has a test that is there and uses hands."""

from __future__ import annotations

import importlib
import inspect
import re

import pytest
from PySide6.QtGui import QKeySequence

from studio_gui.ui.actions.table import ROWS
from tests.ui.canvas.habits.table import KEYS, NOT_BY_HANDS, PENDING, all_rows

HANDS = re.compile(
    r"\bmouse\b|\bdesk\.key\b|\.key\(|keyClick|keyPress|mouseClick|mousePress|mouseDClick|sendEvent|marked\(|drop\(|drop_on|real_press"
    r"|\breset\(|desk\.choose\(|seen_dialog\(|\bpinch\(|wheel\(|on_ruler\(|grasp\(|drag_red\(|begin\(|\bswipe\("
)
TESTS = sorted({test for _, tests in all_rows() for test in tests})


def _function(test: str) -> object:
    file, _, name = test.partition("::")
    module = importlib.import_module(f"tests.{file.removesuffix('.py').replace('/', '.')}")
    return getattr(module, name, None)


@pytest.mark.parametrize(("row", "tests"), all_rows(), ids=[row for row, _ in all_rows()])
def test_every_row_has_a_test(row: str, tests: tuple[str, ...]) -> None:
    if row in PENDING:
        assert not tests, "it is built: take it from the list of what is pending"
        assert len(PENDING[row]) > 10
        pytest.skip(PENDING[row])
    assert tests


@pytest.mark.parametrize("test", TESTS)
def test_a_test_that_is_named_is_there_and_uses_hands(test: str) -> None:
    function = _function(test)
    assert inspect.isfunction(function), f"{test} is gone"
    if test not in NOT_BY_HANDS:
        assert HANDS.search(inspect.getsource(function)), f"{test} uses neither mouse nor keys"


def test_what_is_pending_is_a_row() -> None:
    assert set(PENDING) <= {row for row, _ in all_rows()}
    assert set(TESTS) >= NOT_BY_HANDS


@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_the_table_is_that_of_its_command(key: str) -> None:
    row = next(row for row in ROWS if row.id == KEYS[key][0])
    assert QKeySequence(key).toString() in {QKeySequence(own).toString() for own in row.keys}
