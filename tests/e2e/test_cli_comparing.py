"""A finished video is compared with its project on the command line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from studio_gui.files.project_file import save_project
from tests.e2e.command_line import refused, run
from tests.ui.render import films


def test_a_film_is_compared_scene_by_scene(tmp_path: Path) -> None:
    project = films.project_of(films.still_scene(seconds=0.4), films.still_scene(seconds=0.6, color="#803020"))
    (tmp_path / "Film").mkdir()
    path = tmp_path / "Film" / "Film.studio"
    save_project(project, path)
    run("render", path, "-o", "film.mp4", "--resolution", "480", "--fps", "25", cwd=tmp_path)
    said = run("compare", path, "film.mp4", "--json", "-o", "pictures", cwd=tmp_path).json()
    assert isinstance(said, dict)
    assert [(row["scene"], row["words"]) for row in said["scenes"]] == [(1, "the same"), (2, "the same")]
    assert abs(said["scenes"][1]["film_start_s"] - 0.4) < 0.13
    names = [name for row in said["scenes"] for name in row["pictures"]]
    assert [Path(name).name for name in names][:3] == [f"scene-01-{w}.png" for w in ("preview", "film", "difference")]
    assert all(QImage(str(tmp_path / name)).height() == 480 for name in names)
    lines = run("compare", path, "film.mp4", "--at", "100", cwd=tmp_path).out.splitlines()
    assert len(lines) == 2
    assert lines[0].split()[:2] == ["1", lines[0].split()[1]]
    assert "There is no video" in refused("compare", path, "other.mp4", cwd=tmp_path, code=2)
    assert "cannot be read as a video" in refused("compare", path, path, cwd=tmp_path)
