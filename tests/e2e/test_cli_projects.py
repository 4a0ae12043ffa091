"""Projects and payloads through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_gui.files.probing import probe
from studio_gui.files.samples import Sample, samples
from tests.e2e.command_line import refused, run

PAYLOADS = sorted((Path(__file__).parents[1] / "data" / "payloads").glob("*.json"))


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_every_documented_payload_comes_in_and_goes_out(path: Path, tmp_path: Path) -> None:
    run("import", path, tmp_path / "P")
    run("payload", tmp_path / "P", "-o", tmp_path / "out.json")
    assert run("payload", tmp_path / "P").out == (tmp_path / "out.json").read_text("utf-8")
    before, after = json.loads(path.read_text("utf-8")), json.loads((tmp_path / "out.json").read_text("utf-8"))
    if "older" not in path.stem:
        assert after == before
    assert [scene["sceneIdx"] for scene in after["scenes"]] == list(range(len(after["scenes"])))
    for scene in after["scenes"]:
        assert len(scene["scripts"]) == 1
        models = [clip["model"] for clip in scene["clips"] if clip["type"] == "aiModel"]
        assert (scene["scripts"][0]["modelId"], scene["scripts"][0]["clothId"]) == (
            models[0]["ai_name"], models[0]["emotion"],
        )  # fmt: skip
    assert '"studio":' not in (tmp_path / "out.json").read_text("utf-8")


def test_the_payload_of_a_payload_file_is_the_same_through_new(tmp_path: Path) -> None:
    run("new", tmp_path / "A", "--from", PAYLOADS[0])
    run("import", PAYLOADS[0], tmp_path / "B")
    assert run("payload", tmp_path / "A").out == run("payload", tmp_path / "B").out


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_every_sample_is_copied_whole_and_nothing_is_wrong_with_it(sample: Sample, tmp_path: Path) -> None:
    path = Path(run("new", tmp_path / "Mine", "--from", sample.id).out.strip())
    assert path == tmp_path / "Mine" / "Mine.studio"
    said = run("check", path, "--json").json()
    assert isinstance(said, dict)
    assert said["errors"] == 0
    run("frame", path, "--scene", "1", "--height", "180", "-o", tmp_path / "scene.png")
    picture = probe(tmp_path / "scene.png")
    assert picture.height == 180


def test_a_new_project_can_stand_upright(tmp_path: Path) -> None:
    run("new", tmp_path / "Tall", "--orientation", "portrait")
    said = run("frame", tmp_path / "Tall", "-o", tmp_path / "a.png", "--json").json()
    assert said == {"picture": str(tmp_path / "a.png"), "width": 1080, "height": 1920}


def test_an_output_of_its_own_kind_is_replaced_and_no_other(tmp_path: Path) -> None:
    run("new", tmp_path / "P")
    for _ in range(2):
        run("payload", tmp_path / "P", "-o", tmp_path / "out.json")
        run("frame", tmp_path / "P", "-o", tmp_path / "out.png")
    (tmp_path / "out.json").write_text("Dear diary")
    assert "is no JSON file" in refused("payload", tmp_path / "P", "-o", tmp_path / "out.json")
    (tmp_path / "out.png").write_text("Dear diary")
    assert "is no PNG picture" in refused("frame", tmp_path / "P", "-o", tmp_path / "out.png")


def test_a_machine_gets_json(tmp_path: Path) -> None:
    made = run("new", tmp_path / "P", "--json").json()
    assert made == {"project": str(tmp_path / "P" / "P.studio"), "notes": []}
    assert run("jobs", "--json").json() == []
    written = run("payload", tmp_path / "P", "-o", tmp_path / "o.json", "--json").json()
    assert written == {"payload": str(tmp_path / "o.json"), "scenes": 1}


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_computer_without_a_language_says_nothing_else(
    locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    run("new", tmp_path / "Über")
    drawn = run("frame", tmp_path / "Über", "--height", "480", "-o", tmp_path / "ü.png")
    assert (drawn.out, drawn.err) == (f"{tmp_path / 'ü.png'} (854 × 480)\n", "")


def test_a_video_without_a_job(tmp_path: Path) -> None:
    run("new", tmp_path / "P")
    run("render", tmp_path / "P", "-o", tmp_path / "a.mp4", "--resolution", "480", "--fps", "24")
    facts = probe(tmp_path / "a.mp4")
    assert (facts.kind, facts.width, facts.duration_s) == ("video", 854, pytest.approx(5, abs=0.1))
    assert run("jobs").out.strip() == "There are no jobs."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["P", "a.mp4"]


def test_videos_in_other_formats(tmp_path: Path) -> None:
    run("new", tmp_path / "P")
    size = ("--resolution", "480", "--fps", "24")
    run("render", tmp_path / "P", "-o", tmp_path / "a.gif", *size)
    assert probe(tmp_path / "a.gif").width == 854
    run("render", tmp_path / "P", "-o", tmp_path / "stills", "--format", "png", "--transparent", *size)
    assert len([*(tmp_path / "stills").iterdir()]) == 120
    assert "not empty" in refused("render", tmp_path / "P", "-o", tmp_path / "stills", "--format", "png", *size)
    assert "knows no transparency" in refused("render", tmp_path / "P", "-o", tmp_path / "a.mp4", "--transparent")
    assert "or choose the format GIF" in refused("export", tmp_path / "P", "-o", tmp_path / "a.gif", "--format", "mp4")
    job = run("export", tmp_path / "P", "--wait", "--format", "mp3", "--json").json()
    assert probe(Path(job["result"])).kind == "audio"
    assert [path.name for path in (tmp_path / "P" / "renders").iterdir()] == ["P.mp3"]


def test_the_service_is_checked_before_anything_is_sent(tmp_path: Path) -> None:
    run("new", tmp_path / "P")
    assert "There is no account “aistudios”" in refused("check", tmp_path / "P", "--to", "aistudios")
