"""What a file was when it was read or written, to find out later whether somebody else has changed it."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from pathlib import Path


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """The content of a file by its hash, and what the system said of the file then."""

    sha256: str
    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, content: bytes, path: Path) -> Stamp:
        """The stamp of a file that holds ``content``; raises ``OSError``."""
        about = os.stat(path)
        return cls(hashlib.sha256(content).hexdigest(), about.st_size, about.st_mtime_ns, about.st_ino)

    def still_holds(self, path: Path) -> bool:
        """Whether the file at ``path`` has the content it had; raises ``OSError``, also when it is gone.

        A file that was merely touched or copied back is as it was: the content decides where the rest differs.
        """
        about = os.stat(path)
        if (about.st_size, about.st_mtime_ns, about.st_ino) == (self.size, self.mtime_ns, self.inode):
            return True
        return about.st_size == self.size and sha256_of(path) == self.sha256


def sha256_of(path: Path) -> str:
    """The hash of a file's content, read in blocks; raises ``OSError``."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
