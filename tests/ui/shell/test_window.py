"""The window as a whole: its shape, its dialogs, its looks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.errors import ProjectFileError
from studio_gui.ui import theme
from studio_gui.ui.actions.finding import shortcuts
from studio_gui.ui.dialogs import leaving, manual, message
from studio_gui.ui.main_window import FIRST_SIZE, MainWindow
from studio_gui.ui.opening import make_application, open_first
from studio_gui.ui.start.card import Card
from studio_gui.ui.theme.tokens import DARK, LIGHT, Tokens
from studio_gui.ui.window import crash
from studio_gui.ui.window.clipping import clipped
from studio_gui.ui.window.memory import Memory
from tests.ui.answering import answering


def test_docks_are_as_wide_as_they_should_be(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    docks = window.workspace.docks
    qtbot.waitUntil(lambda: abs(docks["left"].width() - 248) <= 4)
    assert abs(docks["inspector"].width() - 304) <= 4
    assert abs(docks["script"].height() - 168) <= 12
    assert window.workspace.toolbar.height() == 44
    assert window.status.height() == 26


def test_panels_pushed_as_narrow_as_they_go_still_show_all(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    window.resize(window.minimumSize())
    docks = [workspace.docks["left"], workspace.docks["inspector"]]
    workspace.resizeDocks(docks, [1, 1], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: docks[0].width() < 248 and docks[1].width() < 304)
    tabs = workspace.left_tabs
    # The style is known by now, and with it what the names of the tabs need.
    assert tabs.width() >= tabs.tabBar().sizeHint().width()
    form, area = workspace.inspector.scene_form, workspace.inspector.scroll_area
    assert area.viewport().width() >= form.minimumSizeHint().width()


def test_docks_are_as_they_were_when_a_small_window_grows_again(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    docks = workspace.docks

    def are_right() -> bool:
        widths = docks["left"].width(), docks["inspector"].width()
        return widths == (248, 304) and abs(docks["jobs"].height() - 250) <= 1

    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: docks["left"].width() < 248)
    window.resize(1500, 940)
    qtbot.waitUntil(are_right)
    # More height is for what is selected, and a line that a hand has moved stays where it was put.
    window.resize(1500, 1040)
    qtbot.waitUntil(lambda: docks["script"].geometry().bottom() > 900)
    qtbot.waitUntil(are_right)
    at = QPointF(docks["left"].geometry().right() + 1, 400)
    _by_hand(workspace, QEvent.Type.MouseButtonPress, at)
    _by_hand(workspace, QEvent.Type.MouseMove, at + QPointF(50, 0))
    qtbot.waitUntil(lambda: docks["left"].width() > 280)
    _by_hand(workspace, QEvent.Type.MouseButtonRelease, at + QPointF(50, 0))
    chosen = docks["left"].width()
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: docks["left"].width() < 280)
    window.resize(1500, 940)
    qtbot.waitUntil(lambda: docks["left"].width() == chosen)


def _by_hand(widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    """The left button, with what is held: ``QTest.mouseMove`` does not say it."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    where = widget.mapToGlobal(at)
    QApplication.sendEvent(widget, QMouseEvent(kind, at, where, button, held, Qt.KeyboardModifier.NoModifier))


def test_the_window_remembers_its_panels(window: MainWindow, services: Services, qtbot: QtBot, project: Path) -> None:
    window.actions_.run("panel_script")
    window.close()
    again = MainWindow(services, memory=window.memory)
    qtbot.addWidget(again)
    assert open_first(again) is None
    again.show()
    assert not again.panel_shows("script")
    assert again.panel_shows("left")
    again.issues.stop()


def test_the_first_start_shows_the_start_page(empty_window: MainWindow, qtbot: QtBot) -> None:
    assert open_first(empty_window) is None
    empty_window.show()
    page = empty_window.start_page
    assert page is not None
    cards = page.findChildren(Card)
    assert [card.text() for card in cards] == ["Onboarding", "Product launch", "Portrait news"]
    qtbot.waitUntil(lambda: all("scenes" in card.accessibleDescription() for card in cards))
    qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    assert empty_window.document is not None
    assert empty_window.document.project.name == "Onboarding"


