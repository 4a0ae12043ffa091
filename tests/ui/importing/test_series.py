"""A video for every row of a table: what is wrong is said by its line, and nothing is asked for twice."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.series import Run, Series, read_series, results
from studio_gui.app.services import Services
from studio_gui.base.errors import ImportFailed
from studio_gui.files.project_file import open_project
from studio_gui.model.checks import Issue
from studio_gui.model.clips import TextClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_text
from studio_gui.model.project import Project
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.series import SeriesDialog
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.parts.room import TIGHT
from tests.ui.answering import answering
from tests.unit.files.importing.decks import png

pytestmark = pytest.mark.usefixtures("qapp")
LEFT = Qt.MouseButton.LeftButton
TABLE = (
    "\ufeffName,Offer,Colour\r\n"
    'Ana Lima,"5 €, with tax",red\r\n'
    "محمد علي,4 €\r\n"
    ",3 €,blue\r\n"
    "王小明,1,000 €,red\r\n"
    'Ana Lima,"5 €, with tax",red\r\n'
    '"O’Neil, ""Sean""",2 €,\r\n'
)


def _pattern() -> Project:
    """Two scenes with places; one of their texts is called “Offer”."""
    hello = new_text("Hello {name}", box=Rect(100, 100, 900, 200), name="Greeting")
    offer = new_text("…", box=Rect(100, 400, 900, 200), name="Offer")
    scenes = (
        new_scene(script="Dear {name}, {nothing}.").changed(clips=(hello,)),
        new_scene(script="For you: {offer}.").changed(clips=(offer,)),
    )
    return new_project(name="Offers", scenes=scenes)


def _nothing(_: Project) -> tuple[Issue, ...]:
    return ()


def _read(folder: Path, text: str = TABLE, pattern: Project | None = None) -> Series:
    table = folder / "people.csv"
    table.write_text(text, "utf-8", newline="")
    return read_series(table, pattern or _pattern(), folder, check=_nothing)


def _words(project: Project) -> Sequence[str]:
    shown = [clip.text for scene in project.scenes for clip in scene.clips if isinstance(clip, TextClip)]
    return [*shown, *(scene.script_text for scene in project.scenes)]


def test_every_row_fills_all_scenes(tmp_path: Path) -> None:
    series = _read(tmp_path)
    assert [video.number for video in series.good] == [2, 3, 7]
    assert [_words(video.project) for video in series.good] == [
        ["Hello Ana Lima", "5 €, with tax", "Dear Ana Lima, {nothing}.", "For you: 5 €, with tax."],
        ["Hello محمد علي", "4 €", "Dear محمد علي, {nothing}.", "For you: 4 €."],
        ["Hello O’Neil, \"Sean\"", "2 €", "Dear O’Neil, \"Sean\", {nothing}.", "For you: 2 €."],
    ]  # fmt: skip
    assert [video.project.name for video in series.good][:1] == ["Offers · Ana Lima"]
    before = _pattern()
    assert [len(scene.clips) for scene in series.good[0].project.scenes] == [len(s.clips) for s in before.scenes]


def test_bad_rows_are_told_by_their_line(tmp_path: Path) -> None:
    series = _read(tmp_path)
    assert [(video.number, video.troubles) for video in series.bad] == [
        (4, ("“Name” is empty.",)),
        (5, ("It has 4 cells, the first line 3: put quotes around a cell with a comma.",)),
        (6, ("It is the same as line 2.",)),
    ]
    assert "“Colour”" in series.notes[0]
    assert series.notes[1:] == ("No column is called “nothing”: the place {nothing} stays as it is.",)


def test_what_is_wrong_everywhere_and_texts_that_are_too_long_are_told(tmp_path: Path) -> None:
    def check(_: Project) -> tuple[Issue, ...]:
        return (Issue("error", "x", "The sky falls."), Issue("warning", "y", "It rains."))

    table = tmp_path / "people.csv"
    table.write_text("Name,Offer\nAna,1\nBob," + "very " * 200 + "\n", "utf-8")
    series = read_series(table, _pattern(), tmp_path, check=check)
    assert series.good == ()
    assert series.notes[-1] == "Every row: The sky falls."
    assert [len(video.warnings) for video in series.videos] == [0, 1]
    assert series.videos[1].warnings[0].endswith("is longer than its box.")


