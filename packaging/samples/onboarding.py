"""Sample “Onboarding”: three scenes that welcome a new colleague."""

from __future__ import annotations

from collections.abc import Mapping

from kit import (
    ACCENT,
    MINT,
    MIST,
    PAPER,
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
from studio_gui.model.project import Project, Scene


def build(media: Mapping[str, Media]) -> Project:
    """The project; ``media`` maps the names of pictures, videos and sounds to files of the sample."""
    return project("Onboarding", _welcome(media), _first_week(media), _ask(media))


def _welcome(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Welcome",
        "office",
        "Welcome to Lumen and Co! I am Amara, and I will show you around. In the next minute you will see how your "
        "first week looks, and where to find help.",
        music(media["music"]),
        shape("Rectangle_corner0", 96, 300, 900, 520, fill=PAPER, radius=28, soft=True, opacity=96, name="Card"),
        picture(media["logo"], 160, 356, 250, name="Logo"),
        text("Welcome\naboard", 160, 462, 780, 240, size=66, bold=True, name="Title"),
        text("Your first week at Lumen & Co", 160, 722, 780, 60, size=26, color=SLATE, name="Subtitle"),
        shape("Rectangle_corner0", 96, 300, 14, 520, fill=WARM, radius=7, name="Accent"),
        presenter("amara", "blazer", 1120, 130, 1180),
        ident="onboarding-1",
    )


def _first_week(media: Mapping[str, Media]) -> Scene:
    rows = (
        ("1", "Meet your team", "Coffee on Monday at ten", ACCENT),
        ("2", "Set up your tools", "A laptop, a key card, one login", WARM),
        ("3", "Pick a first project", "Small, useful, yours", MINT),
    )
    clips = []
    for index, (number, title, line, color) in enumerate(rows):
        y = 336 + index * 196
        clips += [
            shape("Rectangle_corner0", 830, y, 960, 164, fill=PAPER, radius=22, soft=True, name=f"Card {number}"),
            shape("Circle", 866, y + 34, 96, 96, fill=color, name=f"Dot {number}"),
            text(number, 866, y + 57, 96, 62, size=36, color=PAPER, bold=True, align="center", name=f"Number {number}"),
            text(title, 1000, y + 34, 760, 60, size=32, bold=True),
            text(line, 1000, y + 96, 760, 50, size=22, color=SLATE),
        ]
    return scene(
        "Your first week",
        "studio",
        "Your first week has three steps. First, meet your team over coffee. Second, set up your tools. "
        "Third, pick a first project: something small, useful, and yours.",
        text("Your first week", 830, 150, 960, 100, size=56, bold=True, name="Title"),
        shape("Rectangle_corner0", 834, 262, 120, 10, fill=ACCENT, radius=5, name="Underline"),
        *clips,
        presenter("amara", "knit", 70, 130, 1180),
        ident="onboarding-2",
    )


def _ask(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Ask anything",
        "brand",
        "And if you are stuck, ask. Nobody here remembers everything, and every question makes our handbook better. "
        "See you on Monday!",
        text("Ask anything.", 130, 150, 1000, 110, size=64, color=PAPER, bold=True, name="Title"),
        text("We answer within the day.", 134, 272, 1000, 60, size=28, color=MIST, name="Subtitle"),
        shape("Rectangle_corner0", 118, 378, 888, 508, fill=PAPER, radius=24, soft=True, name="Frame"),
        video(media["motion"], 132, 392, 860, name="Motion"),
        shape("Star", 940, 330, 120, 120, fill=WARM, angle=12, name="Star"),
        shape("Arrow_1_v2", 1050, 560, 170, 90, fill=PAPER, name="Arrow"),
        picture(media["logo-white"], 130, 942, 220, name="Logo"),
        presenter("sofia", "denim", 1120, 120, 1180),
        ident="onboarding-3",
    )
