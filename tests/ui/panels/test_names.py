"""Everything the keyboard reaches, and every button that is only a picture, has a name for screen readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio_gui.base.errors import StudioError
from studio_gui.model import edits
from studio_gui.ui.dialogs import message
from studio_gui.ui.forms.color_field import ColorField
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window import crash
from tests.ui.answering import answering
from tests.ui.panels.conftest import make_project

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QAbstractScrollArea)
BARE = (QScrollBar, QScrollArea, QMenuBar, QTabBar, QTabWidget)
"""What shows others and has no name of its own to say."""
TAB = Qt.FocusPolicy.TabFocus
LOW_SCREEN = (1240, 650)
"""What a screen of 1280 × 720 has for a window between its bars."""


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def needs_name(widget: QWidget) -> bool:
    is_inside = isinstance(widget.parentWidget(), QComboBox) or widget.objectName().startswith("qt_")
    is_reached = (widget.focusPolicy() & TAB and widget.focusProxy() is None) or isinstance(widget, CONTROLS)
    return bool(is_reached) and widget.isVisible() and not isinstance(widget, BARE) and not is_inside


def nameless(top: QWidget) -> list[str]:
    """The widgets in ``top`` that nobody could tell from each other by ear."""
    found = [widget for widget in (top, *top.findChildren(QWidget)) if needs_name(widget) and not name_of(widget)]
    return sorted({f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}" for widget in found})


def test_the_walk_finds_a_button_without_a_name(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    button = QAbstractButtonOf(top)
    top.show()
    assert nameless(top) == ["QAbstractButtonOf in QWidget"]
    button.setAccessibleName("Do it")
    assert nameless(top) == []


class QAbstractButtonOf(QAbstractButton):
    """A button that shows nothing."""

    def paintEvent(self, event: object) -> None:
        """Nothing to see."""


@pytest.mark.parametrize("tab", ["scenes", "layers", "media", "presenters"])
def test_the_window_and_its_tabs(qtbot: QtBot, window: MainWindow, tab: str) -> None:
    window.show_tab(tab)
    for panel in ("history", "jobs", "script"):
        window.show_panel(panel)
    window.document.select([clip.id for clip in window.document.scene.clips if clip.label == "Title"])
    qtbot.waitUntil(lambda: window.canvas.bar.isVisible() and bool(window.status.issues.text()))
    assert not nameless(window), nameless(window)


def test_the_inspector_of_every_kind(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    for clip in make_project().scenes[0].clips:
        document.apply("Add", lambda p, clip=clip: edits.add_clip(p, document.scene_id, clip=clip))
        document.select([clip.id])
        for tab in ("Design", "Animate", "Data"):
            window.workspace.inspector.show_tab(tab)
            assert nameless(window.workspace.inspector) == [], (clip.type, tab)
    document.select([clip.id for clip in document.scene.clips])
    assert nameless(window.workspace.inspector) == []
    document.select([])
    assert nameless(window.workspace.inspector) == []


def test_the_start_page(window: MainWindow) -> None:
    window.show_start()
    assert not nameless(window), nameless(window)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_colour_picker(window: MainWindow) -> None:
    clip = next(clip for clip in window.document.scene.clips if clip.type == "shape")
    window.document.select([clip.id])
    field = window.workspace.inspector.whole_form().field("fill")
    assert isinstance(field, ColorField)
    field.open_picker()
    assert field.picker is not None
    assert nameless(field.picker) == []
    field.picker.close()


COMMANDS = (
    "export", "shortcuts", "palette", "manual", "about", "versions", "accounts", "hosting", "avatars", "media", "pronunciation",
    "voices",
)  # fmt: skip


def buttons_of(dialog: QDialog) -> list[QPushButton]:
    """The buttons in its last row, from left to right."""
    shown = [each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.text()]
    heights = {each: each.mapTo(dialog, each.rect().center()).y() for each in shown}
    last = [each for each in shown if abs(heights[each] - max(heights.values())) < each.height()]
    return sorted(last, key=lambda each: each.mapTo(dialog, each.rect().center()).x())


@pytest.mark.parametrize("command", COMMANDS)
def test_dialogs_have_names_and_their_one_primary_button_at_the_right(
    qtbot: QtBot, window: MainWindow, command: str
) -> None:
    found: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        found.append(nameless(dialog))
        row = buttons_of(dialog)
        places = [place for place, each in enumerate(row) if each.property("role") == "primary"]
        if places not in ([], [len(row) - 1]):
            found.append([f"primary: {[each.text() for each in row]} at {places}"])
        close = dialog.findChild(QPushButton, "close")
        if close is not None and close.property("role"):
            found.append(["Close is primary"])
        if dialog.width() > LOW_SCREEN[0] or dialog.height() > LOW_SCREEN[1]:
            found.append([f"{dialog.size()} is more than a low screen has"])
        dialog.reject()

    with answering(look, QDialog):
        window.actions_.run(command)
    assert found == [[]]


def test_messages(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    said = message.show_error(window, StudioError("It is gone.", "Look elsewhere.", "detail"))
    report = crash.CrashDialog("Traceback", window)
    report.show()
    for dialog in (said, report):
        assert nameless(dialog) == []
        dialog.close()


@pytest.mark.parametrize("label", ["", "Title", "Card", "Logo", "Amara"])
def test_tab_goes_through_the_inspector_as_one_reads(qtbot: QtBot, window: MainWindow, label: str) -> None:
    window.document.select([clip.id for clip in window.document.scene.clips if label and clip.label == label])
    inspector = window.workspace.inspector
    assert (inspector.whole_form() is not None) == bool(label), "it is whole once it was asked for"
    first = inspector.header.name_field if label else inspector.scene_form.field("name")
    (first.focusProxy() or first).setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        now = window.focusWidget()
        if now is None or now in seen or not inspector.isAncestorOf(now):
            break
        seen.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert len(seen) > 5
    assert window.focusWidget() not in seen, "one comes out again"

    def lines() -> list[tuple[int, int]]:
        centers = [widget.mapTo(inspector, widget.rect().center()) for widget in seen]
        return [(round(at.y() / 14), at.x()) for at in centers]

    # Rows that have just come are still being laid out.
    qtbot.waitUntil(lambda: lines() == sorted(lines()))
