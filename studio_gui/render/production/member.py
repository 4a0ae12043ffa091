"""One of the processes that share a film: it draws and encodes the pictures of single scenes (``production.crew``).

On standard input: a number of bytes and the film, then the numbers of scenes. On standard output: messages. It writes no
file. The end of its input ends it at once, whatever it does: when the process that asked dies, nothing goes on in secret.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import traceback

from studio_gui.base.errors import RenderError, StudioError
from studio_gui.render.production.crew import DONE, FAILED, MESSAGE, MOVED, NUMBER, Film


def main() -> int:
    """Serve until nothing more is asked."""
    # Libraries may print: only messages reach the real standard output.
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), name="requests", daemon=True).start()

    speaking = threading.Lock()

    def say(kind: int, content: bytes = b"") -> None:
        with speaking:
            answers.write(MESSAGE.pack(kind, len(content)) + content)
            if kind in (DONE, MOVED, FAILED):
                answers.flush()

    try:
        from studio_gui.render.production.scenes import SceneMaker

        film = pickle.loads(asked.get())
        assert isinstance(film, Film)
        maker = SceneMaker(film, say)
        while True:
            maker.make(*NUMBER.unpack(asked.get()))
            say(DONE)
    except BrokenPipeError:
        return 1
    except StudioError as error:
        say(FAILED, pickle.dumps(error))
    except Exception:
        said = RenderError("The video could not be made.", "Please report it.", traceback.format_exc())
        say(FAILED, pickle.dumps(said))
    return 1


def _listen(asked: queue.SimpleQueue[bytes]) -> None:
    # Not through sys.stdin: a thread that waits in it would keep its lock when the interpreter ends.
    with os.fdopen(os.dup(0), "rb") as source:
        head = source.read(NUMBER.size)
        if len(head) == NUMBER.size:
            asked.put(source.read(*NUMBER.unpack(head)))
        while len(number := source.read(NUMBER.size)) == NUMBER.size:
            asked.put(number)
    os._exit(0)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)
