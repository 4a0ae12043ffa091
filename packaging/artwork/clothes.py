"""Garments: each draws the trunk with collar, opening and folds; sleeves come from `body`."""

from __future__ import annotations

from .body import FRAME, Build, Cloth, trunk
from .ink import Ink, Inks, darker, lighter
from .shapes import Shape, blob, brush, ellipse, poly, rect, sym


def base(shape: Shape, cloth: Cloth) -> Inks:
    """A garment with its shadow side."""
    side = shape - shape.moved(-46, 0)
    return [Ink(shape, cloth.base), Ink(side & rect(400, 540, 400, 660), cloth.shade, 0.75)]


def folds(build: Build, cloth: Cloth, on: Shape) -> Inks:
    """Soft folds from the armpits and at the waist."""
    a, w = 400 + build.chest - 6, 400 + build.waist
    dark = (
        brush(f"{a + 14},676 {a - 26},716 {a - 40},790", 14, 10, 1),
        brush(f"{800 - a - 14},676 {800 - a + 24},712 {800 - a + 40},770", 12, 8, 1),
        brush(f"{w + 10},930 {w - 34},960 {w - 84},966", 14, 9, 1),
        brush(f"{w + 8},976 {w - 24},1000 {w - 56},1008", 10, 7, 1),
        brush(f"{800 - w - 10},940 {800 - w + 30},966 {800 - w + 70},974", 11, 8, 1),
    )
    light = (brush(f"{800 - a + 26},600 {800 - a + 30},700 {800 - a + 44},800", 1, 12, 1),)
    return [Ink(d & on, cloth.shade) for d in dark] + [Ink(li & on, cloth.light) for li in light]


def trousers(build: Build, colour: str, at: float = 1092.0, *, belt: str = "", buckle: str = "#d8dce4") -> Inks:
    """Trousers from the waistband down, over whatever is tucked into them."""
    cloth = Cloth(colour)
    w = build.hip + 8
    area = sym(f"400,{at} {400 + w * 0.6},{at - 3} {400 + w},{at - 12}! {400 + w + 2},1200! 400,1200") & trunk(build)
    band = area & sym(
        f"400,{at - 20} {400 + w},{at - 32}! {400 + w},{at + 16}! {400 + w * 0.6},{at + 25} 400,{at + 28}"
    )
    fly = brush(f"404,{at + 26} 408,1150 400,1204", 3, 3, 2)
    result = [Ink(area.moved(0, -7) & trunk(build), cloth.deep, 0.25), Ink(area, cloth.base)]
    result += [Ink((area - area.moved(-46, 0)), cloth.shade, 0.75), Ink(fly & area, cloth.shade)]
    result += [Ink(band, belt or cloth.light), Ink(band & rect(470, 1000, 300, 300), Cloth(belt or colour).shade, 0.6)]
    for x in (-1, 1):
        pocket = brush(
            f"{400 + x * w * 0.55},{at + 26} {400 + x * w * 0.72},{at + 62} {400 + x * w},{at + 84}", 3, 4, 3
        )
        loop = rect(400 + x * w * 0.5 - 6, at - 14, 12, 46, 3)
        result += [Ink(pocket & area, cloth.deep, 0.8), Ink(loop & area, cloth.base)]
    if belt:
        result += [
            Ink(rect(380, at - 1, 40, 30, 5) - rect(386, at + 5, 28, 18, 3), buckle),
            Ink(rect(398, at + 11, 22, 5, 2), buckle),
        ]
    return result


def hem(build: Build, cloth: Cloth, at: float = 1118.0) -> Inks:
    """The ribbed lower edge of a knit, gathering it a little."""
    shape = trunk(build)
    area = shape & rect(0, at, 800, 200)
    result = [
        Ink(area, cloth.base),
        Ink(shape & rect(0, at - 5, 800, 8), cloth.shade),
        Ink((area - area.moved(-46, 0)), cloth.shade, 0.75),
    ]
    for step in range(-13, 14):
        x = 400 + step * 13
        result.append(Ink(brush(f"{x},{at + 6} {x + step * 0.2},1200", 2.4, 2.4) & area, cloth.shade, 0.8))
    return result


