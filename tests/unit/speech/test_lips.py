"""Mouths are heard quickly, also for the first time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.speech.lips import _ninetieth


def test_the_first_scene_is_heard_without_loading_more_of_numpy_than_it_needs() -> None:
    code = (
        "import sys, numpy as np\nfrom studio_gui.speech.lips import mouths\nfrom studio_gui.speech.sound import Sound\n"
        "assert any(mouths(Sound((np.sin(np.arange(9000)) * 9000).astype(np.int16), 22050), 30))\n"
        "sys.exit('numpy.ma' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=True, timeout=60)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_the_loudness_of_most_is_the_ninetieth_percentile(values: list[float]) -> None:
    assert _ninetieth(np.array(values)) == pytest.approx(np.percentile(values, 90))
