"""How long the window's thread was never free, turn by turn, and what it did or waited for meanwhile.

A turn is long because the thread worked, because the computer gave its core to another program, or because it waited:
for the interpreter's lock that another thread of ours holds, for a lock of our own, for the display. These three are
told apart by what the system counts for each thread (``schedstat`` in ``/proc``, Linux only; elsewhere all that was not
work counts as waiting). The lock may be held by a thread that is itself kept from its core: that is told too, else a
busy computer would look like a fault of ours.
"""

from __future__ import annotations

import collections
import os
import resource
import socket
import struct
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

ALLOWED_MS = 16.0
OWN_MS = (8.0, 12.0, ALLOWED_MS)
"""Turns that take more of the thread's own time than these are counted: a slower computer takes longer for them."""
TICK_MS = 2
DISPLAY = "the display"
_LOOK_S = 0.003
_LONG_S = 0.006
_TASKS = Path("/proc/self/task")
_RESTS = frozenset({"wait", "_worker", "get", "select", "accept", "_recv", "_read_loop"})
"""Where threads stand that have nothing to do."""


@dataclass(frozen=True)
class Share:
    """What a thread had in a turn, in milliseconds."""

    worked: float
    kept: float
    """It could have run, and another one had its core."""


@dataclass(frozen=True)
class Turn:
    """A turn that took too long, or in which the thread had much to do."""

    wall: float
    own: float
    doing: str
    where: str = ""
    others: str = ""
    """What other Python threads were doing."""
    kept: float = 0.0
    at_work: tuple[tuple[str, Share], ...] = ()
    """Other threads that worked or would have, and the display."""
    forced: int = 0
    """So often the system took the core away."""
    faults: int = 0
    reads: int = 0
    """Pages that had to come from the disk."""

    @property
    def waited(self) -> float:
        """The time in which the thread neither ran nor could have."""
        return max(0.0, self.wall - self.own - self.kept)

    @property
    def is_of_machine(self) -> bool:
        """Whether it would have been short, had the thread always had its core."""
        return self.wall - self.kept <= ALLOWED_MS

    @property
    def is_of_display(self) -> bool:
        """Whether it would have been short, had the display had its core too, and nobody had waited for it longer."""
        kept = sum(share.kept for name, share in self.at_work if name == DISPLAY)
        return not self.is_of_machine and self.wall - self.kept - min(kept, self.waited) <= ALLOWED_MS

    def told(self) -> str:
        """All that is known of it."""
        parts = [
            f"own time {self.own:.1f}, kept from its core {self.kept:.1f}, waited {self.waited:.1f} ms",
            f"{self.forced} × put off, {self.faults} page faults, {self.reads} from the disk",
            self.where,
            f"other threads: {self.told_of_others()}" if self.at_work else "",
            f"they were in: {self.others}" if self.others else "",
        ]
        return "\n             ".join(filter(None, parts))

    def told_of_others(self) -> str:
        """Which other threads worked, and which were kept from their cores: one of them may have held the lock."""
        return ", ".join(
            f"{name} {share.worked:.1f} ms" + (f" (kept from its core {share.kept:.1f})" if share.kept > 0.5 else "")
            for name, share in self.at_work
        )


