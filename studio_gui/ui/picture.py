"""A picture of the real main window: ``python -m studio_gui.ui.picture -o F.png [PROJECT]``.

Made for the manual, for people who review the looks, and where there is no display. ``--show`` picks the surface.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from studio_gui.ui.main_window import MainWindow

SURFACES = (
    "window",
    "start",
    "export",
    "accounts",
    "avatars",
    "from_text",
    "service_projects",
    "hosting",
    "shortcuts",
    "palette",
    "versions",
    "media",
    "pronunciation",
    "add_guide",
    "wrong_guide",
    "import_where",
    "import_summary",
    "series",
    "about",
    "voices",
    "background_color",
    "error",
    "unsaved",
)
SPRINGING = (
    "menu_file",
    "menu_arrange",
    "menu_view",
    "menu_clip",
    "menu_script",
    "menu_issues",
    "list_voices",
    "list_fonts",
)
"""Menus, and the lists of choices."""
MOST_SECONDS = 30
"""How long a dialog may take until it is there."""


def main(arguments: list[str] | None = None) -> int:
    """Make the picture; answers the exit code."""
    chosen = _parsed(arguments)
    if chosen.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio_gui.base.errors import StudioError
    from studio_gui.ui.opening import make_application

    make_application()
    try:
        cut_off = take(chosen)
    except StudioError as error:
        sys.stderr.write(f"error: {error.sentence()}\n")
        return error.exit_code
    sys.stdout.writelines(f"{line}\n" for line in cut_off)
    return 1 if cut_off else 0


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m studio_gui.ui.picture", description="A picture of the window.")
    parser.add_argument("project", nargs="?", default="onboarding", help="a project, or the name of a sample")
    parser.add_argument("-o", "--output", required=True, type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--size", default="1440x900", help="width x height in device-independent pixels")
    parser.add_argument("--select", action="store_true", help="select the clip in front")
    parser.add_argument("--scene", type=int, default=1)
    parser.add_argument("--pose", default="", help="what hands are doing: guides, group, inside, crop, writing, turning, "
                        "twin, aids, key, marks, names, animate, preview, arabic, missing, history, layers, notice or nothing")  # fmt: skip
    parser.add_argument("--tab", default="", help="scenes, layers, media or presenters")
    parser.add_argument("--also", action="append", default=[], help="another project to open in a tab; may come again")
    parser.add_argument("--mirrored", action="store_true", help="as those see it who read from right to left")
    parser.add_argument("--check", action="store_true", help="name what is cut off on standard output; exit code 1")
    parser.add_argument("--show", choices=(*SURFACES, *SPRINGING), default="window")
    return parser.parse_args(arguments)


def take(chosen: argparse.Namespace) -> list[str]:
    """Open the window as asked, wait until its pictures are there, save what it shows, and answer what is cut off."""
    from PySide6.QtCore import QSize, Qt, QTemporaryDir
    from PySide6.QtWidgets import QApplication

    from studio_gui.app.services import Services
    from studio_gui.base.errors import TargetError
    from studio_gui.ui import springing, theme
    from studio_gui.ui.main_window import MainWindow
    from studio_gui.ui.settling import settle
    from studio_gui.ui.window.clipping import clipped
    from studio_gui.ui.window.memory import Memory

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if chosen.mirrored:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.apply(app, chosen.theme)
    # What the person's own window remembers stays as it is.
    room = QTemporaryDir()
    services = Services()
    window = MainWindow(services, memory=Memory(Path(room.filePath("window.ini"))))
    width, _, height = chosen.size.partition("x")
    window.resize(QSize(int(width), int(height)))
    if chosen.show == "start":
        window.show_start()
    else:
        for project in (*chosen.also, chosen.project):
            _open(window, project, Path(room.path()))
    window.show()
    settle()
    if chosen.show != "start":
        window.canvas.zoom_to_fit()
        _prepare(window, chosen)
        settle()
    cut_off: list[str] = []
    if chosen.show in ("window", "start"):
        images = [window.grab()]
        cut_off = clipped(window) if chosen.check else []
    elif chosen.show in SPRINGING:
        images = [springing.picture(window, chosen.show)]
    else:
        images = _dialog_pictures(window, chosen.show, Path(room.path()), cut_off=cut_off if chosen.check else None)
    saved = bool(images) and images[0].save(str(chosen.output))
    window.issues.stop()
    window.projects.end()
    window.hide()
    services.close()
    if not saved:
        raise TargetError(f"“{chosen.output}” cannot be written.", "Choose another place.")
    return cut_off


def _open(window: MainWindow, project: str, room: Path) -> None:
    from studio_gui.files.project_file import open_project
    from studio_gui.files.samples import create_from_sample, samples
    from studio_gui.ui.document import Document

    sample = next((one for one in samples() if one.id == project), None)
    # A copy: the samples of the program are nobody's to write to.
    opened = open_project(create_from_sample(sample.id, room / sample.name) if sample else project)
    window.open_document(Document(opened.project, path=opened.path))


def _prepare(window: MainWindow, chosen: argparse.Namespace) -> None:
    document = window.document
    scenes = document.project.scenes
    document.select_scene(scenes[min(max(chosen.scene, 1), len(scenes)) - 1].id)
    if chosen.tab:
        window.show_tab(chosen.tab)
    if chosen.select and document.scene.clips:
        document.select((document.scene.stacked()[-1].id,))
    if chosen.pose:
        from studio_gui.ui.posing import POSES
        from studio_gui.ui.settling import settle

        settle()
        POSES[chosen.pose](window)


def _dialog_pictures(window: MainWindow, name: str, room: Path, *, cut_off: list[str] | None) -> list[QPixmap]:
    """Open a dialog by its command; it may run a loop of its own, so the picture is taken from inside that."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    from studio_gui.base.errors import MediaError
    from studio_gui.ui.dialogs import leaving
    from studio_gui.ui.settling import settle
    from studio_gui.ui.window.clipping import clipped

    taken: list[QPixmap] = []
    last = time.monotonic() + MOST_SECONDS

    def shown() -> list[QDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    def look() -> None:
        # A dialog that is made in turns comes when it is whole, however busy the computer is.
        if not shown() and time.monotonic() < last:
            QTimer.singleShot(50, window, look)
            return
        settle()
        if name == "wrong_guide":
            _type_wrong()
            settle()
        for dialog in shown():
            taken.append(dialog.grab())
            if cut_off is not None:
                cut_off.extend(clipped(dialog))
            dialog.reject()

    QTimer.singleShot(200, window, look)
    if name.startswith("import_"):
        _bring_table(window, name, room)
    elif name == "series":
        _show_series(window, room)
    elif name == "error":
        window.show_error(
            MediaError("“Logo.png” cannot be read.", "Choose another file, or put it back.", "PNG: no end")
        )
    elif name == "unsaved":
        leaving.ask_many(
            window, ["Onboarding", "Product launch", "A project with a name that is longer than its line " * 2]
        )
    else:
        window.actions_.run("add_guide" if name == "wrong_guide" else name)
    settle(0.8, until=lambda: bool(taken))
    return taken


def _type_wrong() -> None:
    """What is no number, and Enter."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "a third")
    QTest.keyClick(line, Qt.Key.Key_Return)


def _bring_table(window: MainWindow, name: str, room: Path) -> None:
    """A table that was dropped: it is asked what it becomes, or told what could not be made of it."""
    from studio_gui.ui.actions.documents import coming

    table = room / "Spring programme.csv"
    table.write_text(
        "title,script,picture,colour\nSea,Come to the sea.,sea.png,blue\nHills,Up.,hills.png,red\n", "utf-8"
    )
    if name == "import_where":
        coming.take(window.actions_.context, [table])
    else:
        coming.into_project(window.actions_.context, [table])


def _show_series(window: MainWindow, room: Path) -> None:
    """A table that fills the project row by row; some of its rows have to be corrected."""
    from studio_gui.ui.dialogs.series import show

    services, document = window.services, window.document
    assert document is not None
    assert document.path is not None
    table = room / "Guests.csv"
    rows = ("Hello Ana,18:00", "Hello محمد,18:30", ",19:00", "Hello 小明,19:30", "Hello Ana,18:00", "Hello Zoë,20:00")
    table.write_text("Title,Room\n" + "\n".join(rows) + "\n", "utf-8")
    show(
        window, services, project=document.project, path=document.path, table=table, account="", resolution="1080"
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
