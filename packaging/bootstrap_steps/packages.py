"""Installing locked packages with pip: a bar instead of its many lines, and sentences instead of its failures."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bootstrap_steps.console import Progress, SetupError, say

_AGAIN = "type the same command again; what was fetched is kept."


def install(python: Path, lock: Path) -> None:
    """Installs every package of the lock file, checked against its hash. Raises SetupError with a sentence."""
    # --no-compile: compile_all does it on every processor, and leaves out what nobody starts.
    command = [*_pip(python), "--no-compile", "--only-binary=:all:", "--require-hashes", "-r", str(lock)]
    names = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock.read_text("utf-8"), re.MULTILINE | re.IGNORECASE)
    progress = Progress("Installing packages", total=len(names) + 1)
    said: list[str] = []
    for line in _lines(command):
        said.append(line)
        _follow(line, progress)
    if said[-1] != "exit 0":
        progress.give_up()
        raise _reason("\n".join(said))
    progress.finish()


def install_project(python: Path, root: Path) -> None:
    """Installs the project itself, in place, without asking the network for anything."""
    command = [*_pip(python), "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(root)]
    said = list(_lines(command))
    if said[-1] != "exit 0":
        raise _reason("\n".join(said))


def compile_all(python: Path, root: Path) -> None:
    """Compiles the packages and the project, so that no start has to, even where Python may not write what it compiled.

    What cannot be compiled is left as it is: a start then does it, or says what is wrong with it.
    """
    say("Making the program quick to start ...")
    where = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    skipped = r"[/\\](tests?|testing|mypy|mypyc|pip|setuptools)[/\\]"
    command = [str(python), "-m", "compileall", "-qq", "-j", "0", "-x", skipped, where, str(root / "studio_gui")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _pip(python: Path) -> list[str]:
    return [str(python), "-m", "pip", "install", "--progress-bar=off", "--no-input", "--disable-pip-version-check"]


def _lines(command: list[str]) -> Iterator[str]:
    """The output of the command, line by line, and at last ``exit`` with its code; ends the command if left early."""
    settings = {**os.environ, "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8", "PIP_REQUIRE_VIRTUALENV": "1"}
    # A PYTHONPATH or PYTHONHOME of the person's shell would let foreign packages count as installed.
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"):
        settings.pop(name, None)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=settings
    ) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                yield line.strip()
        except BaseException:
            process.kill()
            raise
    yield f"exit {process.returncode}"


def _follow(line: str, progress: Progress) -> None:
    """Moves the bar by what pip says."""
    word, _, rest = line.partition(" ")
    if word in {"Collecting", "Ignoring", "Requirement"}:
        progress.step(rest.replace("already satisfied: ", "").split(" (")[0].split(":")[0])
    elif word == "Downloading":
        progress.show(rest.rsplit("/", 1)[-1])
    elif word == "Installing":
        progress.show("unpacking")
    elif word == "WARNING:" and "Retrying" in rest:
        progress.show("no answer from the package index, trying again")


def _reason(said: str) -> SetupError:
    """What pip's output means for the person."""
    if "No space left on device" in said or "Errno 28" in said:
        return SetupError("The disk filled up while packages were being installed.", f"Make room, and {_AGAIN}")
    if re.search(r"Retrying|NewConnectionError|NameResolution|ConnectTimeout|ReadTimeout|ProxyError|SSLError", said):
        return SetupError(
            "The packages could not be fetched: the package index cannot be reached.",
            f"Check the network (behind a proxy, set HTTPS_PROXY), and {_AGAIN}",
        )
    if "DO NOT MATCH THE HASHES" in said:
        return SetupError(
            "A fetched package is not the one this version was tested with, and was not installed.",
            "If you use a mirror of the package index, check that it passes files on unchanged.",
        )
    missing = re.search(r"No matching distribution found for (\S+)", said)
    if missing:
        return SetupError(
            f"The package {missing[1]} is not offered for this kind of computer and Python, or not by your package index.",
            "Python 3.11 on 64-bit Linux, macOS or Windows is the surest choice.",
        )
    lines = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()[-4:-1]
    return SetupError("Packages could not be installed: " + "\n".join(lines))
