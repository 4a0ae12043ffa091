"""The virtual environment ``.venv``: made from the lock files, made anew when it was interrupted or moved, else left alone."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bootstrap_steps import packages
from bootstrap_steps.console import SetupError, say
from bootstrap_steps.system import install_venv_module

Level = Literal["run", "test"]

ROOT = Path(__file__).resolve().parents[2]
LOCKS: dict[Level, Path] = {
    "run": ROOT / "packaging" / "requirements.lock",
    "test": ROOT / "packaging" / "requirements-dev.lock",
}
_SPACE_BYTES = 1_800_000_000
_SPACE_TEXT = "1.8 GB"


@dataclass(frozen=True)
class Environment:
    """A virtual environment and the stamp in it that says what it holds."""

    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self._programs / ("python.exe" if os.name == "nt" else "python")

    def program(self, name: str) -> Path:
        """A command that an installed package brought, such as ``pytest``."""
        return self._programs / (f"{name}.exe" if os.name == "nt" else name)

    @property
    def _programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def _stamp(self) -> Path:
        return self.folder / "bootstrap.json"

    def has(self, level: Level) -> bool:
        """Whether everything of the level is installed, as far as a look at a few files can tell."""
        stamp = self._read_stamp()
        return stamp.get("place") == self._place() and stamp.get(level) == _wanted(level)

    def prepare(self, level: Level) -> None:
        """Installs what is missing for the level. Raises SetupError with a sentence when it cannot."""
        if self.has(level):
            return
        if not self._is_sound():
            self._make()
        had_tests = self._read_stamp().get("test") == _wanted("test")
        self._write_stamp({"state": "unfinished"})
        packages.install(self.python, LOCKS[level])
        packages.install_project(self.python, ROOT)
        packages.compile_all(self.python, ROOT)
        stamp = {"place": self._place(), "run": _wanted("run")}
        # The lock of the tests holds everything of the other one.
        if level == "test" or had_tests:
            stamp["test"] = _wanted("test")
        self._write_stamp(stamp)

    def _is_sound(self) -> bool:
        """Whether the environment was once finished, here and with the Python it still has."""
        return self._read_stamp().get("place") == self._place()

    def _make(self) -> None:
        if self.folder.exists():
            say("Making .venv anew: it was interrupted half-way, moved, or belongs to another Python.")
            _remove(self.folder)
        _check_space()
        install_venv_module()
        say(f"Making .venv with Python {sys.version.split()[0]} ...")
        # Started from within the environment itself, the Python outside of it has to make the new one.
        outside = getattr(sys, "_base_executable", None) or sys.executable
        made = subprocess.run([outside, "-m", "venv", str(self.folder)], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise _no_environment((made.stdout + made.stderr).strip())

    def _place(self) -> str:
        """Where the environment is and which interpreter it leads to: a change of either makes it useless."""
        try:
            real = os.path.realpath(self.python)
            details = os.stat(real)
        except OSError:
            return ""
        return f"{self.folder} {real} {details.st_size} {int(details.st_mtime)}"

    def _read_stamp(self) -> dict[str, str]:
        try:
            read = json.loads(self._stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return read if isinstance(read, dict) else {}

    def _write_stamp(self, content: dict[str, str]) -> None:
        # Replaced in one go: a half-written stamp would read as none at all, and cost a whole installation.
        draft = self._stamp.with_suffix(".part")
        draft.write_text(json.dumps(content, indent=1), "utf-8")
        os.replace(draft, self._stamp)


def environment() -> Environment:
    """The environment of this checkout."""
    return Environment(ROOT / ".venv")


def _wanted(level: Level) -> str:
    """A fingerprint of what the level installs; line ends are left out, since a checkout on Windows changes them."""
    digest = hashlib.sha256()
    for path in (LOCKS[level], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _check_space() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < _SPACE_BYTES:
        raise SetupError(
            f"There is not enough room on the disk of {ROOT}: {free / 1e9:.1f} GB are free, {_SPACE_TEXT} are needed.",
            "Make room, and type the same command again.",
        )


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise SetupError(
            f"The old environment {folder} cannot be removed: {error.strerror}.",
            "Close the programs that use it, delete the folder, and type the same command again.",
        ) from error


def _no_environment(said: str) -> SetupError:
    if "No space left" in said:
        return SetupError(f"The disk is full: {ROOT}", "Make room, and type the same command again.")
    if "Permission denied" in said:
        return SetupError(
            f"Nothing may be written to {ROOT}.", "Use a copy of this folder that belongs to you, and try again there."
        )
    last = said.splitlines()[-1] if said else "it gave no reason"
    return SetupError(f"Python could not make a virtual environment in {ROOT}: {last}")
