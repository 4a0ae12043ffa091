"""A project in one zip file, written as a whole or not at all, and opened without trusting it.

::

    Name/Name.studio
    Name/media/<content>.<suffix>

Only what the project uses goes in; earlier versions, renders and what lies about in the folder stay at home: drafts
are private. What is online or ships with the program is not packed.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from studio_gui.base.errors import ProjectFileError, TargetError
from studio_gui.base.media import resolve
from studio_gui.files.names import media_in, name_of, with_names
from studio_gui.files.payload import MAX_FILE_BYTES
from studio_gui.files.project_file import MEDIA_FOLDER, SUFFIX, open_project
from studio_gui.files.project_text import project_bytes
from studio_gui.files.writing import make_folder, replacing, target_error
from studio_gui.model.project import Project

PACKAGE_SUFFIX = ".zip"
_MOST_ENTRIES_BYTES = 8 << 20
"""Of the list at the end of a package, which is read into memory: some 80,000 files."""
_MOST_BLOWN_UP = 100
"""Media are packed as they are, and JSON shrinks to a twentieth: more than this is no honest package."""
_ROOM = 64 << 20
_BLOCK = 1 << 20
_REF = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.[A-Za-z0-9]{1,8}")
_HASHED = re.compile(r"([0-9a-f]{16})\.[A-Za-z0-9]{1,8}")
_DATE = (1980, 1, 1, 0, 0, 0)
_UNPACKED_BIT_BY_BIT = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The library unpacks other kinds in one go, however much comes out: a few kilobytes fill the memory."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, struct.error)


@dataclass(frozen=True, slots=True)
class Packed:
    """What a package became: its size in bytes, and the names of media that were missing."""

    size: int
    missing: tuple[str, ...]


def write_package(
    project: Project, path: Path, target: Path, *, progress: Callable[[float], None] = lambda share: None
) -> Packed:
    """Pack the project, whose media lie beside ``path``, into ``target``; raises :class:`TargetError`.

    The same project gives the same bytes.
    """
    files = [(ref, resolve(ref, path.parent)) for ref in media_in(project) if ref.startswith(f"{MEDIA_FOLDER}/")]
    missing = tuple(name_of(ref, project) for ref, file in files if file is None)
    there = [(ref, file) for ref, file in files if file is not None]
    with replacing(target) as stream, zipfile.ZipFile(stream, "w", allowZip64=True) as package:
        content = project_bytes(with_names(project))
        package.writestr(_member(f"{path.stem}/{path.stem}{SUFFIX}", zipfile.ZIP_DEFLATED), content)
        for number, (ref, file) in enumerate(there):
            progress(number / len(there))
            member = _member(f"{path.stem}/{ref}", zipfile.ZIP_STORED)
            member.file_size = file.stat().st_size
            with package.open(member, "w", force_zip64=member.file_size > 1 << 31) as inside, open(file, "rb") as media:
                shutil.copyfileobj(media, inside, _BLOCK)
    return Packed(target.stat().st_size, missing)


def _member(name: str, method: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = method
    member.external_attr = (stat.S_IFREG | 0o644) << 16
    return member


def open_package(package: Path, folder: Path) -> Path:
    """Unpack a package into the new folder ``folder`` and answer its ``.studio`` file.

    Nothing is written anywhere else, and nothing stays behind when it fails. Raises :class:`ProjectFileError` with a
    sentence for everything that is no honest package, :class:`TargetError` when it cannot be written.
    """
    if package.is_dir():
        raise ProjectFileError(f"“{package.name}” is a folder, and no package.", "Choose a packed project (.zip).")
    if folder.exists():
        raise TargetError(f"“{folder}” is there already.", "Choose another name.")
    make_folder(folder.parent)
    part = folder.parent / f".studio-{secrets.token_hex(6)}.part"
    try:
        with open(package, "rb") as stream:
            name = _unpack(stream, package, part)
        os.replace(part, folder)
    except _BROKEN as error:
        raise _refused(package, "it is broken, or no package", repr(error)) from None
    except OSError as error:
        if error.filename == str(package):
            raise ProjectFileError(f"“{package.name}” cannot be read.", "Check the path.", str(error)) from None
        raise target_error(folder, error) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / name


def _unpack(stream: BinaryIO, package: Path, part: Path) -> str:
    """Unpack into ``part`` and see that it is a project; answers the name of its file."""
    _check_list(stream, package)
    with zipfile.ZipFile(stream) as source:
        members = _members(source, package)
        (part / MEDIA_FOLDER).mkdir(parents=True)
        names = [name for name in members if name.endswith(SUFFIX)]
        if len(names) != 1:
            raise _refused(package, f"it holds {len(names) or 'no'} projects" if names else "it holds no project")
        for name, member in members.items():
            _write(source, member, part / name, package)
    open_project(part / names[0])
    return names[0]


def _check_list(stream: BinaryIO, package: Path) -> None:
    """Refuse a list of files that is too long before anybody reads it into memory."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - (1 << 16) - 22))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise _refused(package, "it is broken, or no package")
    length = struct.unpack_from("<L", tail, at + 12)[0]
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if length == 0xFFFFFFFF and wide >= 0 and len(tail) >= wide + 48:
        length = struct.unpack_from("<Q", tail, wide + 40)[0]
    if length > _MOST_ENTRIES_BYTES:
        raise _refused(package, "it holds far more files than a project has")
    stream.seek(0)


