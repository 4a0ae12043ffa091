"""“Make from text…”: a presenter of an account says a text, as a video, before green, or as a sound alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio_gui.app.services import Services
from studio_gui.base.errors import PayloadError, StudioError
from studio_gui.base.paths import safe_file_name
from studio_gui.jobs.publishing import free_name
from studio_gui.model.project import RESOLUTIONS
from studio_gui.providers.aistudios.answers import Presenter
from studio_gui.providers.aistudios.requests import RequestModel, SimpleAudio, SimpleCustom, SimpleVideo
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.accounts.asking import Asking
from studio_gui.ui.dialogs.export.account_choice import AccountChoice, opened
from studio_gui.ui.dialogs.export.laying import boxed, scrolled
from studio_gui.ui.dialogs.export.places import place_in_words
from studio_gui.ui.dialogs.parts import button, button_row, field, heading, label, line
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.parts.room import give_size

KINDS = (
    ("Video of a custom presenter", "custom"), ("Video before green (chroma key)", "video"), ("Voice alone", "audio"),
)  # fmt: skip
_LANGUAGES = (
    ("English", "en"), ("Arabic", "ar"), ("Chinese", "zh"), ("Dutch", "nl"), ("French", "fr"), ("German", "de"),
    ("Hindi", "hi"), ("Indonesian", "id"), ("Italian", "it"), ("Japanese", "ja"), ("Korean", "ko"), ("Polish", "pl"),
    ("Portuguese", "pt"), ("Russian", "ru"), ("Spanish", "es"), ("Thai", "th"), ("Turkish", "tr"), ("Vietnamese", "vi"),
)  # fmt: skip

_FEWEST_LINES = 4
"""Of the text, however low the screen is."""


@dataclass(frozen=True, slots=True)
class TextOrder:
    """What the person wants said, by whom, and where its file goes."""

    account: str
    kind: str
    model: str
    language: str
    text: str
    target: Path
    clothes: str = ""
    resolution: str = "1080"

    @property
    def title(self) -> str:
        """What the job is called."""
        return " ".join(self.text.split())[:60]


@dataclass(frozen=True, slots=True)
class Start:
    """What the dialog begins with."""

    folder: Path
    script: str = ""
    """Of the scene that is open; empty when there is none."""
    language: str = "en"
    account: str = ""


def ask(parent: QWidget, services: Services, start: Start) -> TextOrder | None:
    """Show the dialog; None when it was cancelled."""
    dialog = FromTextDialog(services, start, parent)
    dialog.exec()
    order = dialog.order
    dialog.deleteLater()
    return order


class FromTextDialog(QDialog):
    """Account, presenter, words."""

    def __init__(self, services: Services, start: Start, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("from_text")
        self.setWindowTitle("Make from text")
        self.order: TextOrder | None = None
        self._services, self._start, self._folder = services, start, start.folder
        self._asking = Asking(self)
        self._presenters: tuple[Presenter, ...] = ()
        self._fields()
        self._lay_out()
        self._connect()
        self._on_kind()
        self.load()
        self.text.setFocus()

    def _fields(self) -> None:
        self.account = AccountChoice(self._services, self, chosen=self._start.account)
        self.kind = _choice(KINDS, "kind", self)
        self.presenter = _open_choice("presenter", self)
        self.outfit = _open_choice("outfit", self)
        self.language = _open_choice("language", self)
        for name, code in _LANGUAGES:
            self.language.addItem(f"{name} ({code})", code)
        found = self.language.findData(self._start.language.split("-")[0])
        self.language.setCurrentIndex(max(0, found))
        self.resolution = _choice(tuple((_size_words(one), one) for one in RESOLUTIONS), "resolution", self)
        self.resolution.setCurrentIndex(max(0, self.resolution.findData("1080")))
        self.text = theme.TextEdit(self)
        self.text.setObjectName("words")
        self.text.setTabChangesFocus(True)
        self.take_script = button("Use the script of the scene", self, role="link", icon="script", name="take_script")
        self.take_script.setVisible(bool(self._start.script.strip()))
        self.name = theme.LineEdit(self)
        self.name.setObjectName("file_name")
        self.name.setPlaceholderText("Named after the first words")
        self.folder = Elided("", self)
        self.choose = button("Change…", self, name="choose_folder")
        self.choose.setProperty("dense", True)
        self.said = label("", "quiet", self, wraps=True)
        self.again = button("Try again", self, role="link", icon="refresh", name="try_again")
        self.again.hide()
        self.error = label("", "error", self, wraps=True)
        self.error.hide()
        self.cancel = button("Cancel", self)
        self.make = button("Make", self, role="primary", icon="send", name="make")
        self.make.setDefault(True)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        # What the fields scroll with stands in the room at the right.
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24 - theme.S8, theme.S16)
        outer.setSpacing(theme.S12)
        what = "A presenter of an account says a text; no project is needed."
        outer.addLayout(heading("Make from text", what, self))
        outer.addWidget(scrolled(self._column(), self), 1)
        last = QVBoxLayout()
        last.setContentsMargins(0, 0, theme.S8, 0)
        last.addWidget(self.error)
        last.addWidget(line(self))
        last.addLayout(button_row(self.cancel, self.make))
        outer.addLayout(last)
        give_size(self, 640, 620)

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.S12)
        column.addLayout(_side_by_side(field("Account", self.account, self), field("Make", self.kind, self)))
        self._outfit_box = boxed(field("Outfit", self.outfit, self), self)
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        row.addLayout(field("Presenter (name or id)", self.presenter, self), 1)
        row.addWidget(self._outfit_box, 1)
        said = QHBoxLayout()
        said.addWidget(self.said, 1)
        said.addWidget(self.again)
        presenters = QVBoxLayout()
        presenters.setSpacing(theme.S4)
        presenters.addLayout(row)
        presenters.addLayout(said)
        column.addLayout(presenters)
        self._size_box = boxed(field("Resolution", self.resolution, self), self)
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        row.addLayout(field("Language", self.language, self), 1)
        row.addWidget(self._size_box, 1)
        column.addLayout(row)
        column.addLayout(self._words(), 1)
        place = QWidget(self)
        place.setFixedHeight(theme.CONTROL)
        inner = QHBoxLayout(place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.folder, 1)
        inner.addWidget(self.choose)
        column.addLayout(_side_by_side(field("File name", self.name, self), field("Folder", place, self)))
        return column

    def _words(self) -> QVBoxLayout:
        """The text, and what fills it beside its label: on a low screen the text has the room."""
        self.text.ensurePolished()
        self.text.setMinimumHeight(_FEWEST_LINES * self.text.fontMetrics().lineSpacing() + 2 * theme.S12)
        # Qt would rather have it ten lines high than leave room for what is below.
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        words = field("Text", self.text, self)
        title = words.takeAt(0)
        assert title is not None  # a field has its label above
        head = QHBoxLayout()
        head.addItem(title)
        head.addStretch(1)
        head.addWidget(self.take_script)
        words.insertLayout(0, head)
        return words

    def _connect(self) -> None:
        for each in (self.take_script, self.choose, self.again, self.cancel):
            each.setAutoDefault(False)
        self.account.currentIndexChanged.connect(self.load)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.presenter.currentIndexChanged.connect(self._show_outfits)
        self.take_script.clicked.connect(lambda: self.text.setPlainText(self._start.script))
        self.choose.clicked.connect(self._on_choose)
        self.again.clicked.connect(self.load)
        self.cancel.clicked.connect(self.reject)
        self.make.clicked.connect(self._on_make)

    # --- presenters -----------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the presenters of the account, custom ones too."""
        account, services = self.account.account.id, self._services
        self._fill(())
        self.again.hide()
        self.said.setText("Asking for the presenters…")

        def work() -> tuple[Presenter, ...]:
            api = opened(services, account).api
            known = {one.id: one for one in api.presenters()}
            custom = {one.id: one for one in api.presenter_choices() if one.id not in known}
            # What was made here is called by the name of the person, whatever the service calls it.
            made = {one.model: Presenter(id=one.model, label=one.name) for one in services.avatars.speakers(account)}
            return (*made.values(), *(one for one in custom.values() if one.id not in made), *known.values())

        self._asking.ask(work, done=self._on_loaded, failed=self._on_failed)

    def _on_loaded(self, found: tuple[Presenter, ...]) -> None:
        self._fill(found)
        count = "One presenter" if len(found) == 1 else f"{len(found)} presenters"
        account = self.account.account
        paid = "" if account.service == "practice" else f" {account.title} may use up credits for what is made."
        self.said.setText(f"{count}; type to search, or paste an id.{paid}")

    def _on_failed(self, error: StudioError) -> None:
        self.said.setText(f"The presenters are not known: {error.sentence()} Paste the id of one.")
        self.again.show()

    def _fill(self, found: tuple[Presenter, ...]) -> None:
        typed = self.presenter.currentText() if self.presenter.findText(self.presenter.currentText()) < 0 else ""
        self._presenters = found
        self.presenter.blockSignals(True)
        self.presenter.clear()
        for one in found:
            self.presenter.addItem(one.label if one.label == one.id else f"{one.label} ({one.id})", one.id)
        if typed:
            self.presenter.setEditText(typed)
        self.presenter.blockSignals(False)
        self._show_outfits()

    def _show_outfits(self) -> None:
        chosen = _id_of(self.presenter)
        clothes = next((one.clothes for one in self._presenters if one.id == chosen), ())
        self.outfit.clear()
        for outfit in clothes:
            self.outfit.addItem(outfit.label or outfit.id, outfit.id)

    # --- what is done ---------------------------------------------------------------------------------------------

    def _on_kind(self) -> None:
        kind = self.kind.currentData()
        self._outfit_box.setVisible(kind == "video")
        self._size_box.setVisible(kind != "audio")
        self.folder.set_whole(place_in_words(self._folder, self._start.folder), tip=str(self._folder))

    def _on_choose(self) -> None:
        chosen = files.ask_folder(self, "Folder for the file", folder=str(self._folder))
        if chosen is not None:
            self._folder = chosen
            self._on_kind()

    def _on_make(self) -> None:
        if self.order is not None:
            return  # the second click of a double click
        kind, words = str(self.kind.currentData()), self.text.toPlainText().strip()
        model, clothes = _id_of(self.presenter), _id_of(self.outfit)
        at: QWidget = self.text
        trouble = ""
        if not words:
            trouble = "There is nothing to say: type a text."
        elif not model:
            trouble, at = "Choose a presenter, or paste the id of one.", self.presenter
        elif kind == "video" and not clothes:
            trouble, at = "Choose an outfit, or paste the id of one.", self.outfit
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))
        if trouble:
            at.setFocus()
            return
        stem = safe_file_name(self.name.text().strip() or " ".join(words.split())[:40])
        target = free_name(self._folder / f"{stem}{'.wav' if kind == 'audio' else '.mp4'}")
        self.order = TextOrder(
            account=self.account.account.id,
            kind=kind,
            model=model,
            language=_id_of(self.language),
            text=words,
            target=target,
            clothes=clothes if kind == "video" else "",
            resolution=str(self.resolution.currentData()),
        )
        self.accept()


