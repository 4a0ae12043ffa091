"""What was asked and what was answered, fit to be shown and kept: without any secret.

``copy as cURL`` gives a command with placeholders that a person fills in: the names of environment variables.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from studio_gui.base.json_text import JsonDict, dumps
from studio_gui.base.logs import SECRET_QUERY, redacted

MOST_CHARACTERS = 64_000
"""Of one body: the rest of a longer one is left out."""

PLACEHOLDERS = {
    "authorization": "$STUDIO_AISTUDIOS_TOKEN",
    "x-api-id": "$STUDIO_CREATIFY_API_ID",
    "x-api-key": "$STUDIO_CREATIFY_API_KEY",
    "appId": "$STUDIO_AISTUDIOS_APP_ID",
    "userKey": "$STUDIO_AISTUDIOS_USER_KEY",
}
"""Header or body field to the variable that stands in its place."""

_PERSONAL = re.compile(r'(?m)("creator_name"\s*:\s*")(?:[^"\\]|\\.)*|^(creator_name=).*$')
"""The real name of a person, in JSON and in the lines of a form."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, secrets masked. ``status`` is 0 and ``problem`` a sentence when none came."""

    at: float
    """Seconds since 1970, when it was begun."""
    took_s: float
    method: str
    url: str
    sent: str
    status: int
    answer: str
    problem: str = ""

    def without(self, *names: str) -> Exchange:
        """The same with these names of people masked, as they are written here or as JSON escapes them."""
        said = self
        for name in (name.strip() for name in names):
            if name:
                hidden = [_hidden(text, name) for text in (said.sent, said.answer, said.problem)]
                said = replace(said, sent=hidden[0], answer=hidden[1], problem=hidden[2])
        return said


def _hidden(text: str, name: str) -> str:
    """The text without a name; in a longer word of Latin letters it is none."""
    for form in {name, json.dumps(name)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1]}:
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])", "[hidden]", text, flags=re.IGNORECASE)
    return text


Observer = Callable[[Exchange], None]


def masked_url(url: str) -> str:
    """The address without passwords and without signatures in its query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return redacted(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, "[hidden]" if _is_secret(name) else value) for name, value in pairs], safe="[]/:")
    return redacted(urlunsplit((parts.scheme, parts.netloc, parts.path, query if pairs else parts.query, "")))


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRET_QUERY)


def shown(text: str) -> str:
    """A body fit to be shown: secrets and names of people masked, cut when it is very long."""
    cut = text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + " …"
    return redacted(_PERSONAL.sub(lambda found: f"{found[1] or found[2]}[hidden]", cut))


def curl_command(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: JsonDict | None = None,
    parts: Sequence[tuple[str, str]] = (),
) -> str:
    """A cURL command that does the same, with placeholders where secrets belong.

    ``headers`` gives names and values; values of secret ones are never read. ``parts`` are the fields of a form with
    files (``@path`` for a file). The command is for a POSIX shell.
    """
    words = [f"curl -X {method} {shlex.quote(masked_url(url))}"]
    for name, value in (headers or {}).items():
        secret = PLACEHOLDERS.get(name.lower())
        words.append(f'-H "{name}: {secret}"' if secret else f"-H {shlex.quote(f'{name}: {redacted(value)}')}")
    if body is not None:
        words.append("-H 'Content-Type: application/json'")
        words.append(f"-d {_body_word(body)}")
    words.extend(f"-F {shlex.quote(f'{name}={redacted(value)}')}" for name, value in parts)
    return " \\\n  ".join(words)


def _body_word(body: JsonDict) -> str:
    secret = {name for name in body if name in PLACEHOLDERS}
    if not secret:
        return shlex.quote(redacted(dumps(body)))
    text = dumps({name: PLACEHOLDERS[name] if name in secret else value for name, value in body.items()})
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`") + '"'
