"""The log never holds a secret."""

from __future__ import annotations

from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from studio_gui.base.logs import log_file, redacted, start_logging

SECRET = "s3cr3t-V4lue_0123456789"


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: {SECRET}",
        f"Authorization: Bearer {SECRET}",
        f"{{'Authorization': '{SECRET}'}}",
        f'{{"userKey": "{SECRET}", "appId": "{SECRET}"}}',
        f"X-API-KEY={SECRET}",
        f"X-API-ID: {SECRET}",
        f"https://example.org/?api_key={SECRET}&page=2",
        f"https://me:{SECRET}@example.org/",
        f"https://bucket.s3.amazonaws.com/v.mp4?X-Amz-Date=1&X-Amz-Signature={SECRET}",
        f"https://bucket.s3.amazonaws.com/v.mp4?AWSAccessKeyId={SECRET}&Expires=1",
        f"https://cdn.example.org/v.mp4?Expires=1&Policy={SECRET}",
        f"https://cdn.example.org/v.mp4?hdnts=exp=1~acl=/*~hmac={SECRET}",
        f"https://me.blob.core.windows.net/v.mp4?sv=1&amp;sig={SECRET}&amp;se=2",
        f'{{"downloadUrl": "https://example.org/v.mp4?e=1\\u0026auth_key={SECRET}\\u0026f=2"}}',
        f"token={SECRET}",
        f"password = {SECRET}",
    ],
)
def test_secrets_are_taken_out(line: str) -> None:
    said = redacted(line)
    assert SECRET not in said
    assert "[hidden]" in said


def test_tokens_are_known_by_their_form() -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
    assert token not in redacted(f"got {token} from the service")


def test_ordinary_words_stay() -> None:
    line = "Rendering scene 2 of 3 to /home/me/Film (2).mp4: https://example.org/video.mp4?page=2"
    assert redacted(line) == line


def test_the_log_is_written_once_and_redacted_with_its_traceback(studio_home: Path) -> None:
    logger = start_logging()
    try:
        assert start_logging() is logger
        try:
            raise ValueError(f"token={SECRET}")
        except ValueError:
            logger.exception("It failed")
    finally:
        (writing,) = (each for each in logger.handlers if isinstance(each, RotatingFileHandler))
        logger.removeHandler(writing)
        writing.close()
    text = log_file().read_text(encoding="utf-8")
    assert studio_home in log_file().parents
    assert text.count("It failed") == 1
    assert "ValueError" in text
    assert SECRET not in text
