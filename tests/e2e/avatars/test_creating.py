"""Asking for an avatar: what is sent, what is refused, and that nothing is sent twice behind anybody's back."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from studio_gui.app.avatars.following import Change
from studio_gui.app.services import SentBefore
from studio_gui.base.errors import AccountError, JobError, UsageError
from tests.e2e.avatars.stand import CREATE, LIST, NAME, AvatarStand, lengthen

DAY_S = 24 * 3600.0


def test_footage_is_sent_with_its_consent_and_the_consent_is_kept(stand: AvatarStand, footage: Path) -> None:
    avatar = stand.made(labels=("calm", "formal"), keywords="desk, lamp")
    assert (avatar.phase, avatar.words, avatar.name) == ("making", "The service has it", NAME)
    (there,) = stand.created()
    assert (there["id"], there["labels"], there["video_scene"]) == (avatar.remote_id, ["calm", "formal"], "office")
    assert there["consent_video"]
    consent = stand.avatars.consent_of(avatar.id)
    assert consent is not None
    assert consent.sha256 == hashlib.sha256(footage.read_bytes()).hexdigest()
    assert (consent.file, consent.size) == (str(footage), footage.stat().st_size)
    assert abs(consent.at - stand.clock()) < 60
    assert "agreed" in consent.words
    stand.check_private()


def test_nothing_is_sent_without_the_attestation(stand: AvatarStand) -> None:
    with pytest.raises(UsageError, match="not confirmed"):
        stand.avatars.create(stand.form(), agreed=False)
    assert stand.avatars.all() == ()
    assert stand.services.store.rows() == ()


@pytest.mark.parametrize(("more", "field"), [
    ({"name": "  "}, "name"), ({"name": "x" * 256}, "name"), ({"gender": "x"}, "gender"), ({"scene": ""}, "scene"),
    ({"consent": ""}, "consent"), ({"consent": "/nowhere/a.mp4"}, "consent"), ({"source": "/nowhere/b.mp4"}, "source"),
    ({"source": "/etc/hostname"}, "source"), ({"webhook": "ftp://x"}, "webhook"),
    ({"webhook": "https://x.org/" + "y" * 200}, "webhook"), ({"keywords": "k" * 256}, "keywords"),
    ({"labels": ("l" * 256,)}, "labels"), ({"source": ""}, "source"),
    ({"name": "Ada\nLovelace"}, "name"), ({"name": "Ada\u2028Lovelace"}, "name"), ({"scene": "of\rfice"}, "scene"),
    ({"keywords": "calm\0news"}, "keywords"), ({"labels": ("a", "b\nc")}, "labels"),
])  # fmt: skip
def test_what_does_not_fit_is_said_beside_its_field(stand: AvatarStand, more: dict[str, object], field: str) -> None:
    errors = [issue for issue in stand.avatars.check(stand.form(**more)) if issue.severity == "error"]
    assert [issue.field for issue in errors] == [field]
    assert errors[0].message.endswith(".")
    with pytest.raises(JobError, match="cannot be made"):
        stand.create(**more)
    assert stand.asked(CREATE) == 0


def test_an_account_says_what_it_does_not_make(stand: AvatarStand) -> None:
    with pytest.raises(AccountError, match="does not make"):
        stand.create(kind="voiceclone")
    with pytest.raises(AccountError, match="does not make"):
        stand.create(account="computer")


def test_the_same_is_not_asked_for_twice_unless_it_is_meant(stand: AvatarStand) -> None:
    stand.made()
    with pytest.raises(SentBefore, match="The same was sent"):
        stand.create()
    again = stand.avatars.create(stand.form(), agreed=True, send_again=True)
    stand.until(lambda: bool(stand.avatars.get(again.id).remote_id))
    assert len(stand.created()) == 2


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_upload_that_is_cut_is_never_sent_again_by_itself(stand: AvatarStand, share: float) -> None:
    stand.misbehave({"endpoint": CREATE, "fault": "cut_upload", "value": share, "nth": 1})
    avatar = stand.until_phase(stand.create(), "unsure")
    assert avatar.words == "Perhaps sent"
    assert avatar.error.endswith(".")
    assert avatar.hint
    stand.restart(after_s=2 * DAY_S)
    stand.until(lambda: not stand.tracker.has_work())
    assert (stand.asked(CREATE), stand.created()) == (1, [])
    # It is looked up by the name and the time, is not there, and stays what it is until a person decides.
    stand.avatars.look_up(avatar.id)
    stand.until(lambda: stand.row(avatar).state == "unsure")
    assert stand.asked(LIST) == 1
    assert stand.avatars.get(avatar.id).phase == "unsure"
    stand.avatars.send_again(avatar.id)
    stand.until(lambda: bool(stand.avatars.get(avatar.id).remote_id))
    assert (stand.asked(CREATE), len(stand.created())) == (2, 1)
    stand.check_private()


def test_a_lost_answer_is_found_by_the_person_and_the_time(stand: AvatarStand) -> None:
    first = stand.made(scene="kitchen")
    stand.misbehave({"endpoint": CREATE, "fault": "lose_reply"})
    avatar = stand.until_phase(stand.create(), "unsure")
    assert (stand.asked(CREATE), len(stand.created())) == (2, 2)
    # A list that is asked meanwhile takes it for nobody else's.
    stand.avatars.refresh("creatify")
    assert [one.id for one in stand.avatars.all()] == [avatar.id, first.id]
    stand.avatars.look_up(avatar.id)
    found = stand.until_phase(avatar, "making")
    second = next(one for one in stand.created() if one["id"] != first.remote_id)
    assert found.remote_id == second["id"]
    assert stand.asked(CREATE) == 2


def test_the_one_that_is_looked_up_is_none_that_is_known_already(stand: AvatarStand) -> None:
    stand.made()
    stand.misbehave({"endpoint": CREATE, "fault": "lose_request"})
    lost = stand.avatars.create(stand.form(), agreed=True, send_again=True)
    lost = stand.until_phase(lost, "unsure")
    stand.avatars.look_up(lost.id)
    stand.until(lambda: stand.row(lost).state == "unsure")
    assert stand.avatars.get(lost.id).phase == "unsure"
    assert len(stand.created()) == 1


def test_a_file_that_is_too_large_is_refused_in_words(stand: AvatarStand) -> None:
    stand.misbehave({"endpoint": CREATE, "fault": "413"})
    avatar = stand.until_phase(stand.create(), "refused")
    assert "too large" in avatar.error
    assert avatar.hint == "Choose a smaller file."
    assert stand.asked(CREATE) == 1


@pytest.mark.parametrize(("theirs", "ours"), [("lipsync_input", "source"), ("consent_video", "consent")])
def test_the_words_of_the_service_stand_beside_the_field_and_the_form_is_kept(
    stand: AvatarStand, theirs: str, ours: str
) -> None:
    stand.misbehave({"endpoint": CREATE, "fault": "wrong_media", "value": theirs, "nth": 1})
    form = stand.form(labels=("calm",), keywords="desk")
    avatar = stand.until_phase(stand.avatars.create(form, agreed=True), "refused")
    assert list(avatar.fields) == [ours]
    assert avatar.fields[ours].startswith("Upload a valid video.")
    stand.restart()
    assert stand.avatars.form_of(avatar.id) == form
    better = stand.avatars.create(stand.avatars.form_of(avatar.id), agreed=True)
    stand.until(lambda: bool(stand.avatars.get(better.id).remote_id))
    assert len(stand.created()) == 1


def test_sending_can_be_stopped_while_it_goes_on(stand: AvatarStand, footage: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    shutil.copy(footage, large)
    lengthen(large, megabytes=32)
    # What is not read is not taken from the network: more than it holds by itself waits here.
    stand.misbehave({"endpoint": CREATE, "fault": "slow", "value": 0.7})
    avatar = stand.create(source=str(large))

    def stop(change: Change) -> None:
        if change.after.phase == "sending" and not stand.row(avatar).wish:
            stand.avatars.cancel(avatar.id)

    stand.avatars.on_change(stop)
    assert stand.until_phase(avatar, "cancelled", "making").phase == "cancelled"
    assert stand.created() == []
    assert not stand.row(avatar).is_perhaps_sent


def test_footage_at_an_address_is_sent_as_one(stand: AvatarStand) -> None:
    avatar = stand.made(source="https://cdn.example.com/ada.mp4")
    assert avatar.kind == "persona-url"
    (there,) = stand.created()
    assert (there["endpoint"], there["lipsync_input"]) == ("personas", "https://cdn.example.com/ada.mp4")
    assert stand.asked("POST /api/personas/") == 1
