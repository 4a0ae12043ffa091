"""What hosts say, in sentences: their own words as they send them, taken from their documents."""

from __future__ import annotations

import pytest

from studio_gui.providers.errors import NotAllowed, NotSent, Refused, ServiceError, Unavailable
from studio_gui.providers.hosting.refusals import refusal_of

_HEAD = "Generic S3 error: Error performing PUT https://x/y in 3ms - Server returned non-2xx status code: "


def _xml(status: str, code: str) -> str:
    return f"{_HEAD}{status}: <Error><Code>{code}</Code><Message>No.</Message></Error>\n\nDebug source: status: 999"


@pytest.mark.parametrize(
    ("said", "kind", "words", "hint"),
    [
        (_xml("403 Forbidden", "RequestTimeTooSkewed"), NotAllowed, "this computer’s clock is wrong", "Set the clock"),
        (_xml("403 Forbidden", "SignatureDoesNotMatch"), NotAllowed, "does not take the secret key", "Check the keys"),
        (_xml("403 Forbidden", "AccessDenied"), NotAllowed, "Ours does not allow it", "right to write to “media”"),
        (_xml("403 Forbidden", "AuthenticationFailed"), NotAllowed, "does not take the key", "clock of this computer"),
        (_xml("404 Not Found", "ContainerNotFound"), Refused, "Ours has no container “media”", "Make it there"),
        (_xml("301 Moved Permanently", "PermanentRedirect"), Refused, "in another region", "Correct the region"),
        (_xml("400 Bad Request", "AuthorizationHeaderMalformed"), Refused, "in another region", "Correct the region"),
        (_xml("507 Insufficient Storage", "Full"), Refused, "no room left", "Make room"),
        (_xml("503 Slow Down", "SlowDown"), Unavailable, "an error of its own (503)", "Try again later"),
        ("HTTP error: error sending request Debug source: dns error", NotSent, "its name was not found", "network"),
        ("HTTP error: error sending request Debug source: TimedOut", NotSent, "does not answer in time", "network"),
        ("HTTP error: error sending request", NotSent, "Ours could not be reached", "network"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence_with_what_to_do(said: str, kind: type[ServiceError], words: str, hint: str) -> None:
    error = refusal_of(said, title="Ours", place="Container", bucket="media")
    assert isinstance(error, kind)
    assert words in error.message
    assert hint in error.hint
    assert "Debug source" not in error.detail
