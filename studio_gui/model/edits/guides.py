"""Edits of the guides that people draw out of the rulers; they hold for every scene and are the editor's own."""

from __future__ import annotations

from typing import Literal

from studio_gui.model.project import Project

Axis = Literal["x", "y"]
"""``x`` for a vertical guide, which has a place along x; ``y`` for a horizontal one."""


def guides_of(project: Project, axis: Axis) -> tuple[float, ...]:
    """The places of the guides on one axis, in scene pixels, in the order they were made."""
    return project.studio.guides_x if axis == "x" else project.studio.guides_y


def put_guides(project: Project, axis: Axis, *, at: tuple[float, ...]) -> Project:
    """The project with these guides on one axis."""
    if guides_of(project, axis) == at:
        return project
    return project.changed(studio=project.studio.changed(**{f"guides_{axis}": at}))


def add_guide(project: Project, axis: Axis, *, at: float) -> Project:
    """The project with one more guide."""
    return put_guides(project, axis, at=(*guides_of(project, axis), at))


def move_guide(project: Project, axis: Axis, *, index: int, at: float) -> Project:
    """The project with one guide elsewhere; raises ``IndexError`` when there is none with that number."""
    places = list(guides_of(project, axis))
    places[index] = at
    return put_guides(project, axis, at=tuple(places))


def remove_guide(project: Project, axis: Axis, *, index: int) -> Project:
    """The project without one guide."""
    places = guides_of(project, axis)
    return put_guides(project, axis, at=(*places[:index], *places[index + 1 :]))


def remove_guides(project: Project) -> Project:
    """The project without any guides."""
    return put_guides(put_guides(project, "x", at=()), "y", at=())
