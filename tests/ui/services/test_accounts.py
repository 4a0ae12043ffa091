"""Accounts as a person sets them up: keys are pasted, tried, kept in the keyring, and shown nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.settings import AccountSetting
from studio_gui.server.rules import FaultRule
from studio_gui.server.running import PracticeServer
from studio_gui.ui import theme
from studio_gui.ui.dialogs.accounts import AccountsDialog
from studio_gui.ui.dialogs.accounts.form import AccountForm
from studio_gui.ui.dialogs.accounts.pasting import cleaned, keys_in
from studio_gui.ui.dialogs.message import Message
from tests.ui.answering import pressing
from tests.ui.services.conftest import MemoryKeyring
from tests.written import written_in

LEFT = Qt.MouseButton.LeftButton


def _let_go(dialog: AccountsDialog) -> None:
    """Nothing is asked when the dialog is closed at the end of a test."""
    if dialog.form is not None:
        dialog.form.is_touched = False


@pytest.fixture
def dialog(qtbot: QtBot, services: Services) -> AccountsDialog:
    """The dialog, shown."""
    made = AccountsDialog(services, None)
    qtbot.addWidget(made, before_close_func=_let_go)
    made.show()
    qtbot.waitUntil(lambda: made._is_lasting is not None)
    return made


def _form(dialog: AccountsDialog) -> AccountForm:
    assert dialog.form is not None
    return dialog.form


def _type(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def _paste(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _new(qtbot: QtBot, dialog: AccountsDialog, server: PracticeServer) -> AccountForm:
    """The form of a new account at the address of the server, without its keys."""
    dialog.new.menu().actions()[0].trigger()
    form = _form(dialog)
    form.region.setCurrentIndex(2)
    _type(qtbot, form.address, server.url)
    return form


def _test(qtbot: QtBot, form: AccountForm) -> str:
    qtbot.mouseClick(form.connection.test, LEFT)
    qtbot.waitUntil(lambda: bool(form.connection.words.text()), timeout=15000)
    return form.connection.words.text()


def _all_said(widget: QWidget) -> str:
    said = []
    for each in (widget, *widget.findChildren(QWidget)):
        said += [
            each.toolTip(),
            each.accessibleName(),
            each.accessibleDescription(),
            each.statusTip(),
            each.whatsThis(),
        ]
        text = getattr(each, "displayText", getattr(each, "text", None))
        said.append(str(text()) if callable(text) else "")
    return "\n".join(said)


def test_an_account_is_typed_in_tried_and_kept_in_the_keyring_alone(
    qtbot: QtBot,
    dialog: AccountsDialog,
    server: PracticeServer,
    ring: MemoryKeyring,
    services: Services,
    studio_home: Path,
) -> None:
    app_id, user_key = server.settings.app_id, server.settings.token
    form = _new(qtbot, dialog, server)
    _paste(qtbot, form.keys["app_id"].edit, f'  "{app_id}"\n')
    _paste(qtbot, form.keys["user_key"].edit, user_key)
    _type(qtbot, form.title, "Marketing")
    assert form.keys["app_id"].key == app_id
    assert _test(qtbot, form).endswith("takes the keys.")
    assert user_key not in _all_said(dialog)
    qtbot.mouseClick(form.save, LEFT)
    qtbot.waitUntil(lambda: dialog.added == "aistudios")
    assert dialog.chosen_id == "aistudios"
    assert [account.title for account in services.accounts.all()][-1] == "Marketing"
    assert user_key in ring.kept["Scene Studio", "aistudios"]
    assert user_key.encode() not in written_in(studio_home)
    assert _form(dialog).keys["user_key"].edit.text() == ""
    assert _test(qtbot, _form(dialog)).endswith("takes the keys."), "the keys that are kept are tried"


def test_keys_pasted_the_wrong_way_round_are_put_right(
    qtbot: QtBot, dialog: AccountsDialog, server: PracticeServer
) -> None:
    form = _new(qtbot, dialog, server)
    _paste(qtbot, form.keys["app_id"].edit, server.settings.token)
    _paste(qtbot, form.keys["user_key"].edit, server.settings.app_id)
    assert "wrong way round" in _test(qtbot, form)
    assert form.keys["user_key"].key == server.settings.token


def test_a_refusal_is_said_in_the_words_of_the_service(
    qtbot: QtBot, dialog: AccountsDialog, server: PracticeServer
) -> None:
    form = _new(qtbot, dialog, server)
    _paste(qtbot, form.keys["app_id"].edit, server.settings.app_id)
    _paste(qtbot, form.keys["user_key"].edit, "wrong-wrong-wrong")
    said = _test(qtbot, form)
    assert "AI Studios" in said
    assert "wrong-wrong-wrong" not in said
    assert form.keys["user_key"].key == "wrong-wrong-wrong"


def test_a_test_is_cancelled(qtbot: QtBot, dialog: AccountsDialog, server: PracticeServer) -> None:
    rule = FaultRule.model_validate({"endpoint": "POST /auth/token", "fault": "slow", "value": 1.5})
    server.practice.book.replace([rule])
    form = _new(qtbot, dialog, server)
    _paste(qtbot, form.keys["app_id"].edit, server.settings.app_id)
    _paste(qtbot, form.keys["user_key"].edit, server.settings.token)
    qtbot.mouseClick(form.connection.test, LEFT)
    assert form.connection.bar.isVisible()
    qtbot.mouseClick(form.connection.stop, LEFT)
    assert not form.connection.bar.isVisible()
    assert form.connection.words.text().startswith("Stopped")


def test_what_is_missing_is_said_under_its_field(qtbot: QtBot, dialog: AccountsDialog) -> None:
    dialog.add("aistudios")
    form = _form(dialog)
    _type(qtbot, form.keys["app_id"].edit, "same-same")
    qtbot.mouseClick(form.save, LEFT)
    assert form.keys["user_key"].error.text() == "Paste the User key here."
    assert form.keys["user_key"].edit.hasFocus()
    qtbot.keyClicks(form.keys["user_key"].edit, "same-same")
    qtbot.mouseClick(form.save, LEFT)
    assert "two different keys" in form.keys["user_key"].error.text()
    form.region.setCurrentIndex(2)
    _type(qtbot, form.address, "http://somewhere.example")
    qtbot.mouseClick(form.save, LEFT)
    assert "https" in form.address_error.text()
    assert not dialog.added


def test_where_keys_are_kept_is_said(qtbot: QtBot, dialog: AccountsDialog) -> None:
    dialog.add("creatify")
    assert "no keyring" in _form(dialog).kept.text()


def test_with_a_keyring_that_is_said_too(qtbot: QtBot, ring: MemoryKeyring, dialog: AccountsDialog) -> None:
    dialog.add("creatify")
    assert "this system’s keyring" in _form(dialog).kept.text()


def test_removing_asks_by_name_and_forgets_the_keys(qtbot: QtBot, ring: MemoryKeyring, services: Services) -> None:
    for number in ("aistudios", "aistudios-2"):
        setting = AccountSetting(id=number, service="aistudios", title=f"Team {number}")
        services.accounts.add(setting, {"app_id": "app-123456", "user_key": f"key-{number}"})
    dialog = AccountsDialog(services, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose("aistudios-2")
    with pressing("cancel", kind=Message):
        qtbot.mouseClick(_form(dialog).remove, LEFT)
    assert services.accounts.get("aistudios-2")
    with pressing("remove", kind=Message):
        qtbot.mouseClick(_form(dialog).remove, LEFT)
    qtbot.waitUntil(lambda: dialog.chosen_id == "computer")
    assert list(ring.kept) == [("Scene Studio", "aistudios")]
    dialog.reject()


def test_accounts_of_the_environment_are_shown_and_cannot_be_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    monkeypatch.setenv("STUDIO_CREATIFY_API_ID", "id-of-the-environment")
    monkeypatch.setenv("STUDIO_CREATIFY_API_KEY", "key-of-the-environment")
    dialog = AccountsDialog(services, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose("creatify")
    assert dialog.form is None
    said = _all_said(dialog)
    assert "STUDIO_CREATIFY_API_ID and STUDIO_CREATIFY_API_KEY" in said
    assert "key-of-the-environment" not in said
    dialog.reject()


def test_a_picture_of_the_dialog_tells_nothing_of_a_key(qtbot: QtBot, dialog: AccountsDialog) -> None:
    dialog.add("aistudios")
    field = _form(dialog).keys["user_key"]
    pictures = []
    for key in ("abcdefgh", "WWiiWWii"):
        field.edit.setText(key)
        dialog.list.setFocus()
        pictures.append(dialog.grab().toImage())
    assert pictures[0] == pictures[1]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.mouseClick(field.eye, LEFT)
    assert field.edit.displayText() == "WWiiWWii"
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: field.edit.displayText() != "WWiiWWii")


def test_what_was_typed_is_not_thrown_away_unasked(qtbot: QtBot, dialog: AccountsDialog) -> None:
    dialog.add("aistudios")
    qtbot.keyClicks(_form(dialog).keys["app_id"].edit, "half")
    with pressing("stay", kind=Message):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert _form(dialog).keys["app_id"].key == "half"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one-key", {}),
        ('{"appId": "a-1", "userKey": "u-2"}', {"app_id": "a-1", "user_key": "u-2"}),
        ("App ID: a-1\nUser key: u-2", {"app_id": "a-1", "user_key": "u-2"}),
        ("User key: u-2", {"user_key": "u-2"}),
        ("a-1 \u2028 u-2", {"app_id": "a-1", "user_key": "u-2"}),
    ],
)
def test_several_keys_in_one_paste_are_told_apart(text: str, found: dict[str, str]) -> None:
    assert keys_in(text, ("app_id", "user_key")) == found


def test_blanks_and_quotes_come_off() -> None:
    tidy: Callable[[str], str] = cleaned
    assert tidy(" “x”".replace("“", '"').replace("”", '"') + "\n") == "x"


def test_pasting_both_keys_fills_both_fields(qtbot: QtBot, dialog: AccountsDialog) -> None:
    dialog.add("aistudios")
    form = _form(dialog)
    _paste(qtbot, form.keys["app_id"].edit, "appId=a-12345\nuserKey=u-12345")
    assert (form.keys["app_id"].key, form.keys["user_key"].key) == ("a-12345", "u-12345")


def test_the_title_of_an_account_stands_on_the_line_of_the_first_row(
    qtbot: QtBot, qapp: QApplication, dialog: AccountsDialog
) -> None:
    theme.apply(qapp, "light")
    dialog.choose("practice")
    row = dialog.list.visualItemRect(dialog.list.item(0))
    middle = dialog.list.viewport().mapTo(dialog, row.center()).y()

    def is_on_line() -> bool:
        content = dialog.page.widget()
        title = next(each for each in content.findChildren(QLabel) if each.property("role") == "heading")
        return abs(title.mapTo(dialog, title.contentsRect().center()).y() - middle) <= 1

    qtbot.waitUntil(is_on_line, timeout=2000)
