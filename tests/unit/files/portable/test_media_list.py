"""What a project needs, what nobody uses, what is brought in from outside, and what is found again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_gui.base.media import resolve
from studio_gui.files.media import MediaFolder
from studio_gui.files.portable.collect import collect
from studio_gui.files.portable.listing import clean, media_list, missing_media
from studio_gui.files.portable.relink import relink
from studio_gui.files.project_file import open_project, save_project
from studio_gui.files.versions import VERSIONS_FOLDER, keep
from studio_gui.model.edits.media_refs import replace_refs
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_image, new_project, new_scene, new_video
from studio_gui.model.project import MediaName, Project
from tests.unit.files.portable.conftest import GONE, drawing


def test_everything_is_listed_with_its_state(film: Project, place: Path) -> None:
    rows = {(entry.state, entry.name, entry.uses) for entry in media_list(film, place)}
    assert ("here", "Our logo.svg", 2) in rows
    assert ("unused", "Never used.svg", 0) in rows
    assert ("missing", "0123456789abcdef.png", 1) in rows
    assert ("online", "Sky.png", 1) in rows
    assert {state for state, _, _ in rows} == {"here", "unused", "missing", "online", "outside"}
    assert media_list(film, place)[0].state == "missing"
    assert missing_media(film, place.parent) == (GONE,)


def test_only_what_nobody_needs_is_removed(film: Project, place: Path, tmp_path: Path) -> None:
    spared = MediaFolder(place.parent).add(drawing(tmp_path / "in" / "For undo.svg", "blue"))
    old = MediaFolder(place.parent).add(drawing(tmp_path / "in" / "Old version.svg", "pink"))
    other = MediaFolder(place.parent).add(drawing(tmp_path / "in" / "Other.svg", "gold"))
    box = Rect(0, 0, 8, 8)
    earlier = new_project(scenes=(new_scene().changed(clips=(new_image(box=box, size=(8, 8), media=old),)),))
    keep(place, earlier)
    beside = new_project(scenes=(new_scene().changed(clips=(new_image(box=box, size=(8, 8), media=other),)),))
    save_project(beside, place.with_name("Beside.studio"))
    entries = media_list(film, place, also_used=[spared])
    freed = clean(place, entries)
    assert freed > 0
    left = [entry.name for entry in media_list(film, place) if entry.state == "unused"]
    assert left == ["For undo.svg"]
    for ref in (spared, old, other):
        assert resolve(ref, place.parent)


def _unused(film: Project, place: Path) -> list[str]:
    return [entry.name for entry in media_list(film, place) if entry.state == "unused"]


def test_while_a_project_beside_it_cannot_be_read_nothing_is_called_unused(film: Project, place: Path) -> None:
    beside = place.with_name("Beside.studio")
    beside.mkdir()
    assert _unused(film, place) == ["Never used.svg"]
    beside.rmdir()
    beside.symlink_to(beside)
    assert _unused(film, place) == []
    beside.unlink()
    assert _unused(film, place) == ["Never used.svg"]


def test_what_a_version_of_a_newer_program_needs_is_not_unused(film: Project, place: Path) -> None:
    media = place.parent / next(entry.ref for entry in media_list(film, place) if entry.state == "unused")
    earlier = new_scene().changed(clips=(new_image(box=Rect(0, 0, 8, 8), size=(8, 8), media=f"media/{media.name}"),))
    version = keep(place, new_project(scenes=(earlier,)))
    (file,) = (place.parent / VERSIONS_FOLDER).glob(f"{version.id}.*")
    first, _, rest = file.read_text("utf-8").partition("\n")
    newer = {**json.loads(first), "form": 1000, "media": {"of a kind": f"media/{media.name}"}}
    file.write_text(f"{json.dumps(newer)}\n{rest}", "utf-8")
    assert _unused(film, place) == []
    file.write_text(json.dumps(newer).replace("/", "\\/"), "utf-8")
    assert _unused(film, place) == []


def test_what_lies_outside_is_brought_in_with_one_edit(film: Project, place: Path, tmp_path: Path) -> None:
    box = Rect(0, 0, 8, 8)
    elsewhere = drawing(tmp_path / "else where" / "Äther.svg", "red")
    by_path = new_image(box=box, size=(8, 8), media=str(elsewhere))
    by_address = new_image(box=box, size=(8, 8), url=elsewhere.as_uri())
    gone = new_video(box=box, size=(8, 8), url="file:///nowhere/at/all.mp4")
    scene = film.scenes[0]
    film = film.changed(scenes=(scene.changed(clips=(*scene.clips, by_path, by_address, gone)),))
    collected = collect(film, place)
    after = collected.edit(film)
    clips = after.scenes[0].clips[-3:]
    assert clips[0].studio.media == clips[1].studio.media
    assert resolve(clips[0].studio.media, place.parent)
    assert clips[1].source_url == ""  # type: ignore[attr-defined]
    assert after.scenes[0].background.studio.media.startswith("media/")
    assert collected.failed == ("all.mp4",)
    assert clips[2] is film.scenes[0].clips[-1]
    assert [entry.name for entry in media_list(after, place) if entry.state == "outside"] == ["all.mp4"]
    assert collect(after, place).refs == {}


def test_a_moved_project_finds_its_files_by_content_under_any_name(film: Project, place: Path, tmp_path: Path) -> None:
    logo = film.scenes[0].clips[0].studio.media
    moved = tmp_path / "stick" / "deep" / "copy of copy.svg"
    moved.parent.mkdir(parents=True)
    (place.parent / logo).rename(moved)
    assert missing_media(film, place.parent) == (logo, GONE)
    found = relink(film, place, missing=missing_media(film, place.parent), folder=tmp_path / "stick")
    assert found.by_content == (logo,)
    assert found.missing == (GONE,)
    assert found.edit(film) is film
    assert missing_media(film, place.parent) == (GONE,)


def test_a_file_that_was_edited_since_is_found_by_its_name(film: Project, place: Path, tmp_path: Path) -> None:
    logo = film.scenes[0].clips[0].studio.media
    (place.parent / logo).unlink()
    drawing(tmp_path / "stick" / "our LOGO.svg", "purple")
    found = relink(film, place, missing=(logo,), folder=tmp_path / "stick")
    assert list(found.by_name) == [logo]
    after = found.edit(film)
    assert after.scenes[0].clips[0].studio.media == found.by_name[logo]
    assert (after.scenes[0].clips[0].left, after.scenes[0].clips[0].width) == (0, 8)
    assert missing_media(after, place.parent) == (GONE,)
    save_project(after, place)
    assert "our LOGO.svg" in {entry.name for entry in open_project(place).project.studio.files}


def _film_of(*refs: str, names: dict[str, str] | None = None) -> Project:
    clips = tuple(new_image(box=Rect(0, 0, 8, 8), size=(8, 8), media=ref) for ref in refs)
    project = new_project(scenes=(new_scene().changed(clips=clips),))
    files = tuple(MediaName(media=media, name=name) for media, name in (names or {}).items())
    return project.changed(studio=project.studio.changed(files=files))


def test_two_files_of_one_name_are_each_found_in_the_folder_they_were_in(place: Path, tmp_path: Path) -> None:
    film = _film_of("/old/disk/north/logo.svg", "/old/disk/south/logo.svg")
    stick = tmp_path / "stick"
    content = {name: drawing(stick / name / "logo.svg", color) for name, color in (("south", "red"), ("north", "blue"))}
    found = relink(film, place, missing=missing_media(film, place.parent), folder=stick)
    assert found.missing == ()
    for clip, name in zip(found.edit(film).scenes[0].clips, ("north", "south"), strict=True):
        assert (place.parent / clip.studio.media).read_bytes() == content[name].read_bytes()


def test_a_second_copy_of_what_was_found_takes_the_place_of_nothing_else(place: Path, tmp_path: Path) -> None:
    logo = MediaFolder(tmp_path / "other").add(drawing(tmp_path / "stick" / "a" / "logo.svg", "red"))
    drawing(tmp_path / "stick" / "backup of a" / "logo.svg", "red")
    film = _film_of(logo, GONE, names={logo: "logo.svg", GONE: "logo.svg"})
    found = relink(film, place, missing=(logo, GONE), folder=tmp_path / "stick")
    assert (found.by_content, found.by_name, found.missing) == ((logo,), {}, (GONE,))
    assert relink(film, place, missing=(GONE,), folder=tmp_path / "stick").missing == (GONE,)


def test_what_cannot_be_told_apart_is_not_guessed(place: Path, tmp_path: Path) -> None:
    other = GONE.replace("0", "f")
    film = _film_of(GONE, other, names={GONE: "logo.svg", other: "logo.svg"})
    drawing(tmp_path / "stick" / "logo.svg", "red")
    assert relink(film, place, missing=(GONE, other), folder=tmp_path / "stick").missing == (GONE, other)
    assert list(relink(film, place, missing=(other,), folder=tmp_path / "stick").by_name) == [other]


def test_looking_stops_when_it_is_told_to(film: Project, place: Path, tmp_path: Path) -> None:
    drawing(tmp_path / "stick" / "a.svg", "red")
    found = relink(film, place, missing=(GONE,), folder=tmp_path / "stick", is_stopped=lambda: True)
    assert found.missing == (GONE,)


@pytest.mark.parametrize("refs", [{}, {"media/ffffffffffffffff.png": "media/0000000000000000.png"}])
def test_references_that_are_not_there_change_nothing(film: Project, refs: dict[str, str]) -> None:
    assert replace_refs(film, refs) is film
