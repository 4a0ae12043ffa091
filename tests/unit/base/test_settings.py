"""Settings are kept, and a broken file costs nobody a start."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studio_gui.base.errors import TargetError
from studio_gui.base.settings import AccountSetting, Settings
from studio_gui.base.settings_file import SettingsFile, settings_on_disk
from studio_gui.base.settings_text import understand

ROOT = Path(__file__).parents[3]


def test_settings_come_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "config")
    assert file.value == Settings()
    assert not file.path.exists()
    file.save(file.value.changed(theme="dark", fps=60))
    assert SettingsFile(tmp_path / "config").value == Settings(theme="dark", fps=60)
    assert sorted(path.name for path in file.path.parent.iterdir()) == ["settings.json", "settings.json.lock"]


@given(st.binary(max_size=200))
def test_whatever_is_in_the_file_the_program_starts(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("config")
    (folder / "settings.json").write_bytes(content)
    assert SettingsFile(folder).value == Settings()


@pytest.mark.parametrize("text", ["", "[]", "[" * 100_000, '{"fps": NaN}'])
def test_a_broken_file_is_put_aside_and_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    file = SettingsFile(tmp_path)
    assert file.value == Settings()
    assert "begun anew" in file.note
    (aside,) = tmp_path.glob("settings.broken-*.json")
    assert aside.read_text() == text


NEWER = {
    "theme": "light",
    "holograms": {"depth": 3},
    "accounts": [{"id": "mine", "service": "aistudios", "color": "red"}],
    "hosts": [{"id": "shelf", "bucket": "media", "speed": 1.5}],
}


def test_what_only_a_newer_version_knows_is_still_there_when_this_one_has_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(NEWER))
    file = SettingsFile(tmp_path)
    assert file.value.theme == "light"
    file.save(file.value.changed(theme="dark"))
    said = json.loads(path.read_text())
    assert (said["theme"], said["holograms"]) == ("dark", {"depth": 3})
    assert (said["accounts"][0]["color"], said["hosts"][0]["speed"]) == ("red", 1.5)


def test_a_newer_version_may_change_its_own_while_this_one_runs(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(NEWER))
    file = SettingsFile(tmp_path)
    before = file.value
    path.write_text(json.dumps({**NEWER, "holograms": {"depth": 40}}))
    file.save(file.value.changed(fps=60))
    assert json.loads(path.read_text())["holograms"] == {"depth": 40}
    path.write_text(json.dumps({"theme": "light", "fps": 60}))
    assert file.value == Settings(theme="light", fps=60)
    file.take_over(before.changed(fps=24))
    path.write_text(json.dumps({"theme": "dark"}))
    file.write()
    assert (file.value.theme, file.value.fps) == ("dark", 24)


ODD = {
    "theme": "pink",
    "fps": 60,
    "resolution": 8,
    "language": "de",
    "voices": {"de": "Clara", "en": 3, "fr": "Zoé"},
    "accounts": [
        {"id": "mine", "service": "aistudios"},
        {"id": "new", "service": "holovids", "key": [1.50, "Ü"]},
        {"id": "its", "service": "creatify"},
    ],
    "hosts": "none",
    "key_changes": {"undo": ["Ctrl+U"], "redo": ["Ctrl+R", {"hold": 2}]},
}


def test_a_value_that_is_not_known_here_costs_no_other_one_and_stays_in_the_file(tmp_path: Path) -> None:
    """The whole file was put aside, with the accounts in it."""
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(ODD))
    file = SettingsFile(tmp_path)
    value = file.value
    assert (value.theme, value.resolution, value.fps, value.language) == ("system", "1080", 60, "de")
    assert (value.voices, value.hosts) == ({"de": "Clara", "fr": "Zoé"}, ())
    assert [account.id for account in value.accounts] == ["mine", "its"]
    assert value.key_changes == {"undo": ("Ctrl+U",)}
    assert settings_on_disk(tmp_path) == value
    assert file.note == ""
    file.save(value.changed(fps=24))
    said = json.loads(path.read_text())
    assert {name: said[name] for name in ("theme", "resolution", "hosts", "voices", "key_changes")} == {
        name: ODD[name] for name in ("theme", "resolution", "hosts", "voices", "key_changes")
    }
    assert {account["id"]: account["service"] for account in said["accounts"]} == {
        "mine": "aistudios", "new": "holovids", "its": "creatify",
    }  # fmt: skip
    assert said["fps"] == 24
    assert SettingsFile(tmp_path).value == file.value


def test_what_a_person_chooses_takes_the_place_of_what_was_not_known(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(ODD))
    file = SettingsFile(tmp_path)
    chosen = {"theme": "dark", "voices": {"en": "Ada"}, "accounts": (AccountSetting(id="new", service="creatify"),)}
    file.save(file.value.changed(**chosen))
    file.save(file.value.changed(theme="system"))
    said = json.loads(path.read_text())
    assert (said["theme"], said["voices"]) == ("system", {"en": "Ada"})
    assert [(account["id"], account["service"]) for account in said["accounts"]] == [("new", "creatify")]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=6,
    )
)
def test_whatever_a_setting_holds_it_stays_unless_something_is_chosen(odd: object) -> None:
    for name in Settings.model_fields:
        raw = {name: odd, "language": "de"} if name != "language" else {name: odd}
        before = understand(json.dumps(raw))
        again = understand(before.text(before.settings))
        assert again.settings == before.settings
        assert (again.values, again.entries) == (before.values, before.entries)


def test_wrong_settings_are_not_taken() -> None:
    with pytest.raises(ValidationError):
        Settings().changed(fps=29)


def test_settings_that_cannot_be_saved_hold_for_this_time(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    file = SettingsFile(tmp_path / "config")
    with pytest.raises(TargetError, match="cannot be saved"):
        file.save(Settings(theme="dark"))
    assert file.value.theme == "dark"


def test_whoever_writes_last_the_newest_stays(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    threads = []
    for number in range(20):
        file.take_over(file.value.changed(voices={"en": f"voice {number}"}))
        threads.append(threading.Thread(target=file.write))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert SettingsFile(tmp_path).value.voices == {"en": "voice 19"}
    assert settings_on_disk(tmp_path).voices == {"en": "voice 19"}
    file.path.write_text("{", encoding="utf-8")
    assert settings_on_disk(tmp_path) == Settings()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["settings.json", "settings.json.lock"]


def test_an_account_that_a_command_adds_is_there_in_the_window_and_stays(tmp_path: Path) -> None:
    """The window had read the settings before, and wrote all of them down with the next key that was changed."""
    window, command = SettingsFile(tmp_path), SettingsFile(tmp_path)
    window.save(window.value.changed(theme="dark"))
    added = (AccountSetting(id="work", service="aistudios"),)
    command.save(command.value.changed(accounts=added))
    assert window.value.accounts == added
    window.save(window.value.changed(key_changes={"undo": ("Ctrl+U",)}))
    again = SettingsFile(tmp_path).value
    assert (again.theme, again.accounts, again.key_changes) == ("dark", added, {"undo": ("Ctrl+U",)})


def test_two_who_change_accounts_at_once_both_have_what_they_wanted(tmp_path: Path) -> None:
    first, second = SettingsFile(tmp_path), SettingsFile(tmp_path)
    one, two, three = (AccountSetting(id=name, service="aistudios") for name in ("one", "two", "three"))
    first.save(first.value.changed(accounts=(one, two), hosts_of_accounts={"one": "a", "two": "a"}))
    assert second.value.accounts == (one, two)
    first.take_over(first.value.changed(accounts=(two, three), hosts_of_accounts={"two": "a", "three": "a"}))
    renamed = AccountSetting(id="two", service="aistudios", title="Two")
    four = AccountSetting(id="four", service="creatify")
    second.save(second.value.changed(accounts=(one, renamed, four), hosts_of_accounts={"one": "a", "two": "b"}))
    first.write()
    again = SettingsFile(tmp_path).value
    assert again.accounts == (renamed, four, three)
    assert again.hosts_of_accounts == {"two": "b", "three": "a"}


def test_accounts_that_many_programs_add_in_the_same_moment_are_all_there(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from studio_gui.base.settings import AccountSetting\n"
        "from studio_gui.base.settings_file import SettingsFile\n"
        f"file = SettingsFile(Path({str(tmp_path)!r})); print('ready', flush=True); sys.stdin.readline()\n"
        "for number in range(25):\n"
        "    added = AccountSetting(id=f'{sys.argv[1]}-{number}', service='creatify')\n"
        "    file.save(file.value.changed(accounts=(*file.value.accounts, added)))\n"
    )
    words = [sys.executable, "-c", code]
    programs = [
        subprocess.Popen([*words, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for name in "abc"
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate(timeout=60)
    assert len(SettingsFile(tmp_path).value.accounts) == 75


def test_settings_that_do_not_reach_the_disk_leave_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SettingsFile(tmp_path)
    file.save(Settings(theme="dark"))

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(TargetError, match="cannot be saved"):
        file.save(Settings(theme="light"))
    assert SettingsFile(tmp_path).value == Settings(theme="dark")


def test_what_is_not_written_down_yet_and_what_another_process_wrote_both_count(tmp_path: Path) -> None:
    window, command = SettingsFile(tmp_path), SettingsFile(tmp_path)
    window.take_over(window.value.changed(voices={"de": "Clara"}, fps=24))
    command.save(command.value.changed(theme="light", fps=60))
    assert (window.value.theme, window.value.voices, window.value.fps) == ("light", {"de": "Clara"}, 24)
    window.write()
    assert SettingsFile(tmp_path).value == Settings(theme="light", voices={"de": "Clara"}, fps=24)


def test_a_file_that_is_broken_or_gone_while_the_program_runs_changes_nothing(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.save(Settings(theme="dark"))
    file.path.write_text("{", encoding="utf-8")
    assert file.value.theme == "dark"
    file.path.unlink()
    assert file.value.theme == "dark"
    file.save(file.value.changed(fps=50))
    assert SettingsFile(tmp_path).value == Settings(theme="dark", fps=50)
