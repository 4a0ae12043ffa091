"""The head without hair: face, ears, eyes, brows and nose."""

from __future__ import annotations

from dataclasses import dataclass, field

from .ink import Ink, Inks, darker, lighter, mix
from .shapes import Shape, blob, brush, ellipse, joined, spline, sym


@dataclass(frozen=True)
class Skin:
    """Skin tones of one person."""

    base: str
    shade: str
    blush: str
    lip: str
    line: str

    @property
    def light(self) -> str:
        """Where the light falls."""
        return lighter(self.base, 0.22)


@dataclass(frozen=True)
class Head:
    """What makes a face this person's face; lengths in px of the 800×1200 box."""

    skin: Skin
    iris: str
    brow: str
    jaw: float = 0.0
    brow_width: float = 8.0
    brow_arch: float = 7.0
    eye_scale: float = 1.0
    eye_tilt: float = 0.0
    fold: bool = True
    lashes: bool = False
    age: int = 0
    lips: float = 1.0
    nose: float = 1.0
    glasses: str = ""
    glasses_round: bool = False
    freckles: bool = False
    bearded: bool = False
    tilt: float = 0.0
    turn: float = field(default=3.0)


def mixed(first: str, second: str, part: float) -> str:
    """Point lists blended one by one: part 0 is the first."""
    words = []
    for a, b in zip(first.split(), second.split(), strict=True):
        ax, ay = (float(v) for v in a.split(","))
        bx, by = (float(v) for v in b.split(","))
        words.append(f"{ax + (bx - ax) * part:.2f},{ay + (by - ay) * part:.2f}")
    return " ".join(words)


NARROW = "400,116 448,122 484,150 501,204 502,258 496,302 478,344 448,379 420,397 400,400"
BROAD = "400,114 452,120 490,150 507,206 508,266 503,318 487,358 456,391 424,406 400,408"


def outline(head: Head) -> Shape:
    """The face from crown to chin."""
    return sym(mixed(NARROW, BROAD, head.jaw))


def ears(head: Head) -> Inks:
    """Both ears, behind the face."""
    x = 503 + 5 * head.jaw
    ear = blob(f"{x - 14},250 {x + 4},240 {x + 17},252 {x + 16},276 {x + 6},300 {x - 6},308 {x - 14},300")
    inner = blob(f"{x - 6},262 {x + 5},254 {x + 10},264 {x + 7},280 {x},290 {x - 4},284 {x + 1},272")
    skin = head.skin
    result = [Ink(ear, skin.shade), Ink(inner, skin.line, 0.4)]
    return [
        Ink(ink.shape.mirrored(), ink.colour if i else skin.base, ink.opacity) for i, ink in enumerate(result)
    ] + result


def plane(head: Head) -> Inks:
    """The face with its shadow side, blush and lines of age."""
    face, skin = outline(head), head.skin
    shade = face - face.moved(-26, -7)
    side = shade & blob("452,90 540,90 540,420 400,430 430,380 462,340 480,280 478,200")
    result = [Ink(face, skin.base), Ink(side, skin.shade)]
    for x in (346, 456):
        result.append(Ink(ellipse(x, 318, 25, 17) & face, skin.blush, 0.19))
    return result + _age(head) + _freckles(head)


def _age(head: Head) -> Inks:
    line, result = head.skin.line, []
    if head.age >= 1:
        for side in (brush("365,322 352,334 348,350", 1.0, 3.0, 1.0), brush("437,322 450,334 454,350", 1.0, 3.0, 1.0)):
            result.append(Ink(side, line, 0.38))
    if head.age >= 2:
        for y in (0, 9):
            result.append(Ink(brush(f"322,{258 + y} 314,{255 + y * 1.6} 309,{251 + y * 2}", 2.2, 1.0), line, 0.4))
            result.append(Ink(brush(f"482,{258 + y} 490,{255 + y * 1.6} 495,{251 + y * 2}", 2.2, 1.0), line, 0.4))
        for y in (186, 202):
            result.append(Ink(brush(f"362,{y + 3} 384,{y} 416,{y} 438,{y + 3}", 0.8, 2.4, 0.8), line, 0.25))
        for x in (354, 446):
            result.append(Ink(brush(f"{x - 16},284 {x},289 {x + 16},284", 0.8, 2.2, 0.8), line, 0.3))
    return result