def crew(build: Build, cloth: Cloth, *, rib: bool = True) -> Inks:
    """A round-necked knit."""
    n = build.neck
    hole = sym(f"400,400 {400 + n + 40},400! {400 + n + 22},470 {400 + n - 6},506 400,520")
    shape = trunk(build) - hole
    band = (hole.scaled(1.16, 1.0, 400, 400).moved(0, 18) - hole) & trunk(build)
    result = base(shape, cloth) + folds(build, cloth, shape)
    result += [Ink(band.moved(0, 7) & shape, cloth.shade, 0.8), Ink(band, cloth.light)]
    if rib:
        for step in range(-5, 6):
            x = 400 + step * 15
            y = 530 - abs(step) ** 2 * 1.5
            result.append(Ink(brush(f"{x},{y - 12} {x + step * 0.6},{y + 6}", 2.4, 2.4) & band, cloth.shade))
    return [*result, Ink(band & rect(430, 400, 200, 160), cloth.shade, 0.45)]


def turtle(build: Build, cloth: Cloth) -> Inks:
    """A knit with a rolled high neck."""
    n = build.neck
    shape = trunk(build)
    roll = sym(f"400,402 {400 + n + 4},398 {400 + n + 15},420 {400 + n + 18},462 {400 + n + 6},484 400,498")
    result = base(shape, cloth) + folds(build, cloth, shape)
    result += [
        Ink(roll.moved(4, 14) & shape, cloth.shade),
        Ink(roll, cloth.base),
        Ink(roll - roll.moved(-30, 0), cloth.shade, 0.9),
    ]
    result.append(Ink(brush(f"{400 - n - 8},404 400,428 {400 + n + 8},404", 4, 13, 4) & roll, cloth.shade, 0.9))
    for step in range(-3, 4):
        result.append(Ink(brush(f"{400 + step * 16},436 {400 + step * 17},490", 0.8, 3, 0.8) & roll, cloth.shade, 0.6))
    return result


def shirt(build: Build, cloth: Cloth, *, button: str = "#ffffff", tie: str = "", open_neck: bool = True) -> Inks:
    """A shirt with a collar and a button placket, with a tie or an open neck."""
    n = build.neck
    depth = 560 if open_neck and not tie else 506
    hole = poly(f"{400 - n - 12},420 {400 + n + 12},420 {400 + n + 2},452 400,{depth} {400 - n - 2},452")
    shape = trunk(build) - hole
    result = base(shape, cloth) + folds(build, cloth, shape)
    placket = rect(387, depth - 14, 26, 1200 - depth + 14) & shape
    result += [Ink(placket, cloth.light), Ink(rect(412, depth - 6, 4, 1206 - depth) & shape, cloth.shade)]
    if not tie:
        for y in range(depth + 34, 1190, 92):
            result += [Ink(ellipse(400, y, 6.2), darker(button, 0.25)), Ink(ellipse(399, y - 1, 5), button)]
    else:
        result += necktie(Cloth(tie))
    return result + collar(build, cloth, depth)


def collar(build: Build, cloth: Cloth, depth: float) -> Inks:
    """Both wings of a shirt collar."""
    n = build.neck
    wing = blob(
        f"{400 - n - 5},420! {400 - n - 18},446 {400 - n - 22},466! {400 - n + 4},{depth - 6} {400 - n + 16},{depth + 6}! 396,{depth - 4}! {400 - n * 0.5},482 {400 - n + 1},440"
    )
    other = wing.mirrored()
    result = []
    for one, tone in ((wing, cloth.light), (other, cloth.base)):
        result += [
            Ink((one.moved(2, 9)), cloth.deep, 0.35),
            Ink(one, tone),
            Ink(one - one.moved(-5, -5), cloth.shade, 0.6),
        ]
    return result


def necktie(cloth: Cloth) -> Inks:
    """A tie with a knot and a small repeating stripe."""
    knot = blob("380,502! 400,498 420,502! 416,522 411,540! 389,540! 384,522")
    fall = blob("390,540! 410,540! 424,700 430,940 426,1040 400,1070! 374,1040 370,940 376,700")
    result = [Ink(fall.moved(8, 6), "#14122b", 0.16), Ink(fall, cloth.base)]
    for y in range(560, 1100, 74):
        result.append(Ink(poly(f"360,{y + 40} 440,{y - 6} 440,{y + 12} 360,{y + 58}") & fall, cloth.light, 0.8))
    result += [Ink(fall - fall.moved(-14, 0), cloth.shade), Ink(knot.moved(0, 6) & fall, cloth.deep, 0.6)]
    return [*result, Ink(knot, cloth.base), Ink(knot - knot.moved(-8, -4), cloth.shade)]


