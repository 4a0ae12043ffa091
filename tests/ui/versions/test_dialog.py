"""Looking back: the list, what changed, pictures side by side, names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.files.versions import History
from studio_gui.ui.dialogs.versions import naming
from studio_gui.ui.dialogs.versions.dialog import VersionsDialog
from studio_gui.ui.dialogs.versions.moments import day_words
from studio_gui.ui.window.clipping import clipped


def _rows(dialog: VersionsDialog) -> list[str]:
    model = dialog.rows
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def _click(
    qtbot: QtBot, dialog: VersionsDialog, row: int, *, key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    dialog.both = None
    at = dialog.list.visualRect(dialog.rows.index(row)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, key, at)
    qtbot.waitUntil(lambda: dialog.both is not None)


def _row_of(dialog: VersionsDialog, words: str) -> int:
    return next(row for row, said in enumerate(_rows(dialog)) if words in said)


def test_versions_are_listed_under_days_with_what_changed(qtbot: QtBot, dialog: VersionsDialog) -> None:
    qtbot.waitUntil(lambda: "The first version" in _rows(dialog)[-1])
    rows = _rows(dialog)
    assert rows[0] == "Now, As saved, Nothing changed"
    assert rows.count("Yesterday") == 1
    assert "Saved, Scene 1 “Welcome”: “Logo” removed · 1 more change" in rows[2]
    assert rows[-2] not in ("Today", "Yesterday")
    assert not dialog.rows.flags(dialog.rows.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_the_newest_that_differs_from_now_is_shown_first(dialog: VersionsDialog) -> None:
    assert dialog.changes.lines == [
        "Scene 1 “Welcome”",
        "“Logo” removed",
        "Scene 2 “Your first week”",
        "“Title” moved 12\N{NO-BREAK SPACE}px left",
    ]
    assert dialog.said.text() == "2 scenes changed"
    assert dialog.pictures.after_title.text() == "Now"
    assert dialog.pictures.before_title.text().startswith("Yesterday ")


def _differs(one: QImage, other: QImage) -> bool:
    a, b = (image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other))
    if a.size() != b.size():
        b = b.scaled(a.size())
    return a != b


def test_pictures_show_the_scene_before_and_after(qtbot: QtBot, dialog: VersionsDialog) -> None:
    frames = dialog.pictures
    qtbot.waitUntil(lambda: frames.before.image is not None and frames.after.image is not None)
    assert _differs(frames.before.image, frames.after.image)
    dialog.strip.setCurrentIndex(dialog.strip.rows.index(2))
    qtbot.waitUntil(lambda: frames.before.image is not None and frames.after.image is not None)
    assert not _differs(frames.before.image, frames.after.image)
    middle = QColor(frames.before.image.pixel(frames.before.image.rect().center()))
    assert middle != QColor("white")


def test_scenes_that_differ_are_marked_in_the_row_of_scenes(dialog: VersionsDialog) -> None:
    said = [dialog.strip.rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == ["Scene 1, changed", "Scene 2, changed", "Scene 3, unchanged"]


def test_a_click_on_a_change_shows_its_scene(qtbot: QtBot, dialog: VersionsDialog) -> None:
    item = dialog.changes.item(3)
    qtbot.mouseClick(
        dialog.changes.viewport(), Qt.MouseButton.LeftButton, pos=dialog.changes.visualItemRect(item).center()
    )
    assert dialog.strip.currentIndex().row() == 1
    assert dialog.pictures.after.scene is dialog.library.now.scenes[1]
    assert dialog.restore_clip.isEnabled()
    assert dialog.restore_clip.toolTip() == "Put “Title” back"


def test_a_scene_chosen_in_the_row_of_scenes_is_chosen_among_the_changes(qtbot: QtBot, dialog: VersionsDialog) -> None:
    for row, line in ((1, 2), (2, -1), (0, 0)):
        at = dialog.strip.visualRect(dialog.strip.rows.index(row)).center()
        qtbot.mouseClick(dialog.strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert dialog.changes.currentRow() == line
        assert dialog.pictures.after.scene is dialog.library.now.scenes[row]
    assert not dialog.restore_clip.isEnabled()


def test_what_changed_in_a_version_is_told_instead_of_what_changed_since(qtbot: QtBot, dialog: VersionsDialog) -> None:
    dialog.both = None
    dialog.mode.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.both is not None)
    assert dialog.changes.lines[1].startswith("Script changed: ")
    assert dialog.changes.lines[1].endswith("→ “Good morning!”")


def test_two_versions_are_compared_with_each_other(qtbot: QtBot, dialog: VersionsDialog) -> None:
    last = dialog.rows.rowCount() - 1
    _click(qtbot, dialog, last)
    assert len(dialog.changes.lines) == 5
    _click(qtbot, dialog, _row_of(dialog, "Yesterday "), key=Qt.KeyboardModifier.ControlModifier)
    assert [line for line in dialog.changes.lines if "Script" in line]
    assert len(dialog.changes.lines) == 2
    assert not dialog.mode.isEnabled()


def test_nothing_can_be_restored_by_a_hand_that_is_quicker_than_the_comparison(
    qtbot: QtBot, dialog: VersionsDialog
) -> None:
    assert dialog.restore_scene.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    assert not dialog.restore_scene.isEnabled()
    assert not dialog.restore_clip.isEnabled()
    qtbot.waitUntil(dialog.restore_scene.isEnabled)


def test_the_arrow_keys_go_from_version_to_version_past_the_days(qtbot: QtBot, dialog: VersionsDialog) -> None:
    assert dialog.list.hasFocus()
    seen = {dialog.version.id if dialog.version else ""}
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(dialog.list, key)
        assert not dialog.rows.row(dialog.list.currentIndex()).is_heading
        seen.add(dialog.version.id if dialog.version else "")
    assert len(seen) == 4


def test_tab_goes_from_the_version_to_what_to_do_with_it(qtbot: QtBot, dialog: VersionsDialog) -> None:
    dialog.activateWindow()
    dialog.list.setFocus()
    walked = []
    for _ in range(7):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        focused = dialog.focusWidget()
        assert focused is not None
        walked.append(focused.objectName())
    expected = ["mode", "scene_strip", "changes", "name_version", "open_copy", "restore_scene", "restore_version"]
    assert walked == expected


def test_a_version_gets_a_name_and_stays_chosen(
    qtbot: QtBot, dialog: VersionsDialog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = dialog.version
    assert chosen is not None
    monkeypatch.setattr(naming, "ask", lambda _parent, name: f"{name}Sent to Ada")
    qtbot.mouseClick(dialog.name_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("Sent to Ada" in row for row in _rows(dialog)))
    assert [v.name for v in History(path).versions()] == ["", "Sent to Ada", ""]
    assert dialog.version is not None
    assert dialog.version.id == chosen.id
    qtbot.waitUntil(lambda: dialog.pictures.before_title.text().startswith("Sent to Ada, Yesterday"))


def test_the_project_as_it_is_now_can_be_named(
    qtbot: QtBot, dialog: VersionsDialog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _click(qtbot, dialog, 0)
    assert not dialog.restore_all.isEnabled()
    monkeypatch.setattr(naming, "ask", lambda _parent, name: "Final")
    qtbot.mouseClick(dialog.name_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(History(path).versions()) == 4)
    newest = History(path).versions()[0]
    assert (newest.name, newest.reason) == ("Final", "named")
    qtbot.waitUntil(lambda: any("Final" in row for row in _rows(dialog)))


def test_a_name_is_typed_and_taken_with_enter(qtbot: QtBot) -> None:
    dialog = naming.NameDialog("Draft", None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.name, "Sent to Ada")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.name.text() == "Sent to Ada"


def test_without_versions_it_says_when_there_will_be(qtbot: QtBot, tmp_path: Path) -> None:
    path = create_from_sample("onboarding", tmp_path / "New")
    dialog = VersionsDialog(path, open_project(path).project, is_unsaved=True, parent=None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.empty)
    assert dialog.empty.isVisible()
    assert not dialog.restore_all.isEnabled()
    assert dialog.name_it.isEnabled()
    qtbot.waitUntil(lambda: _rows(dialog) == ["Now, Unsaved changes, No version was kept yet"])


def test_the_first_version_is_kept_from_the_empty_page(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = create_from_sample("onboarding", tmp_path / "New")
    dialog = VersionsDialog(path, open_project(path).project, is_unsaved=False, parent=None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.empty.isVisible)
    monkeypatch.setattr(naming, "ask", lambda _parent, name: "First")
    (keep,) = dialog.empty.findChildren(QPushButton)
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("First" in row for row in _rows(dialog)))
    assert not dialog.empty.isVisible()


def test_a_damaged_version_is_a_sentence_and_the_others_can_be_seen(qtbot: QtBot, path: Path) -> None:
    oldest = History(path).versions()[-1]
    file = path.parent / ".versions" / f"{oldest.id}.version"
    file.write_text(file.read_text("utf-8").splitlines()[0] + "\n{}\n", "utf-8")
    dialog = VersionsDialog(path, open_project(path).project, is_unsaved=False, parent=None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.both is not None)
    qtbot.waitUntil(lambda: any("is damaged" in row for row in _rows(dialog)))
    dialog.list.setCurrentIndex(dialog.rows.index(dialog.rows.rowCount() - 1))
    errors: list[QDialog] = []
    qtbot.waitUntil(lambda: bool(errors.extend(dialog.findChildren(QDialog, "error")) or errors))
    errors[0].accept()


@pytest.mark.parametrize("width", [900, 1180, 1600])
def test_nothing_is_cut_off(qtbot: QtBot, dialog: VersionsDialog, width: int) -> None:
    dialog.resize(width, 620)
    qtbot.waitUntil(lambda: dialog.pictures.before.image is not None)
    assert clipped(dialog) == []


def test_days_are_said_as_people_do() -> None:
    from datetime import date

    today = date(2026, 3, 11)
    said = [
        day_words(day, today=today)
        for day in (date(2026, 3, 11), date(2026, 3, 10), date(2026, 3, 6), date(2026, 3, 4), date(2025, 12, 24))
    ]
    assert said == ["Today", "Yesterday", "Friday", "4 March", "24 December 2025"]
    assert day_words(date(2026, 3, 12), today=today) == "12 March"


def test_a_tooltip_has_the_words_that_do_not_fit(qtbot: QtBot, dialog: VersionsDialog) -> None:
    qtbot.waitUntil(lambda: "The first version" in _rows(dialog)[-1])
    tip = dialog.rows.index(2).data(Qt.ItemDataRole.ToolTipRole)
    assert str(tip).startswith("Scene 1 “Welcome”: “Logo” removed")
    assert dialog.list.visualRect(dialog.rows.index(2)).contains(
        QPoint(20, dialog.list.visualRect(dialog.rows.index(2)).top() + 5)
    )


def test_a_version_that_is_as_now_says_so_once_and_cannot_be_restored(qtbot: QtBot, dialog: VersionsDialog) -> None:
    qtbot.waitUntil(lambda: any("“Logo” removed" in row for row in _rows(dialog)))
    _click(qtbot, dialog, _row_of(dialog, "“Logo” removed"))
    assert dialog.said.text() == "Nothing changed"
    assert dialog.changes.lines == ["The scenes and the settings of the project are the same."]
    assert not dialog.restore_all.isEnabled()
    assert not dialog.restore_scene.isEnabled()
    assert dialog.open_copy.isEnabled()
    _click(qtbot, dialog, dialog.rows.rowCount() - 1)
    assert dialog.restore_all.isEnabled()
    assert dialog.restore_scene.isEnabled()
