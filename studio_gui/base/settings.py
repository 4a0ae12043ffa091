"""What a person has chosen, in ``settings.json`` of the configuration folder. One field is one setting."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from typing_extensions import Self

from studio_gui.base.errors import TargetError


class _Kept(BaseModel):
    """What is kept in the file. What only a newer program knows stays in it when this one writes it."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class _Listed(_Kept):
    """One of a list."""

    id: Annotated[str, Field(min_length=1, max_length=40)]

    def instead_of(self, before: Iterable[Self]) -> Self:
        """The same, with what only a newer program knows of the one among those before that has the same id."""
        known = next((one.model_extra for one in before if one.id == self.id), None)
        return type(self).model_validate({**known, **dict(self)}) if known else self


class AccountSetting(_Listed):
    """An account a person added; its keys are in the system's keyring, never here."""

    service: Literal["aistudios", "creatify"]
    title: Annotated[str, Field(max_length=100)] = ""
    region: Annotated[str, Field(max_length=2048)] = ""
    """``global``, ``china`` or an address; empty for the service's own."""


HostKind = Literal["s3", "azure", "gcs", "webdav"]


class HostSetting(_Listed):
    """A place where media are brought, so that services can fetch them; its keys are in the system's keyring."""

    kind: HostKind = "s3"
    title: Annotated[str, Field(max_length=100)] = ""
    endpoint: Annotated[str, Field(max_length=2048)] = ""
    """The address of the storage; empty for the kind's own."""
    bucket: Annotated[str, Field(max_length=222)] = ""
    region: Annotated[str, Field(max_length=60)] = ""
    account: Annotated[str, Field(max_length=60)] = ""
    """The name of the storage account (Azure)."""
    prefix: Annotated[str, Field(max_length=200)] = ""
    """The folder within the bucket or below the address."""
    public_url: Annotated[str, Field(max_length=2048)] = ""
    """Where others fetch what is in the bucket; empty to use addresses that are signed for some days."""
    days: Annotated[int, Field(ge=1, le=7)] = 7
    """How long signed addresses are good."""


class Settings(_Kept):
    """Every setting with its default; frozen, a change makes a new value."""

    theme: Literal["system", "light", "dark"] = "system"
    language: Annotated[str, Field(max_length=20)] = "en"
    """The language of new projects."""
    voices: dict[
        Annotated[str, Field(min_length=1, max_length=40)], Annotated[str, Field(min_length=1, max_length=200)]
    ] = {}
    """Who reads the scripts of a language (BCP-47), where neither the scene nor its project says so."""
    resolution: Literal["4k", "1080", "720", "480"] = "1080"
    fps: Literal[24, 25, 30, 50, 60] = 30
    processes: Annotated[int, Field(ge=0, le=16)] = 0
    """How many processes draw a video at most; 0 leaves it to the machine."""
    account: Annotated[str, Field(max_length=200)] = "computer"
    """Where the export dialog points to at first."""
    accounts: tuple[AccountSetting, ...] = ()
    """Accounts of services, without their keys."""
    hosts: tuple[HostSetting, ...] = ()
    """Places where media are brought, without their keys."""
    hosts_of_accounts: dict[str, Annotated[str, Field(max_length=40)]] = {}
    """The host by account, where it is not the first of them."""
    key_changes: dict[str, tuple[Annotated[str, Field(max_length=60)], ...]] = {}
    """Keys of commands by the command's id, where they are not the program's own."""

    def changed(self, **fields: object) -> Settings:
        """A copy with some settings changed, validated; raises ``pydantic.ValidationError``."""
        return Settings.model_validate({**dict(self), **fields})


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
            known = _seen[path] = (stamp, Settings.model_validate(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, RecursionError):
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
        self._value = self._stored = self._read()
        """What counts, and what of it is known to lie on the disk."""

    @property
    def value(self) -> Settings:
        """The settings as they are now."""
        if _stamp_of(self.path) != self._stamp:
            with self._writing:
                self._follow()
        return self._value

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
            with self._writing:  # who comes last finds the newest, whoever asked first
                self._follow()
                wanted = self._value
                self.path.parent.mkdir(parents=True, exist_ok=True)
                part.write_text(wanted.model_dump_json(indent=2) + "\n", encoding="utf-8")
                os.replace(part, self.path)
                self._stored, self._stamp = wanted, _stamp_of(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise TargetError(
                f"The settings cannot be saved in “{self.path.parent}”.", "Check the rights of that folder.", str(error)
            ) from None

    def _follow(self) -> None:
        """Take over what another process has written; what cannot be read changes nothing."""
        stamp = _stamp_of(self.path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        with contextlib.suppress(OSError, ValueError, RecursionError):
            theirs = Settings.model_validate(json.loads(self.path.read_text(encoding="utf-8")))
            with self._changing:
                own = {name: new for name, new in dict(self._value).items() if new != getattr(self._stored, name, None)}
                self._stored, self._value = theirs, theirs.changed(**own) if own else theirs

    def _read(self) -> Settings:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings()
        except (OSError, UnicodeDecodeError):
            return self._begin_anew()
        try:
            return Settings.model_validate(json.loads(text))
        except (ValidationError, ValueError, RecursionError):
            return self._begin_anew()

    def _begin_anew(self) -> Settings:
        aside = self.path.with_name(f"settings.broken-{time.strftime('%Y%m%d-%H%M%S')}.json")
        with contextlib.suppress(OSError):
            os.replace(self.path, aside)
        self.note = f"The settings could not be read and were begun anew; the old ones are kept as “{aside.name}”."
        return Settings()
