"""The settings on disk, which other processes read and write too."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from studio_gui.base.errors import PayloadError, TargetError
from studio_gui.base.locks import alone_if_possible
from studio_gui.base.settings import Settings, both_changed
from studio_gui.base.settings_text import Understood, understand

_PATIENCE_S = 2.0
_seen: dict[Path, tuple[tuple[int, int], Settings]] = {}


def settings_on_disk(folder: Path) -> Settings:
    """The settings as they are in a file now, read again when it changed; the defaults when it cannot be read.

    For processes that only want to know something: nothing is put aside, as :class:`SettingsFile` does.
    """
    path = folder / "settings.json"
    try:
        stamp = _stamp_of(path)
        known = _seen.get(path)
        if known is None or known[0] != stamp:
            known = _seen[path] = (stamp, understand(path.read_bytes()).settings)
    except (OSError, PayloadError):
        return Settings()
    return known[1]


def _stamp_of(path: Path) -> tuple[int, int]:
    """What tells one state of a file from another; zeros for none."""
    try:
        facts = path.stat()
    except OSError:
        return 0, 0
    return facts.st_mtime_ns, facts.st_size


class SettingsFile:
    """The settings on disk; a file that cannot be read is put aside and said so in ``note``.

    Other processes write it too, a command while the window is open: what they changed counts here as well, and what is
    changed here does not take it back.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.json"
        self.note = ""
        self._writing, self._changing = threading.Lock(), threading.Lock()
        self._stamp = _stamp_of(self.path)
        self._understood = self._read()
        """What is known to lie on the disk."""
        self._value = self._understood.settings
        """What counts."""

    @property
    def value(self) -> Settings:
        """The settings as they are now."""
        if _stamp_of(self.path) != self._stamp:
            with self._writing:
                self._follow()
        return self._value

    @property
    def as_of(self) -> object:
        """Differs when the file was written, by whichever process."""
        return _stamp_of(self.path)

    def save(self, settings: Settings) -> None:
        """Take over and write down settings; raises :class:`TargetError`, they are then taken over all the same."""
        self.take_over(settings)
        self.write()

    def take_over(self, settings: Settings) -> None:
        """Let settings count from now on; :meth:`write` puts them on the disk, where that must not be waited for."""
        with self._changing:
            self._value = settings

    def write(self) -> None:
        """Write down the settings as they are now, from any thread; raises :class:`TargetError`."""
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            with self._writing, self._alone():  # who comes last finds the newest, whoever asked first
                self._follow()
                wanted = self._value
                text = self._understood.text(wanted)
                with open(part, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(part, self.path)
                self._understood, self._stamp = understand(text), _stamp_of(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise TargetError(
                f"The settings cannot be saved in “{self.path.parent}”.", "Check the rights of that folder.", str(error)
            ) from None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process writes meanwhile, unless it takes long; raises ``OSError``."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = self.path.with_name(f"{self.path.name}.lock")
        with alone_if_possible(lock, patience_s=_PATIENCE_S):
            yield

    def _follow(self) -> None:
        """Take over what another process has written; what cannot be read changes nothing."""
        stamp = _stamp_of(self.path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        with contextlib.suppress(OSError, PayloadError):
            found = understand(self.path.read_bytes())
            theirs, before = found.settings, self._understood.settings
            with self._changing:
                own = {
                    name: both_changed(getattr(before, name, None), getattr(theirs, name, None), new)
                    for name, new in dict(self._value).items()
                    if new != getattr(before, name, None)
                }
                self._understood, self._value = found, theirs.changed(**own) if own else theirs

    def _read(self) -> Understood:
        try:
            return understand(self.path.read_bytes())
        except FileNotFoundError:
            return Understood()
        except (OSError, PayloadError):
            return self._begin_anew()

    def _begin_anew(self) -> Understood:
        aside = self.path.with_name(f"settings.broken-{time.strftime('%Y%m%d-%H%M%S')}.json")
        with contextlib.suppress(OSError):
            os.replace(self.path, aside)
        self.note = f"The settings could not be read and were begun anew; the old ones are kept as “{aside.name}”."
        return Understood()
