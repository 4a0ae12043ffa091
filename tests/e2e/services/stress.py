"""The long forms, on demand: ``python tests/e2e/services/stress.py exports [100]`` and ``… kills [100]``, ``… wishes [20]``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.e2e.services.working import export_many, kill_at_random, meddle_at_random


def main(what: str, count: int) -> None:
    """Play one of them; an ``AssertionError`` says what went wrong."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if what == "exports":
            said = str(dict(export_many(Path(folder), jobs=count, processes=4)))
        elif what == "wishes":
            meddle_at_random(Path(folder), rounds=count, jobs=max(4, count // 2), seed=count)
            said = f"{count} rounds of wishes and kills"
        else:
            kill_at_random(Path(folder), kills=count, jobs=max(4, count // 3), seed=count)
            said = f"{count} kills"
    sys.stdout.write(f"{what} {count}: {said}, {time.monotonic() - began:.0f} s, nothing twice, nothing lost\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100)
