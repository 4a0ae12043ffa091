from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.speech import EspeakEngine, Speaker


@pytest.fixture(scope="package")
def engine() -> Iterator[EspeakEngine]:
    """One real worker for all tests that do not hurt it."""
    engine = EspeakEngine()
    yield engine
    engine.close()


@pytest.fixture
def speaker(engine: EspeakEngine, tmp_path: Path) -> Speaker:
    return Speaker((engine,), tmp_path / "speech")
