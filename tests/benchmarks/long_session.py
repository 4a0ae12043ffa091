"""Minutes of work in the real window by a scripted hand, and how long the window's thread was never free meanwhile.

``python tests/benchmarks/long_session.py`` (eight minutes; ``--minutes 1`` while working). The program runs as it does
for people: real window, real event loop with jobs beside it, garbage collected in its own time. The hand opens samples
and crowded scenes, drags, resizes and turns one clip and a hundred, types on the stage and a script, switches scenes,
undoes and redoes, zooms and pans, adds and removes clips, and saves. A timer of two
milliseconds in the window's thread notes each turn in which it came late, and how much of its own time the thread took.
Prints how many were over 16 ms on the clock, how many over 8, 12 and 16 ms of own time, and the worst of both.
What quitting takes is not counted. ``--why`` watches the stacks of all threads in long turns and says where they were spent: at work, waiting for another
thread, or kept from the core by other programs.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QTimer  # noqa: E402

from tests.benchmarks import stand  # noqa: E402
from tests.benchmarks.turns import ALLOWED_MS, Turns, say  # noqa: E402

STEP_S = 1 / 80
"""Between two events of the mouse: a usual one tells of itself 80 to 125 times a second."""
KEY_S = 0.07


class Hand:
    """Moves the mouse and presses keys in a window, at the pace of a person in a hurry."""

    def __init__(self, app, window, turns: Turns) -> None:
        self.app, self.window, self.turns = app, window, turns
        self.draw = random.Random(11)

    @property
    def view(self):
        return self.window.canvas

    @property
    def document(self):
        return self.window.document

    async def rest(self, seconds: float) -> None:
        """Do nothing."""
        await asyncio.sleep(seconds)

    async def command(self, name: str) -> None:
        """Do a command of the menus."""
        from PySide6.QtWidgets import QApplication

        self.turns.doing = name
        actions = self.window.actions_
        # From the event loop, as a menu does it, not from within a task: a dialog has a loop of its own.
        QTimer.singleShot(0, self.window, partial(actions.run_handler if "." in name else actions.run, name))
        await self.rest(0.3)
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            print(f"{name} asked something: {type(dialog).__name__}", flush=True)
            dialog.close()
            await self.rest(0.3)

    def _mouse(self, kind, px, *, button, buttons) -> None:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        port = self.view.viewport()
        screen = QPointF(port.mapToGlobal(px.toPoint()))
        self.app.postEvent(port, QMouseEvent(kind, px, screen, button, buttons, Qt.KeyboardModifier.NoModifier))

    async def drag(self, start, steps: int, doing: str) -> None:
        """Press at a point of the viewport, wander about it, release."""
        from PySide6.QtCore import QEvent, Qt

        self.turns.doing = doing
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._mouse(QEvent.Type.MouseMove, start, button=none, buttons=none)
        await self.rest(STEP_S)
        self._mouse(QEvent.Type.MouseButtonPress, start, button=left, buttons=left)
        await self.rest(KEY_S)
        for px in stand.wander(start, steps, within=self.view.viewport().rect()):
            self._mouse(QEvent.Type.MouseMove, px, button=none, buttons=left)
            await self.rest(STEP_S)
        await self.rest(0.2)
        self._mouse(QEvent.Type.MouseButtonRelease, px, button=left, buttons=none)
        await self.rest(0.3)

    async def hover(self, steps: int) -> None:
        """Go about over the stage."""
        from PySide6.QtCore import QEvent, Qt

        self.turns.doing = "hover"
        none = Qt.MouseButton.NoButton
        middle = self.view.viewport().rect().center().toPointF()
        for px in stand.wander(middle, steps, within=self.view.viewport().rect()):
            self._mouse(QEvent.Type.MouseMove, px, button=none, buttons=none)
            await self.rest(STEP_S)

    async def wheel(self, eighths: int, *, times: int, zooms: bool) -> None:
        """Turn the wheel over the middle of the stage; with Ctrl it zooms."""
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent

        self.turns.doing = "zoom" if zooms else "pan"
        port = self.view.viewport()
        px = port.rect().center().toPointF()
        held = Qt.KeyboardModifier.ControlModifier if zooms else Qt.KeyboardModifier.NoModifier
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        for _ in range(times):
            screen = QPointF(port.mapToGlobal(px.toPoint()))
            event = QWheelEvent(px, screen, QPoint(), QPoint(0, eighths), none, held, phase, False)
            self.app.postEvent(port, event)
            await self.rest(0.05)
        await self.rest(0.3)

    async def write(self, widget, words: str, doing: str) -> None:
        """Type into a widget."""
        from PySide6.QtTest import QTest

        self.turns.doing = doing
        for letter in words:
            QTest.keyClicks(widget, letter)
            await self.rest(KEY_S)
        await self.rest(0.3)

    async def gestures(self, name: str, steps: int) -> None:
        """Move, resize and turn what is selected."""
        from studio_gui.model.handles import Handle

        boxes = self.view.picking.boxes
        if not boxes:
            return
        inside = self.view.viewport().rect()
        first = next(reversed(boxes.values()))
        starts = {
            "move": self.view.camera.to_px(first.box.center),
            "resize": self.view.camera.to_px(self.view.frame.spot(Handle.BOTTOM_RIGHT)),
            "turn": self.view.camera.to_px(self.view.frame.spot(Handle.TURN)),
        }
        for what, start in starts.items():
            if inside.contains(start.toPoint()):
                await self.drag(start, steps, f"{what} {name}")
                await self.command("undo")

    async def select(self, count: int, doing: str) -> None:
        """Select the front clips."""
        self.turns.doing = doing
        self.document.select([clip.id for clip in self.document.scene.clips[-count:]])
        await self.rest(0.3)

    async def settle(self, doing: str) -> None:
        """Wait until every picture is there."""
        self.turns.doing = doing
        end = time.monotonic() + 20
        while not self.view.shown.is_complete and time.monotonic() < end:
            await self.rest(0.05)


async def _sample(hand: Hand, path: Path) -> None:
    """What one does with an ordinary project."""
    from studio_gui.model.clips import TextClip

    await hand.command(f"file.open_path:{path}")
    await hand.settle("a sample fills")
    await hand.hover(60)
    for clip in hand.document.scene.clips[:3]:
        hand.turns.doing = "select one"
        hand.document.select([clip.id])
        await hand.rest(0.2)
        await hand.gestures("one of a few", 60)
    await hand.command("insert_text")
    text = next((c for c in hand.document.selected_clips if isinstance(c, TextClip)), None)
    if text is not None:
        hand.turns.doing = "edit a text"
        hand.view.setFocus()
        hand.view.edit_text(text.id)
        await hand.rest(0.2)
        await hand.write(hand.view, "Words on the stage", "type on the stage")
        hand.view.hand.cancel()
        await hand.gestures("a text", 60)
    await hand.command("insert.shape:Star")
    await hand.gestures("a shape", 60)
    for name in ("duplicate", "bring_to_front", "align_left", "undo", "undo", "redo", "select_all", "group", "undo"):
        await hand.command(name)
    await hand.command("delete")
    await hand.command("undo")
    await _script(hand)
    for _ in range(2):
        await hand.command("next_scene")
        await hand.settle("switch scenes")
    await hand.command("new_scene")
    await hand.command("duplicate_scene")
    await hand.wheel(120, times=8, zooms=True)
    await hand.wheel(120, times=6, zooms=False)
    await hand.wheel(-120, times=8, zooms=True)
    await hand.command("zoom_fit")
    await hand.command("save")


async def _script(hand: Hand) -> None:
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    panel = hand.window.workspace.script
    editors = [*panel.findChildren(QPlainTextEdit), *panel.findChildren(QTextEdit)]
    seen = [editor for editor in editors if editor.isVisible()]
    if seen:
        seen[0].setFocus()
        await hand.write(seen[0], "And this is what is said in this scene. ", "type a script")


async def _crowded(hand: Hand, path: Path) -> None:
    """What one does where hundreds of pictures are."""
    await hand.command(f"file.open_path:{path}")
    await hand.settle("a crowded scene fills")
    await hand.hover(60)
    for zoom in ("zoom_fit", "zoom_to_2"):
        hand.turns.doing = zoom
        await hand.select(1, "select one of 500")
        if zoom == "zoom_fit":
            hand.view.zoom_to_fit()
        else:
            hand.view.zoom_to_selection()
            hand.view.set_zoom(2.0)
        await hand.settle(f"a crowded scene fills after {zoom}")
        await hand.gestures("one of 500", 80)
        await hand.select(100, "select 100 of 500")
        await hand.gestures("100 of 500", 80)
    await hand.command("zoom_fit")
    await hand.settle("a crowded scene fills after zoom_fit")
    await hand.command("insert_text")
    await hand.command("duplicate")
    await hand.command("undo")
    await hand.command("select_all")
    await hand.gestures("all of 500", 40)
    await hand.command("group")
    await hand.command("undo")
    await hand.wheel(120, times=8, zooms=True)
    await hand.wheel(120, times=6, zooms=False)
    await hand.wheel(-120, times=8, zooms=True)
    await hand.settle("a crowded scene fills after the wheel")
    await _script(hand)
    for name in ("next_scene", "previous_scene"):
        await hand.command(name)
        await hand.settle("switch to and from a crowded scene")
    await hand.command("save")


async def _session(hand: Hand, crowded: Path, samples: list[Path], minutes: float) -> None:
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        for sample in samples:
            await _sample(hand, sample)
            await _crowded(hand, crowded)
        print(f"{(end - time.monotonic()) / 60:.1f} minutes to go, {hand.turns.count} turns, "
              f"{len(hand.turns.long)} over {ALLOWED_MS:.0f} ms", flush=True)  # fmt: skip
    hand.document.undo_stack.setClean()


def _crowded_project(folder: Path) -> Path:
    from studio_gui.files.project_file import save_project
    from studio_gui.model.new import new_scene

    refs = stand.make_pictures(folder, width=1600, height=1600)
    project = stand.crowded_project(500, refs)
    others = [new_scene(), stand.crowded_project(200, refs).scenes[0]]
    path = folder / "Crowded.studio"
    save_project(project.changed(scenes=(*project.scenes, *others)), path)
    return path


def _copy_of_sample(folder: Path, name: str) -> Path:
    """A sample that is somebody's own project: a sample as such asks for a name when it is saved."""
    shutil.copytree(ROOT / "resources" / "samples" / name, folder / name)
    return next((folder / name).glob("*.studio"))


