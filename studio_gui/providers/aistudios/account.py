"""Where an AI Studios account lives and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studio_gui.providers.addresses import checked_address

REGIONS = {"global": "https://app.aistudios.com", "china": "https://app.aistudios.cn"}
"""The two services of the documents; they share nothing, and a token of one is never sent to the other."""

BASE_PATH = "/api/odin/v3"


@dataclass(frozen=True, slots=True)
class AiStudiosKeys:
    """What a person pastes: ``region`` is ``global``, ``china`` or an address of their own."""

    app_id: str = field(repr=False)
    user_key: str = field(repr=False)
    region: str = "global"

    def __post_init__(self) -> None:
        """Take off the blanks that come along when something is pasted."""
        for name in ("app_id", "user_key", "region"):
            object.__setattr__(self, name, str(getattr(self, name)).strip())

    @property
    def base_url(self) -> str:
        """Scheme and host; raises :class:`AccountError` for something that is no address."""
        return checked_address(REGIONS.get(self.region, self.region).rstrip("/").removesuffix(BASE_PATH))

    @property
    def is_china(self) -> bool:
        """Whether it is the Chinese service, which lacks some endpoints."""
        return self.region == "china" or (urlsplit(self.base_url).hostname or "").endswith(".cn")
