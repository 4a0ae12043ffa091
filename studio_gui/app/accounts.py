"""The accounts of a person: this computer, the practice account, those of the environment, and those they added.

An account says where something is made and what it is called; its keys are in the keyring (``secrets``) or in
environment variables, never here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from studio_gui.app.secrets import Secrets
from studio_gui.base.errors import AccountError
from studio_gui.base.logs import keep_secret
from studio_gui.base.settings import AccountSetting, free_id
from studio_gui.base.settings_file import SettingsFile
from studio_gui.providers.base import AccountId, Service

if TYPE_CHECKING:
    from studio_gui.providers.aistudios.provider import AiStudiosService
    from studio_gui.providers.creatify.provider import CreatifyService

COMPUTER = AccountId("computer")
PRACTICE = AccountId("practice")

ServiceId = Literal["computer", "practice", "aistudios", "creatify"]
Origin = Literal["program", "environment", "settings"]

TITLES: dict[str, str] = {
    "computer": "This computer", "practice": "Practice account", "aistudios": "AI Studios", "creatify": "Creatify",
}  # fmt: skip
KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "aistudios": (("app_id", "App ID"), ("user_key", "User key")),
    "creatify": (("api_id", "API ID"), ("api_key", "API key")),
}
"""The keys of a service by name, and what people call them."""
VARIABLES: dict[str, tuple[str, ...]] = {
    "aistudios": ("STUDIO_AISTUDIOS_URL", "STUDIO_AISTUDIOS_APP_ID", "STUDIO_AISTUDIOS_USER_KEY"),
    "creatify": ("STUDIO_CREATIFY_URL", "STUDIO_CREATIFY_API_ID", "STUDIO_CREATIFY_API_KEY"),
}
"""Environment variables: the address (may be missing), then the keys in the order of ``KEYS``."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TAKEN = frozenset({COMPUTER, PRACTICE})


@dataclass(frozen=True, slots=True)
class Account:
    """One account; holds no secret."""

    id: AccountId
    service: ServiceId
    title: str
    origin: Origin
    region: str = ""
    """``global``, ``china``, or an address; empty for the service's own."""

    @property
    def is_remote(self) -> bool:
        """Whether something is sent over the network."""
        return self.service != "computer"


