"""The export dialog and the jobs panel, from the question to the finished video."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QThreadPool
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.files.project_file import open_project
from studio_gui.jobs.row import JobRow
from studio_gui.model.checks import Issue
from studio_gui.model.edits import remove_scenes, set_script
from studio_gui.model.edits.clips import add_clip, replace_clips
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_text
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.export import dialog
from studio_gui.ui.dialogs.export.dialog import ExportDialog
from studio_gui.ui.dialogs.export.places import default_folder, place_in_words
from studio_gui.ui.dialogs.export.preflight import Preflight
from studio_gui.ui.dialogs.media_health.dialog import MediaDialog
from studio_gui.ui.dialogs.player import fitted
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.panels.jobs import JobsPanel, wording
from studio_gui.ui.theme.combo import round_region
from tests.ui.canvas.mouse import Mouse


@pytest.fixture
def export_dialog(qtbot: QtBot, services: Services, project: Path) -> ExportDialog:
    """The dialog on the sample."""
    opened = open_project(project)
    made = ExportDialog(services, project=opened.project, path=project, remembered=("720", 25), parent=None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_dialog_knows_what_was_chosen_last(export_dialog: ExportDialog) -> None:
    assert export_dialog.resolution.currentData() == "720"
    assert export_dialog.fps.currentData() == 25
    assert "1280 × 720 · 25 fps" in export_dialog.facts.text()


def test_a_name_that_is_taken_gets_a_number(export_dialog: ExportDialog, project: Path) -> None:
    renders = project.parent / "renders"
    renders.mkdir()
    (renders / "Onboarding.mp4").write_bytes(b"x")
    export_dialog.name.setText("Onboarding.mp4")
    assert "becomes “Onboarding (2).mp4”" in export_dialog.note.text()
    export_dialog.name.setText(" ")
    assert not export_dialog.export.isEnabled()


def test_nothing_is_exported_before_a_slow_folder_has_answered(qtbot: QtBot, services: Services, project: Path) -> None:
    opened = open_project(project)
    asked = ExportDialog(services, project=opened.project, path=project, remembered=("720", 25), parent=None)
    qtbot.addWidget(asked)
    pool, go_on = QThreadPool.globalInstance(), threading.Event()
    for _ in range(pool.maxThreadCount()):  # the answer of the folder stands in line behind these
        pool.start(lambda: go_on.wait(30))
    try:
        asked.show()
        qtbot.waitUntil(asked.folder.words.isVisible)
        assert asked.folder.words.text() == "Trying whether this folder takes files…"
        assert not asked.export.isEnabled()
        qtbot.mouseClick(asked.export, Qt.MouseButton.LeftButton)
        assert asked.answer is None
    finally:
        go_on.set()
    qtbot.waitUntil(asked.export.isEnabled)
    assert not asked.folder.words.isVisible()


def test_the_place_chosen_last_has_the_keyboard(qtbot: QtBot, services: Services, project: Path) -> None:
    asked = ExportDialog(
        services, project=open_project(project).project, path=project, remembered=("720", 25), parent=None,
        account="practice",
    )  # fmt: skip
    qtbot.addWidget(asked)
    # What it asks in threads starts the practice server: once the services are closed, nobody would end that.
    with qtbot.waitSignals([asked.looking.checked, asked.looking.known]):
        asked.show()
    qtbot.waitUntil(lambda: isinstance(asked.focusWidget(), QToolButton))
    focused = asked.focusWidget()
    assert focused.objectName() == "to_practice"
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert asked.account.id == "practice"


def test_the_answer_is_plain_values(export_dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(export_dialog.export.isEnabled)
    qtbot.mouseClick(export_dialog.export, Qt.MouseButton.LeftButton)
    answer = export_dialog.answer
    assert answer is not None
    assert answer.account == "computer"
    assert answer.options == ExportOptions(resolution="720", fps=25, file_name="Onboarding")


def test_pictures_in_a_folder_and_subtitles_are_asked_for(
    export_dialog: ExportDialog, project: Path, qtbot: QtBot
) -> None:
    renders = project.parent / "renders"
    renders.mkdir()
    (renders / "Version 1.2.vtt").write_text("mine")
    for box, value in ((export_dialog.format, "png-folder"), (export_dialog.how.subtitles, "vtt")):
        box.setCurrentIndex(box.findData(value))
    export_dialog.name.setText("Version 1.2")
    assert "becomes “Version 1.2 (2)”" in export_dialog.note.text()
    qtbot.waitUntil(export_dialog.export.isEnabled)
    qtbot.mouseClick(export_dialog.export, Qt.MouseButton.LeftButton)
    assert export_dialog.answer is not None
    assert export_dialog.answer.options == ExportOptions(
        resolution="720", fps=25, format="png-folder", subtitles="vtt", file_name="Version 1.2"
    )


def test_a_folder_that_takes_no_video_is_told_at_its_field_and_nothing_is_ready_meanwhile(
    export_dialog: ExportDialog, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked, words, head = export_dialog, export_dialog.folder.words, export_dialog.preflight._head
    qtbot.waitUntil(lambda: head.text() == "Ready to export" and asked.export.isEnabled())
    in_the_way = tmp_path / "films"
    in_the_way.write_text("a file")
    monkeypatch.setattr(files, "ask_folder", lambda *_, **__: in_the_way / "2024")
    qtbot.mouseClick(asked.folder.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(words.isVisible)
    assert words.text() == f"“{in_the_way}” is a file, not a folder. Choose another place."
    assert not asked.export.isEnabled()
    assert head.text() == "The folder cannot take the video"
    assert not any(each.text() == "Everything is in place." and each.isVisible() for each in _labels(asked))
    asked.destinations.choose("payload")
    assert not words.isVisible(), "the payload asks for its own place"
    asked.destinations.choose("computer")
    qtbot.waitUntil(lambda: head.text() == "The folder cannot take the video" and not asked.export.isEnabled())
    in_the_way.unlink()
    other = QWidget()
    qtbot.addWidget(other)
    for window in (other, asked):
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(asked.export.isEnabled)
    assert head.text() == "Ready to export"
    assert not words.isVisible()
    assert not in_the_way.exists(), "looking makes no folder"
    assert not (project.parent / "renders").exists()


def _labels(dialog: ExportDialog) -> list[QLabel]:
    return dialog.findChildren(QLabel)


def test_errors_stop_the_export_and_can_be_gone_to(export_dialog: ExportDialog) -> None:
    issue = Issue("error", "media-missing", "The picture is missing.", 1)
    export_dialog._on_checked((issue,))
    assert not export_dialog.export.isEnabled()
    export_dialog.preflight.jump_wanted.emit(issue)
    assert export_dialog.answer is not None
    assert export_dialog.answer.jump is issue


def test_the_payload_is_shown_as_it_is_sent(export_dialog: ExportDialog, qtbot: QtBot) -> None:
    export_dialog.show_payload.click()
    edit = export_dialog.payload._edit
    qtbot.waitUntil(lambda: bool(edit.toPlainText()))
    assert '"scenes"' in edit.toPlainText()
    assert '"studio"' not in edit.toPlainText()
    assert edit.isReadOnly()


def test_a_payload_that_is_only_saved_is_checked_for_a_service(export_dialog: ExportDialog, qtbot: QtBot) -> None:
    head = export_dialog.preflight._head
    qtbot.waitUntil(lambda: head.text() == "Ready to export")
    export_dialog.destinations.choose("payload")
    qtbot.waitUntil(lambda: head.text() not in ("Ready to export", "Checking…"))
    assert "must be fixed first" in head.text(), "files of this computer cannot be fetched by a service"
    assert export_dialog.anyway.text().startswith("Save anyway")


def test_the_videos_of_an_unsaved_project_outlive_it(services: Services, window: MainWindow) -> None:
    file.open_sample(window.context, "onboarding")
    assert window.document is not None
    assert window.document.path is not None
    assert default_folder(services, window.document.path) == services.paths.data / "renders"


def test_an_issue_is_gone_to(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    document = window.document
    assert document is not None
    clip = document.project.scenes[1].clips[0]
    issue = Issue("warning", "x", "Look.", 1, clip.id)
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: dialog.Answer(jump=issue))
    window.actions_.run("export")
    assert document.scene is document.project.scenes[1]
    assert document.selection == (clip.id,)


def test_issues_are_counted_and_listed(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    assert document.scene is not None
    qtbot.waitUntil(lambda: window.status.issues.text() == "No issues")
    picture = next(clip for clip in document.scene.clips if clip.type == "image")
    scene_id, lost = document.scene_id, picture.with_studio(media="media/0123456789abcdef.png")
    document.apply("Lose a file", lambda project: replace_clips(project, scene_id, clips={picture.id: lost}))
    qtbot.waitUntil(lambda: window.status.issues.text() == "1 issue")
    menu = window.issues.menu()
    *found, _line, find = menu.actions()
    assert len(found) == 1
    assert find.text() == "Find missing media…"
    find.trigger()
    dialogs = (each for each in QApplication.topLevelWidgets() if isinstance(each, MediaDialog))
    next(dialogs).reject()
    document.select(())
    menu.actions()[0].trigger()
    assert document.selection == (picture.id,)
    menu.deleteLater()


def test_a_text_is_no_issue_before_its_first_letter(window: MainWindow, qtbot: QtBot) -> None:
    document = window.document
    assert document is not None
    qtbot.waitUntil(lambda: window.status.issues.text() == "No issues")
    said: list[tuple[int, int]] = []
    window.issues.counted.connect(lambda *counts: said.append(counts))
    window.canvas.set_tool("text")
    Mouse(window.canvas).click(1700, 60)
    assert window.canvas.hand.is_editing
    qtbot.waitUntil(lambda: said != [])
    assert said == [(0, 0)]
    # An empty text that nobody types is one.
    empty = new_text("", box=Rect(10, 10, 300, 80))
    document.apply("Add", lambda project: add_clip(project, document.scene_id, clip=empty))
    qtbot.waitUntil(lambda: window.status.issues.text() == "1 issue")


async def _until(panel: JobsPanel, services: Services, state: str) -> JobRow:
    """Runs the tracker beside the panel until the only job is in a state."""
    work = asyncio.ensure_future(services.tracker.run())
    try:
        async with asyncio.timeout(60) if hasattr(asyncio, "timeout") else _forever():
            while True:
                rows = services.store.rows()
                if rows and rows[0].state == state and panel.card(rows[0].id) is not None:
                    shown = panel.card(rows[0].id)
                    if shown is not None and shown.row.state == state:
                        return rows[0]
                await asyncio.sleep(0.05)
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


class _forever:
    async def __aenter__(self) -> None:
        """Older Pythons have no such clock; the test's own limit holds."""

    async def __aexit__(self, *_: object) -> None:
        """Nothing to end."""


