"""The wheel holds everything the program needs away from its checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_wheel_holds_the_program_and_its_resources_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
        commands = next(wheel.read(n).decode() for n in names if n.endswith("entry_points.txt"))
    assert "studio-gui = studio_gui.cli.main:main" in commands
    assert "studio_gui/_resources/presenters/presenters.json" in names
    assert "studio_gui/_resources/fonts/OFL.txt" in names
    assert "studio_gui/_resources/MANUAL.md" in names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"studio_gui"}
    kept = {p.relative_to(ROOT / "resources").as_posix() for p in (ROOT / "resources").rglob("*") if p.is_file()}
    assert {f"studio_gui/_resources/{path}" for path in kept} - set(names) == set()
