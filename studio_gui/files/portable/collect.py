"""Media that lie outside the project's folder, copied into it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from studio_gui.base.errors import MediaError
from studio_gui.base.media import BUILTIN, resolve
from studio_gui.files.media import MediaFolder
from studio_gui.files.portable.listing import media_list
from studio_gui.model.edits.media_refs import replace_refs
from studio_gui.model.project import Project


@dataclass(frozen=True, slots=True)
class Collected:
    """What was brought in: old reference to new one; and names of what could not be."""

    refs: dict[str, str]
    failed: tuple[str, ...] = ()

    def edit(self, project: Project) -> Project:
        """The project with what was brought in, in the place of what lies outside; everything else stays."""
        return replace_refs(project, self.refs)


def collect(project: Project, path: Path) -> Collected:
    """Copy what the project at ``path`` needs from outside into its ``media/``; raises :class:`TargetError`.

    That is what ships with the program, files named by their path, and ``file:`` addresses. What is only online stays
    there. The project is not changed; :meth:`Collected.edit` does that.
    """
    media = MediaFolder(path.parent)
    refs: dict[str, str] = {}
    failed: list[str] = []
    for entry in media_list(project, path):
        if entry.state != "outside":
            continue
        file = _outside_file(entry.ref, path.parent)
        try:
            if file is None:
                raise MediaError(f"“{entry.name}” is not there.")
            refs[entry.ref] = media.add(file)
        except MediaError:
            failed.append(entry.name)
    return Collected(refs, tuple(failed))


def _outside_file(ref: str, folder: Path) -> Path | None:
    if ref.startswith(BUILTIN):
        return resolve(ref, None)
    parts = urlsplit(ref)
    if parts.scheme == "file":
        file = Path(unquote(parts.path))
    elif len(parts.scheme) > 1:
        return None
    else:
        file = folder / ref
    try:
        return file if file.is_file() else None
    except (OSError, ValueError):
        return None
