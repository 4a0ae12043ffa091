"""The form of a new avatar as a person fills it in: dropped files, findings, errors beside the fields, consent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.avatars import AvatarForm
from studio_gui.app.avatars.consent import ATTESTATION
from studio_gui.app.services import Services
from studio_gui.base.paths import resource
from studio_gui.base.settings import AccountSetting
from studio_gui.ui.dialogs.avatars.dialog import AvatarsDialog
from studio_gui.ui.dialogs.avatars.drop_zone import DropZone
from studio_gui.ui.dialogs.avatars.form import AvatarFields
from studio_gui.ui.dialogs.hosting import HostingDialog
from studio_gui.ui.dialogs.message import Message
from tests.ui.answering import answering
from tests.ui.services.conftest import MemoryKeyring
from tests.unit.footage.films import Film, make

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a person that would be taken, though it is small."""
    return make(Film(size=(320, 180), fps=12, codec="mpeg4"), tmp_path_factory.mktemp("film") / "Ada.mp4")


@pytest.fixture
def dialog(qtbot: QtBot, services: Services) -> Iterator[AvatarsDialog]:
    made = AvatarsDialog(services, None, can_use=True)
    made.show()
    qtbot.waitUntil(lambda: made.is_listed)
    qtbot.mouseClick(_named(made, "Create the first avatar"), LEFT)
    yield made
    if made.form is not None:
        made.form.is_touched = False
    made.reject()
    made.deleteLater()


