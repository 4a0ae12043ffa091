"""A package goes through exactly; one that is not honest is refused with a sentence and writes nothing anywhere."""

from __future__ import annotations

import io
import os
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_gui.base.errors import ProjectFileError, StudioError, TargetError
from studio_gui.files.portable.package import open_package, write_package
from studio_gui.files.project_file import open_project, project_text
from studio_gui.model.project import Project


@pytest.fixture
def package(film: Project, place: Path, tmp_path: Path) -> Path:
    write_package(film, place, tmp_path / "Film.zip")
    return tmp_path / "Film.zip"


def _zip(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return path


def _everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_package_opens_as_the_very_project_with_its_media(film: Project, package: Path, tmp_path: Path) -> None:
    file = open_package(package, tmp_path / "Elsewhere")
    assert file == tmp_path / "Elsewhere" / "Film.studio"
    assert project_text(open_project(file).project) == project_text(film)
    logo = film.scenes[0].clips[0].studio.media
    assert _everything(tmp_path / "Elsewhere") == {"Film.studio", "media", logo}
    with zipfile.ZipFile(package) as content:
        assert content.testzip() is None
        assert sorted(content.namelist()) == ["Film/Film.studio", f"Film/{logo}"]


def test_the_same_project_gives_the_same_package(film: Project, place: Path, package: Path, tmp_path: Path) -> None:
    packed = write_package(film, place, tmp_path / "Again.zip")
    assert (tmp_path / "Again.zip").read_bytes() == package.read_bytes()
    assert packed.missing == ("0123456789abcdef.png",)
    assert packed.size == package.stat().st_size


def test_a_package_never_replaces_a_folder(package: Path, place: Path) -> None:
    before = _everything(place.parent)
    with pytest.raises(TargetError, match="there already"):
        open_package(package, place.parent)
    assert _everything(place.parent) == before


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


_GOOD = b'{"scenes": [], "studio": {"format": 2}}'
_DISHONEST: dict[str, list[tuple[str | zipfile.ZipInfo, bytes]]] = {
    "slip": [("F/F.studio", _GOOD), ("F/../../evil.txt", b"x")],
    "deep slip": [("F/F.studio", _GOOD), ("F/media/../../../../evil.png", b"x")],
    "absolute": [("F/F.studio", _GOOD), ("/tmp/evil.txt", b"x")],
    "windows": [("F/F.studio", _GOOD), ("F\\..\\evil.txt", b"x")],
    "drive": [("F/F.studio", _GOOD), ("C:/evil.txt", b"x")],
    "link": [("F/F.studio", _GOOD), (_link("F/media/aaaaaaaaaaaaaaaa.png"), b"/etc/passwd")],
    "project is a link": [(_link("F/F.studio"), b"/etc/passwd")],
    "bomb": [("F/F.studio", _GOOD), ("F/media/bomb.png", bytes(80 << 20))],
    "bomb of a project": [("F/F.studio", b" " * (70 << 20))],
    "many small ones": [("F/F.studio", _GOOD), *((f"F/x{n}", bytes(9 << 20)) for n in range(9))],
    "two projects": [("F/F.studio", _GOOD), ("F/G.studio", _GOOD)],
    "twice": [("F/F.studio", _GOOD), ("G/F.studio", _GOOD)],
    "no project": [("F/readme.txt", b"hello")],
    "another content": [("F/F.studio", _GOOD), ("F/media/0123456789abcdef.png", b"not that")],
    "no JSON": [("F/F.studio", b"{")],
    "payload": [("F/F.studio", b'{"scenes": []}')],
    "hidden": [("F/.studio", _GOOD)],
}


@pytest.mark.parametrize("name", _DISHONEST)
def test_a_dishonest_package_is_refused_and_writes_nothing(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    path = _zip(inner / "P.zip", *_DISHONEST[name])
    before = _everything(tmp_path)
    with pytest.raises(ProjectFileError) as refused:
        open_package(path, inner / "Out")
    assert "\n" not in refused.value.message
    assert _everything(tmp_path) == before
    assert not Path("/tmp/evil.txt").exists()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_of_a_few_kilobytes_does_not_fill_the_memory(method: int, tmp_path: Path) -> None:
    path = tmp_path / "P.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("F/F.studio", _GOOD)
        target.writestr("F/media/aaaaaaaaaaaaaaaa.png", bytes(24 << 20), method)
    tracemalloc.start()
    try:
        with pytest.raises(ProjectFileError, match="packed in a way that is not read here"):
            open_package(path, tmp_path / "Out")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20
    assert os.listdir(tmp_path) == ["P.zip"]


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _lying_size(content: bytes) -> bytes:
    at = content.find(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<L", 1) + content[at + 28 :]


def _long_list(content: bytes) -> bytes:
    at = content.rfind(b"PK\x05\x06")
    return content[: at + 12] + struct.pack("<L", 1 << 30) + content[at + 16 :]


@pytest.mark.parametrize("spoil", [_cut, _lying_size, _long_list, lambda _: b"", lambda _: b"PK\x05\x06"])
def test_a_broken_package_is_said_so(package: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    package.write_bytes(spoil(package.read_bytes()))
    with pytest.raises(ProjectFileError, match=r"“Film\.zip” cannot be opened"):
        open_package(package, tmp_path / "Out")
    assert not (tmp_path / "Out").exists()


@settings(max_examples=80)
@given(data=st.data())
def test_any_damage_is_a_project_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("package")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("F/F.studio", _GOOD)
        target.writestr("F/media/a.png", b"x" * 50)
    content = bytearray(buffer.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (folder / "P.zip").write_bytes(content)
    try:
        assert open_project(open_package(folder / "P.zip", folder / "Out")).path.parent == folder / "Out"
    except StudioError:
        assert os.listdir(folder) == ["P.zip"]
