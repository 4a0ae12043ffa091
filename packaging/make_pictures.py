"""Makes the pictures of the README anew: the program draws its own window.

.venv/bin/python packaging/make_pictures.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent / "pictures"
PICTURES = {
    "window.png": ("--select", "onboarding"),
    "window-dark.png": ("--theme", "dark", "--tab", "layers", "--scene", "2", "product-launch"),
    "export.png": ("--show", "export", "portrait-news"),
}


def main() -> None:
    """Draws each picture offscreen, with a user folder that nobody has used before."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STUDIO_HOME": home}
        for name, words in PICTURES.items():
            command = [sys.executable, "-m", "studio_gui.ui.picture", "-o", str(TARGET / name), *words]
            subprocess.run(command, env=settings, check=True, timeout=60)
            print(TARGET / name)


if __name__ == "__main__":
    main()
