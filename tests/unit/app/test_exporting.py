"""Where a video goes, and what stops an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.app.exporting import ExportOptions, job_title, target_of
from studio_gui.app.services import Services
from studio_gui.base.errors import AccountError, JobError, TargetError
from studio_gui.base.paths import safe_file_name
from studio_gui.files.project_file import save_project
from studio_gui.jobs.again import SentBefore
from studio_gui.jobs.work import project_of
from studio_gui.model.new import new_project, new_scene


@given(st.text(max_size=400))
def test_any_name_of_a_project_is_a_file_name(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    said = safe_file_name(name)
    assert said
    assert len(said.encode()) <= 180
    path = tmp_path_factory.mktemp("names") / f"{said}.mp4"
    path.touch()
    assert path.name == f"{said}.mp4"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Q3: results/plan", "Q3 results plan"),
        ("..", "Video"),
        ("con", "Video"),
        ("", "Video"),
        ("日本語 😀", "日本語 😀"),
        ("Film \u202egpj.exe", "Film gpj.exe"),
    ],
)
def test_names_stay_readable(name: str, said: str) -> None:
    assert safe_file_name(name) == said


def _target(tmp_path: Path, options: ExportOptions) -> Path:
    return target_of(options, project_path=tmp_path / "P.studio", name="Film", taken=())


def test_videos_go_to_the_renders_of_the_project(tmp_path: Path) -> None:
    assert _target(tmp_path, ExportOptions()) == tmp_path / "renders" / "Film.mp4"
    assert _target(tmp_path, ExportOptions(file_name="Cut 1.MP4")) == tmp_path / "renders" / "Cut 1.mp4"
    assert _target(tmp_path, ExportOptions(target=tmp_path / "a.mp4")) == tmp_path / "a.mp4"


@pytest.mark.parametrize("name", ["a.avi", "gone/a.mp4", ""])
def test_places_that_take_no_video_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TargetError):
        _target(tmp_path, ExportOptions(target=tmp_path / name))


@pytest.mark.parametrize("options", [ExportOptions(resolution="8k"), ExportOptions(fps=29), ExportOptions(fps=0)])
def test_sizes_and_rates_that_are_not_there_are_refused(tmp_path: Path, options: ExportOptions) -> None:
    services = Services()
    with pytest.raises(JobError, match="There is no"):
        services.export(new_project(), project_path=tmp_path / "P.studio", options=options)


def test_an_export_is_a_snapshot_that_waits(tmp_path: Path) -> None:
    services = Services()
    project = new_project(name="Film", scenes=(new_scene(script="Hello"),))
    save_project(project, tmp_path / "P.studio")
    ids = [services.export(project, project_path=tmp_path / "P.studio") for _ in range(2)]
    rows = [services.store.row(job_id) for job_id in ids]
    assert [row.target.name for row in rows] == ["Film.mp4", "Film (2).mp4"]
    assert [row.title for row in rows] == ["Film", "Film (2)"], "the list tells them apart"
    assert {row.state for row in rows} == {"queued"}
    assert project_of(services.store.payload(ids[0])).to_json() == project.to_json()
    services.close()


@pytest.mark.parametrize(
    ("file_name", "said"),
    [
        ("Film.mp4", "Film"),
        ("Film (2).mp4", "Film (2)"),
        ("003 Grace.mp4", "003 Grace · Film"),
        ("Film v1.2.mp4", "Film v1.2"),
    ],
)
def test_the_list_calls_an_export_as_its_file(file_name: str, said: str) -> None:
    assert job_title("Film", Path(file_name), suffix=".mp4") == said


def test_the_list_keeps_what_no_file_may_be_called() -> None:
    assert job_title("What: now?", Path(f"{safe_file_name('What: now?')} (2).mp4"), suffix=".mp4") == "What: now? (2)"


def test_a_video_of_a_row_is_called_after_it(tmp_path: Path) -> None:
    project = new_project(name="Film · Grace", scenes=(new_scene(script="Hello"),))
    save_project(project, tmp_path / "P.studio")
    with Services() as services:
        options = ExportOptions(target=tmp_path / "003 Grace.mp4")
        job = services.export(project, project_path=tmp_path / "P.studio", options=options, series="k")
        assert services.store.row(job).title == "Film · Grace"


def test_what_was_sent_before_a_crash_is_not_sent_again_unasked_under_its_new_name(tmp_path: Path) -> None:
    """A recovered project has another name; it was paid for twice."""
    project = new_project(name="Film", scenes=(new_scene(script="Hello"),))
    save_project(project, tmp_path / "P.studio")
    options = ExportOptions(ignore_errors=True)
    with Services() as services:
        services.export(project, project_path=tmp_path / "P.studio", account="practice", options=options)
        copy = project.changed(name="Film (recovered)")
        with pytest.raises(SentBefore, match="The same waits to be sent"):
            services.export(copy, project_path=tmp_path / "P.studio", account="practice", options=options)
        other = project.changed(name="Another film")
        services.export(other, project_path=tmp_path / "P.studio", account="practice", options=options)
        assert [row.title for row in services.store.rows()] == ["Another film", "Film"]


def test_errors_stop_an_export_unless_told_otherwise(tmp_path: Path) -> None:
    services = Services()
    project = new_project().changed(scenes=())
    with pytest.raises(JobError, match="The project has no scene"):
        services.export(project, project_path=tmp_path / "P.studio")
    assert services.store.rows() == ()
    services.export(project, project_path=tmp_path / "P.studio", options=ExportOptions(ignore_errors=True))
    assert len(services.store.rows()) == 1
    services.close()


def test_an_unknown_account_is_refused_by_name(tmp_path: Path) -> None:
    services = Services()
    with pytest.raises(AccountError, match="There is no account “moon”"):
        services.export(new_project(), project_path=tmp_path / "P.studio", account="moon")
    assert services.account("computer").title == "This computer"
    services.close()


def test_a_place_that_takes_no_file_is_refused_before_there_is_a_job(tmp_path: Path) -> None:
    project = new_project(scenes=(new_scene(script="Hello"),))
    path = tmp_path / "P" / "P.studio"
    path.parent.mkdir()
    save_project(project, path)
    (path.parent / "renders").write_text("in the way")
    services = Services()
    try:
        with pytest.raises(TargetError, match="is a file, not a folder"):
            services.export(project, project_path=path)
        assert services.store.rows() == ()
    finally:
        services.close()