def blouse(build: Build, cloth: Cloth) -> Inks:
    """A softly draped blouse with a V neck."""
    n = build.neck
    hole = blob(
        f"{400 - n - 22},410! {400 + n + 22},410! {400 + n + 16},462 424,560 400,602! 376,560 {400 - n - 16},462"
    )
    shape = trunk(build) - hole
    result = base(shape, cloth) + folds(build, cloth, shape)
    edge = (hole.moved(0, 10) | hole.moved(-7, 4) | hole.moved(7, 4)) & shape
    result += [Ink(edge.moved(3, 6) & shape, cloth.shade), Ink(edge, cloth.light)]
    for x in (-1, 1):
        for k in (0, 1, 2):
            line = brush(
                f"{400 + x * (70 + k * 34)},{540 + k * 6} {400 + x * (54 + k * 30)},{640 + k * 20} {400 + x * (20 + k * 26)},{760 + k * 30}",
                1,
                9,
                1,
            )
            result.append(Ink(line & shape, cloth.shade, 0.8))
    return result


def camisole(build: Build, cloth: Cloth) -> Inks:
    """A plain top under a jacket."""
    n = build.neck
    hole = sym(f"400,400 {400 + n + 50},400! {400 + n + 20},500 {400 + n - 8},546 400,562")
    shape = trunk(build) - hole
    return [*base(shape, cloth), Ink((hole.moved(0, 6) - hole) & shape, cloth.light)]


def blazer(
    build: Build, cloth: Cloth, *, button_at: float = 905.0, button: str = "#20222c", pocket_square: str = ""
) -> Inks:
    """A tailored jacket over another garment: two fronts with notched lapels, one button."""
    n, s = build.neck, build.shoulder
    whole = trunk(build, padded=6)
    opening = blob(
        f"{400 - n - 16},410! {400 + n + 16},410! {400 + n + 20},470 446,620 {403},{button_at - 12}! {398},{button_at - 12}! 354,620 {400 - n - 20},470"
    )
    below = blob(f"405,{button_at + 105}! 426,1110 456,1200! 366,1200! 390,1110")
    fronts = whole - opening - below
    result: Inks = [Ink((fronts.moved(8, 12)) & (whole & (opening | below)), "#14122b", 0.22)]
    result += base(fronts, cloth) + folds(build, cloth, fronts)
    result.append(Ink(brush(f"404,{button_at} 412,1060 432,1200", 2, 4, 3) & fronts, cloth.deep))
    lapel = blob(
        f"{400 - n - 12},434! {400 - n - 40},462 {400 - s * 0.46},500! {400 - s * 0.53},560! {400 - s * 0.36},574! {400 - s * 0.42},624! 366,820 401,{button_at - 8}! "
        f"376,790 348,640 {400 - n - 8},520"
    )
    for one, tone in ((lapel.mirrored(), cloth.base), (lapel, cloth.light)):
        result += [Ink(one.moved(0, 12) & fronts, cloth.deep, 0.5), Ink(one, tone)]
    result.append(Ink(lapel.mirrored() - lapel.mirrored().moved(-10, -3), cloth.shade, 0.8))
    notch = brush(f"{400 - s * 0.36},574 {400 - s * 0.30},560 {400 - n - 18},540", 2, 3, 1)
    result += [Ink(notch, cloth.deep), Ink(notch.mirrored(), cloth.deep)]
    result += [Ink(ellipse(414, button_at + 4, 11), cloth.deep), Ink(ellipse(413, button_at + 2, 9.5), button)]
    flap = poly(f"{400 + 52},1046 {400 + build.hip - 24},1034 {400 + build.hip - 24},1062 {400 + 52},1074")
    result += [Ink(f & whole, cloth.shade, 0.9) for f in (flap, flap.mirrored())]
    if pocket_square:
        square = poly(
            f"{400 + s * 0.42},694 {400 + s * 0.49},668 {400 + s * 0.55},682 {400 + s * 0.63},664 {400 + s * 0.68},694"
        )
        result.append(Ink(square, pocket_square))
    welt = poly(f"{400 + s * 0.38},694 {400 + s * 0.72},686 {400 + s * 0.72},700 {400 + s * 0.38},708")
    return [*result, Ink(welt & fronts, cloth.shade)]


