"""The speech of the scenes that are being played, kept while it is needed; safe for several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import TypeAlias

from studio_gui.base.errors import SpeechError
from studio_gui.model.project import Project, Scene
from studio_gui.render.speaking import speech_of
from studio_gui.speech import Sound, Speaker

_KEPT = 6
"""Scenes whose speech stays in memory: pictures and sound ask for it at about the same time."""
_LEAST = 2
"""So many stay however large they are: the scene that plays, and the one that comes next."""
_MOST_BYTES = 48 << 20

Spoken: TypeAlias = tuple[Sound, SpeechError | None]


class Voices:
    """Answers with what is heard of the script of a scene."""

    def __init__(self, speaker: Speaker, folder: Path | None = None) -> None:
        """``folder`` is the project's, where recordings are."""
        self._speaker, self._folder = speaker, folder
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int], tuple[Project, Scene, Spoken]] = OrderedDict()

    def sound(self, project: Project, scene: Scene) -> Sound:
        """The speech of a scene; no length when it says nothing, or cannot be spoken."""
        return self.spoken(project, scene)[0]

    def spoken(self, project: Project, scene: Scene) -> Spoken:
        """The speech of a scene, and why it is silent where it should not be."""
        key = (id(scene), id(project.studio))
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept[2]
        try:
            spoken: Spoken = (speech_of(project, scene, speaker=self._speaker, folder=self._folder), None)
        except SpeechError as error:
            spoken = (Sound.silence(0), error)
        with self._lock:
            # Project and scene are kept too: as long as they live nothing else has their ids.
            self._kept[key] = (project, scene, spoken)
            while len(self._kept) > _KEPT or (len(self._kept) > _LEAST and self.size_bytes > _MOST_BYTES):
                self._kept.popitem(last=False)
        return spoken

    @property
    def size_bytes(self) -> int:
        """What the sounds in memory take."""
        return sum(spoken[0].samples.nbytes for _, _, spoken in self._kept.values())
