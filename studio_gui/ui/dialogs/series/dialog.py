"""The dialog itself: the rows on the left, the one that is looked at on the right, and what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.series import Made, Run, Standing, read_series, results
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.files.importing.found import Report
from studio_gui.files.importing.kinds import SUFFIXES
from studio_gui.files.writing import replace_file
from studio_gui.model.project import RESOLUTIONS, Project
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files, player
from studio_gui.ui.dialogs.export.destinations import rounded
from studio_gui.ui.dialogs.export.places import default_folder
from studio_gui.ui.dialogs.export.sources import first_picture
from studio_gui.ui.dialogs.importing import working
from studio_gui.ui.dialogs.message import confirm, show_error
from studio_gui.ui.dialogs.parts import button, button_row, close_button, field, heading, label, line
from studio_gui.ui.dialogs.series.rows import RowList
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background

TABLES = "Tables ({})".format(" ".join(f"*{suffix}" for suffix in SUFFIXES["table"]))
PILOT = 3
_PICTURE_WIDTH = 316
_LOOK_MS = 1_000


def show(
    parent: QWidget, services: Services, *, project: Project, path: Path, table: Path, account: str, resolution: str
) -> SeriesDialog:
    """Show the dialog until it is closed; jobs it asked for go on. Answers it, with what was chosen."""
    dialog = SeriesDialog(
        services, parent, project=project, path=path, table=table, account=account, resolution=resolution
    )
    dialog.exec()
    dialog.deleteLater()
    return dialog


class SeriesDialog(QDialog):
    """Reads the table, shows how it is with every row, and asks for videos of the good ones."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None,
        *,
        project: Project,
        path: Path,
        table: Path,
        account: str = "",
        resolution: str = "1080",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("series")
        self.setWindowTitle("A video for every row")
        self._services, self._project, self._path, self.table = services, project, path, table
        self.run: Run | None = None
        self._found: tuple[Standing, ...] = ()
        self._is_asking = False
        self._begun: Run | None = None
        """The series that videos were asked for of, whether or not their jobs have been seen yet."""
        self._making: working.WorkingDialog | None = None
        self._turn = 0
        self._parts(account, resolution)
        self._lay_out()
        self._connect()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask)
        self._look.start()
        self.load()

    def _parts(self, account: str, resolution: str) -> None:
        self.head = label("", "quiet", self)
        self.account = theme.ComboBox(self)
        self.account.setObjectName("series_account")
        for one in self._services.accounts.all():
            if one.service != "creatify":  # which makes no videos of projects
                self.account.addItem(one.title, one.id)
        self.account.setCurrentIndex(max(0, self.account.findData(account)))
        self.resolution = theme.ComboBox(self)
        self.resolution.setObjectName("series_resolution")
        for each in RESOLUTIONS:
            self.resolution.addItem("4K" if each == "4k" else f"{each}p", each)
        self.resolution.setCurrentIndex(max(0, self.resolution.findData(resolution)))
        self.other = button("Another table…", self, icon="open", name="other_table")
        self.again = button("Read it again", self, icon="refresh", name="read_again")
        self.rows = RowList(self)
        self.picture = QLabel(self)
        self.picture.setFixedWidth(_PICTURE_WIDTH)
        self.picture.setAccessibleName("The first scene of the row")
        self.about = label("", "heading", self, wraps=True)
        self.reason = label("", "quiet", self, wraps=True)
        self.notes = label("", "quiet", self, wraps=True)
        self.said = label("", "quiet", self, wraps=True)
        self.said.setObjectName("series_said")
        self.save = button("Save results…", self, icon="save", name="save_results")
        self.shut = close_button(self)
        self.pilot = button(f"Make the first {PILOT}", self, name="make_pilot")
        self.make = button("Make videos", self, role="primary", icon="export", name="make_all")

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S12)
        outer.addLayout(heading("A video for every row", self.head, self))
        top = QHBoxLayout()
        top.setSpacing(theme.S8)
        top.addLayout(field("Made by", self.account, self), 2)
        top.addLayout(field("Resolution", self.resolution, self), 1)
        top.addStretch(1)
        for each in (self.other, self.again):
            top.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        outer.addLayout(top)
        columns = QHBoxLayout()
        columns.setSpacing(theme.S24)
        columns.addWidget(self.rows, 1)
        columns.addLayout(self._right())
        outer.addLayout(columns, 1)
        outer.addWidget(self.said)
        outer.addWidget(line(self))
        outer.addLayout(button_row(self.shut, self.pilot, self.make, left=self.save))
        give_size(self, 1000, 612)

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.S8)
        width, height = self._project.stage_size
        self.picture.setFixedHeight(min(260, round(_PICTURE_WIDTH * height / width)))
        column.addWidget(self.picture)
        column.addWidget(self._words(), 1)
        return column

    def _words(self) -> QScrollArea:
        """What is said of a row, to be scrolled where there is more of it than room on the screen."""
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("The row")
        area.setFixedWidth(_PICTURE_WIDTH)
        content = QWidget(area)
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        for each in (self.about, self.reason, self.notes):
            column.addWidget(each)
        column.addStretch(1)
        area.setWidget(content)
        return area

    def _connect(self) -> None:
        for each in (self.other, self.again, self.save, self.shut, self.pilot):
            each.setAutoDefault(False)
        self.account.currentIndexChanged.connect(self.load)
        self.resolution.currentIndexChanged.connect(self.load)
        self.other.clicked.connect(self._on_other)
        self.again.clicked.connect(self.load)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.opened.connect(self._on_opened)
        self.save.clicked.connect(self._on_save)
        self.pilot.clicked.connect(self._on_pilot)
        self.make.clicked.connect(self._on_make)
        self.finished.connect(self._on_finished)

    # --- the table ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the table for the chosen account, in another thread."""
        before, self.run, self._found = self._unused(), None, ()
        self.rows.clear()
        self.head.setText(f"“{self.table.name}” is not read yet.")
        self._offer()
        services, project, path, table = self._services, self._project, self._path, self.table
        account = str(self.account.currentData())
        options = ExportOptions(resolution=str(self.resolution.currentData()))

        def work(report: Report) -> tuple[Run, tuple[Standing, ...]]:
            if before is not None:
                before.series.media.give_back()
            folder = path.parent
            series = read_series(
                table, project, folder, check=lambda one: services.check(one, folder=folder, account=account),
                report=report,
            )  # fmt: skip
            run = Run(services, series, project_path=path, account=account, options=options)
            return run, run.standings()

        working.run(self, f"Reading “{table.name}”", work, done=self._on_read, failed=self._on_unread)

    def _on_read(self, answer: tuple[Run, tuple[Standing, ...]]) -> None:
        self.run, self._found = answer
        series = self.run.series
        count = len(series.videos)
        self.head.setText(
            f"“{self.table.name}”: {count} {'row' if count == 1 else 'rows'}. Each fills the whole project."
        )
        self.notes.setText("\n".join(series.notes))
        self.rows.fill(self._found)
        self.rows.setFocus()
        self._offer()

    def _on_unread(self, error: StudioError) -> None:
        self.head.setText(f"“{self.table.name}” could not be read.")
        self._say(error.sentence(), is_bad=True)

    def _unused(self) -> Run | None:
        """The series that was read, when nothing was made of it: then its files are taken out of the project again."""
        has_jobs = any(one.job is not None for one in self._found)
        return None if has_jobs or self.run is self._begun else self.run

    # --- how it stands --------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.run is None or self._is_asking or not self.isVisible():
            return
        self._is_asking = True
        run = self.run
        in_background(self, run.standings, done=partial(self._on_standings, run), failed=self._on_unknown)

    def _on_standings(self, run: Run, found: tuple[Standing, ...]) -> None:
        self._is_asking = False
        if run is self.run and found != self._found:
            self._found = found
            self.rows.renew(found)
            self._offer()

    def _on_unknown(self, error: StudioError) -> None:
        self._is_asking = False
        self._say(error.sentence(), is_bad=True)

    def _offer(self) -> None:
        """Show what can be done, and how far it is in words."""
        is_read = self.run is not None
        todo = [one for one in self._found if one.is_open]
        first = self._first()
        self.pilot.setEnabled(any(one.video.number in first for one in todo))
        self.make.setEnabled(bool(todo))
        self.make.setText(_verb(todo))
        self.save.setEnabled(is_read)
        if is_read:
            bad = sum(not one.video.is_good for one in self._found)
            self._say(_in_words(self._found), is_bad=bool(bad))

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        theme.set_role(self.said, "error" if is_bad else "quiet")
        self.said.setText(words)

    def _first(self) -> set[int]:
        good = self.run.series.good if self.run is not None else ()
        return {video.number for video in good[:PILOT]}

    def _on_chosen(self, at: int) -> None:
        self._turn += 1
        self.picture.clear()
        one = self._found[at] if 0 <= at < len(self._found) else None
        self.about.setText(f"{one.video.number} · {one.video.label}" if one is not None else "")
        self.reason.setText("\n".join((*one.video.troubles, *one.video.warnings)) if one is not None else "")
        theme.set_role(self.reason, "error" if one is not None and one.video.troubles else "warn")
        self.reason.setVisible(bool(self.reason.text()))
        if one is not None:
            project, folder = one.video.project, self._path.parent
            height, ratio = self.picture.height(), self.devicePixelRatioF()
            draw = partial(first_picture, project, folder, height=height, ratio=ratio)
            in_background(self, draw, done=partial(self._on_drawn, self._turn))

    def _on_drawn(self, turn: int, image: QImage | None) -> None:
        if turn == self._turn and image is not None:
            self.picture.setPixmap(rounded(image))

    def _on_opened(self, at: int) -> None:
        """Play the video of a row that has one."""
        job = self._found[at].job if 0 <= at < len(self._found) else None
        if job is not None and job.result is not None and job.result.exists():
            player.show(self, job.result, title=job.title)

    # --- what is done ---------------------------------------------------------------------------------------------

    def _on_other(self) -> None:
        chosen = files.ask_open(self, "Table", folder=str(self.table.parent), kinds=TABLES)
        if chosen is not None:
            self.table = chosen
            self.load()

    def _on_pilot(self) -> None:
        self._begin(self._first())

    def _on_make(self) -> None:
        self._begin({one.video.number for one in self._found})

    def _begin(self, numbers: set[int]) -> None:
        count = sum(one.is_open and one.video.number in numbers for one in self._found)
        run = self.run
        if run is None or not count or not self._is_agreed(count):
            return
        folder = default_folder(self._services, self._path)

        def work(report: Report) -> Made:
            return run.make(folder, only=numbers, report=report)

        self._begun = run
        title = f"{count} {'video' if count == 1 else 'videos'}"
        self._making = working.run(self, f"Asking for {title}", work, done=self._on_begun, failed=self._on_failed)

    def reject(self) -> None:
        """Close, but not in the moment in which videos are asked for: there would be some of them, and nobody told."""
        if self._making is None or not isValid(self._making) or self._making.is_over:
            super().reject()

    def _is_agreed(self, count: int) -> bool:
        account = self._services.accounts.get(str(self.account.currentData()))
        if not account.is_remote or account.service == "practice":
            return True
        what = "one video" if count == 1 else f"{count} videos"
        return confirm(
            self, f"{account.title} makes {what}, each of which may cost credits.",
            yes=(f"Make {what}", "agree"), more="What was made or sent before is not sent again.", name="series_costs",
        )  # fmt: skip

    def _on_failed(self, error: StudioError) -> None:
        show_error(self, error)

    def _on_begun(self, made: Made) -> None:
        if made.refused:
            more = f" And {len(made.refused) - 1} more." if len(made.refused) > 1 else ""
            show_error(
                self, StudioError(f"{made.refused[0]}{more}", "The other rows are made.", "\n".join(made.refused))
            )
        self._ask()

    def _on_save(self) -> None:
        run = self.run
        proposal = self.table.with_name(f"{self.table.stem} results.csv")
        target = files.ask_save(self, "Save results", proposal=proposal, kinds="Tables (*.csv)")
        if target is None or run is None:
            return

        def work() -> None:
            replace_file(target, results(run.series, run.standings()))

        in_background(self, work, done=lambda _: self._say(f"Written: {target}"), failed=self._on_failed)

    def _on_finished(self) -> None:
        self._look.stop()
        unused = self._unused()
        if unused is not None:
            unused.series.media.give_back()


def _verb(todo: Sequence[Standing]) -> str:
    if not todo:
        return "Make videos"
    what = "1 video" if len(todo) == 1 else f"{len(todo)} videos"
    return f"Make {what} again" if all(one.job is not None for one in todo) else f"Make {what}"


def _in_words(found: Sequence[Standing]) -> str:
    """How far a series is, e.g. ``3 made, 2 under way. 5 rows have to be corrected and are left out.``"""
    states = [one.job.state for one in found if one.job is not None]
    counts = {
        "made": states.count("done"),
        "under way": sum(one.job is not None and not one.job.is_final for one in found),
        "failed": states.count("failed"),
        "perhaps sent": states.count("unsure"),
    }
    said = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    bad = sum(not one.video.is_good for one in found)
    left = f"{bad} {'row has' if bad == 1 else 'rows have'} to be corrected and {'is' if bad == 1 else 'are'} left out."
    return " ".join(filter(None, (f"{said[:1].upper()}{said[1:]}." if said else "", left if bad else "")))