def test_a_project_that_cannot_be_opened_at_the_start_is_said(empty_window: MainWindow, tmp_path: Path) -> None:
    error = open_first(empty_window, [str(tmp_path / "nothing")])
    assert isinstance(error, ProjectFileError)
    assert str(tmp_path / "nothing") in error.sentence()
    assert empty_window.document is None
    assert empty_window.start_page.isVisibleTo(empty_window)


def test_the_first_window_leaves_room_for_its_title(
    empty_window: MainWindow, services: Services, tmp_path: Path
) -> None:
    """On a screen that is lower than the window should be, the status bar lay below it."""
    room = empty_window.screen().availableSize()
    assert room.height() < FIRST_SIZE.height()
    first = MainWindow(services, memory=Memory(tmp_path / "first.ini"))
    height = first.height()
    first.issues.stop()
    first.close()
    first.deleteLater()
    assert room.height() - 40 < height < room.height() - 20


def test_zoom_is_shown_and_set(window: MainWindow) -> None:
    window.canvas.set_zoom(0.5)
    assert window.status.zoom.text() == "50 %"
    window.status.slider.setValue(window.status.slider.maximum())
    assert window.canvas.zoom == pytest.approx(8)
    window.actions_.run("zoom_100")
    assert window.canvas.zoom == pytest.approx(1)


def test_the_key_sheet_has_every_key(window: MainWindow, qtbot: QtBot) -> None:
    sections = dict(shortcuts.sections(window.actions_))
    assert ("export", ("Ctrl+E",)) in [(row.id, row.keys) for row in sections["File"]]
    assert sections.keys() == {"File", "Edit", "Insert", "Arrange", "Scene", "View", "Help", "Tools"}
    window.actions_.run("shortcuts")
    sheet = window.findChild(shortcuts.ShortcutSheet)
    assert isinstance(sheet, shortcuts.ShortcutSheet)
    qtbot.waitUntil(sheet.isVisible)
    assert sheet.buttons.keys() == window.actions_.rows.keys()
    sheet.close()


def test_the_manual_is_there(window: MainWindow) -> None:
    assert manual.manual_path() is not None
    window.actions_.run("manual")
    shown = window.findChild(manual.ManualWindow)
    assert isinstance(shown, manual.ManualWindow)
    assert "first video" in shown.text.toPlainText()
    shown.close()


def test_the_manual_has_air_above_its_headings(window: MainWindow) -> None:
    made = manual.ManualWindow(window)
    block = made.text.document().begin()
    seen = []
    while block.isValid():
        if block.blockFormat().headingLevel() == 2:
            seen.append(block.blockFormat().topMargin())
        block = block.next()
    assert seen
    assert min(seen) >= 16
    assert made.text.textCursor().position() == 0
    made.close()


def test_a_bug_is_said_once_and_the_program_goes_on(window: MainWindow, capsys: pytest.CaptureFixture[str]) -> None:
    hook = crash.Hook(window)
    try:
        raise ZeroDivisionError("by accident")
    except ZeroDivisionError:
        kind, error, trace = sys.exc_info()
    assert kind is not None
    assert error is not None
    hook(kind, error, trace)
    hook(kind, error, trace)
    dialogs = window.findChildren(crash.CrashDialog)
    assert len(dialogs) == 1
    report = dialogs[0].findChild(QPlainTextEdit)
    assert isinstance(report, QPlainTextEdit)
    assert "by accident" in report.toPlainText()
    assert capsys.readouterr().err.count("ZeroDivisionError: by accident") == 2
    dialogs[0].accept()


