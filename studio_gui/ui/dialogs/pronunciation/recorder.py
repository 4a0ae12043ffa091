"""Records a script that a person speaks, with Qt Multimedia, into a WAV or M4A file."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_gui.base.errors import SpeechError
from studio_gui.base.film_time import length_words
from studio_gui.speech.reading.script import shown_script
from studio_gui.ui import multimedia, theme
from studio_gui.ui.dialogs.parts import button, button_row, label, line

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaRecorder

_TICK_MS = 200


def ask(parent: QWidget, *, script: str) -> Path | None:
    """The file with what was spoken, alone in a folder that is the caller's then, or None.

    Raises :class:`SpeechError` when there is no microphone.
    """
    multimedia.quiet()
    from PySide6.QtMultimedia import QMediaDevices

    if QMediaDevices.defaultAudioInput().isNull():
        raise SpeechError(
            "This computer has no microphone.", "Plug one in, or drop a sound file on the script instead."
        )
    dialog = RecorderDialog(parent, script=script)
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    path = dialog.path if is_done else None
    if path is None:
        dialog.destroyed.connect(partial(shutil.rmtree, dialog.folder, ignore_errors=True))
    dialog.deleteLater()
    return path


class RecorderDialog(QDialog):
    """The script to read, one button that begins and ends, and one to use it."""

    def __init__(self, parent: QWidget, *, script: str) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QAudioInput, QMediaCaptureSession, QMediaFormat, QMediaRecorder

        self.setWindowTitle("Record the script")
        self.setMinimumSize(520, 340)
        self.path: Path | None = None
        self._session = QMediaCaptureSession(self)
        self._input = QAudioInput(self)
        self._session.setAudioInput(self._input)
        self._recorder = QMediaRecorder(self)
        form = QMediaFormat(QMediaFormat.FileFormat.Wave)
        if not form.isSupported(QMediaFormat.ConversionMode.Encode):
            form = QMediaFormat(QMediaFormat.FileFormat.Mpeg4Audio)
        self._recorder.setMediaFormat(form)
        self._session.setRecorder(self._recorder)
        self.folder = Path(tempfile.mkdtemp(prefix="studio-voice-"))
        self.script = theme.TextEdit(shown_script(script), self)
        self.script.setReadOnly(True)
        self.script.setAccessibleName("What to read")
        self.time = label("0:00", "quiet", self)
        self.toggle = button("Record", self, icon="record", name="record")
        self.use = button("Use it", self, role="primary", name="use")
        self.use.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        cancel = button("Cancel", self, name="cancel")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        column.addWidget(label("Record the script", "title", self))
        column.addWidget(self.script, 1)
        column.addWidget(self.time)
        column.addWidget(line(self))
        column.addLayout(button_row(cancel, self.use, left=self.toggle))
        self.toggle.setAutoDefault(False)
        self.toggle.setFocus()
        cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self.accept)
        self.toggle.clicked.connect(self._on_toggle)
        self._timer.timeout.connect(self._on_tick)
        self._recorder.recorderStateChanged.connect(self._on_state)
        self._recorder.errorOccurred.connect(self._on_error)
        self.finished.connect(self._recorder.stop)

    def _on_toggle(self) -> None:
        from PySide6.QtMultimedia import QMediaRecorder

        if self._recorder.recorderState() == QMediaRecorder.RecorderState.RecordingState:
            self._recorder.stop()
            return
        self._recorder.setOutputLocation(QUrl.fromLocalFile(str(self.folder / "My voice")))
        self._recorder.record()

    def _on_tick(self) -> None:
        self.time.setText(length_words(self._recorder.duration() / 1000))

    def _on_state(self, state: QMediaRecorder.RecorderState) -> None:
        from PySide6.QtMultimedia import QMediaRecorder

        is_recording = state == QMediaRecorder.RecorderState.RecordingState
        self.toggle.setText("Stop" if is_recording else "Record again")
        self.toggle.setIcon(theme.icon("stop" if is_recording else "record"))
        if is_recording:
            self._timer.start()
            self.use.setEnabled(False)
            return
        self._timer.stop()
        written = Path(self._recorder.actualLocation().toLocalFile())
        if written.is_file() and written.stat().st_size:
            self.path = written
            self.use.setEnabled(True)

    def _on_error(self, _error: object, words: str) -> None:
        self.time.setText(f"It could not be recorded: {words}")
