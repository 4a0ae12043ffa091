"""Addresses by their form: whether a service on the internet could fetch one, and whether keys may be sent to one."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from studio_gui.base.errors import AccountError

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


def is_hook(url: str) -> bool:
    """Whether a service may be told to report to an address: https, a host, and nothing that addresses cannot hold."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and bool(host) and url.isprintable() and " " not in url


def is_loopback(url: str) -> bool:
    """Whether an address is on this computer."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host in ("localhost", "::1") or host.startswith("127.")


def checked_address(url: str) -> str:
    """The address without a slash at its end; raises :class:`AccountError` unless it is https, or http on this computer."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        raise AccountError("The address of the account is not valid.", "It looks like https://api.example.com.")
    if parts.scheme == "http" and not is_loopback(url.strip()):
        raise AccountError(f"The address http://{host} is not protected.", "Use https; keys are sent there.")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
