"""Makes videos on this computer, in a worker process that draws and encodes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from studio_gui.base.media import finder
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.names import name_of
from studio_gui.model.checks import Facts, Issue, check
from studio_gui.model.project import Project
from studio_gui.providers.base import Order, Report
from studio_gui.providers.computer.media import broken_media
from studio_gui.providers.texts import fits_at


class ComputerProvider:
    """The provider ``computer``."""

    id = "computer"
    title = "This computer"
    at_once = 1

    def check(self, project: Project, *, folder: Path) -> tuple[Issue, ...]:
        """What would go wrong on this computer."""
        facts = Facts(
            has_media=finder(folder),
            media_name=partial(name_of, project=project),
            fits_at=fits_at,
            own_presenters=frozenset(bundled_presenters()),
        )
        return (*check(project, facts=facts), *broken_media(project, folder))

    def make(self, order: Order, report: Report) -> None:
        """Draw, speak and encode the project into ``order.work_file``."""
        from studio_gui.providers.computer.making import make_movie

        make_movie(order, report)