def _freckles(head: Head) -> Inks:
    if not head.freckles:
        return []
    spots = (
        (334, 306),
        (345, 313),
        (356, 305),
        (339, 321),
        (361, 318),
        (444, 306),
        (455, 313),
        (466, 305),
        (450, 321),
        (471, 317),
    )
    return [Ink(ellipse(x, y, 2.1), head.skin.line, 0.35) for x, y in spots] + [
        Ink(ellipse(x, y, 1.8), head.skin.line, 0.3) for x, y in ((390, 303), (409, 299), (399, 307))
    ]


def _place(shape: Shape, head: Head, *, right: bool) -> Shape:
    """From the drawing of an eye about 0,0 (outer corner to the right) to its place in the face."""
    shape = shape.scaled(head.eye_scale, head.eye_scale, 0, 0).turned(-head.eye_tilt, 0, 0)
    return shape.moved(447, 264) if right else shape.scaled(-1, 1, 0, 0).moved(353, 264)


def _almond(head: Head) -> Shape:
    tall = 0.92 if not head.fold else 1.0
    return Shape(
        spline(
            [
                (-23, 5, True),
                (-11, -9 * tall, False),
                (4, -13 * tall, False),
                (18, -8 * tall, False),
                (25, 0, True),
                (13, 8.5, False),
                (-3, 10, False),
                (-15, 8, False),
            ]
        )
    )


def eyes(head: Head) -> Inks:
    """Both eyes, open."""
    result: Inks = []
    for right in (False, True):
        result += _eye(head, right=right)
    return result


def _eye(head: Head, *, right: bool) -> Inks:
    skin, ink = head.skin, "#2a1a1c"
    white = _place(_almond(head), head, right=right)
    shift = 1.0 if right else -1.0
    cx, cy, size = (447 if right else 353) + 0.6, 263.0, head.eye_scale
    iris = ellipse(cx, cy, 12 * size)
    result = [
        Ink(_place(ellipse(2, -4, 34, 21), head, right=right), skin.shade, 0.28),
        Ink(white, "#fdfaf6"),
        Ink(white - white.moved(0, 5), "#b9b3c6", 0.55),
        Ink(iris & white, darker(head.iris, 0.45)),
        Ink(ellipse(cx, cy + 0.6, 9.8 * size) & white, head.iris),
        Ink(ellipse(cx, cy + 4, 7.0 * size, 5.0 * size) & white, lighter(head.iris, 0.35), 0.6),
        Ink(ellipse(cx, cy, 5.2 * size), "#16100f"),
        Ink(ellipse(cx - 3.6 * size, cy - 4.4 * size, 3.1 * size), "#ffffff"),
        Ink(ellipse(cx + 3.6 * size, cy + 4.0 * size, 1.5 * size), "#ffffff", 0.75),
    ]
    lid = brush("-24,6 -12,-9.5 4,-14 19,-8.5 27,-1", 1.6, 4.2, 5.2, 5.0, 2.0)
    result.append(Ink(_place(lid, head, right=right), ink))
    if head.lashes:
        wing = blob("17,-10! 26,-10 33,-15! 31,-6 25,0!")
        result.append(Ink(_place(wing, head, right=right), ink))
    if head.fold:
        fold = brush("-20,-7 -8,-18 6,-21 20,-16 27,-9", 0.8, 2.2, 2.4, 2.0, 0.8)
        result.append(Ink(_place(fold, head, right=right), skin.line, 0.75))
    else:
        fold = brush("-14,-13 4,-19.5 20,-14 28,-6", 0.6, 1.8, 1.8, 0.6)
        result.append(Ink(_place(fold, head, right=right), skin.line, 0.5))
    lower = brush("-8,11.5 6,12 20,6", 0.6, 2.0, 0.8)
    result.append(Ink(_place(lower, head, right=right), skin.line, 0.55 + 0 * shift))
    return result


def eyes_closed(head: Head) -> Inks:
    """Lids that cover the open eyes: drawn over the body for a blink."""
    result: Inks = []
    for right in (False, True):
        lid = "-27,5 -13,-13 4,-17 20,-15 30,-15 40,-22 39,-2 27,8 14,13 -3,15 -17,12"
        cover = _place(
            blob(lid if head.lashes else "-27,5 -13,-13 4,-17 20,-12 30,-3 25,6 14,13 -3,15 -17,12"), head, right=right
        )
        result.append(Ink(cover, mix(head.skin.base, head.skin.shade, 0.42)))
        lash = brush("-22,6 -10,10.5 4,11 18,6.5 26,0", 1.8, 4.4, 5.0, 4.4, 2.0)
        result.append(Ink(_place(lash, head, right=right), "#2a1a1c"))
        fold = brush("-18,-4 -6,-9 8,-10 22,-6", 0.6, 1.8, 1.8, 0.6)
        result.append(Ink(_place(fold, head, right=right), head.skin.line, 0.5))
    return result