class Accounts:
    """All accounts, and the services behind them, opened when they are first asked for. Thread-safe for reading."""

    def __init__(
        self, settings: SettingsFile, secrets: Secrets, *, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._settings = settings
        self.secrets = secrets
        self._environment = environment

    def all(self) -> tuple[Account, ...]:
        """This computer first, the practice account second."""
        own = [
            Account(COMPUTER, "computer", TITLES["computer"], "program"),
            Account(PRACTICE, "practice", TITLES["practice"], "program"),
        ]
        given = [account for service in VARIABLES if (account := self._given(service))]
        names = {account.id for account in (*own, *given)}
        added = [as_account(one) for one in self._settings.value.accounts if one.id not in names]
        return (*own, *given, *added)

    def get(self, account_id: str) -> Account:
        """The account with that id; raises :class:`AccountError` naming those there are."""
        for account in self.all():
            if account.id == account_id:
                return account
        raise self._unknown(account_id)

    def _unknown(self, account_id: str) -> AccountError:
        """What to say of an account that is not there, and whether something is missing that would make it."""
        said = f"There is no account “{account_id[:40]}”"
        variables = VARIABLES.get(account_id, ())
        missing = [name for name in variables[1:] if not self._environment.get(name)]
        if missing and any(self._environment.get(name) for name in variables):
            verb = "is" if len(missing) == 1 else "are"
            return AccountError(f"{said}: {' and '.join(missing)} {verb} not set.", "Set all variables of the account.")
        names = ", ".join(account.id for account in self.all())
        how = f" To add it: studio-gui accounts add {account_id}." if account_id in VARIABLES else ""
        return AccountError(f"{said}.", f"The accounts are: {names}.{how}")

    def add(self, account: AccountSetting, keys: Mapping[str, str]) -> Account:
        """Add an account, or change the one with that id; without any ``keys`` those that are kept stay.

        Raises :class:`AccountError`, also for a part of the keys, and :class:`TargetError`.
        """
        if not _ID.fullmatch(account.id) or account.id in _TAKEN:
            raise AccountError(
                f"“{account.id[:40]}” is no name for an account.", "Use small letters, digits and hyphens."
            )
        given = {name: value.strip() for name, value in keys.items() if value.strip()}
        is_whole = all(name in given for name, _ in KEYS[account.service])
        if not is_whole and (given or not self._keys(account.id)):
            wanted = " and ".join(title for _, title in KEYS[account.service])
            raise AccountError(f"{TITLES[account.service]} needs {wanted}.", "Copy them from your account there.")
        made = as_account(account)
        checked_region(made)
        if given:
            self.secrets.set(account.id, given)
        value = self._settings.value
        others = tuple(one for one in value.accounts if one.id != account.id)
        self._settings.save(value.changed(accounts=(*others, account.instead_of(value.accounts))))
        return made

    def remove(self, account_id: str) -> None:
        """Forget an account and its keys; raises :class:`AccountError` for one that was not added by the person."""
        if self.get(account_id).origin != "settings":
            raise AccountError(f"The account “{account_id}” is not one that was added here.")
        self.secrets.forget(account_id)
        value = self._settings.value
        self._settings.save(value.changed(accounts=tuple(one for one in value.accounts if one.id != account_id)))

    def free_id(self, service: str) -> str:
        """An id for another account of a service: ``aistudios``, ``aistudios-2`` and so on."""
        return free_id(service, {account.id for account in self.all()})

    def has_keys(self, account: Account) -> bool:
        """Whether the account could be opened."""
        return account.service not in KEYS or self._keys(account.id) is not None

    @property
    def as_of(self) -> object:
        """Differs when an account was added, changed or removed, by whichever process; asks no keyring."""
        return self._settings.as_of

    def keys(self, account: Account) -> dict[str, str]:
        """The keys of an account as far as they are known; raises :class:`AccountError`."""
        return self._keys(account.id) or {}

    def open(self, account: Account) -> Service:
        """The service behind an account of AI Studios or Creatify; raises :class:`AccountError` without its keys."""
        return self.open_with(account, self.keys(account))

    def open_with(self, account: Account, keys: Mapping[str, str]) -> Service:
        """The service with keys that are not kept yet: what “Test connection” asks."""
        for name, title in KEYS.get(account.service, ()):
            if not keys.get(name, "").strip():
                raise AccountError(
                    f"The {title} of the account “{account.id}” is not known.",
                    "Enter it in Accounts; without a keyring it is known until the program ends.",
                )
            keep_secret(keys[name])
        if account.service == "creatify":
            return _creatify(account, keys)
        if account.service == "aistudios":
            return _aistudios(account, keys)
        raise AccountError(f"The account “{account.id}” is not a service on the network.")

    def _given(self, service: str) -> Account | None:
        url, *keys = VARIABLES[service]
        if not all(self._environment.get(name) for name in keys):
            return None
        region = self._environment.get(url, "")
        made = AccountId(service)
        return Account(
            made, "creatify" if service == "creatify" else "aistudios", TITLES[service], "environment", region
        )

    def _keys(self, account_id: str) -> dict[str, str] | None:
        if account_id in VARIABLES and self._given(account_id):
            variables = VARIABLES[account_id][1:]
            return {
                name: self._environment[variable]
                for (name, _), variable in zip(KEYS[account_id], variables, strict=True)
            }
        return self.secrets.get(account_id)


def as_account(one: AccountSetting) -> Account:
    """The account that a person added."""
    return Account(AccountId(one.id), one.service, one.title or TITLES[one.service], "settings", one.region)


def checked_region(account: Account) -> str:
    """The address of an account; raises :class:`AccountError` for something that is no address."""
    if account.service == "creatify":
        from studio_gui.providers.creatify.account import DEFAULT_URL, CreatifyKeys

        return CreatifyKeys("", "", account.region or DEFAULT_URL).base_url
    from studio_gui.providers.aistudios.account import AiStudiosKeys

    return AiStudiosKeys("", "", account.region or "global").base_url


def _aistudios(account: Account, keys: Mapping[str, str]) -> AiStudiosService:
    from studio_gui.providers.aistudios.account import AiStudiosKeys
    from studio_gui.providers.aistudios.api import AiStudiosApi
    from studio_gui.providers.aistudios.preflight import Traits
    from studio_gui.providers.aistudios.provider import AiStudiosService

    said = AiStudiosKeys(keys["app_id"].strip(), keys["user_key"].strip(), account.region or "global")
    traits = Traits(is_china=said.is_china)
    return AiStudiosService(AiStudiosApi(said), title=account.title, traits=traits)


def _creatify(account: Account, keys: Mapping[str, str]) -> CreatifyService:
    from studio_gui.providers.creatify.account import DEFAULT_URL, CreatifyKeys
    from studio_gui.providers.creatify.api import CreatifyApi
    from studio_gui.providers.creatify.provider import CreatifyService

    said = CreatifyKeys(keys["api_id"].strip(), keys["api_key"].strip(), account.region or DEFAULT_URL)
    return CreatifyService(CreatifyApi(said), title=account.title)
