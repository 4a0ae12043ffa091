"""Sections that are not made from fields: who a presenter is, and which file a clip shows."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.base.media import resolve
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.media import MediaFolder
from studio_gui.files.probing import MediaFacts
from studio_gui.model import edits
from studio_gui.model.clips import AudioClip, AvatarClip, Clip, ImageClip, TextClip, VideoClip
from studio_gui.model.edits.replacing import with_media
from studio_gui.painting.text_fitting import fitting_size
from studio_gui.painting.text_layout import text_overflows
from studio_gui.ui import threads
from studio_gui.ui.clips import commands as clip_commands
from studio_gui.ui.clips.making import kind_shown
from studio_gui.ui.document import Document
from studio_gui.ui.forms.choice_fields import ChoiceField
from studio_gui.ui.forms.field import Change
from studio_gui.ui.panels.inspector.section import Section
from studio_gui.ui.panels.presenters.placing import replace
from studio_gui.ui.parts.reading import keep_side
from studio_gui.ui.theme.isolating import from_left

if TYPE_CHECKING:
    from studio_gui.app.services import Services

FIT_REST_MS = 120
MOST_TEXTS = 24
"""So many texts are measured; more are told apart by the stage."""
TheDocument = Callable[[], Document]


class Extra(Section):
    """A section that shows clips in its own way."""

    failed = Signal(object)
    is_wanted = True
    """Whether there is anything to show."""
    _is_on_tab = True

    def show_clips(self, clips: Sequence[Clip]) -> None:
        """Show the values of clips."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def put_on_tab(self, is_on_tab: bool) -> None:
        """Show the section while its tab is in front, and as long as it has something to show."""
        self._is_on_tab = is_on_tab
        self.setVisible(is_on_tab and self.is_wanted)

    def want(self, is_wanted: bool) -> None:
        """There is something to show now, or no longer."""
        if is_wanted != self.is_wanted:
            self.is_wanted = is_wanted
            self.put_on_tab(self._is_on_tab)


class PresenterSection(Extra):
    """Who stands there, in which clothes; somebody of an account is called as the account calls them."""

    def __init__(self, document: TheDocument, parent: QWidget, *, services: Services) -> None:
        super().__init__("Presenter", parent)
        self._document, self._services = document, services
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
        if who is None:
            self._show_foreign(shown[0])
        else:
            self.person.show_value(shown[0])
            self.outfit.set_choices([(outfit.id, outfit.name) for outfit in who.outfits])
            self.outfit.show_value(shown[1])

    def _show_foreign(self, ai_name: str) -> None:
        """Somebody of an account: under the name in the project at once, under the account's as soon as it is read."""
        names = {clip.studio.name for clip in self._clips} - {""}
        self.person.show_foreign(ai_name, names.pop() if len(names) == 1 else ai_name)

        def done(known: dict[str, str]) -> None:
            if self._shown is not None and self._shown[0] == ai_name and ai_name in known:
                self.person.show_foreign(ai_name, known[ai_name])

        threads.run(self._services.presenter_names, self, done=done, failed=self._on_unread)

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        # The name is a comfort: who reads the list of jobs for something says what is wrong with it.

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
        self.button = QPushButton(from_left("Replace…"), self)
        self.button.setProperty("dense", True)
        self.button.setToolTip("Show another file in the same place")
        self.button.clicked.connect(self._on_replace)
        self.add_row(self._name).add(self.button)

    def show_clips(self, clips: Sequence[Clip]) -> None:
        old, self._clips = self._clips, tuple(clips)
        self.button.setEnabled(len(clips) == 1 and self._document().folder is not None)
        pairs = list(zip(old, clips, strict=True)) if len(old) == len(clips) else []
        # A step of a drag leaves the file alone; the very same clips are shown again when files came or went.
        if not pairs or any(a.studio is not b.studio for a, b in pairs) or all(a is b for a, b in pairs):
            self._name.setText(words_for(clips, self._document().folder))

    def _on_replace(self) -> None:
        from studio_gui.ui.dialogs import files

        clip = self._clips[0]
        kinds = files.OF_KIND[kind_shown(clip)]
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

        take = partial(MediaFolder(folder).add_with_facts, path, kind=kind_shown(clip))
        threads.run(take, self, done=put, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self.failed.emit(error)


class FitSection(Extra):
    """Says that a text is longer than its box, and sets it smaller; it comes only then."""

    is_wanted = False

    def __init__(self, document: TheDocument, parent: QWidget) -> None:
        super().__init__("Too long", parent)
        self._document = document
        self._clips: tuple[Clip, ...] = ()
        self._known: tuple[Clip, ...] = ()
        self._words = QLabel(self)
        self._words.setProperty("role", "warn")
        self._words.setWordWrap(True)
        keep_side(self._words)
        self.button = QPushButton("Shrink text to fit", self)
        self.button.setProperty("dense", True)
        self.button.clicked.connect(self._on_shrink)
        self.add_row(self._words)
        self.add_row(self.button)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(FIT_REST_MS)
        self._rest.timeout.connect(self._look)
        self.hide()

    def show_clips(self, clips: Sequence[Clip]) -> None:
        self._clips = tuple(clips[:MOST_TEXTS])
        if len(self._clips) != len(self._known) or any(map(operator.is_not, self._clips, self._known)):
            # Laying out a text takes a while: not on every step of a drag.
            self._rest.start()

    def _look(self) -> None:
        self._known = self._clips
        long = [clip for clip in self._clips if isinstance(clip, TextClip) and text_overflows(clip)]
        self.want(bool(long))
        if not long:
            return
        can_shrink = any(not clip.studio.locked and fitting_size(clip) is not None for clip in long)
        several = "One of the texts is" if len(long) == 1 else f"{len(long)} of the texts are"
        subject = "The text is" if len(self._clips) == 1 else several
        self._words.setText(
            f"{subject} longer than {'its box' if len(long) == 1 else 'their boxes'}."
            + ("" if can_shrink else " Shorten it, or make the box larger.")
        )
        self.button.setVisible(can_shrink)

    def _on_shrink(self) -> None:
        clip_commands.shrink_texts(self._document(), [clip.id for clip in self._clips])


def words_for(clips: Sequence[Clip], folder: Path | None) -> str:
    """Where the clips' files are."""
    if len(clips) != 1:
        return f"{len(clips)} files"
    media = clips[0].studio.media
    if media.startswith("builtin:"):
        return "Comes with the program"
    if media:
        return "In this project" if resolve(media, folder) is not None else "Missing"
    return "On the web" if getattr(clips[0], "source_url", "") or getattr(clips[0], "video_url", "") else "No file"


def extras_for(
    kinds: Sequence[type[Clip]], document: TheDocument, parent: QWidget, *, services: Services
) -> list[Extra]:
    """The extra sections for clips of these kinds."""
    if all(kind is AvatarClip for kind in kinds):
        return [PresenterSection(document, parent, services=services)]
    if TextClip in kinds:
        return [FitSection(document, parent)]
    if all(kind in (ImageClip, VideoClip, AudioClip) for kind in kinds):
        return [FileSection(document, parent)]
    return []
