"""What people paste where a key belongs: with blanks and quotes around it, with its name before it, or both keys at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMES = {
    "app_id": r"app[-_ ]?id",
    "user_key": r"user[-_ ]?key",
    "api_id": r"(?:x[-_ ]?)?api[-_ ]?id",
    "api_key": r"(?:x[-_ ]?)?api[-_ ]?key",
}
_AROUND = " \t\r\n\u2028\u00a0\u200b\ufeff\"'`,;"


def cleaned(text: str) -> str:
    """The key without what came along."""
    return text.strip(_AROUND)


def keys_in(text: str, names: Sequence[str]) -> dict[str, str]:
    """The keys in a pasted text by name: those that are named, or two in a row; empty when it is one key alone."""
    found: dict[str, str] = {}
    for name in names:
        said = re.search(rf"(?i)(?<![a-z0-9]){_NAMES[name]}[\"']?\s*[:=\s]\s*[\"']?([^\s\"',;&}}]+)", text)
        if said:
            found[name] = cleaned(said.group(1))
    if found:
        return found
    parts = [part for part in (cleaned(one) for one in re.split(r"[\s\u2028,;]+", text)) if part]
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else {}
