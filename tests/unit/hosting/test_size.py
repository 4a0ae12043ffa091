"""Large files are streamed: what is sent does not have to fit into memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.hosting.s3_server import KEYS, S3Server

MEGABYTES = int(os.environ.get("STUDIO_LARGE_MB", "300"))
"""On demand more: ``STUDIO_LARGE_MB=2048``."""
_PROGRAM = """
import json, re, sys
from pathlib import Path
from studio_gui.base.settings import HostSetting
from studio_gui.providers.hosting.bringing import bring
from studio_gui.providers.hosting.opening import open_shelf
setting, keys, small, large = json.loads(sys.argv[1])
def peak_kb():
    # Of this program alone; what getrusage says begins with the parent's.
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
shelf = open_shelf(HostSetting.model_validate(setting), keys)
bring(shelf, Path(small))
before = peak_kb()
brought = bring(shelf, Path(large))
after = peak_kb()
print(json.dumps([(after - before) / 1024, brought.was_there, shelf.size(brought.name)]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux says it")
def test_a_large_film_costs_less_than_50_mb_of_memory(s3: S3Server, picture: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with open(film, "wb") as file:
        file.truncate(MEGABYTES << 20)  # a hole: it costs no disk here
    said = json.dumps([s3.setting(s3.bucket("large")).model_dump(), KEYS, str(picture), str(film)])
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, said], capture_output=True, text=True, timeout=600, check=True
    )  # fmt: skip
    grown_mb, was_there, size = json.loads(done.stdout)
    assert (was_there, size) == (False, MEGABYTES << 20)
    assert grown_mb < 50, f"{grown_mb:.0f} MB"
    print(f"{MEGABYTES} MB cost {grown_mb:.1f} MB of memory")
