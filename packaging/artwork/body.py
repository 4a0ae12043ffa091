"""The body under the clothes: neck and chest, the trunk of a garment, and arms in a few natural poses."""

from __future__ import annotations

from dataclasses import dataclass

from .face import Head, Skin, outline
from .hands import clasped, gripping, open_palm, placed
from .ink import Ink, Inks, darker, lighter
from .shapes import Shape, blob, brush, rect, sym

FRAME = rect(0, 0, 800, 1200)


@dataclass(frozen=True)
class Build:
    """Half widths of a body in px: shoulders, neck, chest, waist, hips; `pose` names the arms."""

    shoulder: float = 196
    neck: float = 47
    chest: float = 158
    waist: float = 132
    hip: float = 158


@dataclass(frozen=True)
class Cloth:
    """Colours of one garment."""

    base: str

    @property
    def shade(self) -> str:
        """Away from the light."""
        return darker(self.base, 0.27)

    @property
    def deep(self) -> str:
        """Seams and deep folds."""
        return darker(self.base, 0.48)

    @property
    def light(self) -> str:
        """Ridges of folds."""
        return lighter(self.base, 0.12)


def neck(build: Build, head: Head) -> Inks:
    """Neck and upper chest with the shadow of the chin."""
    n, skin = build.neck, head.skin
    shape = sym(
        f"400,320 {400 + n},330! {400 + n - 1},400 {400 + n + 3},432 {400 + n + 26},456 {400 + n + 86},486 {400 + n + 110},520 {400 + 140},640! 400,700"
    )
    under = shape & outline(head).turned(head.tilt, 400, 420).moved(10, 34)
    side = (shape - shape.moved(-24, 0)) & rect(400, 330, 130, 150)
    result = [Ink(shape, skin.base), Ink(side, skin.shade), Ink(under, skin.shade)]
    for bone in (brush("352,504 376,508 392,520", 0.8, 4, 1.5), brush("452,504 424,508 408,520", 0.8, 4, 1.5)):
        result.append(Ink(bone, skin.shade, 0.8))
    result.append(Ink(brush("374,452 384,490 394,512", 0.8, 4, 0.8), skin.shade, 0.5))
    return result


def trunk(build: Build, *, padded: float = 0.0) -> Shape:
    """The outline of a garment without sleeves, from the neck to the lower edge."""
    s, n = build.shoulder, build.neck
    return sym(
        f"400,440 {400 + n + 6},436! {400 + n + 30},458 {400 + s * 0.62},{484 - padded * 0.6} {400 + s - 26},{505 - padded} {400 + s + 4},536 "
        f"{400 + s + 2},600 {400 + build.chest + 16},690 {400 + build.waist + 12},860 {400 + build.waist + 3},950 {400 + build.hip - 4},1090 "
        f"{400 + build.hip},1200! 400,1200"
    )


def arm(build: Build, pose: str) -> Shape:
    """The sleeve on the right of the picture in one pose, cut to the frame."""
    s = 400 + build.shoulder
    e = build.shoulder - 196
    if pose == "relaxed":
        text = (
            f"{s - 54},496 {s - 14},508 {s + 20},546 {s + 37},620 {s + 44},760 {s + 54},900 {s + 58},1020 {s + 52},1200! {s - 34},1200! "
            f"{s - 36},1040 {s - 36},900 {s - 34},760 {s - 40},660 {s - 52},580"
        )
    elif pose == "pocket":
        text = (
            f"{s - 54},496 {s - 14},508 {s + 20},546 {s + 40},630 {s + 64},770 {s + 82},868 {s + 74},940 {s + 34},1030 {s - 2},1106! "
            f"{s - 72},1066! {s - 34},990 {s - 4},900 {s - 12},820 {s - 30},730 {s - 42},650 {s - 54},580"
        )
    elif pose == "raised":
        text = (
            f"{s - 54},496 {s - 14},508 {s + 20},546 {s + 36},620 {s + 46},720 {s + 62},830 {s + 74},900 {s + 56},946 {s + 8},952 "
            f"{s - 30},926 {s - 44},860 {s - 44},760 {s - 44},660 {s - 54},580"
        )
    else:
        text = (
            f"{s - 54},496 {s - 14},508 {s + 20},546 {s + 38},630 {s + 54},760 {s + 68},880 {s + 60},958 {s + 14},1012 {s - 60 - e},1050 "
            f"{470},1066! {462},966! {s - 66 - e},948 {s - 28},900 {s - 26},820 {s - 32},740 {s - 42},660 {s - 54},580"
        )
    return blob(text) & FRAME


def forearm(build: Build) -> Shape:
    """The raised forearm, from the elbow up and outwards."""
    s = 400 + build.shoulder
    return blob(
        f"{s + 72},906 {s + 50},944 {s + 4},944 {s - 22},908 {s - 8},850 {s + 20},776 {s + 36},736! {s + 104},762! {s + 96},830"
    )


def _sleeve(shape: Shape, cloth: Cloth, folds: list[Shape], lights: list[Shape], *, right: bool) -> Inks:
    inside = shape - shape.moved(-22 if right else -16, -4)
    result = [Ink(shape, cloth.base), Ink(inside, cloth.shade, 0.9)]
    result += [Ink(fold & shape, cloth.shade) for fold in folds]
    return result + [Ink(light & shape, cloth.light) for light in lights]


