"""The media of a project: files named by their content in ``media/``, and those that ship with the program.

A reference is ``media/<16 hex digits>.<suffix>`` (relative to the project's folder) or ``builtin:<path>`` (in the
program's resources). The same content is kept once; a file is never changed after it was added.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from pathlib import Path

from studio_gui.base.errors import MediaError, TargetError
from studio_gui.base.media import BUILTIN, resolve
from studio_gui.base.media_names import MediaKind
from studio_gui.files.names import name_of, note_name
from studio_gui.files.probing import MediaFacts, probe
from studio_gui.files.writing import make_folder, sync_folder, target_error

_FOLDER = "media"


class MediaFolder:
    """The ``media/`` folder of one project."""

    def __init__(self, project_folder: Path) -> None:
        self.project_folder = project_folder
        self.folder = project_folder / _FOLDER

    def add(self, file: Path) -> str:
        """Copy a file in and answer its reference; raises :class:`MediaError`, :class:`TargetError`."""
        return self.add_with_facts(file)[0]

    def add_with_facts(self, file: Path, *, kind: MediaKind | None = None) -> tuple[str, MediaFacts]:
        """Copy a file in and answer its reference and what it is; the same content is copied once.

        With a ``kind`` files of other kinds are refused, by what they hold. Raises as :meth:`add` does.
        """
        facts = probe(file)
        if kind is not None and facts.kind != kind:
            word = "sound" if kind == "audio" else kind
            raise MediaError(f"“{file.name}” is no {word}.", f"Choose a {word}.")
        make_folder(self.folder)
        part = self.folder / f".{secrets.token_hex(6)}.part"
        try:
            digest = _copy_hashed(file, part)
            name = f"{digest[:16]}{facts.suffix}"
            if (self.folder / name).is_file():
                part.unlink()
            else:
                os.replace(part, self.folder / name)
                sync_folder(self.folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise _not_brought(self.folder / file.name, error) from None
        note_name(f"{_FOLDER}/{name}", file.name)
        return f"{_FOLDER}/{name}", facts

    def path(self, ref: str) -> Path:
        """The file of a reference; raises :class:`MediaError` when it is missing."""
        found = resolve(ref, self.project_folder)
        if found is None:
            raise MediaError(
                f"The file “{name_of(ref)}” is missing from the project.", "Put it back or choose another."
            )
        return found

    def adopt(self, ref: str, other: Path | None) -> str:
        """Bring what a reference means in another project into this one; builtin references stay as they are.

        Raises :class:`MediaError` when the file is missing there, :class:`TargetError` when it cannot be written here.
        """
        if ref.startswith(BUILTIN) or other is None or other == self.project_folder:
            return ref
        source = resolve(ref, other)
        if source is None:
            raise MediaError(f"The file “{name_of(ref)}” is missing from the other project.", "Choose the file again.")
        self.put(source, ref)
        return ref

    def put(self, source: Path, ref: str) -> None:
        """Copy a file in under a reference that is known to be its own; raises :class:`TargetError`."""
        target = self.project_folder / ref
        if target.is_file():
            return
        make_folder(self.folder)
        part = self.folder / f".{secrets.token_hex(6)}.part"
        try:
            _copy_hashed(source, part)
            os.replace(part, target)
            sync_folder(self.folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise _not_brought(target, error) from None


def _not_brought(target: Path, error: OSError) -> TargetError:
    """Nobody chose that place, so another one is found by saving the project there."""
    said = target_error(target, error)
    if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
        return said
    hint = "Save the project in another place first (Save as…), or change the rights of its folder."
    return TargetError(said.message, hint, said.detail)


def _copy_hashed(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with open(source, "rb") as reading, open(target, "xb") as writing:
        while block := reading.read(1 << 20):
            digest.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()
