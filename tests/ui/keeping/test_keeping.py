"""What a person does is safe on the disk soon, whatever ends the program, and nobody's work is overwritten unasked."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.base.errors import TargetError
from studio_gui.files.journal import given_up, recoverable, recovery_folder
from studio_gui.files.locking import ProjectLock, lock_path
from studio_gui.files.project_file import FORMAT, open_project, project_text, save_project
from studio_gui.files.project_text import project_bytes
from studio_gui.files.scratch import is_scratch, new_sample_scratch, new_scratch
from studio_gui.model.new import new_project
from studio_gui.model.project import Project
from studio_gui.ui.actions import file
from studio_gui.ui.dialogs import files, leaving
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.recovery import RecoveryDialog
from studio_gui.ui.document import Document
from studio_gui.ui.keeping import recovering, saving
from studio_gui.ui.keeping.keeper import NOTED_AFTER_MS, Keeper
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.window import crash
from studio_gui.ui.window.closing import let_go
from studio_gui.ui.window.memory import Memory
from tests.ui.answering import pressing


def _rename(name: str) -> Callable[[Project], Project]:
    return lambda project: project.changed(name=name)


@pytest.fixture
def document(window: MainWindow) -> Document:
    assert window.document is not None
    return window.document


def _noted(qtbot: QtBot, document: Document, name: str) -> None:
    """Do something and wait until it is on the disk."""
    with qtbot.waitSignal(Keeper.of(document).noted, timeout=2000):
        document.apply(f"Rename to {name}", _rename(name))


def _crash(window: MainWindow, document: Document) -> None:
    """What a crash leaves: the journal as it is, and no window that holds it."""
    keeper = Keeper.of(document)
    keeper.end(is_kept=True)
    keeper.setParent(None)
    Keeper(document)


def test_an_edit_is_on_the_disk_well_within_two_seconds(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    assert NOTED_AFTER_MS < 1000
    assert not recovery_folder().exists()
    _noted(qtbot, document, "Other")
    (journal,) = recovery_folder().glob("*/journal-1")
    assert b"Rename to Other" in journal.read_bytes()


def test_a_drag_that_is_under_way_is_no_edit_yet(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    before = document.project
    gesture = document.begin("Drag")
    gesture.update(_rename("Halfway"))
    assert document.settled is before
    with qtbot.waitSignal(Keeper.of(document).noted, timeout=2000):
        gesture.commit()
    assert document.settled.name == "Halfway"


def test_closed_in_order_nothing_stays_behind(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path
) -> None:
    _noted(qtbot, document, "Other")
    assert lock_path(project).exists()
    current = window.projects.current
    assert current is not None
    window.projects.close(current)
    assert list(recovery_folder().iterdir()) == []
    assert not lock_path(project).exists()


def test_after_a_crash_the_work_is_offered_and_opens_as_a_copy(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path
) -> None:
    before = project.read_bytes()
    _noted(qtbot, document, "Other")
    lost = document.project
    _crash(window, document)
    recovering.offer(window)
    qtbot.waitUntil(lambda: window.findChild(RecoveryDialog) is not None)
    dialog = window.findChild(RecoveryDialog)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Last: Rename to Other" in said
    assert str(project.parent) in said
    dialog.findChild(QPushButton, "recover").click()
    qtbot.waitUntil(lambda: window.document is not None and window.document.project.name == "Other (recovered)")
    copy = window.document
    assert copy is not None
    assert is_scratch(copy.path)
    assert not copy.is_clean
    assert project_bytes(copy.project.changed(name="Other")) == project_bytes(lost)
    assert copy.folder is not None
    assert {p.name for p in (copy.folder / "media").iterdir()} <= {p.name for p in (project.parent / "media").iterdir()}
    assert project.read_bytes() == before
    qtbot.waitUntil(lambda: recoverable() == () and not list(recovery_folder().glob("*/trying")), timeout=4000)


def test_what_was_undone_to_where_it_was_saved_is_not_offered_and_what_was_done_again_is(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path
) -> None:
    stack, keeper = document.undo_stack, Keeper.of(document)

    def noted(step: Callable[[], None]) -> None:
        with qtbot.waitSignal(keeper.noted, timeout=2000):
            step()

    _noted(qtbot, document, "Other")
    noted(stack.undo)
    assert document.is_clean
    _crash(window, document)
    assert recoverable() == ()
    keeper = Keeper.of(document)
    noted(stack.redo)
    noted(stack.undo)
    noted(stack.redo)
    _crash(window, document)
    (one,) = recoverable()
    assert [step.label for step in one.steps] == ["Rename to Other"]
    assert one.recover().project.name == "Other"


@pytest.mark.parametrize("comes", ["another", "nothing", "the same"])
def test_what_was_saved_is_offered_when_another_program_took_its_place(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path, comes: str
) -> None:
    keeper, saved = Keeper.of(document), project.read_bytes()
    _noted(qtbot, document, "Other")
    project.unlink()
    if comes != "nothing":
        project.write_bytes(project_bytes(new_project(name="Theirs")) if comes == "another" else saved)
    with qtbot.waitSignal(keeper.noted, timeout=2000):
        document.undo_stack.undo()
    _crash(window, document)
    assert [found.recover().project.name for found in recoverable()] == ([] if comes == "the same" else ["Onboarding"])


def test_what_was_never_saved_is_offered_whatever_was_undone(window: MainWindow, qtbot: QtBot) -> None:
    path = new_scratch(new_project(name="Imported"))
    document = Document(open_project(path).project, path=path)
    window.open_document(document)
    _noted(qtbot, document, "Other")
    with qtbot.waitSignal(Keeper.of(document).noted, timeout=2000):
        document.undo_stack.undo()
    _crash(window, document)
    (one,) = recoverable()
    assert one.recover().project.name == "Imported"


def test_a_journal_can_be_left_for_later_or_thrown_away(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    _noted(qtbot, document, "Other")
    _crash(window, document)
    for answer, left in (("later", 1), ("discard", 0)):
        recovering.offer(window)
        qtbot.waitUntil(lambda: window.findChild(RecoveryDialog) is not None)
        window.findChild(RecoveryDialog).findChild(QPushButton, answer).click()
        qtbot.waitUntil(lambda: window.findChild(RecoveryDialog) is None)
        assert len(recoverable()) == left


def test_saved_work_is_not_offered(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.apply("Rename", _rename("Other"))
    window.actions_.run("save")
    qtbot.waitUntil(lambda: document.is_clean)
    _crash(window, document)
    assert recoverable() == ()


def test_what_was_done_while_saving_is_still_unsaved(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path
) -> None:
    document.apply("Rename", _rename("Saved"))
    with qtbot.waitSignal(document.saved):
        window.actions_.run("save")
        document.apply("Rename", _rename("Later"))
    assert not document.is_clean
    assert open_project(project).project.name == "Saved"
    Keeper.of(document).note_now()
    _crash(window, document)
    (found,) = recoverable()
    assert found.recover().project.name == "Later"


def test_the_window_is_not_held_up_by_a_slow_disk(
    window: MainWindow, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    go_on, real = threading.Event(), os.fsync

    def slow(descriptor: int) -> None:
        go_on.wait(10)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    document.apply("Rename", _rename("Slow"))
    window.actions_.run("save")
    document.apply("Rename", _rename("Went on"))
    assert open_project(project).project.name == "Onboarding"
    go_on.set()
    qtbot.waitUntil(lambda: open_project(project).project.name == "Slow")
    qtbot.waitUntil(lambda: document.saved_project is not None)


@pytest.mark.parametrize(
    ("choice", "on_disk", "open_name"),
    [
        ("mine", "Mine", "Mine"),
        ("theirs", "Theirs", "Theirs"),
        ("cancel", "Theirs", "Mine"),
        ("copy", "Theirs", "Mine"),
    ],
)
def test_a_file_somebody_else_changed_is_asked_about(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, choice: str, on_disk: str, open_name: str,
) -> None:  # fmt: skip
    asked: list[str] = []
    monkeypatch.setattr(saving, "ask_changed", lambda _c, error: asked.append(error.message) or choice)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy.studio")
    save_project(document.project.changed(name="Theirs"), project)
    document.apply("Rename", _rename("Mine"))
    window.actions_.run("save")
    qtbot.waitUntil(lambda: bool(asked) and (choice == "cancel" or document.is_clean))
    assert "changed by another program" in asked[0]
    assert open_project(project).project.name == on_disk
    assert document.project.name == open_name
    if choice == "copy":
        assert open_project(tmp_path / "Copy").project.name == "Mine"
    if choice == "theirs":
        window.actions_.run("undo")
        assert document.project.name == "Mine"
    if choice in ("mine", "theirs"):
        document.apply("Rename", _rename("Next"))
        window.actions_.run("save")
        qtbot.waitUntil(lambda: document.is_clean)
        assert len(asked) == 1


def test_a_folder_that_vanished_is_said_and_another_place_offered(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Safe.studio")
    document.apply("Rename", _rename("Kept"))
    project.parent.rename(tmp_path / "elsewhere")
    window.actions_.run("save")
    qtbot.waitUntil(lambda: window.findChild(Message, "error") is not None)
    message = window.findChild(Message, "error")
    document.apply("Rename", _rename("Went on"))
    message.findChild(QPushButton, "elsewhere").click()
    qtbot.waitUntil(lambda: document.is_clean)
    assert document.path == tmp_path / "Safe" / "Safe.studio"
    assert open_project(document.path).project.name == "Went on"


def test_closing_where_nothing_can_be_written_offers_another_place_and_goes_on(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was said, and the window stayed open: the way to another place had to be found by oneself."""
    monkeypatch.setattr(leaving, "ask", lambda *_: "save")
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Safe.studio")
    document.apply("Rename", _rename("Kept"))
    project.parent.rename(tmp_path / "elsewhere")

    with pressing("elsewhere", kind=Message, dialog="error"):
        assert window.close()
    assert open_project(tmp_path / "Safe").project.name == "Kept"


