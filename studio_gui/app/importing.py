"""Documents into scenes: finds out what a file is, lends the reader what it needs, and cleans up after a failure."""

from __future__ import annotations

import contextlib
import functools
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.base.errors import ImportFailed, MediaError, StudioError
from studio_gui.files.importing.found import MOST_SCENES, Found, Report, unwatched, watched
from studio_gui.files.importing.kinds import kind_of
from studio_gui.files.importing.office import converted, find_office
from studio_gui.files.importing.scenes import Taken, scene_of_row, scene_saying, scene_showing
from studio_gui.files.importing.scripts import ScriptFile, read_script
from studio_gui.files.importing.subtitles import read_subtitles
from studio_gui.files.importing.tables import Row, Table, places_of, plain, read_table
from studio_gui.files.importing.taking import TakingFolder
from studio_gui.files.media import MediaFolder
from studio_gui.model.clips import ImageClip, TextClip, VideoClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_project, new_scene, picture_background
from studio_gui.model.project import STAGE_SIZES, Project, Scene

if TYPE_CHECKING:
    from studio_gui.files.importing.slides.page import PictureOf, Tools
    from studio_gui.render.paper.pages import PdfPages

_PICTURE_WIDTH_PX = 1_920


@dataclass(frozen=True, slots=True)
class Into:
    """Where scenes go: the project's folder, its orientation (empty for a new one), and the scene to be laid out like."""

    folder: Path
    orientation: str = ""
    like: Scene | None = None


def read_documents(files: Sequence[Path], into: Into, *, report: Report = unwatched) -> Found:
    """The scenes in documents, one after the other, their pictures in the project's media.

    Of several files those that are broken are told of in the notes, and keep no others away. When it fails or is
    cancelled, the files it brought are taken away again. Raises :class:`ImportFailed`, :class:`ImportCancelled`,
    :class:`MediaError`, :class:`TargetError`. Slow: call it in a thread; Qt must run.
    """
    for file in files:
        kind_of(file)
    scenes: list[Scene] = []
    notes: list[str] = []
    name, orientation = "", into.orientation
    taken: list[TakingFolder] = []
    broken: list[StudioError] = []
    try:
        for index, file in enumerate(files):
            taken.append(media := TakingFolder(into.folder))
            try:
                found = _read(file, replace(into, orientation=orientation), media, _part(report, index, len(files)))
            except (ImportFailed, MediaError) as error:
                media.give_back()
                broken.append(error)
                notes.append(f"{error.message} It was not taken.")
                continue
            scenes += found.scenes
            prefix = f"{file.name}: " if len(files) > 1 else ""
            notes += [prefix + note for note in found.notes]
            name, orientation = name or found.name, orientation or found.orientation
            if len(scenes) > MOST_SCENES:
                raise ImportFailed(f"These files would make more than {MOST_SCENES} scenes.", "Import fewer at a time.")
        if broken and len(broken) == len(files):
            raise broken[0]
        report(1.0, "All is read")
    except BaseException:
        for media in reversed(taken):
            media.give_back()
        raise
    return Found(tuple(scenes), name, orientation or "landscape", tuple(notes))


def read_scripts(file: Path) -> ScriptFile:
    """The scripts in a text, Markdown, SRT or VTT file, or in a table; raises :class:`ImportFailed`."""
    kind = kind_of(file)
    if kind == "table":
        table = read_table(file)
        if not table.has_scripts:
            raise ImportFailed(f"“{file.name}” has no column called “script”.", "Name the one that is to be said so.")
        return ScriptFile(tuple(row.part for row in table.rows), file.stem, table.notes)
    return read_subtitles(file) if kind == "subtitles" else read_script(file)


def as_project(found: Found) -> Project:
    """A new project of what was found."""
    project = new_project(name=found.name or "Untitled", orientation=found.orientation, scenes=found.scenes)
    numbered = tuple(
        scene if scene.scene_idx == index else scene.changed(scene_idx=index)
        for index, scene in enumerate(project.scenes)
    )
    return project.changed(scenes=numbered)


def _part(report: Report, index: int, count: int) -> Report:
    return lambda fraction, words: report((index + fraction) / count, words)


def _read(file: Path, into: Into, media: MediaFolder, report: Report) -> Found:
    report(0.0, f"Reading “{file.name}”")
    kind = kind_of(file)
    if kind == "slides":
        return _slides(file, into, media, report)
    if kind == "pages":
        return _pages(file, into, media, report)
    if kind in ("picture", "video"):
        ref, facts = media.add_with_facts(file)
        if facts.kind == "audio":
            raise MediaError(f"“{file.name}” is a sound, which makes no scene.", "Insert it into a scene.")
        is_portrait = facts.height > facts.width and into.like is None and not into.orientation
        orientation = into.orientation or ("portrait" if is_portrait else "landscape")
        scene = scene_showing(Taken(ref, facts, file.stem), into.like, orientation=orientation)
        return Found((scene,), file.stem, orientation)
    if kind == "table":
        return _rows(file, into, media, report)
    if kind == "project":
        raise ImportFailed(f"“{file.name}” is a whole project, not scenes.", "Open it on its own.")
    script = read_scripts(file)
    orientation = into.orientation or "landscape"
    scenes = tuple(scene_saying(part, into.like, orientation=orientation) for part in script.parts)
    return Found(scenes, script.name, orientation, script.notes)


# --- tables -----------------------------------------------------------------------------------------------------------


