"""What happens before the window is there is little: it loads what the first picture needs, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from studio_gui.files.samples import create_from_sample
from studio_gui.model.clips import Shadow
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_project, new_scene, new_shape
from studio_gui.painting import Assets
from studio_gui.ui.canvas import CanvasView
from studio_gui.ui.document import Document

ROOT = Path(__file__).resolve().parents[3]
_SLOW = ("numpy", "av", "requests", "sqlite3", "asyncio", "qasync", "fastapi", "keyring", "pptx", "lxml",
         "studio_gui.jobs.store", "studio_gui.server", "PySide6.QtMultimedia")  # fmt: skip
_CODE = f"""
import builtins, os, sys
plain = builtins.__import__
from studio_gui.ui import application
import_qt = application.import_qt
def import_and_listen():
    import_qt()
    from studio_gui.ui import loop
    real = loop.run_until_painted
    def run_until_painted(painted):
        real(painted)
        print("loaded:", sorted(set({_SLOW!r}) & set(sys.modules)))
        print("import is Python's own:", builtins.__import__ is plain, flush=True)
        os._exit(0)
    loop.run_until_painted = run_until_painted
application.import_qt = import_and_listen
application.main(sys.argv[1:])
"""


def test_a_window_with_a_project_is_painted_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    project = create_from_sample("onboarding", tmp_path / "Welcome")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "STUDIO_HOME": str(tmp_path / "home")}
    answer = subprocess.run(
        [sys.executable, "-c", _CODE, str(project)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert answer.stdout.splitlines() == ["loaded: []", "import is Python's own: True"], answer.stderr[-2000:]


def test_the_first_soft_shadow_follows_what_casts_it(qtbot, monkeypatch, tmp_path: Path) -> None:
    """What blurs is slow to load: the window does not wait for it, and the shadow is there a moment later."""
    monkeypatch.delitem(sys.modules, "studio_gui.painting.effects.blur", raising=False)
    box = new_shape("Rectangle_corner0", box=Rect(400, 300, 600, 400), fill="rgb(220,40,40)")
    cast = Shadow(enabled=True, color="#000000", offset_x=0, offset_y=10, blur=30)
    document = Document(new_project(scenes=(new_scene().changed(clips=(box.changed(shadow=cast),)),)))
    view = CanvasView(document, Assets(tmp_path))
    qtbot.addWidget(view)
    view.resize(960, 600)
    view.show()
    qtbot.waitExposed(view)

    def lightness_at(x: float, y: float) -> int:
        picture = view.viewport().grab().toImage()
        return picture.pixelColor(view.camera.to_px(Point(x, y)).toPoint()).lightness()

    qtbot.waitUntil(lambda: lightness_at(700, 500) < 160)
    qtbot.waitUntil(lambda: view.shown.is_complete)
    assert lightness_at(700, 712) < lightness_at(1300, 712) - 20


def test_a_sample_opens_with_one_line_on_how_to_begin(qtbot, empty_window) -> None:
    from PySide6.QtWidgets import QLabel

    from studio_gui.ui.actions import file

    empty_window.show()
    file.open_sample(empty_window.context, "onboarding")
    qtbot.waitUntil(empty_window.notice_.isVisible)
    assert empty_window.notice_.findChild(QLabel).text() == "Drag anything. F5 plays."


def test_the_face_of_the_window_has_a_name_that_no_font_loaded_later_takes_over(qapp) -> None:
    from studio_gui.ui import theme

    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    assert qapp.font().family().lower() not in ("sans serif", "sans-serif", "sans")


def test_without_a_mouse_tab_reaches_a_sample_and_enter_opens_it(qtbot, empty_window) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from studio_gui.ui.start.card import Card

    empty_window.show_start()
    empty_window.show()
    empty_window.activateWindow()
    qtbot.waitUntil(empty_window.isActiveWindow)
    stops = []
    for _ in range(9):
        QTest.keyClick(QApplication.focusWidget() or empty_window, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
        if isinstance(stops[-1], Card):
            break
    assert [type(stop).__name__ for stop in stops if not (stop.accessibleName() or stop.text())] == []
    assert isinstance(stops[-1], Card)
    QTest.keyClick(stops[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: empty_window.document is not None)
    assert empty_window.document.project.name == "Onboarding"
