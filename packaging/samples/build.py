"""Make the sample projects anew: ``python packaging/samples/build.py``.

The pictures, the video and the music come from ``resources/pictures``; each sample gets its own copies, so that it is
a whole project folder that can be copied anywhere.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

import onboarding  # noqa: E402
import portrait_news  # noqa: E402
import product_launch  # noqa: E402

from kit import Media  # noqa: E402
from studio_gui.files.media import MediaFolder  # noqa: E402
from studio_gui.files.project_file import save_project  # noqa: E402

PICTURES = ROOT / "resources" / "pictures"
SAMPLES = ROOT / "resources" / "samples"
BUILDERS = {
    "onboarding": onboarding.build,
    "product-launch": product_launch.build,
    "portrait-news": portrait_news.build,
}


FILES: dict[str, tuple[str, tuple[int, int]]] = {
    "logo": ("logo.png", (1600, 400)),
    "logo-white": ("logo-white.png", (1600, 400)),
    "lamp": ("lamp.png", (1600, 1000)),
    "desk": ("desk.png", (1600, 1000)),
    "landscape": ("landscape.png", (1600, 1000)),
    "motion": ("waves.mp4", (960, 540)),
    "music": ("calm-pad.m4a", (0, 0)),
}
"""Name in the sample to the file in ``resources/pictures`` and its natural size in pixels."""


class _Used(Mapping[str, Media]):
    """Copies a file into the sample the first time it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = MediaFolder(folder)

    def __getitem__(self, name: str) -> Media:
        file, size = FILES[name]
        return Media(self._folder.add(PICTURES / file), size, file)

    def __iter__(self) -> Iterator[str]:
        return iter(FILES)

    def __len__(self) -> int:
        return len(FILES)


def main() -> None:
    """Write every sample."""
    for sample, build in BUILDERS.items():
        folder = SAMPLES / sample
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        project = build(_Used(folder))
        save_project(project, folder / f"{project.name}.studio")
        print(f"{sample}: {len(project.scenes)} scenes")


if __name__ == "__main__":
    main()
