"""Export to a service from the real window: chosen, checked, sent once, and asked about when it was sent before."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.json_text import loads
from studio_gui.base.settings import AccountSetting
from studio_gui.jobs.holding import waits_for
from studio_gui.model.clips import TextClip
from studio_gui.model.edits.clips import add_clip, replace_clips, replace_scene
from studio_gui.model.edits.scenes import new_script
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_presenter, new_project
from studio_gui.model.project import Project
from studio_gui.providers.base import Listed, Sighting
from studio_gui.server.running import PracticeServer
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs.export.dialog import ExportDialog
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.main_window import MainWindow
from tests.ui.answering import answering, pressing
from tests.ui.services.conftest import MemoryKeyring
from tests.written import written_in

LEFT = Qt.MouseButton.LeftButton
SECRET = "a-user-key-nobody-may-see"


def _account(services: Services, url: str, token: str = SECRET, app_id: str = "app-123456") -> None:
    setting = AccountSetting(id="aistudios", service="aistudios", title="Marketing", region=url)
    services.accounts.add(setting, {"app_id": app_id, "user_key": token})


def _read_by(voice: str, project: Project) -> Project:
    """The project with words in its first scene, and somebody chosen to read them."""
    scene = project.scenes[0]
    said = scene.changed(scripts=(new_script("Hello there"),), studio=scene.studio.changed(voice=voice))
    return replace_scene(project, said)


def _in_export(window: MainWindow, steps: Callable[[ExportDialog], None]) -> None:
    """Run Export and do the steps in its dialog, which is closed at the end."""

    def act(dialog: ExportDialog) -> None:
        steps(dialog)
        if dialog.isVisible():
            dialog.reject()

    with answering(act, ExportDialog):
        window.actions_.run("export")


def _choose(qtbot: QtBot, dialog: ExportDialog, account: str) -> None:
    button = next(each for each in dialog.destinations.stops if each.objectName() == f"to_{account}")
    qtbot.mouseClick(button, LEFT)
    # All that the dialog asks other threads: on a busy computer any of them may answer last.
    qtbot.waitUntil(
        lambda: dialog._errors is not None and dialog._known is not None and dialog._is_place_tried, timeout=20000
    )


@pytest.fixture
def plain(window: MainWindow) -> MainWindow:
    """The window with a project that every service takes: a text and nothing else."""
    file.show_new(window.context, new_project())
    window.actions_.run("insert_text")
    return window


def test_a_project_goes_to_the_practice_account_once_and_again_only_when_that_is_said(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    def twice(dialog: ExportDialog) -> None:
        _choose(qtbot, dialog, "practice")
        qtbot.waitUntil(lambda: dialog.service.workspace.count() > 1, timeout=20000)
        dialog.service.workspace.setCurrentIndex(1)
        assert "Without a network it waits" in dialog.head.text()
        qtbot.mouseDClick(dialog.export, LEFT)
        qtbot.mouseClick(dialog.export, LEFT)

    _in_export(window, twice)
    qtbot.waitUntil(lambda: len(services.store.rows()) == 1, timeout=10000)
    (row,) = services.store.rows()
    assert (row.account, row.kind) == ("practice", "project")
    assert row.kept["workspace_id"]

    for answer, jobs in (("show_job", 1), ("send_again", 2)):

        def again(dialog: ExportDialog) -> None:
            qtbot.waitUntil(dialog.export.isEnabled, timeout=20000)
            assert dialog.destinations.account == "practice", "what was chosen last is chosen"
            qtbot.waitUntil(lambda: dialog.service.workspace.count() > 1, timeout=20000)
            dialog.service.workspace.setCurrentIndex(1)
            qtbot.mouseClick(dialog.export, LEFT)

        with pressing(answer, kind=Message, dialog="sent_before"):
            _in_export(window, again)
        qtbot.waitUntil(lambda jobs=jobs: len(services.store.rows()) == jobs, timeout=10000)
    assert window.panel_shows("jobs")


def test_a_draft_arrives_at_the_service_of_an_account_and_no_key_is_anywhere(
    qtbot: QtBot, plain: MainWindow, services: Services, server: PracticeServer, ring: MemoryKeyring, studio_home: Path
) -> None:
    _account(services, server.url, server.settings.token, server.settings.app_id)

    def push(dialog: ExportDialog) -> None:
        _choose(qtbot, dialog, "aistudios")
        assert "may use up credits" in dialog.credits.text()
        dialog.service.kind.setCurrentIndex(1)
        assert dialog.export.text() == "Push as draft"
        assert not dialog.name.isVisible()
        qtbot.mouseClick(dialog.show_payload, LEFT)
        qtbot.waitUntil(lambda: dialog.payload.copy_curl.isVisible(), timeout=10000)
        qtbot.mouseClick(dialog.payload.copy, LEFT)
        body = loads(QGuiApplication.clipboard().text())
        assert isinstance(body, dict)
        assert (body["isExport"], body["resolution"]) == (False, "1080")
        qtbot.mouseClick(dialog.payload.copy_curl, LEFT)
        curl = QGuiApplication.clipboard().text()
        assert f"{server.url}/api/odin/v3/editor/project" in curl
        assert server.settings.token not in curl
        if not dialog.export.isEnabled():
            dialog.show_payload.click()
            qtbot.mouseClick(dialog.anyway, LEFT)
        qtbot.waitUntil(dialog.export.isEnabled, timeout=5000)
        qtbot.mouseClick(dialog.export, LEFT)

    _in_export(plain, push)
    qtbot.waitUntil(lambda: len(services.store.rows()) == 1, timeout=10000)
    worker = threading.Thread(target=lambda: asyncio.run(services.finish_all()), name="ThreadPoolExecutor-shared-jobs")
    worker.start()
    qtbot.waitUntil(lambda: not worker.is_alive(), timeout=60000)
    (row,) = services.store.rows()
    assert row.state == "done", row
    assert len(server.practice.store.all("project")) == 1
    assert server.settings.token.encode() not in written_in(studio_home)


def test_a_fix_while_the_keyring_is_asked_does_not_lose_its_answer(
    qtbot: QtBot, plain: MainWindow, services: Services, ring: MemoryKeyring, server: PracticeServer
) -> None:
    """It asks for a password, which takes a while, and meanwhile something is set right."""
    _account(services, server.url)
    other, given = Services(services.paths), threading.Event()
    get_password = ring.get_password

    def asking(service: str, username: str) -> str | None:
        given.wait(20)
        return get_password(service, username)

    ring.get_password = asking  # type: ignore[method-assign]
    assert plain.document is not None
    assert plain.document.path is not None
    clips = plain.document.scene.clips
    far = clips[0].changed(left=4000)
    project = replace_clips(plain.document.project, plain.document.scene_id, clips={clips[0].id: far})
    dialog = ExportDialog(
        other, project=project, path=plain.document.path, remembered=("480", 30), parent=plain, account="aistudios",
        fix=lambda _issue: plain.document.project,
    )  # fmt: skip
    try:
        dialog.show()
        qtbot.waitUntil(lambda: dialog.preflight.findChild(QPushButton, "fix") is not None)
        qtbot.mouseClick(dialog.preflight.findChild(QPushButton, "fix"), LEFT)
        qtbot.waitUntil(dialog.anyway.isVisible)
        dialog.anyway.setChecked(True)  # the service wants a presenter, and there is none
        assert not dialog.export.isEnabled()
        given.set()
        qtbot.waitUntil(dialog.export.isEnabled)
    finally:
        given.set()
        dialog.reject()
        dialog.deleteLater()
        other.close()


def test_errors_stop_it_until_that_is_known_and_fixes_are_one_step_of_undo(
    qtbot: QtBot, plain: MainWindow, services: Services
) -> None:
    _account(services, "http://127.0.0.1:9")
    document = plain.document
    assert document is not None
    assert document.scene is not None
    text = next(clip for clip in document.scene.clips if isinstance(clip, TextClip))
    far, scene_id = text.changed(left=-9000.0), document.scene_id
    document.apply("Lose it", lambda project: replace_clips(project, scene_id, clips={text.id: far}))
    steps = document.undo_stack.index()

    def mend(dialog: ExportDialog) -> None:
        _choose(qtbot, dialog, "aistudios")
        fixes = [each for each in dialog.preflight.findChildren(QPushButton, "fix") if each.text() == "Bring back"]
        assert fixes
        qtbot.mouseClick(fixes[0], LEFT)
        qtbot.waitUntil(
            lambda: (
                dialog._errors is not None
                and not [b for b in dialog.preflight.findChildren(QPushButton, "fix") if b.text() == "Bring back"]
            )
        )

    _in_export(plain, mend)
    assert document.undo_stack.index() == steps + 1
    document.undo_stack.undo()
    assert document.project.scenes[0].clips[0] == far


def test_a_scene_that_another_voice_will_read_is_told_before_and_set_right_by_its_fix(
    qtbot: QtBot, plain: MainWindow, services: Services
) -> None:
    _account(services, "http://127.0.0.1:9")
    document = plain.document
    assert document is not None
    assert document.scene is not None
    document.apply("Say it", lambda project: _read_by("piper:ryan", project))
    spoken = document.project

    def fixes(dialog: ExportDialog) -> list[QPushButton]:
        found = dialog.preflight.findChildren(QPushButton, "fix")
        return [each for each in found if each.text() == "Use the usual voice"]

    def mend(dialog: ExportDialog) -> None:
        qtbot.waitUntil(lambda: bool(fixes(dialog)))
        assert "piper:ryan” was not found on this computer" in fixes(dialog)[0].accessibleName()
        _choose(qtbot, dialog, "aistudios")
        qtbot.waitUntil(
            lambda: [each for each in fixes(dialog) if "The service’s voice" in each.accessibleName()] != []
        )
        qtbot.mouseClick(fixes(dialog)[0], LEFT)
        qtbot.waitUntil(lambda: dialog._errors is not None and not fixes(dialog))

    _in_export(plain, mend)
    assert document.project.scenes[0].studio.voice == ""
    document.undo_stack.undo()
    assert document.project == spoken


def test_a_text_that_is_too_long_is_shown_and_shrunk_from_the_checks(qtbot: QtBot, plain: MainWindow) -> None:
    """It was marked on the stage only: who exported a scene that was not looked at again was told nothing."""
    document = plain.document
    assert document is not None
    assert document.scene is not None
    text = next(clip for clip in document.scene.clips if isinstance(clip, TextClip))
    long, scene_id = text.changed(text="Far too many words " * 30), document.scene_id
    document.apply("Write on", lambda project: replace_clips(project, scene_id, clips={text.id: long}))
    document.select(())

    def buttons(dialog: ExportDialog, words: str) -> list[QPushButton]:
        return [each for each in dialog.preflight.findChildren(QPushButton) if each.text() == words]

    def show(dialog: ExportDialog) -> None:
        qtbot.waitUntil(lambda: bool(buttons(dialog, "Shrink text to fit")))
        qtbot.mouseClick(buttons(dialog, "Show")[0], LEFT)

    _in_export(plain, show)
    assert document.selection == (text.id,)

    def mend(dialog: ExportDialog) -> None:
        qtbot.waitUntil(lambda: bool(buttons(dialog, "Shrink text to fit")))
        qtbot.mouseClick(buttons(dialog, "Shrink text to fit")[0], LEFT)
        qtbot.waitUntil(lambda: dialog._errors is not None and not buttons(dialog, "Shrink text to fit"))

    _in_export(plain, mend)
    assert not plain.canvas.overflow.runs_over(document.scene.clips[0])
    assert document.undo_stack.undoText() == "Shrink text to fit"
    document.undo_stack.undo()
    assert document.scene.clips[0] == long


def test_a_sample_whose_media_the_service_cannot_fetch_is_sent_only_knowingly(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    _account(services, "http://127.0.0.1:9")

    def force(dialog: ExportDialog) -> None:
        _choose(qtbot, dialog, "aistudios")
        assert not dialog.export.isEnabled()
        assert dialog.anyway.isVisible()
        qtbot.waitUntil(lambda: "not known" in dialog.service.said.text(), timeout=20000)
        assert dialog.service.again.isEnabled()
        qtbot.mouseClick(dialog.anyway, LEFT)
        assert dialog.export.isEnabled()
        _choose(qtbot, dialog, "computer")
        assert not dialog.anyway.isVisible()
        _choose(qtbot, dialog, "aistudios")
        assert not dialog.export.isEnabled(), "another place asks anew"
        qtbot.mouseClick(dialog.anyway, LEFT)
        qtbot.mouseClick(dialog.export, LEFT)

    _in_export(window, force)
    qtbot.waitUntil(lambda: len(services.store.rows()) == 1, timeout=10000)
    assert services.store.rows()[0].state == "queued", "without a network it waits"


def test_an_account_without_keys_leads_to_the_accounts(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    setting = AccountSetting(id="aistudios", service="aistudios", title="Marketing", region="http://127.0.0.1:9")
    services.settings.save(services.settings.value.changed(accounts=(setting,)))

    def look(dialog: ExportDialog) -> None:
        _choose(qtbot, dialog, "aistudios")
        qtbot.mouseClick(dialog.anyway, LEFT)
        assert "keys of Marketing are not known" in dialog.keys.text()
        assert dialog.open_accounts.isVisible()
        assert not dialog.export.isEnabled()

    _in_export(window, look)


def test_creatify_is_not_offered_and_reports_need_https(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    setting = AccountSetting(id="creatify", service="creatify")
    services.accounts.add(setting, {"api_id": "id-123456", "api_key": "key-123456"})

    def look(dialog: ExportDialog) -> None:
        offered = [each.objectName() for each in dialog.destinations.stops]
        assert offered == ["to_computer", "to_practice", "to_payload", "add_account"]
        _choose(qtbot, dialog, "practice")
        qtbot.mouseClick(dialog.service.more, LEFT)
        for wrong in ("http://example.com/hook", "https://"):
            qtbot.keyClicks(dialog.service.webhook, wrong)
            assert "https" in dialog.service.webhook_error.text()
            assert not dialog.export.isEnabled()
            dialog.service.webhook.clear()
        qtbot.keyClicks(dialog.service.webhook, "https://example.com/hook")
        qtbot.waitUntil(dialog.export.isEnabled)

    _in_export(window, look)


def test_an_export_waits_for_a_presenter_that_is_not_ready(qtbot: QtBot, plain: MainWindow, services: Services) -> None:
    _account(services, "http://127.0.0.1:9")
    made = Listed("M000099", "Ada Lovelace", Sighting("running", words="Being reviewed", state="reviewing"), 1.0)
    services.store.diary.note_list("aistudios", (made,), kind="customavatar", at=1.0)
    ada = new_presenter(ai_name="M000099", emotion="custom", box=Rect(0, 0, 300, 400), size=(300, 400))
    document = plain.document
    assert document is not None
    document.apply("Add", lambda project: add_clip(project, project.scenes[0].id, clip=ada))

    def wait(dialog: ExportDialog) -> None:
        _choose(qtbot, dialog, "aistudios")
        assert dialog.when_ready.isVisible()
        assert "Ada Lovelace" in dialog.when_ready.toolTip()
        assert not dialog.export.isEnabled()
        dialog.when_ready.click()
        assert dialog.export.isEnabled()
        assert "perhaps in days; Marketing may use up credits" in dialog.credits.text()
        assert not dialog.anyway.isVisible()
        qtbot.mouseClick(dialog.export, LEFT)

    _in_export(plain, wait)
    qtbot.waitUntil(lambda: any(row.state == "held" for row in services.store.rows()), timeout=10000)
    (row,) = [row for row in services.store.rows() if row.state == "held"]
    assert waits_for(row) == (services.avatars.get("Ada Lovelace").id,)
    services.tracker.cancel(row.id)