def request_of(order: TextOrder) -> RequestModel:
    """The request that asks for it; raises :class:`PayloadError` in words when it cannot be."""
    said: dict[str, object] = {"language": order.language, "text": order.text, "model": order.model}
    if order.kind != "audio":
        said = {**said, "isExport": True, "resolution": order.resolution}
    try:
        if order.kind == "audio":
            return SimpleAudio.model_validate(said)
        if order.kind == "video":
            return SimpleVideo.model_validate({**said, "clothes": order.clothes})
        return SimpleCustom.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise PayloadError(f"It cannot be sent: {first['loc'][0]}: {first['msg']}.") from None


def _choice(rows: tuple[tuple[str, str], ...], name: str, parent: QWidget) -> theme.ComboBox:
    made = theme.ComboBox(parent)
    made.setObjectName(name)
    for words, value in rows:
        made.addItem(words, value)
    return made


def _open_choice(name: str, parent: QWidget) -> theme.ComboBox:
    """A choice that is searched by typing, and takes what is not in it."""
    made = theme.ComboBox(parent)
    made.setObjectName(name)
    made.setEditable(True)
    made.setInsertPolicy(theme.ComboBox.InsertPolicy.NoInsert)
    completer = made.completer()
    assert completer is not None  # whatever can be written in has one
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    theme.Suggestions().show_for(completer)
    return made


def _id_of(choice: theme.ComboBox) -> str:
    """The id of what is chosen, or what was typed when it is none of the list."""
    typed = choice.currentText().strip()
    index = choice.findText(typed)
    return str(choice.itemData(index)) if index >= 0 else typed


def _size_words(resolution: str) -> str:
    return {"4k": "4K", "1080": "1080p, full HD"}.get(resolution, f"{resolution}p")


def _side_by_side(left: QVBoxLayout, right: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.S12)
    row.addLayout(left, 1)
    row.addLayout(right, 1)
    return row
