"""Commands about how scripts are spoken."""

from studio_gui.ui.actions.speaking.commands import (
    choose_recording,
    insert_pause,
    record,
    remove_recording,
    say_like,
    show,
    voices,
)

__all__ = ["choose_recording", "insert_pause", "record", "remove_recording", "say_like", "show", "voices"]
