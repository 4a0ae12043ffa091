"""What a service made is fetched with addresses that are good for anyone who has them: they are not left lying about."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from studio_gui.providers.aistudios.requests import SimpleAudio
from tests.e2e.services.stand import FILE, Stand

_SIGNATURE = re.compile(rb"signature=(?!\[hidden\])")


def _signed(folder: Path) -> list[str]:
    """Files with the signature of an address in them."""
    return [path.name for path in folder.rglob("*") if path.is_file() and _SIGNATURE.search(path.read_bytes())]


def test_the_address_of_a_sound_is_kept_until_it_is_here_and_no_longer(tmp_path: Path) -> None:
    with Stand(tmp_path) as stand:
        stand.misbehave((FILE, "503"))
        asked = stand.service.payload_of(SimpleAudio(language="en", text="Hello there", model="M1"))
        voice = replace(stand.new_job("Voice", kind="audio"), request=asked, target=tmp_path / "videos" / "Voice.wav")
        job_id = stand.tracker.submit(voice)
        stand.until(lambda: stand.row(job_id).failures > 0)
        # The service has no name for a sound: without its address what was made could not be fetched.
        assert "signature=" in stand.row(job_id).kept["url"]
        stand.misbehave()
        stand.until_state(job_id, "done")
        assert "url" not in stand.row(job_id).kept
        assert not stand.row(job_id).is_perhaps_sent
        answers = [each.answer for each in stand.store.exchanges(job_id)]
        assert any("signature=[hidden]" in answer for answer in answers)
        stand.store.close()
        assert _signed(stand.home) == []


def test_the_address_of_a_film_is_never_written_down(tmp_path: Path) -> None:
    with Stand(tmp_path) as stand:
        stand.until_state(stand.submit(), "done")
        stand.store.close()
        assert _signed(stand.home) == []
