"""Bundles of scenes: zip files whose members are called by the hash of what is in them."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path

from studio_gui.base.errors import ProjectFileError
from studio_gui.base.json_text import JsonDict, loads
from studio_gui.files.payload import MAX_FILE_BYTES
from studio_gui.files.versions.entry import hash_of
from studio_gui.files.writing import make_folder, replace_file
from studio_gui.model.reading import as_object

SCENES_FOLDER = "scenes"
_SUFFIX = ".zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The same scenes give the same bytes, whenever they are written."""


def bundle_path(folder: Path, name: str) -> Path:
    """Where the bundle of that name lies below ``.versions/``."""
    return folder / SCENES_FOLDER / f"{name}{_SUFFIX}"


def bundle_names(folder: Path) -> dict[str, Path]:
    """The bundles there are, by name."""
    return {path.stem: path for path in (folder / SCENES_FOLDER).glob(f"*{_SUFFIX}")}


def write_bundle(folder: Path, scenes: Mapping[str, str]) -> str:
    """Write scenes, text by hash, and answer the name of their bundle; raises :class:`TargetError`."""
    name = hashlib.sha256(" ".join(sorted(scenes)).encode()).hexdigest()[:20]
    path = bundle_path(folder, name)
    make_folder(path.parent)
    replace_file(path, _packed(scenes))
    return name


def _packed(scenes: Mapping[str, str]) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        for name in sorted(scenes):
            bundle.writestr(_member(name), scenes[name])
    return room.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(f"{name}.json", _LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def hashes_in(folder: Path, name: str) -> frozenset[str]:
    """What scenes a bundle holds; none when it is gone or cut off."""
    try:
        with zipfile.ZipFile(bundle_path(folder, name)) as bundle:
            return frozenset(member.removesuffix(".json") for member in bundle.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return frozenset()


def read_scenes(folder: Path, name: str, hashes: Collection[str]) -> dict[str, JsonDict]:
    """Some scenes of a bundle as JSON, by hash.

    Raises :class:`ProjectFileError` when the bundle is gone, is no bundle, or holds something else than it says.
    """
    try:
        with zipfile.ZipFile(bundle_path(folder, name)) as bundle:
            return {wanted: _scene(bundle, wanted) for wanted in hashes}
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise ProjectFileError(
            "A part of that version is missing or damaged.", "Choose another version.", f"{name}: {error!r}"
        ) from None


def _scene(bundle: zipfile.ZipFile, name: str) -> JsonDict:
    info = bundle.getinfo(f"{name}.json")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("packed in another way")
    with bundle.open(info) as stream:
        # Read as a whole, a member would be unpacked to its end, whatever size it says it has.
        content = stream.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise ValueError("too large")
    text = content.decode("utf-8")
    if hash_of(text) != name:
        raise ValueError("not what it says")
    return as_object(loads(text, "The scene"), "The scene")
