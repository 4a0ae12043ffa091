"""An account of AI Studios, opened for one command."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError, UsageError

if TYPE_CHECKING:
    from studio_gui.providers.aistudios.provider import AiStudiosService
    from studio_gui.providers.aistudios.requests import RequestModel

Request = TypeVar("Request", bound="RequestModel")

_OPTIONS = {
    "language": "--language", "text": "--text", "model": "--model", "clothes": "--chroma", "projectId": "ID",
    "workspaceId": "--workspace",
}  # fmt: skip


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


def request_of(kind: type[Request], said: Mapping[str, object]) -> Request:
    """A request of what was typed; raises :class:`UsageError` naming the option whose value the service cannot take."""
    from pydantic import ValidationError

    for name, value in said.items():
        if isinstance(value, str):
            check_said(_OPTIONS.get(name, name), value)
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        option = _OPTIONS.get(str(first["loc"][0]), str(first["loc"][0]))
        what = "is too long" if first["type"] == "string_too_long" else f"does not fit: {first['msg']}"
        raise UsageError(f"{option} {what}.", "Give another value.") from None


def check_said(option: str, value: str) -> None:
    """Raise :class:`UsageError` when a value was typed that is empty."""
    if not value.strip():
        raise UsageError(f"{option} is empty.", "Give a value.")
