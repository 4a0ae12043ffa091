"""The media of a project: what there is, how large, how often it is used, and what nobody uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from studio_gui.base.errors import TargetError
from studio_gui.base.media import BUILTIN, refs_in, resolve
from studio_gui.base.media_names import kind_by_name
from studio_gui.files.names import media_of_scene, name_of
from studio_gui.files.project_file import MEDIA_FOLDER, SUFFIX
from studio_gui.files.versions import media_of_versions
from studio_gui.files.writing import target_error
from studio_gui.model.edits.media_refs import url_field
from studio_gui.model.project import Project, Scene

Kind = Literal["picture", "video", "sound"]
State = Literal["here", "missing", "unused", "outside", "online"]
"""``outside``: ships with the program or lies elsewhere on this computer; ``online``: known by its address alone."""


@dataclass(frozen=True, slots=True)
class MediaEntry:
    """One medium of a project."""

    ref: str
    """``media/…``, ``builtin:…``, a path, or an address."""
    name: str
    kind: Kind
    state: State
    uses: int
    size: int = 0
    """Bytes; 0 when the file is not here."""
    url: str = ""
    """A public address it is known to have."""
    scenes: tuple[int, ...] = ()
    """The numbers of the scenes that use it, from 1."""


def media_list(project: Project, path: Path | None, *, also_used: Collection[str] = ()) -> tuple[MediaEntry, ...]:
    """Every medium of the project at ``path`` and every file in its folder, missing ones first, then by name.

    ``also_used`` are references that the undo history or waiting jobs still need: such files are not called unused.
    """
    folder = path.parent if path is not None else None
    uses: Counter[str] = Counter()
    urls: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for number, scene in enumerate(project.scenes, 1):
        found = Counter(media_of_scene(scene))
        for ref, url in _addresses(scene):
            if ref:
                urls.setdefault(ref, url)
            else:
                found[url] += 1
        uses.update(found)
        for ref in found:
            places.setdefault(ref, []).append(number)
    entries = [
        replace(_entry(ref, count, project, folder, urls.get(ref, "")), scenes=tuple(places[ref]))
        for ref, count in uses.items()
    ]
    if path is not None:
        spared = {*uses, *also_used, *_spared(path)}
        entries += [_unused(ref, project, path.parent) for ref in _files_in(path.parent) if ref not in spared]
    order = ("missing", "here", "outside", "online", "unused")
    return tuple(sorted(entries, key=lambda entry: (order.index(entry.state), entry.name.casefold(), entry.ref)))


def missing_media(project: Project, folder: Path | None) -> tuple[str, ...]:
    """The references to files of the project that are not there, each once."""
    refs = dict.fromkeys(ref for scene in project.scenes for ref in media_of_scene(scene))
    return tuple(ref for ref in refs if resolve(ref, folder) is None)


def clean(path: Path, entries: Collection[MediaEntry]) -> int:
    """Remove unused files from the project's folder; answers the bytes that are free now. Raises :class:`TargetError`.

    Whoever calls this has asked: it cannot be undone.
    """
    freed = 0
    for entry in entries:
        file = resolve(entry.ref, path.parent)
        if entry.state != "unused" or file is None:
            continue
        try:
            file.unlink()
        except OSError as error:
            raise TargetError(f"“{entry.name}” cannot be removed.", "Check its rights.", str(error)) from None
        freed += entry.size
    return freed


def kind_of(ref: str) -> Kind:
    """What a file is, by the suffix it was given when it was taken in."""
    kind = kind_by_name(ref.partition("?")[0])
    return "sound" if kind == "audio" else kind


def _addresses(scene: Scene) -> Iterator[tuple[str, str]]:
    """(reference, address) of everything that has an address; the reference is empty where there is no file."""
    if scene.background.source_url:
        yield scene.background.studio.media, scene.background.source_url
    for clip in scene.clips:
        field = url_field(clip)
        if field and getattr(clip, field):
            yield clip.studio.media, str(getattr(clip, field))


def _entry(ref: str, uses: int, project: Project, folder: Path | None, url: str) -> MediaEntry:
    if ref.startswith(("http://", "https://")):
        return MediaEntry(ref, ref.partition("?")[0].rpartition("/")[2] or ref, kind_of(ref), "online", uses, 0, ref)
    if not ref.startswith((f"{MEDIA_FOLDER}/", BUILTIN)):
        return MediaEntry(ref, ref.rpartition("/")[2] or ref, kind_of(ref), "outside", uses)
    file = resolve(ref, folder)
    state: State = "missing" if file is None else "outside" if ref.startswith(BUILTIN) else "here"
    return MediaEntry(ref, name_of(ref, project), kind_of(ref), state, uses, _size(file), url)


def _unused(ref: str, project: Project, folder: Path) -> MediaEntry:
    return MediaEntry(ref, name_of(ref, project), kind_of(ref), "unused", 0, _size(resolve(ref, folder)))


def _size(file: Path | None) -> int:
    try:
        return file.stat().st_size if file is not None else 0
    except OSError:
        return 0


def _files_in(folder: Path) -> list[str]:
    media = folder / MEDIA_FOLDER
    try:
        names = sorted(file.name for file in media.iterdir()) if media.is_dir() else []
    except OSError as error:
        raise target_error(media, error) from None
    return [ref for ref in (f"{MEDIA_FOLDER}/{name}" for name in names) if resolve(ref, folder) is not None]


def _spared(path: Path) -> set[str]:
    """What other projects in the folder, the file on the disk and earlier versions need.

    Where one of them cannot be read nobody knows what it needs: then it is all that is there.
    """
    try:
        refs = set(media_of_versions(path))
        for file in path.parent.glob(f"*{SUFFIX}"):
            if not file.is_dir():
                refs |= refs_in(file.read_text("latin-1"))
    except OSError:
        return set(_files_in(path.parent))
    return refs
