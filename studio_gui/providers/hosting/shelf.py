"""What every opened host can do."""

from __future__ import annotations

from typing import Protocol

from studio_gui.providers.base import Sent, unheard
from studio_gui.providers.hosting.content import Content


class Shelf(Protocol):
    """An opened host. ``name`` is the name of a content (see :class:`Content`). Safe for several threads.

    Everything blocks. Raises :class:`NotSent` and :class:`Unavailable` when it may work later, :class:`Refused`
    subclasses when the host says no, and ``Cancelled``.
    """

    @property
    def title(self) -> str:
        """The name of the host for people."""

    def address(self, name: str) -> str:
        """Where a file is, without any right to read it: no secret, the same every time."""

    def signed(self, name: str) -> str:
        """Where a service can fetch a file: the address itself, or one that is good for some days, which is a secret."""

    def size(self, name: str) -> int | None:
        """The bytes of a file that is there; None when it is not, or when the host does not say."""

    def put(self, name: str, content: Content, *, sent: Sent = unheard) -> None:
        """Bring a file there; it is seen whole or not at all, where the host can do that."""

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""

    def close(self) -> None:
        """Close the connections."""
