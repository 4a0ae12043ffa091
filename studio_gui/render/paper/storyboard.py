"""The storyboard as a PDF for paper: a row a scene with its picture, what is said, notes and length.

Laid out first and drawn afterwards, because every page says how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen, QTextLayout, QTextLine

from studio_gui.base.errors import RenderError
from studio_gui.base.film_time import length_words
from studio_gui.files.exporting.scripts import Said
from studio_gui.files.importing.found import Report, unwatched
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.render.frames import frame
from studio_gui.render.paper.paragraphs import laid_out

Paper = Literal["A4", "Letter"]
PAPERS: dict[str, QPageSize.PageSizeId] = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}

DPI = 300
_MM = DPI / 25.4
_PT = DPI / 72
_MARGIN = 15 * _MM
_FOOT = 10 * _MM
_SCRIPT_PT, _NOTES_PT, _PITCH = 9.5, 8.5, 1.5
_GAP = 5 * _MM
_PAD = 3.5 * _MM
_INK, _QUIET, _RULE, _ACCENT = QColor("#16181d"), QColor("#646b78"), QColor("#c9ced8"), QColor("#2f5fe3")


_Line: TypeAlias = tuple[QTextLine, float]
"""A line, and how far from the left of its column it begins: drawn by itself, it does not know."""


@dataclass(slots=True)
class _Row:
    """What of a scene is on one page: its lines of script and notes, from the top of the row."""

    scene: int
    top: float
    height: float
    is_first: bool
    script: list[_Line] = field(default_factory=list)
    notes: list[_Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges and widths, in dots."""

    picture: tuple[float, float]
    script: tuple[float, float]
    notes: tuple[float, float]


