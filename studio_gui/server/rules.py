"""How a practice server is told to misbehave: rules in a JSON or TOML file, or sent to ``/practice/faults``.

::

    [[rules]]
    endpoint = "POST /editor/project"     # method and path without /api/odin/v3; * stands for anything
    fault = "lose_reply"
    nth = 1                               # the first call that fits; a list, or left out for every call
"""

from __future__ import annotations

import fnmatch
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from studio_gui.base.errors import PayloadError, StudioError, UsageError
from studio_gui.base.json_text import JsonDict, loads

Fault = Literal[
    "lose_reply", "lose_request", "cut_upload", "500_html", "503", "429", "401", "402", "403", "404", "413", "expire_token", "success_false",
    "done_without_url", "stuck_at", "failed_state", "unknown_state", "vanish", "truncate_download", "expired_url",
    "redirect_to_other_host", "slow", "dribble", "garbage_json", "wrong_types", "empty_answer", "bare_msg",
    "wrong_media", "backwards_state", "rejected_state", "inactive",
]  # fmt: skip
"""What can go wrong; the table of what each does is in ``faults.py`` and in the manual."""


class FaultRule(BaseModel):
    """One thing that goes wrong, where and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endpoint: Annotated[str, Field(min_length=1, max_length=300)]
    """Method and path, ``*`` for any part: ``GET /editor/progress/*``; a path alone fits every method."""
    fault: Fault
    nth: int | list[int] | None = None
    """Which of the calls that fit, from 1; None is every call."""
    times: Annotated[int, Field(ge=1)] | None = None
    """How often at most."""
    chance: Annotated[float, Field(ge=0, le=1)] = 1.0
    value: str | float | None = None
    """Seconds of ``429``, ``slow`` and ``dribble``, percent of ``stuck_at``, share of ``truncate_download`` and
    ``cut_upload``, state of ``unknown_state`` and ``backwards_state``, reason of ``rejected_state``, field of
    ``wrong_media``, address of ``redirect_to_other_host``, words of ``success_false``."""

    def fits(self, method: str, path: str) -> bool:
        """Whether a call is meant."""
        pattern = self.endpoint.strip()
        return fnmatch.fnmatchcase(f"{method} {path}" if " " in pattern else path, pattern)

    def number(self, default: float) -> float:
        """``value`` as a number."""
        return float(self.value) if isinstance(self.value, (int, float)) else default

    def words(self, default: str) -> str:
        """``value`` as a text."""
        return self.value if isinstance(self.value, str) else default


_RULES = TypeAdapter(list[FaultRule])


class FaultBook:
    """The rules in force, and how often each has met a call. Safe for several threads."""

    def __init__(self, rules: Iterable[FaultRule] = (), *, seed: int = 0) -> None:
        self._lock = threading.Lock()
        self._dice = random.Random(seed)
        self.replace(rules)

    def replace(self, rules: Iterable[FaultRule]) -> None:
        """Take other rules; counting begins anew."""
        with self._lock:
            self._rules: Sequence[FaultRule] = tuple(rules)
            self._met: Counter[int] = Counter()
            self._done: Counter[int] = Counter()
            self.used: Counter[str] = Counter()

    def pick(self, method: str, path: str) -> FaultRule | None:
        """The first rule that holds for this call; every rule that fits counts it."""
        chosen = None
        with self._lock:
            for index, rule in enumerate(self._rules):
                if not rule.fits(method, path):
                    continue
                self._met[index] += 1
                if chosen is None and self._holds(index, rule):
                    self._done[index] += 1
                    self.used[rule.fault] += 1
                    chosen = rule
        return chosen

    def _holds(self, index: int, rule: FaultRule) -> bool:
        nth = [rule.nth] if isinstance(rule.nth, int) else rule.nth
        if nth is not None and self._met[index] not in nth:
            return False
        if rule.times is not None and self._done[index] >= rule.times:
            return False
        return rule.chance >= 1 or self._dice.random() < rule.chance


def rules_from(raw: object, what: str) -> tuple[FaultRule, ...]:
    """The rules in a list, or in an object with ``rules``; raises :class:`PayloadError`."""
    listing = raw.get("rules") if isinstance(raw, dict) else raw
    try:
        return tuple(_RULES.validate_python(listing))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PayloadError(f"{what} has a rule that is not understood: {place}: {first['msg']}.") from None


def read_rules(path: Path) -> tuple[FaultRule, ...]:
    """The rules in a file; raises :class:`StudioError` naming it."""
    what = f"The file “{path.name}”"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{what} cannot be read.", "Check the path.", str(error)) from None
    return rules_from(loads(content, what) if path.suffix.lower() != ".toml" else _toml(content, what), what)


def _toml(content: bytes, what: str) -> JsonDict:
    if sys.version_info < (3, 11):
        raise StudioError(f"{what} is TOML, which this Python does not read.", "Write it as JSON.")
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PayloadError(f"{what} is not valid TOML ({error}).", "Correct it there.") from None
