"""The loudspeaker of this computer. QtMultimedia is loaded here and nowhere earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal

from studio_gui.render.playing.feeder import Feeder
from studio_gui.render.playing.tempo import Wire
from studio_gui.ui import multimedia
from studio_gui.ui.preview.clock import SteppedClock

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

_BUFFER_S = 0.4
"""What the device holds: the window may stand still for so long before anything is missed."""
_POUR_MS = 30


class Loudspeaker(QObject):
    """Takes sound from a feeder and pours it into the device; it is a clock too."""

    lost = Signal()
    """The device went away or failed: nothing more is heard."""

    def __init__(self, device: QAudioDevice, wire: Wire, parent: QObject) -> None:
        from PySide6.QtMultimedia import QAudioSink

        super().__init__(parent)
        self.wire = wire
        self._feeder: Feeder | None = None
        self._sink = QAudioSink(device, _format(wire), self)
        multimedia.quiet()
        self._sink.setBufferSize(int(_BUFFER_S * wire.rate) * wire.frame_bytes)
        self._into: QIODevice | None = None
        self._is_on = False
        self._left = b""
        self._clock = SteppedClock(lambda: self._sink.processedUSecs() / 1e6)
        self._pour = QTimer(self)
        self._pour.setInterval(_POUR_MS)
        self._pour.timeout.connect(self._on_pour)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.timeout.connect(self.lost)

    def connect_to(self, feeder: Feeder) -> None:
        """Take the sound from here."""
        self._feeder = feeder

    def set_volume(self, volume: float) -> None:
        """Play at a volume from 0 to 1, as loud as ears find it even."""
        from PySide6.QtMultimedia import QAudio

        scale = QAudio.VolumeScale
        self._sink.setVolume(QAudio.convertVolume(volume, scale.LogarithmicVolumeScale, scale.LinearVolumeScale))

    def start(self) -> None:
        """Play what the feeder has; see :class:`Clock`."""
        self.stop()
        self._clock.start()
        self._into = self._sink.start()
        self._is_on = True
        self._pour.start()
        self._on_pour()

    def stop(self) -> None:
        """Be silent at once."""
        self._pour.stop()
        if self._is_on:
            self._is_on, self._into, self._left = False, None, b""
            self._sink.reset()

    def elapsed_s(self) -> float:
        """Seconds that were heard since the start."""
        return self._clock.elapsed_s()

    def _on_pour(self) -> None:
        if not self._is_on or self._feeder is None:
            return
        if self._into is None or not self._into.isOpen() or _has_failed(self._sink.error()):
            self.stop()
            self._gone.start()  # not at once: whoever starts it is still in the middle of that
            return
        free = self._sink.bytesFree()
        while free > 0:
            if not self._left:
                self._left = self._feeder.take(min(free, self.wire.rate * self.wire.frame_bytes // 4))
            if not self._left:
                return
            written = self._into.write(self._left)
            if written <= 0:
                return
            self._left = self._left[written:]
            free -= written


def open_loudspeaker(parent: QObject) -> Loudspeaker | None:
    """The loudspeaker that the system prefers; None where there is none, or no part of Qt that knows."""
    if not multimedia.may_sound():
        return None
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return None
    device = QMediaDevices.defaultAudioOutput()
    wire = _wire(device) if not device.isNull() else None
    return Loudspeaker(device, wire, parent) if wire is not None else None


def _wire(device: QAudioDevice) -> Wire | None:
    usual = Wire()
    if device.isFormatSupported(_format(usual)):
        return usual
    from PySide6.QtMultimedia import QAudioFormat

    forms = {
        QAudioFormat.SampleFormat.Int16: "s16",
        QAudioFormat.SampleFormat.Int32: "s32",
        QAudioFormat.SampleFormat.Float: "flt",
    }
    own = device.preferredFormat()
    form = forms.get(own.sampleFormat(), "")
    wire = Wire(own.sampleRate(), own.channelCount(), form)
    return wire if form and wire.rate > 0 and wire.channels > 0 else None


def _format(wire: Wire) -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    made = QAudioFormat()
    made.setSampleRate(wire.rate)
    made.setChannelCount(wire.channels)
    forms = QAudioFormat.SampleFormat
    made.setSampleFormat({"s16": forms.Int16, "s32": forms.Int32, "flt": forms.Float}[wire.form])
    return made


def _has_failed(error: object) -> bool:
    from PySide6.QtMultimedia import QAudio

    return error in (QAudio.Error.OpenError, QAudio.Error.IOError, QAudio.Error.FatalError)
