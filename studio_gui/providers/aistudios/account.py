"""Where an AI Studios account lives and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studio_gui.base.errors import AccountError

REGIONS = {"global": "https://app.aistudios.com", "china": "https://app.aistudios.cn"}
"""The two services of the documents; they share nothing, and a token of one is never sent to the other."""

BASE_PATH = "/api/odin/v3"


@dataclass(frozen=True, slots=True)
class AiStudiosKeys:
    """What a person pastes: ``region`` is ``global``, ``china`` or an address of their own."""

    app_id: str = field(repr=False)
    user_key: str = field(repr=False)
    region: str = "global"

    @property
    def base_url(self) -> str:
        """Scheme and host; raises :class:`AccountError` for something that is no address."""
        return checked_address(REGIONS.get(self.region, self.region))

    @property
    def is_china(self) -> bool:
        """Whether it is the Chinese service, which lacks some endpoints."""
        return self.region == "china" or (urlsplit(self.base_url).hostname or "").endswith(".cn")


def checked_address(url: str) -> str:
    """The address without a path; raises :class:`AccountError` unless it is https, or http on this computer."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        raise AccountError("The address of the account is not valid.", "It looks like https://app.aistudios.com.")
    if parts.scheme == "http" and not (host == "localhost" or host == "::1" or host.startswith("127.")):
        raise AccountError(f"The address http://{host} is not protected.", "Use https; keys are sent there.")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/").removesuffix(BASE_PATH)
