"""Media hosts as a person sets them up: described, tried against a real server, kept in the keyring, and removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.settings import AccountSetting, HostSetting
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.ui.dialogs.export.dialog import ExportDialog
from studio_gui.ui.dialogs.hosting import HostingDialog
from studio_gui.ui.dialogs.hosting.form import HostForm
from studio_gui.ui.dialogs.message import Message
from tests.ui.answering import answering, pressing
from tests.ui.services.conftest import MemoryKeyring
from tests.unit.hosting.s3_server import KEYS, S3Server, s3_server

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with s3_server() as server:
        yield server


@pytest.fixture
def dialog(qtbot: QtBot, services: Services, ring: MemoryKeyring) -> Iterator[HostingDialog]:
    services.accounts.add(AccountSetting(id="aistudios", service="aistudios", title="AI Studios"), _ACCOUNT_KEYS)
    made = HostingDialog(services, None)
    made.show()
    qtbot.waitUntil(lambda: made._is_lasting is not None)
    yield made
    if made.form is not None:
        made.form.is_touched = False
    made.reject()
    made.deleteLater()


_ACCOUNT_KEYS = {"app_id": "an-app-id-1", "user_key": "a-user-key-1"}


def _form(dialog: HostingDialog) -> HostForm:
    assert dialog.form is not None
    return dialog.form


def _type(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def _filled(qtbot: QtBot, dialog: HostingDialog, s3: S3Server, bucket: str) -> HostForm:
    dialog.new.menu().actions()[0].trigger()
    form = _form(dialog)
    _type(qtbot, form.title, "Our bucket")
    _type(qtbot, form.bucket, bucket)
    _type(qtbot, form.endpoint, s3.url)
    _type(qtbot, form.prefix, "media/")
    for name, key in KEYS.items():
        _type(qtbot, form.keys[name].edit, key)
    return form


def test_a_bucket_is_described_tried_and_kept_and_used_by_the_account(
    qtbot: QtBot, dialog: HostingDialog, services: Services, ring: MemoryKeyring, s3: S3Server
) -> None:
    form = _filled(qtbot, dialog, s3, s3.bucket("window-host"))
    qtbot.mouseClick(form.connection.test, LEFT)
    qtbot.waitUntil(lambda: form.connection.words.text().startswith("Our bucket takes files"), timeout=10_000)
    qtbot.mouseClick(form.save, LEFT)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    (host,) = services.hosts.all()
    assert (host.id, host.setting.prefix, host.title) == ("s3", "media", "Our bucket")
    assert services.hosts.keys("s3") == KEYS
    assert services.hosts.of_account("aistudios") == host
    assert KEYS["secret"] not in services.settings.path.read_text()
    assert ("Scene Studio", "host:s3") in ring.kept
    assert all(not each.edit.text() for each in _form(dialog).keys.values())


def test_what_is_missing_or_wrong_is_said(qtbot: QtBot, dialog: HostingDialog, s3: S3Server) -> None:
    dialog.new.menu().actions()[0].trigger()
    form = _form(dialog)
    qtbot.mouseClick(form.save, LEFT)
    assert form.error.text().startswith("The bucket is missing.")
    assert form.keys["secret"].error.text() == "Paste the secret access key here."
    form.is_touched = False
    form = _filled(qtbot, dialog, s3, "no-such-bucket-here")
    qtbot.mouseClick(form.connection.test, LEFT)
    qtbot.waitUntil(lambda: "has no bucket “no-such-bucket-here”" in form.connection.words.text(), timeout=10_000)


def test_another_host_takes_over_the_account_and_a_host_is_removed(
    qtbot: QtBot, dialog: HostingDialog, services: Services, ring: MemoryKeyring, s3: S3Server
) -> None:
    form = _filled(qtbot, dialog, s3, s3.bucket("first-host"))
    qtbot.mouseClick(form.save, LEFT)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    form = _filled(qtbot, dialog, s3, s3.bucket("second-host"))
    box = form.users["aistudios"]
    assert (box.isChecked(), box.isEnabled()) == (False, True)
    box.click()
    qtbot.mouseClick(form.save, LEFT)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    used = services.hosts.of_account("aistudios")
    assert used is not None
    assert used.id == "s3-2"
    with pressing("remove", kind=Message):
        qtbot.mouseClick(_form(dialog).remove, LEFT)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert ("Scene Studio", "host:s3-2") not in ring.kept
    assert [host.id for host in services.hosts.all()] == ["s3"]


def test_no_two_buttons_of_a_new_host_say_the_same(qtbot: QtBot, dialog: HostingDialog) -> None:
    dialog.new.menu().actions()[0].trigger()
    qtbot.waitUntil(_form(dialog).save.isVisible)
    assert dialog.new.isVisible()
    assert _form(dialog).save.text() != dialog.new.text()


@pytest.mark.parametrize("kind", range(4))
def test_each_kind_has_its_own_fields(dialog: HostingDialog, kind: int) -> None:
    dialog.new.menu().actions()[kind].trigger()
    form = _form(dialog)
    shown = [name for name in ("bucket", "region", "account") if not getattr(form, name).isHidden()]
    assert shown == [["bucket", "region"], ["bucket", "account"], ["bucket"], []][kind]
    assert form._days_box.isHidden() == (kind == 3)


def test_the_checks_of_an_export_lead_to_media_hosting_and_are_made_anew(
    qtbot: QtBot, services: Services, ring: MemoryKeyring, tmp_path: Path
) -> None:
    services.accounts.add(AccountSetting(id="aistudios", service="aistudios", title="AI Studios"), _ACCOUNT_KEYS)
    opened = open_project(create_from_sample("onboarding", tmp_path / "Hello"))
    export = ExportDialog(
        services, project=opened.project, path=opened.path, remembered=("1080", 30), parent=None, account="aistudios"
    )
    qtbot.addWidget(export)
    export.show()
    qtbot.waitUntil(lambda: bool(export.findChildren(QPushButton, "host_media")), timeout=10_000)

    def set_up(dialog: HostingDialog) -> None:
        assert _form(dialog).is_new
        services.hosts.add(HostSetting(id="s3", bucket="our-media"), KEYS)
        dialog.reject()

    with answering(set_up, HostingDialog):
        qtbot.mouseClick(export.findChildren(QPushButton, "host_media")[0], LEFT)
    qtbot.waitUntil(lambda: "brought to your media host" in _texts(export), timeout=10_000)
    assert not export.findChildren(QPushButton, "host_media")


def _texts(export: ExportDialog) -> str:
    return " ".join(each.text() for each in export.preflight.findChildren(QLabel))
