"""The list of how words are said: add, change, delete, bring in, write out, and go to where they are used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_gui.base.errors import StudioError
from studio_gui.files.sayings import read_sayings, write_sayings
from studio_gui.model.edits.sayings import put_sayings
from studio_gui.model.project import Project
from studio_gui.model.saying import Saying
from studio_gui.speech.reading.uses import Use, uses_of
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.message import show_error
from studio_gui.ui.dialogs.parts import button, button_row, close_button, heading, label, line, table
from studio_gui.ui.dialogs.pronunciation import entry as one
from studio_gui.ui.dialogs.pronunciation.entry import Entry, Speech
from studio_gui.ui.dialogs.pronunciation.rows import SayingRows
from studio_gui.ui.document import Document
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.own_words import OwnWords
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background

_EMPTY = "Names and brands that voices read wrongly get their own pronunciation here."
KINDS = "Pronunciation dictionaries (*.json *.csv)"


class PronunciationDialog(QDialog):
    """Every change of the project's entries is one step of undo; one's own are kept at once. ``go_to`` shows a use."""

    def __init__(
        self,
        document: Document,
        parent: QWidget,
        *,
        speech: Speech,
        go_to: Callable[[Use], None],
        changed: Callable[[], None],
        own_words: OwnWords,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pronunciation")
        self.setWindowTitle("Pronunciation")
        self._document, self._speech, self._go_to, self._told = document, speech, go_to, changed
        self._own = own_words
        self.rows = SayingRows(self)
        self.search = theme.LineEdit(self)
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search the words")
        self.search.setClearButtonEnabled(True)
        self.table = table(self.rows, "Words and how they are said", self, widths=(170, 190, 90, 110))
        self.empty = EmptyState("voice", _EMPTY, self)
        self.nothing = EmptyState("search", "No word is written or said like that.", self, button="Clear the search")
        self.uses = QListWidget(self)
        self.uses.setAccessibleName("Where it is used")
        self.uses.setProperty("opens", "click")
        self.uses.setMaximumHeight(120)
        self.said = label("", "quiet", self, wraps=True)
        self.add = button("Add…", self, icon="plus", name="add")
        self.change = button("Change…", self, icon="edit", name="change")
        self.remove = button("Delete", self, icon="trash", name="delete")
        self.find_uses = button("Find all uses", self, icon="search", name="find")
        self.bring = button("Import…", self, icon="download", name="bring")
        self.write = button("Export…", self, icon="export", name="write")
        self.shut = close_button(self)
        self._lay_out()
        self._connect()
        give_size(self, 760, 560)
        self.refresh()
        own_words.look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S12)
        what = "How voices say these words. Scripts and captions keep their spelling."
        column.addLayout(heading("Pronunciation", what, self))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.nothing, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        for each in (self.add, self.change, self.remove, self.find_uses):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.uses)
        column.addWidget(line(self))
        left = QWidget(self)
        ends = QHBoxLayout(left)
        ends.setContentsMargins(0, 0, 0, 0)
        ends.setSpacing(theme.S8)
        for each in (self.bring, self.write):
            each.setAutoDefault(False)
            ends.addWidget(each)
        column.addLayout(button_row(self.shut, left=left))
        self.uses.hide()
        self.said.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.nothing.pressed.connect(self._on_clear)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.rows.modelReset.connect(self._offer)
        self.table.doubleClicked.connect(self._on_change)
        self.uses.itemActivated.connect(self._on_use)
        for each, slot in (
            (self.add, self._on_add), (self.change, self._on_change), (self.remove, self._on_remove),
            (self.find_uses, self._on_find), (self.bring, self._on_bring), (self.write, self._on_write),
        ):  # fmt: skip
            each.clicked.connect(slot)
        self._document.changed.connect(self.refresh)
        self._own.changed.connect(self.refresh)
        self._own.broke.connect(self._on_broken)

    # --- what there is --------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show both dictionaries as they are now."""
        chosen = self.chosen
        mine = (Entry(saying, is_own=True) for saying in self._own.sayings)
        self.rows.show([*(Entry(saying) for saying in self._document.project.studio.sayings), *mine])
        if chosen in self.rows.entries:
            self.table.setCurrentIndex(self.rows.index(self.rows.entries.index(chosen), 0))
        self._offer()

    def _on_broken(self, error: StudioError) -> None:
        self._say(error.sentence())

    def _on_failed(self, error: StudioError) -> None:
        show_error(self, error)

    @property
    def chosen(self) -> Entry | None:
        """The entry that is selected."""
        index = self.table.currentIndex()
        return self.rows.entries[index.row()] if index.isValid() and index.row() < len(self.rows.entries) else None

    def _offer(self) -> None:
        is_chosen = self.chosen is not None
        for each in (self.change, self.remove, self.find_uses):
            each.setEnabled(is_chosen)
        self.write.setEnabled(bool(self.rows.entries))
        self._show_what_there_is()

    def _on_clear(self) -> None:
        self.search.setFocus()  # the button goes away
        self.search.clear()

    def _on_search(self, words: str) -> None:
        self.rows.search(words)

    def _show_what_there_is(self) -> None:
        has_any = self.rows.has_any
        self.table.setVisible(bool(self.rows.entries))
        self.empty.setVisible(not has_any)
        self.nothing.setVisible(has_any and not self.rows.entries)
        self.search.setEnabled(has_any)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    # --- what can be done -----------------------------------------------------------------------------------------

    def _on_add(self) -> None:
        made = one.ask(self, None, word=self.search.text().strip(), speech=self._speech)
        if made is not None:
            self.put([made])

    def _on_change(self) -> None:
        old = self.chosen
        made = one.ask(self, old, speech=self._speech) if old is not None else None
        if old is not None and made is not None and made != old:
            self.put([made], instead_of=old)

    def _on_remove(self) -> None:
        old = self.chosen
        if old is not None:
            self.put([], instead_of=old)

    def put(self, entries: Sequence[Entry], *, instead_of: Entry | None = None) -> None:
        """Add entries, or put them in the place of another; one's own first, as that may fail."""
        gone = [instead_of.saying] if instead_of is not None and instead_of.is_own else []
        own = [entry.saying for entry in entries if entry.is_own]
        put = partial(self._put_here, entries, instead_of)
        if own or gone:
            self._own.put(own, instead_of=gone, done=put, failed=self._on_failed)
        else:
            put()

    def _put_here(self, entries: Sequence[Entry], instead_of: Entry | None) -> None:
        theirs = [entry.saying for entry in entries if not entry.is_own]
        here = [instead_of.saying] if instead_of is not None and not instead_of.is_own else []

        def edit(project: Project) -> Project:
            return put_sayings(project, theirs, instead_of=here)

        if theirs or here:
            self._document.apply(_words(entries, instead_of), edit)
        self.refresh()
        self._told()

    def _on_find(self) -> None:
        entry = self.chosen
        if entry is None:
            return
        project = self._document.project
        in_background(self, lambda: uses_of(project, entry.saying), done=self._show_uses)

    def _show_uses(self, uses: tuple[Use, ...]) -> None:
        self.uses.clear()
        for use in uses[:1000]:
            item = QListWidgetItem(f"Scene {use.number}: {use.words}")
            item.setData(Qt.ItemDataRole.UserRole, use)
            self.uses.addItem(item)
        self.uses.setVisible(bool(uses))
        scenes = len({use.scene_id for use in uses})
        where = "1 scene" if scenes == 1 else f"{scenes} scenes"
        times = "once" if len(uses) == 1 else f"{len(uses)} times"
        self._say(f"Used {times} in {where}." if uses else "It is used nowhere in this project.")

    def _on_use(self, item: QListWidgetItem) -> None:
        use = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(use, Use):
            self._go_to(use)

    def _on_bring(self) -> None:
        path = files.ask_open(self, "Import a dictionary", folder="", kinds=KINDS)
        if path is not None:
            self.bring_in(path)

    def bring_in(self, path: Path) -> None:
        """Add the entries of a file to the project's."""
        in_background(self, lambda: read_sayings(path), done=self._on_brought, failed=self._on_failed)

    def _on_brought(self, found: tuple[Saying, ...]) -> None:
        self.put([Entry(saying) for saying in found])
        self._say("1 entry was added." if len(found) == 1 else f"{len(found)} entries were added.")

    def _on_write(self) -> None:
        path = files.ask_save(self, "Export the dictionary", proposal=Path.home() / "pronunciation.csv", kinds=KINDS)
        if path is not None:
            self.write_out(path)

    def write_out(self, path: Path) -> None:
        """Write the entries that are shown, the project's and one's own, to a file."""
        sayings = [entry.saying for entry in self.rows.entries]

        def done(_answer: None) -> None:
            self._say(f"Written to {path.name}.")

        in_background(self, lambda: write_sayings(path, sayings), done=done, failed=self._on_failed)


def _words(entries: Sequence[Entry], old: Entry | None) -> str:
    """What the step of undo is called."""
    if not entries and old is not None:
        return f"Say “{old.saying.word}” as it is written"
    return (
        f"Say “{entries[0].saying.word}” like “{entries[0].saying.say}”"
        if len(entries) == 1
        else "Import pronunciations"
    )
