"""Many exports at once, by several processes, while the service misbehaves."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.services.working import export_many


def test_each_of_many_exports_ends_in_one_project_and_one_file_or_says_why(tmp_path: Path) -> None:
    first = export_many(tmp_path, jobs=12, processes=2)
    assert first["done"] >= 6
    assert first["done"] + first["unsure"] == 12, first
