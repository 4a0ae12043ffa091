"""What kind of file is made, how large, and how many frames a second."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from studio_gui.app.exporting import SUBTITLES
from studio_gui.model.project import RESOLUTIONS
from studio_gui.render.formats import FORMATS, Format, missing
from studio_gui.render.timing import FRAME_RATES
from studio_gui.ui import theme
from studio_gui.ui.dialogs.export.laying import boxed
from studio_gui.ui.dialogs.parts import field, label
from studio_gui.ui.threads import in_background

_SHORT_SIDES = {"4k": 2160, "1080": 1080, "720": 720, "480": 480}
_SUBTITLE_NAMES = {"srt": "Beside it, as SRT", "vtt": "Beside it, as WebVTT"}
_RESOLUTION_NAMES = {"4k": "4K (2160p)", "1080": "1080p, full HD", "720": "720p", "480": "480p, quick draft"}


class FormatFields(QWidget):
    """The fields; what this computer cannot make is greyed, with the reason as its tip."""

    changed = Signal()

    def __init__(
        self, remembered: tuple[str, int], parent: QWidget, *, format_id: str = "mp4", subtitles: str = ""
    ) -> None:
        super().__init__(parent)
        self._is_sent = False
        self.format = theme.ComboBox(self)
        self.format.setObjectName("format")
        for form in FORMATS.values():
            self.format.addItem(form.title, form.id)
        self.format.setCurrentIndex(max(0, self.format.findData(format_id)))
        self.resolution = theme.ComboBox(self)
        for each in RESOLUTIONS:
            self.resolution.addItem(_RESOLUTION_NAMES.get(each, each), each)
        self.resolution.setCurrentIndex(max(0, self.resolution.findData(remembered[0])))
        self.fps = theme.ComboBox(self)
        for rate in FRAME_RATES:
            self.fps.addItem(f"{rate} fps", rate)
        self.fps.setCurrentIndex(max(0, self.fps.findData(remembered[1])))
        self.transparent = QCheckBox("Without backgrounds (transparent)", self)
        self.transparent.setObjectName("transparent")
        self.subtitles = theme.ComboBox(self)
        self.subtitles.setObjectName("subtitles")
        for each in ("", *SUBTITLES):
            self.subtitles.addItem(_SUBTITLE_NAMES.get(each, "None"), each)
        self.subtitles.setCurrentIndex(max(0, self.subtitles.findData(subtitles)))
        self.words = label("", "quiet", self, wraps=True)
        self._lay_out()
        for box in (self.format, self.resolution, self.fps, self.subtitles):
            box.currentIndexChanged.connect(self._on_changed)
        self.transparent.toggled.connect(self._on_changed)
        in_background(self, lambda: {each: missing(each) for each in FORMATS}, done=self._on_known)
        self._show_fields()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        kind = field("Format", self.format, self)
        kind.addWidget(self.words)
        kind.addWidget(self.transparent)
        self._format_box = boxed(kind, self)
        column.addWidget(self._format_box)
        size = QHBoxLayout()
        size.setSpacing(theme.S12)
        size.addLayout(field("Resolution", self.resolution, self), 3)
        self._fps_box = boxed(field("Frame rate", self.fps, self), self)
        size.addWidget(self._fps_box, 2)
        self._size_box = boxed(size, self)
        column.addWidget(self._size_box)
        self._subtitles_box = boxed(field("Subtitles", self.subtitles, self), self)
        column.addWidget(self._subtitles_box)

    @property
    def form(self) -> Format:
        """What is made; services make MP4."""
        return FORMATS["mp4" if self._is_sent else str(self.format.currentData())]

    @property
    def is_transparent(self) -> bool:
        """Whether backgrounds are left out."""
        return self.form.has_alpha and self.transparent.isChecked()

    @property
    def rate(self) -> int:
        """Frames per second, no more than the format can show."""
        most = self.form.most_fps
        chosen = int(self.fps.currentData())
        return chosen if chosen <= most else max(rate for rate in FRAME_RATES if rate <= most)

    @property
    def subtitles_kind(self) -> str:
        """``srt`` or ``vtt`` for subtitles beside the file; empty for none, and services make none."""
        return "" if self._is_sent else str(self.subtitles.currentData())

    def set_sent(self, is_sent: bool) -> None:
        """Whether a service makes the video: then format, frame rate and subtitles are not asked for."""
        self._is_sent = is_sent
        self._show_fields()

    def size_in_words(self, stage: tuple[int, int]) -> str:
        """Width and height of the video, e.g. ``1920 × 1080``."""
        short = _SHORT_SIDES[self.resolution.currentData()]
        long = round(short * 16 / 9 / 2) * 2
        return f"{long} × {short}" if stage[0] >= stage[1] else f"{short} × {long}"

    def facts(self, stage: tuple[int, int], *, has_rate: bool) -> str:
        """What will come of it in a few words, each after a dot."""
        if not self.form.has_pictures:
            return " · sound only"
        return f" · {self.size_in_words(stage)}" + (f" · {self.rate} fps" if has_rate else "")

    def _on_changed(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        form = self.form
        self._format_box.setVisible(not self._is_sent)
        self.transparent.setVisible(form.has_alpha)
        self.words.setText(form.words)
        self._size_box.setVisible(form.has_pictures)
        self._fps_box.setVisible(not self._is_sent)
        self._subtitles_box.setVisible(not self._is_sent)

    def _on_known(self, reasons: dict[str, str]) -> None:
        model = self.format.model()
        assert isinstance(model, QStandardItemModel)
        for row in range(self.format.count()):
            reason = reasons.get(str(self.format.itemData(row)), "")
            if reason:
                item = model.item(row)
                item.setEnabled(False)
                self.format.setItemData(row, reason, Qt.ItemDataRole.ToolTipRole)
                if row == self.format.currentIndex():
                    self.format.setCurrentIndex(0)
