"""The presenters: who they are, how each one looks, and what they wear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import clothes as c
from . import hair as h
from .body import Build, Cloth, trunk
from .face import Head, Skin
from .ink import Inks

Dress = Callable[[Build], Inks]


@dataclass(frozen=True)
class Outfit:
    """One look: the garment, its sleeves and the pose of the arms."""

    id: str
    name: str
    dress: Dress
    sleeve: str
    pose: str
    cuff: str = ""
    scarf: str = ""
    stripes: str = ""


@dataclass(frozen=True)
class Person:
    """A presenter."""

    id: str
    name: str
    about: str
    gender: str
    head: Head
    build: Build
    hair: h.Style
    hair_colour: str
    outfits: tuple[Outfit, ...]
    pitch: int
    variant: str
    beard: str = ""
    earrings: str = ""
    chair: str = ""


WARM_DARK = Skin("#8a5236", "#6b3a29", "#a8503c", "#8e3d3a", "#43201a")
OLIVE = Skin("#e2b184", "#c98f66", "#e08866", "#b8605a", "#7c4a35")
LIGHT = Skin("#f3cba9", "#dda584", "#ee9480", "#c26a62", "#96563f")
PALE = Skin("#f8d8bf", "#e6b297", "#f2a08e", "#c8706a", "#a5634d")
EAST = Skin("#f1cfa6", "#dcaa7f", "#eb9878", "#be6d60", "#90583d")
TAN = Skin("#cf9468", "#b0724c", "#d27253", "#a5524a", "#673a28")
BROWN = Skin("#b0764c", "#8f5a3b", "#bc644a", "#8a463f", "#532d20")
DEEP = Skin("#6b3f2c", "#512c22", "#8a4334", "#74322f", "#2f1613")

WOMAN = Build(waist=126, hip=162)
MAN = Build(shoulder=226, neck=60, chest=180, waist=160, hip=172)


def _over(inner: Dress, outer: Dress) -> Dress:
    return lambda build: inner(build) + outer(build)


def _amara() -> Person:
    head = Head(
        WARM_DARK, "#4a2a1a", "#22140f", jaw=0.1, brow_width=8, brow_arch=9, lashes=True, lips=1.35, nose=1.18, tilt=-2
    )
    return Person(
        "amara",
        "Amara",
        "A product lead in her thirties who explains things warmly and briskly.",
        "f",
        head,
        WOMAN,
        h.afro,
        "#241a1c",
        (
            Outfit(
                "blazer",
                "Navy blazer",
                _over(
                    lambda b: (
                        c.camisole(b, Cloth("#f4ece0"))
                        + c.trousers(b, "#24365c", belt="#6b4a2f")
                        + c.necklace("#43201a", "#e6b84f")
                    ),
                    lambda b: c.blazer(b, Cloth("#2c4270"), button="#c9a24c"),
                ),
                "#2c4270",
                "clasp",
                "#f4ece0",
            ),
            Outfit(
                "knit",
                "Mustard knit",
                lambda b: c.crew(b, Cloth("#dda033")) + c.hem(b, Cloth("#dda033")),
                "#dda033",
                "explain",
            ),
        ),
        58,
        "f2",
        earrings="#e6b84f",
    )


def _david() -> Person:
    head = Head(
        LIGHT,
        "#5b7f96",
        "#8d8c90",
        jaw=0.85,
        brow_width=9.5,
        brow_arch=4,
        age=2,
        lips=0.75,
        nose=1.12,
        glasses="#33363f",
        tilt=1.5,
        turn=-3,
    )
    return Person(
        "david",
        "David",
        "A grey-haired teacher in his sixties with a calm, dry delivery.",
        "m",
        head,
        MAN,
        h.parted_short,
        "#b4b5ba",
        (
            Outfit(
                "suit",
                "Charcoal suit",
                _over(
                    lambda b: c.shirt(b, Cloth("#e9eef7"), tie="#8a2f3f") + c.trousers(b, "#444a58", belt="#2a2320"),
                    lambda b: c.blazer(b, Cloth("#4b5160"), button_at=968, pocket_square="#f1e9dc"),
                ),
                "#4b5160",
                "crossed",
                "#e9eef7",
            ),
            Outfit(
                "cardigan",
                "Green cardigan",
                _over(lambda b: c.shirt(b, Cloth("#f3f0ea")), lambda b: c.cardigan(b, Cloth("#4f7360"))),
                "#4f7360",
                "clasp",
                "#f3f0ea",
            ),
        ),
        28,
        "m3",
        beard="short",
    )


def _leila() -> Person:
    head = Head(
        OLIVE, "#6a4527", "#3a2419", jaw=0.0, brow_width=8.5, brow_arch=8, lashes=True, lips=1.08, nose=1.0, tilt=-1.5
    )
    return Person(
        "leila",
        "Leila",
        "An engineer in her thirties, wearing a headscarf, precise and friendly.",
        "f",
        head,
        WOMAN,
        h.scarf,
        "#2f7f86",
        (
            Outfit(
                "blouse",
                "Cream tunic",
                lambda b: c.crew(b, Cloth("#efe3d0"), rib=False),
                "#efe3d0",
                "tablet",
                scarf="#2b7d84",
            ),
            Outfit(
                "blazer",
                "Plum blazer",
                _over(
                    lambda b: c.camisole(b, Cloth("#f6eee9")) + c.trousers(b, "#5b2f4e"),
                    lambda b: c.blazer(b, Cloth("#6d3a5d"), button="#3b1e33"),
                ),
                "#6d3a5d",
                "clasp",
                "#f6eee9",
                scarf="#d9b3a4",
            ),
        ),
        54,
        "f3",
    )


def _kenji() -> Person:
    head = Head(
        EAST,
        "#3a2418",
        "#1f1a1c",
        jaw=0.55,
        brow_width=9,
        brow_arch=4,
        fold=False,
        eye_scale=0.96,
        eye_tilt=3,
        lips=0.85,
        nose=0.98,
        tilt=2,
        turn=-3,
    )
    return Person(
        "kenji",
        "Kenji",
        "A designer in his late twenties who shows how things work.",
        "m",
        head,
        Build(214, 55, 170, 146, 160),
        h.quiff,
        "#26222a",
        (
            Outfit("hoodie", "Slate hoodie", lambda b: c.hoodie(b, Cloth("#5f7f9d")), "#5f7f9d", "pouch"),
            Outfit(
                "shirt",
                "White shirt",
                lambda b: c.shirt(b, Cloth("#f2f4f8"), button="#cfd6e2") + c.trousers(b, "#33456a", belt="#7a5233"),
                "#f2f4f8",
                "explain",
            ),
        ),
        42,
        "m1",
    )


def _sofia() -> Person:
    head = Head(
        TAN, "#5a3a1e", "#3b2218", jaw=0.05, brow_width=8, brow_arch=8, lashes=True, lips=1.2, nose=1.0, tilt=2, turn=-3
    )
    return Person(
        "sofia",
        "Sofia",
        "A wheelchair user in her forties who leads workshops with quiet humour.",
        "f",
        head,
        WOMAN,
        h.waves,
        "#4d2c1e",
        (
            Outfit(
                "blouse",
                "Emerald blouse",
                lambda b: c.blouse(b, Cloth("#1f8a6d")) + c.necklace("#673a28", "#f0d9a0"),
                "#1f8a6d",
                "lap",
            ),
            Outfit(
                "denim",
                "Denim jacket",
                _over(
                    lambda b: c.crew(b, Cloth("#f5f1ea"), rib=False),
                    lambda b: c.overshirt(b, Cloth("#53759f"), stitch="#e7c27a"),
                ),
                "#53759f",
                "lap",
            ),
        ),
        50,
        "f4",
        chair="#2b2f3a",
    )


def _ingrid() -> Person:
    head = Head(
        PALE,
        "#5f86a8",
        "#a7a4a6",
        jaw=0.2,
        brow_width=6.5,
        brow_arch=7,
        age=2,
        lashes=True,
        lips=0.95,
        nose=1.02,
        glasses="#8a3b4a",
        glasses_round=True,
        tilt=-1.5,
    )
    return Person(
        "ingrid",
        "Ingrid",
        "A silver-haired doctor near seventy whose voice gives confidence.",
        "f",
        head,
        Build(198, 46, 162, 144, 166),
        h.bob,
        "#d3d4da",
        (
            Outfit(
                "suit",
                "Lilac jacket",
                _over(
                    lambda b: (
                        c.camisole(b, Cloth("#fbf6f0")) + c.trousers(b, "#7b6ba5") + c.necklace("#a5634d", "#f2ead8")
                    ),
                    lambda b: c.blazer(b, Cloth("#8b7bb5"), button="#5d4f86"),
                ),
                "#8b7bb5",
                "clasp",
                "#fbf6f0",
            ),
            Outfit(
                "turtleneck",
                "Teal turtleneck",
                lambda b: c.turtle(b, Cloth("#2d6f7c")) + c.trousers(b, "#3a4258", belt="#23283a"),
                "#2d6f7c",
                "tablet",
            ),
        ),
        40,
        "f5",
    )


def _ravi() -> Person:
    head = Head(BROWN, "#3a2113", "#1d1513", jaw=0.8, brow_width=10.5, brow_arch=5, age=1, lips=0.9, nose=1.15, tilt=-2)
    return Person(
        "ravi",
        "Ravi",
        "A full-bearded operations manager in his forties, open and steady.",
        "m",
        head,
        MAN,
        h.swept,
        "#231b1d",
        (
            Outfit(
                "kurta", "Saffron kurta", lambda b: c.kurta(b, Cloth("#d9772f"), trim="#f7dfa8"), "#d9772f", "clasp"
            ),
            Outfit(
                "waistcoat",
                "Shirt and waistcoat",
                _over(
                    lambda b: c.shirt(b, Cloth("#dfe8f4")) + c.trousers(b, "#2f3a49"),
                    lambda b: c.waistcoat(b, Cloth("#3c4a5c")),
                ),
                "#dfe8f4",
                "explain",
            ),
        ),
        34,
        "m7",
        beard="full",
    )


def _noa() -> Person:
    head = Head(
        PALE,
        "#5d8a5e",
        "#a2512c",
        jaw=0.3,
        brow_width=8.5,
        brow_arch=5,
        lips=0.95,
        nose=0.95,
        freckles=True,
        tilt=2.5,
        turn=-3,
    )
    return Person(
        "noa",
        "Noa",
        "A young writer with copper hair and freckles, curious and quick.",
        "nb",
        head,
        Build(202, 50, 160, 140, 156),
        h.crop,
        "#c4622f",
        (
            Outfit(
                "overshirt",
                "Olive overshirt",
                _over(
                    lambda b: c.crew(b, Cloth("#f4f1ea"), rib=False) + c.trousers(b, "#3d5478", belt="#7a5233"),
                    lambda b: c.overshirt(b, Cloth("#76804c"), buttons="#3c3a2c"),
                ),
                "#76804c",
                "crossed",
            ),
            Outfit(
                "sweater",
                "Striped sweater",
                lambda b: c.crew(b, Cloth("#f3ede2")) + _striped(b) + c.hem(b, Cloth("#f3ede2")),
                "#f3ede2",
                "relaxed",
                stripes="#33507e",
            ),
        ),
        52,
        "f1",
    )


def _striped(build: Build) -> Inks:
    return c.stripes(trunk(build), "#33507e")


def everyone() -> list[Person]:
    """All presenters in the order they are shown."""
    return [_amara(), _david(), _leila(), _kenji(), _sofia(), _ingrid(), _ravi(), _noa()]
