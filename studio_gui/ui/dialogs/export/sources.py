"""What is looked up for a destination in another thread: its payload, its keys, whether it is new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from studio_gui.app.accounts import Account
from studio_gui.app.services import Services
from studio_gui.base.errors import StudioError
from studio_gui.model.project import Project
from studio_gui.providers.base import Wanted
from studio_gui.ui.dialogs.export.payload_view import Shown


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be looked up of an account: in the keyring, and in the list of jobs."""

    has_keys: bool = True
    is_first: bool = False
    trouble: str = ""


def known_of(services: Services, account: Account) -> Known:
    """Asks the keyring, which may ask for a password first, and the list of jobs."""
    try:
        has_keys = services.accounts.has_keys(account)
    except StudioError as error:
        return Known(has_keys=False, trouble=error.sentence())
    return Known(has_keys, not any(row.account == account.id for row in services.store.rows()))


def plain(project: Project) -> Shown:
    """The payload as it is saved."""
    from studio_gui.files.payload import payload_text
    from studio_gui.files.sayings import own_sayings
    from studio_gui.speech.reading.sending import as_sent

    return Shown(payload_text(as_sent(project, sayings=own_sayings())))


def of_service(services: Services, account: Account, project: Project, *, kind: str, wanted: Wanted) -> Shown:
    """The very payload of a service; raises :class:`AccountError` without keys."""
    from studio_gui.base.json_text import dumps
    from studio_gui.files.sayings import with_own

    service = services.service(account.id)
    payload = service.payload(kind, with_own(project), wanted=wanted)
    words = f"What {account.title} is sent. The name gets a short mark to find it by; local files get an address."
    return Shown(dumps(payload.body, indent=2), service.curl(payload), words)


def first_picture(project: Project, folder: Path, *, height: int, ratio: float) -> QImage | None:
    """The first scene, ``height`` device-independent pixels high; None without a scene."""
    from studio_gui.painting import Assets
    from studio_gui.render.thumbnails import thumbnail

    if not project.scenes:
        return None
    width = round(height * project.stage_size[0] / project.stage_size[1])
    return thumbnail(project, project.scenes[0], assets=Assets(folder), width=width, ratio=ratio)