def storyboard(
    project: Project, said: Sequence[Said], *, assets: Assets, paper: Paper = "A4", report: Report = unwatched
) -> bytes:
    """The PDF's content; ``said`` has an entry for every scene.

    ``report`` is told before each picture and at the end, and may raise to stop. Raises :class:`RenderError`. Any thread may call.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(project.name)
    writer.setCreator("Scene Studio")
    page = QPageLayout(QPageSize(PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    writer.setPageLayout(page)
    with QPainter() as painter:
        if not painter.begin(writer):
            raise RenderError("The storyboard cannot be drawn.")
        _Board(project, said, assets, painter, (float(writer.width()), float(writer.height()))).draw(writer, report)
    return bytes(buffer.data().data())


class _Board:
    """One storyboard on its way to paper."""

    def __init__(
        self, project: Project, said: Sequence[Said], assets: Assets, painter: QPainter, size: tuple[float, float]
    ) -> None:
        self._project, self._said, self._assets, self._painter = project, said, assets, painter
        self._width, self._height = size
        self._columns = self._divide()
        self._kept: list[QTextLayout] = []

    def _divide(self) -> _Columns:
        room = self._width - 2 * _MARGIN
        stage = self._project.stage_size
        picture = (62 if stage[0] >= stage[1] else 32) * _MM
        notes = 42 * _MM if any(each.notes.strip() for each in self._said) else 0.0
        script = room - picture - _GAP - (notes + _GAP if notes else 0)
        left = _MARGIN + picture + _GAP
        return _Columns((_MARGIN, picture), (left, script), (left + script + _GAP, notes))

    def draw(self, writer: QPdfWriter, report: Report) -> None:
        pages = self._pages()
        done = 0
        for index, rows in enumerate(pages):
            if index:
                writer.newPage()
            self._draw_head(is_first=index == 0)
            self._draw_foot(index + 1, len(pages))
            for row in rows:
                if row.is_first:
                    report(done / max(1, len(self._said)), f"Scene {done + 1} of {len(self._said)}")
                    done += 1
                self._draw_row(row)
        report(1.0, "The storyboard is drawn")

    # --- laying out -------------------------------------------------------------------------------------------------

    def _pages(self) -> list[list[_Row]]:
        pages: list[list[_Row]] = [[]]
        top, bottom = self._top(is_first=True), self._height - _MARGIN - _FOOT
        for index, each in enumerate(self._said):
            script = self._lines(each.text or "No speech", self._columns.script[1], _SCRIPT_PT)
            notes = self._lines(each.notes, self._columns.notes[1], _NOTES_PT) if self._columns.notes[1] else []
            is_first = True
            while is_first or script or notes:
                least = (
                    (self._picture_height() + (11 if self._columns.picture[1] > 45 * _MM else 15) * _MM)
                    if is_first
                    else 12 * _MM
                )
                if top + least + 2 * _PAD > bottom and pages[-1]:
                    pages.append([])
                    top = self._top(is_first=False)
                row = _Row(index, top, 0, is_first)
                room = bottom - top - 2 * _PAD
                fits = [max(1, int(room / (size * _PITCH * _PT))) for size in (_SCRIPT_PT, _NOTES_PT)]
                row.script, script = script[: fits[0]], script[fits[0] :]
                row.notes, notes = notes[: fits[1]], notes[fits[1] :]
                high = max(
                    least, len(row.script) * _SCRIPT_PT * _PITCH * _PT, len(row.notes) * _NOTES_PT * _PITCH * _PT
                )
                row.height = high + 2 * _PAD
                pages[-1].append(row)
                top += row.height
                is_first = False
        return pages

    def _top(self, *, is_first: bool) -> float:
        return _MARGIN + (24 if is_first else 13) * _MM

    def _picture_height(self) -> float:
        stage = self._project.stage_size
        return self._columns.picture[1] * stage[1] / stage[0]

    def _lines(self, text: str, width: float, size_pt: float) -> list[_Line]:
        layouts = laid_out(text, width=width, size_px=size_pt * _PT)
        self._kept += layouts
        lines = []
        for layout in layouts:
            is_from_right = layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
            for index in range(layout.lineCount()):
                line = layout.lineAt(index)
                lines.append((line, width - line.naturalTextWidth() if is_from_right else 0.0))
        return lines

    # --- drawing ----------------------------------------------------------------------------------------------------

    def _draw_head(self, *, is_first: bool) -> None:
        name = self._project.name.strip() or "Storyboard"
        total = self._said[-1].start_s + self._said[-1].duration_s if self._said else 0
        count = len(self._said)
        words = f"Storyboard · {count} {'scene' if count == 1 else 'scenes'} · {length_words(total)}"
        room = self._width - 2 * _MARGIN
        baseline = _MARGIN + (7 if is_first else 4) * _MM
        self._say(
            name, _MARGIN, baseline, size_pt=18 if is_first else 9, room=room * (1 if is_first else 0.6), bold=True
        )
        if is_first:
            self._say(words, _MARGIN, _MARGIN + 13.5 * _MM, size_pt=9.5, room=room, ink=_QUIET)
        top = self._top(is_first=is_first)
        for title, (left, width) in zip(
            ("PICTURE", "SCRIPT", "NOTES"),
            (self._columns.picture, self._columns.script, self._columns.notes),
            strict=True,
        ):
            if width:
                self._say(title, left, top - 2 * _MM, size_pt=6.5, room=width, ink=_QUIET, bold=True)
        self._rule(top, strong=True)

    def _draw_foot(self, page: int, pages: int) -> None:
        baseline = self._height - _MARGIN
        room = self._width - 2 * _MARGIN
        self._say("Scene Studio", _MARGIN, baseline, size_pt=7.5, room=room / 2, ink=_QUIET)
        words = f"Page {page} of {pages}"
        self._say(words, _MARGIN, baseline, size_pt=7.5, room=room, ink=_QUIET, align=Qt.AlignmentFlag.AlignRight)

    def _draw_row(self, row: _Row) -> None:
        said, top = self._said[row.scene], row.top + _PAD
        if row.is_first:
            self._draw_picture(row.scene, said, top)
        else:
            left, width = self._columns.picture
            self._say(f"Scene {said.number}, continued", left, top + 3.2 * _MM, size_pt=8, room=width, ink=_QUIET)
        for lines, (left, _), size_pt, ink in (
            (row.script, self._columns.script, _SCRIPT_PT, _INK if said.text else _QUIET),
            (row.notes, self._columns.notes, _NOTES_PT, _QUIET),
        ):
            self._painter.setPen(ink)
            baseline = top + size_pt * _PT * 1.05
            for line, shift in lines:
                # Every line is as high as any other, whichever writing it is in.
                line.draw(self._painter, QPointF(left + shift, baseline - line.ascent() - line.y()))
                baseline += size_pt * _PITCH * _PT
        self._rule(row.top + row.height)

    def _draw_picture(self, index: int, said: Said, top: float) -> None:
        left, width = self._columns.picture
        high = self._picture_height()
        picture = frame(self._project, self._project.scenes[index], assets=self._assets, height=max(1, round(high)))
        box = QRectF(left, top, width, high)
        self._painter.drawImage(box, picture)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(_RULE, 0.6 * _PT))
        self._painter.drawRect(box)
        at = top + high + 4.6 * _MM
        number = f"{said.number}"
        self._say(number, left, at, size_pt=10, room=width, ink=_ACCENT, bold=True)
        reach = left + (3 + 2.2 * len(number)) * _MM
        self._say(said.name or "Scene", reach, at, size_pt=9, room=left + width - reach, bold=True)
        times = f"{length_words(said.start_s)} – {length_words(said.start_s + said.duration_s)}"
        self._say(times, reach, at + 4.4 * _MM, size_pt=8, room=left + width - reach, ink=_QUIET)
        length, is_wide = f"{said.duration_s:.1f} s", width > 45 * _MM
        place = (left, at + 4.4 * _MM) if is_wide else (reach, at + 8.4 * _MM)
        align = Qt.AlignmentFlag.AlignRight if is_wide else Qt.AlignmentFlag.AlignLeft
        self._say(length, *place, size_pt=8, room=left + width - place[0], ink=_QUIET, align=align)

    def _rule(self, y: float, *, strong: bool = False) -> None:
        self._painter.setPen(QPen(_INK if strong else _RULE, (0.8 if strong else 0.5) * _PT))
        self._painter.drawLine(QPointF(_MARGIN, y), QPointF(self._width - _MARGIN, y))

    def _say(
        self,
        words: str,
        left: float,
        baseline: float,
        *,
        size_pt: float,
        room: float,
        ink: QColor = _INK,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """One line, cut with an ellipsis when it is too long."""
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        layouts = laid_out(" ".join(words.split()), width=room, size_px=size_pt * _PT, weight=weight, is_one_line=True)
        self._painter.setPen(ink)
        for layout in layouts[:1]:
            line = layout.lineAt(0)
            shift = room - line.naturalTextWidth() if align == Qt.AlignmentFlag.AlignRight else 0.0
            line.draw(
                self._painter, QPointF(left + shift - line.naturalTextRect().x(), baseline - line.ascent() - line.y())
            )
