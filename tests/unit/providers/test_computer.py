"""This computer as a service: it makes real videos, stops when told to, and says what went wrong."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import pytest

from studio_gui.base.errors import Cancelled, TargetError
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.probing import probe
from studio_gui.model.clips import AvatarModel
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_presenter, new_project, new_scene, new_video
from studio_gui.model.project import MediaName, Project
from studio_gui.providers.base import JobId, Order, Progress
from studio_gui.providers.computer import ComputerProvider


@dataclass
class Listening:
    """A report that remembers, and cancels at the first word when told to."""

    heard: list[Progress] = field(default_factory=list)
    cancels: bool = False
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def progress(self, progress: Progress) -> None:
        self.heard.append(progress)
        if self.cancels:
            self._cancelled.set()

    def keep(self, name: str, value: str) -> None:
        raise AssertionError("nothing has to be kept on this computer")

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


def _project(seconds: float) -> Project:
    scene = new_scene(color="rgb(30,60,200)")
    return new_project(scenes=(scene.changed(studio=scene.studio.changed(duration_s=seconds)),))


def _order(tmp_path: Path, seconds: float, *, name: str = "work.mp4") -> Order:
    target = tmp_path / "Film.mp4"
    return Order(JobId("a"), _project(seconds), tmp_path, tmp_path / name, target, resolution="480", fps=24)


def test_a_video_is_made_with_progress_in_frames(tmp_path: Path) -> None:
    report = Listening()
    ComputerProvider().make(_order(tmp_path, 1), report)
    facts = probe(tmp_path / "work.mp4")
    assert (facts.kind, facts.width, facts.height) == ("video", 854, 480)
    assert report.heard[-1].frames_total == 24
    assert report.heard[-1].fraction == 1
    fractions = [one.fraction for one in report.heard]
    assert fractions == sorted(fractions)


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        ComputerProvider().make(_order(tmp_path, 3000), Listening(cancels=True))
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_worker_arrives_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(TargetError):
        ComputerProvider().make(_order(tmp_path, 1, name="gone/work.mp4"), Listening())


def test_checks_know_the_files_and_presenters_of_this_computer(tmp_path: Path) -> None:
    box = Rect(0, 0, 100, 100)
    presenter = new_presenter(ai_name=min(bundled_presenters()), emotion="x", box=box, size=(800, 1200))
    stranger = presenter.changed(id="aiModel-2", model=AvatarModel(ai_name="M000045058", emotion="BG00002320"))
    image = new_image(box=box, size=(9, 9), media="media/0123456789abcdef.png")
    project = new_project(scenes=(new_scene(script="Hi").changed(clips=(presenter, stranger, image)),))
    codes = [issue.code for issue in ComputerProvider().check(project, folder=tmp_path)]
    assert codes == ["media-missing", "service-presenter"]
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "0123456789abcdef.png").touch()
    listed = project.studio.changed(files=(MediaName(media=image.studio.media, name="Our logo.png"),))
    found = ComputerProvider().check(project.changed(studio=listed), folder=tmp_path)
    assert [issue.code for issue in found] == ["service-presenter", "media-broken"]
    assert "“Our logo.png” cannot be read" in found[1].message


def test_a_video_whose_end_is_missing_is_told_with_the_moment(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    whole, cut = tmp_path / "media" / "whole.mp4", tmp_path / "media" / "cut.mp4"
    with av.open(str(whole), "w", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=25, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for number in range(100):
            noise = np.random.default_rng(number).integers(0, 255, (90, 160, 3), np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        out.mux(stream.encode(None))
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    box = Rect(0, 0, 160, 90)
    clips = tuple(new_video(box=box, size=(160, 90), media=f"media/{file.name}") for file in (whole, cut))
    issues = ComputerProvider().check(new_project(scenes=(new_scene().changed(clips=clips),)), folder=tmp_path)
    (told,) = [issue for issue in issues if issue.code == "media-broken"]
    assert re.search(r"“cut.mp4” breaks off after (1.[89]|2.[01]) of 4.0 s; its last picture stays.", told.message)
