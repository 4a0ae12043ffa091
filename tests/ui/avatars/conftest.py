"""Services of their own for the window of avatars."""

from __future__ import annotations

from tests.ui.services.conftest import ring
from tests.ui.shell.conftest import empty_window, project, services, window

__all__ = ["empty_window", "project", "ring", "services", "window"]
