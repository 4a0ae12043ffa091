"""What a practice server can be told when it starts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from studio_gui.server.proving import app_id_of
from studio_gui.server.rules import FaultRule

DEFAULT_PORT = 8765
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How a practice server behaves. Times are in seconds."""

    folder: Path
    """Where projects, videos and avatars are kept; they are there again after a restart."""
    host: str = LOOPBACK
    port: int = 0
    """0 takes any that is free."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """The secret of the server: user key and API key in one, and the key of ``/practice``."""
    token_life_s: float = 24 * 3600.0
    """How long an access token of ``POST /auth/token`` is good."""
    url_life_s: float = 24 * 3600.0
    """How long a download address is good."""
    avatar_step_s: float = 1.0
    """How long a new avatar stays in each of its states."""
    credits: float = 500.0
    takes_local_media: bool = False
    """Whether media may lie on this computer or in a private network; always refused by the real services."""
    fetch_s: float = 10.0
    """How long fetching one media file may take."""
    workers: int = 1
    """Videos that are rendered at the same time."""
    faults: tuple[FaultRule, ...] = ()
    seed: int = 0
    """Of the dice that rules with a ``chance`` throw."""

    @property
    def app_id(self) -> str:
        """The app id and API id that go with the token."""
        return app_id_of(self.token)
