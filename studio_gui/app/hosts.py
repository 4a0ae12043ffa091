"""The media hosts of a person: one of the environment, and those they added; and which account uses which.

A host says where media are brought; its keys are in the keyring (``secrets``) or in environment variables.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from pydantic import ValidationError

from studio_gui.app.secrets import Secrets
from studio_gui.base.errors import AccountError
from studio_gui.base.logs import keep_secret
from studio_gui.base.settings import HostKind, HostSetting, free_id
from studio_gui.base.settings_file import SettingsFile

if TYPE_CHECKING:
    from studio_gui.providers.hosting.shelf import Shelf

ENVIRONMENT_ID = "host"
VARIABLES = {
    "endpoint": "STUDIO_HOST_URL", "bucket": "STUDIO_HOST_BUCKET", "region": "STUDIO_HOST_REGION",
    "account": "STUDIO_HOST_ACCOUNT", "prefix": "STUDIO_HOST_PREFIX", "public_url": "STUDIO_HOST_PUBLIC_URL",
    "days": "STUDIO_HOST_DAYS",
}  # fmt: skip
"""Environment variables by field of the setting; ``STUDIO_HOST_KIND`` says which kind (``s3``)."""
KEY_VARIABLES = {"key": "STUDIO_HOST_KEY", "secret": "STUDIO_HOST_SECRET"}
_KIND_VARIABLE = "STUDIO_HOST_KIND"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Host:
    """One media host; holds no secret."""

    setting: HostSetting
    origin: Literal["environment", "settings"]

    @property
    def id(self) -> str:
        """Its name in commands."""
        return self.setting.id

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.setting.title or f"Media host “{self.setting.id}”"


class Hosts:
    """All hosts; opened when they are asked for."""

    def __init__(
        self, settings: SettingsFile, secrets: Secrets, *, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._settings = settings
        self.secrets = secrets
        self._environment = environment

    def all(self) -> tuple[Host, ...]:
        """The environment's first. Raises :class:`AccountError` when its variables make no sense."""
        given = self._given()
        own = () if given is None else (Host(given, "environment"),)
        added = (Host(one, "settings") for one in self._settings.value.hosts if one.id not in {host.id for host in own})
        return (*own, *added)

    def get(self, host_id: str) -> Host:
        """The host with that id; raises :class:`AccountError` naming those there are."""
        hosts = self.all()
        for host in hosts:
            if host.id == host_id:
                return host
        names = ", ".join(host.id for host in hosts)
        hint = f"The media hosts are: {names}." if names else "There is none yet: add one in Media hosting."
        raise AccountError(f"There is no media host “{host_id[:40]}”.", hint)

    def of_account(self, account_id: str) -> Host | None:
        """The host an account's media are brought to: the one it names, else the first there is."""
        hosts = self.all()
        named = self._settings.value.hosts_of_accounts.get(account_id, "")
        return next((host for host in hosts if host.id == named), hosts[0] if hosts else None)

    def users_of(self, host_id: str) -> list[str]:
        """The accounts that name a host."""
        return [account for account, host in self._settings.value.hosts_of_accounts.items() if host == host_id]

    def has_keys(self, host: Host) -> bool:
        """Whether the host could be opened."""
        from studio_gui.providers.hosting.kinds import KINDS

        kind, keys = KINDS[host.setting.kind], self.keys(host.id)
        return not kind.needs_keys or all(keys.get(name) for name, _ in kind.keys)

    def use(self, host_id: str, *, account_id: str) -> None:
        """Have an account's media brought to a host; raises :class:`AccountError`, :class:`TargetError`."""
        self.get(host_id)
        value = self._settings.value
        chosen = {**value.hosts_of_accounts, account_id: host_id}
        self._settings.save(value.changed(hosts_of_accounts=chosen))

    def add(self, setting: HostSetting, keys: Mapping[str, str]) -> Host:
        """Add a host, or change the one with that id; without any ``keys`` those that are kept stay.

        Raises :class:`AccountError`, also for a part of the keys, and :class:`TargetError`.
        """
        from studio_gui.providers.hosting.opening import open_shelf

        if not _ID.fullmatch(setting.id):
            raise AccountError(
                f"“{setting.id[:40]}” is no name for a media host.", "Use small letters, digits and hyphens."
            )
        known = {name: value.strip() for name, value in keys.items() if value.strip()}
        open_shelf(setting, known or self.keys(setting.id)).close()  # says what is missing
        if known:
            self.secrets.set(_kept_as(setting.id), known)
        value = self._settings.value
        setting = setting.instead_of(value.hosts)
        is_new = all(one.id != setting.id for one in value.hosts)
        kept = tuple(setting if one.id == setting.id else one for one in value.hosts)
        self._settings.save(value.changed(hosts=(*kept, setting) if is_new else kept))
        return Host(setting, "settings")

    def remove(self, host_id: str) -> None:
        """Forget a host and its keys, not what is in it; raises :class:`AccountError`."""
        if self.get(host_id).origin != "settings":
            raise AccountError(f"The media host “{host_id}” is not one that was added here.", "Unset its variables.")
        self.secrets.forget(_kept_as(host_id))
        value = self._settings.value
        used = {account: host for account, host in value.hosts_of_accounts.items() if host != host_id}
        hosts = tuple(one for one in value.hosts if one.id != host_id)
        self._settings.save(value.changed(hosts=hosts, hosts_of_accounts=used))

    def free_id(self, kind: str) -> str:
        """An id for another host: ``s3``, ``s3-2`` and so on."""
        return free_id(kind, {host.id for host in self.all()})

    def keys(self, host_id: str) -> dict[str, str]:
        """The keys of a host as far as they are known."""
        given = self._given()
        if given is not None and host_id == given.id:
            keys = {name: self._environment.get(variable, "") for name, variable in KEY_VARIABLES.items()}
            for value in keys.values():
                keep_secret(value)
            return keys
        return self.secrets.get(_kept_as(host_id)) or {}

    def open(self, host: Host) -> Shelf:
        """The host, opened; asks nobody. Raises :class:`AccountError` without its keys."""
        from studio_gui.providers.hosting.opening import open_shelf

        return open_shelf(host.setting, self.keys(host.id), title=host.title)

    def _given(self) -> HostSetting | None:
        said = {name: self._environment.get(variable, "") for name, variable in VARIABLES.items()}
        if not said["endpoint"] and not said["bucket"]:
            return None
        kind = cast(HostKind, self._environment.get(_KIND_VARIABLE, "s3"))
        fields = {name: value for name, value in said.items() if value}
        try:
            return HostSetting.model_validate({"id": ENVIRONMENT_ID, "kind": kind, **fields})
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][0])
            name = VARIABLES.get(field, _KIND_VARIABLE)
            raise AccountError(f"The variable {name} makes no sense.", "See “studio-gui hosting --help”.") from None


def _kept_as(host_id: str) -> str:
    # Ids of accounts have no colon, so the two never meet in the keyring.
    return f"host:{host_id}"
