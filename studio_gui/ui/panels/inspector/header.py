"""The top of the inspector: what is selected, its name, lock and eye."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from studio_gui.model.clips import Clip
from studio_gui.ui import theme
from studio_gui.ui.clips import commands as clip_commands
from studio_gui.ui.document import Document
from studio_gui.ui.forms.text_fields import TextField
from studio_gui.ui.panels.command_keys import keep_tip


class ClipHeader(QWidget):
    """Kind icon, name, lock and eye of the selected clips."""

    entered = Signal()

    def __init__(self, document: Callable[[], Document], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._clips: tuple[Clip, ...] = ()
        self._icon = QLabel(self)
        self._icon_name = ""
        self.name_field = TextField(self)
        self.name_field.name("Name", "What lists call this clip")
        self.count = QLabel(self)
        self.count.setProperty("role", "heading")
        self.lock = _button("unlock", self)
        self.eye = _button("eye", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.S12, theme.S8, theme.S8, theme.S8)
        layout.setSpacing(theme.S4)
        layout.addStrut(theme.CONTROL)  # as high without the field
        layout.addWidget(self._icon)
        layout.addSpacing(theme.S4)
        layout.addWidget(self.name_field, 1)
        layout.addWidget(self.count, 1)
        layout.addWidget(self.lock)
        layout.addWidget(self.eye)
        self.name_field.edited.connect(self._on_named)
        self.name_field.entered.connect(self.entered)
        self.lock.clicked.connect(self._on_lock)
        self.eye.clicked.connect(self._on_eye)
        theme.watch(self, self._on_theme_changed)

    def show_clips(self, clips: Sequence[Clip]) -> None:
        """Show what is selected."""
        old, self._clips = self._clips, tuple(clips)
        if not clips:
            return
        if [clip.id for clip in old] != [clip.id for clip in clips]:
            self.name_field.forget()
        is_one, is_group = len(clips) == 1, self._is_group(clips)
        self.name_field.setVisible(is_one)
        self.count.setVisible(not is_one)
        if is_one:
            self.name_field.show_value(clips[0].label)
        else:
            self.count.setText(f"Group of {len(clips)}" if is_group else f"{len(clips)} clips")
        kinds = {clip.icon for clip in clips}
        self._show_icon("group" if is_group else kinds.pop() if len(kinds) == 1 else "layers")
        is_locked, is_hidden = all(c.studio.locked for c in clips), all(c.studio.hidden for c in clips)
        _show(self.lock, "lock" if is_locked else "unlock", "Unlock" if is_locked else "Lock", "lock")
        _show(self.eye, "eye-off" if is_hidden else "eye", "Show" if is_hidden else "Hide", "hide")

    def _is_group(self, clips: Sequence[Clip]) -> bool:
        """Whether these are a group, and all of it."""
        scene, group = self._document().scene, clips[0].studio.group
        if len(clips) < 2 or not group or scene is None:
            return False
        return {clip.id for clip in scene.clips if clip.studio.group == group} == {clip.id for clip in clips}

    def _show_icon(self, name: str) -> None:
        if name != self._icon_name:
            self._icon_name = name
            self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._icon.setPixmap(theme.icon_pixmap(self._icon_name, ratio=self.devicePixelRatioF()))

    def _on_named(self, change: Callable[[object], object]) -> None:
        if len(self._clips) == 1:
            clip_commands.rename(self._document(), self._clips[0].id, name=str(change("")))

    def _on_lock(self) -> None:
        clip_commands.toggle(self._document(), [clip.id for clip in self._clips], field="locked")

    def _on_eye(self) -> None:
        clip_commands.toggle(self._document(), [clip.id for clip in self._clips], field="hidden")


def _button(icon: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setProperty("iconName", icon)
    button.setFixedSize(theme.CONTROL_SMALL + 4, theme.CONTROL_SMALL + 4)
    return button


def _show(button: QToolButton, icon: str, title: str, command: str) -> None:
    if button.property("iconName") != icon:
        button.setProperty("iconName", icon)
        button.setIcon(theme.icon(icon))
    if button.accessibleName() != title:
        button.setAccessibleName(title)
        keep_tip(button, title, command)