def _members(source: zipfile.ZipFile, package: Path) -> dict[str, zipfile.ZipInfo]:
    """What is to be unpacked by where it goes: the project and its media. All names are looked at, the others too."""
    found: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for member in source.infolist():
        _check_member(member, package)
        total += member.file_size
        name = member.filename
        inner = name.partition("/")[2] if "/" in name and not _REF.fullmatch(name) else name
        is_project = "/" not in inner and inner.endswith(SUFFIX) and not inner.startswith(".")
        if member.is_dir() or name.startswith("__MACOSX/") or not (is_project or _REF.fullmatch(inner)):
            continue
        if inner in found:
            raise _refused(package, f"it holds “{inner[:80]}” twice")
        if is_project and member.file_size > MAX_FILE_BYTES:
            raise _refused(package, "its project is larger than any project")
        found[inner] = member
    if total > _MOST_BLOWN_UP * max(1, os.fstat(source.fp.fileno()).st_size if source.fp else 0) + _ROOM:
        raise _refused(package, "it is far larger unpacked than it says")
    return found


def _check_member(member: zipfile.ZipInfo, package: Path) -> None:
    name, mode = member.orig_filename, member.external_attr >> 16
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or ":" in (parts[0] if parts else ""):
        raise _refused(package, "a file in it leads out of its folder")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(package, "it holds links, which may lead anywhere")
    if member.flag_bits & 1:
        raise _refused(package, "it is protected by a password")
    if member.compress_type not in _UNPACKED_BIT_BY_BIT:
        raise _refused(package, "it is packed in a way that is not read here")
    if member.file_size > _ROOM and member.file_size > _MOST_BLOWN_UP * max(1, member.compress_size):
        raise _refused(package, "it is far larger unpacked than it says")


def _write(source: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, package: Path) -> None:
    left, digest = member.file_size, hashlib.sha256()
    with source.open(member) as inside, open(target, "xb") as file:
        while block := inside.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise _refused(package, "it is far larger unpacked than it says")
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    said = _HASHED.fullmatch(target.name)
    if said and not digest.hexdigest().startswith(said[1]):
        raise _refused(package, f"“{target.name}” is damaged")


def _refused(package: Path, why: str, detail: str = "") -> ProjectFileError:
    return ProjectFileError(
        f"“{package.name}” cannot be opened: {why}.", "Ask for the package again, or choose another file.", detail
    )
