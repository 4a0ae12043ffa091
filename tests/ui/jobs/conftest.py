"""A list of jobs with one in every state, and the panel that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.ui import theme
from studio_gui.ui.panels.jobs import JobsPanel
from tests.ui.jobs.posed import Posed, pose_all
from tests.ui.shell.conftest import project, services

__all__ = ["project", "services"]


@pytest.fixture
def posed(services: Services, project: Path) -> Posed:
    """The ids of jobs, one in each state."""
    return pose_all(services, project)


@pytest.fixture
def panel(qtbot: QtBot, qapp: object, services: Services) -> Iterator[JobsPanel]:
    """The panel, shown and following the list."""
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    made = JobsPanel(services)
    qtbot.addWidget(made)
    made.resize(304, 700)
    made.show()
    qtbot.waitExposed(made)
    made.start()
    yield made
    made.stop()
    QThreadPool.globalInstance().waitForDone(5000)
