"""Accounts of the program, of the environment and of a person; their keys are in no file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from studio_gui.app.accounts import Accounts
from studio_gui.app.secrets import Secrets
from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError
from studio_gui.base.paths import UserPaths
from studio_gui.base.settings import AccountSetting
from studio_gui.base.settings_file import SettingsFile
from studio_gui.jobs.remote import Remote
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.base import AccountId

KEYS = {"app_id": "app-1a2b3c4d", "user_key": "user-5e6f7a8b9c"}
GIVEN = {"STUDIO_AISTUDIOS_APP_ID": "env-app-id-1", "STUDIO_AISTUDIOS_USER_KEY": "env-user-key-2"}


class Ring(KeyringBackend):
    """A keyring that can be locked, and counts how often it is asked."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        if self.is_locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def accounts(folder: Path, **environment: str) -> Accounts:
    return Accounts(SettingsFile(folder), Secrets(), environment=environment)


def test_the_environment_makes_accounts(tmp_path: Path, ring: Ring) -> None:
    some = accounts(tmp_path, **GIVEN, STUDIO_AISTUDIOS_URL="china")
    assert [one.id for one in some.all()] == ["computer", "practice", "aistudios"]
    (given,) = [one for one in some.all() if one.origin == "environment"]
    assert (given.region, some.has_keys(given), ring.asked) == ("china", True, 0)
    assert [one.id for one in accounts(tmp_path, STUDIO_AISTUDIOS_APP_ID="half").all()] == ["computer", "practice"]
    with pytest.raises(AccountError, match="not one that was added"):
        some.remove("aistudios")


def test_an_account_that_is_not_whole_says_what_is_missing(tmp_path: Path, ring: Ring) -> None:
    """“There is no account “aistudios”. The accounts are: computer, practice.” was all that was said."""
    with pytest.raises(AccountError, match="“aistudios”: STUDIO_AISTUDIOS_USER_KEY is not set"):
        accounts(tmp_path, STUDIO_AISTUDIOS_APP_ID="half").get("aistudios")
    with pytest.raises(AccountError, match="STUDIO_CREATIFY_API_ID and STUDIO_CREATIFY_API_KEY are not set"):
        accounts(tmp_path, STUDIO_CREATIFY_URL="https://api.example.com").get("creatify")
    with pytest.raises(AccountError) as unknown:
        accounts(tmp_path).get("creatify")
    assert unknown.value.hint.endswith("To add it: studio-gui accounts add creatify.")
    with pytest.raises(AccountError) as other:
        accounts(tmp_path, STUDIO_CREATIFY_URL="https://api.example.com").get("mine")
    assert other.value.hint == "The accounts are: computer, practice."


def test_keys_that_are_added_are_in_the_keyring_and_in_no_file(tmp_path: Path, ring: Ring) -> None:
    some = accounts(tmp_path)
    made = some.add(AccountSetting(id="mine", service="aistudios", title="Mine", region="global"), KEYS)
    again = accounts(tmp_path)
    assert again.get("mine").title == "Mine"
    assert again.has_keys(made)
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or not any(key.encode() in path.read_bytes() for key in KEYS.values())
    again.remove("mine")
    assert ring.kept == {}
    with pytest.raises(AccountError, match="There is no account “mine”"):
        accounts(tmp_path).get("mine")


def test_one_new_key_alone_does_not_take_the_other_away(tmp_path: Path, ring: Ring) -> None:
    own = accounts(tmp_path)
    own.add(AccountSetting(id="work", service="aistudios"), KEYS)
    with pytest.raises(AccountError, match="needs App ID and User key"):
        own.add(AccountSetting(id="work", service="aistudios"), {"user_key": "user-new-1234"})
    own.add(AccountSetting(id="work", service="aistudios", title="Work"), {})
    assert own.secrets.get("work") == KEYS


def test_a_changed_account_keeps_what_only_a_newer_program_knows_of_it(tmp_path: Path, ring: Ring) -> None:
    own = accounts(tmp_path)
    own.add(AccountSetting.model_validate({"id": "work", "service": "aistudios", "color": "red"}), KEYS)
    own.add(AccountSetting(id="work", service="aistudios", title="Work"), {})
    (file,) = tmp_path.rglob("settings.json")
    (said,) = json.loads(file.read_text("utf-8"))["accounts"]
    assert (said["title"], said["color"]) == ("Work", "red")


@pytest.mark.parametrize("account_id", ["Computer", "computer", "practice", "a b", "-x", "../x"])
def test_names_that_are_none_are_refused(tmp_path: Path, ring: Ring, account_id: str) -> None:
    with pytest.raises(AccountError, match="is no name for an account"):
        accounts(tmp_path).add(AccountSetting(id=account_id, service="aistudios"), KEYS)
    assert ring.kept == {}


def test_jobs_wait_while_the_keyring_is_locked_or_the_account_is_gone(tmp_path: Path, ring: Ring) -> None:
    paths = UserPaths(*(tmp_path / name for name in ("config", "data", "cache", "state", "logs")))
    accounts(paths.config).add(AccountSetting(id="mine", service="aistudios"), KEYS)
    services = Services(paths)
    workers = services.workers
    ring.is_locked = True
    assert AccountId("mine") not in workers
    assert workers.get(AccountId("mine")) is None
    assert AccountId("nobody") not in workers
    assert workers.get(AccountId("nobody")) is None
    ring.is_locked = False
    assert isinstance(workers.get(AccountId("mine")), Remote)
    asked = ring.asked
    for _ in range(5):
        assert AccountId("mine") in workers
    assert ring.asked == asked, "the tracker asks every second"
    services.close()


def test_what_another_program_changes_of_an_account_counts_before_anything_is_sent(tmp_path: Path, ring: Ring) -> None:
    paths = UserPaths(*(tmp_path / name for name in ("config", "data", "cache", "state", "logs")))
    window, command = Services(paths), Services(paths)

    def keys_in_use() -> AiStudiosKeys:
        service = window.service("mine")
        assert isinstance(service, AiStudiosService)
        assert window.service("mine") is service
        return service.api.keys

    window.accounts.add(AccountSetting(id="mine", service="aistudios", region="global"), KEYS)
    assert keys_in_use() == AiStudiosKeys(KEYS["app_id"], KEYS["user_key"], "global")
    others = {"app_id": "app-of-another", "user_key": "user-of-another"}
    command.accounts.add(AccountSetting(id="mine", service="aistudios", region="global"), others)
    assert keys_in_use() == AiStudiosKeys(others["app_id"], others["user_key"], "global")
    command.accounts.add(AccountSetting(id="mine", service="aistudios", region="china"), {})
    assert keys_in_use() == AiStudiosKeys(others["app_id"], others["user_key"], "china")
    asked, ring.is_locked = ring.asked, True
    command.settings.save(command.settings.value.changed(theme="dark"))
    for _ in range(3):
        assert keys_in_use().region == "china", "what is being made is looked after while the keyring is locked"
    assert ring.asked == asked + 1
    command.settings.save(command.settings.value.changed(accounts=()))
    with pytest.raises(AccountError, match="There is no account"):
        window.service("mine")
    window.close()
    command.close()
