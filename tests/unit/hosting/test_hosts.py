"""Which hosts there are, who uses them, and what is sent in the place of plain addresses."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from studio_gui.app.accounts import Account
from studio_gui.app.addresses import ask_addresses
from studio_gui.app.hosts import Hosts
from studio_gui.app.secrets import Secrets
from studio_gui.app.signing import signed_body
from studio_gui.app.workers import preflight
from studio_gui.base.errors import AccountError
from studio_gui.base.json_text import JsonDict
from studio_gui.base.logs import redacted
from studio_gui.base.settings import HostSetting
from studio_gui.base.settings_file import SettingsFile
from studio_gui.files.project_file import open_project
from studio_gui.files.samples import create_from_sample
from studio_gui.providers.base import AccountId
from studio_gui.providers.hosting.bringing import bring
from studio_gui.providers.hosting.opening import open_shelf
from studio_gui.providers.hosting.shelf import Shelf
from tests.unit.hosting.s3_server import KEYS, S3Server

NAME = "0123456789abcdef0123456789abcdef.png"
VARIABLES = {
    "STUDIO_HOST_BUCKET": "media", "STUDIO_HOST_URL": "https://s3.example.com", "STUDIO_HOST_KEY": KEYS["key"],
    "STUDIO_HOST_SECRET": KEYS["secret"], "STUDIO_HOST_DAYS": "2",
}  # fmt: skip


def _hosts(folder: Path, **variables: str) -> Hosts:
    return Hosts(SettingsFile(folder), Secrets(), environment=variables)


def test_an_account_uses_the_host_it_names_else_the_first(tmp_path: Path) -> None:
    hosts = _hosts(tmp_path)
    assert hosts.of_account("aistudios") is None
    hosts.add(HostSetting(id="one", bucket="one-bucket"), KEYS)
    hosts.add(HostSetting(id="two", bucket="two-bucket"), KEYS)
    assert getattr(hosts.of_account("aistudios"), "id", "") == "one"
    hosts.use("two", account_id="aistudios")
    again = Hosts(SettingsFile(tmp_path), hosts.secrets, environment={})
    assert getattr(again.of_account("aistudios"), "id", "") == "two"
    assert (again.users_of("two"), again.free_id("s3")) == (["aistudios"], "s3")
    again.remove("two")
    assert getattr(again.of_account("aistudios"), "id", "") == "one"
    assert KEYS["secret"] not in (tmp_path / "settings.json").read_text()


def test_changing_a_host_keeps_its_keys_and_its_place_in_the_list(tmp_path: Path) -> None:
    hosts = _hosts(tmp_path)
    for name in ("one", "two"):
        hosts.add(HostSetting(id=name, bucket=f"{name}-bucket"), KEYS)
    hosts.add(HostSetting.model_validate({"id": "one", "bucket": "one-bucket", "of a newer program": 3}), {})
    hosts.add(HostSetting(id="one", bucket="moved-bucket"), {})
    assert [host.setting.model_extra for host in hosts.all()] == [{"of a newer program": 3}, {}]
    assert [host.setting.bucket for host in hosts.all()] == ["moved-bucket", "two-bucket"]
    assert hosts.keys("one") == KEYS
    with pytest.raises(AccountError, match=r"secret access key .* is not known"):
        hosts.add(HostSetting(id="three", bucket="three-bucket"), {"key": "AKIAONLY"})
    with pytest.raises(AccountError, match="is no name for a media host"):
        hosts.add(HostSetting(id="Three!", bucket="three-bucket"), KEYS)


def test_the_environment_makes_a_host(tmp_path: Path) -> None:
    hosts = _hosts(tmp_path, **VARIABLES)
    (host,) = hosts.all()
    assert (host.id, host.setting.days, hosts.has_keys(host), host.origin) == ("host", 2, True, "environment")
    assert hosts.open(host).address(NAME) == f"https://s3.example.com/media/{NAME}"
    assert redacted(f"x {KEYS['secret']}") == "x [hidden]"
    wrong = _hosts(tmp_path, **{**VARIABLES, "STUDIO_HOST_KIND": "ftp"})
    with pytest.raises(AccountError, match="STUDIO_HOST_KIND makes no sense"):
        wrong.all()


def _google_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    said = {"type": "service_account", "client_email": "me@example.iam.gserviceaccount.com", "private_key_id": "k1"}
    return json.dumps({**said, "private_key": pem.decode(), "token_uri": "https://oauth2.googleapis.com/token"})


def test_each_kind_of_bucket_names_and_signs_its_files() -> None:
    azure = HostSetting(id="a", kind="azure", bucket="media", account="ourfilms", prefix="x", days=3)
    shelf = open_shelf(azure, {"secret": base64.b64encode(b"k" * 64).decode()})
    assert shelf.address(NAME) == f"https://ourfilms.blob.core.windows.net/media/x/{NAME}"
    assert "sig=[hidden]" in redacted(shelf.signed(NAME))
    google = open_shelf(HostSetting(id="g", kind="gcs", bucket="media"), {"secret": _google_key()})
    assert google.address(NAME) == f"https://storage.googleapis.com/media/{NAME}"
    assert "X-Goog-Signature=[hidden]" in redacted(google.signed(NAME))
    amazon = open_shelf(HostSetting(id="s", bucket="media", region="eu-central-1", days=1), KEYS)
    assert amazon.address(NAME) == f"https://s3.eu-central-1.amazonaws.com/media/{NAME}"
    assert "X-Amz-Expires=86400" in amazon.signed(NAME)
    with pytest.raises(Exception, match=r"did not take|not known|could not") as caught:
        open_shelf(HostSetting(id="g", kind="gcs", bucket="media"), {"secret": "not a key at all"})
    assert "not a key at all" not in str(caught.value)


def _unasked() -> list[Shelf]:
    raise AssertionError("the keyring would be asked for nothing")


def test_only_addresses_of_the_host_are_signed_and_only_when_it_is_sent(s3: S3Server, picture: Path) -> None:
    shelf = open_shelf(s3.setting(s3.bucket("signing")), KEYS)
    elsewhere = open_shelf(HostSetting(id="e", bucket="elsewhere"), KEYS)
    address = bring(shelf, picture).address
    body = {
        "scenes": [{"clips": [{"source_url": address}, {"text": f"see {address}", "n": 1}]}],
        "url": "https://x/a.png",
    }
    sent = signed_body(body, lambda: [elsewhere, shelf])  # type: ignore[arg-type]
    (scene,) = sent["scenes"]  # type: ignore[misc]
    url = scene["clips"][0]["source_url"]  # type: ignore[index, call-overload]
    assert str(url).startswith(f"{address}?X-Amz-")
    assert scene["clips"][1] == {"text": f"see {address}", "n": 1}  # type: ignore[index, call-overload]
    assert sent["url"] == "https://x/a.png"
    assert "X-Amz" not in json.dumps(body)
    nothing_hosted: JsonDict = {"url": "https://x/a.png", "n": [1, None]}
    assert signed_body(nothing_hosted, _unasked) is nothing_hosted
    assert url not in redacted(f"sent {url}")
    # The list of media asks as a stranger does, and the signature is for GET alone.
    assert ask_addresses([str(url), address]) == {str(url): "", address: "answers 403"}


@pytest.mark.parametrize(
    ("region", "host", "code"),
    [
        ("global", None, "no-public-url"),
        ("global", HostSetting(id="s", bucket="media"), "to-be-hosted"),
        ("global", HostSetting(id="s", bucket="media", endpoint="http://192.168.1.7:9000"), "no-public-url"),
        (
            "http://127.0.0.1:8000",
            HostSetting(id="s", bucket="media", endpoint="http://127.0.0.1:9000"),
            "to-be-hosted",
        ),
    ],
)
def test_the_checks_know_what_a_host_can_do(region: str, host: HostSetting | None, code: str, tmp_path: Path) -> None:
    opened = open_project(create_from_sample("onboarding", tmp_path / "Hello"))
    account = Account(AccountId("aistudios"), "aistudios", "AI Studios", "settings", region)
    codes = {issue.code for issue in preflight(account, opened.project, tmp_path / "Hello", host=host)}
    assert codes & {"no-public-url", "to-be-hosted"} == {code}
