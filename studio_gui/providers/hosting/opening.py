"""Opening a host with its keys."""

from __future__ import annotations

from collections.abc import Mapping

from studio_gui.base.errors import AccountError
from studio_gui.base.logs import keep_secret
from studio_gui.base.settings import HostSetting
from studio_gui.providers.hosting.kinds import KINDS, check_host
from studio_gui.providers.hosting.shelf import Shelf


def open_shelf(setting: HostSetting, keys: Mapping[str, str], *, title: str = "") -> Shelf:
    """The host, opened; asks nobody. Raises :class:`AccountError` for what is missing or wrong."""
    check_host(setting)
    kind = KINDS[setting.kind]
    for name, words in kind.keys:
        if kind.needs_keys and not keys.get(name, "").strip():
            raise AccountError(
                f"The {words.lower()} of the media host “{setting.id}” is not known.",
                "Enter it in Media hosting; without a keyring it is known until the program ends.",
            )
        keep_secret(keys.get(name, ""))
    title = title or setting.title or kind.title
    if setting.kind == "webdav":
        from studio_gui.providers.hosting.webdav import WebDavShelf

        return WebDavShelf(setting, dict(keys), title=title)
    from studio_gui.providers.hosting.bucket import open_bucket

    return open_bucket(setting, dict(keys), title=title)