def cardigan(build: Build, cloth: Cloth, *, button: str = "#6b4a2f") -> Inks:
    """A buttoned knit jacket with a V opening and a ribbed edge."""
    n = build.neck
    whole = trunk(build)
    opening = blob(
        f"{400 - n - 14},410! {400 + n + 14},410! {400 + n + 14},470 438,620 402,760! 398,760! 362,620 {400 - n - 14},470"
    )
    fronts = whole - opening
    result: Inks = [
        Ink(fronts.moved(6, 10) & (whole & opening), "#14122b", 0.2),
        *base(fronts, cloth),
        *folds(build, cloth, fronts),
    ]
    band = (opening.scaled(1.0, 1.0).moved(0, 22) | opening.moved(-17, 8) | opening.moved(17, 8)) - opening
    band = (band | rect(383, 770, 34, 430)) & whole - opening
    result += [
        Ink(band.moved(4, 5) & fronts, cloth.shade),
        Ink(band, cloth.light),
        Ink(rect(415, 780, 3, 420) & fronts, cloth.shade),
    ]
    for y in range(806, 1190, 96):
        result += [
            Ink(ellipse(401, y + 1, 11), cloth.deep, 0.7),
            Ink(ellipse(400, y, 9.5), button),
            Ink(ellipse(397, y - 3, 3), "#ffffff", 0.3),
        ]
    return result


def hoodie(build: Build, cloth: Cloth, *, cord: str = "#f2efe8") -> Inks:
    """A sweatshirt with a hood lying on the shoulders, cords and a pouch pocket."""
    n = build.neck
    hole = sym(f"400,400 {400 + n + 34},400! {400 + n + 14},466 {400 + n - 16},500 400,514")
    whole = trunk(build)
    shape = whole - hole
    result = base(shape, cloth) + folds(build, cloth, shape)
    hood = (
        sym(
            f"400,430 {400 + n + 2},424! {400 + n + 34},436 {400 + n + 58},466 {400 + n + 50},506 {400 + n + 4},548 "
            "424,580 400,592!"
        )
        - hole
    )
    hood = hood - blob("397,500! 403,500! 404,600! 396,600!")
    result += [
        Ink(hood.moved(4, 14) & shape, cloth.deep, 0.55),
        Ink(hood, cloth.light),
        Ink(hood - hood.moved(-12, -6), cloth.shade, 0.85),
    ]
    result.append(Ink((hole.scaled(1.18, 1, 400, 400).moved(0, 10) - hole) & hood, cloth.shade))
    for x, low in ((372, 660), (430, 640)):
        line = brush(f"{x},540 {x - 3},600 {x},{low}", 7, 7, 7)
        result += [
            Ink(line.moved(4, 3), cloth.deep, 0.4),
            Ink(line, cord),
            Ink(ellipse(x, low + 4, 6, 9), darker(cord, 0.15)),
        ]
    return result


def kurta(build: Build, cloth: Cloth, *, trim: str) -> Inks:
    """A long shirt with a band collar and an embroidered placket."""
    n = build.neck
    hole = poly(f"{400 - n - 8},420 {400 + n + 8},420 {400 + n},456 404,520 396,520 {400 - n},456")
    shape = trunk(build) - hole
    result = base(shape, cloth) + folds(build, cloth, shape)
    band = blob(
        f"{400 - n - 6},430! {400 - n - 12},456 {400 - n * 0.6},486 396,516! 396,538 {400 - n * 0.75},500 {400 - n - 26},462!"
    )
    placket = rect(384, 520, 32, 330, 4)
    result += [
        Ink(placket.moved(5, 5), cloth.deep, 0.4),
        Ink(placket, cloth.light),
        Ink(band, cloth.light),
        Ink(band.mirrored(), cloth.base),
    ]
    for x in (388.0, 409.0):
        result.append(Ink(rect(x, 524, 3, 322), trim))
    for y in range(548, 850, 54):
        result += [Ink(ellipse(400, y, 6.4), darker(trim, 0.3)), Ink(ellipse(399, y - 1, 5), trim)]
    for y in range(574, 850, 54):
        result.append(Ink(poly(f"400,{y - 7} 405,{y} 400,{y + 7} 395,{y}"), trim, 0.8))
    return result


