"""How words are said is settled when a video is asked for, also where this computer makes it later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from studio_gui.app.exporting import ExportOptions
from studio_gui.app.services import Services
from studio_gui.files.probing import probe
from studio_gui.files.sayings import write_own
from studio_gui.model.new import new_project, new_scene
from studio_gui.model.saying import Saying

LONG = [Saying(word="Bosch", say="one two three four five six seven eight nine ten eleven twelve")]


@pytest.mark.parametrize(("then", "later", "is_long"), [(LONG, (), True), ((), LONG, False)], ids=["had", "has"])
def test_a_waiting_sound_says_what_was_asked_for(
    then: tuple[Saying, ...], later: tuple[Saying, ...], is_long: bool, tmp_path: Path
) -> None:
    services = Services()
    write_own(then)
    project = new_project(name="Short", scenes=(new_scene(script="Bosch."),))
    options = ExportOptions(format="wav", target=tmp_path / "said.wav")
    job_id = services.export(project, project_path=tmp_path / "Short.studio", options=options)
    write_own(later)
    row = asyncio.run(services.tracker.wait_for(job_id))
    services.close()
    assert (row.state, row.error) == ("done", "")
    assert (probe(tmp_path / "said.wav").duration_s > 3) is is_long
