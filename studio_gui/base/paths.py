"""Where things live: the user's folders and the resources that ship with the program."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME_VARIABLE = "STUDIO_HOME"
_APP = "scene-studio"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
"""What systems refuse, and marks that turn what follows around: “gpj.exe” would be read as “exe.jpg”."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class UserPaths:
    """The folders of one user; none of them is made until something is written."""

    config: Path
    data: Path
    cache: Path
    state: Path
    logs: Path


def user_paths() -> UserPaths:
    """The user's folders; ``STUDIO_HOME`` moves all of them under one."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser()
        return UserPaths(root / "config", root / "data", root / "cache", root / "state", root / "logs")
    import platformdirs

    dirs = platformdirs.PlatformDirs(_APP, appauthor=False)
    return UserPaths(
        dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_state_path, dirs.user_log_path
    )


@cache
def _resource_root() -> Path:
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_resources"
    return shipped if shipped.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file that ships with the program, e.g. ``resource("icons", "undo.svg")``."""
    return _resource_root().joinpath(*parts)


def safe_file_name(name: str, *, otherwise: str = "Video") -> str:
    """A file name that every system takes, without suffix; ``otherwise`` when nothing is left of it."""
    said = _FORBIDDEN.sub(" ", name).strip(" .")
    said = re.sub(r"\s+", " ", said)
    while len(said.encode("utf-8", "replace")) > 180:
        said = said[:-1]
    said = said.encode("utf-8", "ignore").decode("utf-8").strip(" .")
    return otherwise if not said or _RESERVED.fullmatch(said) else said
