"""Every fault of the table ends in one film, or in a sentence; never in a second one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.services.fault_cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_nothing_is_made_twice_or_lost(case: Case, tmp_path: Path) -> None:
    case.run(tmp_path)
