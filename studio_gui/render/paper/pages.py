"""Pages of PDF files as pictures. QtPdf may be used in any thread; one document stays in the one that opened it."""

from __future__ import annotations

import math
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QFile, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from studio_gui.base.errors import ImportFailed
from studio_gui.model.geometry import Rect

_MOST_SIDE_PX = 8_640


class PdfPages:
    """An opened PDF; use it in a ``with``."""

    def __init__(self, file: Path) -> None:
        """Raises :class:`ImportFailed` for what is no PDF, protected by a password, broken, or without a page."""
        self.what = f"“{file.name}”"
        self._document = QPdfDocument()
        self._file = QFile(str(file))
        if not self._file.open(QIODevice.OpenModeFlag.ReadOnly):
            raise ImportFailed(
                f"{self.what} cannot be read.", "Check the path and its rights.", self._file.errorString()
            )
        self._document.load(self._file)
        error = self._document.error()
        if error == QPdfDocument.Error.IncorrectPassword:
            self.close()
            raise ImportFailed(f"{self.what} is protected by a password.", "Save it without one, then import it.")
        if self._document.status() != QPdfDocument.Status.Ready or self.count < 1:
            self.close()
            raise ImportFailed(f"{self.what} is broken or not a PDF.", "Choose another file.", error.name)

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._document.close()
        self._file.close()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def size_pt(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        size = self._document.pagePointSize(index)
        return max(1.0, size.width()), max(1.0, size.height())

    def text(self, index: int) -> str:
        """The words on a page."""
        return self._document.getAllText(index).text()

    def fitted(self, index: int, stage: tuple[int, int]) -> QImage:
        """A page (from 0) on white paper of exactly the stage's size: as large as it fits, in the middle.

        Raises :class:`ImportFailed` when it cannot be drawn.
        """
        width, height = self.size_pt(index)
        factor = min(stage[0] / width, stage[1] / height)
        size = QSize(max(1, round(width * factor)), max(1, round(height * factor)))
        page = self._drawn(index, size)
        paper = QImage(QSize(*stage), QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        with QPainter(paper) as painter:
            painter.drawImage((stage[0] - size.width()) // 2, (stage[1] - size.height()) // 2, page)
        return paper

    def part(self, index: int, share: Rect, *, width: int) -> QImage:
        """A part of a page, by shares of its sides, ``width`` pixels wide; raises :class:`ImportFailed`."""
        wide, high = self.size_pt(index)
        whole = min(_MOST_SIDE_PX, max(1, math.ceil(width / max(share.width, 1e-3))))
        size = QSize(whole, max(1, round(whole * high / wide)))
        page = self._drawn(index, size)
        cut = QRect(
            round(share.left * size.width()), round(share.top * size.height()),
            max(1, round(share.width * size.width())), max(1, round(share.height * size.height())),
        )  # fmt: skip
        return page.copy(cut)

    def _drawn(self, index: int, size: QSize) -> QImage:
        options = QPdfDocumentRenderOptions()
        picture = self._document.render(index, size, options)
        if picture.isNull():
            raise ImportFailed(f"Page {index + 1} of {self.what} cannot be drawn.", "Choose another file.")
        flat = QImage(picture.size(), QImage.Format.Format_RGB32)
        flat.fill(QColor("white"))
        with QPainter(flat) as painter:
            painter.drawImage(0, 0, picture)
        return flat
