"""Sample “Portrait news”: four upright scenes of a weekly bulletin."""

from __future__ import annotations

from collections.abc import Mapping

from kit import (
    ACCENT,
    INK,
    MINT,
    MIST,
    PAPER,
    SKY,
    SLATE,
    WARM,
    Media,
    music,
    picture,
    presenter,
    project,
    scene,
    shape,
    text,
    video,
)
from studio_gui.model.clips import Clip
from studio_gui.model.project import Project, Scene


def build(media: Mapping[str, Media]) -> Project:
    """The project; ``media`` maps the names of pictures, videos and sounds to files of the sample."""
    scenes = (_headlines(media), _first(media), _second(media), _goodbye(media))
    return project("Portrait news", *scenes, orientation="portrait")


def _banner(media: Mapping[str, Media], kicker: str, color: str) -> list[Clip]:
    return [
        shape("Rectangle_corner0", 0, 0, 1080, 150, fill=INK, name="Top band"),
        picture(media["logo-white"], 60, 44, 190, name="Logo"),
        shape("Parallelogram", 690, 44, 330, 62, fill=color, name="Kicker shape"),
        text(kicker, 690, 61, 330, 40, size=19, color=PAPER, bold=True, align="center", name="Kicker"),
    ]


def _lower_third(title: str, line: str) -> list[Clip]:
    return [
        shape("Rectangle_corner0", 60, 1480, 960, 240, fill=PAPER, radius=24, soft=True, name="Lower third"),
        shape("Rectangle_corner0", 60, 1480, 16, 240, fill=WARM, radius=8, name="Edge"),
        text(title, 120, 1518, 860, 90, size=44, bold=True, name="Title"),
        text(line, 120, 1624, 860, 60, size=25, color=SLATE, name="Line"),
    ]


def _headlines(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Headlines",
        "news",
        "Good morning! Here are two stories of the week, in under a minute.",
        music(media["music"], volume=16),
        presenter("leila", "blazer", 115, 430, 1280),
        *_banner(media, "THIS WEEK", ACCENT),
        *_lower_third("Two stories, one minute", "With Leila Haddad"),
        ident="news-1",
    )


def _first(media: Mapping[str, Media]) -> Scene:
    return scene(
        "A greener office",
        "studio",
        "Our Lisbon office now runs on its own roof. Ninety panels cover two thirds of what we use.",
        *_banner(media, "ENERGY", MINT),
        text("A greener office", 70, 220, 940, 110, size=60, bold=True, name="Title"),
        shape("Rectangle_corner0", 60, 366, 960, 640, fill=PAPER, radius=28, soft=True, name="Frame"),
        picture(media["landscape"], 80, 386, 920, name="Office"),
        shape("Pentagon", 800, 900, 190, 180, fill=MINT, name="Badge"),
        text("90", 800, 966, 190, 90, size=48, color=PAPER, bold=True, align="center", name="Badge number"),
        presenter("ravi", "waistcoat", 180, 960, 1080),
        ident="news-2",
    )


def _second(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Visitors",
        "classroom",
        "And on Thursday, sixty pupils built their first lamp with us. Most of them even switched on.",
        *_banner(media, "PEOPLE", WARM),
        shape("Rectangle_corner0", 60, 236, 960, 570, fill=PAPER, radius=28, soft=True, name="Frame"),
        video(media["motion"], 80, 256, 920, name="Clip"),
        shape("Diamond", 870, 180, 150, 150, fill=WARM, angle=10, name="Sparkle"),
        presenter("ingrid", "turtleneck", 130, 770, 1230),
        *_lower_third("60 pupils, 60 lamps", "Open day, hall B"),
        ident="news-3",
    )


def _goodbye(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Goodbye",
        "brand",
        "That was the week. Stay bright!",
        shape("Triangle", -120, 1180, 720, 640, fill=PAPER, opacity=10, name="Triangle"),
        shape("Polygon", 620, 240, 620, 620, fill=PAPER, opacity=10, name="Polygon"),
        text("Stay bright!", 70, 260, 940, 150, size=86, color=PAPER, bold=True, align="center", name="Title"),
        text("Next bulletin on Friday", 70, 430, 940, 70, size=30, color=SKY, align="center", name="Line"),
        presenter("leila", "blouse", 60, 620, 1440),
        shape("Rectangle_corner0", 0, 1740, 1080, 180, fill=INK, name="Band"),
        text("lumen.example/news", 0, 1792, 1080, 70, size=32, color=MIST, align="center", name="Address"),
        ident="news-4",
    )
