"""Addresses, refusals, transcripts and answers: pure reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import AccountError
from studio_gui.base.json_text import Json
from studio_gui.base.logs import keep_secret, redacted
from studio_gui.providers.addresses import checked_address, is_hook, is_public, is_within
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.answers import Created, Presenter, Progress, ProjectDetails, Speech, Workspace
from studio_gui.providers.answers import listed, number_of
from studio_gui.providers.creatify.answers import Persona, PersonaPage
from studio_gui.providers.http import retry_after_s
from studio_gui.providers.refusals import said_in
from studio_gui.providers.transcript import curl_command, masked_url

_NAMES = st.sampled_from([
    "id", "_id", "key", "projectId", "progress", "state", "downloadUrl", "download_url", "data", "error", "msg", "code",
    "detail", "label", "clothes", "project", "name", "metaList", "process_status", "is_active", "results", "next",
])  # fmt: skip
JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES | st.text(max_size=8), inner, max_size=6),
    max_leaves=20,
)


@given(JSON)
def test_no_answer_makes_the_reader_stumble(body: Json) -> None:
    assert isinstance(said_in(body, "x").words, str)
    rows = listed(body)
    assert rows is None or all(isinstance(row, dict) for row in rows)
    if not isinstance(body, dict):
        return
    progress = Progress.read(body)
    assert 0 <= progress.percent <= 100
    assert progress.stage in ("waiting", "running", "done", "no-url", "failed")
    assert progress.stage != "done" or progress.url.lower().startswith("http")
    ProjectDetails.read(body)
    Created.read(body)
    Speech.read(body)
    Presenter.model_validate({"id": "x", **body})
    Workspace.model_validate(body)
    assert isinstance(Persona.model_validate(body).words, str)
    PersonaPage.read(body, page=1)


@pytest.mark.parametrize(
    ("body", "project_id"),
    [
        ({"projectId": "a", "key": "b", "id": "c"}, "a"),
        ({"key": "b", "id": "c"}, "b"),
        ({"projectId": "", "id": "c"}, "c"),
        ({"projectId": 12}, "12"),
    ],
)
def test_the_id_of_a_project_has_three_names(body: Json, project_id: str) -> None:
    created = Created.read(body)
    assert created is not None
    assert created.project_id == project_id


@pytest.mark.parametrize("value", ["nan", "inf", True, None, [], "many", 10**309])
def test_what_is_no_number_is_none(value: object) -> None:
    assert number_of(value) is None


@pytest.mark.parametrize(
    ("body", "text", "code", "words"),
    [
        ({"success": False, "error": {"code": 7, "msg": "No credits"}}, "", "7", "No credits"),
        ({"success": False, "msg": "No credits"}, "", "", "No credits"),
        ({"code": 4010, "message": "Unauthorized"}, "", "4010", "Unauthorized"),
        ({"error": "nope"}, "", "", "nope"),
        ({"detail": "gone"}, "", "", "gone"),
        ({"a": ["one", "two"], "b": ["three"]}, "", "", "a: one; two; b: three"),
        (["one", "two"], "", "", "one; two"),
        (None, "<html><title>502 Bad Gateway</title><body>x</body></html>", "", "502 Bad Gateway"),
        (None, "<p>Sorry <b>closed</b></p><script>alert(1)</script>", "", "Sorry closed"),
        (None, "plain words", "", "plain words"),
        (None, "", "", ""),
        ({"detail": [{"loc": ["body", "name"], "msg": "missing"}]}, "", "", "name: missing"),
    ],
)  # fmt: skip
def test_refusals_are_read_in_every_form(body: Json, text: str, code: str, words: str) -> None:
    said = said_in(body, text)
    assert (said.code, said.words) == (code, words)


def test_very_long_words_are_cut() -> None:
    assert len(said_in(None, "x " * 5000).words) == 600


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://cdn.example.com/a.png", True),
        ("http://8.8.8.8/a.png", True),
        ("https://example.invalid/a.png", True),
        ("https://[2606:4700::1111]/a.png", True),
        ("http://localhost/a.png", False),
        ("http://127.0.0.1/a.png", False),
        ("http://10.1.2.3/a.png", False),
        ("http://172.16.0.1/a.png", False),
        ("http://169.254.169.254/latest", False),
        ("http://[::1]/a.png", False),
        ("http://[fe80::1]/a.png", False),
        ("http://0.0.0.0/a.png", False),
        ("http://2130706433/a.png", False),
        ("http://127.1/a.png", False),
        ("http://nas/a.png", False),
        ("http://nas.local./a.png", False),
        ("ftp://example.com/a.png", False),
        ("file:///a.png", False),
        ("builtin:a.png", False),
        ("http://example.com:99999/a.png", False),
        ("http://[bad/a.png", False),
        ("", False),
    ],
)
def test_public_addresses(url: str, public: bool) -> None:
    assert is_public(url) is public


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://example.com/done?job=1", True),
        ("HTTPS://Example.com/", True),
        ("http://example.com/done", False),
        ("https://", False),
        ("https:///done", False),
        ("https://example.com/a b", False),
        ("https://example.com/a\n", False),
        ("https://example.com:99999/", False),
        ("https://[bad/", False),
    ],
)
def test_where_a_service_may_report_to(url: str, fits: bool) -> None:
    assert is_hook(url) is fits


def test_within() -> None:
    assert is_within("http://127.0.0.1:80/x", "http://127.0.0.1:80")
    assert not is_within("http://127.0.0.1:81/x", "http://127.0.0.1:80")
    assert not is_within("http://[bad", "http://127.0.0.1:80")


@pytest.mark.parametrize(
    "url",
    ["app.aistudios.com", "http://app.aistudios.com", "https://me:pw@x.com", "https://x.com/?a=1", "https://", "x"],
)
def test_keys_are_sent_to_safe_addresses_only(url: str) -> None:
    with pytest.raises(AccountError):
        checked_address(url)


def test_regions() -> None:
    assert AiStudiosKeys("a", "b").base_url == "https://app.aistudios.com"
    china = AiStudiosKeys("a", "b", "china")
    assert (china.base_url, china.is_china) == ("https://app.aistudios.cn", True)
    own = AiStudiosKeys("a", "b", "http://127.0.0.1:8765/api/odin/v3/")
    assert (own.base_url, own.is_china) == ("http://127.0.0.1:8765", False)
    assert "b" not in repr(AiStudiosKeys("a", "b"))[len("AiStudiosKeys(") :].replace("global", "")


@pytest.mark.parametrize(("said", "seconds"), [("7", 7), ("0.5", 0.5), ("", 0), ("soon", 0), ("-3", 0), ("1e9", 0)])
def test_retry_after(said: str, seconds: float) -> None:
    assert retry_after_s(said) == seconds


def test_retry_after_as_a_date() -> None:
    assert retry_after_s("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after_s("Wed, 21 Oct 2095 07:28:00 GMT") > 3600


def test_secrets_in_addresses_are_hidden() -> None:
    url = "https://bucket.s3.amazonaws.com/a.mp4?X-Amz-Signature=abcdef&X-Amz-Credential=AK%2Fx&page=2&sig=zz"
    shown = masked_url(url)
    assert "abcdef" not in shown
    assert "AK" not in shown.replace("X-Amz", "")
    assert "page=2" in shown
    assert "abcdef" not in redacted(f"GET {url}")


def test_a_secret_that_was_kept_is_hidden_wherever_it_stands() -> None:
    keep_secret("Zq3-very-own-key")
    keep_secret("ab")
    assert redacted("x Zq3-very-own-key y ab") == "x [hidden] y ab"


def test_a_command_has_placeholders_for_keys() -> None:
    text = curl_command(
        "POST", "https://x.example/auth/token", body={"appId": "real-id", "userKey": "real-key", "a": 'q"`'}
    )
    assert "real" not in text
    assert "$STUDIO_AISTUDIOS_USER_KEY" in text
    text = curl_command("GET", "https://x.example/", headers={"X-API-KEY": "real-key", "Accept": "*/*"})
    assert "real" not in text
    assert '-H "X-API-KEY: $STUDIO_CREATIFY_API_KEY"' in text
    assert "-H 'Accept: */*'" in text


def test_blanks_that_were_pasted_along_are_taken_off() -> None:
    keys = AiStudiosKeys(" app\n", "\tkey ", " china ")
    assert (keys.app_id, keys.user_key, keys.base_url) == ("app", "key", "https://app.aistudios.cn")


def test_a_service_that_repeats_the_key_does_not_have_it_shown() -> None:
    keep_secret("Zq4-very-own-key")
    said = said_in(
        {"success": False, "error": {"code": "Zq4", "msg": "wrong userKey Zq4-very-own-key", "f": ["Zq4-very-own-key"]}}
    )
    assert said.words == "wrong userKey [hidden]"
    assert said.fields == {"f": "[hidden]"}
    assert said_in(None, "<h1>token: expired, Zq4-very-own-key</h1>").words == "token: expired, [hidden]"
