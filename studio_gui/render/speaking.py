"""The speech of a scene: its script, read by its voice, the presenter's, or the language's first."""

from __future__ import annotations

from studio_gui.base.errors import SpeechError
from studio_gui.base.paths import user_paths
from studio_gui.model.project import Project, Scene
from studio_gui.painting.media.presenters import Presenter, bundled_presenters
from studio_gui.painting.scene import speaker_of
from studio_gui.speech.engine import Gender, Voice, VoiceId
from studio_gui.speech.espeak import EspeakEngine
from studio_gui.speech.language import language_of
from studio_gui.speech.markup import plain_text
from studio_gui.speech.sound import Sound
from studio_gui.speech.speaker import Speaker
from studio_gui.speech.system import SystemEngine


def own_speaker() -> Speaker:
    """The voices of this computer, remembering what they said in the user's cache folder."""
    return Speaker([EspeakEngine(), SystemEngine()], user_paths().cache / "speech")


def speech_of(project: Project, scene: Scene, *, speaker: Speaker) -> Sound:
    """What is heard of the script of a scene; no length when there is none.

    Raises :class:`SpeechError`, with the scene's number in the sentence.
    """
    text = plain_text(scene.script_text)
    person = _presenter(scene)
    try:
        return speaker.say(
            text,
            voice=_voice(project, scene, text=text, person=person, speaker=speaker),
            language=project.studio.language or "en",
            speed=float(scene.studio.speed),
            pitch=person.voice.pitch if person and not scene.studio.voice else 50,
        )
    except SpeechError as error:
        number = next((n for n, other in enumerate(project.scenes, 1) if other is scene), 0)
        raise SpeechError(f"Scene {number} cannot be spoken: {error.message}", error.hint, error.detail) from error


def _presenter(scene: Scene) -> Presenter | None:
    clip = speaker_of(scene)
    return bundled_presenters().get(clip.model.ai_name) if clip else None


def _voice(project: Project, scene: Scene, *, text: str, person: Presenter | None, speaker: Speaker) -> Voice | VoiceId:
    if scene.studio.voice:
        return VoiceId(scene.studio.voice)
    language = language_of(text, project.studio.language or "en")
    if person is None:
        return speaker.default_voice(language)
    genders: dict[str, Gender] = {"f": "female", "m": "male"}
    return speaker.default_voice(language, gender=genders.get(person.gender), variant=person.voice.variant or None)
