"""Sample “Product launch”: five scenes that present a desk lamp."""

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
from studio_gui.model.project import Project, Scene


def build(media: Mapping[str, Media]) -> Project:
    """The project; ``media`` maps the names of pictures, videos and sounds to files of the sample."""
    return project("Product launch", _opening(media), _problem(media), _product(media), _numbers(media), _order(media))


def _opening(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Opening",
        "brand",
        "Hello! Today we switch on something new.",
        music(media["music"], volume=22),
        shape("Circle", 1130, 90, 900, 900, fill=PAPER, opacity=12, name="Halo"),
        shape("Circle", 1230, 190, 700, 700, fill=PAPER, opacity=14, name="Halo 2"),
        picture(media["logo-white"], 140, 120, 240, name="Logo"),
        text("Light that\nfollows you", 136, 400, 1000, 290, size=84, color=PAPER, bold=True, name="Title"),
        text("The Lumen desk lamp", 140, 716, 900, 70, size=32, color=SKY, name="Subtitle"),
        presenter("kenji", "hoodie", 1170, 130, 1180),
        ident="launch-1",
    )


def _problem(media: Mapping[str, Media]) -> Scene:
    return scene(
        "The problem",
        "plain",
        "Most lamps know two states: on, and off. Your day has more than two. Morning mail wants cool light, "
        "an evening page wants warm light.",
        text("Your day has more\nthan two states", 700, 170, 1120, 210, size=60, bold=True, name="Title"),
        shape("Line_v2", 704, 400, 300, 8, fill=WARM, name="Line"),
        shape("Oval_1", 700, 520, 330, 220, fill=SKY, name="Morning shape"),
        text("Morning", 700, 606, 330, 70, size=32, bold=True, align="center", name="Morning"),
        shape("Hexagon_1", 1090, 520, 330, 220, fill=MIST, name="Noon shape"),
        text("Noon", 1090, 606, 330, 70, size=32, bold=True, align="center", name="Noon"),
        shape("Drop_1", 1540, 490, 230, 270, fill=WARM, name="Night shape"),
        text("Night", 1490, 606, 330, 70, size=32, bold=True, align="center", name="Night"),
        text("Cool, clear, warm: one turn of the dial.", 700, 830, 1120, 60, size=28, color=SLATE, name="Line of text"),
        presenter("noa", "sweater", 0, 130, 1180),
        ident="launch-2",
    )


def _product(media: Mapping[str, Media]) -> Scene:
    return scene(
        "The lamp",
        "studio",
        "This is the Lumen lamp. It reads the daylight in your room, and adds only what is missing.",
        shape("Rectangle_corner0", 120, 150, 980, 780, fill=PAPER, radius=32, soft=True, name="Frame"),
        picture(media["lamp"], 150, 200, 920, name="Lamp"),
        shape("Rectangle_corner0", 150, 800, 340, 90, fill=INK, radius=45, name="Badge"),
        text("New this autumn", 150, 828, 340, 46, size=24, color=PAPER, bold=True, align="center", name="Badge text"),
        shape("Arrow_2_v2", 560, 818, 480, 54, fill=ACCENT, name="Dimmer"),
        presenter("kenji", "shirt", 1170, 130, 1180),
        ident="launch-3",
    )


def _numbers(media: Mapping[str, Media]) -> Scene:
    figures = (("40 %", "less energy", ACCENT), ("12 h", "battery", MINT), ("5 min", "to set up", WARM))
    clips = []
    for index, (figure, label, color) in enumerate(figures):
        x = 120 + index * 390
        clips += [
            shape("Rectangle_corner0", x, 470, 350, 360, fill=PAPER, radius=26, soft=True, name=f"Card {index + 1}"),
            shape("Rectangle_corner0", x, 470, 350, 16, fill=color, radius=8, name=f"Band {index + 1}"),
            text(figure, x, 560, 350, 120, size=58, color=color, bold=True, align="center"),
            text(label, x, 700, 350, 60, size=26, color=SLATE, align="center"),
        ]
    return scene(
        "In numbers",
        "office",
        "Forty percent less energy. Twelve hours on battery. And five minutes to set it up.",
        shape("Rectangle_corner0", 120, 190, 1130, 190, fill=INK, radius=26, opacity=92, name="Band"),
        text("Less power, more day", 170, 236, 1050, 100, size=54, color=PAPER, bold=True, name="Title"),
        *clips,
        presenter("noa", "overshirt", 1180, 130, 1180),
        ident="launch-4",
    )


def _order(media: Mapping[str, Media]) -> Scene:
    return scene(
        "Order",
        "brand",
        "Order yours from the first of October. We can hardly wait to see your desk.",
        shape("Rectangle_corner0", 800, 200, 1000, 588, fill=PAPER, radius=28, soft=True, name="Frame"),
        video(media["motion"], 820, 220, 960, name="Motion"),
        text("From 1 October", 800, 830, 1000, 90, size=50, color=PAPER, bold=True, align="center", name="Date"),
        text("lumen.example", 800, 930, 1000, 60, size=28, color=SKY, align="center", name="Address"),
        presenter("kenji", "shirt", 20, 130, 1180),
        ident="launch-5",
    )
