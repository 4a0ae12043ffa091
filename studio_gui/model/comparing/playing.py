"""What changed in how things play, follow one another, are captioned and said."""

from __future__ import annotations

from studio_gui.model.captions import Captions
from studio_gui.model.comparing.wording import joined, quoted
from studio_gui.model.playing import ONCE, TRANSITIONS, Play, Transition
from studio_gui.model.reader import Reader
from studio_gui.model.saying import Saying

_SAID = {
    "start_s": "trim", "end_s": "trim", "at_end": "what it does at its end", "muted": "mute", "fade_in_s": "fades",
    "fade_out_s": "fades", "ducks": "softer under speech",
}  # fmt: skip


def play_words(old: Play | None, new: Play | None) -> str:
    """How a video or sound plays otherwise."""
    before, after = old or ONCE, new or ONCE
    names = dict.fromkeys(said for name, said in _SAID.items() if getattr(before, name) != getattr(after, name))
    return f"plays otherwise ({joined(list(names))})" if names else "plays as before"


def transition_words(old: Transition | None, new: Transition | None) -> str:
    """How a scene comes in otherwise."""
    return f"comes in with {_transition(new)} instead of {_transition(old)}"


def _transition(transition: Transition | None) -> str:
    if transition is None or not transition.is_known:
        return "a cut"
    name = dict(TRANSITIONS)[transition.kind].lower()
    return f"“{name}” of {float(transition.duration_s):g}\N{NO-BREAK SPACE}s"


def recording_words(old: str, new: str) -> str:
    """Another recorded voice, or none."""
    return "recording replaced" if old and new else "recording added" if new else "recording removed"


def caption_words(old: Captions, new: Captions) -> str:
    """Captions that came, went or look otherwise."""
    if old.shown != new.shown:
        return "captions shown in the picture" if new.shown else "captions no longer shown in the picture"
    return "captions restyled"


def reader_words(old: tuple[Reader, ...], new: tuple[Reader, ...]) -> str:
    """Languages that somebody else reads now."""
    named = dict.fromkeys(one.language for one in (*old, *new) if (one in old) != (one in new))
    return f"voice for {joined([*named][:5])}{' and others' if len(named) > 5 else ''} changed"


def saying_words(old: tuple[Saying, ...], new: tuple[Saying, ...]) -> str:
    """Words that are said otherwise now."""
    words = [saying.word for saying in (*old, *new) if (saying in old) != (saying in new)]
    named = [quoted(word) for word in dict.fromkeys(words)]
    return f"pronunciation of {joined(named[:5])}{' and others' if len(named) > 5 else ''} changed"
