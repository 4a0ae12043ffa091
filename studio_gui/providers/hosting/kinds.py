"""The kinds of hosts: what they are called, which keys they take, and the rules for what describes one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from studio_gui.base.errors import AccountError
from studio_gui.base.settings import HostKind, HostSetting
from studio_gui.providers.addresses import is_loopback, is_public

MOST_DAYS = 7
"""The longest an address signed for S3 or Google may be good (AWS Signature Version 4: 604,800 s)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of host, in words."""

    title: str
    place: str
    """What its bucket is called; empty when it has none."""
    keys: tuple[tuple[str, str], ...]
    """The keys by name, and what people call them."""
    needs_address: bool = False
    has_region: bool = False
    signs: bool = True
    """Whether it can hand out addresses that are good for some days, from a bucket that is not public."""
    needs_keys: bool = True


KINDS: dict[HostKind, Kind] = {
    "s3": Kind("S3 or compatible", "Bucket", (("key", "Access key ID"), ("secret", "Secret access key")),
               has_region=True),
    "azure": Kind("Azure Blob Storage", "Container", (("secret", "Account key"),)),
    "gcs": Kind("Google Cloud Storage", "Bucket", (("secret", "Service account key (JSON)"),)),
    "webdav": Kind("WebDAV or HTTP server", "", (("key", "User name"), ("secret", "Password")), needs_address=True,
                   signs=False, needs_keys=False),
}  # fmt: skip

_PREFIX = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_BUCKET = re.compile(r"[A-Za-z0-9$][A-Za-z0-9._-]{1,221}")


def check_host(host: HostSetting) -> None:
    """See that a host is described well; raises :class:`AccountError` that says what is missing or wrong."""
    kind = KINDS[host.kind]
    if kind.place and not _BUCKET.fullmatch(host.bucket):
        raise AccountError(
            f"“{host.bucket[:60]}” is no name of a {kind.place.lower()}."
            if host.bucket
            else f"The {kind.place.lower()} is missing.",
            "Copy its name from the storage’s own page.",
        )
    if kind.needs_address and not host.endpoint:
        raise AccountError("The address of the server is missing.", "It looks like https://dav.example.com/files.")
    if host.kind == "azure" and not host.account:
        raise AccountError("The name of the storage account is missing.", "It is the first word of its address.")
    if host.endpoint:
        # Requests to a bucket are signed, so that no key travels; a plain password would.
        _check_address(host.endpoint, may_be_plain=kind.signs)
    if host.public_url:
        _check_address(host.public_url, may_be_plain=True)
    if host.prefix and (not _PREFIX.fullmatch(host.prefix) or ".." in host.prefix):
        raise AccountError(
            f"“{host.prefix[:60]}” cannot be a folder.", "Use letters, digits, hyphens and slashes between them."
        )


def is_reachable(host: HostSetting) -> bool:
    """Whether a service on the internet could fetch from a host, by the form of its address."""
    url = host.public_url or host.endpoint
    return not url or is_public(url)


def _check_address(url: str, *, may_be_plain: bool) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    is_good = host and parts.scheme in ("http", "https") and not parts.query and not parts.fragment
    if not is_good or parts.username or any(each.isspace() for each in url):
        raise AccountError(f"“{url[:80]}” is not an address of a host.", "It looks like https://media.example.com.")
    if parts.scheme == "http" and not may_be_plain and not is_loopback(url):
        raise AccountError(f"The address http://{host} is not protected.", "Use https; a password is sent there.")
