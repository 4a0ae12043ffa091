"""Texts that are longer than their box: every place a video is made at says so, and sets right what can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.model.checks import Issue, fix_label, fixed
from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_project, new_scene, new_text
from studio_gui.model.project import Project
from studio_gui.painting.text_layout import text_overflows
from studio_gui.providers.aistudios.preflight import Traits, issues_of
from studio_gui.providers.computer.provider import ComputerProvider

LONG = new_text("Far too many words for so small a box", box=Rect(10, 10, 120, 40), font_size=60)
ENDLESS = new_text("Far too many words for so small a box " * 40, box=Rect(10, 10, 120, 40), font_size=60)


def _project(*clips: Clip) -> Project:
    return new_project(scenes=(new_scene().changed(clips=clips),))


def _found(project: Project, folder: Path, place: str) -> list[Issue]:
    if place == "computer":
        issues = ComputerProvider().check(project, folder=folder)
    else:
        issues = issues_of(project, folder=folder, traits=Traits())
    return [issue for issue in issues if issue.code == "text-overflow"]


@pytest.mark.parametrize("place", ["computer", "service"])
def test_a_text_that_is_too_long_is_told_of_and_made_to_fit(tmp_path: Path, place: str) -> None:
    project = _project(new_text("Hi", box=Rect(0, 0, 500, 200)), LONG, LONG.with_studio(hidden=True))
    (issue,) = _found(project, tmp_path, place)
    assert (issue.severity, issue.place, issue.clip_id) == ("warning", f"Scene 1, {LONG.label}", LONG.id)
    assert fix_label(issue) == "Shrink text to fit"
    mended = fixed(project, issue)
    assert _found(mended, tmp_path, place) == []
    clip = mended.scenes[0].clips[1]
    assert isinstance(clip, TextClip)
    assert not text_overflows(clip)
    assert text_overflows(clip.changed(font_size=clip.font_size + 1)), "no smaller than it has to be"
    assert clip.changed(font_size=LONG.font_size) == LONG


def test_a_text_whose_letters_would_be_too_small_is_left_to_a_person(tmp_path: Path) -> None:
    project = _project(ENDLESS)
    (issue,) = _found(project, tmp_path, "computer")
    assert fix_label(issue) == ""
    assert fixed(project, issue) is project


def test_what_was_edited_is_measured_anew(tmp_path: Path) -> None:
    assert _found(_project(LONG), tmp_path, "computer")
    assert not _found(_project(LONG.changed(text="Hi", font_size=20)), tmp_path, "computer")
    assert _found(_project(LONG), tmp_path, "computer")
    assert not _found(_project(LONG.changed(text=" \n" * 9)), tmp_path, "computer"), "an empty one is told of as such"
