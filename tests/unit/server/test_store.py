"""What a practice server remembers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studio_gui.base.errors import TargetError
from studio_gui.base.json_text import JsonDict
from studio_gui.server.locking import FolderLock, FolderTaken
from studio_gui.server.store import ServerStore


def test_it_is_there_again(tmp_path: Path) -> None:
    store = ServerStore(tmp_path)
    store.put("a", "1", {"x": 1.5, "y": "ü"})
    store.put("a", "2", {})
    store.put("a", "1", {"x": 2})
    store.close()
    again = ServerStore(tmp_path)
    assert again.all("a") == [{"x": 2}, {}]
    assert again.get("a", "3") is None
    assert again.get("b", "1") is None
    assert [again.delete("a", "1"), again.delete("a", "1")] == [True, False]
    again.close()


def test_changes_from_many_threads_are_all_kept(tmp_path: Path) -> None:
    store = ServerStore(tmp_path)
    store.put("a", "1", {"count": 0})

    def add(_: int) -> None:
        def edit(body: JsonDict) -> None:
            count = body["count"]
            assert isinstance(count, int)
            body["count"] = count + 1

        store.change("a", "1", edit)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(200)))
    assert store.get("a", "1") == {"count": 200}
    assert store.change("a", "2", lambda body: None) is None
    store.close()


def test_a_place_that_takes_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(TargetError, match="is a file"):
        ServerStore(tmp_path / "file")


def test_a_folder_is_for_one(tmp_path: Path) -> None:
    first = FolderLock(tmp_path)
    with pytest.raises(FolderTaken):
        FolderLock(tmp_path)
    first.release()
    FolderLock(tmp_path).release()
