"""What cannot be meant is refused with a hint that helps, and nothing that was typed is passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_gui.cli.main import main
from studio_gui.files.samples import create_from_sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a project, in a folder of its own."""
    return create_from_sample("onboarding", tmp_path / "Hello")


def _refused(capsys: pytest.CaptureFixture[str], *words: object, code: int) -> str:
    assert main([str(word) for word in words]) == code
    out, err = capsys.readouterr()
    assert out == ""
    return err.replace("\n", " ").removeprefix("error: ").strip()


def test_an_empty_word_is_not_asked_to_be_shorter(capsys: pytest.CaptureFixture[str]) -> None:
    said = _refused(capsys, "words", "--add", "", " ", code=2)
    assert said == "A new entry needs a word and how it is said. Give both: --add WORD SAY."
    assert "at most 200 characters. Shorten them." in _refused(capsys, "words", "--add", "a" * 201, "b", code=2)


def test_a_file_without_an_ending_is_not_said_to_be_in_its_own_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """“passwd is there already and is a file. Choose another name.” was said of what was to be imported."""
    other = tmp_path / "passwd"
    other.write_text("root:x:0:0\n", "utf-8")
    assert "is not valid JSON" in _refused(capsys, "import", other, code=1)
    other.write_text('{"scenes": []}', "utf-8")
    assert _refused(capsys, "import", other, code=2).endswith("Name the project: -o PROJECT.")
    assert main(["import", str(other), "-o", str(tmp_path / "Made")]) == 0
    capsys.readouterr()
    assert "is a folder" in _refused(capsys, "import", tmp_path, code=1)


def test_a_folder_is_no_package(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """“Hello is there already. Choose another name.” was said of what was to be unpacked."""
    said = _refused(capsys, "unpack", path.parent, code=1)
    assert said == "“Hello” is a folder, and no package. Choose a packed project (.zip)."
    assert main(["package", str(path), str(tmp_path / "packed")]) == 0
    capsys.readouterr()
    assert _refused(capsys, "unpack", tmp_path / "packed", code=2).endswith("Name the folder after the file.")
    assert main(["unpack", str(tmp_path / "packed"), str(tmp_path / "Again")]) == 0


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--from", "3"], "Add --fit FILE."),
        (["--to", "3"], "Add --fit FILE."),
        (["--fit", "f.mp4", "--from", "nan"], "Give seconds, e.g. --from 2.5."),
        (["--fit", "f.mp4", "--to", "inf"], "Give seconds, e.g. --from 2.5."),
    ],
)
def test_a_part_of_footage_is_given_in_seconds_for_a_copy(
    words: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _refused(capsys, "avatar", "check-footage", "none.mp4", *words, code=2).endswith(hint)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--draft"], "keeps no drafts"),
        (["--workspace", "w1"], "has no workspaces"),
        (["--webhook", "https://example.com/done"], "calls nobody"),
    ],
)
def test_this_computer_is_not_asked_for_what_only_services_have(
    words: list[str], reason: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft was made into a video, and nobody was called."""
    assert reason in _refused(capsys, "export", path, "--to", "computer", *words, code=1)
    assert main(["jobs"]) == 0
    assert capsys.readouterr().out == "There are no jobs.\n"


def test_a_version_is_not_kept_and_put_back_at_once(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--name keeps" in _refused(capsys, "versions", path, "--name", "Mine", "--restore", "last", code=2)


def test_an_account_may_be_said_before_the_further_word(capsys: pytest.CaptureFixture[str]) -> None:
    """It was passed over, and another account was asked."""
    for words in (["--account", "mine", "pull", "id"], ["pull", "id", "--account", "mine"]):
        assert "There is no account “mine”" in _refused(capsys, "projects", *words, code=1)
    both = ["--account", "other", "delete", "id", "--yes", "--account", "mine"]
    assert "There is no account “mine”" in _refused(capsys, "projects", *both, code=1)


_TALK = ["talk", "--to", "practice", "--model", "m", "--language", "en", "--text", "Hi"]
_SPEAK = ["speak", *_TALK[1:]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*_TALK, "--model", ""], "--model is empty."),
        ([*_TALK, "--language", " "], "--language is empty."),
        ([*_TALK, "--chroma", " "], "--chroma is empty."),
        ([*_SPEAK, "--model", ""], "--model is empty."),
        ([*_SPEAK, "--text", "a" * 1_000_001], "--text is too long."),
        (["projects", "export", "", "--account", "practice", "-o", "none.mp4"], "ID is empty."),
        (["projects", "pull", "", "--account", "practice"], "ID is empty."),
        (["projects", "delete", "", "--account", "practice", "--yes"], "ID is empty."),
    ],
)
def test_what_a_service_cannot_be_asked_names_its_option(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Scene Studio made a mistake: ValidationError: 1 validation error for SimpleAudio.”"""
    monkeypatch.chdir(tmp_path)
    assert said in _refused(capsys, *words, code=2)


def test_updates_that_do_not_fit_are_named_by_their_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    updates = tmp_path / "updates.json"
    updates.write_text('[{"sceneIdx": "a"}]', "utf-8")
    words = ("projects", "edit", "id", updates, "--account", "practice", "-o", tmp_path / "film.mp4")
    assert "holds no updates: updates.value.0.sceneIdx: " in _refused(capsys, *words, code=1)


@pytest.mark.parametrize("words", [["accounts", "add", "aistudios"], ["accounts", "add", "creatify"]])
def test_keys_cannot_be_read_where_nothing_can_be(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind ``<&-``: “Scene Studio made a mistake: AttributeError.”"""
    monkeypatch.setattr("sys.stdin", None)
    assert _refused(capsys, *words, code=2).endswith("is missing. Give the keys on standard input, one a line.")
