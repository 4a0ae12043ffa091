"""A presentation's file, opened without trusting it.

The library that reads slides takes a whole package into memory, follows what it names and stops at the first thing
that is missing. So it is never given the file: it gets a copy in memory that holds the XML alone, checked part by
part, with sizes counted while they are unpacked, parts that are no XML or declare entities left out, and
relationships to what is not there taken away. Pictures and films stay in the file until one of them is wanted.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from studio_gui.base.errors import ImportFailed

MOST_PARTS = 20_000
MOST_XML_BYTES = 24 << 20
"""Of one part; a slide of a thousand shapes has about a megabyte."""
MOST_XML_ALTOGETHER = 96 << 20
"""A tree in memory takes several times as much; five hundred crowded slides have half of it."""
MOST_MEDIA_BYTES = 2 << 30
_SUSPICIOUS_BYTES, _SUSPICIOUS_RATIO = 64 << 20, 200
_BLOCK = 1 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES, _ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_MAINS_ALIKE = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.presentationml\.(?:slideshow|template)"
    rb"|ms-powerpoint\.(?:slideshow|template|addin)\.macroEnabled)\.main\+xml"
)
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class Package:
    """The parts of a presentation; use it in a ``with``."""

    def __init__(self, file: Path) -> None:
        """Raises :class:`ImportFailed` for what is no presentation, protected, broken, or larger than is sane."""
        self.what = f"“{file.name}”"
        self.damaged: list[str] = []
        """Names of the parts that could not be read."""
        _refuse_other_files(file, self.what)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
            raise self._broken(error) from None
        try:
            self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist() if not info.is_dir()}
            if len(self._names) > MOST_PARTS:
                raise ImportFailed(f"{self.what} has more than {MOST_PARTS:,} parts.", "Save a smaller presentation.")
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def light_copy(self) -> BinaryIO:
        """The package with its XML alone, sound; everything else is there by name and empty.

        Raises :class:`ImportFailed` for one that is no presentation, or in a form that is not read.
        """
        kept = self._sound_parts()
        if _TYPES not in kept or _ROOT_RELS not in kept:
            raise ImportFailed(f"{self.what} is not a PowerPoint presentation.", "Choose a .pptx file.")
        if _STRICT in kept.get("ppt/presentation.xml", b""):
            raise ImportFailed(
                f"{self.what} is saved in the “strict” form, which is not read here.",
                "Save it as an ordinary PowerPoint presentation (.pptx).",
            )
        kept[_TYPES] = _MAINS_ALIKE.sub(_MAIN, kept[_TYPES])
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
            for name, content in kept.items():
                is_related = name.endswith(".rels")
                target.writestr(name, _with_targets_there(name, content, kept) if is_related else content)
        copy.seek(0)
        return copy

    def _sound_parts(self) -> dict[str, bytes]:
        kept: dict[str, bytes] = {}
        room = MOST_XML_ALTOGETHER
        for name in self._names:
            if not name.endswith((".xml", ".rels")):
                kept[name] = b""
                continue
            content = self._xml(name, min(room, MOST_XML_BYTES))
            if content is not None:
                kept[name] = content
                room -= len(content)
            else:
                self.damaged.append(name)
        return kept

    def _xml(self, name: str, most: int) -> bytes | None:
        """The content of a part, None when it is broken; raises when it is too large."""
        if is_unpacked_at_once(self._names[name]):
            return None
        try:
            with self._zip.open(self._names[name]) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, OSError, zlib.error, RuntimeError, EOFError, ValueError):
            return None
        if len(content) > most:
            raise ImportFailed(f"{self.what} is far larger unpacked than slides are.", "Save a smaller presentation.")
        return content if is_sound_xml(content) else None

    def has(self, name: str) -> bool:
        """Whether the file has a part of that name (``ppt/media/image1.png``)."""
        return name.lstrip("/") in self._names

    def unpack(self, name: str, target: Path) -> bool:
        """Write a part to a file; False when it is not there, broken, or blown up."""
        info = self._names.get(name.lstrip("/"))
        if info is None or _is_blown_up(info) or is_unpacked_at_once(info):
            return False
        try:
            with self._zip.open(info) as stream, open(target, "wb") as file:
                for block in _blocks(stream):
                    file.write(block)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError):
            return False
        return target.stat().st_size > 0

    def _broken(self, error: Exception) -> ImportFailed:
        return ImportFailed(
            f"{self.what} is broken or not a presentation.",
            "Open it in its own program and save it again.",
            repr(error),
        )


def is_sound_xml(content: bytes) -> bool:
    """Whether it is well-formed XML that declares no document type, hence no entities."""
    try:
        root = etree.fromstring(content, etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return not root.getroottree().docinfo.doctype


def _refuse_other_files(file: Path, what: str) -> None:
    try:
        with open(file, "rb") as stream:
            head = stream.read(8)
            if head == _OLE:
                is_locked = any(_ENCRYPTED in block for block in _overlapping(stream))
                if is_locked:
                    raise ImportFailed(
                        f"{what} is protected by a password.", "Save it without one in its own program, then import it."
                    )
                raise ImportFailed(
                    f"{what} is in the old form of PowerPoint (.ppt).", "Save it as .pptx, then import that."
                )
    except OSError as error:
        raise ImportFailed(f"{what} cannot be read.", "Check the path and its rights.", str(error)) from None
    if head[:2] != b"PK":
        raise ImportFailed(f"{what} is not a PowerPoint presentation.", "Choose a .pptx file.")


def _overlapping(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream in blocks that share their ends, so that no word is cut."""
    last = b""
    for _ in range(256):
        block = stream.read(_BLOCK)
        if not block:
            return
        yield last + block
        last = block[-len(_ENCRYPTED) :]


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    left = MOST_MEDIA_BYTES
    while block := stream.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise ValueError("too large")
        yield block


def _is_blown_up(info: zipfile.ZipInfo) -> bool:
    if info.file_size > MOST_MEDIA_BYTES:
        return True
    return info.file_size > _SUSPICIOUS_BYTES and info.file_size > _SUSPICIOUS_RATIO * max(1, info.compress_size)


def is_unpacked_at_once(info: zipfile.ZipInfo) -> bool:
    """Whether the library unpacks it in one go, however much comes out; no presentation is packed so."""
    return info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _with_targets_there(name: str, content: bytes, kept: dict[str, bytes]) -> bytes:
    """Relationships without those that lead to a part that is not there."""
    root = etree.fromstring(content, etree.XMLParser(**_PARSER))
    source = posixpath.dirname(posixpath.dirname(name))
    for related in root.findall(_RELATED):
        if related.get("TargetMode") == "External":
            continue
        target = related.get("Target") or ""
        path = posixpath.normpath(posixpath.join("/" + source, target)).lstrip("/")
        if path not in kept or not related.get("Id") or not related.get("Type"):
            root.remove(related)
    said: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return said
