"""A job for every row: none is made twice, and what failed is tried again; tables of what came of it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from studio_gui.app.accounts import COMPUTER
from studio_gui.app.exporting import ExportOptions
from studio_gui.app.series.rows import RowVideo, Series
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.base.json_text import dumps
from studio_gui.base.paths import safe_file_name
from studio_gui.files.importing.found import Report, unwatched, watched
from studio_gui.files.sayings import with_own
from studio_gui.files.writing import make_folder
from studio_gui.jobs.row import JobRow

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with the video of a row: its newest job, if there is one."""

    video: RowVideo
    job: JobRow | None

    @property
    def is_open(self) -> bool:
        """Whether there is anything to make: it was never asked for, or it failed and nothing may be at a service."""
        if not self.video.is_good:
            return False
        if self.job is None:
            return True
        if self.job.state == "done" and self.job.account == COMPUTER:
            return self.job.result is None or not self.job.result.exists()
        return self.job.state in ("failed", "cancelled") and not self.job.is_perhaps_sent

    @property
    def words(self) -> str:
        """How it stands, in a word or two."""
        if self.job is not None:
            return self.job.status
        return "Not made" if self.video.is_good else "To be corrected"

    @property
    def reason(self) -> str:
        """Why there is no video, where that is known."""
        if self.job is not None:
            return f"{self.job.error} {self.job.hint}".strip()
        return " ".join(self.video.troubles)


@dataclass(frozen=True, slots=True)
class Made:
    """What was asked for."""

    begun: int
    again: int
    refused: tuple[str, ...]
    """A sentence for each row that no job could be made of, with its line."""


class Run:
    """The videos of a series at one place, in one quality. Any thread may ask; one at a time."""

    def __init__(
        self, services: Services, series: Series, *, project_path: Path, account: str, options: ExportOptions
    ) -> None:
        self._services, self.series = services, series
        self._path, self._account, self._options = project_path.absolute(), account, options
        self._keys = {video.number: self._key_of(video) for video in series.good}

    def _key_of(self, video: RowVideo) -> str:
        """What tells whether the very same video was asked for before."""
        options = self._options
        said = (self._account, options.resolution, str(options.fps), options.kind, *options.kept().values())
        text = dumps(with_own(video.project).to_json())
        return hashlib.sha256("\n".join((*said, text)).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def standings(self) -> tuple[Standing, ...]:
        """How it is with every row; reads the list of jobs."""
        newest: dict[str, JobRow] = {}
        for row in self._services.store.rows(limit=_ALL):
            if key := row.kept.get("series"):
                newest.setdefault(key, row)
        return tuple(Standing(video, newest.get(self._keys.get(video.number, ""))) for video in self.series.videos)

    def make(self, folder: Path, *, only: Collection[int] | None = None, report: Report = unwatched) -> Made:
        """Ask for the videos of all rows that are open, or of the lines in ``only``; bad rows are passed over.

        They go into a folder in ``folder`` that is called like the table. Each is written down before the next:
        whoever is stopped in between goes on where it was left.
        """
        where = self._services.account(self._account)
        if not self._services.accounts.has_keys(where):
            self._services.accounts.open(where)  # says which key is missing, once and not for every row
        folder = folder / safe_file_name(self.series.table.stem)
        make_folder(folder)
        todo = [one for one in self.standings() if one.is_open and (only is None or one.video.number in only)]
        refused: list[str] = []
        begun = again = 0
        for one in watched(todo, report, "Video"):
            try:
                if one.job is not None and one.job.state != "done":
                    self._services.tracker.retry(one.job.id)
                    again += 1
                else:
                    self._begin(one.video, folder)
                    begun += 1
            except StudioError as error:
                refused.append(f"Line {one.video.number}: {error.message}")
        return Made(begun, again, tuple(refused))

    def _begin(self, video: RowVideo, folder: Path) -> None:
        width = len(str(max(one.number for one in self.series.videos)))
        stem = safe_file_name(f"{video.number:0{width}} {video.label}")
        # The rows were checked when the table was read.
        asked = replace(self._options, target=folder / f"{stem}{self._options.form.suffix}", ignore_errors=True)
        self._services.export(
            video.project, project_path=self._path, account=self._account, options=asked,
            series=self._keys[video.number],
        )  # fmt: skip


def results(series: Series, found: Collection[Standing]) -> bytes:
    """The table with what came of every row, as CSV that spreadsheets know to be UTF-8."""
    text = io.StringIO()
    table = csv.writer(text)
    width = max((len(one.video.row.line) for one in found), default=0)
    headings = [*series.headings, *[""] * (width - len(series.headings))]
    table.writerow(["line", *headings, "state", "video", "reason", "job", "at the service"])
    for one in found:
        cells = [*one.video.row.line, *[""] * (len(headings) - len(one.video.row.line))]
        job = one.job
        video = str(job.result) if job is not None and job.result is not None else ""
        ids = (job.id, job.remote_id) if job is not None else ("", "")
        table.writerow([one.video.number, *cells, one.words, video, one.reason, *ids])
    return text.getvalue().encode("utf-8-sig")
