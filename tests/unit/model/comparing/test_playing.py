"""What changed in time, captions and speech, in words."""

from __future__ import annotations

from studio_gui.model.comparing import compare
from studio_gui.model.new import new_audio, new_project, new_scene
from studio_gui.model.playing import Play, Transition
from studio_gui.model.saying import Saying


def test_changes_of_time_and_speech_are_told() -> None:
    sound = new_audio(media="media/a.mp3", label="Music")
    project = new_project(scenes=(new_scene().changed(clips=(sound,)),))
    scene = project.scenes[0]
    played = scene.changed(clips=(sound.with_studio(play=Play(start_s=2, end_s=4, fade_in_s=1)),))
    studio = scene.studio.changed(transition=Transition(kind="fade", duration_s=1), recording="media/me.wav")
    shown = project.studio.captions.changed(shown=True)
    after = project.changed(
        scenes=(played.changed(studio=studio),),
        studio=project.studio.changed(captions=shown, sayings=(Saying(word="Nguyen", say="Win"),)),
    )
    found = compare(project, after)
    told = [change.words for change in (*found.project, *found.scenes[0].changes)]
    assert "captions shown in the picture" in told
    assert any("Nguyen" in words for words in told)
    assert any("“fade through black” of 1\N{NO-BREAK SPACE}s instead of a cut" in words for words in told)
    assert "recording added" in told
    assert any("plays otherwise (trim and fades)" in words for words in told)
    assert not any("other data" in words for words in told)
