"""``bootstrap.py run`` on a computer without a display: from the sample to a video that plays, and a picture of the window."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import av
import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]


def _run_without_display(home: Path) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "STUDIO_HOME"}
    settings = {name: value for name, value in os.environ.items() if name not in hidden} | {"HOME": str(home)}
    command = [sys.executable, str(ROOT / "packaging" / "bootstrap.py"), "run"]
    return subprocess.run(command, capture_output=True, text=True, timeout=200, env=settings)


def _named(label: str, said: str) -> Path:
    found = re.search(rf"^{label}:\s+(.+)$", said, re.MULTILINE)
    assert found, said
    return Path(found[1])


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
@pytest.mark.skipif(not (ROOT / ".venv" / "bootstrap.json").exists(), reason="not set up by packaging/bootstrap.py")
def test_run_without_a_display_makes_a_video_that_plays_and_a_picture(tmp_path: Path) -> None:
    answer = _run_without_display(tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr

    video = _named("The video", answer.stdout)
    assert tmp_path in video.parents
    with av.open(str(video)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert picture.codec_context.name == "h264"
        assert sound.codec_context.name == "aac"
        frames = sum(1 for _ in container.decode(video=0))
        assert picture.average_rate is not None
        assert frames / float(picture.average_rate) == pytest.approx((container.duration or 0) / 1e6, abs=0.2)

    window = QImage(str(_named("A picture of the window", answer.stdout)))
    assert window.width() >= 1000
    assert window.height() >= 600