def _named(dialog: AvatarsDialog, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def _form(dialog: AvatarsDialog) -> AvatarFields:
    assert dialog.form is not None
    return dialog.form


def _drop(zone: DropZone, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    place, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place.toPoint(), copy, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(zone, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(zone, QDropEvent(place, copy, data, LEFT, Qt.KeyboardModifier.NoModifier))


def _type(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def _choose(form: AvatarFields, gender: str) -> None:
    form.gender.setCurrentIndex(form.gender.findData(gender))


def _texts(form: AvatarFields) -> str:
    return " | ".join(each.text() for each in form.footage.findChildren(QLabel) if each.isVisibleTo(form))


def _send(qtbot: QtBot, dialog: AvatarsDialog) -> None:
    qtbot.mouseClick(_form(dialog).send, LEFT)
    qtbot.waitUntil(lambda: not dialog._doing.is_busy)


def test_the_first_avatar_is_begun_by_enter(qtbot: QtBot, services: Services) -> None:
    """The page that the button is on goes while the button is still pressed: that ended the program."""
    made = AvatarsDialog(services, None, can_use=True)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.is_listed)
    begin = _named(made, "Create the first avatar")
    qtbot.waitUntil(begin.hasFocus)
    qtbot.keyClick(begin, Qt.Key.Key_Return)
    assert made.form is not None
    made.form.is_touched = False


def test_enter_presses_the_button_that_shows_the_focus(qtbot: QtBot, dialog: AvatarsDialog) -> None:
    form = _form(dialog)
    form.send.setFocus()
    qtbot.waitUntil(form.send.hasFocus)
    qtbot.keyClick(form.send, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.boxes["source"].words.text() == "The footage is missing.")


def test_what_is_missing_is_said_beside_its_field_before_anything_is_sent(
    qtbot: QtBot, dialog: AvatarsDialog, services: Services
) -> None:
    form = _form(dialog)
    _send(qtbot, dialog)
    said = {name: box.words.text() for name, box in form.boxes.items() if box.words.isVisibleTo(form)}
    assert said == {
        "source": "The footage is missing.",
        "consent": "The consent video is missing: the person says in it that they agree.",
        "name": "The name of the person is missing.",
        "gender": "The gender is missing; it is one of m, f, nb.",
        "scene": "The place of the footage is missing, one word such as “office”.",
    }
    assert form.trouble.text()
    _type(qtbot, form.name, "Ada")
    assert not form.boxes["name"].words.isVisibleTo(form)
    _type(qtbot, form.webhook, "ftp://x.example")
    _send(qtbot, dialog)
    assert (
        form.boxes["webhook"].words.text()
        == "The notification address is none that looks like https://example.com/done."
    )
    assert services.avatars.all() == ()


def test_dropped_footage_is_checked_and_sent_only_with_the_consent(
    qtbot: QtBot, dialog: AvatarsDialog, services: Services, footage: Path
) -> None:
    form = _form(dialog)
    _drop(form.source, footage)
    assert form.source.text == str(footage)
    qtbot.waitUntil(lambda: "at least 1280 × 720 looks sharp" in _texts(form), timeout=10_000)
    assert "It would be taken. 0:16 · 320 × 180 · 12 frames a second" in _texts(form)
    assert (
        len([1 for each in form.footage.findChildren(QLabel) if each.accessibleName().startswith("The picture")]) == 6
    )
    _drop(form.consent, footage)
    _type(qtbot, form.name, "Ada Lovelace")
    _choose(form, "f")
    _type(qtbot, form.scene, "office")
    _type(qtbot, form.labels, "news, calm")
    _send(qtbot, dialog)
    assert form._agreement.words.text() == "Confirm it: without it nothing is sent."
    assert services.avatars.all() == ()
    qtbot.mouseClick(form.attestation, LEFT)
    assert form.agreed.isChecked()
    _send(qtbot, dialog)
    (made,) = services.avatars.all()
    assert (made.name, made.phase, made.account) == ("Ada Lovelace", "waiting", "practice")
    consent = services.avatars.consent_of(made.id)
    assert consent is not None
    assert consent.words == ATTESTATION
    assert len(consent.sha256) == 64
    sent = services.avatars.form_of(made.id)
    assert (sent.gender, sent.labels, sent.source_path) == ("f", ("news", "calm"), footage)
    qtbot.waitUntil(lambda: dialog.chosen_id == made.id and dialog.card is not None)
    assert dialog.card is not None
    assert dialog.card.title.whole() == "Ada Lovelace"


def test_footage_that_would_be_refused_is_cut_and_encoded_anew(
    qtbot: QtBot, dialog: AvatarsDialog, tmp_path: Path
) -> None:
    wrong = make(Film(seconds=310, fps=2, size=(320, 180), codec="mpeg4"), tmp_path / "Ada.mkv")
    form = _form(dialog)
    form.source.put(str(wrong))
    qtbot.waitUntil(lambda: "It is 5:10 long; 15 s to 5 minutes are taken. (5:00)" in _texts(form), timeout=10_000)
    assert "It would be refused." in _texts(form)
    qtbot.mouseClick(form.footage.fit, LEFT)
    form.footage.start.setValue(20)
    form.footage.end.setValue(36)
    qtbot.mouseClick(form.footage.make, LEFT)
    qtbot.waitUntil(lambda: form.source.text == str(tmp_path / "Ada fitted.mp4"), timeout=30_000)
    qtbot.waitUntil(lambda: form.footage.report is not None and form.footage.report.passes, timeout=10_000)
    assert "It would be taken. 0:16" in _texts(form)
    assert not form.footage.fit.isVisibleTo(form)


def test_a_check_that_is_stopped_says_so(qtbot: QtBot, dialog: AvatarsDialog, footage: Path) -> None:
    form = _form(dialog)
    form.source.put(str(footage))
    qtbot.mouseClick(form.footage.stop, LEFT)
    assert "Not checked." in _texts(form)
    assert not form.footage.work.is_busy


@pytest.mark.parametrize(
    ("kind", "source", "shown"),
    [
        ("persona", "Footage", {"consent", "scene", "keywords", "labels", "webhook"}),
        ("customavatar", "Footage", {"locale"}),
        ("dreamavatar", "Photo", set()),
        ("voiceclone", "Recording", {"locale"}),
    ],
)
def test_each_kind_has_its_own_fields(dialog: AvatarsDialog, kind: str, source: str, shown: set[str]) -> None:
    form = _form(dialog)
    form.kind.setCurrentIndex(form.kind.findData(kind))
    always = {"account", "kind", "source", "name", "gender"}
    assert {name for name, box in form.boxes.items() if box.isVisibleTo(form)} == always | shown
    assert form.boxes["source"].title == source
    assert form.gender.findData("nb") == (3 if kind == "persona" else -1)


def test_a_photo_for_ai_studios_needs_media_hosting_or_an_address(
    qtbot: QtBot, dialog: AvatarsDialog, services: Services, tmp_path: Path, ring: MemoryKeyring
) -> None:
    keys = {"app_id": "an-app-id-1", "user_key": "a-user-key-1"}
    services.accounts.add(AccountSetting(id="aistudios", service="aistudios", title="Studios"), keys)
    photo = tmp_path / "Ada.png"
    photo.write_bytes(resource("icons", "app", "256.png").read_bytes())
    dialog.add(AvatarForm(account="aistudios", kind="dreamavatar", name="Ada", gender="f", source=str(photo)))
    form = _form(dialog)
    assert form.account.currentText() == "Studios"
    _send(qtbot, dialog)
    assert "set up media hosting first" in form.boxes["source"].words.text()
    assert form.host.isVisibleTo(form)

    def close(hosting: HostingDialog) -> None:
        assert hosting.form is not None
        hosting.form.is_touched = False
        hosting.reject()

    with answering(close, HostingDialog):
        qtbot.mouseClick(form.host, LEFT)
    form.source.put("https://media.example.com/Ada.png")
    assert not form.host.isVisibleTo(form)
    _send(qtbot, dialog)
    assert form._agreement.words.text() == "Confirm it: without it nothing is sent."


def test_the_service_s_words_stand_beside_the_fields_that_are_filled_again(
    qtbot: QtBot, dialog: AvatarsDialog, footage: Path
) -> None:
    start = AvatarForm(account="practice", name="Ada", gender="nb", source="https://x.example/a.mp4", scene="office",
                       labels=("a", "b"), keywords="calm", webhook="https://x.example/hook")  # fmt: skip
    dialog.add(start, {"source": "Footage must contain a person.", "": "quota: none left"})
    form = _form(dialog)
    assert form.filled() == start
    assert form.boxes["source"].words.text() == "Footage must contain a person."
    assert form.trouble.text() == "quota: none left"
    form.source.put(str(footage))
    assert form.boxes["source"].words.text() == ""


def test_what_was_filled_in_is_not_thrown_away_unasked(qtbot: QtBot, dialog: AvatarsDialog) -> None:
    _type(qtbot, _form(dialog).name, "Ada")

    def stay(message: Message) -> None:
        qtbot.keyClick(message, Qt.Key.Key_Return)

    with answering(stay, Message):
        qtbot.mouseClick(dialog.shut, LEFT)
    assert dialog.isVisible()
    assert _form(dialog).name.text() == "Ada"
