"""Everything that stands below the window may be asked for by several threads at once, and checks know the computer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from studio_gui.app.services import Services
from studio_gui.model.checks import fixed
from studio_gui.model.new import new_project, new_scene

PARTS: dict[str, Callable[[Services], object]] = {
    "accounts": lambda services: services.accounts,
    "workers": lambda services: services.workers,
    "hosts": lambda services: services.hosts,
}


@pytest.mark.parametrize("names", list(permutations(PARTS, 2)), ids="-".join)
def test_two_threads_that_ask_for_parts_of_each_other_do_not_wait_for_ever(names: tuple[str, str]) -> None:
    for _ in range(20):
        services, gate = Services(), threading.Barrier(2)

        def ask(name: str, services: Services = services, gate: threading.Barrier = gate) -> None:
            gate.wait()
            PARTS[name](services)

        threads = [threading.Thread(target=ask, args=(name,), daemon=True) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
            assert not thread.is_alive(), f"asking for {' and '.join(names)} at once never ends"
        services.close()


def test_a_voice_that_this_computer_lacks_is_told_before_another_reads(tmp_path: Path) -> None:
    voices = ("espeak:en-us+f5", "piper:ryan", "", "piper:ryan", "piper:ryan")
    scenes = [new_scene(script=text) for text in ("Hello", "Hello", "Hello", " ", "Hello")]
    scenes = [one.changed(studio=one.studio.changed(voice=voice)) for one, voice in zip(scenes, voices, strict=True)]
    scenes[4] = scenes[4].changed(studio=scenes[4].studio.changed(recording="media/me.wav"))
    project = new_project(scenes=tuple(scenes))
    with closing(Services()) as services:
        told = [issue for issue in services.check(project, folder=tmp_path) if issue.code == "voice-missing"]
        assert [issue.place for issue in told] == ["Scene 2"]
        mended = fixed(project, told[0])
        assert mended.scenes[1].studio.voice == ""
        assert "voice-missing" not in {issue.code for issue in services.check(mended, folder=tmp_path)}


def test_who_closes_while_voices_of_the_system_are_looked_for_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDIO_SYSTEM_VOICES")
    with Services() as services:
        services.speaker.voices()
        assert [thread for thread in threading.enumerate() if thread.name == "system voices"]
    assert not [thread for thread in threading.enumerate() if thread.name == "system voices"]