class _Shares:
    """What the system counts for each thread of the process."""

    def __init__(self) -> None:
        self._files: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._counted: dict[int, tuple[float, float]] = {}
        self._display = _display_server()

    def since(self) -> dict[int, Share]:
        """What each thread had since this was asked last."""
        display = [] if self._display is None else [self._display]
        counted = {tid: said for tid in (*_threads(), *display) if (said := self._read(tid)) is not None}
        before, self._counted = self._counted, counted
        return {
            tid: Share(worked - before[tid][0], kept - before[tid][1])
            for tid, (worked, kept) in counted.items()
            if tid in before
        }

    def name(self, tid: int) -> str:
        """What a thread is called: by Python, or else by Qt."""
        if tid == self._display:
            return DISPLAY
        of_python = {thread.native_id: thread.name for thread in threading.enumerate()}
        return of_python.get(tid) or self._names.get(tid, "?")

    def _read(self, tid: int) -> tuple[float, float] | None:
        try:
            if tid not in self._files:
                place = Path("/proc") / str(tid) if tid == self._display else _TASKS / str(tid)
                self._files[tid] = os.open(place / "schedstat", os.O_RDONLY)
                self._names[tid] = (place / "comm").read_text().strip()
            worked, kept, _ = os.pread(self._files[tid], 100, 0).split()
        except OSError:  # the thread has ended
            if tid in self._files:
                os.close(self._files.pop(tid))
            return None
        return int(worked) / 1e6, int(kept) / 1e6


def _display_server() -> int | None:
    """The process that shows the windows: before it paints again, Qt waits until that has taken what it painted last."""
    number = os.environ.get("DISPLAY", "").removeprefix(":").partition(".")[0]
    with socket.socket(socket.AF_UNIX) as link:
        try:
            link.connect(f"/tmp/.X11-unix/X{number}")
            about = link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        except OSError:  # offscreen, or on another computer
            return None
    pid: int = struct.unpack("3i", about)[0]
    return pid


def _threads() -> list[int]:
    return [int(name) for name in os.listdir(_TASKS)] if _TASKS.is_dir() else []


class Turns:
    """A timer that wants its turn every two milliseconds, and notes how long it had to wait for it."""

    def __init__(self, parent: QObject) -> None:
        self.doing = "the start page stands"
        self.count = 0
        self.noted: list[Turn] = []
        self._thread, self._tid = threading.get_ident(), threading.get_native_id()
        self._seen: list[str] = []
        self._others: list[str] = []
        self._watcher = 0
        self._shares: _Shares | None = None
        self._before, self._used = time.perf_counter(), time.thread_time()
        self._usage = _usage()
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        """Note no more turns."""
        self._timer.stop()

    def _on_turn(self) -> None:
        now, used, usage = time.perf_counter(), time.thread_time(), _usage()
        wall, cpu = (now - self._before) * 1000, (used - self._used) * 1000
        shares = self._shares.since() if self._shares is not None else {}
        self.count += 1
        if wall > ALLOWED_MS or cpu > OWN_MS[0]:
            forced, faults, reads = (new - old for new, old in zip(usage, self._usage, strict=True))
            own = shares.pop(self._tid, Share(cpu, 0.0))
            turn = Turn(
                wall, cpu, self.doing, _most(self._seen), _most(self._others), own.kept,
                self._at_work(shares), forced, faults, reads,
            )  # fmt: skip
            self.noted.append(turn)
        self._seen, self._others = [], []
        # What this took is none of the next turn's.
        self._before, self._used, self._usage = time.perf_counter(), time.thread_time(), _usage()

    @property
    def long(self) -> list[Turn]:
        """Those that took longer on the clock than allowed."""
        return [turn for turn in self.noted if turn.wall > ALLOWED_MS]

    def _at_work(self, shares: dict[int, Share]) -> tuple[tuple[str, Share], ...]:
        of_others = [(tid, share) for tid, share in shares.items() if tid != self._watcher]
        busy = sorted(of_others, key=lambda one: -one[1].worked - one[1].kept)
        named = self._shares.name if self._shares is not None else str
        return tuple((named(tid), share) for tid, share in busy[:4] if share.worked + share.kept > 0.3)

    def watch(self) -> None:
        """Look at the stacks of the threads in long turns, from another one, and count what each thread had."""
        if _TASKS.is_dir():
            self._shares = _Shares()
        threading.Thread(target=self._watch, daemon=True, name="watcher").start()

    def _watch(self) -> None:
        pause, own = threading.Event(), threading.get_ident()
        self._watcher = threading.get_native_id()
        while True:
            pause.wait(_LOOK_S)
            if time.perf_counter() - self._before <= _LONG_S:
                continue
            names = {thread.ident: thread.name for thread in threading.enumerate()}
            for ident, frame in sys._current_frames().items():
                if ident == self._thread:
                    self._seen.append(_place(frame) or "Qt")
                elif ident != own and frame.f_code.co_name not in _RESTS:
                    self._others.append(
                        f"{names.get(ident, 'a thread of Qt')}: {_place(frame) or frame.f_code.co_name}"
                    )