@pytest.mark.slow
def test_export_makes_a_job_that_ends_in_a_video(
    window: MainWindow, services: Services, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    import qasync

    options = ExportOptions(resolution="480", fps=24, file_name="First")
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: dialog.Answer(account="computer", options=options))
    with qasync.QEventLoop(qapp, already_running=False) as loop:
        window.actions_.run("export")
        assert window.workspace is not None
        row = loop.run_until_complete(_until(window.workspace.jobs, services, "done"))
    assert row.result is not None
    assert row.result.name == "First.mp4"
    assert row.result.stat().st_size > 10_000
    card = window.workspace.jobs.card(row.id)
    assert card is not None
    assert card.main.text() == "Play"
    assert window.notice_.isVisible()


def test_pictures_that_are_ready_are_shown_in_their_folder(
    window: MainWindow, services: Services, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    import qasync

    assert window.document is not None
    window.document.apply("Make it short", _first_scene_saying_hello)
    options = ExportOptions(resolution="480", fps=24, format="png-folder", subtitles="srt", file_name="All v1.2")
    monkeypatch.setattr(dialog, "ask", lambda *_, **__: dialog.Answer(account="computer", options=options))
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    with qasync.QEventLoop(qapp, already_running=False) as loop:
        window.actions_.run("export")
        assert window.workspace is not None
        row = loop.run_until_complete(_until(window.workspace.jobs, services, "done"))
    assert row.result is not None
    assert sorted(path.name for path in row.result.parent.iterdir()) == ["All v1.2", "All v1.2.srt"]
    card = window.workspace.jobs.card(row.id)
    assert card is not None
    assert card.main.text() == "Show in folder"
    card.main.click()
    assert opened == [str(row.result)]
    assert window.memory.text("export_subtitles", "") == "srt"


def _first_scene_saying_hello(project: Project) -> Project:
    first, *others = (scene.id for scene in project.scenes)
    return set_script(remove_scenes(project, scene_ids=others), first, text="Hello.")


def _row(services: Services, project: Path, state: str) -> JobRow:
    job_id = services.export(open_project(project).project, project_path=project)
    steps = {"queued": (), "running": ("preparing", "running"), "done": ("preparing", "running", "downloading", "done")}
    for step in steps.get(state, ("preparing", state)):
        services.store.move(job_id, step, fields={"fraction": 0.41, "words": "Rendering scene 2 of 3"})
    return services.store.row(job_id)


@pytest.mark.parametrize(
    ("state", "words", "action"),
    [
        ("queued", "Waiting", "cancel"),
        ("running", "Rendering scene 2 of 3", "cancel"),
        ("done", "Done", "play"),
        ("failed", "Failed", "retry"),
        ("cancelled", "Cancelled", "retry"),
    ],
)
def test_cards_say_words_before_numbers(services: Services, project: Path, state: str, words: str, action: str) -> None:
    row = _row(services, project, state)
    assert wording.status_of(row) == words
    assert wording.main_action(row) == action
    assert ("41 %" in wording.detail_of(row)) == (state == "running")


def test_a_job_that_is_being_cancelled_says_so(services: Services, project: Path) -> None:
    row = _row(services, project, "running")
    assert wording.status_of(replace(row, wish="cancel")) == "Cancelling…"
    assert wording.status_of(replace(row, wish="cancel", state="cancelled")) == "Cancelled"


def test_the_panel_re_reads_the_list_after_a_restart(services: Services, project: Path, qtbot: QtBot) -> None:
    row = _row(services, project, "failed")
    panel = JobsPanel(services)
    qtbot.addWidget(panel)
    panel.show()
    panel.start()
    qtbot.waitUntil(lambda: panel.card(row.id) is not None)
    panel.act(row, "retry")
    qtbot.waitUntil(lambda: _state(panel, row) == "queued")
    panel.act(row, "cancel")
    qtbot.waitUntil(lambda: _state(panel, row) == "cancelled")
    panel.act(row, "remove")
    qtbot.waitUntil(lambda: panel.card(row.id) is None)
    panel.stop()


def _state(panel: JobsPanel, row: JobRow) -> str:
    card = panel.card(row.id)
    return card.row.state if card is not None else ""


def test_what_cannot_be_done_to_a_job_is_said(services: Services, project: Path, qtbot: QtBot) -> None:
    row = _row(services, project, "queued")
    panel = JobsPanel(services)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.failed) as said:
        panel.act(row, "remove")
    assert isinstance(said.args[0], StudioError)


