"""Makes the pictures of the README anew: the program draws its own window.

.venv/bin/python packaging/make_pictures.py
"""

from __future__ import annotations

import os
import shutil
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
    """Draws each picture offscreen, with copies of the samples and a user folder that nobody has used before."""
    TARGET.mkdir(exist_ok=True)
    # A name that does not change from run to run: it is seen in the picture of the export dialog.
    place = Path(tempfile.gettempdir()) / "Lumen"
    place.mkdir()
    try:
        settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STUDIO_HOME": str(place / "home")}
        for name, (*words, sample) in PICTURES.items():
            project = place / sample.replace("-", " ").capitalize()
            _python(settings, "studio_gui", "new", str(project), "--from", sample)
            _python(settings, "studio_gui.ui.picture", "-o", str(TARGET / name), *words, str(project))
    finally:
        shutil.rmtree(place)


def _python(settings: dict[str, str], module: str, *words: str) -> None:
    subprocess.run([sys.executable, "-m", module, *words], env=settings, check=True, timeout=60)


if __name__ == "__main__":
    main()
