"""``run``: the window on a project, or, where there is no display, the same job without one and a picture of the window."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from bootstrap_steps.console import SetupError, say
from bootstrap_steps.environment import ROOT, Environment
from studio_gui.base.screen import has_display

SAMPLE = "onboarding"
INTERRUPTED = 130
_PROJECT_NAME = "Onboarding"


def named_project(name: str | None) -> Path | None:
    """The project the person named. Raises SetupError where there is none, before anything costly is begun."""
    if name is None:
        return None
    path = Path(name).expanduser()
    if not path.exists():
        raise SetupError(f"There is no project at {path}.", "Name a .studio file, or the folder it is in.")
    return path


def launch(place: Environment, *, project: Path | None) -> int:
    """Opens the window on the project, or on the sample, or makes its video; returns the exit code of the program."""
    path = project or _sample_project(place)
    if has_display():
        return _call([str(place.program("studio-gui")), str(path)], dict(os.environ))
    say("There is no display here, so the video is made without a window.")
    return _make_video_and_picture(place, path)


def _sample_project(place: Environment) -> Path:
    """The person's copy of the sample; made the first time, and left as the person changed it after that."""
    folder = _projects_folder() / _PROJECT_NAME
    if not any(folder.glob("*.studio")):
        _program(place, "new", str(folder), "--from", SAMPLE)
    return folder


def _projects_folder() -> Path:
    """``Scene Studio`` in the person's home; a temporary folder where the home cannot be written to."""
    folder = Path.home() / "Scene Studio"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="scene-studio-"))
    return folder


def _make_video_and_picture(place: Environment, project: Path) -> int:
    renders = (project if project.is_dir() else project.parent) / "renders"
    before = _files(renders)
    _program(place, "export", str(project), "--to", "computer", "--wait")
    fresh = [p for p in _files(renders) - before if p.suffix == ".mp4"]
    video = _proved(max(fresh, key=lambda p: p.stat().st_mtime, default=None), b"ftyp", at=4, what="video")
    picture = renders / "window.png"
    picture.unlink(missing_ok=True)
    _offscreen(place, "-m", "studio_gui.ui.picture", "-o", str(picture), str(project))
    _proved(picture, b"\x89PNG", at=0, what="picture of the window")
    say("")
    say(f"The video:              {video}")
    say(f"A picture of the window: {picture}")
    return 0


def _files(folder: Path) -> set[Path]:
    return set(folder.iterdir()) if folder.is_dir() else set()


def _proved(path: Path | None, mark: bytes, *, at: int, what: str) -> Path:
    """The path, once the file is seen to be there and of its kind."""
    try:
        content = path.read_bytes()[: at + len(mark)] if path else b""
    except OSError:
        content = b""
    if path is None or content[at:] != mark:
        raise SetupError(f"The {what} was not made.", "The lines above say why.")
    return path


def _program(place: Environment, *arguments: str) -> None:
    _run(place, [str(place.program("studio-gui")), *arguments], dict(os.environ))


def _offscreen(place: Environment, *arguments: str) -> None:
    _run(place, [str(place.python), *arguments], {**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def _run(place: Environment, command: list[str], settings: dict[str, str]) -> None:
    """Runs a part of the program, its words shown as they come. Raises SetupError when it fails."""
    code = _call(command, settings)
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    if code != 0:
        shown = shlex.join([Path(command[0]).name, *command[1:]])
        raise SetupError(f"This step failed with the code {code}: {shown}", f"(in {ROOT}, with {place.folder})")


def _call(command: list[str], settings: dict[str, str]) -> int:
    """The exit code of the program; Ctrl-C reaches it too, and it is waited for while it puts its things in order."""
    for name in ("PYTHONPATH", "PYTHONHOME"):
        settings.pop(name, None)
    with subprocess.Popen(command, env=settings) as program:
        try:
            return program.wait()
        except KeyboardInterrupt:
            program.wait()
            return INTERRUPTED
