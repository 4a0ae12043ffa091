"""Sections that are not made from fields: who a presenter is, and which file a clip shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.files.media import MediaFolder
from studio_gui.files.probing import MediaFacts
from studio_gui.model import edits
from studio_gui.model.clips import AudioClip, AvatarClip, Clip, ImageClip, VideoClip
from studio_gui.model.edits.replacing import with_media
from studio_gui.painting.media.presenters import bundled_presenters
from studio_gui.ui.document import Document
from studio_gui.ui.forms.choice_fields import ChoiceField
from studio_gui.ui.forms.field import Change
from studio_gui.ui.panels import threads
from studio_gui.ui.panels.inspector.section import Section
from studio_gui.ui.panels.presenters.placing import replace

TheDocument = Callable[[], Document]


class Extra(Section):
    """A section that shows clips in its own way."""

    failed = Signal(object)

    def show_clips(self, clips: Sequence[Clip]) -> None:
        """Show the values of clips."""
        raise TypeError(f"{type(self).__name__} shows nothing")


class PresenterSection(Extra):
    """Who stands there, in which clothes."""

    def __init__(self, document: TheDocument, parent: QWidget) -> None:
        super().__init__("Presenter", parent)
        self._document = document
        self._clips: tuple[AvatarClip, ...] = ()
        self._shown: tuple[str, str] | None = None
        self.person = ChoiceField([(who.id, who.name) for who in bundled_presenters().values()], self)
        self.person.name("Person")
        self.outfit = ChoiceField([], self)
        self.outfit.name("Outfit")
        self.add_field(self.person)
        self.outfit_row = self.add_field(self.outfit)[0]
        self.person.edited.connect(self._on_person)
        self.outfit.edited.connect(self._on_outfit)

    def show_clips(self, clips: Sequence[Clip]) -> None:
        self._clips = tuple(clip for clip in clips if isinstance(clip, AvatarClip))
        models = {(clip.model.ai_name, clip.model.emotion) for clip in self._clips}
        shown = models.pop() if len(models) == 1 else ("", "")
        if shown == self._shown:
            return
        self._shown = shown
        who = bundled_presenters().get(shown[0])
        self.outfit_row.setVisible(who is not None)
        if not shown[0]:
            self.person.show_mixed()
            return
        self.person.show_value(shown[0])
        if who is not None:
            self.outfit.set_choices([(outfit.id, outfit.name) for outfit in who.outfits])
            self.outfit.show_value(shown[1])

    def _on_person(self, change: Change) -> None:
        who = bundled_presenters().get(str(change("")))
        if who is not None:
            self._put(who.id, who.outfits[0].id, f"Change the presenter to {who.name}")

    def _on_outfit(self, change: Change) -> None:
        if self._shown is not None and self._shown[0]:
            self._put(self._shown[0], str(change("")), "Change the outfit")

    def _put(self, who_id: str, outfit: str, words: str) -> None:
        who = bundled_presenters()[who_id]
        document = self._document()
        scene_id = document.scene_id
        changed = {clip.id: replace(clip, who, outfit=outfit) for clip in self._clips}
        document.apply(words, lambda project: edits.replace_clips(project, scene_id, clips=changed))


class FileSection(Extra):
    """Which file is shown or heard, and another in its place."""

    def __init__(self, document: TheDocument, parent: QWidget) -> None:
        super().__init__("File", parent)
        self._document = document
        self._clips: tuple[Clip, ...] = ()
        self._name = QLabel(self)
        self._name.setProperty("role", "quiet")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.button = QPushButton("Replace…", self)
        self.button.setProperty("dense", True)
        self.button.setToolTip("Show another file in the same place")
        self.button.clicked.connect(self._on_replace)
        self.add_row(self._name).add(self.button)

    def show_clips(self, clips: Sequence[Clip]) -> None:
        old, self._clips = self._clips, tuple(clips)
        self.button.setEnabled(len(clips) == 1 and self._document().folder is not None)
        if len(old) == len(clips) and all(a.studio is b.studio for a, b in zip(old, clips, strict=True)):
            return
        self._name.setText(words_for(clips))

    def _on_replace(self) -> None:
        from studio_gui.ui.dialogs import files

        clip = self._clips[0]
        kinds = {ImageClip: files.PICTURES, VideoClip: files.VIDEOS, AudioClip: files.SOUNDS}[type(clip)]
        chosen = files.ask_open(self, f"Replace {clip.label}", folder="", kinds=kinds)
        if chosen is not None:
            self.replace_with(chosen)

    def replace_with(self, path: Path) -> None:
        """Copy a file into the project and show it in the place of the clip's."""
        document, clip = self._document(), self._clips[0]
        scene_id, folder = document.scene_id, document.folder
        if folder is None:
            return

        def put(answer: tuple[str, MediaFacts]) -> None:
            scene = document.project.scene(scene_id)
            now = scene.clip(clip.id) if scene else None
            if now is not None:
                ref, facts = answer
                size = (facts.width or 0, facts.height or 0)
                changed = {clip.id: with_media(now, media=ref, size=size)}
                document.apply(
                    f"Replace {clip.label}", lambda project: edits.replace_clips(project, scene_id, clips=changed)
                )

        threads.run(lambda: MediaFolder(folder).add_with_facts(path), self, done=put, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self.failed.emit(error)


def words_for(clips: Sequence[Clip]) -> str:
    """Where the clips' files are."""
    if len(clips) != 1:
        return f"{len(clips)} files"
    media = clips[0].studio.media
    if media.startswith("builtin:"):
        return "Comes with the program"
    if media:
        return "In this project"
    return "On the web" if getattr(clips[0], "source_url", "") or getattr(clips[0], "video_url", "") else "No file"


def extras_for(kinds: Sequence[type[Clip]], document: TheDocument, parent: QWidget) -> list[Extra]:
    """The extra sections for clips of these kinds."""
    if all(kind is AvatarClip for kind in kinds):
        return [PresenterSection(document, parent)]
    if all(kind in (ImageClip, VideoClip, AudioClip) for kind in kinds):
        return [FileSection(document, parent)]
    return []
