"""A project whose scripts are written as a service's voice must read them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio_gui.model.clips import AvatarClip, Clip
from studio_gui.model.project import Project, Scene
from studio_gui.model.saying import Saying
from studio_gui.speech.language import language_of
from studio_gui.speech.markup import plain_text
from studio_gui.speech.reading.dictionary import Dictionary
from studio_gui.speech.reading.pauses import MARK, without_pauses

_TAG = re.compile(r"(</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);)")


def as_sent(project: Project, *, sayings: Iterable[Saying] = ()) -> Project:
    """The project with respelled scripts and without marks of pauses; the very same one when there are none.

    The project's own sayings come before ``sayings``, the person's. Entries for one voice of this computer do not
    count: a service has others.
    """
    dictionary = Dictionary((*project.studio.sayings, *sayings))
    scenes = tuple(_scene(scene, dictionary, project.studio.language or "en") for scene in project.scenes)
    is_same = all(a is b for a, b in zip(scenes, project.scenes, strict=True))
    return project if is_same else project.changed(scenes=scenes)


def _scene(scene: Scene, dictionary: Dictionary, language: str) -> Scene:
    scripts = tuple(
        script if (said := sent_text(script.org, dictionary, language)) == script.org else script.changed(org=said)
        for script in scene.scripts
    )
    clips = tuple(_clip(clip, dictionary, language) for clip in scene.clips)
    is_same = all(a is b for a, b in zip((*scripts, *clips), (*scene.scripts, *scene.clips), strict=True))
    return scene if is_same else scene.changed(scripts=scripts, clips=clips)


def _clip(clip: Clip, dictionary: Dictionary, language: str) -> Clip:
    """The older form of the documents has the script in the clip."""
    if not isinstance(clip, AvatarClip) or clip.script is None:
        return clip
    said = sent_text(clip.script.org, dictionary, language)
    return clip if said == clip.script.org else clip.changed(script=clip.script.changed(org=said))


def sent_text(org: str, dictionary: Dictionary, language: str) -> str:
    """A script as it is sent; its markup stays as it is."""
    if MARK.search(org):
        org = without_pauses(org)
    spoken = language_of(plain_text(org), language)
    parts = _TAG.split(org)
    parts[::2] = [dictionary.respelled(part, language=spoken).text for part in parts[::2]]
    return "".join(parts)
