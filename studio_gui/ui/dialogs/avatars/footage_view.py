"""What a check of footage found: pictures along it, findings with their times, and a copy that passes where it can be made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.base.film_time import elapsed_words, length_words
from studio_gui.jobs.publishing import free_name
from studio_gui.render.footage import Cut, FootageReport, Thumbnail, can_fit, suggested_cut
from studio_gui.ui import theme
from studio_gui.ui.dialogs.avatars.footage_check import FootageWork
from studio_gui.ui.dialogs.parts import button, label
from studio_gui.ui.parts.mark import Mark

_SHOWN = 6
_PICTURE_PX = (84, 60)
"""The most a picture is wide and high."""
_TICK_MS = 100
_ICONS = {"error": ("error", "bad"), "warning": ("warning", "warn"), "info": ("info", "quiet")}
_MOST_TIMES = 6


class FootageView(QWidget):
    """Below the field of the footage; empty until there is a file."""

    replaced = Signal(str)
    """A copy that passes was made: its path."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.report: FootageReport | None = None
        self._file: Path | None = None
        self.work = FootageWork(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName("Checking the footage")
        self.bar.setFixedWidth(180)
        self.said = label("", "quiet", self, wraps=True)
        self.stop = button("Stop", self, name="stop_footage")
        self._pictures = QHBoxLayout()
        self._found = QGridLayout()
        self.fit = button("Trim and encode…", self, icon="cut", name="fit_footage")
        self._cut = QWidget(self)
        self.start, self.end = _seconds("cut_start", self._cut), _seconds("cut_end", self._cut)
        self.make = button("Make the copy", self._cut, name="make_copy")
        self._lay_out()
        self._connect()
        self._show_busy(False)
        self.fit.hide()
        self._cut.hide()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        row.addWidget(self.said, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        column.addLayout(row)
        self._pictures.setSpacing(theme.S4)
        column.addLayout(self._pictures)
        self._found.setHorizontalSpacing(theme.S8)
        self._found.setVerticalSpacing(theme.S4)
        self._found.setColumnStretch(1, 1)
        column.addLayout(self._found)
        cut = QHBoxLayout(self._cut)
        cut.setContentsMargins(0, 0, 0, 0)
        cut.setSpacing(theme.S8)
        for title, widget in (("From", self.start), ("to", self.end)):
            cut.addWidget(label(title, "quiet", self._cut))
            cut.addWidget(widget)
            widget.setAccessibleName(f"{title} second")
        cut.addStretch(1)
        cut.addWidget(self.make)
        last = QHBoxLayout()
        last.addWidget(self.fit)
        last.addStretch(1)
        column.addLayout(last)
        column.addWidget(self._cut)
        for each in (self.stop, self.fit, self.make):
            each.setAutoDefault(False)
            each.setProperty("dense", True)

    def _connect(self) -> None:
        self._tick.timeout.connect(self._on_tick)
        self.work.checked.connect(self._on_checked)
        self.work.fitted.connect(self._on_fitted)
        self.work.failed.connect(self._on_failed)
        self.stop.clicked.connect(self._on_stop)
        self.fit.clicked.connect(self._on_fit)
        self.make.clicked.connect(self._on_make)

    def look_at(self, file: Path | None) -> None:
        """Check a file; None empties the view."""
        self.work.cancel()
        self.report, self._file = None, file
        self._clear()
        self.fit.hide()
        self._cut.hide()
        self.setVisible(file is not None)
        if file is not None:
            self._show_busy(True)
            self.work.check(file)

    def _show_busy(self, is_busy: bool) -> None:
        for each in (self.bar, self.stop):
            each.setVisible(is_busy)
        if is_busy:
            self.bar.setValue(0)
            self.said.setText("Checking the footage")
            self._tick.start()
        else:
            self._tick.stop()

    def _on_tick(self) -> None:
        share, words = self.work.progress
        self.bar.setValue(round(share * 1000))
        if words:
            self.said.setText(words)

    def _on_stop(self) -> None:
        self.work.cancel()
        self._show_busy(False)
        self._cut.setEnabled(True)
        self.said.setText("Not checked." if self.report is None else "Stopped; there is no copy.")

    def _on_checked(self, report: FootageReport) -> None:
        self._show_busy(False)
        self.report = report
        self._clear()
        self.said.setText(_summary(report))
        self.said.setVisible(True)
        for picture in _spread(report.thumbnails):
            self._pictures.addWidget(_picture(picture, self))
        self._pictures.addStretch(1)
        for row, finding in enumerate(report.findings):
            icon, color = _ICONS[finding.severity]
            mark = Mark(self, icon, px=16, color=color)
            mark.setAccessibleName(finding.severity)
            times = ", ".join(elapsed_words(at) for at in finding.at_s[:_MOST_TIMES])
            times += " …" if len(finding.at_s) > _MOST_TIMES else ""
            words = f"{finding.message} {f'({times}) ' if times else ''}{finding.hint}".rstrip()
            self._found.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._found.addWidget(label(words, "", self, wraps=True), row, 1)
        self.fit.setVisible(can_fit(report))

    def _on_fit(self) -> None:
        facts = self.report.facts if self.report is not None else None
        if facts is None:
            return
        cut = suggested_cut(facts)
        for box, value in ((self.start, cut.start_s), (self.end, cut.end_s)):
            box.setRange(0, facts.duration_s)
            box.setValue(value)
        self.fit.hide()
        self._cut.show()
        self.start.setFocus()

    def _on_make(self) -> None:
        if self._file is None or self.report is None:
            return
        target = free_name(self._file.with_name(f"{self._file.stem} fitted.mp4"))
        self._show_busy(True)
        self._cut.setEnabled(False)
        self.work.fit(self._file, target, Cut(self.start.value(), self.end.value()), self.report)

    def _on_fitted(self, path: Path) -> None:
        self._show_busy(False)
        self._cut.setEnabled(True)
        self._cut.hide()
        self.replaced.emit(str(path))

    def _on_failed(self, error: StudioError) -> None:
        self._show_busy(False)
        self._cut.setEnabled(True)
        self.said.setText(error.sentence())

    def _clear(self) -> None:
        for layout in (self._pictures, self._found):
            while layout.count():
                item = layout.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.deleteLater()


def _seconds(name: str, parent: QWidget) -> QDoubleSpinBox:
    made = QDoubleSpinBox(parent)
    made.setObjectName(name)
    made.setDecimals(1)
    made.setSuffix(" s")
    made.setMinimumSize(QSize(96, 0))
    # Without arrows the line inside has the whole field, and the padding of the style sheet passes it by.
    made.lineEdit().setTextMargins(theme.S8, 0, theme.S8, 0)
    return made


def _summary(report: FootageReport) -> str:
    if report.facts is None:
        return "The footage cannot be read."
    facts = report.facts
    about = f"{length_words(facts.duration_s)} · {facts.width} × {facts.height} · {facts.fps:.3g} frames a second"
    if not report.findings:
        return f"It passes. {about}"
    return f"{'It would be taken.' if report.passes else 'It would be refused.'} {about}"


def _spread(pictures: tuple[Thumbnail, ...]) -> list[Thumbnail]:
    """At most six of them, the first and the last too."""
    if len(pictures) <= _SHOWN:
        return list(pictures)
    return [pictures[round(index * (len(pictures) - 1) / (_SHOWN - 1))] for index in range(_SHOWN)]


def _picture(picture: Thumbnail, parent: QWidget) -> QWidget:
    made = QWidget(parent)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    ratio = parent.devicePixelRatioF()
    width, height = (round(side * ratio) for side in _PICTURE_PX)
    scaled = image.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    pixmap = QPixmap.fromImage(scaled)
    pixmap.setDevicePixelRatio(ratio)
    shown = QLabel(made)
    shown.setPixmap(pixmap)
    shown.setAccessibleName(f"The picture at {elapsed_words(picture.at_s)}")
    column.addWidget(shown)
    column.addWidget(label(elapsed_words(picture.at_s), "caption", made), 0, Qt.AlignmentFlag.AlignHCenter)
    return made
