"""Guides are part of a project, of its file, and of nothing a service sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio_gui.model import edits
from studio_gui.model.new import new_project
from studio_gui.model.project import Project

places = st.lists(st.integers(-500, 3000).map(float), max_size=5)


@given(places, places)
def test_guides_survive_a_file_and_stay_on_this_computer(across: list[float], down: list[float]) -> None:
    project = new_project()
    for at in across:
        project = edits.add_guide(project, "x", at=at)
    for at in down:
        project = edits.add_guide(project, "y", at=at)
    back = Project.read(project.to_json())
    assert back.studio.guides_x == tuple(across)
    assert back.studio.guides_y == tuple(down)
    assert "studio" not in project.to_json(private=False)


@given(places.filter(bool), st.data())
def test_moving_there_and_back_and_removing(across: list[float], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(across) - 1))
    project = edits.put_guides(new_project(), "x", at=tuple(across))
    moved = edits.move_guide(project, "x", index=index, at=9999.0)
    assert edits.move_guide(moved, "x", index=index, at=across[index]) == project
    gone = edits.remove_guide(project, "x", index=index).studio.guides_x
    assert gone == (*across[:index], *across[index + 1 :])
    assert edits.remove_guides(project).studio.guides_x == ()
    assert edits.put_guides(project, "x", at=tuple(across)) is project
