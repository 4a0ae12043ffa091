"""Which words are colours, as the documents and the painters understand them; nothing here draws.

``rgb(…)``, ``rgba(…)``, hexadecimal with 3, 4, 6 or 8 digits, the names of SVG, and ``none`` or nothing for no colour.
"""

from __future__ import annotations

import math
import re

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"rgba?\(([^()]*)\)")
_NO_COLOR = frozenset({"", "none", "transparent"})
_NAMES = frozenset(
    """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen""".split()
)  # fmt: skip


def is_color(text: str) -> bool:
    """Whether ``text`` can be drawn as it is written; no colour at all can, too."""
    word = text.strip().lower()
    if word in _NO_COLOR or word in _NAMES or _HEX.fullmatch(word):
        return True
    found = _FUNCTION.fullmatch(word)
    parts = [part for part in re.split(r"[\s,/]+", found[1].strip()) if part] if found else []
    return len(parts) in (3, 4) and all(map(_is_number, parts))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text.removesuffix("%")))
    except ValueError:
        return False
