"""The kinds of files a project can become. Plain values without Qt; the libraries are asked when somebody wants to know."""

from __future__ import annotations

from studio_gui.render.formats.table import (
    FORMATS,
    Format,
    check_format,
    check_name,
    format_named,
    missing,
    with_suffix,
)

__all__ = ["FORMATS", "Format", "check_format", "check_name", "format_named", "missing", "with_suffix"]
