"""How words are said, by the command line: in one project, and in all of one's own."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.command_line import refused, run


def test_a_word_is_added_found_sent_and_removed(tmp_path: Path) -> None:
    run("new", "Film", "--from", "onboarding", cwd=tmp_path)
    film = tmp_path / "Film"
    uses = run("words", film, "--find", "lumen", "--json").json()["uses"]  # type: ignore[index, call-overload]
    assert uses[0]["words"]
    assert "Lumen → Loo-men" in run("words", film, "--add", "Lumen", "Loo-men", "--export", tmp_path / "w.csv").out
    sent = run("payload", film).out
    assert "Loo-men" in json.loads(sent)["scenes"][uses[0]["scene"] - 1]["scripts"][0]["org"]
    assert "Lumen" in next(film.glob("*.studio")).read_text("utf-8")
    assert "as it is written" in run("words", film, "--remove", "lumen").out
    assert "Lumen → Loo-men" in run("words", "--import", tmp_path / "w.csv").out
    assert "Loo-men" in run("payload", film).out, "one's own words count in every project"
    assert "no entry" in refused("words", film, "--remove", "Nobody", code=2)
    (tmp_path / "w.csv").write_text("a\n", "utf-8")
    assert "columns" in refused("words", "--import", tmp_path / "w.csv")


def test_what_does_not_go_together_changes_nothing(tmp_path: Path) -> None:
    run("new", "Film", cwd=tmp_path)
    film = tmp_path / "Film"
    before = next(film.glob("*.studio")).read_bytes()
    add = ("--add", "Lumen", "Loo-men")
    assert "no name for a dictionary" in refused("words", film, *add, "--export", tmp_path / "w.doc", code=2)
    assert "only looks" in refused("words", film, *add, "--find", "Lumen", code=2)
    assert "belong to a new entry" in refused("words", film, "--language", "de", code=2)
    assert "only lists" in refused("voices", film, "--available", "de", "--set", "de", "clara", code=2)
    assert next(film.glob("*.studio")).read_bytes() == before


def test_a_video_is_rendered_with_captions_and_subtitles_beside_it(tmp_path: Path) -> None:
    run("new", "Film", cwd=tmp_path)
    path = next((tmp_path / "Film").glob("*.studio"))
    project = json.loads(path.read_text("utf-8"))
    project["scenes"][0]["scripts"] = [{"org": "Hello Ada. [pause 0.5s]", "isTTS": False, "tts": None}]
    path.write_text(json.dumps(project), "utf-8")
    words = ("--resolution", "480", "--fps", "24", "--captions", "--subtitles", "srt")
    run("render", path, "-o", tmp_path / "a.mp4", *words)
    assert (tmp_path / "a.mp4").stat().st_size > 5_000
    assert "Hello Ada." in (tmp_path / "a.srt").read_text("utf-8")
    assert "pause" not in (tmp_path / "a.srt").read_text("utf-8")
