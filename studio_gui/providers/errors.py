"""What can go wrong between this computer and a service, sorted by what may be done about it.

::

    StudioError
    └── ServiceError        something about a service; ``status``, ``code`` and ``said`` are the service's own
        ├── Refused             it answered and said no
        │   ├── NotAllowed          the credentials are not taken (401, 403)
        │   ├── Gone                there is no such thing (404, 410)
        │   └── TooMany             asked too often (429); ``retry_after_s`` says how long to wait
        ├── NotSent             nothing reached it: safe to send again, whatever it was
        ├── Unsure              a request that creates may have been carried out, and nobody knows: look, never re-send
        └── Unavailable         a request that only reads brought nothing of use: ask again later

The money rule hangs on three of them: only ``NotSent``, ``TooMany`` and one ``NotAllowed`` after a new token allow a
request that creates to be sent again.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio_gui.base.errors import StudioError


class ServiceError(StudioError):
    """Something went wrong between this computer and a service.

    ``status`` is the HTTP status (0 when there was no answer), ``code`` and ``said`` the service's own words, and
    ``fields`` its words about single fields of what was sent. ``retry_after_s`` is how long it wants to be left alone
    (429, 503), 0 when it did not say.
    """

    retry_after_s: float = 0.0

    def __init__(
        self,
        message: str,
        hint: str = "",
        detail: str = "",
        *,
        status: int = 0,
        code: str = "",
        said: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, hint, detail)
        self.status = status
        self.code = code
        self.said = said
        self.fields = dict(fields or {})


class Refused(ServiceError):
    """The service answered and said no: nothing was made."""


class NotAllowed(Refused):
    """The service does not take the credentials."""


class Gone(Refused):
    """The service has no such thing, or no more."""


class TooMany(Refused):
    """The service was asked too often; nothing was made."""


class NotSent(ServiceError):
    """Nothing reached the service, so sending it again cannot make it twice."""


class Unsure(ServiceError):
    """A request that creates something may have been carried out and its answer is not known."""


class Unavailable(ServiceError):
    """The service gave no usable answer to a request that only reads; asking again does no harm."""