def test_tab_goes_as_one_reads(export_dialog: ExportDialog) -> None:
    order = [export_dialog.resolution, export_dialog.fps, export_dialog.name, export_dialog.folder.choose]
    order += [export_dialog.show_payload, export_dialog.cancel, export_dialog.export]
    way, at = [], export_dialog.resolution
    while len(way) < 100 and export_dialog.export not in way:
        way.append(at)
        at = at.nextInFocusChain()
    assert [each for each in way if each in order] == order


def test_a_folder_is_said_as_a_person_would(tmp_path: Path) -> None:
    assert place_in_words(tmp_path / "Film" / "renders", tmp_path / "Film") == str(Path("Film/renders"))
    assert place_in_words(Path.home() / "Videos", tmp_path / "Film") == str(Path("~/Videos"))
    assert place_in_words(Path("/media/stick"), tmp_path / "Film") == str(Path("/media/stick"))


def test_a_list_of_choices_is_round_like_the_menus(export_dialog: ExportDialog) -> None:
    assert isinstance(export_dialog.resolution, theme.ComboBox)
    region = round_region(QRect(0, 0, 200, 120))
    assert not region.contains(QPoint(0, 0))
    assert region.contains(QPoint(100, 60))
    assert region.boundingRect() == QRect(0, 0, 200, 120)