def main(options: argparse.Namespace) -> int:
    """Run the session and print; 1 when a turn took longer than allowed."""
    from studio_gui.app.services import Services
    from studio_gui.ui import loop, theme
    from studio_gui.ui.garbage import keep_to_window_thread
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.opening import make_application
    from studio_gui.ui.window.memory import Memory

    app = make_application()
    theme.apply(app, "light")
    home = Path(os.environ["STUDIO_HOME"])
    window = MainWindow(Services(), memory=Memory(home / "window.ini"))
    window.show_start()
    window.show()
    loop.run_until_painted(window.painted)
    keep_to_window_thread(app)
    with tempfile.TemporaryDirectory() as name:
        # Made here: it takes a second, which is none of the program's.
        crowded = _crowded_project(Path(name) / "crowded")
        samples = [_copy_of_sample(Path(name), sample) for sample in ("onboarding", "product-launch")]
        kept: list[Turns] = []

        async def serve() -> None:
            jobs = asyncio.ensure_future(window.windows.serve())
            turns = Turns(window)
            kept.append(turns)
            if options.why:
                turns.watch()
            if options.switch_ms:
                sys.setswitchinterval(options.switch_ms / 1000)
            await asyncio.sleep(2)  # as long as a person needs to choose on the start page
            try:
                await _session(Hand(app, window, turns), crowded, samples, options.minutes)
            finally:
                turns.stop()
                jobs.cancel()
                QTimer.singleShot(0, app.quit)

        loop.run(app, serve)
        window.deleteLater()
    return say(kept[0], why=options.why)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--switch-ms", type=float, help="how long a thread may keep the interpreter from the others")
    chosen = parser.parse_args()
    with stand.display():
        raise SystemExit(main(chosen))
