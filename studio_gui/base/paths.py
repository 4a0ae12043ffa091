"""Where things live: the user's folders and the resources that ship with the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME_VARIABLE = "STUDIO_HOME"
_APP = "scene-studio"


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
