"""What springs up is round to its corners, and icons keep apart from the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QIcon
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QSlider, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.forms.choice_fields import SegmentField
from studio_gui.ui.forms.color_picker import ColorPicker
from studio_gui.ui.theme import icons
from studio_gui.ui.theme.apply import Mode

UI = Path(theme.__file__).resolve().parents[1]
SQUARE = re.compile(r"(?<![\w.])Q(Menu|ComboBox|LineEdit|PlainTextEdit)\((?!\))|\.addMenu\(theme\.icon")


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_fields_of_the_colour_picker_are_told_from_its_ground(qtbot: QtBot, qapp: QApplication, mode: Mode) -> None:
    theme.apply(qapp, mode)
    anchor = QPushButton("Colour")
    qtbot.addWidget(anchor)
    anchor.show()
    picker = ColorPicker(anchor, can_be_none=True)
    picker.open_at(anchor, QColor("#FF0000"), [])
    picture = picker.grab().toImage()
    ground = picture.pixelColor(picker.hex.mapTo(picker, QPoint(-3, picker.hex.height() // 2)))
    for field in (picker.hex, *picker.opacity.findChildren(QLineEdit)):
        inside = picture.pixelColor(field.mapTo(picker, QPoint(4, field.height() // 2)))
        assert inside != ground, field.accessibleName()
    picker.close()
    theme.apply(qapp, "light")


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_no_paper_stands_square_around_the_round_border_of_a_menu(qtbot: QtBot) -> None:
    menu = theme.Menu()
    qtbot.addWidget(menu)
    for word in ("Cut", "Copy", "Paste"):
        menu.addAction(word)
    menu.popup(QPoint(40, 40))
    mask, area = menu.mask(), menu.rect()
    corners = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
    assert not any(mask.contains(corner) for corner in corners)
    assert mask.contains(area.center())
    assert mask.boundingRect() == area
    menu.close()


def _keys_of(menu: theme.Menu, action: QAction) -> tuple[QColor, int]:
    """The darkest colour at the outer end of an entry, and how far from its edge the ink ends."""
    image = menu.grab(menu.actionGeometry(action).adjusted(80, 1, 0, -1)).toImage()
    ground = image.pixel(image.width() - 1, image.height() // 2)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    inked = [at for at in places if image.pixel(*at) != ground]
    darkest = min((image.pixelColor(*at) for at in inked), key=QColor.lightness)
    return darkest, image.width() - 1 - max(x for x, _ in inked)


def _is_like(color: QColor, token: str) -> bool:
    """Thin letters are nowhere quite as dark as their ink."""
    return abs(color.lightness() - QColor(token).lightness()) < 12


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_keys_in_a_menu_are_quiet_and_end_at_one_edge(qtbot: QtBot) -> None:
    menu = theme.Menu()
    qtbot.addWidget(menu)
    short, long = menu.addAction("Cut"), menu.addAction("Undo")
    menu.addAction("Bring to the very front")
    for action, keys in ((short, "Ctrl+H"), (long, "Ctrl+Shift+H")):
        action.setShortcut(keys)
        action.setShortcutVisibleInContextMenu(True)
    menu.popup(QPoint(40, 40))
    (color, end), (_, other_end) = (_keys_of(menu, action) for action in (short, long))
    assert abs(end - other_end) <= 1
    assert _is_like(color, theme.tokens().quiet)
    short.setEnabled(False)
    assert _is_like(_keys_of(menu, short)[0], theme.tokens().disabled)
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("kind", [theme.LineEdit, theme.TextEdit])
def test_the_menu_of_a_field_looks_like_all_others_and_does_what_it_says(
    qtbot: QtBot, kind: type[theme.LineEdit | theme.TextEdit]
) -> None:
    field = kind("Welcome aboard")
    qtbot.addWidget(field)
    field.show()
    field.selectAll()
    at = field.rect().center()
    place = field if isinstance(field, theme.LineEdit) else field.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, field.mapToGlobal(at))
    QApplication.sendEvent(place, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, theme.Menu)
    assert not menu.mask().contains(menu.rect().topLeft())
    named = {action.objectName(): action for action in menu.actions()}
    assert not named["edit-copy"].icon().isNull()
    named["edit-cut"].trigger()
    menu.close()
    said = field.text() if isinstance(field, theme.LineEdit) else field.toPlainText()
    assert said == ""
    assert QApplication.clipboard().text() == "Welcome aboard"
    qtbot.waitUntil(lambda: field.findChild(theme.Menu) is None)


def test_nobody_makes_a_menu_or_a_choice_that_is_square() -> None:
    sources = [path for path in UI.rglob("*.py") if path.parent.name != "theme"]
    assert len(sources) > 100
    found = [
        f"{path.relative_to(UI)}: {hit[0]}" for path in sources for hit in SQUARE.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def _ink(button: QPushButton, size: QSize) -> tuple[int, int]:
    """The first and the last column of an icon in which something is drawn."""
    image = button.icon().pixmap(size, 2.0, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    assert image.width() == 2 * size.width()
    columns = [x for x in range(image.width()) if any(image.pixelColor(x, y).alpha() for y in range(image.height()))]
    return columns[0], image.width() - 1 - columns[-1]


def _button(qtbot: QtBot) -> QPushButton:
    button = QPushButton(theme.icon("export"), "Export the whole video")
    qtbot.addWidget(button)
    return button


def test_an_icon_stays_as_large_and_gets_room_beside_its_words(qtbot: QtBot) -> None:
    button = _button(qtbot)
    plain, width = button.iconSize(), button.sizeHint().width()
    left, right = _ink(button, plain)
    theme.set_apart(button)
    room = button.iconSize().width() - plain.width()
    assert room > 0
    assert button.iconSize().height() == plain.height()
    assert button.sizeHint().width() == width + room
    assert _ink(button, button.iconSize()) == (left, right + 2 * room)


@pytest.mark.usefixtures("right_to_left")
def test_the_room_is_at_the_left_of_an_icon_where_one_reads_from_the_right(qtbot: QtBot) -> None:
    button = _button(qtbot)
    plain = button.iconSize()
    left, right = _ink(button, plain)
    theme.set_apart(button)
    room = button.iconSize().width() - plain.width()
    assert _ink(button, button.iconSize()) == (left + 2 * room, right)


@pytest.mark.usefixtures("mirrored")
def test_the_mark_of_a_tool_that_opens_a_menu_keeps_apart_from_its_word_on_either_side(qtbot: QtBot) -> None:
    tool = QToolButton()
    qtbot.addWidget(tool)
    tool.setMenu(theme.Menu(tool))
    tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    tool.setIcon(theme.icon("shape"))
    theme.set_apart(tool)
    tool.setText("Shape")
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    tool.setProperty("opens", "menu")
    tool.setProperty("role", "tool")
    tool.resize(tool.sizeHint())
    image = tool.grab().toImage()
    ground = image.pixel(0, 0)
    inked = [any(image.pixel(x, y) != ground for y in range(image.height())) for x in range(image.width())]
    mark = inked.index(True)
    after_mark = inked.index(False, mark)
    word = inked.index(True, after_mark)
    assert after_mark - mark < 12
    assert word - after_mark >= 4


@pytest.mark.usefixtures("mirrored")
def test_the_left_is_at_the_left_of_a_choice_of_sides_also_where_one_reads_from_the_right(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    sides = SegmentField((("left", "Left"), ("center", "Centre"), ("right", "Right")), host)
    others = SegmentField((("", "Upright"), ("italic", "Italic")), host)
    host.show()
    for field in (sides, others):
        field.resize(200, 32)
        field.layout().activate()
    qtbot.waitUntil(lambda: all(field.buttons()[0].width() > 30 for field in (sides, others)))
    for field, is_mirrored in ((sides, False), (others, True)):
        places = [button.x() for button in field.buttons()]
        assert places == sorted(places, reverse=is_mirrored)
    host.close()


@pytest.mark.parametrize("name", ["plus", "minus", "close", "flip-h", "flip-v"])
def test_the_lines_of_a_small_icon_lie_on_pixels_and_not_between_them(name: str, qapp: QApplication) -> None:
    image = theme.icon_pixmap(name, 16, color="#000000").toImage()
    inks = [image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)]
    assert max(inks) > 230


@pytest.mark.parametrize("side_px", [18, 20])
def test_an_icon_is_as_sharp_in_every_session(qapp: QApplication, side_px: int) -> None:
    """What decides where its lines lie was read from memory that was somebody else's by then."""
    kept, found = [], set()
    for number in range(60):
        icons._nudge.cache_clear()
        found.add(tuple(icons._nudge(name, side_px) for name in ("video", "trash", "lock")))
        kept.append(bytes([number * 4]) * side_px * side_px)
    assert len(found) == 1


