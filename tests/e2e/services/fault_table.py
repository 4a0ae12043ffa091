"""Prints what comes of each fault: ``python tests/e2e/services/fault_table.py [words]``; ends with 1 if one is red."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.e2e.services.fault_cases import CASES


def main(wanted: str = "") -> int:
    """Play every case whose name has those words."""
    cases = [one for one in CASES if wanted.lower() in one.name.lower()]
    width, red = max((len(one.name) for one in cases), default=0), 0
    for one in cases:
        began = time.monotonic()
        try:
            with tempfile.TemporaryDirectory() as folder:
                one.run(Path(folder))
            said = "green"
        except AssertionError as error:
            red += 1
            said = f"RED    {error}"
        sys.stdout.write(f"{one.name:<{width}}  {time.monotonic() - began:5.1f} s  {said}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(cases) - red} of {len(cases)} green\n")
    return 1 if red or not cases else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
