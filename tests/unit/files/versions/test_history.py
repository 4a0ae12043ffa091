"""Versions come back as they were, share what did not change, and survive whatever happens to folder and program."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from studio_gui.base.errors import ProjectFileError, TargetError, UsageError
from studio_gui.base.json_text import loads
from studio_gui.files.payload import import_payload, read_json_file
from studio_gui.files.project_file import project_text, save_project
from studio_gui.files.versions import VERSIONS_FOLDER, History, keep_quietly, media_of_versions
from studio_gui.files.versions.copying import bring_history
from studio_gui.files.writing import make_folder
from studio_gui.model import edits
from studio_gui.model.comparing import compare
from studio_gui.model.edits import arrange
from studio_gui.model.project import FORMAT, Project
from tests.unit.files.versions.conftest import Clock
from tests.unit.model import strategies as s

PAYLOADS = sorted((Path(__file__).parents[3] / "data" / "payloads").glob("*.json"))


def _with_script(project: Project, text: str, *, scene: int = 0) -> Project:
    return edits.set_script(project, project.scenes[scene].id, text=text)


def _stored_scenes(history: History) -> int:
    files = (history.folder / "scenes").glob("*.zip")
    return sum(len(zipfile.ZipFile(file).namelist()) for file in files)


@given(kept=s.projects())
def test_a_version_is_the_very_project_that_was_kept(tmp_path_factory: pytest.TempPathFactory, kept: Project) -> None:
    history = History(tmp_path_factory.mktemp("p") / "Film.studio")
    version = history.keep(kept)
    assert project_text(History(history.project_path).load(version)) == project_text(kept)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda path: path.stem)
def test_unknown_fields_and_forms_of_numbers_come_back(payload: Path, tmp_path: Path) -> None:
    project = import_payload(read_json_file(payload)).project
    history = History(tmp_path / "Film.studio")
    assert project_text(history.load(history.keep(project))) == project_text(project)
    read_again = Project.read(loads(project_text(project)))  # type: ignore[arg-type]
    assert project_text(history.load(history.keep(read_again, reason="exported"))) == project_text(project)


def test_the_list_begins_with_the_newest(history: History, clock: Clock, project: Project) -> None:
    for text in ("One", "Two", "Three"):
        clock.wait(minutes=5)
        history.keep(_with_script(project, text))
    versions = history.versions()
    assert [history.load(version).scenes[0].script_text for version in versions] == ["Three", "Two", "One"]
    assert versions[0].at == clock.now
    assert (versions[0].title, versions[0].scenes, versions[0].file) == ("Film", 3, "Film.studio")


def test_a_scene_that_did_not_change_is_stored_once(history: History, clock: Clock, project: Project) -> None:
    history.keep(project)
    assert _stored_scenes(history) == 3
    clock.wait(minutes=1)
    history.keep(_with_script(project, "Hi"))
    assert _stored_scenes(history) == 4
    moved = edits.move_scene(project, scene_id=project.scenes[2].id, index=0)
    clock.wait(minutes=1)
    version = history.keep(moved)
    assert _stored_scenes(history) == 4
    assert project_text(history.load(version)) == project_text(moved)


def test_scenes_shared_by_two_versions_are_the_same_object(history: History, clock: Clock, project: Project) -> None:
    first = history.keep(project)
    clock.wait(minutes=1)
    second = history.keep(_with_script(project, "Hi"))
    before, after = history.load(first), history.load(second)
    assert [a is b for a, b in zip(before.scenes, after.scenes, strict=True)] == [False, True, True]


def test_saving_again_without_a_change_adds_nothing(history: History, clock: Clock, project: Project) -> None:
    first = history.keep(project)
    clock.wait(minutes=1)
    assert history.keep(project) == first
    exported = history.keep(project, reason="exported")
    assert exported.id != first.id
    clock.wait(minutes=1)
    assert history.keep(project) == exported
    assert len(history.versions()) == 2


def test_a_version_can_be_given_a_name_and_lose_it(history: History, project: Project) -> None:
    version = history.keep(project)
    named = history.rename(version, name=" Sent to Ada ")
    assert named.name == "Sent to Ada"
    assert named.is_lasting
    assert history.versions() == (named,)
    assert project_text(history.load(named)) == project_text(project)
    assert not history.rename(named, name="").is_lasting


def test_a_version_is_found_by_its_id_the_beginning_of_it_its_name_and_as_the_last(
    history: History, clock: Clock, project: Project
) -> None:
    first = history.rename(history.keep(project), name="Draft")
    clock.wait(days=40)
    second = history.keep(_with_script(project, "Hi"))
    assert history.find(first.id) == history.find("20260306") == history.find("Draft") == first
    assert history.find("last") == second
    with pytest.raises(UsageError, match="has no version “nothing”"):
        history.find("nothing")
    with pytest.raises(UsageError, match="Several versions begin"):
        history.find("2026")


def test_the_history_goes_along_when_the_folder_is_moved(history: History, project: Project, tmp_path: Path) -> None:
    version = history.keep(project)
    moved = tmp_path / "stick" / "Other name"
    make_folder(moved.parent)
    shutil.move(history.project_path.parent, moved)
    there = History(moved / "Film.studio")
    assert there.versions() == (version,)
    assert project_text(there.load(version)) == project_text(project)


def test_a_renamed_project_keeps_its_history_and_two_in_a_folder_have_their_own(
    history: History, project: Project, path: Path
) -> None:
    history.keep(project)
    renamed = path.rename(path.with_name("Movie.studio"))
    assert len(History(renamed).versions()) == 1
    save_project(project, path.with_name("Second.studio"))
    assert History(path.with_name("Second.studio")).versions() == ()
    assert History(renamed).versions() == ()  # nobody can say whose it is
    path.with_name("Second.studio").unlink()
    assert len(History(renamed).versions()) == 1


def test_the_history_of_a_project_that_was_never_saved_goes_along_when_it_is(
    history: History, clock: Clock, project: Project, tmp_path: Path
) -> None:
    first = history.keep(project, reason="exported")
    clock.wait(minutes=1)
    second = history.rename(history.keep(_with_script(project, "Hi")), name="Draft")
    target = tmp_path / "Saved" / "Other.studio"
    target.parent.mkdir()
    bring_history(history.project_path, target)
    there = History(target)
    assert [(v.at, v.reason, v.name, v.file) for v in there.versions()] == [
        (second.at, "saved", "Draft", "Other.studio"),
        (first.at, "exported", "", "Other.studio"),
    ]
    assert project_text(there.load(there.versions()[1])) == project_text(project)
    bring_history(tmp_path / "nothing" / "X.studio", target)
    assert len(there.versions()) == 2


def test_git_does_not_see_the_history(history: History, project: Project) -> None:
    history.keep(project)
    assert (history.folder / ".gitignore").read_text("utf-8").endswith("\n*\n")


def test_media_of_every_version_are_known(history: History, clock: Clock, project: Project, path: Path) -> None:
    history.keep(project)
    scene = project.scenes[1]
    without = edits.remove_clips(project, scene.id, clip_ids=[clip.id for clip in scene.clips])
    clock.wait(minutes=1)
    history.keep(without)
    assert media_of_versions(path) == {"media/0123456789abcdef.png"}


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def _other_bytes(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[60:90] = bytes(30)
    file.write_bytes(bytes(content))


def _empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("harm", [_cut_off, _other_bytes, _empty, Path.unlink])
def test_damaged_scenes_are_a_sentence_and_are_written_again_with_the_next_save(
    history: History, clock: Clock, project: Project, harm: Callable[[Path], None]
) -> None:
    version = history.keep(project)
    (bundle,) = (history.folder / "scenes").iterdir()
    harm(bundle)
    with pytest.raises(ProjectFileError, match="missing or damaged"):
        History(history.project_path).load(version)
    if harm is _other_bytes:
        return  # only reading the whole bundle would tell, which no save should have to wait for
    clock.wait(minutes=1)
    assert project_text(history.load(history.keep(project))) == project_text(project)


@pytest.mark.parametrize("harm", [_cut_off, _empty, lambda file: file.write_text('{"form": 1}\n{}\n')])
def test_a_damaged_version_is_left_out_and_takes_nothing_with_it(
    history: History, clock: Clock, project: Project, harm: Callable[[Path], object]
) -> None:
    first = history.keep(project)
    clock.wait(minutes=1)
    second = history.keep(_with_script(project, "Hi"))
    harm(history.folder / f"{first.id}.version")
    assert second in history.versions()
    assert history.load(second).scenes[0].script_text == "Hi"
    for version in set(history.versions()) - {second}:
        with pytest.raises(ProjectFileError):
            history.load(version)


def test_a_history_bent_on_harm_reads_no_file_elsewhere_and_ends_in_a_sentence(
    history: History, project: Project, tmp_path: Path
) -> None:
    version = history.keep(project)
    file = history.folder / f"{version.id}.version"
    text = file.read_text("utf-8")
    (bundle,) = version.bundles
    (tmp_path / "secret.zip").write_bytes((history.folder / "scenes" / f"{bundle}.zip").read_bytes())
    file.write_text(text.replace(bundle, "../../../secret"), "utf-8")
    assert History(history.project_path).versions() == ()
    file.write_text(text, "utf-8")
    with open(file, "ab") as stream:
        stream.truncate(200_000_000)
    assert History(history.project_path).versions() == (version,)
    with pytest.raises(ProjectFileError, match="is damaged"):
        History(history.project_path).load(version)


def test_a_bundle_that_unpacks_without_end_is_not_unpacked(history: History, project: Project) -> None:
    version = history.keep(project)
    path = history.folder / "scenes" / f"{version.bundles[0]}.zip"
    names = zipfile.ZipFile(path).namelist()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in names:
            with bundle.open(name, "w") as member:
                for _ in range(70):
                    member.write(b" " * 1_000_000)
    with pytest.raises(ProjectFileError, match="missing or damaged"):
        History(history.project_path).load(version)


def test_versions_that_an_older_program_kept_are_brought_to_the_present_form(
    history: History, clock: Clock, project: Project
) -> None:
    scene = project.scenes[1]
    picture = scene.clips[1]
    named = arrange.change_clip_studio(project, scene.id, clip_ids=[picture.id], fields={"name": "Logo"})
    version = history.keep(named)
    file = history.folder / f"{version.id}.version"
    text = file.read_text("utf-8")
    assert f'"format":{FORMAT}' in text
    file.write_text(text.replace(f'"format":{FORMAT}', '"format":1'), "utf-8")
    loaded = History(history.project_path).load(version)
    assert loaded.studio.format == FORMAT
    assert [entry.name for entry in loaded.studio.files] == ["Logo.png"]
    assert compare(named, loaded).is_empty
    clock.wait(minutes=1)
    assert history.keep(loaded).id != version.id


def test_versions_of_a_newer_program_are_left_alone(history: History, clock: Clock, project: Project) -> None:
    version = history.keep(project)
    file = history.folder / f"{version.id}.version"
    file.write_text(file.read_text("utf-8").replace('"form":1', '"form":2', 1), "utf-8")
    bundles = list((history.folder / "scenes").iterdir())
    for bundle in bundles:
        os.utime(bundle, (0, 0))
    assert history.versions() == ()
    clock.wait(days=300)
    history.keep(_with_script(project, "Hi"))
    assert file.exists()
    assert all(bundle.exists() for bundle in bundles)


def test_where_nothing_can_be_written_a_sentence_says_so_and_a_save_goes_on(
    path: Path, project: Project, tmp_path: Path
) -> None:
    (path.parent / VERSIONS_FOLDER).write_text("in the way")
    with pytest.raises(TargetError, match="is a file, not a folder"):
        History(path).keep(project)
    assert not keep_quietly(path, project)
    assert not keep_quietly(tmp_path / "gone" / "Film.studio", project)
    assert not (tmp_path / "gone").exists()
    assert History(path).versions() == ()