def test_the_theme_changes_while_the_window_is_open(window: MainWindow, qapp: QApplication) -> None:
    window.actions_.run("theme_dark")
    assert theme.is_dark()
    assert qapp.palette().window().color().name().upper() == DARK.window
    assert window.memory.text("theme") == "dark"
    window.actions_.run("theme_light")
    assert not theme.is_dark()


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "quiet", "hint", "good", "warn", "bad", "accent"])
@pytest.mark.parametrize("ground", ["panel", "raised", "window", "field"])
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert _contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["panel", "raised", "window", "field", "hover", "accent_soft"])
def test_the_box_of_a_tick_can_be_seen(tokens: Tokens, ground: str) -> None:
    assert _contrast(tokens.outline, getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_primary_button_can_be_read(tokens: Tokens) -> None:
    assert _contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert _contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


def test_small_things_are_remembered(tmp_path: Path, project: Path) -> None:
    memory = Memory(tmp_path / "m.ini")
    memory.note_recent(project)
    memory.note_recent(project)
    memory.note_folder("picture", tmp_path)
    memory.keep_text("fps", "25")
    again = Memory(tmp_path / "m.ini")
    assert again.recent() == (project,)
    assert again.last_folder("picture") == str(tmp_path)
    assert again.last_folder("other") == str(Path.home())
    assert again.text("fps") == "25"


def test_an_error_is_a_sentence_and_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    window.show_error(ProjectFileError("The disk is full.", "Free some space.", "[Errno 28]"))
    shown = window.findChild(message.Message, "error")
    assert isinstance(shown, message.Message)
    assert {"The disk is full.", "Free some space."} <= {label.text() for label in shown.findChildren(QLabel)}
    copy = shown.findChild(message.CopyButton)
    assert isinstance(copy, message.CopyButton)
    copy.click()
    assert QApplication.clipboard().text() == "The disk is full. Free some space.\n[Errno 28]"
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert not shown.isVisible()


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_Return, "save"), (Qt.Key.Key_Escape, "cancel"), (None, "discard")]
)
def test_the_question_of_unsaved_changes_is_answered_by_keys_and_mouse(
    window: MainWindow, qtbot: QtBot, key: Qt.Key | None, answer: str
) -> None:
    def press(shown: message.Message) -> None:
        assert "“Onboarding”" in shown.findChildren(QLabel)[1].text()
        button = shown.findChild(QPushButton, answer)
        if key is not None:
            qtbot.keyClick(shown, key)
        elif isinstance(button, QPushButton):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    with answering(press, message.Message, name="leaving"):
        assert leaving.ask(window, "Onboarding") == answer


def test_enter_presses_the_button_that_shows_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    """Else who goes to “Don’t save” by Tab, and sees it ringed, saves by Enter."""

    def press(shown: message.Message) -> None:
        qtbot.waitUntil(lambda: shown.focusWidget() is shown.findChild(QPushButton, "save"))
        qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        assert shown.focusWidget() is shown.findChild(QPushButton, "discard")
        qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Return)

    with answering(press, message.Message):
        assert leaving.ask(window, "Onboarding") == "discard"


def test_the_focus_is_a_ring_and_nothing_more(window: MainWindow, qtbot: QtBot) -> None:
    """The style adds a tinted box around the words once somebody has used Tab."""
    shown = message.Message(window, "Sure?")
    first = QPushButton("Cancel", shown)
    shown.add_buttons(first, QPushButton("OK", shown))
    shown.show()
    qtbot.waitExposed(shown)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    before = first.grab().toImage()
    shown.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert first.grab().toImage() == before
    shown.close()


def test_what_can_be_put_on_the_stage_says_its_name(window: MainWindow) -> None:
    assert window.workspace is not None
    toolbar = window.workspace.toolbar
    said = [button.text() for button in toolbar.findChildren(QToolButton) if button.property("role") == "tool"]
    assert said == ["Text", "Shape", "Picture", "Presenter", "Video", "Sound"]
    window.resize(window.minimumSize())
    assert toolbar.sizeHint().width() <= window.minimumWidth()