def test_the_player_has_the_shape_of_the_film() -> None:
    screen = QSize(1600, 1000)
    wide, upright = (fitted(film, screen, below=50) for film in (QSize(1920, 1080), QSize(1080, 1920)))
    assert abs((wide.height() - 50) * 16 / 9 - wide.width()) < 2
    assert upright.height() > upright.width()
    assert fitted(QSize(3840, 2160), QSize(800, 600), below=50).width() <= 800


def test_the_format_decides_what_is_asked(export_dialog: ExportDialog, qtbot: QtBot) -> None:
    how = export_dialog.how

    def choose(name: str) -> None:
        how.format.setCurrentIndex(how.format.findData(name))

    assert not how.transparent.isVisible()
    choose("webm")
    assert how.transparent.isVisible()
    how.transparent.click()
    assert "1280 × 720 · 25 fps" in export_dialog.facts.text()
    export_dialog.name.setText("Onboarding.mp4")
    assert export_dialog._options() == ExportOptions(
        resolution="720", fps=25, format="webm", is_transparent=True, file_name="Onboarding"
    )
    choose("gif")
    how.fps.setCurrentIndex(how.fps.findData(60))
    assert "50 fps" in export_dialog.facts.text()
    assert export_dialog._options().fps == 50
    assert not export_dialog._options().is_transparent
    choose("mp3")
    assert not how.resolution.isVisible()
    assert "sound only" in export_dialog.facts.text()
    assert export_dialog.file.wanted(export_dialog.how.form).name == "Onboarding.mp3"