def _folds(build: Build, pose: str) -> tuple[list[Shape], list[Shape]]:
    s = 400 + build.shoulder
    if pose in ("relaxed", "raised"):
        dark = [
            brush(f"{s - 46},640 {s - 10},668 {s + 14},676", 12, 7, 1),
            brush(f"{s - 38},880 {s - 4},900 {s + 30},894", 13, 8, 1),
            brush(f"{s - 38},930 {s + 2},944 {s + 26},934", 9, 6, 1),
        ]
        light = [brush(f"{s + 2},560 {s + 16},640 {s + 20},760", 1, 9, 1)]
    else:
        dark = [
            brush(f"{s - 46},640 {s - 8},668 {s + 16},674", 12, 7, 1),
            brush(f"{s - 14},850 {s + 26},878 {s + 60},872", 15, 9, 1),
            brush(f"{s - 22},900 {s + 16},924 {s + 50},930", 13, 8, 1),
            brush(f"{s - 40},930 {s - 12},966 {s + 4},984", 10, 6, 1),
        ]
        light = [brush(f"{s + 2},560 {s + 18},640 {s + 34},760", 1, 9, 1)]
    return dark, light


def one_arm(build: Build, pose: str, cloth: Cloth, *, right: bool, on: Shape) -> Inks:
    """One sleeve with folds and its shadow on the trunk."""
    shape = arm(build, pose)
    dark, light = _folds(build, pose)
    if not right:
        shape, dark, light = shape.mirrored(), [d.mirrored() for d in dark], [li.mirrored() for li in light]
    cast = (shape.moved(12, 14) if not right else shape.moved(-9, 12)) & on
    return [Ink(cast, cloth.deep, 0.5), *_sleeve(shape, cloth, dark, light, right=right)]


def cuffed(build: Build, pose: str, cloth: Cloth, cuff: str, *, right: bool) -> Inks:
    """The end of a shirt sleeve that looks out of the garment."""
    s = 400 + build.shoulder
    if pose == "pocket":
        shape = blob(f"{s - 1},1104! {s - 10},1124! {s - 82},1088! {s - 72},1064!")
    elif pose == "clasp":
        shape = blob("472,964! 454,968! 452,1064! 472,1068!")
    elif pose == "raised":
        shape = blob(f"{s + 34},740! {s + 44},716! {s + 108},742! {s + 104},764!")
    else:
        return []
    shape = shape if right else shape.mirrored()
    return [Ink(shape, cuff), Ink(shape - shape.moved(-14, -2), darker(cuff, 0.2))]


def arms(build: Build, pose: str, cloth: Cloth, skin: Skin, *, on: Shape, cuff: str = "") -> Inks:
    """Both arms and their hands. `pose`: relaxed, pocket, clasp, explain, tablet."""
    edge = cuff or cloth.light
    if pose == "explain":
        left, right = "raised", "pocket"
    elif pose == "tablet":
        left, right = "relaxed", "clasp"
    elif pose == "pocket":
        left, right = "relaxed", "pocket"
    else:
        left = right = pose
    result = one_arm(build, left, cloth, right=False, on=on) + one_arm(build, right, cloth, right=True, on=on)
    if "pocket" in (left, right):
        result = _pocket(build, cloth, skin, edge) + result
    if pose == "explain":
        result += _raised(build, cloth, skin, edge)
    elif pose == "clasp":
        for side in (False, True):
            result += cuffed(build, "clasp", cloth, edge, right=side)
        result += clasped(skin)
    elif pose == "tablet":
        result += _tablet(skin) + cuffed(build, "clasp", cloth, edge, right=True)
    return result


def _pocket(build: Build, cloth: Cloth, skin: Skin, edge: str) -> Inks:
    s = 400 + build.shoulder
    wrist = blob(f"{s - 8},1112! {s - 44},1190 {s - 96},1196 {s - 112},1150 {s - 78},1084!")
    slit = brush(f"{s - 130},1122 {s - 92},1150 {s - 44},1200", 3, 6, 6)
    hidden = blob(f"{s - 126},1118! {s - 88},1146 {s - 40},1200! {s - 150},1200!")
    result = [Ink(wrist & FRAME, skin.base), Ink((wrist - wrist.moved(-16, -4)) & FRAME, skin.shade)]
    result += [Ink(hidden & FRAME, cloth.shade), Ink(slit & FRAME, cloth.deep)]
    return result + cuffed(build, "pocket", cloth, edge, right=True)


def _raised(build: Build, cloth: Cloth, skin: Skin, edge: str) -> Inks:
    s = 400 + build.shoulder
    lower = forearm(build).mirrored()
    hand = placed(open_palm(skin), 800 - (s + 76), 728, turn=-4)
    crease = brush(f"{800 - (s + 60)},892 {800 - (s + 20)},884 {800 - (s - 16)},900", 2, 9, 1)
    upper = arm(build, "raised").mirrored()
    return [
        *hand,
        *cuffed(build, "raised", cloth, edge, right=False),
        Ink(lower.moved(10, 6) & upper, cloth.deep, 0.4),
        Ink(lower, cloth.base),
        Ink(lower - lower.moved(-18, -4), cloth.shade, 0.9),
        Ink(crease & lower, cloth.shade),
        Ink(brush(f"{800 - (s + 84)},800 {800 - (s + 66)},850 {800 - (s + 54)},880", 1, 8, 1) & lower, cloth.light),
    ]


def _tablet(skin: Skin) -> Inks:
    board = rect(232, 806, 236, 300, 20).turned(-7, 350, 950)
    screen = rect(246, 822, 208, 268, 8).turned(-7, 350, 950)
    result = [
        Ink(board.moved(12, 14), "#14122b", 0.22),
        Ink(board, "#262a36"),
        Ink(screen, "#2f3444"),
        Ink(blob("252,840! 330,828! 300,1088! 278,1094!") & screen, "#ffffff", 0.07),
        Ink(board - board.moved(-5, -5), "#161821"),
    ]
    return result + placed(gripping(skin), 372, 980, turn=-4)
