"""The speech of a scene: its script, read by its voice, the presenter's, or the language's first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from studio_gui.base.errors import PayloadError, SpeechError
from studio_gui.base.paths import user_paths
from studio_gui.base.presenters import Presenter, bundled_presenters
from studio_gui.model.project import Project, Scene
from studio_gui.model.reader import Reader
from studio_gui.model.saying import Saying
from studio_gui.speech.engine import MAX_CHARACTERS, Gender, Voice, VoiceId
from studio_gui.speech.espeak import EspeakEngine, too_long
from studio_gui.speech.language import language_of
from studio_gui.speech.reading.dictionary import Dictionary
from studio_gui.speech.reading.readers import reader_for
from studio_gui.speech.reading.script import Reading, reading_of, shown_script
from studio_gui.speech.sound import Sound, joined
from studio_gui.speech.speaker import Speaker
from studio_gui.speech.system import SystemEngine


def own_speaker() -> Speaker:
    """The voices of this computer, remembering what they said in the user's cache folder."""
    return Speaker([EspeakEngine(), SystemEngine()], user_paths().cache / "speech")


def speech_of(
    project: Project,
    scene: Scene,
    *,
    speaker: Speaker,
    folder: Path | None = None,
    sayings: Sequence[Saying] | None = None,
    readers: Sequence[Reader] | None = None,
) -> Sound:
    """What is heard of the script of a scene; no length when there is none.

    A recording of the scene (in the project's ``folder``) is heard instead of a voice. Words are said as the project's
    dictionary and then ``sayings`` (the person's own for None) have it, and read by whom the project and then ``readers``
    (the person's own for None) name for the language; the places of word marks are those in the shown script
    (``reading_of``). Raises :class:`SpeechError`, with the scene's number in the sentence.
    """
    try:
        if scene.studio.recording:
            from studio_gui.render.sounds.recordings import recorded  # few scenes have one

            return recorded(scene.studio.recording, folder=folder)
        return _read_aloud(project, scene, speaker, _own_sayings(sayings), _own_readers(readers))
    except (SpeechError, PayloadError) as error:
        number = next((n for n, other in enumerate(project.scenes, 1) if other is scene), 0)
        raise SpeechError(f"Scene {number} cannot be spoken: {error.message}", error.hint, error.detail) from error


def script_reading(project: Project, scene: Scene, *, sayings: Sequence[Saying], voice: str | None = None) -> Reading:
    """The script of a scene as its voice reads it: respelled words and pauses."""
    written = shown_script(scene.script_text)
    return reading_of(
        scene.script_text,
        dictionary=dictionary_of((*project.studio.sayings, *sayings)),
        language=language_of(written, project.studio.language or "en"),
        voice=scene.studio.voice if voice is None else voice,
    )


def _own_sayings(given: Sequence[Saying] | None) -> Sequence[Saying]:
    if given is not None:
        return given
    from studio_gui.files.sayings import own_sayings  # a film is mostly asked for with all it needs

    return own_sayings()


def _own_readers(given: Sequence[Reader] | None) -> Sequence[Reader]:
    if given is not None:
        return given
    from studio_gui.files.readers import own_readers  # see above: it loads the settings

    return own_readers()


@lru_cache(maxsize=8)
def dictionary_of(sayings: tuple[Saying, ...]) -> Dictionary:
    """The entries ready to be looked up, made once."""
    return Dictionary(sayings)


def _read_aloud(
    project: Project, scene: Scene, speaker: Speaker, sayings: Sequence[Saying], readers: Sequence[Reader]
) -> Sound:
    if not scene.script_text.strip():
        return Sound.silence(0)  # without looking for a voice
    text = shown_script(scene.script_text)
    if len(text) > MAX_CHARACTERS:
        raise too_long(len(text))
    language = language_of(text, project.studio.language or "en")
    person = _presenter(scene)
    named = _named(project, scene, language=language, readers=readers, speaker=speaker)
    voice = named or _presenters_voice(person, language, speaker)
    reading = script_reading(project, scene, sayings=sayings, voice=voice if isinstance(voice, str) else voice.id)
    said = []
    for piece in reading.pieces:
        sound = speaker.say(
            piece.words.text,
            voice=voice,
            language=project.studio.language or "en",
            speed=float(scene.studio.speed),
            pitch=person.voice.pitch if person and not named else 50,
        )
        marks = tuple(replace(mark, text_offset=piece.shown_place(mark.text_offset)) for mark in sound.marks)
        said.append((piece.pause_s, replace(sound, marks=marks)))
    return joined(said, rest_s=reading.rest_s)


def _presenter(scene: Scene) -> Presenter | None:
    clip = scene.speaker
    return bundled_presenters().get(clip.model.ai_name) if clip else None


def _named(
    project: Project, scene: Scene, *, language: str, readers: Sequence[Reader], speaker: Speaker
) -> VoiceId | None:
    """The voice somebody chose for the scene or its language; None lets the presenter's own read.

    What a scene names and this computer does not have is replaced by ``speaker``; what a language does is not used.
    """
    if scene.studio.voice:
        return VoiceId(scene.studio.voice)
    chosen = reader_for(language, (*project.studio.readers, *readers))
    return chosen if chosen is not None and speaker.find(chosen) is not None else None


def _presenters_voice(person: Presenter | None, language: str, speaker: Speaker) -> Voice:
    if person is None:
        return speaker.default_voice(language)
    genders: dict[str, Gender] = {"f": "female", "m": "male"}
    return speaker.default_voice(language, gender=genders.get(person.gender), variant=person.voice.variant or None)
