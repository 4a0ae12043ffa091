"""The style sheet, made from the tokens. Nothing else in the window sets one."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from studio_gui.ui.theme.marks import mark_url
from studio_gui.ui.theme.sheet_controls import CONTROLS
from studio_gui.ui.theme.sheet_surfaces import SURFACES
from studio_gui.ui.theme.tokens import Tokens


def style_sheet(t: Tokens) -> str:
    """The whole style sheet in the colours of ``t``."""
    marks = {
        "mark_down": mark_url("chevron-down", t.quiet),
        "mark_up": mark_url("chevron-up", t.quiet),
        "mark_left": mark_url("chevron-left", t.quiet),
        "mark_right": mark_url("chevron-right", t.quiet),
        "mark_check": mark_url("check", t.on_accent),
        "mark_check_menu": mark_url("check", t.accent),
        "mark_close": mark_url("close", t.quiet),
        "mark_minus": mark_url("minus", t.on_accent),
    }
    colors = {name: str(value) for name, value in asdict(t).items()}
    return Template(SURFACES + CONTROLS).substitute(colors | marks)
