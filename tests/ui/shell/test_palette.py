"""The list of all commands, by their names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.actions.finding import palette
from studio_gui.ui.main_window import MainWindow


def test_the_palette_finds_and_runs(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.run("palette")
    dialog = window.findChild(palette.PaletteDialog)
    assert isinstance(dialog, palette.PaletteDialog)
    qtbot.keyClicks(dialog.line, "dup sc")
    entry = dialog.list.currentItem()
    assert entry is not None
    assert entry.text().startswith("Duplicate scene")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert window.document is not None
    assert len(window.document.project.scenes) == 4


@pytest.mark.parametrize("opens", ["as the system has it", "click"])
def test_a_click_in_the_palette_runs_a_command_once(window: MainWindow, qtbot: QtBot, opens: str) -> None:
    """Some systems open what is in lists at the first click and tell of both, the click and the opening."""
    assert window.document is not None
    before = len(window.document.project.scenes)
    dialog = palette.PaletteDialog(window.actions_, window)
    if opens == "click":
        dialog.list.setStyleSheet("QListView { activate-on-singleclick: 1; }")
    dialog.show()
    qtbot.keyClicks(dialog.line, "dup sc")
    place = dialog.list.visualItemRect(dialog.list.item(0)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(window.document.project.scenes) == before + 1


def test_the_palette_takes_a_command_as_it_stands_in_its_list(window: MainWindow, qtbot: QtBot) -> None:
    dialog = palette.PaletteDialog(window.actions_, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.keyClicks(dialog.line, "Appearance: Light")
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["Appearance: Light"]
    dialog.close()


def test_the_palette_is_as_high_as_what_it_has_found(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.run("palette")
    dialog = window.findChild(palette.PaletteDialog)
    assert isinstance(dialog, palette.PaletteDialog)
    whole = dialog.height()
    dialog.line.setText("appearance dark")
    assert dialog.list.count() == 1
    qtbot.waitUntil(lambda: dialog.list.viewport().height() <= 40)
    assert dialog.list.viewport().height() >= dialog.list.visualItemRect(dialog.list.item(0)).bottom()
    assert not dialog.list.verticalScrollBar().isVisible()
    dialog.line.setText("")
    assert dialog.height() == whole
    dialog.reject()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("csv", "import"),
        ("mail merge", "series"),
        ("table", "series"),
        ("missing", "media"),
        ("portrait", "new_portrait"),
        ("vertical format", "turn_stage"),
        ("save", "save"),
        ("relink", "media"),
        ("mp4", "export"),
        ("dictionary", "pronunciation"),
        ("Ctrl+shift+d", "duplicate_scene"),
        ("ctrl++", "zoom_in"),
        ("f5", "preview"),
    ],
)
def test_the_palette_knows_commands_by_the_words_of_other_programs(
    window: MainWindow, qtbot: QtBot, typed: str, first: str
) -> None:
    dialog = palette.PaletteDialog(window.actions_, window)
    dialog.show()
    qtbot.keyClicks(dialog.line, typed)
    assert dialog.list.item(0).data(Qt.ItemDataRole.UserRole) == first
    dialog.close()


@pytest.mark.parametrize("typed", ["Ctrl+D", "ctrl d"])
def test_the_palette_knows_a_command_by_its_keys_and_says_when_it_rests(
    window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    """It offered the projects at a service, whose name has these letters."""
    assert window.document is not None
    for ids in ((), (window.document.scene.clips[0].id,)):
        window.document.select(ids)
        window.actions_.refresh()
        window.actions_.run("palette")
        dialog = window.findChild(palette.PaletteDialog)
        assert isinstance(dialog, palette.PaletteDialog)
        qtbot.keyClicks(dialog.line, typed)
        if not ids:
            assert (dialog.list.count(), dialog.nothing.text()) == (0, "“Duplicate” has nothing to work on now.")
        else:
            assert dialog.list.item(0).data(Qt.ItemDataRole.UserRole) == "duplicate"
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()


def test_the_palette_says_when_nothing_is_found(window: MainWindow, qtbot: QtBot) -> None:
    dialog = palette.PaletteDialog(window.actions_, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert not dialog.nothing.isVisible()
    qtbot.keyClicks(dialog.line, "zzq")
    assert dialog.nothing.isVisible()
    assert not dialog.list.isVisible()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Backspace)
    assert dialog.list.isVisible()
    assert not dialog.nothing.isVisible()
    dialog.close()


def test_the_palette_has_an_edge_on_a_ground_of_its_own_colour(window: MainWindow, qtbot: QtBot) -> None:
    dialog = palette.PaletteDialog(window.actions_, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    picture = dialog.grab().toImage()
    assert picture.pixelColor(0, 200).name().upper() == theme.tokens().line_strong.upper()
    dialog.close()


def test_the_palette_shows_keys_in_a_column_of_their_own(window: MainWindow, qtbot: QtBot) -> None:
    dialog = palette.PaletteDialog(window.actions_, window)
    first = dialog.list.item(0)
    assert (first.text(), first.data(palette.KEY_ROLE)) == ("New project", "Ctrl+N")
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.close()


def test_the_palette_says_of_a_command_that_can_do_nothing_now_that_there_is_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.document is not None
    window.document.select(())
    window.actions_.run("palette")
    dialog = window.findChild(palette.PaletteDialog)
    assert isinstance(dialog, palette.PaletteDialog)
    qtbot.keyClicks(dialog.line, "Align  left")
    assert dialog.list.count() == 0
    assert dialog.nothing.text() == "“Align left” has nothing to work on now."
    dialog.line.setText("zzzz")
    assert dialog.nothing.text() == "No command has these words in its name."
    dialog.reject()


def test_the_palette_is_round_like_the_menus(window: MainWindow) -> None:
    window.actions_.run("palette")
    dialog = window.findChild(palette.PaletteDialog)
    assert isinstance(dialog, palette.PaletteDialog)
    for query in ("", "align"):
        dialog.line.setText(query)
        area, mask = dialog.rect(), dialog.mask()
        corners = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
        assert not any(mask.contains(corner) for corner in corners)
        assert mask.boundingRect() == area
    dialog.reject()
