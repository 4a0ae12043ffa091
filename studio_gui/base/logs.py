"""The log file, with everything that looks like a secret taken out before it is written."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from studio_gui.base.paths import user_paths

_NAME = "studio_gui"
_HIDDEN = "[hidden]"
_WORDS = r"authorization|api[-_]?(?:key|id|token)|x-api-\w+|user[-_]?key|app[-_]?id|token|secret|password|passwd"
SECRET_QUERY = ("token", "key", "sig", "credential", "password", "secret", "policy", "auth", "hmac")
"""A parameter of an address with one of these in its name is not for other eyes."""
_PATTERNS = (
    re.compile(rf"(?i)(['\"]?\b(?:{_WORDS})\b['\"]?\s*[:=]\s*)(?:Bearer\s+)?(\"[^\"]*\"|'[^']*'|[^\s,;&}}\"']+)"),
    re.compile(r"()(\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*)"),
    re.compile(r"(?i)(\bBearer\s+)([\w.~+/-]{8,}=*)"),
    re.compile(r"(://[^/\s:@]+:)([^/\s@]+)(?=@)"),
    # Addresses that carry their own right to be read: buckets of every make. In JSON and HTML the & may be escaped.
    re.compile(
        rf"(?i)((?:[?&;~]|\\u0026)[\w.$-]{{0,40}}?(?:{'|'.join(SECRET_QUERY)})[\w.$-]{{0,40}}=)([^&\s\"'<>\\]+)"
    ),
)
_SHORTEST_SECRET = 6
_secrets: set[str] = set()


def keep_secret(text: str) -> None:
    """From now on hide this very text wherever it would be shown or written; very short ones are no secrets."""
    if len(text) >= _SHORTEST_SECRET:
        _secrets.add(text)


def redacted(text: str) -> str:
    """The text with tokens, keys and passwords replaced by ``[hidden]``."""
    for pattern in _PATTERNS:
        text = pattern.sub(rf"\1{_HIDDEN}", text)
    return without_secrets(text)


def without_secrets(text: str) -> str:
    """The text without the secrets that are known; nothing else is changed, however much it looks like one."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    return text


class _RedactingFormatter(logging.Formatter):
    """Redacts the whole record, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def log_file() -> Path:
    """Where the log is written."""
    return user_paths().logs / "scene-studio.log"


def start_logging() -> logging.Logger:
    """Write the program's log to :func:`log_file` and answer its logger; asked again it changes nothing.

    Raises ``OSError`` when the folder cannot be made.
    """
    logger = logging.getLogger(_NAME)
    path = log_file()
    if any(getattr(handler, "baseFilename", None) == str(path.absolute()) for handler in logger.handlers):
        return logger
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(_RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return logger
