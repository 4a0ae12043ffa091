"""The body under the clothes: neck and chest, the trunk of a garment, and arms in a few natural poses."""

from __future__ import annotations

from dataclasses import dataclass

from .face import Head, Skin, outline, set_on
from .hands import clasped, gripping, open_palm, placed
from .ink import Ink, Inks, darker, lighter
from .shapes import Shape, blob, brush, joined, rect, sym, tube

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
    shape = shape & (trunk(build) | rect(400 - n - 6, 300, 2 * n + 12, 152))
    under = shape & set_on(outline(head), head).moved(8, 30)
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
    if pose == "relaxed":
        text = (
            f"{s - 54},494! {s - 14},508 {s + 20},546 {s + 37},620 {s + 44},760 {s + 54},900 {s + 58},1020 {s + 50},1240! {s - 34},1240! "
            f"{s - 36},1040 {s - 36},900 {s - 34},760 {s - 40},660 {s - 52},580"
        )
    elif pose == "raised":
        text = (
            f"{s - 54},494! {s - 14},508 {s + 20},546 {s + 36},620 {s + 44},720 {s + 60},810 {s + 70},866 {s + 52},904 {s + 14},908 "
            f"{s - 22},876 {s - 36},810 {s - 42},740 {s - 44},660 {s - 60},560"
        )
    else:
        end = 470 if pose == "pouch" else 506
        text = (
            f"{s - 54},494! {s - 14},508 {s + 20},546 {s + 38},630 {s + 54},760 {s + 68},880 {s + 60},958 {s + 14},1012 {end + 56},1043 "
            f"{end},1058! {end - 8},968! {end + 40},951 {s - 28},900 {s - 26},820 {s - 32},740 {s - 42},660 {s - 60},560"
        )
    return blob(text)


def forearm(build: Build) -> Shape:
    """The raised forearm, from the elbow up and outwards."""
    s = 400 + build.shoulder
    return blob(
        f"{s + 72},862 {s + 58},896 {s + 26},906 {s - 2},884 {s - 2},836 {s + 20},776 {s + 40},724! {s + 102},748! {s + 94},806"
    )


def _sleeve(shape: Shape, cloth: Cloth, folds: list[Shape], lights: list[Shape], *, right: bool) -> Inks:
    pivot = 400 + (1 if right else -1) * 180
    inside = shape - shape.turned(2.8 if right else 2.0, pivot, 500).moved(0, -9)
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
    if pose == "clasp":
        shape = blob("512,962! 484,967! 489,1056! 516,1062!")
    elif pose == "raised":
        shape = blob(f"{s + 38},728! {s + 46},704! {s + 108},729! {s + 103},751!")
    else:
        return []
    shape = shape if right else shape.mirrored()
    return [Ink(shape, cuff), Ink(shape - shape.moved(-14, -2), darker(cuff, 0.2))]


def arms(build: Build, pose: str, cloth: Cloth, skin: Skin, *, on: Shape, cuff: str = "") -> Inks:
    """Both arms and their hands. `pose`: relaxed, clasp, lap, pouch, explain, tablet, crossed."""
    edge = cuff or cloth.light
    if pose == "crossed":
        return _crossed(build, cloth, skin, edge, on)
    if pose == "explain":
        left, right = "raised", "relaxed"
    elif pose == "tablet":
        left, right = "relaxed", "clasp"
    else:
        left = right = pose
    first, second = (one_arm(build, name, cloth, right=side, on=on) for name, side in ((left, False), (right, True)))
    if pose == "explain":
        return first + second + _raised(build, cloth, skin, edge)
    if pose == "pouch":
        return first + second + _pouch(cloth, on)
    if pose == "tablet":
        return first + _tablet(skin) + cuffed(build, "clasp", cloth, edge, right=True) + second
    if pose in ("clasp", "lap"):
        cuffs = [ink for side in (False, True) for ink in cuffed(build, "clasp", cloth, edge, right=side)]
        return clasped(skin) + cuffs + first + second
    return first + second


def _pouch(cloth: Cloth, on: Shape) -> Inks:
    """The front pocket of a hoodie, over the hands that are in it."""
    pouch = sym("400,950 478,950! 526,1096! 530,1200! 400,1200") & on
    result = [
        Ink(pouch.moved(0, -7) & on, cloth.shade),
        Ink(pouch, cloth.base),
        Ink(pouch - pouch.moved(-34, 0), cloth.shade, 0.6),
    ]
    result.append(Ink(brush("284,960 340,957 400,957 460,957 516,960", 3, 3, 3) & pouch, cloth.light))
    for x in (-1, 1):
        edge = brush(f"{400 + x * 78},952 {400 + x * 108},1030 {400 + x * 127},1098", 6, 8, 6)
        result += [
            Ink(edge, cloth.shade),
            Ink(
                brush(f"{400 + x * 60},1010 {400 + x * 82},1060 {400 + x * 76},1120", 2, 11, 2) & pouch,
                cloth.shade,
                0.8,
            ),
        ]
    return result