def _rows(file: Path, into: Into, media: MediaFolder, report: Report) -> Found:
    like = () if into.like is None else (into.like,)
    table = read_table(file, like=like, go_on=lambda: report(0.0, "LibreOffice reads the table"))
    orientation = into.orientation or "landscape"
    scenes, notes = [], [*table.notes, *table.unused(places_of(*like))]

    @functools.cache
    def take(name: str) -> Taken:
        ref, facts = media.add_with_facts(file.parent / name)
        if facts.kind == "audio":
            raise MediaError(f"“{name}” is a sound, which is not seen.", "Name a picture or a video.")
        return Taken(ref, facts, Path(name).stem)

    for row in watched(table.rows, report, "Row"):
        taken = {}
        for heading, name in _named_in(row, table, into.like).items():
            try:
                taken[heading] = take(name)
            except MediaError as error:
                notes.append(f"Row {row.number}: {error.message}")
        scene = scene_of_row(row, into.like, taken, has_scripts=table.has_scripts, orientation=orientation)
        scenes.append(scene)
    return Found(tuple(scenes), file.stem, orientation, tuple(notes))


def _named_in(row: Row, table: Table, like: Scene | None) -> dict[str, str]:
    """The files a row names: under ``""`` the one of its own column, the others under the clip they are for."""
    clips = like.clips if like is not None else ()
    shown = {plain(clip.studio.name) for clip in clips if isinstance(clip, (ImageClip, VideoClip))}
    names = {name: row.cells.get(name, "") for name in map(plain, table.headings) if name in shown}
    return {heading: name for heading, name in {"": row.media, **names}.items() if name}


# --- slides -----------------------------------------------------------------------------------------------------------


def _slides(file: Path, into: Into, media: MediaFolder, report: Report) -> Found:
    from studio_gui.files.importing.package import Package
    from studio_gui.files.importing.slides.deck import open_deck, scenes_of

    with Package(file) as package, contextlib.ExitStack() as stack:
        deck = open_deck(package)
        reached = [0.0]

        def told(fraction: float, words: str) -> None:
            reached[0] = fraction
            report(fraction, words)

        shown = _Shown(file, stack, lambda: report(reached[0], "LibreOffice draws charts and tables"))
        tools = _tools(shown.picture_of if find_office() is not None else None)
        found = scenes_of(deck, media, orientation=into.orientation, tools=tools, report=told)
        hint = _hint(found)
    return replace(found, name=found.name or file.stem).with_notes(*hint)


def _hint(found: Found) -> tuple[str, ...]:
    if find_office() is None and any(note.endswith("became a placeholder.") for note in found.notes):
        return ("With LibreOffice on this computer, charts and tables become pictures of themselves.",)
    return ()


def _tools(picture_of: PictureOf | None) -> Tools:
    from studio_gui.files.importing.slides.page import Tools
    from studio_gui.painting.fonts import FALLBACKS, families_for
    from studio_gui.painting.text_layout import lay_out

    def measure(clip: TextClip) -> tuple[float, float]:
        lines = lay_out(clip)
        return lines.width, lines.height

    def has_font(family: str) -> bool:
        # The font of the services' documents comes along under another name.
        return family in FALLBACKS or families_for(family, "SC")[0] != families_for("", "SC")[0]

    return Tools(measure, has_font, picture_of)


class _Shown:
    """The slides as LibreOffice draws them, made when the first picture is wanted and never twice."""

    def __init__(self, file: Path, stack: contextlib.ExitStack, go_on: Callable[[], None]) -> None:
        self._file, self._stack, self._go_on = file, stack, go_on
        self._pages: PdfPages | None = None
        self._folder: Path | None = None
        self._is_made = False
        self._count = 0

    def picture_of(self, shown: int, share: Rect) -> Path | None:
        """A picture file of a part of the slide ``shown``; None when LibreOffice could not draw it."""
        self._make()
        if self._pages is None or self._folder is None or shown >= self._pages.count:
            return None
        width = max(64, round(_PICTURE_WIDTH_PX * share.width))
        self._count += 1
        target = self._folder / f"part-{self._count}.png"
        try:
            picture = self._pages.part(shown, share, width=width)
        except ImportFailed:
            return None
        return target if picture.save(str(target)) else None

    def _make(self) -> None:
        if self._is_made:
            return
        self._is_made = True
        office = find_office()
        if office is None:
            return
        from studio_gui.render.paper.pages import PdfPages

        folder = Path(tempfile.mkdtemp(prefix="scene-studio-"))
        self._stack.callback(shutil.rmtree, folder, ignore_errors=True)
        made = converted(office, self._file, folder, "pdf", go_on=self._go_on)
        if made is not None:
            with contextlib.suppress(ImportFailed):
                self._pages = PdfPages(made)
                self._stack.callback(self._pages.close)
                self._folder = folder


# --- pages ------------------------------------------------------------------------------------------------------------


def _pages(file: Path, into: Into, media: MediaFolder, report: Report) -> Found:
    from studio_gui.render.paper.pages import PdfPages

    with PdfPages(file) as pages, tempfile.TemporaryDirectory(prefix="scene-studio-") as folder:
        width, height = pages.size_pt(0)
        orientation = into.orientation or ("portrait" if height > width else "landscape")
        stage = STAGE_SIZES.get(orientation, STAGE_SIZES["landscape"])
        count = min(pages.count, MOST_SCENES)
        scenes, picture = [], Path(folder) / "page.png"
        for index in watched(range(count), report, "Page"):
            if not pages.fitted(index, stage).save(str(picture)):
                raise ImportFailed(f"Page {index + 1} of {pages.what} cannot be kept.", "Make room on the disk.")
            ref = media.add(picture)
            scenes.append(new_scene(name=f"Page {index + 1}").changed(background=picture_background(ref)))
        notes = [f"Only the first {count} of {pages.count} pages were taken."] if pages.count > count else []
    return Found(tuple(scenes), file.stem, orientation, tuple(notes))