@pytest.mark.parametrize("role", ["", "projects"])
def test_a_tab_that_has_the_keyboard_has_a_ring_and_its_words_stay_where_they_are(
    qtbot: QtBot, qapp: QApplication, role: str
) -> None:
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    other, tabs = QPushButton("Other", window), QTabBar(window)
    tabs.setProperty("role", role)
    tabs.addTab("Scenes")
    tabs.addTab("Layers")
    tabs.move(0, 60)
    window.show()
    window.activateWindow()
    seen = []
    for holder in (other, tabs):
        holder.setFocus()
        qtbot.waitUntil(holder.hasFocus)
        tab = tabs.tabRect(0)
        words = tabs.grab(tab.adjusted(8, 4, -8, -4)).toImage()
        dark = [
            y for y in range(words.height()) if min(words.pixelColor(x, y).value() for x in range(words.width())) < 120
        ]
        edge = tabs.grab(tab).toImage().pixelColor(tab.width() // 2, 1)
        seen.append((tab, dark, edge))
    assert seen[0][:2] == seen[1][:2]
    assert seen[1][2] == QColor(theme.tokens().accent) != seen[0][2]


def test_the_ring_of_a_slider_with_the_keyboard_is_whole(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    slider = QSlider(Qt.Orientation.Horizontal)
    qtbot.addWidget(slider)
    slider.setValue(slider.maximum() // 2)
    slider.resize(110, slider.sizeHint().height())
    slider.show()
    slider.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    image, accent = slider.grab().toImage(), QColor(theme.tokens().accent)
    middle = next(x for x in range(110, 0, -1) if image.pixelColor(x - 1, image.height() // 2) == accent) - 7
    column = [image.pixelColor(middle, y) == accent for y in range(image.height())]
    assert column.count(True) == 4
    above, below = column.index(True), column[::-1].index(True)
    assert column[above : above + 2] == column[::-1][below : below + 2] == [True, True]


def test_a_row_of_choices_is_as_high_as_the_fields_beside_it(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    line, choice = theme.LineEdit(host), theme.ComboBox(host)
    segments = SegmentField((("landscape", "Landscape"), ("portrait", "Portrait")), host)
    for each in (line, choice, segments):
        row.addWidget(each)
    host.show()
    assert {each.height() for each in (line, choice, segments)} == {theme.CONTROL}
    for button in segments.buttons():
        assert button.height() >= button.fontMetrics().height() + 6
        assert button.geometry().bottom() < theme.CONTROL - 2