def test_a_single_scene_takes_scripts_titles_and_pictures(tmp_path: Path) -> None:
    photo = new_image(box=Rect(0, 0, 900, 900), size=(10, 10), media="", name="Photo")
    title = new_text("Title", box=Rect(900, 0, 900, 200))
    pattern = new_project(name="One", scenes=(new_scene(script="Old.").changed(clips=(photo, title)),))
    (tmp_path / "ana.png").write_bytes(png(40, 30))
    series = _read(tmp_path, "title,script,photo\nAna,Hello.,ana.png\nBob,Hi.,bob.png\n", pattern)
    (good,), (bad,) = series.good, series.bad
    scene = good.project.scenes[0]
    assert scene.script_text == "Hello."
    assert [clip.text for clip in scene.clips if isinstance(clip, TextClip)] == ["Ana"]
    (ref,) = (clip.studio.media for clip in scene.clips if clip.studio.media)
    assert (tmp_path / ref).is_file()
    assert "bob.png" in " ".join(bad.troubles)
    series.media.give_back()
    assert not (tmp_path / ref).exists(), "a file that nothing was made of stays in the project"


def test_columns_that_only_a_single_scene_takes_are_named_where_there_are_more(tmp_path: Path) -> None:
    """Every row made the very same video, and nothing said why."""
    notes = _read(tmp_path, "Name,Offer,Script,Picture,Notes\nAna,1,Hello.,ana.png,x\n").notes
    assert notes[:-1] == (
        "“Script” is for projects of one scene: here, write {Script} into a text or a script.",
        "“Picture” is for projects of one scene: here, write {Picture} into a text or a script.",
    )


def test_a_column_that_has_a_place_fills_it_and_nothing_else(tmp_path: Path) -> None:
    """“Name” took the place of the largest text, whatever else was in that."""
    text = new_text("{name}: {offer}", box=Rect(0, 0, 900, 200), name="Large")
    pattern = new_project(name="One", scenes=(new_scene(script="Hi {name}. {text}").changed(clips=(text,)),))
    series = _read(tmp_path, "Name,Offer,Text\nAna,5 €,Bye.\n", pattern)
    assert [_words(video.project) for video in series.good] == [["Ana: 5 €", "Hi Ana. Bye."]]
    assert series.good[0].label == "Ana"


def test_a_table_without_any_place_of_the_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="no column that is known here"):
        _read(tmp_path, "A,B\n1,2\n")
    with pytest.raises(ImportFailed, match="no scene"):
        _read(tmp_path, "Name\nAna\n", new_project(name="Empty").changed(scenes=()))


def test_nothing_is_asked_for_twice_and_what_failed_is_tried_again(services: Services, project: Path) -> None:
    folder = project.parent
    pattern = open_project(project).project
    first = pattern.scenes[0]
    pattern = pattern.changed(scenes=(first.changed(scripts=(first.scripts[0].changed(org="Hello {name}."),)),))
    series = _read(folder, "Name\nAna\nBob\nCleo\n", pattern)

    def run() -> Run:
        return Run(services, series, project_path=project, account="computer", options=ExportOptions(resolution="480"))

    made = run().make(folder / "renders", only={2})
    assert (made.begun, made.again, made.refused) == (1, 0, ())
    assert run().make(folder / "renders").begun == 2
    assert run().make(folder / "renders").begun == 0
    rows = services.store.rows()
    assert sorted(row.target.name for row in rows) == ["2 Ana.mp4", "3 Bob.mp4", "4 Cleo.mp4"]
    assert {row.target.parent.name for row in rows} == {"people"}
    assert not (folder / ".versions").exists(), "a row of a table is no version of the project"
    bob = next(row for row in rows if "Bob" in row.target.name)
    services.store.move(bob.id, "failed", fields={"error": "No room."})
    found = run().standings()
    assert [one.words for one in found] == ["Waiting", "Failed", "Waiting"]
    written = results(series, found).decode("utf-8-sig")
    assert [(row["line"], row["Name"], row["state"], row["reason"]) for row in csv.DictReader(written.splitlines())] == [
        ("2", "Ana", "Waiting", ""), ("3", "Bob", "Failed", "No room."), ("4", "Cleo", "Waiting", ""),
    ]  # fmt: skip
    again = run().make(folder / "renders")
    assert (again.begun, again.again) == (0, 1)
    assert services.store.row(bob.id).state == "queued"


