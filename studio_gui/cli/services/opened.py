"""An account of AI Studios, opened for one command."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError

if TYPE_CHECKING:
    from studio_gui.providers.aistudios.provider import AiStudiosService


@contextlib.contextmanager
def studios(account: str) -> Iterator[AiStudiosService]:
    """The service behind an account that makes videos; raises :class:`AccountError` for another one."""
    from studio_gui.providers.aistudios.provider import AiStudiosService

    with Services() as services:
        yield as_studios(services, account, AiStudiosService)


def as_studios(services: Services, account: str, kind: type[AiStudiosService]) -> AiStudiosService:
    """The opened service; raises :class:`AccountError` when the account is not one of AI Studios' kind."""
    service = services.service(account)
    if not isinstance(service, kind):
        raise AccountError(f"The account “{account}” has no presenters that speak.", "Choose one of AI Studios.")
    return service
