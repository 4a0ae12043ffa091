"""Colours and measures of the window, light and dark. No widget is known here."""

from __future__ import annotations

from dataclasses import dataclass

S4, S8, S12, S16, S24 = 4, 8, 12, 16, 24
"""The only spaces between things, in device-independent pixels."""

RADIUS = 6
CARD_RADIUS = 10
CONTROL = 30
CONTROL_SMALL = 24
ICON = 18

MOTION_MS = 150
"""Length of a transition; ease out."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one mode, as ``#RRGGBB``."""

    is_dark: bool
    ground: str
    """Behind the stage."""
    window: str
    panel: str
    raised: str
    line: str
    line_strong: str
    outline: str
    """Around what only its edge shows: the box of a tick, the knob of a slider; three to one on every ground."""
    text: str
    quiet: str
    hint: str
    """Words in an empty field: fainter than what was typed, but for reading."""
    disabled: str
    accent: str
    accent_hover: str
    accent_soft: str
    """A tint of the accent: what is selected in a list."""
    accent_ring: str
    """Around something filled with the accent that has the focus."""
    on_accent: str
    good: str
    warn: str
    bad: str
    hover: str
    """A row or quiet button under the pointer."""
    pressed: str
    field: str
    """The inside of a field."""
    segment: str
    """The part of a choice that is in force, on the ground of a field."""
    shadow: str
    selection: str = "#2F5FE3"
    """Outlines and handles on the stage."""
    guide: str = "#FF3DA5"
    """Snapping guides on the stage."""


LIGHT = Tokens(
    is_dark=False,
    ground="#ECEEF2",
    window="#F6F7F9",
    panel="#FFFFFF",
    raised="#FFFFFF",
    line="#E2E5EB",
    line_strong="#C9CED8",
    outline="#7F8897",
    text="#1A1E26",
    quiet="#5A6372",
    hint="#666F7E",
    disabled="#9AA2B1",
    accent="#2F5FE3",
    accent_hover="#2650C8",
    accent_soft="#E7EDFD",
    accent_ring="#132C78",
    on_accent="#FFFFFF",
    good="#1E7F4F",
    warn="#9A6200",
    bad="#C42B3A",
    hover="#F0F2F6",
    pressed="#E4E8EF",
    field="#F4F5F8",
    segment="#FFFFFF",
    shadow="#1A1E26",
)

DARK = Tokens(
    is_dark=True,
    ground="#121418",
    window="#181B20",
    panel="#1E2228",
    raised="#262B33",
    line="#2B3039",
    line_strong="#3A414D",
    outline="#747E8E",
    text="#E9EBF0",
    quiet="#A3ABBA",
    hint="#8E97A7",
    disabled="#5F6877",
    accent="#6B93FF",
    accent_hover="#86A7FF",
    accent_soft="#26324F",
    accent_ring="#DCE5FF",
    on_accent="#0E1420",
    good="#58C48B",
    warn="#E3B04B",
    bad="#FF7A85",
    hover="#272C34",
    pressed="#303640",
    field="#262B33",
    segment="#3A414D",
    shadow="#000000",
)

_current = LIGHT


def tokens() -> Tokens:
    """The colours in force now; ask again when the theme changed (``theme.watch``)."""
    return _current


def use(chosen: Tokens) -> None:
    """Put other colours in force (``theme.apply`` calls this)."""
    global _current
    _current = chosen
