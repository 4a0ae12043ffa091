"""Hair, beards and the headscarf: what lies behind the head and what lies over it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from .face import Head, beard_area, outline
from .ink import Ink, Inks, darker, lighter
from .shapes import Shape, blob, brush, ellipse, joined, poly, through


@dataclass(frozen=True)
class Tone:
    """Colour of hair or cloth with its shadow and light."""

    base: str

    @property
    def shade(self) -> str:
        """Away from the light."""
        return darker(self.base, 0.30)

    @property
    def deep(self) -> str:
        """Behind the head."""
        return darker(self.base, 0.48)

    @property
    def light(self) -> str:
        """Towards the light."""
        return lighter(self.base, 0.17)


@dataclass(frozen=True)
class Hair:
    """Layers behind the head and over the face."""

    back: Inks
    front: Inks


Style = Callable[[Head, str], Hair]


def _lower(inks: Inks, dy: float) -> Inks:
    """A lower hairline."""
    return [Ink(ink.shape.moved(0, dy), ink.colour, ink.opacity) for ink in inks]


def _strands(shape: Shape, colour: str, opacity: float, *lines: str, width: float = 5) -> Inks:
    return [Ink(brush(line, 0.8, width, 0.8) & shape, colour, opacity) for line in lines]


def _curls(cx: float, cy: float, rx: float, ry: float, bumps: int, depth: float) -> Shape:
    """A cloud outline: small round bumps around an ellipse."""
    steps = bumps * 4
    spots = []
    for step in range(steps):
        angle = step / steps * math.tau
        swell = 1 + depth * abs(math.sin(angle * bumps / 2 + 0.7 * math.sin(3 * angle)))
        spots.append((cx + rx * swell * math.cos(angle), cy + ry * swell * math.sin(angle)))
    return through(spots)


def afro(head: Head, colour: str) -> Hair:
    """Full natural curls."""
    tone = Tone(colour)
    cloud = _curls(400, 198, 152, 140, 19, 0.07)
    low = _curls(400, 250, 138, 110, 17, 0.06)
    back = [Ink(low, tone.deep), Ink(cloud, tone.base)]
    back.append(Ink(cloud - _curls(376, 176, 150, 140, 19, 0.07), tone.shade))
    for x, y, s in ((300, 130, 1), (330, 100, 0.8), (372, 84, 1), (286, 178, 0.9), (420, 92, 0.7), (272, 230, 0.8)):
        back.append(
            Ink(
                brush(f"{x - 12 * s},{y + 9 * s} {x - 2},{y - 5 * s} {x + 12 * s},{y - 5 * s}", 1, 5 * s, 1),
                tone.light,
                0.8,
            )
        )
    edge = blob(
        "280,190 300,90 400,66 500,90 520,190 512,250! 502,244 497,222 486,204 470,184 452,176 430,165 408,168 384,163 "
        "360,170 340,178 324,190 312,206 303,224 298,246 288,250!"
    )
    cap = edge & cloud
    front = [Ink(cap, tone.base), Ink(cap - cap.moved(-9, -9) - cloud.moved(-20, -20), tone.shade)]
    for x, y in ((330, 158), (362, 140), (396, 148), (430, 138), (462, 160), (346, 120), (410, 112)):
        front.append(Ink(brush(f"{x - 9},{y + 6} {x},{y - 4} {x + 11},{y - 3}", 1, 4.4, 1), tone.light, 0.75))
    for x, y in ((480, 150), (494, 190), (468, 122), (446, 108)):
        front.append(Ink(brush(f"{x - 9},{y + 6} {x},{y - 4} {x + 11},{y - 3}", 1, 4.4, 1), tone.shade, 0.9))
    return Hair(back, front)


def parted_short(head: Head, colour: str) -> Hair:
    """Short hair with a side parting, temples a little receded."""
    tone = Tone(colour)
    back = [
        Ink(blob("296,250 290,180 320,110 400,86 480,108 512,180 506,250 500,300 470,300 330,300 302,300"), tone.shade)
    ]
    sides = joined(
        [
            blob("298,272! 290,230 292,180 312,140 338,122 344,150 326,172 316,200 312,236 307,262"),
            blob("502,272! 511,230 511,180 494,140 464,120 456,150 474,172 486,200 489,236 494,262"),
        ]
    )
    top = blob(
        "312,186! 304,150 318,112 356,84 412,76 466,92 500,128 508,172 496,196! 490,176 478,160 452,150 420,152 390,148 "
        "362,138 346,150 328,164 320,178"
    )
    front = [Ink(sides, tone.shade), Ink(top, tone.base), Ink(top - top.moved(-20, -12), tone.shade, 0.8)]
    front += _strands(
        top, tone.light, 0.85, "348,134 366,106 410,94 452,104", "362,132 396,112 440,114 474,134", width=7
    )
    front += _strands(top, tone.shade, 0.8, "352,140 380,122 424,124 478,152", "334,152 336,128 356,104", width=4)
    return Hair(back, _lower(front, 8))


def quiff(head: Head, colour: str) -> Hair:
    """Short sides, long textured top swept up and to the side."""
    tone = Tone(colour)
    sides = joined(
        [
            blob("297,270! 289,226 290,170 310,128 344,112 340,150 322,174 315,204 311,240 306,262"),
            blob("503,270! 512,226 511,170 492,128 458,112 462,150 478,174 486,204 490,240 495,262"),
        ]
    )
    top = blob(
        "316,192! 298,160 306,118 330,92! 336,76 372,58 400,62! 428,50 470,66 484,84! 512,104 516,150 488,194! 486,172 470,156! "
        "456,168 438,164! 420,154 404,162! 380,150 360,160! 340,162 326,176"
    )
    front = [Ink(sides, tone.shade), Ink(top, tone.base), Ink(top - top.moved(-22, -14), tone.shade)]
    front += _strands(
        top,
        tone.light,
        0.9,
        "330,150 336,116 366,88 400,82",
        "356,148 370,116 404,96 440,90",
        "398,150 412,122 440,106 466,108",
        width=7,
    )
    front += _strands(
        top, tone.deep, 0.8, "342,154 350,122 376,100", "424,152 440,126 470,120", "378,148 392,120 416,104", width=4
    )
    return Hair([Ink(blob("300,240 300,150 400,90 500,150 500,240 480,290 320,290"), tone.deep)], _lower(front, 12))


def waves(head: Head, colour: str) -> Hair:
    """Long waves past the shoulders with a soft side parting."""
    tone = Tone(colour)
    back = blob(
        "400,72 480,86 530,140 540,220 534,290 552,350 570,410 560,470 572,530 552,590 510,614 466,600 440,560 400,520 360,560 "
        "334,600 290,614 248,590 228,530 240,470 230,410 248,350 266,290 260,220 270,140 320,86"
    )
    layers = [Ink(back.scaled(0.975, 0.99, 404, 250).moved(0, 6), tone.deep)]
    left = blob(
        "372,92! 330,96 286,130 268,190 270,262 252,320 238,390 250,440 240,500 252,560 290,596 322,590 336,560 318,520 322,470 "
        "306,430 310,370 302,320 306,268 313,230 334,200 360,178"
    )
    right = blob(
        "372,92! 430,76 492,98 528,150 534,220 536,290 554,350 566,410 552,460 564,520 548,576 508,598 478,588 466,556 484,514 "
        "478,466 496,420 490,368 500,316 498,262 490,222 466,190 428,166 386,152"
    )
    cap = blob("300,206 306,128 400,84 494,128 500,206 482,190 444,172 392,166 350,182 320,202")
    front = [
        Ink(cap, tone.shade),
        Ink(right, tone.base),
        Ink(right - right.moved(-20, -6), tone.shade),
        Ink(left, tone.base),
    ]
    front.append(
        Ink(
            left
            & blob("304,268 310,330 318,390 324,470 320,520 340,570 330,610 296,560 300,480 284,420 292,340 296,280"),
            tone.shade,
        )
    )
    front += _strands(
        left,
        tone.light,
        0.9,
        "352,108 304,138 286,200 288,266",
        "268,330 256,396 268,450 262,520",
        "282,300 272,360 278,400",
        width=9,
    )
    front += _strands(
        right,
        tone.light,
        0.75,
        "392,102 446,106 490,144 508,204",
        "410,116 458,132 488,168",
        "520,330 536,396 522,450",
        width=8,
    )
    front += _strands(right, tone.deep, 0.6, "506,300 520,370 506,430 518,500", "380,104 436,124 484,166", width=4)
    front += _strands(left, tone.deep, 0.5, "350,124 312,156 296,214 298,262", "262,440 274,500 268,560", width=4)
    return Hair(layers, front)


def bob(head: Head, colour: str) -> Hair:
    """A chin-length bob with a swept fringe."""
    tone = Tone(colour)
    back = blob(
        "400,74 490,92 536,160 540,250 534,330 528,396 500,420 440,410 360,410 300,420 272,396 266,330 260,250 264,160 310,92"
    )
    fringe = blob(
        "436,82! 360,72 296,104 266,176 262,262 268,340 276,396 300,412 320,398 312,350 306,300 306,250 316,214 350,208 400,190 440,156 456,128"
    )
    right = blob(
        "436,82! 492,96 530,150 540,236 536,320 530,392 506,414 480,400 492,350 498,300 498,250 490,206 468,168 446,132"
    )
    front = [Ink(right, tone.base), Ink(right - right.moved(-16, -4), tone.shade), Ink(fringe, tone.base)]
    inner = blob("306,250 310,310 318,360 324,404 300,416 290,360 290,290 296,240 312,206 330,214") & fringe
    front.append(Ink(inner, tone.shade, 0.8))
    front += _strands(
        fringe,
        tone.light,
        1,
        "420,92 356,96 306,134 286,196",
        "432,112 384,150 326,176 300,210",
        "280,250 282,310 290,370",
        width=9,
    )
    front += _strands(
        fringe,
        tone.shade,
        0.7,
        "440,104 396,136 340,160 306,190",
        "434,132 392,168 346,186",
        "272,230 274,300 284,380",
        width=4,
    )
    front += _strands(right, tone.light, 0.8, "462,112 504,160 516,236", width=7)
    return Hair([Ink(back.scaled(0.955, 0.99, 398, 250), tone.deep)], front)


def swept(head: Head, colour: str) -> Hair:
    """Thick hair combed back, for a full beard."""
    tone = Tone(colour)
    back = [Ink(blob("292,240 286,170 320,104 400,78 480,104 514,170 508,240 500,300 300,300"), tone.deep)]
    sides = joined(
        [
            blob("297,290! 288,236 288,176 308,130 344,112 342,148 322,176 315,208 312,250 307,282"),
            blob("503,290! 513,236 513,176 492,130 456,112 460,148 480,176 487,208 489,250 494,282"),
        ]
    )
    top = blob(
        "312,200! 296,160 304,112 342,76 400,62 460,74 500,112 508,160 490,200! 484,176 466,158 440,146 404,142 366,146 336,158 320,176"
    )
    front = [Ink(sides, tone.shade), Ink(top, tone.base), Ink(top - top.moved(-22, -10), tone.shade)]
    front += _strands(
        top, tone.light, 0.9, "334,152 336,112 372,82", "360,142 366,106 402,80", "396,138 406,104 438,86", width=7
    )
    front += _strands(
        top, tone.deep, 0.7, "346,146 352,108 384,82", "424,140 436,108 464,98", "452,148 468,122 486,118", width=4
    )
    return Hair(back, _lower(front, 14))


def crop(head: Head, colour: str) -> Hair:
    """A short crop, full and tousled on top, falling over the forehead."""
    tone = Tone(colour)
    sides = joined(
        [
            blob("298,286! 287,236 288,180 310,136 344,120 340,156 322,184 314,214 310,254 306,276"),
            blob("502,286! 513,236 512,180 490,136 456,120 460,156 478,184 487,214 490,254 494,276"),
        ]
    )
    top = blob(
        "308,222! 286,190 284,142 304,106! 316,84 352,66 378,70! 408,56 452,62 474,82! 508,92 526,136 514,178 500,220! 496,196 484,178! "
        "482,196 470,206! 460,184 446,172! 434,192 410,204! 408,190 398,176! 380,196 352,208! 354,192 348,184! 332,198 318,208"
    )
    front = [Ink(sides, tone.shade), Ink(top, tone.base), Ink(top - top.moved(-20, -12), tone.shade, 0.9)]
    front += _strands(
        top,
        tone.light,
        0.9,
        "306,180 312,132 348,98 392,90",
        "338,188 352,146 388,116 430,106",
        "398,180 420,142 452,122 482,122",
        width=8,
    )
    front += _strands(
        top, tone.shade, 0.9, "352,200 366,160 400,130", "410,198 432,160 464,140", "318,196 326,156 346,126", width=5
    )
    return Hair([Ink(blob("300,240 300,150 400,90 500,150 500,240 486,320 314,320"), tone.deep)], front)


def bun(head: Head, colour: str) -> Hair:
    """Hair drawn up into a high bun."""
    tone = Tone(colour)
    knot = blob("400,18 446,26 464,60 450,98 400,112 350,98 336,60 354,26")
    back = [Ink(knot, tone.base), Ink(knot - knot.moved(-16, -10), tone.shade)]
    back += _strands(knot, tone.light, 0.9, "356,66 368,40 400,32", "374,86 384,56 420,44", width=6)
    back += _strands(knot, tone.deep, 0.7, "404,94 424,72 428,46", "360,82 372,60 392,48", width=4)
    cap = blob(
        "298,262! 284,214 290,152 322,108 400,88 478,108 510,152 516,214 502,262! 498,226 486,196 462,170 430,156 400,152 370,156 338,170 "
        "314,196 302,226"
    )
    front = [Ink(cap, tone.base), Ink(cap - cap.moved(-18, -8), tone.shade)]
    front += _strands(cap, tone.light, 0.85, "308,206 318,160 352,124 388,104", "342,164 366,132 394,112", width=7)
    front += _strands(
        cap, tone.deep, 0.6, "454,164 436,132 410,110", "482,186 468,146 430,116", "326,176 348,140 384,108", width=4
    )
    return Hair(back, front)


def scarf(head: Head, colour: str) -> Hair:
    """A headscarf, softly wrapped, falling over the chest."""
    tone = Tone(colour)
    wrap = blob(
        "400,72 468,84 518,130 538,200 540,270 528,340 516,392 536,438 574,488 584,548 542,598 474,628 400,636 326,628 258,598 216,548 226,488 264,440 "
        "284,392 272,340 260,270 262,200 282,130 332,84"
    )
    opening = blob(
        "400,150 446,156 478,184 494,228 496,274 488,322 470,362 440,390 400,404 360,390 330,362 312,322 304,274 306,228 322,184 354,156"
    )
    inner = opening.moved(0, 0) - opening.scaled(0.955, 0.965, 400, 286)
    cloth = wrap - opening
    front: Inks = [
        Ink(cloth, tone.base),
        Ink(
            cloth
            & blob("520,120 560,240 540,392 620,500 620,600 470,660 500,560 470,470 486,400 512,330 520,240 500,160"),
            tone.shade,
        ),
        Ink(inner, tone.deep, 0.4),
    ]
    front.append(
        Ink(
            cloth & blob("304,372 350,420 400,436 452,416 492,372 512,412 470,470 400,490 330,470 288,412"),
            tone.shade,
            0.75,
        )
    )
    over = (
        blob("276,380! 330,430 400,462 470,478 536,516 580,556 548,598 476,594 400,564 320,520 262,462 258,430") & wrap
    )
    front += [
        Ink(over.moved(2, 10) & cloth, tone.deep, 0.35),
        Ink(over, tone.base),
        Ink(over & over.moved(14, 46), tone.shade, 0.55),
    ]
    lines = (
        "300,150 282,220 288,300",
        "340,104 306,140 296,200",
        "290,420 350,470 440,500 530,545",
        "276,444 330,496 420,536 500,572",
    )
    front += _strands(wrap, tone.light, 0.8, *lines, width=8)
    front += _strands(
        wrap,
        tone.deep,
        0.45,
        "430,84 492,130 514,210",
        "230,520 280,560 330,630",
        "210,560 260,590 290,622",
        "400,566 420,610 420,648",
        width=6,
    )
    return Hair([Ink(opening, tone.deep)], front)


def no_hair(head: Head, colour: str) -> Hair:
    """A shaved head: a soft shadow where the hair would be."""
    cap = outline(head) & blob(
        "280,230 290,100 400,60 510,100 520,230 494,222 486,190 462,168 430,158 400,160 370,158 338,168 314,190 306,222"
    )
    glow = Ink(ellipse(372, 140, 34, 15).turned(-16, 372, 140) & cap, lighter(head.skin.base, 0.4), 0.55)
    return Hair([], [Ink(cap, colour, 0.2), glow])


FULL = (
    "292,262! 302,268 312,300 330,326 352,336 372,334! 386,331 400,335 414,331 428,334! 448,336 470,326 488,300 498,268 508,262! 512,320 494,368 "
    "462,408 424,424 400,426 376,424 338,408 306,368 288,320"
)
SHORT = (
    "292,280! 304,296 318,332 340,350 360,344 374,335! 388,332 400,335 412,332 426,335! 440,344 460,350 482,332 496,296 508,280! 510,330 492,370 "
    "460,406 424,420 400,422 376,420 340,406 308,370 290,330"
)


def beard(head: Head, colour: str, full: bool) -> Inks:
    """A beard with a moustache; the mouths are drawn over it."""
    tone = Tone(colour)
    area = beard_area(head, FULL if full else SHORT)
    result = [
        Ink(area, tone.base),
        Ink((area - area.moved(-24, -8)) & poly("530,250 530,440 376,440 430,394 468,344 484,270"), tone.shade, 0.9),
    ]
    result += _strands(
        area, tone.light, 0.55, "312,320 322,356 346,386", "334,350 348,378 368,398", "372,338 362,342 352,354", width=6
    )
    result += _strands(area, tone.shade, 0.7, "440,398 462,372 474,344", width=4)
    return result