def _usage() -> tuple[int, int, int]:
    """Forced switches, page faults and those that read from the disk, of this thread so far."""
    used = resource.getrusage(resource.RUSAGE_THREAD)
    return used.ru_nivcsw, used.ru_minflt, used.ru_majflt


def _place(frame: FrameType) -> str:
    """The innermost lines of ours in a stack."""
    ours = [
        f"{Path(part.filename).stem}.{part.name}:{part.lineno}"
        for part in traceback.StackSummary.extract(traceback.walk_stack(frame), lookup_lines=False)
        if "studio_gui" in part.filename
    ]
    return " < ".join(ours[:3])


def _most(places: list[str]) -> str:
    return "; ".join(f"{place} ×{times}" for place, times in collections.Counter(places).most_common(4))


def say(turns: Turns, *, why: bool) -> int:
    """Print the worst turns; 1 when one took longer than allowed of the thread's own time."""
    print(f"{turns.count} turns noted, {len(turns.long)} longer than {ALLOWED_MS:.0f} ms; the worst ten:")
    for turn in sorted(turns.long, key=lambda one: -one.wall)[: 40 if why else 10]:
        told = turn.told() if why else f"own time {turn.own:6.1f} ms"
        print(f"  {turn.wall:7.1f} ms  {turn.doing}\n             {told}")
    if why:
        _say_whose(turns.long)
    return _say_own(turns.noted)


def _say_own(turns: list[Turn]) -> int:
    """Print how many turns took how much of the thread's own time; 1 when one took longer than allowed."""
    counts = ", ".join(f"{_over(turns, own)} over {own:.0f} ms" for own in OWN_MS)
    print(f"Of the thread's own time {counts}; the worst ten:")
    for turn in sorted(turns, key=lambda one: -one.own)[:10]:
        print(f"  {turn.own:7.1f} ms  ({turn.wall:.1f} on the clock)  {turn.doing}  {turn.where}".rstrip())
    by_doing: dict[str, list[Turn]] = collections.defaultdict(list)
    for turn in turns:
        if turn.own > OWN_MS[0]:
            by_doing[turn.doing].append(turn)
    print("So many over each, the worst of them, and what was going on:")
    for doing, some in sorted(by_doing.items(), key=lambda one: -max(turn.own for turn in one[1])):
        told = " ".join(f"{_over(some, own):4d}" for own in OWN_MS)
        print(f"  {told}  {max(turn.own for turn in some):5.1f} ms  {doing}")
    return 1 if _over(turns, ALLOWED_MS) else 0


def _over(turns: list[Turn], own_ms: float) -> int:
    return sum(turn.own > own_ms for turn in turns)


def _say_whose(turns: list[Turn]) -> None:
    of_machine = sum(turn.is_of_machine for turn in turns)
    of_display = sum(turn.is_of_display for turn in turns)
    print(f"{of_machine} of them would have been short if the thread had always had a core, and perhaps {of_display} more "
          "if the display had had one too; the others:")  # fmt: skip
    others = [turn for turn in turns if not turn.is_of_machine and not turn.is_of_display]
    for turn in sorted(others, key=lambda one: -one.waited):
        told = turn.told_of_others() or "nobody else at work"
        print(f"  {turn.wall:7.1f} ms, own {turn.own:5.1f}, waited {turn.waited:5.1f}: {turn.doing}; {told}")
