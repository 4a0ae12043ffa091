"""Whether a folder takes files is known before anything is made, and asking leaves nothing behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_gui.base.errors import TargetError
from studio_gui.files.writing import refuse_folder
from tests.disks import disk


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that takes nothing, not even from the administrator."""
    with disk(tmp_path / "disk", mode="ro") as folder:
        yield folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that is full at once."""
    with disk(tmp_path / "disk") as folder:
        yield folder


@pytest.mark.parametrize("parts", [(), ("renders",), ("films", "2024", "renders")])
def test_a_folder_that_can_be_made_is_good_and_is_not_made(tmp_path: Path, parts: tuple[str, ...]) -> None:
    refuse_folder(tmp_path.joinpath(*parts))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("parts", [(), ("renders",), ("films", "2024")])
def test_a_file_in_the_way_is_named(tmp_path: Path, parts: tuple[str, ...]) -> None:
    way = tmp_path / "way"
    way.write_text("mine")
    with pytest.raises(TargetError, match="way” is a file, not a folder"):
        refuse_folder(way.joinpath(*parts))
    assert way.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own there")
def test_a_link_to_nothing_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(TargetError):
        refuse_folder(tmp_path / "link" / "renders")


@pytest.mark.parametrize("parts", [(), ("renders",)])
def test_a_read_only_disk_is_said(read_only_disk: Path, parts: tuple[str, ...]) -> None:
    with pytest.raises(TargetError, match="the disk is read-only"):
        refuse_folder(read_only_disk.joinpath(*parts))


@pytest.mark.parametrize("parts", [(), ("renders",)])
def test_a_full_disk_is_said_although_it_takes_empty_files(small_disk: Path, parts: tuple[str, ...]) -> None:
    refuse_folder(small_disk.joinpath(*parts))
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(bytes(1 << 20))
    with pytest.raises(TargetError, match="the disk is full"):
        refuse_folder(small_disk.joinpath(*parts))
    assert [each.name for each in small_disk.iterdir()] == ["filler"]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="needs rights that can be taken away")
def test_a_folder_without_the_right_to_write_is_said(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o500)
    with pytest.raises(TargetError, match="you may not write there"):
        refuse_folder(tmp_path / "theirs" / "renders")