def test_a_format_that_cannot_be_made_here_says_why(export_dialog: ExportDialog) -> None:
    how = export_dialog.how
    how.format.setCurrentIndex(how.format.findData("av1"))
    how._on_known({"av1": "The FFmpeg libraries on this computer have no encoder “libsvtav1”."})
    row = how.format.findData("av1")
    assert not how.format.model().flags(how.format.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert "no encoder" in how.format.itemData(row, Qt.ItemDataRole.ToolTipRole)
    assert how.form.id == "mp4"


def test_what_only_tells_the_same_of_many_places_is_one_line_and_what_is_wrong_never_is(qtbot: QtBot) -> None:
    told = [Issue("info", "hosted", "The file is brought there.", scene_index=n, clip_label="Logo") for n in range(3)]
    wrong = [Issue("warning", "off-stage", "It is off the stage.", scene_index=n, clip_label="Card") for n in range(2)]
    host = QWidget()
    qtbot.addWidget(host)
    preflight = Preflight(host)
    preflight.show_issues((*wrong, *told))
    said = [each.text() for each in preflight.findChildren(QLabel) if each.text()]
    assert said.count("It is off the stage.") == 2
    assert said.count("The file is brought there.") == 1
    place = next(each for each in preflight.findChildren(QLabel) if each.text() == "Scene 1, Logo and 2 more places")
    assert place.toolTip() == "Scene 1, Logo\nScene 2, Logo\nScene 3, Logo"
