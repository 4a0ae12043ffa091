"""The documents' own samples: taken by the server as they are, and understood by the clients as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests

from studio_gui.base.json_text import JsonDict, loads
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.aistudios.requests import SimpleAudio, SimpleCustom
from studio_gui.providers.creatify.account import CreatifyKeys
from studio_gui.providers.creatify.api import CreatifyApi
from studio_gui.providers.creatify.requests import PersonaByUrl
from studio_gui.providers.errors import Gone, NotAllowed, Refused
from tests.e2e.server.conftest import PAYLOADS, Peer

EXCHANGES = PAYLOADS.parent / "exchanges"


def sample(name: str) -> JsonDict:
    body = loads((EXCHANGES / name).read_bytes())
    assert isinstance(body, dict)
    return body


# Requests, to the practice server


def post(peer: Peer, path: str, body: object, *, method: str = "POST") -> requests.Response:
    token = peer.api().token()
    url = f"{peer.server.url}/api/odin/v3{path}"
    with requests.Session() as session:
        return session.request(method, url, json=body, headers={"Authorization": token}, timeout=30)


@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("*.json")), ids=lambda path: path.stem)
def test_project_bodies_are_taken(peer: Peer, path: Path) -> None:
    body = loads(path.read_bytes())
    assert isinstance(body, dict)
    # Without an export: what cannot be fetched here would only be waited for.
    answer = post(peer, "/editor/project", {**body, "isExport": False})
    assert answer.json()["success"] is True, answer.text
    assert answer.json()["data"]["projectId"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/simple/custom", "request.simple_custom.seed.json"),
        ("/simple/video", "request.simple_video.docs.json"),
        ("/simple/audio", "request.simple_audio.seed.json"),
        ("/avatars/customavatar", "request.customavatar.docs.json"),
    ],
)
def test_the_other_bodies_are_taken(peer: Peer, path: str, name: str) -> None:
    answer = post(peer, path, sample(name))
    assert answer.json()["success"] is True, answer.text


@pytest.mark.parametrize("name", ["request.edit_project.docs.json", "request.edit_project.v1_4-array-form.docs.json"])
def test_both_forms_of_an_edit_are_taken(peer: Peer, name: str) -> None:
    every = loads((PAYLOADS / "every-clip-type.json").read_bytes())
    assert isinstance(every, dict)
    scenes = every["scenes"]
    assert isinstance(scenes, list)
    made = post(peer, "/editor/project", {**every, "scenes": [*scenes, *scenes], "isExport": False}).json()
    answer = post(peer, f"/editor/project/{made['data']['projectId']}", {**sample(name), "isExport": False})
    assert answer.json()["success"] is True, answer.text


def test_export_and_delete_are_understood_without_such_a_project(peer: Peer) -> None:
    answer = post(peer, "/editor/project/export", sample("request.export_project.docs.json"))
    assert (answer.status_code, answer.json()["success"]) == (404, False)
    answer = post(peer, "/editor/project", sample("request.delete_projects.docs.json"), method="DELETE")
    assert answer.json() == {"success": True, "data": {"deletedCount": 0}}


# Answers, to the clients


@contextmanager
def answering(text: bytes, *, status: int = 200) -> Iterator[str]:
    """A server that answers everything with these very bytes, and a token when it is asked for one."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            is_token = self.path.endswith("/auth/token")
            body = (EXCHANGES / "response.auth_token.constructed.json").read_bytes() if is_token else text
            self.send_response(200 if is_token else status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = _answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def studios(name: str, *, status: int = 200) -> Iterator[AiStudiosApi]:
    with answering((EXCHANGES / name).read_bytes(), status=status) as url:
        api = AiStudiosApi(AiStudiosKeys("app-id-1234", "user-key-1234", url))
        yield api
        api.close()


@contextmanager
def creatify(name: str, *, status: int = 200) -> Iterator[CreatifyApi]:
    with answering((EXCHANGES / name).read_bytes(), status=status) as url:
        api = CreatifyApi(CreatifyKeys("api-id-1234", "api-key-1234", url))
        yield api
        api.close()


def test_answers_of_ai_studios_are_understood() -> None:
    with studios("response.auth_confirm.constructed.json") as api:
        assert api.is_authenticated()
        assert api.token() == "eyJhbGciOiJIUzI1NiJ9.e30.x"
    for name in ("response.project_created.constructed.json", "response.project_created.legacy-key.constructed.json"):
        with studios(name) as api:
            assert api.create("project", {}).project_id == "65fa6b07dca2e367461a2925"
    with studios("response.simple_custom.constructed.json") as api:
        made = api.create("custom", SimpleCustom(language="en", text="x", model="M").body())
        assert (made.project_id, made.task_id) == ("65fa6b07dca2e367461a2925", "65fa6b07dca2e367461a2926")
    with studios("response.simple_audio.constructed.json") as api:
        speech = api.simple_audio(SimpleAudio(language="en", text="x", model="M"))
        assert (speech.file_name, speech.url) == (
            "M000045058_0.wav", "https://cdn-studio.aistudios.com/audio/x.wav",
        )  # fmt: skip
    with studios("response.delete_projects.constructed.json") as api:
        assert api.delete_projects(["65fa6b07dca2e367461a2925"]) == 1


@pytest.mark.parametrize(
    ("name", "percent", "stage", "url"),
    [
        ("response.progress_running.constructed.json", 42.37, "running", ""),
        ("response.progress_done.constructed.json", 100, "done", "https://cdn-studio.aistudios.com/videos/x.mp4"),
        ("response.progress_done_no_url.constructed.json", 100, "no-url", ""),
    ],
)
def test_progress_is_understood(name: str, percent: float, stage: str, url: str) -> None:
    with studios(name) as api:
        progress = api.progress("65fa6b07dca2e367461a2925")
    assert (progress.percent, progress.stage, progress.url) == (percent, stage, url)


def test_a_refusal_of_ai_studios_is_understood() -> None:
    with studios("response.error.constructed.json") as api, pytest.raises(Refused) as caught:
        api.progress("x")
    assert (caught.value.code, caught.value.said) == ("401", "invalid token")


@pytest.mark.parametrize(
    ("name", "stage", "words"),
    [
        ("creatify.persona.get_done_active.json", "done", "Done"),
        ("creatify.persona.get_reviewing.json", "running", "Being reviewed"),
        ("creatify.persona.get_rejected.json", "failed", "Rejected: consent video does not match"),
        ("creatify.persona_v2.created_201.json", "running", "Accepted, waiting"),
    ],
)
def test_avatars_are_understood(name: str, stage: str, words: str) -> None:
    with creatify(name, status=201) as api:
        persona = api.persona("3c90c3cc-0d44-4b50-8888-8dd25736052a")
    assert (persona.creator_name, persona.stage, persona.words) == ("James", stage, words)


@pytest.mark.parametrize(
    ("name", "status", "kind", "words", "fields"),
    [
        ("creatify.error_400_field.observed.json", 400, Refused, "link: Invalid link ID", {"link": "Invalid link ID"}),
        ("creatify.error_400_list.observed.json", 400, Refused, "AI model not found", {}),
        ("creatify.error_401.observed.json", 401, NotAllowed, "Authentication credentials were not provided.", {}),
        ("creatify.error_404.observed.json", 404, Gone, "No Link matches the given query.", {}),
    ],
)
def test_refusals_of_creatify_are_understood(
    name: str, status: int, kind: type[Refused], words: str, fields: dict[str, str]
) -> None:
    request = PersonaByUrl(gender="m", creator_name="James", lipsync_input="https://cdn.example.com/in.mp4")
    with creatify(name, status=status) as api, pytest.raises(kind) as caught:
        api.create_persona_by_url(request)
    assert (caught.value.said, caught.value.fields) == (words, fields)


def test_credits_are_understood() -> None:
    with creatify("creatify.remaining_credits.json") as api:
        assert api.remaining_credits() == 379
