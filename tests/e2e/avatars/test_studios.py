"""Avatars of AI Studios: their files are brought where the service can fetch them, and when ready they say texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_gui.app.avatars import Avatar, AvatarForm
from studio_gui.base.errors import JobError
from studio_gui.jobs.holding import waits_for
from studio_gui.providers.aistudios.requests import SimpleCustom
from studio_gui.server.media import HOSTED
from tests.e2e.avatars.stand import AvatarStand
from tests.e2e.command_line import refused, run


def made(stand: AvatarStand, kind: str, source: str, *, account: str = "practice", name: str = "Ada") -> Avatar:
    """One that the service has."""
    form = AvatarForm.model_validate(
        {"account": account, "kind": kind, "name": name, "gender": "f", "source": source, "locale": "ko"}
    )
    avatar = stand.avatars.create(form, agreed=True)
    stand.until(lambda: stand.row(avatar).is_final or bool(stand.row(avatar).remote_id))
    return stand.avatars.get(avatar.id)


def theirs(stand: AvatarStand) -> list[dict[str, object]]:
    """The avatars that AI Studios has at the server."""
    return [dict(row) for row in stand.server.practice.store.all("avatar")]


def test_a_file_is_brought_to_where_the_service_fetches_it(stand: AvatarStand, footage: Path) -> None:
    """The practice account takes files itself; what it is sent names the address they have there."""
    avatar = made(stand, "customavatar", str(footage))
    assert (avatar.phase, avatar.kind) == ("making", "customavatar")
    assert avatar.voice_id
    payload = stand.services.store.request(stand.row(avatar).id)
    assert payload is not None
    assert payload.body["locale"] == "ko"
    assert str(payload.body["url"]).startswith("http://127.0.0.1:")
    hosted = stand.services.paths.data / "practice"
    assert [path for path in hosted.rglob(f"{HOSTED}/*.mp4") if path.read_bytes() == footage.read_bytes()]
    assert str(footage) not in str(payload.body)


@pytest.mark.parametrize(("kind", "source"), [
    ("customavatar", "https://cdn.example.com/ada.mp4"), ("dreamavatar", "https://cdn.example.com/ada.jpg"),
    ("voiceclone", "https://cdn.example.com/ada.wav"),
])  # fmt: skip
def test_each_kind_is_made_of_what_lies_at_an_address(stand: AvatarStand, kind: str, source: str) -> None:
    avatar = made(stand, kind, source, account="aistudios")
    assert avatar.remote_id
    assert stand.asked(f"POST /avatars/{kind}") == 1
    if kind == "voiceclone":
        assert stand.looked(avatar).is_ready  # a voice has no list in which it could be missing
    else:
        (there,) = theirs(stand)
        assert (there["avatarId"], there["url"]) == (avatar.remote_id, source)


@pytest.mark.parametrize("name", ["Ada Lovelace", "Zoë “Z” O'Neil", "王芳"])
def test_the_name_of_the_person_is_in_no_transcript(stand: AvatarStand, name: str) -> None:
    avatar = made(stand, "dreamavatar", "https://cdn.example.com/ada.jpg", account="aistudios", name=name)
    stand.server.practice.store.change("avatar", avatar.remote_id, lambda there: there.update(began=-1e11))
    assert stand.looked(avatar).is_ready
    exchanges = stand.services.store.exchanges(stand.row(avatar).id)
    (sent,) = [one for one in exchanges if one.url.endswith("/avatars/dreamavatar")]
    assert '"name":"[hidden]"' in sent.sent
    listed = [one.answer for one in exchanges if one.url.endswith("/dropdown/models")]
    assert listed
    assert "[hidden]" in listed[-1]
    escaped = json.dumps(name)[1:-1]
    assert not [one for one in exchanges for said in (name, escaped) if said in one.sent + one.answer + one.problem]


def test_without_a_place_for_media_a_file_is_refused_beside_its_field(stand: AvatarStand, footage: Path) -> None:
    form = AvatarForm(account="aistudios", kind="customavatar", name="Ada", gender="nb", source=str(footage))
    issues = {issue.field: issue.message for issue in stand.avatars.check(form)}
    assert "set up media hosting" in issues["source"]
    assert "is one of m, f" in issues["gender"]
    assert stand.asked("POST /avatars/customavatar") == 0


def test_one_that_is_ready_says_a_text_by_its_name(stand: AvatarStand, tmp_path: Path) -> None:
    avatar = made(stand, "dreamavatar", "https://cdn.example.com/ada.jpg", account="aistudios", name="Ada Lovelace")
    words = ["talk", "--to", "aistudios", "--language", "en", "--text", "Hello", "-o", str(tmp_path / "talk.mp4")]
    said = refused(*words, "--model", "ada lovelace")
    assert said.startswith("The presenter “Ada Lovelace” is not ready")
    with pytest.raises(JobError, match="not ready"):
        stand.avatars.speaker("aistudios", avatar.id)
    said = refused(*words, "--model", "ada lovelace", "--when-ready", code=2)
    assert "may cost credits then. Add --yes" in said
    waiting = run(*words, "--model", "ada lovelace", "--when-ready", "--yes", "--json").json()
    assert isinstance(waiting, dict)
    row = stand.services.store.row(str(waiting["id"]))
    assert (row.state, waits_for(row)) == ("held", (avatar.id,))
    stand.tracker.cancel(row.id)
    # The list of presenters has it from now on.
    stand.server.practice.store.change("avatar", avatar.remote_id, lambda there: there.update(began=-1e11))
    assert stand.looked(avatar).is_ready
    assert [(one.name, one.model) for one in stand.avatars.speakers("aistudios")] == [
        ("Ada Lovelace", avatar.remote_id)
    ]
    speaker = stand.avatars.speaker("aistudios", "ADA lovelace")
    request = SimpleCustom.model_validate({"language": "en", "text": "Hi", "model": speaker.model})
    assert request.model == avatar.remote_id
    assert stand.avatars.speaker("aistudios", "M000045058").model == "M000045058"


def test_a_lost_answer_of_a_service_without_times_stays_unsure(stand: AvatarStand) -> None:
    stand.misbehave({"endpoint": "POST /avatars/customavatar", "fault": "lose_reply"})
    avatar = made(stand, "customavatar", "https://cdn.example.com/ada.mp4", account="aistudios")
    assert avatar.phase == "unsure"
    stand.avatars.look_up(avatar.id)
    stand.until(lambda: stand.row(avatar).state == "unsure")
    assert "no list in which this could be found" in stand.avatars.get(avatar.id).error
    assert stand.asked("POST /avatars/customavatar") == 1
