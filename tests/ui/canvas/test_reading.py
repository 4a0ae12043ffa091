"""Large files are decoded away from the window's thread, each once, however many clips show it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image
from studio_gui.painting.media import pictures
from tests.ui.canvas.painted import put


def _large(folder: Path, name: str) -> str:
    (folder / "media").mkdir(exist_ok=True)
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("#204080"))
    assert image.save(str(folder / "media" / name), quality=100)
    return f"media/{name}"


@pytest.fixture
def decoded(monkeypatch) -> list[tuple[str, int, int]]:
    """File, halvings and thread of everything that is decoded."""
    found: list[tuple[str, int, int]] = []
    decode = pictures.decode

    def noting(path: Path, halved: int = 0) -> QImage | None:
        found.append((path.name, halved, threading.get_ident()))
        return decode(path, halved)

    monkeypatch.setattr(pictures, "decode", noting)
    return found


def _put(document, refs: list[str]) -> None:
    clips = tuple(
        new_image(box=Rect(100 + 90 * n, 100, 300, 225), size=(1600, 1200), media=ref).changed(layer=n + 9)
        for n, ref in enumerate(refs)
    )
    put(document, clips, over=True)


def test_a_file_that_many_clips_show_is_read_once_and_elsewhere(canvas, document, tmp_path, decoded, qtbot) -> None:
    _put(document, [_large(tmp_path, "blue.jpg")] * 6)
    assert not canvas.shown.is_complete
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert threading.main_thread().ident not in {thread for *_, thread in decoded}
    assert len(decoded) == 1
    at = canvas.camera.to_px(canvas.picking.placed[document.scene.clips[-1].id].box.center).toPoint()
    assert canvas.viewport().grab().toImage().pixelColor(at).blue() > 100


def test_many_files_come_one_after_the_other(canvas, document, tmp_path, decoded, qtbot) -> None:
    refs = [_large(tmp_path, f"{n}.jpg") for n in range(8)]
    _put(document, refs * 2)
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
    assert sorted(name for name, *_ in decoded) == sorted(f"{n}.jpg" for n in range(8))


# Said by the decoder, in its own thread, whenever it comes to the file.
@pytest.mark.qt_log_ignore("Corrupt JPEG data", "JPEG datastream contains no image", extend=True)
def test_a_file_that_cannot_be_read_keeps_nobody_waiting(canvas, document, tmp_path, qtbot) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "broken.jpg").write_bytes(b"\xff\xd8\xff" + bytes(100_000))
    _put(document, ["media/broken.jpg"] * 3 + [_large(tmp_path, "blue.jpg")])
    qtbot.waitUntil(lambda: canvas.shown.is_complete)
