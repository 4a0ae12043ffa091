"""Speech that was made before, kept as files: a WAV for the sound and a JSON for its word marks.

The cache may be deleted at any time and by anybody; whatever does not read back exactly counts as absent. Several
threads and processes may use one folder, because a file appears complete or not at all.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from pathlib import Path

from studio_gui.base.errors import SpeechError
from studio_gui.speech.sound import Sound, WordMark

LIMIT_BYTES = 512 * 1024 * 1024
_TIDY_EVERY = 64


class SoundCache:
    """A folder of sounds by key; a key is a hex digest of everything the sound was made from."""

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        """The folder is made when the first sound is kept; over the limit the least recently used sounds go."""
        self._folder = folder
        self._limit = limit_bytes
        self._kept = 0

    def get(self, key: str) -> Sound | None:
        """The sound kept under this key, or None when there is none or it is damaged."""
        path = self._path(key)
        try:
            note = json.loads(path.with_suffix(".json").read_text("utf-8"))
            data = path.read_bytes()
            if zlib.crc32(data) != note["crc32"]:
                return None
            marks = tuple(WordMark(float(start), int(at), int(length)) for start, at, length in note["marks"])
            sound = Sound.read_wav(data, marks=marks)
        except (OSError, ValueError, KeyError, TypeError, SpeechError):
            return None
        try:
            os.utime(path)
        except OSError:  # a cache that may only be read is still a cache
            pass
        return sound

    def put(self, key: str, sound: Sound) -> None:
        """Keep a sound; a full disk or a folder that cannot be written is no reason to stay silent."""
        path = self._path(key)
        data = sound.wav()
        marks = [[mark.start_s, mark.text_offset, mark.length] for mark in sound.marks]
        note = json.dumps({"crc32": zlib.crc32(data), "marks": marks}).encode()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
            _write(path.with_suffix(".json"), note)
            if self._kept % _TIDY_EVERY == 0:
                self.tidy()
            self._kept += 1
        except OSError:
            return

    def tidy(self) -> None:
        """Delete the least recently used sounds until a quarter of the limit is free, if it was passed."""
        files = []
        for path in self._folder.glob("??/*.wav"):
            try:
                status = path.stat()
            except OSError:
                continue
            files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in sorted(files):
            if total <= self._limit * 3 // 4:
                break
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
            total -= size

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.wav"


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