def _crossed(build: Build, cloth: Cloth, skin: Skin, edge: str, on: Shape) -> Inks:
    """Folded arms: one forearm over the other, fingers resting on the far sleeve."""
    s, m = 400 + build.shoulder, 400 - build.shoulder
    upper = arm(build, "raised")
    under = blob(
        f"{s + 66},850 {s + 50},896 {s},904 440,868 330,822 {m + 40},790! {m + 62},716! 330,742 430,770 {s - 44},796"
    )
    over = upper.mirrored() | blob(
        f"{m - 66},850 {m - 50},898 {m},912 360,900 470,868 {s - 30},820! {s - 48},736! 470,768 370,800 {m + 44},802"
    )
    fingers = [
        tube(f"{m + 50 + k * 4},{736 + k * 21} {m + 22},{742 + k * 22} {m - 6 + k * 3},{752 + k * 21}", 26, 24, 18)
        for k in range(4)
    ]
    knuckles = blob(f"{m + 84},716 {m + 46},720 {m + 36},752 {m + 44},806 {m + 66},826 {m + 92},790")
    hand = joined([*fingers, knuckles])
    # The upper arm and the trunk leave a sliver of daylight under the armpit: closed here.
    gap = rect(s - 78, 690, 70, 170)
    result = [Ink(gap, cloth.shade), Ink(gap.mirrored(), cloth.shade)]
    result += [Ink(shape.moved(0, 16) & on, cloth.deep, 0.5) for shape in (under, over)]
    result += _sleeve(under, cloth, [brush(f"{s + 50},858 {s - 4},850 {s - 60},826", 12, 8, 1)], [], right=False)
    result += [Ink(over.moved(4, 12) & under, cloth.deep, 0.5)]
    creases = [
        brush(f"{m - 58},850 {m - 10},856 {m + 40},838", 12, 9, 1),
        brush(f"{m - 54},812 {m - 20},824 {m + 24},812", 10, 7, 1),
        brush("400,886 420,850 424,820", 9, 7, 1),
        brush(f"{m + 46},640 {m + 8},668 {m - 16},674", 12, 7, 1),
    ]
    result += _sleeve(over, cloth, creases, [brush(f"{m - 2},560 {m - 18},640 {m - 26},740", 1, 9, 1)], right=False)
    cover = upper - blob(f"{s - 70},850! {s - 70},1000! {s + 200},1000! {s + 200},880! {s + 20},850!")
    result += [Ink(cover.moved(-12, 6) & over & rect(400, 600, 400, 400), cloth.deep, 0.5)]
    result += _sleeve(cover, cloth, [brush(f"{s - 46},640 {s - 8},668 {s + 16},674", 12, 7, 1)], [], right=True)
    cuff = blob(f"{m + 60},710! {m + 84},712! {m + 92},806! {m + 66},824!")
    lines = [
        brush(f"{m + 44},{750 + k * 22} {m + 16},{756 + k * 21} {m - 4},{764 + k * 21}", 1, 3, 1) for k in range(3)
    ]
    result += [
        Ink(hand.moved(4, 9) & over, cloth.deep, 0.5),
        Ink(hand, skin.base),
        Ink((hand - hand.moved(-3, -9)), skin.shade),
    ]
    return [
        *result,
        *(Ink(line, skin.line, 0.5) for line in lines),
        Ink(cuff, edge),
        Ink(cuff - cuff.moved(-4, -10), darker(edge, 0.2)),
    ]


def _raised(build: Build, cloth: Cloth, skin: Skin, edge: str) -> Inks:
    s = 400 + build.shoulder
    lower = forearm(build).mirrored()
    hand = placed(
        [Ink(i.shape.scaled(1.14, 1.14, 0, 10), i.colour, i.opacity) for i in open_palm(skin)],
        800 - (s + 77),
        716,
        turn=14 if build.shoulder > 205 else 4,
    )
    crease = brush(f"{800 - (s + 64)},852 {800 - (s + 30)},846 {800 - (s + 2)},862", 2, 9, 1)
    upper = arm(build, "raised").mirrored()
    return [
        *hand,
        *cuffed(build, "raised", cloth, edge, right=False),
        Ink(lower.moved(10, 6) & upper, cloth.deep, 0.4),
        Ink(lower, cloth.base),
        Ink(lower - lower.moved(-18, -4), cloth.shade, 0.9),
        Ink(crease & lower, cloth.shade),
        Ink(brush(f"{800 - (s + 82)},770 {800 - (s + 66)},810 {800 - (s + 54)},840", 1, 8, 1) & lower, cloth.light),
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
    return result + placed(
        [Ink(i.shape.scaled(1.3, 1.3, 100, 36), i.colour, i.opacity) for i in gripping(skin)], 408, 980, turn=-3
    )
