"""The bootstrap script: what it takes for ready, what it says when something is missing, and how it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.append(str(ROOT / "packaging"))

from bootstrap_steps import environment, launch, packages, system  # noqa: E402
from bootstrap_steps.console import Progress, SetupError  # noqa: E402


@pytest.fixture
def place(tmp_path: Path) -> environment.Environment:
    """An environment that looks finished, made of links instead of packages."""
    made = environment.Environment(tmp_path / ".venv")
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    made._write_stamp({"place": made._place(), "run": environment._wanted("run")})
    return made


def test_a_finished_environment_is_left_alone(place: environment.Environment) -> None:
    assert place.has("run")
    assert not place.has("test")


def test_an_environment_that_moved_is_not_trusted(place: environment.Environment, tmp_path: Path) -> None:
    moved = place.folder.rename(tmp_path / "moved")
    assert not environment.Environment(moved).has("run")


def test_an_environment_of_another_python_is_not_trusted(place: environment.Environment, tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\n")
    place.python.unlink()
    place.python.symlink_to(other)
    assert not place.has("run")


def test_an_environment_whose_python_is_gone_is_not_trusted(place: environment.Environment) -> None:
    place.python.unlink()
    assert not place.has("run")


def test_a_stamp_cut_short_is_no_stamp(place: environment.Environment) -> None:
    place._stamp.write_text('{"place": "')
    assert not place.has("run")


def test_the_locks_name_no_place_to_fetch_from() -> None:
    for lock in environment.LOCKS.values():
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert text.count("--hash=sha256:") >= text.count("==")


def test_the_lock_of_the_tests_holds_all_of_the_other() -> None:
    def pins(level: environment.Level) -> set[str]:
        lines = environment.LOCKS[level].read_text("utf-8").splitlines()
        # The tests may want a library on more systems than the program does: only the version counts.
        return {line.split(";")[0].rstrip(" \\") for line in lines if "==" in line and not line.startswith(" ")}

    assert pins("run") - pins("test") == set()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk filled up"),
        (
            "WARNING: Retrying (Retry(total=4)) ... NewConnectionError\nERROR: No matching distribution found for av==1",
            "be reached",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one this version"),
        ("ERROR: No matching distribution found for av==18.1.0", "av==18.1.0 is not offered"),
        ("ERROR: something new", "ERROR: something new"),
    ],
)
def test_a_failure_of_pip_becomes_a_sentence(said: str, sentence: str) -> None:
    assert sentence in packages._reason(said).message


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is looked for")
def test_libraries_are_looked_for_by_name() -> None:
    absent = system.Need("libnobody-has-this.so.9", "libnobody9", "nobody")
    present = system.Need("libc.so.6", "libc6", "glibc")
    assert system.missing_libraries([absent, present]) == [absent]


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get install -y fonts-noto-cjk libgl1"),
        ("pacman", "sudo pacman -S --needed libglvnd noto-fonts-cjk"),
        ("dnf", "sudo dnf install -y 'libGL.so.1()(64bit)' google-noto-sans-cjk-fonts"),
        ("zypper", "sudo zypper install -y 'libGL.so.1()(64bit)' google-noto-sans-cjk-fonts"),
    ],
)
def test_there_is_one_line_to_type(monkeypatch: pytest.MonkeyPatch, tool: str, line: str) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name == tool else None)
    needs = [system.LIBRARIES[0], system.Need("fonts-noto-cjk", "fonts-noto-cjk", "noto-fonts-cjk")]
    assert system.install_line(needs) == line


def test_a_file_that_is_not_a_video_is_not_announced_as_one(tmp_path: Path) -> None:
    fake = tmp_path / "a.mp4"
    for content in (b"", b"not a video at all"):
        fake.write_bytes(content)
        with pytest.raises(SetupError, match="video was not made"):
            launch._proved(fake, b"ftyp", at=4, what="video")
    fake.write_bytes(b"\0\0\0\x20ftypisom")
    assert launch._proved(fake, b"ftyp", at=4, what="video") == fake


def test_progress_never_passes_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("Installing", total=2)
    for name in ("a", "b", "c"):
        progress.step(name)
    progress.finish()
    assert "Installing  50%" in (said := capsys.readouterr().out)
    assert "Installing 100%" in said
    assert "150%" not in said


def _bootstrap(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "packaging" / "bootstrap.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=dict(os.environ))


@pytest.mark.parametrize("arguments", [(), ("dance",), ("test", "--nonsense")])
def test_a_wrong_request_is_answered_with_the_usage(arguments: tuple[str, ...]) -> None:
    answer = _bootstrap(*arguments)
    assert answer.returncode == 2
    assert "usage: bootstrap.py" in answer.stderr


def test_a_project_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = _bootstrap("run", str(tmp_path / "lost.studio"))
    assert answer.returncode == 1
    assert f"There is no project at {tmp_path / 'lost.studio'}." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_what_is_installed_is_compiled_even_where_python_may_not_write_what_it_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "studio_gui").mkdir()
    for name in ("sound.py", "broken.py"):
        (tmp_path / "studio_gui" / name).write_text("x = 1\n" if name == "sound.py" else "x =\n", "utf-8")
    packages.compile_all(Path(sys.executable), tmp_path)
    compiled = [path.name.split(".")[0] for path in (tmp_path / "studio_gui").rglob("*.pyc")]
    assert compiled == ["sound"]
