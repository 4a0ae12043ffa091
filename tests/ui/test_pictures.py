"""Pictures of the real window in every look; nothing in them may be cut off.

They are kept in the folder that ``STUDIO_PICTURES`` names, for people to look at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.ui.photographer import MOST_S, ROOT, Photographer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    kept = os.environ.get("STUDIO_PICTURES")
    place = Path(kept) if kept else tmp_path / "pictures"
    place.mkdir(parents=True, exist_ok=True)
    return place


LOOKS = {
    "window-light": (["--select"], (1440, 900)),
    "window-dark": (["--theme", "dark", "--select"], (1440, 900)),
    "window-small": (["--size", "1180x720", "--select"], (1180, 720)),
    "window-double": (["--scale", "2", "--size", "1180x720", "--select"], (2360, 1440)),
    "window-empty-selection": (["--size", "1180x720", "--tab", "layers"], (1180, 720)),
    "window-portrait": (["portrait-news", "--tab", "presenters", "--scene", "2"], (1440, 900)),
    "window-media": (["product-launch", "--tab", "media", "--theme", "dark", "--scene", "3"], (1440, 900)),
    "tabs": (["--also", "product-launch", "--also", "portrait-news"], (1440, 900)),
    "tabs-small": (["--also", "product-launch", "--also", "portrait-news", "--size", "1180x720"], (1180, 720)),
    "tabs-dark-double": (["--also", "product-launch", "--theme", "dark", "--scale", "2"], (2880, 1800)),
    "stage-guides": (["--pose", "guides"], (1440, 900)),
    "stage-guides-dark-double": (["--pose", "guides", "--theme", "dark", "--scale", "2"], (2880, 1800)),
    "stage-group": (["--pose", "group"], (1440, 900)),
    "stage-inside-a-group-dark": (["--pose", "inside", "--theme", "dark"], (1440, 900)),
    "stage-crop": (["product-launch", "--scene", "3", "--pose", "crop"], (1440, 900)),
    "stage-crop-dark-double": (
        ["product-launch", "--scene", "3", "--pose", "crop", "--theme", "dark", "--scale", "2"],
        (2880, 1800),
    ),
    "stage-writing": (["--pose", "writing"], (1440, 900)),
    "stage-writing-dark-double": (["--pose", "writing", "--theme", "dark", "--scale", "2"], (2880, 1800)),
    "stage-turning": (["--pose", "turning"], (1440, 900)),
    "stage-twin": (["--pose", "twin"], (1440, 900)),
    "stage-twin-dark": (["product-launch", "--pose", "twin", "--theme", "dark"], (1440, 900)),
    "stage-aids": (["--pose", "aids"], (1440, 900)),
    "stage-aids-dark-double": (["--pose", "aids", "--theme", "dark", "--scale", "2"], (2880, 1800)),
    "stage-key": (["--pose", "key"], (1440, 900)),
    "stage-marks": (["--pose", "marks"], (1440, 900)),
    "start-light": (["--show", "start"], (1440, 900)),
    "start-dark-small": (["--show", "start", "--theme", "dark", "--size", "1180x720"], (1180, 720)),
    "export-light": (["--show", "export"], None),
    "export-dark-double": (["--show", "export", "--theme", "dark", "--scale", "2"], None),
    "media-light": (["--show", "media"], None),
    "media-dark-double": (["--show", "media", "--theme", "dark", "--scale", "2"], None),
    "accounts-light": (["--show", "accounts"], None),
    "hosting-dark-double": (["--show", "hosting", "--theme", "dark", "--scale", "2"], None),
    "from-text-dark-double": (["--show", "from_text", "--theme", "dark", "--scale", "2"], None),
    "service-projects-light": (["--show", "service_projects"], None),
    "pronunciation-dark-double": (["--show", "pronunciation", "--theme", "dark", "--scale", "2"], None),
    "guide-dark-double": (["--show", "add_guide", "--theme", "dark", "--scale", "2"], None),
    "guide-wrong-light": (["--show", "wrong_guide"], None),
    "import-where-dark": (["--show", "import_where", "--theme", "dark"], None),
    "import-summary-light-double": (["--show", "import_summary", "--scale", "2"], None),
    "series-light": (["--show", "series"], None),
    "series-dark-double": (["--show", "series", "--theme", "dark", "--scale", "2"], None),
    "shortcuts": (["--show", "shortcuts"], None),
    "about-dark": (["--show", "about", "--theme", "dark"], None),
    "voices-light-double": (["--show", "voices", "--scale", "2"], None),
    "color-dark-double": (["--show", "background_color", "--theme", "dark", "--scale", "2"], None),
    "long-names": (["--pose", "names", "--size", "1180x720"], (1180, 720)),
    "long-names-mirrored-dark": (["--pose", "names", "--tab", "layers", "--mirrored", "--theme", "dark"], (1440, 900)),
    "inspector-animate": (["--pose", "animate", "--size", "1180x720"], (1180, 720)),
    "preview": (["--pose", "preview"], (1440, 900)),
    "preview-dark-double": (
        ["--pose", "preview", "--theme", "dark", "--scale", "2", "--size", "1180x720"],
        (2360, 1440),
    ),
    "script-arabic": (["--pose", "arabic", "--size", "1180x720"], (1180, 720)),
    "history-dark": (["--pose", "history", "--theme", "dark", "--size", "1180x720"], (1180, 720)),
    "missing-light": (["--pose", "missing", "--size", "1180x720"], (1180, 720)),
    "missing-export-light": (["--pose", "missing", "--show", "export"], None),
    "missing-media-dark-double": (["--pose", "missing", "--show", "media", "--theme", "dark", "--scale", "2"], None),
    "missing-issues-light": (["--pose", "missing", "--show", "menu_issues"], None),
    "menu-file-light": (["--show", "menu_file"], None),
    "menu-arrange-dark-double": (["--show", "menu_arrange", "--select", "--theme", "dark", "--scale", "2"], None),
    "menu-view-light": (["--show", "menu_view"], None),
    "menu-clip-light": (["--show", "menu_clip", "--select"], None),
    "menu-script-dark": (["--show", "menu_script", "--theme", "dark"], None),
    "voices-list-light": (["--show", "list_voices"], None),
    "fonts-list-dark-double": (["--show", "list_fonts", "--theme", "dark", "--scale", "2"], None),
    "avatars-light": (["--show", "avatars"], None),
    "error-dark-double": (["--show", "error", "--theme", "dark", "--scale", "2"], None),
    "unsaved-light": (["--show", "unsaved"], None),
    "layers-dark-double": (
        ["--pose", "layers", "--tab", "layers", "--theme", "dark", "--scale", "2", "--size", "1180x720"],
        (2360, 1440),
    ),
    "notice-long": (["--pose", "notice", "--size", "1180x720"], (1180, 720)),
    "presenters-nobody-mirrored": (
        ["--pose", "nothing", "--tab", "presenters", "--mirrored", "--size", "1180x720"],
        (1180, 720),
    ),
    "export-mirrored": (["--pose", "missing", "--mirrored", "--show", "export"], None),
    "palette-dark": (["--show", "palette", "--theme", "dark"], None),
}


@pytest.fixture(scope="module")
def photographers() -> Iterator[dict[str, Photographer]]:
    """One for each scale, because that is set for all of Qt."""
    made: dict[str, Photographer] = defaultdict(Photographer)
    yield made
    for one in made.values():
        one.go()


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKS)
def test_the_window_looks_whole(
    name: str, folder: Path, photographers: dict[str, Photographer], studio_home: Path
) -> None:
    arguments, size = LOOKS[name]
    target = folder / f"{name}.png"
    scale = arguments[arguments.index("--scale") + 1] if "--scale" in arguments else "1"
    answer = photographers[scale].take(["-o", str(target), "--check", *arguments], home=studio_home)
    assert answer.said == ""
    assert answer.code == 0, answer.complaints
    _is_a_picture(target, size)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["window-double", "missing-export-light"])
def test_the_command_takes_a_picture(name: str, tmp_path: Path) -> None:
    arguments, size = LOOKS[name]
    target = tmp_path / f"{name}.png"
    command = [sys.executable, "-m", "studio_gui.ui.picture", "-o", str(target), "--check", *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=MOST_S)
    assert answer.stdout == ""
    assert answer.returncode == 0, answer.stderr
    _is_a_picture(target, size)


def _is_a_picture(target: Path, size: tuple[int, int] | None) -> None:
    image = QImage(str(target))
    assert not image.isNull()
    assert size is None or (image.width(), image.height()) == size
    assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) > 12


@pytest.fixture(scope="module")
def low_screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Photographer]:
    """One whose screen has 1920 × 1080 pixels."""
    screen = tmp_path_factory.mktemp("low") / "screen.json"
    shape = {"name": "Low", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [shape]}), "utf-8")
    made = Photographer({**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"})
    yield made
    made.go()


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["--select"],
        ["--pose", "preview", "--theme", "dark"],
        ["--pose", "history", "--tab", "layers"],
        ["--show", "start"],
        *(["--show", name] for name in ("export", "versions", "series", "shortcuts", "avatars", "from_text")),
    ],
    ids=lambda arguments: arguments[-1].strip("-"),
)
def test_the_window_fits_a_screen_that_shows_everything_twice_as_large(
    arguments: list[str], low_screen: Photographer, tmp_path: Path, studio_home: Path
) -> None:
    """On 1920 × 1080 pixels at 200 % the window was larger than the screen: Export and the inspector lay beside it."""
    target = tmp_path / "low.png"
    answer = low_screen.take(
        ["-o", str(target), "--check", "--scale", "2", *arguments, "--size", "10x10"], home=studio_home
    )
    assert answer.said == ""
    assert answer.code == 0, answer.complaints
    image = QImage(str(target))
    assert not image.isNull()
    assert image.width() <= 1920
    assert image.height() <= 1080