def brows(head: Head) -> Inks:
    """Both eyebrows, thick at the nose and fine at the temple."""
    w, a = head.brow_width, head.brow_arch
    shape = brush(f"-24,-31 -8,{-34 - a * 0.45} 13,{-33 - a * 0.75} 33,-25", w * 0.8, w, w * 0.8, 1.8)
    result = []
    for right in (False, True):
        x = 447 if right else 353
        placed = shape.moved(x, 264) if right else shape.scaled(-1, 1, 0, 0).moved(x, 264)
        result.append(Ink(placed, head.brow))
    return result


def nose(head: Head) -> Inks:
    """Nose by its shadow side, its base and two nostrils."""
    n, skin = head.nose, head.skin
    w = 21 * n
    side = blob(
        f"408,250! 411,275 {400 + w * 0.62},298 {400 + w},313 {400 + w * 0.8},321 402,324 {400 + w * 0.3},312 406,290 404,268"
    )
    base = blob(
        f"{400 - w},314 {400 - w * 0.75},320 {400 - 6},321 400,325 {400 + 6},321 {400 + w * 0.75},320 {400 + w},314 "
        f"{400 + w * 0.7},326 400,330 {400 - w * 0.7},326"
    )
    result = [Ink(side, skin.shade, 0.75), Ink(base, skin.shade, 0.95)]
    for x in (400 - w * 0.48, 400 + w * 0.48):
        result.append(Ink(ellipse(x, 321, 4.6 * n, 2.3), skin.line, 0.85))
    wing = brush(f"{400 - w * 0.98},309 {400 - w * 1.06},316 {400 - w * 0.8},321", 1.0, 2.6, 1.0)
    result += [Ink(wing, skin.line, 0.6), Ink(wing.mirrored(), skin.line, 0.6)]
    result.append(Ink(ellipse(396, 307, 6.5 * n, 5), skin.light, 0.8))
    result.append(Ink(brush("396,262 395,280 395,294", 1.0, 5.0, 3.0), skin.light, 0.45))
    return result


def glasses(head: Head) -> Inks:
    """Spectacles, when worn: nearly clear lenses, a frame and its temples."""
    if not head.glasses:
        return []
    result: Inks = []
    for x in (352, 448):
        if head.glasses_round:
            outer, inner = ellipse(x, 266, 39, 37), ellipse(x, 266, 34, 32)
        else:
            s = 1 if x > 400 else -1
            outer = blob(
                f"{x - 40 * s},246 {x},240 {x + 40 * s},243 {x + 40 * s},268 {x + 26 * s},296 {x},300 {x - 28 * s},294 {x - 38 * s},270"
            )
            inner = outer.scaled(0.885, 0.86, x, 269.5)
        result += [Ink(inner, "#ffffff", 0.10), Ink(outer - inner, head.glasses)]
        glare = blob(f"{x - 22},254! {x - 8},247! {x - 22},280! {x - 27},276!") & inner
        result.append(Ink(glare, "#ffffff", 0.28))
    y = 256 if head.glasses_round else 252
    result.append(Ink(brush(f"388,{y + 4} 400,{y - 2} 412,{y + 4}", 5, 5, 5), head.glasses))
    for end in (brush(f"313,{y + 2} 302,{y - 1} 297,{y}", 5.5, 5), brush(f"487,{y + 2} 498,{y - 1} 503,{y}", 5.5, 5)):
        result.append(Ink(end, head.glasses))
    return result


def turned(inks: Inks, head: Head) -> Inks:
    """The head set on the neck; baked into the points so every group stands alone."""
    return [Ink(set_on(ink.shape, head), ink.colour, ink.opacity) for ink in inks]


def set_on(shape: Shape, head: Head) -> Shape:
    """One shape of the head drawing brought to its size, height and tilt."""
    return shape.turned(head.tilt, 400, 420).scaled(1.09, 1.09, 400, 400).moved(0, 30)


def aside(inks: Inks, head: Head) -> Inks:
    """Features moved a little to the side the face turns to."""
    return [Ink(ink.shape.moved(-head.turn, 0), ink.colour, ink.opacity) for ink in inks]


def beard_area(head: Head, text: str) -> Shape:
    """A beard cut to the face, a little wider than it."""
    face = outline(head)
    return blob(text) & joined([face, face.moved(-3, 3), face.moved(3, 3), face.moved(0, 8)])
