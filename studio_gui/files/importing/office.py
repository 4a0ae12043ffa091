"""LibreOffice, where it is installed: slides as a PDF, for pictures of their charts, and other tables as workbooks."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

LONGEST_S = 180.0
_LOOK_S = 0.2
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_office() -> Path | None:
    """The program, or None where there is none; ``STUDIO_OFFICE`` names another, empty for none at all."""
    named = os.environ.get("STUDIO_OFFICE")
    if named is not None:
        return Path(named) if named and Path(named).is_file() else None
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(place) for place in _PLACES if Path(place).is_file()), None)


def converted(office: Path, file: Path, folder: Path, form: str, *, go_on: Callable[[], None]) -> Path | None:
    """The file as a ``pdf`` or ``xlsx`` in ``folder``; None when the program fails or takes longer than three minutes.

    ``go_on`` is called all the while, and may raise to stop. The program gets a profile of its own in the folder: one
    that is open on the desktop would otherwise take the work over, and nothing would come back.
    """
    # Under a name of our own: what a file is called must not be an option or a path to the program.
    source = folder / f"document{file.suffix.lower()}"
    shutil.copyfile(file, source)
    profile = (folder / "profile").as_uri()
    words = [
        str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", form, "--outdir",
        str(folder), str(source),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError:
        return None
    try:
        waited = 0.0
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_S)
                break
            waited += _LOOK_S
            if waited > LONGEST_S:
                return None
            go_on()
    finally:
        _end(process)
    made = source.with_suffix(f".{form}")
    return made if process.returncode == 0 and made.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, and what it started, when it still runs."""
    if process.poll() is not None:
        return
    if sys.platform != "win32":
        import signal

        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