def test_a_series_is_begun_from_the_window_with_the_first_three(
    qtbot: QtBot, window: MainWindow, project: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.context.open
    first = document.project.scenes[0]
    document.apply(
        "x", lambda now: now.changed(scenes=(first.changed(scripts=(first.scripts[0].changed(org="{name}"),)),))
    )
    table = project.parent / "people.csv"
    table.write_text("Name\nAna\nBob\n\nCleo\nDora\n ,x\n", "utf-8")
    monkeypatch.setattr(files, "ask_open", lambda *_, **__: table)

    def act(dialog: SeriesDialog) -> None:
        _begin(qtbot, dialog, services)
        dialog.reject()

    with answering(act, SeriesDialog):
        window.actions_.run("series")
    assert [row.title for row in services.store.rows()] == [f"Onboarding · {name}" for name in ("Cleo", "Bob", "Ana")]
    assert document.undo_stack.undoText() == "x", "the pattern itself stays as it is"


def test_who_closes_in_the_moment_of_asking_has_all_videos_and_their_pictures(
    qtbot: QtBot, project: Path, services: Services
) -> None:
    photo = new_image(box=Rect(0, 0, 900, 900), size=(10, 10), media="", name="Photo")
    pattern = new_project(name="One", scenes=(new_scene(script="Hi {name}.").changed(clips=(photo,)),))
    table = project.parent / "people.csv"
    table.write_text("Name,photo\n" + "".join(f"Ana {number},ana.png\n" for number in range(5)), "utf-8")
    (project.parent / "ana.png").write_bytes(png(41, 31))
    before = {*(project.parent / "media").iterdir()}
    dialog = SeriesDialog(services, None, project=pattern, path=project, table=table)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.rows.topLevelItemCount() == 5)
    qtbot.mouseClick(dialog.make, LEFT)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: len(services.store.rows()) == 5)

    def closed() -> bool:
        dialog.close()
        return not dialog.isVisible()

    qtbot.waitUntil(closed)
    assert len({*(project.parent / "media").iterdir()} - before) == 1


def _begin(qtbot: QtBot, dialog: SeriesDialog, services: Services) -> None:
    qtbot.waitUntil(lambda: dialog.rows.topLevelItemCount() == 5)
    chosen = dialog.rows.currentItem()
    assert [chosen.text(column) for column in (0, 2)] == ["7", "To be corrected"], "a bad row is seen at once"
    marks = [dialog.rows.topLevelItem(row).icon(2).pixmap(16, 16).toImage() for row in range(5)]
    assert not any(mark.isNull() for mark in marks), "no state is told by its colour alone"
    assert [mark != marks[0] for mark in marks] == [dialog.rows.topLevelItem(row) is chosen for row in range(5)]
    assert dialog.said.text() == "1 row has to be corrected and is left out."
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Home)
    assert dialog.about.text() == "2 · Ana"
    qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull())
    assert dialog.make.text() == "Make 4 videos"
    qtbot.keyClick(dialog.rows, Qt.Key.Key_Return)
    assert services.store.rows() == (), "Enter on a row makes no videos"
    qtbot.mouseClick(dialog.pilot, LEFT)
    qtbot.waitUntil(lambda: len(services.store.rows()) == 3)
    qtbot.waitUntil(lambda: not dialog.pilot.isEnabled())
    assert dialog.make.text() == "Make 1 video"
    assert dialog.said.text().startswith("3 under way. ")


def test_on_a_low_screen_what_is_said_of_a_row_does_not_lie_under_its_picture(
    services: Services, project: Path, qtbot: QtBot
) -> None:
    table = project.parent / "people.csv"
    table.write_text("Title,Room\n,19:00\n", "utf-8")
    pattern = open_project(project).project
    dialog = SeriesDialog(services, None, project=pattern, path=project, table=table)
    qtbot.addWidget(dialog)
    dialog.resize(TIGHT)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.rows.topLevelItemCount() == 1)
    dialog.reason.setText("Something is wrong with this row, which takes a while to tell. " * 4)

    def is_below() -> bool:
        top = dialog.about.mapTo(dialog, dialog.about.rect().topLeft()).y()
        return top >= dialog.picture.geometry().bottom() + 8 and dialog.height() == TIGHT.height()

    qtbot.waitUntil(is_below)
    dialog.close()
