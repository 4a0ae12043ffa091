"""Running a renderer as a process: how long it takes, and the most memory that it and its children hold at once."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_LOOK_EVERY_S = 0.02


@dataclass(frozen=True)
class Run:
    """Seconds on the clock, seconds of all processors, and MiB (0 where there is no /proc)."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def timed(command: list[str], folder: Path, *, say: str = "") -> Run:
    """Run a command to its end; ``say`` is written to its input, which stays open. Raises SystemExit when it fails."""
    begun_cpu, start = _cpu_s(), time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        peak = [0.0]
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
        process.stdin.write(say)
        process.stdin.flush()
        said = process.stdout.read()
        code = process.wait()
        taken = time.perf_counter() - start
        watcher.join()
    if code:
        raise SystemExit(f"{command[0]} failed: {said[-2000:]}")
    return Run(taken, _cpu_s() - begun_cpu, peak[0])


def ours(request: str, folder: Path) -> Run:
    """The renderer's worker on one request."""
    return timed([sys.executable, "-m", "studio_gui.render.worker"], folder, say=request + "\n")


def best(runs: list[Run]) -> Run:
    """The quickest."""
    return min(runs, key=lambda run: run.wall_s)


def words(name: str, runs: list[Run]) -> str:
    """A line of a table."""
    times = " / ".join(f"{run.wall_s:.2f}" for run in runs)
    most = max(run.peak_mib for run in runs)
    return f"{name:24} {times} s · {best(runs).cpu_s:.2f} s of processors · {most:.0f} MiB"


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], _tree_mib(process.pid))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK_EVERY_S)


def _tree_mib(pid: int) -> float:
    total, waiting = 0.0, [pid]
    while waiting:
        each = waiting.pop()
        try:
            lines = Path(f"/proc/{each}/status").read_text().splitlines()
            waiting += map(int, Path(f"/proc/{each}/task/{each}/children").read_text().split())
        except OSError:
            continue
        total += sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
    return total


def _cpu_s() -> float:
    times = os.times()
    return times.children_user + times.children_system
