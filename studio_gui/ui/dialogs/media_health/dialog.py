"""The dialog: a table of media, and buttons for what can be done about them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio_gui.app.addresses import ask_addresses
from studio_gui.app.needed_media import media_of_jobs
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.base.media_names import MediaKind
from studio_gui.base.sizes import size_words
from studio_gui.files.media import MediaFolder
from studio_gui.files.names import media_in_all, name_of
from studio_gui.files.portable.collect import Collected, collect
from studio_gui.files.portable.listing import MediaEntry, clean, media_list, missing_media
from studio_gui.files.portable.relink import Relinked, relink
from studio_gui.files.probing import MediaFacts
from studio_gui.model.edits.media_refs import replace_refs
from studio_gui.model.edits.replacing import replace_media
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.media_health.rows import MediaRows
from studio_gui.ui.dialogs.message import confirm, show_error
from studio_gui.ui.dialogs.parts import button, button_row, close_button, heading, label, line, table
from studio_gui.ui.document import Document
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background

_MOST_NAMED = 3


class MediaDialog(QDialog):
    """Lists media and mends them; every change of the project is one undo step.

    ``refreshed`` is called when files of the project came or went: what was painted of them holds no more.
    """

    def __init__(
        self, document: Document, services: Services, parent: QWidget, *, refreshed: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("media_health")
        self.setWindowTitle("Media")
        self._document, self._services, self._refreshed = document, services, refreshed
        self._stopped = threading.Event()
        self._turn = 0
        self._looked_in = document.folder or Path.home()
        self._came_of_it = ""
        """What the last search found, in words."""
        self.rows = MediaRows(self)
        self.table = table(self.rows, "Media of the project", self, widths=(300, 90, 90, 90))
        self.said = label("", "quiet", self, wraps=True)
        self.search = button("Find in folder…", self, icon="search", name="find")
        self.replace = button("Replace…", self, icon="refresh", name="replace")
        self.collect = button("Collect", self, icon="download", name="collect")
        self.ask = button("Check addresses", self, icon="link", name="ask")
        self.clean = button("Remove unused…", self, icon="trash", role="danger", name="clean")
        self.shut = close_button(self)
        self._lay_out()
        self._connect()
        give_size(self, 860, 560)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        column.addLayout(heading("Media", self.said, self))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        for each in (self.search, self.replace, self.collect, self.ask):
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(line(self))
        column.addLayout(button_row(self.shut, left=self.clean))
        for each in (self.search, self.replace, self.collect, self.ask, self.clean):
            each.setAutoDefault(False)

    def _connect(self) -> None:
        self.search.clicked.connect(self._on_find)
        self.replace.clicked.connect(self._on_replace)
        self.collect.clicked.connect(self._on_collect)
        self.ask.clicked.connect(self._on_ask)
        self.clean.clicked.connect(self._on_clean)
        self.finished.connect(self._on_finished)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self._document.changed.connect(self.refresh)

    # --- what there is --------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look again what there is, in another thread."""
        project, path = self._document.project, self._document.path
        remembered, services = list(self._document.remembered()), self._services
        self._turn += 1
        turn = self._turn

        def work() -> tuple[MediaEntry, ...]:
            waiting = media_of_jobs(services, path) if path is not None else frozenset()
            return media_list(project, path, also_used=media_in_all(remembered) | waiting)

        def done(entries: tuple[MediaEntry, ...]) -> None:
            if turn == self._turn:  # of several looks the one that ends last need not be the newest
                self._show(entries)

        in_background(self, work, done=done, failed=self._fail)

    def _show(self, entries: tuple[MediaEntry, ...]) -> None:
        chosen = self.chosen
        self.rows.show(entries)
        for row, entry in enumerate(entries):
            if entry.ref == (chosen.ref if chosen is not None else entries[0].ref):
                self.table.setCurrentIndex(self.rows.index(row, 0))
        self.said.setText("\n".join(filter(None, (_summary(entries), self._came_of_it))))
        self._offer()

    @property
    def chosen(self) -> MediaEntry | None:
        """The entry that is selected."""
        index = self.table.currentIndex()
        return self.rows.entries[index.row()] if index.isValid() and index.row() < len(self.rows.entries) else None

    def _states(self) -> set[str]:
        return {entry.state for entry in self.rows.entries}

    def _offer(self) -> None:
        states, chosen = self._states(), self.chosen
        self.search.setEnabled("missing" in states)
        self.collect.setEnabled("outside" in states)
        self.clean.setEnabled("unused" in states)
        self.replace.setEnabled(chosen is not None and chosen.uses > 0)
        self.ask.setEnabled(any(entry.url for entry in self.rows.entries))

    def _fail(self, error: StudioError) -> None:
        show_error(self, error)
        self.refresh()

    def _on_finished(self, _result: int) -> None:
        self._stopped.set()

    # --- what can be done -----------------------------------------------------------------------------------------

    def _on_find(self) -> None:
        folder = files.ask_folder(self, "Look for missing files in", folder=str(self._looked_in))
        if folder is not None:
            self._looked_in = folder
            self.find_in(folder)

    def find_in(self, folder: Path) -> None:
        """Look for everything that is missing in a folder and below."""
        project, path = self._document.project, self._document.path
        if path is None:
            return
        self.said.setText(f"Looking in {folder}…")
        self.search.setEnabled(False)
        missing = missing_media(project, path.parent)
        work = partial(relink, project, path, missing=missing, folder=folder, is_stopped=self._stopped.is_set)
        in_background(self, work, done=partial(self._on_found, folder), failed=self._fail)

    def _on_found(self, folder: Path, found: Relinked) -> None:
        self._came_of_it = _found_words(found, self._document.project, folder)
        if found.by_name:
            self._document.apply("Find media", found.edit)
        if found.by_content or found.by_name:
            self._refreshed()
        self.refresh()

    def _on_replace(self) -> None:
        entry, path = self.chosen, self._document.path
        if entry is None or path is None:
            return
        kinds = files.OF_KIND[_media_kind(entry)]
        file = files.ask_open(self, f"Replace {entry.name}", folder=str(Path.home()), kinds=kinds)
        if file is not None:
            self.replace_with(entry, file)

    def replace_with(self, entry: MediaEntry, file: Path) -> None:
        """Put another file in every place of one medium."""
        path = self._document.path
        if path is None:
            return

        def done(added: tuple[str, MediaFacts]) -> None:
            self._document.apply(f"Replace {entry.name}", partial(_replaced, old=entry.ref, new=added))

        kind = None if entry.state == "online" else _media_kind(entry)  # an address may end in anything
        work = partial(MediaFolder(path.parent).add_with_facts, file, kind=kind)
        in_background(self, work, done=done, failed=self._fail)

    def _on_collect(self) -> None:
        project, path = self._document.project, self._document.path
        if path is not None:
            in_background(self, partial(collect, project, path), done=self._on_collected, failed=self._fail)

    def _on_collected(self, collected: Collected) -> None:
        self._document.apply("Collect media", collected.edit)
        self.refresh()

    def _on_ask(self) -> None:
        urls = [entry.url for entry in self.rows.entries if entry.url]
        self.said.setText("Asking…")
        self.ask.setEnabled(False)
        work = partial(ask_addresses, urls, is_stopped=self._stopped.is_set)
        in_background(self, work, done=self._on_asked, failed=self._fail)

    def _on_asked(self, faults: Mapping[str, str]) -> None:
        self.rows.show_faults(faults)
        bad = sum(bool(fault) for fault in faults.values())
        self.said.setText(f"{bad} of {len(faults)} addresses do not answer." if bad else "All addresses answer.")
        self._offer()

    def _on_clean(self) -> None:
        unused = [entry for entry in self.rows.entries if entry.state == "unused"]
        path = self._document.path
        if path is not None and unused and ask_clean(self, unused):
            in_background(self, partial(clean, path, unused), done=self._on_cleaned, failed=self._fail)

    def _on_cleaned(self, _freed: int) -> None:
        self._refreshed()
        self.refresh()


