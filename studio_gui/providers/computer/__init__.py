"""This computer as a service: it needs no account, costs nothing and sends nothing anywhere."""

from __future__ import annotations

from studio_gui.providers.computer.provider import ComputerProvider

__all__ = ["ComputerProvider"]
