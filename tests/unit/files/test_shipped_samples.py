"""The sample projects are whole, valid and show off every clip kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.base.media import resolve
from studio_gui.files.payload import export_payload, import_payload
from studio_gui.files.project_file import open_project, save_project
from studio_gui.files.samples import samples
from studio_gui.model.checks import Facts, check
from studio_gui.model.clips import CLIP_KINDS

EXPECTED = {"onboarding": (3, "landscape"), "product-launch": (5, "landscape"), "portrait-news": (4, "portrait")}


def test_the_three_samples_are_there() -> None:
    assert {sample.id for sample in samples()} == set(EXPECTED)


@pytest.mark.parametrize("sample_id", EXPECTED)
def test_a_sample_is_whole(sample_id: str, tmp_path: Path) -> None:
    sample = next(one for one in samples() if one.id == sample_id)
    project = open_project(sample.path).project
    assert (len(project.scenes), project.orientation) == EXPECTED[sample_id]
    for scene in project.scenes:
        assert resolve(scene.background.studio.media, sample.path.parent)
        assert scene.presenter
        assert scene.script_text
        assert scene.scripts[0].model_id == scene.presenter.model.ai_name
    for _, clip in project.all_clips():
        if clip.studio.media:
            assert resolve(clip.studio.media, sample.path.parent)
    facts = Facts(has_media=lambda ref: resolve(ref, sample.path.parent) is not None)
    assert [issue.sentence for issue in check(project, facts=facts)] == []
    save_project(project, tmp_path / sample.path.name)
    assert (tmp_path / sample.path.name).read_bytes() == sample.path.read_bytes()


def test_together_they_show_every_clip_kind() -> None:
    kinds = {clip.type for one in samples() for _, clip in open_project(one.path).project.all_clips()}
    assert kinds == set(CLIP_KINDS)


@pytest.mark.parametrize("sample_id", EXPECTED)
def test_the_payload_of_a_sample_can_be_read_again(sample_id: str) -> None:
    sample = next(one for one in samples() if one.id == sample_id)
    body = export_payload(open_project(sample.path).project)
    again = import_payload(body).project
    assert [len(scene.clips) for scene in again.scenes] == [
        len(scene.clips) for scene in open_project(sample.path).project.scenes
    ]
