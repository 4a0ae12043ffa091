"""What a person has chosen, in ``settings.json`` of the configuration folder. One field is one setting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import Self


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


def free_id(wanted: str, taken: Collection[str]) -> str:
    """An id that is not taken: ``wanted``, or ``wanted-2`` and so on."""
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def both_changed(before: object, theirs: object, own: object) -> object:
    """What a setting is that two changed since ``before``: of a list both have what they added, changed and removed.

    Where both changed the very same, the own counts.
    """
    lists = [_by_name(value) for value in (before, theirs, own)]
    if any(one is None for one in lists):
        return own
    old, other, mine = (one or {} for one in lists)
    changed = {name: value for name, value in mine.items() if name not in old or old[name] != value}
    kept = {name: value for name, value in other.items() if name in mine or name not in old}
    found = {**kept, **changed}
    return found if isinstance(own, dict) else tuple(found.values())


def _by_name(value: object) -> dict[str, object] | None:
    """What a setting that holds many things holds, by key or id; None for others."""
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, tuple) and all(isinstance(one, _Listed) for one in value):
        return {one.id: one for one in value}
    return None


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
