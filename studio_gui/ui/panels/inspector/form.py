"""The form of clips: sections and rows generated from their properties.

A form is built once per set of properties and kept; selecting another clip, and every step of a drag on the stage,
only shows the values that differ from those shown.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from itertools import islice, repeat

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from studio_gui.model import edits
from studio_gui.model.clips import Clip
from studio_gui.model.fields import ClipId
from studio_gui.model.project import Project
from studio_gui.ui import theme
from studio_gui.ui.document import Document, Edit
from studio_gui.ui.forms.binding import Binding
from studio_gui.ui.forms.color_field import UsedColors
from studio_gui.ui.forms.field import Change, Field, constant
from studio_gui.ui.forms.tab_order import stand_before_next
from studio_gui.ui.panels.command_keys import keep_tip
from studio_gui.ui.panels.inspector.extras import Extra
from studio_gui.ui.panels.inspector.fields import field_for
from studio_gui.ui.panels.inspector.frame import edit_of_frame, is_of_frame, read_of_frame
from studio_gui.ui.panels.inspector.properties import DEPENDS, NO_DEFAULT, Property, linked
from studio_gui.ui.panels.inspector.section import ResetMenu, Row, Section

TABS = {
    "Position": "Design",
    "Text": "Design",
    "Look": "Design",
    "Shadow": "Design",
    "Playing": "Design",
    "Sound": "Design",
    "Animation": "Animate",
    "Data": "Data",
}
"""Section to the tab it is on, in the order of the sections."""

_ABOUT = {
    "Animation": "A clip has one: as it comes in, or as it leaves.",
    "Data": "Templates find the clip by its tag. Nothing of this is seen in the video.",
}
"""What stands below the rows of a section that is alone on its tab: a field or two say too little of themselves."""

_PAIRS = {
    "left": "top",
    "width": "height",
    "font_size": "font_weight",
    "font_style": "underline",
    "shadow.offset_x": "shadow.offset_y",
    "play.start_s": "play.end_s",
    "play.fade_in_s": "play.fade_out_s",
}
_PREFIXES = {
    "left": "X",
    "top": "Y",
    "width": "W",
    "height": "H",
    "angle": "Angle",
    "font_size": "Size",
    "shadow.offset_x": "Right",
    "shadow.offset_y": "Down",
    "play.start_s": "From",
    "play.end_s": "To",
    "play.fade_in_s": "Fade in",
    "play.fade_out_s": "Fade out",
}
_NAMES = {
    "left": "X",
    "top": "Y",
    "source_url": "public URL",
    "video_url": "public URL",
    "font_size": "text size",
    "font_style": "text style",
    "shadow.enabled": "shadow",
    "shadow.color": "colour of the shadow",
    "shadow.offset_x": "place of the shadow",
    "shadow.offset_y": "place of the shadow",
    "shadow.blur": "blur of the shadow",
    "animation.duration": "length of the animation",
    "animation.delay": "delay of the animation",
    "play.start_s": "start of playing",
    "play.end_s": "end of playing",
    "play.at_end": "what follows its end",
    "play.muted": "muting",
    "play.ducks": "softening under speech",
}
"""Property to what a step of undo calls it, where its title says that only beside its field."""
_UNLABELLED = {"text", "shadow.enabled", "underline", "play.muted", "play.ducks"}
_MIXED = object()
_UNSHOWN = object()


class ClipForm(QWidget):
    """Fields for what the selected clips have in common."""

    entered = Signal()
    wanted = Signal(str)

    def __init__(
        self, properties: Sequence[Property], document: Callable[[], Document], *, used_colors: UsedColors,
        parent: QWidget | None = None, is_made_later: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._document = document
        self._used_colors = used_colors
        self._properties = {prop.key: prop for prop in properties}
        self._fields: dict[str, Field] = {}
        self._rows: dict[str, Row] = {}
        self._shown: dict[str, object] = {}
        self._ids: frozenset[ClipId] = frozenset()
        self._sections: dict[str, Section] = {}
        self._tab = "Design"
        self._link = _tool_button("link", "Keep proportions", self, is_checkable=True)
        self._extras: list[Extra] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.making = self._make_all()
        """Makes row after row; the form is whole when nothing is left to make."""
        if not is_made_later:
            for _ in self.making:
                pass

    def _make_all(self) -> Iterator[None]:
        for group in TABS:
            members = [prop for prop in self._properties.values() if prop.control.group == group]
            if members:
                yield from self._add_section(group, members)
        self._link.setVisible("Position" in self._sections)
        self._column.addStretch(1)

    def add_extra(self, extra: Extra) -> None:
        """Add a section of another make, below the position."""
        self._extras.append(extra)
        self._column.insertWidget(1 if "Position" in self._sections else 0, extra)
        stand_before_next(extra, self._column)

    @property
    def tabs(self) -> list[str]:
        """The tabs that have something to show."""
        found = ["Design"] if self._extras else []
        return list(dict.fromkeys([*found, *(TABS[group] for group in self._sections)]))

    def field(self, key: str) -> Field:
        """The field of a property; raises ``KeyError`` when the form has none."""
        return self._fields[key]

    def show_tab(self, tab: str) -> None:
        """Show the sections of one tab."""
        self._tab = tab
        for group, section in self._sections.items():
            section.setVisible(TABS[group] == tab)
        for extra in self._extras:
            extra.put_on_tab(tab == "Design")

    def show_clips(self, clips: Sequence[Clip], *, is_new: bool = False) -> None:
        """Show the values of clips; ``is_new`` says that others were shown before."""
        reading = self.reading(clips)
        while True:
            try:
                next(reading)
            except StopIteration as end:
                self.show_values(clips, end.value, is_new=is_new)
                return

    def reading(self, clips: Sequence[Clip]) -> Generator[None, None, Mapping[str, object]]:
        """Work out what clips have in common, to be shown by ``show_values``: each of hundreds is looked at."""
        of_frame = read_of_frame(clips) if len(clips) > 1 and "left" in self._properties else {}
        yield
        rest = {key: _shared(prop.read, clips) for key, prop in self._properties.items() if key not in of_frame}
        yield
        return of_frame | rest

    def show_values(self, clips: Sequence[Clip], values: Mapping[str, object], *, is_new: bool = False) -> None:
        """Show what clips have in common."""
        if is_new:
            self._link.setChecked(any(clip.keeps_aspect for clip in clips))  # as the handles do
            self._shown.clear()
            self._ids = frozenset(clip.id for clip in clips)
            self.forget()
        for key in self._properties:
            value = values[key]
            shown = self._shown.get(key, _UNSHOWN)
            if shown is value or (type(shown) is type(value) and shown == value):
                continue
            self._shown[key] = value
            field = self._fields[key]
            if value is _MIXED:
                field.show_mixed()
            else:
                field.show_value(value)
        for extra in self._extras:
            extra.show_clips(clips)
        self._show_dependents()

    def forget(self) -> None:
        """Drop what was typed and not yet taken."""
        for field in self._fields.values():
            field.forget()

    def _show_dependents(self) -> None:
        for key, master in DEPENDS.items():
            row = self._rows.get(key)
            if row is not None and row.isHidden() == bool(self._shown.get(master)):
                row.setHidden(not row.isHidden())

    def _add_section(self, group: str, members: Sequence[Property]) -> Iterator[None]:
        section = self._sections[group] = Section(group, self)
        self._column.addWidget(section)
        seconds = {second for first, second in _PAIRS.items() if any(prop.key == first for prop in members)}
        for prop in members:
            if prop.key not in seconds:
                self._add_row(section, prop)
                yield
        if group in _ABOUT:
            section.add_words(_ABOUT[group])

    def _add_row(self, section: Section, prop: Property) -> None:
        second = self._properties.get(_PAIRS.get(prop.key, ""))
        # The row comes first: a field that is given another parent later is styled twice.
        row = section.add_row()
        if second is None and prop.key != "angle":
            self._rows[prop.key] = row
            self._fill_single(row, prop)
            return
        row.add(self._make(prop, row, prefix=_PREFIXES.get(prop.key, "")))
        row.add(self._make(second, row, prefix=_PREFIXES.get(second.key, "")) if second else self._flips(row))
        for part in (prop, second):
            if part is not None:
                self._offer_reset(part, self._fields[part.key])
        if section.title == "Position":
            row.add_tool(self._link if prop.key == "width" else None)
        for part in (prop, second):
            if part is not None:
                self._rows[part.key] = row

    def _fill_single(self, row: Row, prop: Property) -> None:
        field = self._make(prop, row)
        if prop.key in _UNLABELLED:
            row.add(field)
            self._offer_reset(prop, field)
            return
        self._offer_reset(prop, field, row.add_labelled(field))

    def _offer_reset(self, prop: Property, field: Field, label: QLabel | None = None) -> None:
        if prop.default is not NO_DEFAULT:
            menu = ResetMenu(field, prop.title, label)
            menu.setProperty("key", prop.key)
            menu.chosen.connect(self._on_reset)

    def _make(self, prop: Property, parent: QWidget, *, prefix: str = "") -> Field:
        field = field_for(prop.control, parent, used_colors=self._used_colors, prefix=prefix)
        field.setObjectName(prop.key)
        self._fields[prop.key] = field
        field.entered.connect(self.entered)
        Binding(field, self._document, label=f"Change {_name_of(prop)}", edit=_EditOf(self, prop))
        return field

    def edit_of(self, prop: Property, change: Change) -> Edit:
        """The edit that changes one property of the selected clips, each from its own value, or of the frame around them.

        Of those only that are shown: others that were selected just now come into sight a turn later.
        """
        document = self._document()
        scene_id, wanted = document.scene_id, self._ids.intersection(document.selection)
        if self._link.isChecked():
            prop = linked(prop)
        if len(wanted) > 1 and is_of_frame(prop):
            return edit_of_frame(prop, change, scene_id, wanted, keeps_aspect=self._link.isChecked())

        def edit(project: Project) -> Project:
            scene = project.scene(scene_id)
            clips = [clip for clip in scene.clips if clip.id in wanted] if scene else []
            changed = {clip.id: prop.write(clip, change(prop.read(clip))) for clip in clips}
            return edits.replace_clips(project, scene_id, clips=changed)

        return edit

    def _flips(self, parent: QWidget) -> QWidget:
        row = Row(parent)
        for name, title, command, slot in (
            ("flip-h", "Flip left to right", "flip_h", self._on_flip_h),
            ("flip-v", "Flip top to bottom", "flip_v", self._on_flip_v),
        ):
            button = _tool_button(name, title, row)
            keep_tip(button, title, command)
            button.clicked.connect(slot)
            row.add_tool(button)
        row.end()
        return row

    def _on_flip_h(self) -> None:
        self.wanted.emit("flip_h")

    def _on_flip_v(self) -> None:
        self.wanted.emit("flip_v")

    def _on_reset(self) -> None:
        sender = self.sender()
        prop = self._properties[str(sender.property("key"))] if sender is not None else None
        if prop is not None:
            self._document().apply(f"Reset {_name_of(prop)}", self.edit_of(prop, constant(prop.default)))


class _EditOf:
    """The edits of one property of a form; a class, so that nothing captures the form in a closure."""

    def __init__(self, form: ClipForm, prop: Property) -> None:
        self._form = form
        self._prop = prop

    def __call__(self, change: Change) -> Edit:
        return self._form.edit_of(self._prop, change)


def _shared(read: Callable[[Clip], object], clips: Sequence[Clip]) -> object:
    """What all clips say; the first that says something else decides, for there may be hundreds."""
    first = read(clips[0]) if clips else None
    is_same = all(map(operator.eq, map(read, islice(clips, 1, None)), repeat(first)))
    return first if is_same else _MIXED


def _name_of(prop: Property) -> str:
    return _NAMES.get(prop.key, prop.title.lower())


def _tool_button(icon: str, title: str, parent: QWidget, *, is_checkable: bool = False) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setToolTip(title)
    button.setAccessibleName(title)
    button.setCheckable(is_checkable)
    return button
