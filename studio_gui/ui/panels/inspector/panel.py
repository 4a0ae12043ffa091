"""The inspector panel: puts the right form under the right tab and keeps it up to date."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from studio_gui.model.clips import Clip, ShapeClip, TextClip
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.document import Document
from studio_gui.ui.forms.tab_order import put_in_order
from studio_gui.ui.panels.inspector.extras import extras_for
from studio_gui.ui.panels.inspector.form import ClipForm
from studio_gui.ui.panels.inspector.header import ClipHeader
from studio_gui.ui.panels.inspector.properties import properties_of
from studio_gui.ui.panels.inspector.scene_form import SceneForm
from studio_gui.ui.panels.inspector.used_colors import used_colors
from studio_gui.ui.repainting import paint_after_stage
from studio_gui.ui.slices import Slices, Work

if TYPE_CHECKING:
    from studio_gui.app.services import Services

_COMMON = (TextClip, ShapeClip)
"""What is added by one press of a button: their forms are wanted in any project."""
WARM_MS = 250
"""Between two forms that are made beforehand."""
WARM_PAUSE_MS = 10
"""Between two slices of a form that is made beforehand."""
_TABS_INSET = 5
"""As on the left side of the window: the word of the first tab begins where the titles below it do."""
_NARROWEST = 288
"""The form of a scene needs so much, with its scroll bar; there is no scrolling sideways."""


MANY = 60
"""Of more clips than these the values are shown in a turn of their own: each is looked at for each row."""
BETWEEN_S = 0.007
"""While a hand drags, values are shown anew after this at the earliest: few screens show more than 144 pictures a second,
and a mouse may tell of a thousand movements."""


class InspectorPanel(QWidget):
    """Shows and changes the fields of the selected clips, or of the scene when none is selected."""

    entered = Signal()
    """The person pressed Enter or Esc in a field: the keyboard belongs to the canvas again."""
    failed = Signal(object)
    """A :class:`StudioError` to be shown."""
    wanted = Signal(str)
    """A command of the window, by its id, that a button stands for."""

    def __init__(
        self, document: Document, services: Services, parent: QWidget | None = None, *,
        is_made_later: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Inspector")
        self._document, self._services = document, services
        self._forms: dict[object, ClipForm] = {}
        self._form: ClipForm | None = None
        self._clips: tuple[Clip, ...] = ()
        self._tab = "Design"
        self._warmed: set[type[Clip]] = set()
        self._warming = Slices(self, pause_ms=WARM_PAUSE_MS)
        self._showing = Slices(self, hurries=True)
        self._next_s = 0.0
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.timeout.connect(self._follow)
        self._is_turning = False
        """Whether it shows neither what was selected nor what is."""
        self._unfinished: dict[ClipForm, Iterator[None]] = {}
        """What still makes a form of which only a part is there."""
        self._header = ClipHeader(self._the_document, self)
        self._tabs = QTabBar(self)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._line = QFrame(self)
        self._line.setProperty("role", "line")
        self._lay_out()
        self.making = self._make()
        """Makes part after part; the panel is whole when nothing is left to make."""
        if not is_made_later:
            for _ in self.making:
                pass

    def _make(self) -> Iterator[None]:
        yield
        self._scene_form = SceneForm(
            self._the_document, used_colors=self._used_colors, parent=self._content, is_made_later=True
        )
        yield from self._scene_form.making
        self._column.addWidget(self._scene_form)
        put_in_order(self._tabs, self._scene_form)
        yield from theme.style_all(self._scene_form)
        self._header.entered.connect(self.entered)
        self._scene_form.entered.connect(self.entered)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.timeout.connect(self._on_warm)
        self._connect()
        self._showing.finish()

    def _lay_out(self) -> None:
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget(self.scroll_area.viewport())
        self._content.setObjectName("content")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.scroll_area.setWidget(self._content)  # while it is empty: what is in it already would be styled again
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it is reached, and scrolls into sight
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(_TABS_INSET, 0, 0, 0)
        tabs.addWidget(self._tabs)
        layout.addLayout(tabs)
        layout.addWidget(self._line)
        layout.addWidget(self.scroll_area, 1)
        self.setMinimumWidth(_NARROWEST)

    def whole_form(self) -> ClipForm | None:
        """The form of the selected clips, made whole and shown now where that was under way; None without a selection."""
        self._showing.finish()
        return self._form

    def lay_out(self) -> None:
        """Show what is selected now, so that the scroll bar knows how long that is."""
        self._showing.finish()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    @property
    def is_making(self) -> bool:
        """Whether forms are being made that nobody has asked for yet."""
        return bool(self._unfinished)

    @property
    def scene_form(self) -> SceneForm:
        """The form of the scene and the project, as it is to be shown now."""
        self._showing.finish()
        return self._scene_form

    @property
    def header(self) -> ClipHeader:
        """The top with the name, the lock and the eye, as it is to be shown now."""
        self._showing.finish()
        return self._header

    def set_document(self, document: Document) -> None:
        """Show another document."""
        self._document.changed.disconnect(self._on_changed)
        self._document.selection_changed.disconnect(self._on_selection_changed)
        self._document.scene_changed.disconnect(self._on_scene_changed)
        self._document.undo_stack.indexChanged.disconnect(self._on_step)
        self._document = document
        self._connect()

    def show_tab(self, tab: str) -> None:
        """Go to ``Design``, ``Animate`` or ``Data``, when the clips have it."""
        self._showing.finish()
        for index in range(self._tabs.count()):
            if self._tabs.tabText(index) == tab:
                self._tabs.setCurrentIndex(index)

    def _connect(self) -> None:
        self._document.changed.connect(self._on_changed)
        self._document.selection_changed.connect(self._on_selection_changed)
        self._document.scene_changed.connect(self._on_scene_changed)
        self._document.undo_stack.indexChanged.connect(self._on_step)
        self._scene_form.forget()
        self._on_selection_changed()
        if self.isVisible():
            self._warm.start(WARM_MS)

    def _the_document(self) -> Document:
        return self._document

    def _used_colors(self) -> Sequence[QColor]:
        return used_colors(self._document.project)

    def _on_changed(self, _before: Project, _after: Project) -> None:
        clips = self._document.selected_clips
        if [clip.id for clip in clips] != [clip.id for clip in self._clips]:
            return
        if self._form is None:
            self._scene_form.refresh()
        elif any(now is not old for now, old in zip(clips, self._clips, strict=True)):
            self._clips = clips
            if self._showing.is_working:
                pass  # it will show them
            elif len(clips) > MANY:
                self._showing.start(self._show_values(self._form))
            elif not self._document.is_in_gesture or time.perf_counter() >= self._next_s:
                self._follow()
            elif not self._following.isActive():
                self._following.start(round(BETWEEN_S * 1000))

    def _follow(self) -> None:
        """Show what the selected clips are by now."""
        self._following.stop()
        self._next_s = time.perf_counter() + BETWEEN_S
        if self._form is not None:
            self._form.show_clips(self._clips)
        self._header.show_clips(self._clips)

    def _on_step(self, _index: int) -> None:
        if self._following.isActive():
            self._follow()  # the hand let go

    def _on_scene_changed(self, _scene_id: str) -> None:
        if self._form is None:
            self._scene_form.forget()
            self._showing.start(self._turn_to_selected())

    def _on_selection_changed(self) -> None:
        self._following.stop()
        self._clips = self._document.selected_clips
        if self._form is not None:
            # Hiding it would take the keyboard away, and what was half typed would go to the clips selected now.
            self._form.forget()
        self._showing.start(self._turn_to_selected())

    def _turn_to_selected(self) -> Work:
        """Show what is selected, in turns of its own: whoever selects has done much in his already."""
        self._is_turning = True
        paint_after_stage(self, while_=lambda: self._is_turning)
        try:
            yield from self._turning()
        finally:
            self._is_turning = False

    def _turning(self) -> Work:
        clips = self._clips = self._document.selected_clips
        form = self._form_for_kinds(tuple(dict.fromkeys(type(clip) for clip in clips))) if clips else None
        if form is not self._form and self._form is not None:
            self._form.hide()
        self._form = form
        self._header.setVisible(form is not None)
        self._line.setVisible(form is not None)
        self._scene_form.setVisible(form is None)
        if form is None:
            self._tabs.hide()
            self._scene_form.refresh(is_new=True)
            return
        self._header.show_clips(clips)
        if form in self._unfinished:
            # One that nobody has seen yet takes several turns: the stage and the header go first.
            self._tabs.hide()
            self._is_turning = False
            self._showing.be_interrupted()
            yield
            for _ in self._unfinished.get(form, iter(())):  # not "yield from": whoever gives this up leaves it whole
                yield
            self._unfinished.pop(form, None)
            yield from theme.style_all(form)
            self._showing.be_interrupted()
        yield
        yield from self._read(form, is_new=True)
        yield
        self._show_tabs(form.tabs)
        self._tabs.setVisible(len(form.tabs) > 1)
        form.show_tab(self._tabs.tabText(self._tabs.currentIndex()))
        yield
        form.show()
        if clips is not self._clips:
            yield from self._show_values(form)

    def _show_values(self, form: ClipForm) -> Work:
        yield
        yield from self._read(form, is_new=False)
        self._header.show_clips(self._clips)

    def _read(self, form: ClipForm, *, is_new: bool) -> Work:
        """Show the values of what is selected, and again while it has changed when hundreds have been looked through."""
        clips = None
        while clips is not self._clips:
            clips = self._clips
            values = yield from form.reading(clips)
            form.show_values(clips, values, is_new=is_new)
            is_new = False

    def _form_for_kinds(self, kinds: tuple[type[Clip], ...]) -> ClipForm:
        properties = properties_of(kinds)
        is_mixed_kind = len(kinds) > 1
        key = (is_mixed_kind or kinds[0], tuple((prop.key, prop.control) for prop in properties))
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = ClipForm(
                properties, self._the_document, used_colors=self._used_colors, parent=self._content, is_made_later=True
            )
            form.hide()  # who wants to see it shows it
            self._unfinished[form] = self._make_form(form, kinds)
        return form

    def _make_form(self, form: ClipForm, kinds: tuple[type[Clip], ...]) -> Iterator[None]:
        yield from form.making
        form.entered.connect(self.entered)
        form.wanted.connect(self.wanted)
        for extra in extras_for(kinds, self._the_document, form, services=self._services):
            form.add_extra(extra)
            extra.failed.connect(self.failed)
            yield
        self._column.addWidget(form)
        put_in_order(self._tabs, form)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._warm.start(WARM_MS)

    def _on_warm(self) -> None:
        """Make some of a form that will be wanted, while nobody does anything, so that the first selection is quick too."""
        if not self.isVisible() or self._warming.is_working:
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._warm.start(WARM_MS)
            return
        kinds = {type(clip) for scene in self._document.project.scenes for clip in scene.clips}
        missing = [
            kind for kind in (*sorted(kinds, key=lambda kind: kind.__name__), *_COMMON) if kind not in self._warmed
        ]
        if missing:
            self._warming.start(self._make_warm(missing[0]))

    def _make_warm(self, kind: type[Clip]) -> Work:
        form = self._form_for_kinds((kind,))
        self._warming.be_interrupted()
        yield
        for _ in self._unfinished.get(form, iter(())):  # whoever wants the form meanwhile uses it up
            self._warming.be_interrupted()  # nobody waits for it, and a section of another make takes a slice alone
            yield
            if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
                self._warm.start(WARM_MS)  # and then it is gone on with
                return
        self._unfinished.pop(form, None)
        yield from theme.style_all(form)
        self._warmed.add(kind)
        self._warm.start(WARM_MS)

    def _show_tabs(self, tabs: Sequence[str]) -> None:
        if [self._tabs.tabText(index) for index in range(self._tabs.count())] == list(tabs):
            return
        wanted = self._tab
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for tab in tabs:
            self._tabs.addTab(tab)
        self._tabs.blockSignals(False)
        self._tab = wanted
        self.show_tab(wanted)

    def _on_tab_changed(self, index: int) -> None:
        if index >= 0:
            self._tab = self._tabs.tabText(index)
            if self._form is not None:
                self._form.show_tab(self._tab)
                self.scroll_area.verticalScrollBar().setValue(0)
