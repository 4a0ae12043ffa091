"""Puts a theme in force: palette, font and style sheet of the application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from studio_gui.painting.fonts import load_bundled_fonts
from studio_gui.ui.theme.sheet import style_sheet
from studio_gui.ui.theme.sheet_controls import MIRRORED
from studio_gui.ui.theme.tokens import DARK, LIGHT, Tokens, tokens, use

Mode = Literal["system", "light", "dark"]
BODY_PX = 13
_NO_FACE = ("sans serif", "sans-serif", "sans")
"""What a desktop says that has chosen no face for windows. Which one that means would change under way, as soon as the
fonts of the first project are there: half of a window would be set in another than the rest."""


class _Notice(QObject):
    changed = Signal()


_mode: Mode = "system"
_notice: _Notice | None = None


def apply(app: QApplication, mode: Mode = "system") -> None:
    """Put a theme in force; ``system`` follows the desktop, also when it changes later."""
    global _mode
    _mode = mode
    _ensure_notice(app)
    _put(app)


def current_mode() -> Mode:
    """What was asked for: ``system``, ``light`` or ``dark``."""
    return _mode


def is_dark() -> bool:
    """Whether the dark colours are in force."""
    return tokens().is_dark


def watch(owner: QObject, changed: Callable[[], None]) -> None:
    """Call ``changed`` (a bound method of ``owner``) whenever other colours are in force."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _ensure_notice(app).changed.connect(changed)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its role for the style sheet, also after it was shown."""
    if (widget.property("role") or "") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_all(widget: QWidget) -> Iterator[None]:
    """Style a widget that is not shown yet and all that is in it, one in each step."""
    for part in (widget, *widget.findChildren(QWidget)):
        part.ensurePolished()
        yield


def numbers_font(px: int = BODY_PX) -> QFont:
    """The body font with figures of one width, for numbers that change."""
    return QFont(_numbers_font(QApplication.font().family(), px))


@lru_cache(maxsize=16)
def _numbers_font(family: str, px: int) -> QFont:
    """Lists ask for it for every row they paint, and switching a feature on takes long."""
    font = QFont(QApplication.font())
    font.setFamily(family)
    font.setPixelSize(px)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _ensure_notice(app: QApplication) -> _Notice:
    global _notice
    if _notice is None:
        _notice = _Notice(app)
        app.styleHints().colorSchemeChanged.connect(_on_scheme_changed)
    return _notice


def _on_scheme_changed(_scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if _mode == "system" and isinstance(app, QApplication):
        _put(app)


def _put(app: QApplication) -> None:
    chosen = _chosen(app)
    is_mirrored = app.layoutDirection() == Qt.LayoutDirection.RightToLeft
    dressed = [chosen.is_dark, is_mirrored]
    if chosen is tokens() and app.property("theme") == dressed:
        return
    use(chosen)
    app.setProperty("theme", dressed)
    # Without the old sheet first: Qt exchanges one for another by styling a widget once for each that it lies in.
    app.setStyleSheet("")
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    font = app.font()
    font.setPixelSize(BODY_PX)
    if font.family().lower() in _NO_FACE:
        load_bundled_fonts()
        font.setFamily("Noto Sans")
    app.setFont(font)
    app.setPalette(_palette(chosen))
    sheet = style_sheet(chosen)
    if is_mirrored:
        # A slider is filled from where one begins to read.
        sheet = sheet.replace("::sub-page:horizontal", "::add-page:horizontal") + MIRRORED
    app.setStyleSheet(sheet)
    _dress_clear_buttons(app)
    if _notice is not None:
        _notice.changed.emit()


def _dress_clear_buttons(app: QApplication) -> None:
    """The cross that empties a line keeps the colour it was made with: it is made anew."""
    for widget in app.allWidgets():
        if isinstance(widget, QLineEdit) and widget.isClearButtonEnabled():
            widget.setClearButtonEnabled(False)
            widget.setClearButtonEnabled(True)


def _chosen(app: QApplication) -> Tokens:
    if _mode == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if _mode == "dark" else LIGHT


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colors = {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.panel,
        role.AlternateBase: t.hover,
        role.Text: t.text,
        role.Button: t.panel,
        role.ButtonText: t.text,
        role.BrightText: t.bad,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.window,
        role.PlaceholderText: t.hint,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.raised,
        role.Midlight: t.hover,
        role.Mid: t.line_strong,
        role.Dark: t.line_strong,
        role.Shadow: t.shadow,
        role.Accent: t.accent,
    }
    palette = QPalette()
    for name, color in colors.items():
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(t.disabled))
    return palette