def ask_clean(parent: QWidget, unused: list[MediaEntry]) -> bool:
    """Whether these files may be removed for good."""
    size = size_words(sum(entry.size for entry in unused))
    count = "1 unused file" if len(unused) == 1 else f"{len(unused)} unused files"
    return confirm(
        parent,
        f"Remove {count} ({size})?",
        more="Neither this project, its undo steps and versions nor waiting jobs need them. It cannot be undone.",
        yes=("Remove", "remove"),
        icon=("trash", "bad"),
    )


def _media_kind(entry: MediaEntry) -> MediaKind:
    return "audio" if entry.kind == "sound" else entry.kind


def _replaced(project: Project, *, old: str, new: tuple[str, MediaFacts]) -> Project:
    ref, facts = new
    size = max(facts.width, 1), max(facts.height, 1)
    for scene, clip in list(project.all_clips()):
        if clip.studio.media == old and facts.kind != "audio":
            project = replace_media(project, scene.id, clip_id=clip.id, media=ref, size=size)
    return replace_refs(project, {old: ref})


def _found_words(found: Relinked, project: Project, folder: Path) -> str:
    """What came of a search; of a file with the old name and another content one had better look at the place."""
    count, others = len(found.by_content) + len(found.by_name), len(found.missing)
    where = f"“{folder.name or folder}”"
    if not count:
        return f"None of the missing files is in {where} or below. Try another folder."
    still = f"; {others} {'is' if others == 1 else 'are'} still missing" if others else ""
    said = f"Found {count} in {where}{still}."
    if found.by_name:
        named = ", ".join(f"“{name_of(ref, project)}”" for ref in tuple(found.by_name)[:_MOST_NAMED])
        said += f" By its name only, with another content: {named}."
    return said


def _summary(entries: tuple[MediaEntry, ...]) -> str:
    here = [entry for entry in entries if entry.state in ("here", "unused")]
    parts = [f"{len(here)} {'file' if len(here) == 1 else 'files'} in the project"]
    parts[0] += f", {size_words(sum(entry.size for entry in here))}" if here else ""
    for state, words in (
        ("missing", "missing"),
        ("outside", "outside"),
        ("online", "online only"),
        ("unused", "unused"),
    ):
        count = sum(entry.state == state for entry in entries)
        if count:
            parts.append(f"{count} {words}")
    return " · ".join(parts)