def test_words_in_the_toolbar_give_way_before_export_does(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    toolbar = window.workspace.toolbar
    named = [button for button in toolbar.findChildren(QToolButton) if button.property("role") == "tool"]
    for button in named:
        button.setText(f"{button.text()} in a long language")
    window.resize(window.minimumSize())
    window.show()
    export = toolbar.findChild(QPushButton, "export_button")
    assert isinstance(export, QPushButton)
    qtbot.waitUntil(lambda: export.isVisible() and toolbar.rect().contains(export.geometry()))
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    qtbot.waitUntil(lambda: all(button.toolButtonStyle() == only for button in named))
    window.resize(2400, 900)
    qtbot.waitUntil(lambda: not any(button.toolButtonStyle() == only for button in named))
    assert export.isVisible()


@pytest.mark.parametrize(("mode", "ink"), [("dark", DARK.quiet), ("light", LIGHT.quiet)])
def test_the_cross_that_empties_a_search_follows_the_theme(
    mode: str, ink: str, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, "light" if mode == "dark" else "dark")
    line = QLineEdit("words")
    qtbot.addWidget(line)
    line.setClearButtonEnabled(True)
    theme.apply(qapp, mode)  # type: ignore[arg-type]
    image = line.findChild(QToolButton).icon().pixmap(64).toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255
    }
    theme.apply(qapp, "light")
    assert inks == {ink.lower()}


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_right_click_in_the_script_opens_one_menu(window: MainWindow, qtbot: QtBot) -> None:
    make_application()
    text = window.workspace.script.text
    text.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    text.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each for each in menu.findChildren(QMenu) if each.isVisible()] == []
    said = [each.text().partition("\t")[0].replace("&", "") for each in menu.actions()]
    assert said[:5] == ["Cut", "Copy", "Paste", "Delete", "Select all"]
    assert "Say it like…" in said
    assert "Undo" not in said
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_field_is_spelled_as_our_own_menus(qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit]) -> None:
    make_application()
    field = kind("words")
    qtbot.addWidget(field)
    said = [each.text() for each in field.createStandardContextMenu().actions()]
    assert "Select all" in said  # without a key: some would have one and some not, as commands come and go
    assert [each for each in said if "\t" in each or each == "Select All"] == []


def test_a_menu_of_commands_says_their_keys(window: MainWindow) -> None:
    make_application()
    assert all(action.isShortcutVisibleInContextMenu() for action in window.actions_.all())


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_U])
def test_ctrl_and_a_letter_is_a_command_while_one_writes_the_script(window: MainWindow, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(window.workspace.script.text, event)
    assert not event.isAccepted()
    end = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.workspace.script.text, end)
    assert end.isAccepted()


def test_a_notice_with_a_long_name_stays_in_the_window_with_its_button(window: MainWindow) -> None:
    notice = window.notice_
    notice.show_text("“Team.mp4” is packed.", button="Show")
    short = notice.size()
    notice.show_text(f"“{'Begrüßung und Einführung ' * 9}.mp4” cannot be read.", button="Show")
    assert window.rect().contains(notice.geometry())
    assert notice.rect().contains(notice.findChild(QPushButton).geometry())
    assert notice.height() > short.height()
    assert clipped(notice) == []
    notice.show_text("“Team.mp4” is packed.", button="Show")
    assert notice.size() == short


def test_a_hint_that_is_longer_than_its_room_leaves_the_rest_of_the_status_bar_where_it_is(window: MainWindow) -> None:
    status = window.status
    before = status.slider.geometry(), status.issues.geometry(), window.minimumSizeHint()
    long = "Let go to import “" + "a very long name " * 30 + ".png”"
    status.hint.set_whole(long)
    QApplication.processEvents()
    assert (status.slider.geometry(), status.issues.geometry(), window.minimumSizeHint()) == before
    assert status.hint.geometry().right() <= status.issues.geometry().left()
    assert status.hint.text().endswith("…")
    assert status.hint.toolTip() == long
    image = status.hint.grab().toImage()
    inked = [any(image.pixel(x, y) != image.pixel(0, 0) for y in range(17)) for x in range(image.width())]
    assert theme.S12 <= inked.index(True) <= theme.S12 + 2
    assert not any(inked[-2:])
    status.hint.set_whole("")


def test_beside_the_lines_of_a_long_notice_its_button_follows_at_once(window: MainWindow) -> None:
    window.notice(
        "“A picture with quite a long name of its own.png” cannot be read by anybody here, " * 2, button="Show"
    )
    label = window.notice_.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.wordWrap()
    image = label.grab().toImage()
    ground = image.pixel(image.width() - 1, 0)
    inked = max(x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground)
    assert image.width() - inked < 8
    assert clipped(window.notice_) == []
    window.notice_.hide()
