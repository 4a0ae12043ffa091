"""The command ``studio-gui``: what comes before anything else is loaded.

Commands and what reads them are in ``commands``, which takes as long to import as a person takes to change their mind.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from studio_gui.base.stopping import no_stop_lost, was_stopped


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and answer the exit code: 0 done, 1 it did not work, 2 wrongly typed, 130 stopped."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        with no_stop_lost():
            return _watched(words)
    except KeyboardInterrupt:
        # So early, or so late, that nothing can be said of it in the way that was asked for.
        return 130


def _watched(words: list[str]) -> int:
    try:
        return _run(words)
    except Exception:
        if was_stopped():
            raise KeyboardInterrupt from None
        raise


def _run(words: list[str]) -> int:
    if words[:1] == ["render"] and not {"-h", "--help"} & {*words}:
        # Before anything else is loaded: it loads side by side.
        from studio_gui.render.ahead import worker_ahead

        with worker_ahead():
            return _obeyed(words)
    return _obeyed(words)


def _obeyed(words: list[str]) -> int:
    from studio_gui.cli.commands import obey

    return obey(words)