def overshirt(build: Build, cloth: Cloth, *, stitch: str = "", buttons: str = "#c9a25a") -> Inks:
    """An open jacket or overshirt with a collar and chest pockets, worn over another garment."""
    n, s = build.neck, build.shoulder
    whole = trunk(build)
    opening = blob(
        f"{400 - n - 16},410! {400 + n + 16},410! {400 + n + 24},480 466,620 470,800 478,1000 492,1200! 316,1200! 330,1000 336,800 340,620 {400 - n - 24},480"
    )
    fronts = whole - opening
    result: Inks = [
        Ink(fronts.moved(12, 8) & (whole & opening), "#14122b", 0.22),
        *base(fronts, cloth),
        *folds(build, cloth, fronts),
    ]
    edge = (opening.moved(-13, 0) | opening.moved(13, 0)) & fronts
    result.append(Ink(edge, cloth.light, 0.9))
    for x in (400 - s * 0.66, 400 + s * 0.36):
        pocket = blob(f"{x},690! {x + 60},690! {x + 60},756! {x + 30},776! {x},756!") & fronts
        flap = blob(f"{x - 3},682! {x + 63},682! {x + 63},700! {x + 30},714! {x - 3},700!") & fronts
        result += [
            Ink(pocket, cloth.shade, 0.6),
            Ink(flap.moved(2, 5) & fronts, cloth.deep, 0.6),
            Ink(flap, cloth.light),
        ]
        result.append(Ink(ellipse(x + 30, 704, 4.5), buttons))
    wing = blob(
        f"{400 - n - 10},424! {400 - n - 34},452 {400 - n - 48},480! {400 - n - 62},556! {400 - n + 2},566! {400 - n - 8},510 {400 - n - 10},460"
    )
    for one, tone in ((wing, cloth.light), (wing.mirrored(), cloth.base)):
        result += [
            Ink(one.moved(1, 11) & fronts, cloth.deep, 0.55),
            Ink(one, tone),
            Ink(one - one.moved(-6, -5), cloth.shade, 0.7),
        ]
        if stitch:
            result.append(
                Ink(
                    one.scaled(0.88, 0.9, 400 + (-1 if tone == cloth.light else 1) * (n + 30), 500)
                    - one.scaled(0.85, 0.87, 400 + (-1 if tone == cloth.light else 1) * (n + 30), 500),
                    stitch,
                    0.7,
                )
            )
    if stitch:
        result += [Ink(brush(f"{400 - s * 0.8},640 {400 - s * 0.4},646", 2, 2), stitch, 0.6)]
        for x in (-1, 1):
            lines = (opening.moved(x * 11, 0) - opening.moved(x * 8.5, 0)) & fronts
            result.append(Ink(lines, stitch, 0.6))
    return result


def waistcoat(build: Build, cloth: Cloth, *, button: str = "#2a2320") -> Inks:
    """A waistcoat over a shirt: the trunk without the shoulders."""
    n, s = build.neck, build.shoulder
    whole = trunk(build)
    cut = blob(
        f"{400 - n - 30},420! {400 + n + 30},420! {400 + n + 26},480 440,640 402,720! 398,720! 360,640 {400 - n - 26},480"
    )
    hole = ellipse(400 + s + 6, 600, 62, 118)
    fronts = whole - cut - hole - hole.mirrored() - blob("400,1130! 452,1200! 348,1200!")
    result: Inks = [
        Ink(fronts.moved(6, 12) & whole, "#14122b", 0.2),
        *base(fronts, cloth),
        *folds(build, cloth, fronts),
    ]
    edge = (cut.moved(-9, 4) | cut.moved(9, 4)) & fronts
    result += [Ink(edge, cloth.light), Ink(rect(399, 724, 3.5, 420) & fronts, cloth.deep)]
    for y in range(756, 1120, 82):
        result += [Ink(ellipse(414, y + 1, 9.5), cloth.deep), Ink(ellipse(413, y, 8), button)]
    for x in (-1, 1):
        welt = poly(f"{400 + x * 62},930 {400 + x * 120},918 {400 + x * 120},934 {400 + x * 62},946")
        result.append(Ink(welt & fronts, cloth.shade))
    return result


def stripes(shape_on: Shape, colour: str, *, top: int = 560, gap: int = 38, width: float = 14) -> Inks:
    """Horizontal stripes that bend with the body, darker on the shadow side."""
    result = []
    for y in range(top, 1200, gap):
        line = brush(
            f"100,{y - 18} 230,{y - 5} 320,{y + 2} 400,{y + 4} 480,{y + 2} 570,{y - 5} 700,{y - 18}",
            width,
            width,
            width,
        )
        ink = line & shape_on & FRAME
        result += [Ink(ink, colour), Ink(ink - shape_on.moved(-34, 0), darker(colour, 0.3))]
    return result


def necklace(skin_line: str, metal: str) -> Inks:
    """A fine chain with a small pendant."""
    chain = brush("350,470 370,520 400,548 430,520 450,470", 2.6, 3, 2.6)
    return [
        Ink(chain.moved(1, 3), skin_line, 0.3),
        Ink(chain, metal),
        Ink(ellipse(400, 554, 7), metal),
        Ink(ellipse(398, 552, 2.4), lighter(metal, 0.6)),
    ]
