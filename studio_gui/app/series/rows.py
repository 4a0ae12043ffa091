"""What the video of each row of a table would be, and which rows are no good, before anything is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from studio_gui.base.errors import ImportFailed, MediaError
from studio_gui.files.importing.found import Report, unwatched, watched
from studio_gui.files.importing.scenes import Taken, scene_of_row
from studio_gui.files.importing.tables import Row, Table, places_of, plain, read_table
from studio_gui.files.importing.taking import TakingFolder
from studio_gui.model.checks import Issue
from studio_gui.model.clips import ImageClip, TextClip, VideoClip
from studio_gui.model.project import Project, Scene

_MOST_LABEL = 60
_SCRIPT, _MEDIA = "script", ""

Check = Callable[[Project], tuple[Issue, ...]]
"""What would go wrong where the videos are made."""


@dataclass(frozen=True, slots=True)
class RowVideo:
    """A row, and the project that its video is made of."""

    row: Row
    label: str
    """What tells the row from others: its title, else its first cell."""
    project: Project
    troubles: tuple[str, ...] = ()
    """Why no video is made of it; empty for a good row."""
    warnings: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The line, as a spreadsheet numbers it."""
        return self.row.number

    @property
    def is_good(self) -> bool:
        """Whether a video can be made of it."""
        return not self.troubles


@dataclass(frozen=True, slots=True)
class Series:
    """A table that was read for a project."""

    table: Path
    headings: tuple[str, ...]
    videos: tuple[RowVideo, ...]
    notes: tuple[str, ...]
    """What is to be said of the table as a whole."""
    media: TakingFolder
    """The files that rows name, brought into the project; :meth:`TakingFolder.give_back` takes away the new ones."""

    @property
    def good(self) -> tuple[RowVideo, ...]:
        """The rows that a video can be made of."""
        return tuple(video for video in self.videos if video.is_good)

    @property
    def bad(self) -> tuple[RowVideo, ...]:
        """The rows that have to be corrected first."""
        return tuple(video for video in self.videos if not video.is_good)


def read_series(file: Path, pattern: Project, folder: Path, *, check: Check, report: Report = unwatched) -> Series:
    """Fill a project with every row of a table; ``folder`` is the project's, where files go that rows name.

    Raises :class:`ImportFailed` and what ``report`` raises to stop it. Slow: call it in a thread; Qt must run.
    """
    if not pattern.scenes:
        raise ImportFailed(
            "The project has no scene.", "Lay out the scenes that every video has, then choose the table."
        )
    table = read_table(file, like=pattern.scenes, go_on=lambda: report(0.0, "LibreOffice reads the table"))
    filling = _Filling(file, pattern, table, TakingFolder(folder))
    videos: list[RowVideo] = []
    try:
        for row in watched(table.rows, report, "Row"):
            videos.append(filling.checked(row, check))
    except BaseException:
        filling.media.give_back()
        raise
    videos = _without_twins(videos)
    notes = (*table.notes, *filling.notes(), *_shared(videos))
    return Series(file, table.first_line, tuple(videos), notes, filling.media)


