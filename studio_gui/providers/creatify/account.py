"""Where a Creatify account lives and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_gui.providers.addresses import checked_address

DEFAULT_URL = "https://api.creatify.ai"


@dataclass(frozen=True, slots=True)
class CreatifyKeys:
    """What a person pastes; ``url`` is another address of theirs, if any."""

    api_id: str = field(repr=False)
    api_key: str = field(repr=False)
    url: str = DEFAULT_URL

    def __post_init__(self) -> None:
        """Take off the blanks that come along when something is pasted."""
        for name in ("api_id", "api_key", "url"):
            object.__setattr__(self, name, str(getattr(self, name)).strip())

    @property
    def base_url(self) -> str:
        """Scheme and host; raises :class:`AccountError` for something that is no address."""
        return checked_address(self.url)
