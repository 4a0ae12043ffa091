"""Presentations that are broken, locked, blown up or bent on harm end in a sentence, with bounded memory."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_gui.base.errors import ImportCancelled, ImportFailed, StudioError
from studio_gui.files.importing.found import Found
from studio_gui.model.clips import ImageClip
from tests.unit.files.importing.decks import bent, blank, new_deck, png, px, read_deck, saved, write_deck


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound presentation."""
    return write_deck(tmp_path_factory.mktemp("deck") / "talk.pptx")


def _read(path: Path) -> Found:
    return read_deck(path)


def _refusal(path: Path) -> str:
    with pytest.raises(ImportFailed) as caught:
        _read(path)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a PowerPoint presentation"),
        (b"hello", "not a PowerPoint presentation"),
        (b"PK\x03\x04" + b"\x00" * 40, "broken or not a presentation"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 5000, "old form of PowerPoint"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 5001 + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
    ],
)
def test_other_files_are_told_apart(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "odd.pptx"
    path.write_bytes(content)
    assert said in _refusal(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    assert "cannot be read" in _refusal(tmp_path / "gone.pptx")


def test_another_kind_of_archive_is_no_presentation(tmp_path: Path) -> None:
    path = tmp_path / "things.pptx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "not a PowerPoint presentation" in _refusal(path)


def test_the_strict_form_is_named(deck: Path, tmp_path: Path) -> None:
    def strict(name: str, content: bytes) -> bytes:
        if name.endswith(".xml"):
            return content.replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")
        return content

    assert "strict" in _refusal(bent(deck, tmp_path / "strict.pptx", strict))


def test_a_slide_that_is_no_xml_is_left_out_and_the_others_are_there(deck: Path, tmp_path: Path) -> None:
    path = bent(deck, tmp_path / "b.pptx", lambda name, content: b"<p:sld" if name.endswith("slide2.xml") else content)
    found = _read(path)
    assert len(found.scenes) == 2
    assert "Slide 2 is broken and was left out." in found.notes


def test_a_missing_picture_is_a_placeholder(deck: Path, tmp_path: Path) -> None:
    path = bent(deck, tmp_path / "b.pptx", lambda name, content: None if "/media/" in name else content)
    found = _read(path)
    (clip,) = found.scenes[1].clips
    assert isinstance(clip, ImageClip)
    assert not clip.studio.media
    assert any(note.startswith("Slide 2: picture") and "placeholder" in note for note in found.notes)


def test_missing_layouts_and_themes_leave_the_slides(deck: Path, tmp_path: Path) -> None:
    def without(name: str, content: bytes) -> bytes | None:
        return None if "theme" in name or "slideLayout1.xml" in name else content

    found = _read(bent(deck, tmp_path / "b.pptx", without))
    assert len(found.scenes) == 3


def test_a_slide_with_two_layouts_is_read_without_either(deck: Path, tmp_path: Path) -> None:
    def bend(name: str, content: bytes) -> bytes:
        if name.endswith("slide2.xml.rels"):
            found = re.search(rb"<Relationship [^>]*slideLayout[^>]*/>", content)
            assert found
            again = re.sub(rb'Id="\w+"', b'Id="rId77"', found[0])
            return content.replace(found[0], found[0] + again)
        return content

    assert len(_read(bent(deck, tmp_path / "b.pptx", bend)).scenes) == 3


def test_relationships_to_nothing_are_passed_over(deck: Path, tmp_path: Path) -> None:
    def bend(name: str, content: bytes) -> bytes:
        if name.endswith("slide2.xml.rels"):
            return re.sub(rb'Target="[^"]*media[^"]*"', b'Target="NULL"', content)
        return content

    assert len(_read(bent(deck, tmp_path / "b.pptx", bend)).scenes) == 3


def test_entities_are_not_followed(deck: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", "utf-8")

    def bend(name: str, content: bytes) -> bytes:
        if name.endswith("slide1.xml"):
            declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><p:sld'.encode()
            return content.replace(b"<p:sld", declared, 1).replace(b"Welcome", b"&e;")
        return content

    found = _read(bent(deck, tmp_path / "b.pptx", bend))
    assert "Slide 1 is broken and was left out." in found.notes
    assert "secret" not in repr(found)


def test_a_billion_laughs_stay_one(deck: Path, tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><p:sld'.encode()

    def bend(name: str, content: bytes) -> bytes:
        if name.endswith("slide1.xml"):
            return content.replace(b"<p:sld", laughs, 1).replace(b"Welcome", b"&l11;")
        return content

    assert len(_read(bent(deck, tmp_path / "b.pptx", bend)).scenes) == 2


def test_a_bomb_of_xml_is_refused_with_little_memory(deck: Path, tmp_path: Path) -> None:
    path = bent(
        deck, tmp_path / "bomb.pptx", lambda n, c: b"<a>" + b" " * (300 << 20) if n.endswith("slide1.xml") else c
    )
    assert path.stat().st_size < 1 << 20
    tracemalloc.start()
    try:
        assert "far larger unpacked" in _refusal(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 120 << 20


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("part", ["slides/slide1.xml", "media/image1.png"])
def test_a_part_of_a_few_kilobytes_does_not_fill_the_memory(deck: Path, tmp_path: Path, part: str, method: int) -> None:
    path = tmp_path / "bomb.pptx"
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name.endswith(part):
                target.writestr(name, bytes(48 << 20), method)
            else:
                target.writestr(name, source.read(name))
    assert any(info.compress_type == method for info in zipfile.ZipFile(path).infolist())
    tracemalloc.start()
    try:
        found = _read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert any("broken" in note or "placeholder" in note for note in found.notes)
    assert peak < 30 << 20


def test_a_bomb_of_a_picture_is_a_placeholder(deck: Path, tmp_path: Path) -> None:
    path = bent(deck, tmp_path / "bomb.pptx", lambda n, c: bytes(200 << 20) if "/media/" in n else c)
    tracemalloc.start()
    try:
        found = _read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert any("placeholder" in note for note in found.notes)
    assert peak < 60 << 20
    assert sum(file.stat().st_size for file in tmp_path.rglob("media/*")) < 1 << 20


def test_large_films_never_come_into_memory(tmp_path: Path) -> None:
    deck = new_deck()
    blank(deck).shapes.add_picture(io.BytesIO(png(20, 20)), *px(0, 0, 100, 100))
    sound = saved(deck, tmp_path / "deck.pptx")
    path = tmp_path / "large.pptx"
    bent(sound, path, lambda _, content: content)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive, archive.open("ppt/media/film.mp4", "w") as film:
        for _ in range(80):
            film.write(bytes(1 << 20))
    tracemalloc.start()
    try:
        assert len(_read(path).scenes) == 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 << 20


def test_numbers_that_are_none_are_passed_over(deck: Path, tmp_path: Path) -> None:
    def bend(name: str, content: bytes) -> bytes:
        if name.endswith("slide2.xml"):
            content = re.sub(rb'cx="\d+"', b'cx="1e999"', content)
            return re.sub(rb'x="\d+"', b'x="abc"', content)
        return content

    assert len(_read(bent(deck, tmp_path / "b.pptx", bend)).scenes) == 3


def test_a_part_that_climbs_out_of_the_archive_is_written_nowhere(deck: Path, tmp_path: Path) -> None:
    room = tmp_path / "a" / "b"
    room.mkdir(parents=True)
    path = bent(deck, room / "talk.pptx", lambda _, content: content)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../escaped.png", png(4, 4))
    _read(path)
    assert not list(tmp_path.rglob("escaped.png"))


def test_it_stops_when_it_is_told(deck: Path, tmp_path: Path) -> None:
    def stop(fraction: float, _words: str) -> None:
        if fraction > 0.3:
            raise ImportCancelled("Stopped.")

    with pytest.raises(ImportCancelled):
        read_deck(deck, report=stop)


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_torn_or_flipped_ends_in_scenes_or_a_sentence(
    deck: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(deck.read_bytes())
    for _ in range(data.draw(st.integers(0, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    cut = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    path = tmp_path / "torn.pptx"
    path.write_bytes(bytes(content[:cut]))
    _ends_well(path)


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_xml_ends_in_scenes_or_a_sentence(
    deck: Path, tmp_path: Path, data: st.DataObject
) -> None:
    part = data.draw(
        st.sampled_from(["slide1.xml", "slide2.xml", "slideMaster1.xml", "presentation.xml", "theme1.xml"])
    )
    words = data.draw(
        st.lists(
            st.sampled_from([b"0", b"-1", b"1e300", b"NaN", b"", b"99999999999999999999", b"rect", b"x y"]), max_size=6
        )
    )

    def bend(name: str, content: bytes) -> bytes:
        if name.endswith(part):
            for word in words:
                values = [found for found in re.finditer(rb'"([^"]*)"', content) if b"http" not in found[1]]
                if values:
                    spot = values[data.draw(st.integers(0, len(values) - 1))]
                    content = content[: spot.start(1)] + word + content[spot.end(1) :]
        return content

    _ends_well(bent(deck, tmp_path / "odd.pptx", bend))


def _ends_well(path: Path) -> None:
    try:
        found = _read(path)
    except StudioError:
        return
    assert found.scenes
