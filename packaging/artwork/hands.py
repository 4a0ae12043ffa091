"""Hands: a palm and tapered fingers, one silhouette, with the lines between the fingers."""

from __future__ import annotations

from .face import Skin
from .ink import Ink, Inks
from .shapes import Shape, blob, brush, joined, tube


def _hand(palm: Shape, fingers: list[Shape], lines: list[Shape], shade: Shape, skin: Skin) -> Inks:
    whole = joined([palm, *fingers])
    return [Ink(whole, skin.base), Ink(whole & shade, skin.shade, 0.9), *(Ink(line, skin.line, 0.55) for line in lines)]


def clasped(skin: Skin) -> Inks:
    """Two hands resting in one another in front of the body, about (400, 1010)."""
    back_palm = blob("506,958 470,950 430,962 398,984 380,1012 384,1046 410,1062 446,1052 486,1036 514,1022 520,990")
    back_fingers = [
        tube("420,1030 386,1052 356,1062", 30, 27, 20),
        tube("424,1042 398,1066 370,1080", 28, 26, 19),
    ]
    result = _hand(back_palm, back_fingers, [], blob("380,1000 420,1030 520,1010 520,1090 340,1100"), skin)
    palm = blob("292,962 328,950 366,954 398,966 420,990 424,1020 408,1044 376,1046 334,1036 298,1024 280,998")
    fingers = [
        tube("396,978 428,982 458,996", 29, 27, 21),
        tube("402,998 434,1008 460,1026", 29, 28, 21),
        tube("396,1018 426,1032 448,1050", 28, 26, 20),
        tube("380,1034 406,1050 424,1066", 26, 23, 18),
    ]
    thumb = tube("346,962 388,950 424,952", 30, 26, 20)
    lines = [
        brush("404,990 432,994 462,1009", 1, 3, 1),
        brush("404,1009 430,1021 455,1040", 1, 3, 1),
        brush("394,1028 414,1041 436,1060", 1, 3, 1),
        brush("362,972 396,964 426,963", 1, 3, 1),
    ]
    contact = joined([palm, *fingers, thumb]).moved(5, 9) & joined([back_palm, *back_fingers])
    result.append(Ink(contact, skin.line, 0.3))
    shade = blob("290,1012 340,1018 384,1026 420,1030 440,1042 470,1026 480,1090 280,1090")
    return result + _hand(palm, [*fingers, thumb], lines, shade, skin)


def open_palm(skin: Skin) -> Inks:
    """An explaining hand, palm up, at the end of a raised forearm; wrist at (0, 0), fingers towards up left."""
    palm = blob("-22,8 -26,-26 -40,-58 -36,-86 -8,-96 20,-84 30,-52 26,-20 22,8")
    fingers = [
        tube("-30,-74 -62,-98 -88,-110", 24, 22, 16),
        tube("-22,-84 -48,-122 -70,-146", 24, 23, 16),
        tube("-8,-88 -22,-132 -36,-164", 24, 23, 16),
        tube("8,-82 6,-122 0,-150", 23, 21, 15),
    ]
    thumb = tube("20,-40 48,-66 56,-98", 27, 24, 17)
    lines = [
        brush("-40,-84 -28,-86 -22,-96", 1, 3, 1),
        brush("-26,-96 -16,-96 -13,-106", 1, 3, 1),
        brush("-10,-98 0,-94 4,-104", 1, 3, 1),
        brush("16,-40 8,-56 10,-74", 0.8, 3.4, 0.8),
        brush("-30,-60 -12,-66 6,-64", 0.8, 2.6, 0.8),
    ]
    return _hand(palm, [*fingers, thumb], lines, blob("8,12 10,-30 22,-70 40,-90 66,-110 66,-40 30,20"), skin)


def gripping(skin: Skin) -> Inks:
    """Fingers around the lower edge of a board; the wrist is to the right at (92, 40)."""
    palm = blob("100,12 60,4 22,6 4,22 0,44 20,62 60,70 104,64")
    fingers = [
        tube("30,20 -2,10 -26,14", 27, 25, 19),
        tube("28,36 -8,30 -34,36", 28, 26, 20),
        tube("30,50 -6,50 -30,56", 27, 25, 19),
        tube("38,60 8,68 -14,74", 25, 22, 17),
    ]
    lines = [
        brush("20,24 -4,20 -28,25", 1, 3, 1),
        brush("18,42 -8,40 -32,46", 1, 3, 1),
        brush("22,58 0,59 -24,66", 1, 3, 1),
    ]
    return _hand(palm, fingers, lines, blob("-30,60 20,52 70,46 110,40 110,90 -30,90"), skin)


def placed(inks: Inks, dx: float, dy: float, *, turn: float = 0.0, flip: bool = False) -> Inks:
    """A hand turned about its wrist and moved; flipped for the other side."""
    result = []
    for ink in inks:
        shape = ink.shape.turned(turn, 0, 0)
        shape = shape.scaled(-1, 1, 0, 0) if flip else shape
        result.append(Ink(shape.moved(dx, dy), ink.colour, ink.opacity))
    return result
