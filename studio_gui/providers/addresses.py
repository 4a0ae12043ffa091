"""Whether a service on the internet could fetch an address. By its form only: nothing is looked up."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

_LOCAL_ENDINGS = (".local", ".localhost", ".lan", ".internal", ".home", ".home.arpa", ".intranet", ".corp")


def is_public(url: str) -> bool:
    """Whether it is http or https at a host that is not on this computer or in a private network.

    Names under ``.invalid`` and ``.example`` count as public: the documents' own samples use them.
    """
    try:
        parts = urlsplit(url)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if parts.scheme.lower() not in ("http", "https") or not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    return "." in host and not host.endswith(_LOCAL_ENDINGS) and not host.replace(".", "").isdigit()


def is_within(url: str, base_url: str) -> bool:
    """Whether an address lies at the same scheme, host and port as another."""
    try:
        one, other = urlsplit(url), urlsplit(base_url)
        return (one.scheme, one.hostname, one.port) == (other.scheme, other.hostname, other.port)
    except ValueError:
        return False
