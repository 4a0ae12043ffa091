"""Pictures of the versions in every look; nothing in them may be cut off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[3]
LOOKS = {
    "versions-light": ("--theme", "light"),
    "versions-dark-double": ("--theme", "dark", "--scale", "2"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKS)
def test_the_versions_look_whole(name: str, path: Path, tmp_path: Path) -> None:
    kept = os.environ.get("STUDIO_PICTURES")
    target = (Path(kept) if kept else tmp_path) / f"{name}.png"
    words = ["-o", str(target), "--check", "--show", "versions", *LOOKS[name], str(path)]
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    command = [sys.executable, "-m", "studio_gui.ui.picture", *words]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90)
    assert (answer.stdout, answer.returncode) == ("", 0), answer.stderr
    image = QImage(str(target))
    assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) > 12
