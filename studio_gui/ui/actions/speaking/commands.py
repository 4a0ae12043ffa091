"""Say it like…, Pronunciation…, pauses, and voices that were recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_gui.model.edits.sayings import put_sayings
from studio_gui.speech.reading.pauses import DEFAULT_S, mark_of
from studio_gui.speech.reading.uses import Use
from studio_gui.ui.actions.context import Context
from studio_gui.ui.panels.script import ScriptPanel

if TYPE_CHECKING:
    from studio_gui.ui.dialogs.pronunciation.entry import Speech


def say_like(context: Context) -> None:
    """Ask how the word that is selected in the script is said."""
    from studio_gui.ui.dialogs.pronunciation import entry as dialog

    panel = _panel(context)
    word = panel.selected_word()
    made = dialog.ask(context.window, None, word=word, speech=_speech(context))
    if made is None:
        return
    saying = made.saying
    if made.is_own:

        def done() -> None:
            _say_anew(context)
            context.window.notice(f"“{saying.word}” is said like “{saying.say}” in all your projects.")

        panel.own_words.put([saying], done=done, failed=context.window.show_error)
        return
    context.open.apply(f"Say “{saying.word}” like “{saying.say}”", lambda p: put_sayings(p, [saying]))


def show(context: Context) -> None:
    """List how words are said."""
    from studio_gui.ui.dialogs.pronunciation.dialog import PronunciationDialog

    dialog = PronunciationDialog(
        context.open,
        context.window,
        speech=_speech(context),
        go_to=partial(_go_to, context),
        changed=partial(_say_anew, context),
        own_words=_panel(context).own_words,
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def voices(context: Context) -> None:
    """Choose who reads the scripts of a language."""
    from studio_gui.ui.dialogs.voices import VoicesDialog

    dialog = VoicesDialog(context.open, context.services, context.window, changed=partial(_say_anew, context))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def insert_pause(context: Context) -> None:
    """Put a pause where the cursor is in the script."""
    _panel(context).insert(mark_of(DEFAULT_S))


def choose_recording(context: Context) -> None:
    """Let a sound file be heard instead of a voice."""
    _panel(context).recording.choose()


def record(context: Context) -> None:
    """Speak the script oneself."""
    _panel(context).recording.record()


def remove_recording(context: Context) -> None:
    """Let a voice read the scene again."""
    _panel(context).recording.remove()


def _say_anew(context: Context) -> None:
    """What a person chose for all projects counts at once, in the script and in a preview that is open."""
    from studio_gui.ui.preview.showing import showing_in

    _panel(context).show_anew()
    workspace = context.window.workspace
    showing = showing_in(workspace) if workspace is not None else None
    if showing is not None:
        showing.say_anew()


def _go_to(context: Context, use: Use) -> None:
    context.open.select_scene(use.scene_id)
    _panel(context).select(use.start, use.end)


def _panel(context: Context) -> ScriptPanel:
    workspace = context.window.workspace
    if workspace is None:
        raise RuntimeError("the command needs an open project")
    return workspace.script


def _speech(context: Context) -> Speech:
    from studio_gui.ui.dialogs.pronunciation.entry import Speech

    scene = context.open.scene
    language = context.open.project.studio.language or "en"
    return Speech(context.services, language, scene.studio.voice if scene is not None else "")