class _Filling:
    """Fills the project with rows of one table; a file that many rows name is brought once."""

    def __init__(self, file: Path, pattern: Project, table: Table, media: TakingFolder) -> None:
        self._file, self._pattern, self._table, self.media = file, pattern, table, media
        self._taken: dict[str, Taken | str] = {}
        self._places = places_of(*pattern.scenes)
        self._is_single = len(pattern.scenes) == 1
        own = ["script"] if self._is_single and table.has_scripts else []
        self._used = [name for name in table.first_line if plain(name) in self._places or plain(name) in own]
        shown = (clip for scene in pattern.scenes for clip in scene.clips if isinstance(clip, (ImageClip, VideoClip)))
        self._pictures = {plain(clip.studio.name) for clip in shown} & {plain(one) for one in table.first_line}

    def notes(self) -> tuple[str, ...]:
        """Columns that nothing is made of, and places that no column fills."""
        headings = {plain(name) for name in self._table.first_line}
        clips = {plain(clip.studio.name) for scene in self._pattern.scenes for clip in scene.clips}
        open_places = sorted(self._places - clips - headings)
        lacking = [f"No column is called “{place}”: the place {{{place}}} stays as it is." for place in open_places]
        lost = () if self._is_single else self._table.unused_by_many(self._places)
        return (*self._table.unused(self._places), *lost, *lacking)

    def checked(self, row: Row, check: Check) -> RowVideo:
        """The video of a row, with everything that is wrong with it."""
        label = _label(row)
        troubles = [*self._missing(row)]
        taken: dict[str, Taken] = {}
        for place, name in self._named(row).items():
            found = self._take(name)
            if isinstance(found, Taken):
                taken[place] = found
            else:
                troubles.append(found)
        scenes = tuple(self._scene(scene, row, taken) for scene in self._pattern.scenes)
        name = f"{self._pattern.name.strip() or 'Video'} · {label or f'row {row.number}'}"
        project = self._pattern.changed(name=name, scenes=scenes)
        troubles += [issue.sentence for issue in check(project) if issue.severity == "error"]
        return RowVideo(row, label, project, tuple(troubles), tuple(self._warnings(project)))

    def _missing(self, row: Row) -> list[str]:
        width = len(self._table.first_line)
        said = [f"“{name}” is empty." for name in self._used if not row.cells.get(plain(name))]
        if width and len(row.line) > width:
            said.append(f"It has {len(row.line)} cells, the first line {width}: put quotes around a cell with a comma.")
        return said

    def _named(self, row: Row) -> dict[str, str]:
        names = {place: row.cells.get(place, "") for place in sorted(self._pictures)}
        if self._is_single:
            names[_MEDIA] = row.media
        return {place: name for place, name in names.items() if name}

    def _take(self, name: str) -> Taken | str:
        """A file that stands beside the table, in the project; a sentence when it cannot be taken."""
        if name not in self._taken:
            try:
                ref, facts = self.media.add_with_facts(self._file.parent / name)
            except MediaError as error:
                self._taken[name] = error.message
            else:
                is_seen = facts.kind != "audio"
                self._taken[name] = Taken(ref, facts, Path(name).stem) if is_seen else f"“{name}” is a sound, not seen."
        return self._taken[name]

    def _scene(self, scene: Scene, row: Row, taken: dict[str, Taken]) -> Scene:
        # Titles and scripts of rows are for a single scene; where there are more, only places say where they go.
        own = row if self._is_single else replace(row, part=replace(row.part, name="", text="", notes=""))
        has_scripts = self._is_single and self._table.has_scripts
        made = scene_of_row(own, scene, taken, has_scripts=has_scripts, orientation=self._pattern.orientation)
        # The same row makes the very same project again: that tells whether its video was made already.
        kept = {"id": scene.studio.id, "name": scene.studio.name, "notes": scene.studio.notes}
        return made.changed(studio=made.studio.changed(duration_s=scene.studio.duration_s, **kept))

    def _warnings(self, project: Project) -> list[str]:
        from studio_gui.painting.text_layout import text_overflows

        before = {clip.id: clip for scene in self._pattern.scenes for clip in scene.clips}
        filled = (
            clip
            for scene in project.scenes
            for clip in scene.clips
            if isinstance(clip, TextClip) and clip.is_drawn and clip != before.get(clip.id)
        )
        return [f"“{clip.text[:_MOST_LABEL]}” is longer than its box." for clip in filled if text_overflows(clip)]


def _label(row: Row) -> str:
    said = row.part.name or next((cell for cell in row.line if cell), "")
    return " ".join(said.split())[:_MOST_LABEL].strip()


def _without_twins(videos: list[RowVideo]) -> list[RowVideo]:
    """A row that says the same as one above is no video of its own."""
    first: dict[tuple[str, ...], int] = {}
    found = []
    for video in videos:
        at = first.setdefault(video.row.line, video.number)
        twin = () if at == video.number else (f"It is the same as line {at}.",)
        found.append(replace(video, troubles=(*video.troubles, *twin)))
    return found


def _shared(videos: list[RowVideo]) -> tuple[str, ...]:
    """What is wrong with every row, said once besides."""
    counts = Counter(trouble for video in videos for trouble in set(video.troubles))
    said = [trouble for trouble, count in counts.items() if count == len(videos) > 1]
    return tuple(f"Every row: {trouble}" for trouble in said)
