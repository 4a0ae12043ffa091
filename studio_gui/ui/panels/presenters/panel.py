"""The presenters panel: a grid of people in their clothes; a click puts one on the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from studio_gui.app.avatars.following import Change, Following
from studio_gui.app.catalogue import Preset
from studio_gui.base.errors import StudioError
from studio_gui.base.presenters import bundled_presenters
from studio_gui.base.telling_time import time_of_day
from studio_gui.model.clips import AvatarClip
from studio_gui.model.differences import same_presenters
from studio_gui.model.geometry import Point
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.painting.media.formats import image_in
from studio_gui.ui import theme, threads
from studio_gui.ui.dialogs import naming
from studio_gui.ui.document import Document
from studio_gui.ui.forms.choice_fields import SegmentField
from studio_gui.ui.panels.presenters import placing, shelves
from studio_gui.ui.panels.presenters.looking import AccountLists
from studio_gui.ui.panels.presenters.taking import take
from studio_gui.ui.panels.tiles import GAP, Tile, TileGrid, TileModel
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.reading import set_margins
from studio_gui.ui.threads import in_background

if TYPE_CHECKING:
    from studio_gui.app.services import Services

_ASPECT = 1.06
_ASSETS_BYTES = 24 << 20
_NO_OWN = "Avatars made of your footage stand here, and presenters that you keep from projects of a service."
_NO_LIST = "The presenters of an account are listed here, and stay without a network."


class PresentersPanel(QWidget):
    """Who can speak in the scene."""

    failed = Signal(object)
    """A :class:`StudioError` to be shown."""
    avatar_wanted = Signal()
    """A person wants to see or make avatars."""

    def __init__(
        self, document: Document, services: Services, parent: QWidget | None = None, *, is_made_later: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document, self._services = document, services
        self._assets = Assets(None, cache_bytes=_ASSETS_BYTES)
        self._shelf: shelves.Shelf = "included"
        self.stock = shelves.Stock()
        self._marked: Scene | None = None
        """The scene whose presenter is marked."""
        self._following: Following | None = None
        self.making = self._make()
        """Makes part after part; the panel is whole when nothing is left to make."""
        if not is_made_later:
            for _ in self.making:
                pass

    def _make(self) -> Iterator[None]:
        self.model = TileModel(self._draw, self)
        self.stack = QStackedWidget(self)
        self.grid = TileGrid(self.model, self.stack, aspect=_ASPECT, lines=2, on_click=True)
        self.grid.setAccessibleName("Presenters")
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        yield
        self.search = theme.LineEdit(self)
        self.shelves = SegmentField(shelves.SHELVES, self)
        self.note = QLabel(self)
        yield
        self.empty_own = EmptyState("presenter", _NO_OWN, self.stack, button="Avatars…")
        self.empty_list = EmptyState("cloud", _NO_LIST, self.stack, button="List them")
        self.nobody = EmptyState("search", "No presenter matches.", self.stack, button="Clear the search")
        yield
        self.keep = QToolButton(self)
        self.lists = AccountLists(self._services, self)
        self._dress()
        yield
        self._lay_out()
        self._listen()
        theme.watch(self, self.update)
        yield
        self._show_tiles()
        self._connect()

    def _dress(self) -> None:
        self.search.setObjectName("search_presenters")
        self.search.setAccessibleName("Search presenters")
        self.search.setPlaceholderText("Search presenters")
        self.search.setClearButtonEnabled(True)
        self.search.setProperty("dense", True)
        self.shelves.name("What to show")
        self.shelves.show_value(self._shelf)
        self.note.setProperty("role", "quiet")
        self.note.setWordWrap(True)
        self.note.hide()
        self.keep.setObjectName("keep_presenter")
        self.keep.setText("Keep this presenter…")
        self.keep.setIcon(theme.icon("star"))
        theme.set_apart(self.keep)
        self.keep.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.keep.setToolTip(
            "Keep the presenter of the scene, with all that its service knows of it, for other projects"
        )

    def _lay_out(self) -> None:
        for page in (self.grid, self.empty_own, self.empty_list, self.nobody):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.S8, 0, theme.S4)
        layout.setSpacing(theme.S4)
        top = QVBoxLayout()
        top.setContentsMargins(theme.S12, 0, theme.S12, 0)
        top.setSpacing(theme.S8)
        top.addWidget(self.search)
        top.addWidget(self.shelves)
        top.addWidget(self.lists)
        top.addWidget(self.note)
        layout.addLayout(top)
        body = QVBoxLayout()
        set_margins(body, start=theme.S12 - GAP, top=0, end=0, bottom=0)
        body.addWidget(self.stack)
        layout.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.S4, 0, theme.S8, 0)
        foot.addWidget(self.keep)
        foot.addStretch(1)
        layout.addLayout(foot)
        self.keep.hide()

    def _listen(self) -> None:
        self.grid.chosen.connect(self.put)
        self.grid.customContextMenuRequested.connect(self._on_menu)
        self.search.textChanged.connect(self._show_tiles)
        self.shelves.edited.connect(lambda change: self.show_shelf(change(self._shelf)))
        self.keep.clicked.connect(self._on_keep)
        self.empty_own.pressed.connect(self.avatar_wanted)
        self.lists.chosen.connect(self.refresh)
        self.lists.listed.connect(self._on_listed)
        self.lists.failed.connect(self._on_not_listed)
        self.empty_list.pressed.connect(self.lists.ask)
        self.nobody.pressed.connect(self._on_clear)

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self._document.scene_changed.disconnect(self._mark)
        self._document = document
        self._connect()

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.scene_changed.connect(self._mark)
        self._mark()

    def _on_clear(self) -> None:
        self.search.setFocus()  # the button goes away
        self.search.clear()

    # --- what is there --------------------------------------------------------------------------------------------

    def show_shelf(self, name: shelves.Shelf) -> None:
        """Show ``included``, ``own`` or ``account``."""
        self._shelf = name
        self.shelves.show_value(name)
        self.search.clear()
        self._show_tiles()

    def refresh(self) -> None:
        """Look anew what there is, in another thread; the tiles that stay keep their pictures."""
        services = self._services
        self.lists.fill()
        account = self.lists.account

        new = None
        if self._following is None and self.isVisible():
            new = services.avatars.following(threads.relayed(self._on_news, self), apart=threads.apart(self))
            self._following = new

        def work() -> shelves.Stock:
            trouble, presets = "", tuple[Preset, ...]()
            try:
                presets = services.presets.all()
            except StudioError as error:
                trouble = error.sentence()
            listing = services.catalogue.known(account)
            if new is not None:
                new.begin(services.tracker)
            avatars = services.avatars.all()
            return shelves.filled(avatars, presets, listing.models, at=listing.at, trouble=trouble)

        def failed(error: StudioError) -> None:
            if new is not None and self._following is new:
                new.end()
                self._following = None  # it is begun anew with the next reading
            self.failed.emit(error)

        in_background(self, work, done=self._on_read, failed=failed)

    def _on_read(self, stock: shelves.Stock) -> None:
        before, now = shelves.addresses(self.stock), shelves.addresses(stock)
        self.model.forget_images([key for key in before if before[key] != now.get(key)])
        self.stock = stock
        self._show_tiles()
        self._mark()

    def _show_tiles(self) -> None:
        words = self.search.text().strip()
        tiles = shelves.found(self.stock, words) if words else self._of_shelf()
        self.model.set_tiles(tiles)
        empty = (
            self.nobody if words else {"own": self.empty_own, "account": self.empty_list}.get(self._shelf, self.grid)
        )
        self.stack.setCurrentWidget(self.grid if tiles else empty)
        self.lists.setVisible(self._shelf == "account" and not words)
        said = self.stock.trouble if self._shelf == "own" else ""
        self._say(said)
        self._offer_keeping()

    def _of_shelf(self) -> list[Tile]:
        if self._shelf == "own":
            return shelves.own(self.stock)
        return shelves.of_account(self.stock.models) if self._shelf == "account" else shelves.included()

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _on_listed(self) -> None:
        self.model.forget_images()
        self.refresh()

    def _on_not_listed(self, error: StudioError) -> None:
        since = f" This is the list of {time_of_day(self.stock.listed_at)}." if self.stock.listed_at else ""
        self._say(f"{error.message}{since}")

    # --- what is on the stage -------------------------------------------------------------------------------------

    def _on_changed(self, _before: Project, _after: Project) -> None:
        old, scene = self._marked, self._document.scene
        if old is not None and scene is not None and same_presenters(old, scene):
            self._marked = scene
        else:
            self._mark()

    def _mark(self) -> None:
        scene = self._marked = self._document.scene
        presenter = scene.presenter if scene else None
        model = presenter.model if presenter is not None else None
        self.model.mark(shelves.key_of(self.stock, model.ai_name, model.emotion) if model is not None else [])
        self._offer_keeping()

    def _offer_keeping(self) -> None:
        clip = self._foreign()
        self.keep.setVisible(self._shelf == "own" and clip is not None)

    def _foreign(self) -> AvatarClip | None:
        """The presenter of the scene when a service knows it."""
        scene = self._document.scene
        clip = scene.presenter if scene is not None else None
        return clip if clip is not None and clip.model.ai_name not in bundled_presenters() else None

    def put(self, tile: Tile, at: Point | None = None) -> None:
        """Put somebody on the stage, or in the place of the scene's presenter; ``at`` is where they are to stand."""
        thing = self.stock.by_key.get(tile.key)
        who, outfit = shelves.included_of(tile.key)
        if who:
            placing.put(self._document, bundled_presenters()[who], outfit=outfit, at=at)
        elif isinstance(thing, Preset):
            placing.put_preset(self._document, thing, at=at)
        elif thing is not None:
            take(self._document, thing, self._services.pictures, at=at)

    # --- keeping presenters ---------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        clip, services = self._foreign(), self._services
        if clip is None:
            return
        name = naming.ask(
            self,
            "Keep this presenter",
            name=clip.studio.name or clip.model.ai_name,
            sentence="It can be placed in every project then.",
            done="Keep",
        )
        if name is None:
            return
        stage = self._document.project.stage_size
        self._do(lambda: services.presets.keep(clip, name=name, stage=stage))

    def _do(self, work: Callable[[], object]) -> None:
        def done(_answer: object) -> None:
            self.refresh()

        in_background(self, work, done=done, failed=self.failed.emit)

    def _on_menu(self, at: QPoint) -> None:
        index = self.grid.indexAt(at)
        preset = self.stock.by_key.get(self.model.tile(index).key) if index.isValid() else None
        if not isinstance(preset, Preset):
            return
        menu = theme.Menu(self)
        menu.setObjectName("preset_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(theme.icon("edit"), "Rename…").triggered.connect(lambda: self.rename(preset))
        menu.addAction(theme.icon("trash"), "Remove").triggered.connect(lambda: self.remove(preset))
        menu.popup(self.grid.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.grid.currentIndex()
        preset = self.stock.by_key.get(self.model.tile(index).key) if index.isValid() else None
        if isinstance(preset, Preset) and event.key() == Qt.Key.Key_F2:
            self.rename(preset)
        elif isinstance(preset, Preset) and event.key() == Qt.Key.Key_Delete:
            self.remove(preset)
        else:
            super().keyPressEvent(event)

    def rename(self, preset: Preset) -> None:
        """Ask for another name of a kept presenter."""
        services = self._services
        name = naming.ask(
            self, "Rename the presenter", name=preset.name, sentence="Scenes that use it stay as they are.",
            done="Rename",
        )  # fmt: skip
        if name is not None:
            self._do(lambda: services.presets.rename(preset.id, name))

    def remove(self, preset: Preset) -> None:
        """Forget a kept presenter; scenes that use it keep it."""
        services = self._services
        self._do(lambda: services.presets.remove(preset.id))

    # --- pictures -------------------------------------------------------------------------------------------------

    def _draw(self, tile: Tile, size: tuple[int, int]) -> QImage | None:
        """Head and shoulders, as wide as the tile; in another thread."""
        thing = self.stock.by_key.get(tile.key)
        who, outfit = shelves.included_of(tile.key)
        if who:
            box = bundled_presenters()[who].box
            image = self._assets.presenter(who, outfit, size=(size[0], round(size[0] * box[1] / box[0])))
            return image.copy(QRect(0, 0, image.width(), round(image.width() * _ASPECT))) if image else None
        url = shelves.address_of(thing) if thing is not None else ""
        body = self._services.pictures.get(url) if url else None
        image = image_in(body or b"")
        if image.isNull():
            return None
        scaled = image.scaledToWidth(size[0], Qt.TransformationMode.SmoothTransformation)
        return scaled.copy(QRect(0, 0, scaled.width(), min(scaled.height(), round(scaled.width() * _ASPECT))))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._following is not None:
            self._following.end()
            self._following = None

    def _on_news(self, change: Change) -> None:
        if change.is_worth_telling and self._following is not None:
            self.refresh()
