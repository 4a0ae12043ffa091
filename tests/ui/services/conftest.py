"""A window, a practice server at an address of its own, and a keyring that keeps what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from studio_gui.server.running import PracticeServer
from studio_gui.server.settings import ServerSettings
from tests.ui.shell.conftest import empty_window, project, services, window

__all__ = ["empty_window", "project", "services", "window"]


class MemoryKeyring(KeyringBackend):
    """A keyring as a system has it, in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """The system's keyring."""
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PracticeServer]:
    """A service at an address, with keys of its own."""
    settings = ServerSettings(folder=tmp_path / "server", fetch_s=1.0, takes_local_media=True)
    with PracticeServer(settings) as made:
        yield made
