"""The window of the shell's tests, with a project in it."""

from __future__ import annotations

from tests.ui.shell.conftest import empty_window, project, services, window

__all__ = ["empty_window", "project", "services", "window"]
