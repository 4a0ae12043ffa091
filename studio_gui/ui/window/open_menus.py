"""Menus whose entries come from the disk: projects opened last, and samples. They are filled when they are opened."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from studio_gui.ui import theme
from studio_gui.ui.actions.registry import Actions
from studio_gui.ui.window.memory import Memory


class OpenMenus(QObject):
    """“Open recent” and “New from sample” in the File menu."""

    def __init__(self, file_menu: QMenu, actions: Actions, memory: Memory) -> None:
        super().__init__(file_menu)
        self._actions = actions
        self._memory = memory
        before = actions["start_page"]
        self.samples = theme.Menu("New from sa&mple", file_menu)
        self.samples.setIcon(theme.icon("scene"))
        self.recent = theme.Menu("Open &recent", file_menu)
        self.recent.setIcon(theme.icon("clock"))
        file_menu.insertMenu(actions["open"], self.samples)
        file_menu.insertMenu(before, self.recent)
        self.samples.aboutToShow.connect(self._fill_samples)
        self.recent.aboutToShow.connect(self._fill_recent)

    def _fill_samples(self) -> None:
        from studio_gui.files.samples import samples

        self._fill(self.samples, ((one.name, f"file.open_sample:{one.id}") for one in samples()), "No samples")

    def _fill_recent(self) -> None:
        entries = ((f"{p.stem} — {p.parent}", f"file.open_path:{p}") for p in self._memory.recent())
        self._fill(self.recent, entries, "Nothing yet")

    def _fill(self, menu: QMenu, entries: Iterator[tuple[str, str]], nothing: str) -> None:
        menu.clear()
        for text, handler in entries:
            entry = menu.addAction(text.replace("&", "&&"))
            entry.setObjectName(handler)
            entry.triggered.connect(self._on_chosen)
        if menu.isEmpty():
            menu.addAction(nothing).setEnabled(False)

    def _on_chosen(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._actions.run_handler(sender.objectName())