def test_a_second_window_is_read_only_and_saves_a_copy(
    empty_window: MainWindow, qtbot: QtBot, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ProjectLock(project)
    file.open_path(empty_window.context, str(project))
    empty_window.show()
    document = empty_window.document
    assert document is not None
    assert "is open in another window" in document.read_only
    assert "read-only" in empty_window.notice_.accessibleName()
    assert empty_window.status.saved.text() == "Read-only"
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Copy.studio")
    document.apply("Rename", _rename("Mine"))
    empty_window.actions_.run("save")
    assert open_project(project).project.name == "Onboarding"
    assert open_project(tmp_path / "Copy").project.name == "Mine"
    assert document.read_only == ""
    other.release()


def test_an_unsaved_project_outlives_the_second_window_that_shows_it(empty_window: MainWindow) -> None:
    """A second start shows the same tabs; closing one of them must not take the files from under the first."""
    place = new_sample_scratch("onboarding")
    first = ProjectLock(place)
    file.open_path(empty_window.context, str(place))
    project = empty_window.projects.current
    assert project is not None
    let_go(empty_window, project)
    assert place.is_file()
    assert (place.parent / "media").is_dir()
    first.release()
    file.open_path(empty_window.context, str(place))
    project = empty_window.projects.current
    assert project is not None
    let_go(empty_window, project)
    assert not place.parent.exists()


def test_what_was_never_saved_is_offered_without_a_place_nobody_knows(empty_window: MainWindow, qtbot: QtBot) -> None:
    place = new_sample_scratch("onboarding")
    file.open_path(empty_window.context, str(place))
    document = empty_window.document
    assert document is not None
    _noted(qtbot, document, "Other")
    _crash(empty_window, document)
    dialog = RecoveryDialog(empty_window, recoverable())
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "never saved" in said
    assert str(place.parent) not in said
    dialog.close()


def test_what_was_done_again_and_again_is_told_once(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    for name in ("One", "Two", "Two ", "Two  "):
        with qtbot.waitSignal(Keeper.of(document).noted, timeout=2000):
            document.apply(f"Rename to {name.strip()}", _rename(name))
    _crash(window, document)
    dialog = RecoveryDialog(window, recoverable())
    assert "Last: Rename to Two, Rename to One" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()


def test_what_is_said_at_the_start_lies_over_the_stage(empty_window: MainWindow, qtbot: QtBot, project: Path) -> None:
    """It hid the script: the stage was not there yet when it was said."""
    other = ProjectLock(project)
    file.open_path(empty_window.context, str(project))
    empty_window.show()
    qtbot.waitExposed(empty_window)
    notice, workspace = empty_window.notice_, empty_window.workspace
    assert workspace is not None
    canvas = workspace.canvas

    def middle_of(part: QWidget) -> int:
        return part.mapTo(empty_window, part.rect().center()).x()

    def bottom_of(part: QWidget) -> int:
        return part.mapTo(empty_window, part.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: abs(middle_of(notice) - middle_of(canvas)) <= 1)
    assert notice.isVisible()
    assert bottom_of(notice) < bottom_of(canvas)
    other.release()


def test_a_place_that_is_open_elsewhere_is_not_saved_over(
    window: MainWindow, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Taken").mkdir()
    taken = tmp_path / "Taken" / "Taken.studio"
    save_project(document.project.changed(name="Taken"), taken)
    other = ProjectLock(taken)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: taken)
    said: list[str] = []
    window.actions_.failed.disconnect(window.show_error)
    window.actions_.failed.connect(lambda error: said.append(error.message))
    window.actions_.run("save_as")
    assert "is open in another window" in said[0]
    assert open_project(taken).project.name == "Taken"
    other.release()


def test_a_project_of_a_newer_program_is_read_only(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.document is not None
    newer = tmp_path / "Newer.studio"
    text = project_text(window.document.project).replace(f'"format": {FORMAT}', f'"format": {FORMAT + 1}')
    newer.write_text(text, encoding="utf-8")
    file.open_path(window.context, str(newer))
    document = window.document
    assert "newer Scene Studio" in document.read_only
    assert saving.needs_place(document)
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "Mine.studio")
    window.actions_.run("save")
    assert open_project(tmp_path / "Mine").is_newer is False
    assert newer.read_text("utf-8") == text


def test_a_journal_that_cannot_be_written_is_said_once(
    window: MainWindow, document: Document, qtbot: QtBot, studio_home: Path
) -> None:
    studio_home.joinpath("state").mkdir(parents=True, exist_ok=True)
    recovery_folder().write_text("in the way")
    with qtbot.waitSignal(Keeper.of(document).failed, timeout=2000) as failed:
        document.apply("Rename", _rename("Other"))
    assert isinstance(failed.args[0], TargetError)
    assert "not protected" in window.notice_.accessibleName()
    recovery_folder().unlink()
    _noted(qtbot, document, "Again")


def test_a_place_that_takes_no_file_leaves_everything_as_it_was(
    window: MainWindow, document: Document, qtbot: QtBot, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(files, "ask_save", lambda *_, **__: tmp_path / "full" / "Film.studio")
    real = os.replace

    def full(source: str | Path, target: str | Path) -> None:
        if "full" in str(target):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    document.apply("Rename", _rename("Mine"))
    window.actions_.run("save_as")
    message = window.findChild(Message, "error")
    assert "the disk is full" in "".join(label.text() for label in message.findChildren(QLabel))
    message.close()
    assert document.path == project
    assert not document.is_clean
    assert lock_path(project).exists()
    assert list((tmp_path / "full").rglob("*.studio*")) == []
    monkeypatch.setattr(os, "replace", real)
    window.actions_.run("save")
    qtbot.waitUntil(lambda: document.is_clean)
    assert open_project(project).project.name == "Mine"


def test_a_recovery_that_ended_the_program_is_told_once_and_not_tried_again(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    _noted(qtbot, document, "Other")
    _crash(window, document)
    recoverable()[0].recover()  # and here the program ends
    recovering.offer(window)
    qtbot.waitUntil(lambda: "not tried again" in window.notice_.accessibleName())
    assert window.findChild(RecoveryDialog) is None
    assert given_up() == ()


def test_a_bug_sends_what_was_done_to_the_disk_at_once(
    window: MainWindow, document: Document, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper = Keeper.of(document)
    for timer in keeper.findChildren(QTimer):
        timer.setInterval(60_000)  # nothing but the bug sends it
    document.apply("Rename", _rename("Before the bug"))
    with qtbot.waitSignal(keeper.noted):
        crash.Hook(window)(ValueError, ValueError("a bug"), None)
    window.findChild(crash.CrashDialog).close()
    assert "a bug" in capsys.readouterr().err
    assert b"Before the bug" in next(recovery_folder().glob("*/journal-1")).read_bytes()


def test_a_project_that_moves_to_another_window_stays_protected(
    window: MainWindow, document: Document, services: Services, qtbot: QtBot, project: Path, tmp_path: Path
) -> None:
    other = MainWindow(services, memory=Memory(tmp_path / "other.ini"))
    moving = window.projects.current
    assert moving is not None
    window.projects.release(moving)
    other.projects.adopt(moving)
    _noted(qtbot, document, "Moved")
    assert lock_path(project).exists()
    other.projects.close(moving)
    assert list(recovery_folder().iterdir()) == []
    assert not lock_path(project).exists()
    other.issues.stop()
    other.close()
    other.deleteLater()
