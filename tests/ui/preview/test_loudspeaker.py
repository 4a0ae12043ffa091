"""Loudspeakers that are not there any more: the preview plays on, unheard, and says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QAudioDevice

from studio_gui.render.playing.tempo import Wire
from studio_gui.ui.preview import player
from studio_gui.ui.preview.loudspeaker import Loudspeaker
from tests.ui.preview.audience import Audience

pytestmark = pytest.mark.qt_log_ignore("No audio device", "qt.multimedia", "PulseAudio", "pipewire", extend=True)


def test_a_loudspeaker_that_is_pulled_out_leaves_a_silent_preview(
    audience: Audience, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = lambda parent: Loudspeaker(QAudioDevice(), Wire(), parent)  # noqa: E731

    monkeypatch.setattr(player, "open_loudspeaker", gone)
    audience.open()
    audience.until(lambda: audience.player.is_silent)
    assert audience.player.note.text() == "Plays without sound"
    audience.until(lambda: audience.frame == 29 and audience.playback.state == "paused")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux lists what a process has loaded")
def test_what_plays_is_loaded_beside_the_window() -> None:
    """Asking for the loudspeaker once loaded it, and held up the window for 60 ms."""
    words = (
        "import threading; from PySide6.QtCore import QCoreApplication; from studio_gui.ui import multimedia\n"
        "app = QCoreApplication([]); thread = threading.Thread(target=multimedia.load); thread.start(); thread.join()\n"
        "from pathlib import Path; print('mediaplugin' in Path('/proc/self/maps').read_text())"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "True\n"
    assert done.stderr == ""


def test_broken_pictures_are_not_told_of_in_the_terminal_once_sound_is_loaded(tmp_path: Path) -> None:
    """Qt has one set of rules for what it writes: those of the sound took the place of those of the pictures."""
    picture = tmp_path / "broken.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40)
    words = (
        "import sys; from pathlib import Path; from studio_gui.render.offscreen import ensure_qt\n"
        "ensure_qt(); from studio_gui.ui import multimedia; multimedia.load()\n"
        "from studio_gui.painting.media import pictures; print(pictures.decode(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", words, str(picture)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == ("None\n", "")
