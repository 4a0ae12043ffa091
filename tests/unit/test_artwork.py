"""The shipped pictures: catalogues match the files, ids are there, and only features every SVG renderer draws alike are used."""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from studio_gui.model.clips import SHAPES

PACKAGE = Path(__file__).resolve().parents[2] / "studio_gui"
RESOURCES = PACKAGE.parent / "resources"
sys.path.append(str(PACKAGE.parent / "packaging"))

from artwork import icons  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg", "title", "g", "path", "rect", "circle", "ellipse", "defs", "linearGradient", "radialGradient", "stop",
}  # fmt: skip


def catalogue(name: str) -> list[dict[str, object]]:
    """One of the JSON lists."""
    rows = json.loads((RESOURCES / name / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(rows, list)
    return rows


def outfit_files() -> list[Path]:
    """Every presenter picture named in the catalogue."""
    folder = RESOURCES / "presenters"
    return [folder / outfit["file"] for row in catalogue("presenters") for outfit in row["outfits"]]  # type: ignore[index,attr-defined]


def every_svg() -> list[Path]:
    return sorted(
        path
        for name in ("presenters", "backgrounds", "icons", "pictures")
        for path in (RESOURCES / name).rglob("*.svg")
    )


def box(root: ET.Element) -> list[float]:
    return [float(word) for word in root.attrib["viewBox"].split()]


def test_presenters_are_at_least_six_people_with_two_outfits() -> None:
    rows = catalogue("presenters")
    assert len(rows) >= 6
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"id", "name", "about", "gender", "outfits", "box", "head", "voice"}
        assert isinstance(row["outfits"], list)
        assert len(row["outfits"]) == 2
        assert row["gender"] in ("f", "m", "nb")
        assert row["box"] == [800, 1200]
        voice = row["voice"]
        assert isinstance(voice, dict)
        assert 0 <= voice["pitch"] <= 100


def test_no_presenter_or_background_file_is_outside_the_catalogues() -> None:
    assert set((RESOURCES / "presenters").rglob("*.svg")) == set(outfit_files())
    listed = {RESOURCES / "backgrounds" / str(row["file"]) for row in catalogue("backgrounds")}
    assert set((RESOURCES / "backgrounds").glob("*.svg")) == listed
    assert len(listed) >= 6


@pytest.mark.parametrize("path", outfit_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_presenter_has_body_eyes_and_six_mouths_as_top_groups(path: Path) -> None:
    root = ET.parse(path).getroot()
    assert box(root) == [0, 0, 800, 1200]
    top = [child.get("id") for child in root.findall(f"{SVG}g")]
    assert top == ["body", "eyes-closed", *(f"mouth-{index}" for index in range(6))]
    body = root.find(f"{SVG}g[@id='body']")
    assert body is not None
    assert body.find(f"{SVG}g[@id='eyes-open']") is not None
    for group in root.findall(f"{SVG}g"):
        # A transform would not take part in the bounds an element is drawn into, and the mouth would jump.
        assert not [node for node in group.iter() if "transform" in node.attrib]
        assert list(group.iter(f"{SVG}path"))


@pytest.mark.parametrize("path", outfit_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_presenter_stays_inside_its_box_and_reaches_the_bottom_edge(path: Path) -> None:
    numbers = [
        (float(x), float(y))
        for node in ET.parse(path).getroot().iter(f"{SVG}path")
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", node.attrib["d"])
    ]
    assert min(x for x, _ in numbers) >= 0
    assert max(x for x, _ in numbers) <= 800
    assert min(y for _, y in numbers) >= 0
    assert max(y for _, y in numbers) == pytest.approx(1200, abs=0.5)


@pytest.mark.parametrize("path", every_svg(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_svg_uses_only_what_every_renderer_draws(path: Path) -> None:
    root = ET.parse(path).getroot()
    for node in root.iter():
        assert node.tag.removeprefix(SVG) in ALLOWED
        assert not {"class", "style", "filter", "mask", "clip-path"} & set(node.attrib)
    ids = {node.get("id") for node in root.iter()}
    used = set(re.findall(r"url\(#([^)]+)\)", path.read_text(encoding="utf-8")))
    assert used <= ids
    assert not re.search(r"\bnan\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", catalogue("backgrounds"), ids=lambda row: str(row["id"]))
def test_background_is_full_hd_and_has_a_name(row: dict[str, object]) -> None:
    root = ET.parse(RESOURCES / "backgrounds" / str(row["file"])).getroot()
    assert box(root) == [0, 0, 1920, 1080]
    assert row["name"]


def icon_files() -> list[Path]:
    """The icons, but for the one of the program itself."""
    return sorted(path for path in (RESOURCES / "icons").glob("*.svg") if path.stem != "app")


@pytest.mark.parametrize("path", icon_files(), ids=lambda path: path.stem)
def test_icons_are_drawn_in_one_hand(path: Path) -> None:
    root = ET.parse(path).getroot()
    assert box(root) == [0, 0, 24, 24]
    assert root.attrib["stroke"] == "#000000"
    assert root.attrib["stroke-width"] == "1.5"
    assert root.attrib["fill"] == "none"
    assert root.attrib["stroke-linecap"] == root.attrib["stroke-linejoin"] == "round"


def test_the_icons_that_are_there_are_those_the_program_names() -> None:
    named = {f"shape-{title.lower().replace(' ', '-')}" for title in SHAPES.values()}
    for path in PACKAGE.rglob("*.py"):
        named |= set(re.findall(r'"([a-z][a-z0-9-]*)"', path.read_text("utf-8")))
    assert {path.stem for path in icon_files()} - named == set()


def test_the_icons_are_what_their_source_draws(tmp_path: Path) -> None:
    icons.write_all(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        p.name: p.read_bytes() for p in icon_files()
    }


def test_application_icon_has_all_sizes() -> None:
    assert box(ET.parse(RESOURCES / "icons" / "app.svg").getroot()) == [0, 0, 256, 256]
    for size in (16, 32, 48, 64, 128, 256, 512):
        head = (RESOURCES / "icons" / "app" / f"{size}.png").read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(head[16:20], "big") == int.from_bytes(head[20:24], "big") == size


def test_sample_pictures_come_as_svg_and_as_wide_png() -> None:
    for name in ("logo", "logo-white", "lamp", "desk", "figures", "landscape"):
        assert (RESOURCES / "pictures" / f"{name}.svg").is_file()
        head = (RESOURCES / "pictures" / f"{name}.png").read_bytes()[:24]
        assert int.from_bytes(head[16:20], "big") == 1600


@pytest.mark.parametrize(("name", "most"), [("calm-pad.m4a", 300_000), ("waves.mp4", 400_000)])
def test_music_and_film_are_small_mp4_family_files(name: str, most: int) -> None:
    data = (RESOURCES / "pictures" / name).read_bytes()
    assert data[4:8] == b"ftyp"
    assert 20_000 < len(data) < most
