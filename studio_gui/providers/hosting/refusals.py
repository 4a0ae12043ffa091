"""What hosts say when something goes wrong, made into sentences. The words of the hosts are codes in XML or JSON."""

from __future__ import annotations

import re

from studio_gui.base.logs import redacted
from studio_gui.providers.errors import Gone, NotAllowed, NotSent, Refused, ServiceError, Unavailable

_STATUS = re.compile(r"status code: (\d{3})|status: (\d{3})\b")
_CODE = re.compile(r"<Code>([A-Za-z]{3,60})</Code>")

_CODES: tuple[tuple[str, type[Refused], str, str], ...] = (
    ("requesttimetooskewed", NotAllowed, "{title} refuses the request because this computer’s clock is wrong.",
     "Set the clock of this computer, then try again."),
    ("nosuchbucket", Gone, "{title} has no {place} “{bucket}”.", "Make it there, or correct its name."),
    ("containernotfound", Gone, "{title} has no {place} “{bucket}”.", "Make it there, or correct its name."),
    ("the specified bucket does not exist", Gone, "{title} has no {place} “{bucket}”.",
     "Make it there, or correct its name."),
    ("invalidaccesskeyid", NotAllowed, "{title} does not know the access key.", "Check the keys of the host."),
    ("signaturedoesnotmatch", NotAllowed, "{title} does not take the secret key.", "Check the keys of the host."),
    ("authenticationfailed", NotAllowed, "{title} does not take the key.",
     "Check the key of the host and the clock of this computer."),
    ("authorizationheadermalformed", Refused, "{title} is in another region.", "Correct the region of the host."),
    ("permanentredirect", Refused, "The {place} “{bucket}” is in another region.", "Correct the region of the host."),
    ("entitytoolarge", Refused, "The file is too large for {title}.", "Choose a smaller file."),
    ("quotaexceeded", Refused, "{title} has no room left.", "Make room there."),
)  # fmt: skip
_STATUSES: dict[int, tuple[type[Refused], str, str]] = {
    401: (NotAllowed, "{title} does not take the keys.", "Check the keys of the host."),
    403: (NotAllowed, "{title} does not allow it.", "The keys need the right to write to “{bucket}”."),
    404: (Gone, "{title} has no such place.", "Check the address, and the name of the {place}."),
    405: (Refused, "{title} takes no files at that address.", "Check the address of the host."),
    409: (Refused, "{title} has no folder for the file and does not make one.", "Make the folder there."),
    413: (Refused, "The file is too large for {title}.", "Choose a smaller file."),
    507: (Refused, "{title} has no room left.", "Make room there."),
}
_NETWORK = (
    (("dns error", "failed to lookup", "name or service", "nodename", "resolve"), "its name was not found"),
    (("certificate", "invalid peer"), "its certificate is not trusted"),
    (("connection refused",), "nobody listens there"),
    (("timed out", "timedout", "timeout"), "it does not answer in time"),
    (("reset", "closed", "broken pipe", "incompletemessage", "incomplete message"), "the connection broke off"),
)


def refusal_of(text: str, *, title: str, place: str = "", bucket: str = "") -> ServiceError:
    """The error for what a bucket's library said; ``text`` has the whole of it."""
    low = text.lower()
    found = _STATUS.search(low)
    status = int(found[1] or found[2]) if found else 0
    code = _CODE.search(text)
    words = {"title": title, "place": place.lower() or "place", "bucket": bucket}
    detail = redacted(" ".join(text.split("Debug source:")[0].split()))[:300]
    for mark, kind, message, hint in _CODES:
        if mark in low:
            return kind(
                message.format(**words), hint.format(**words), detail, status=status, code=code[1] if code else ""
            )
    if status:
        return status_error(status, words, detail=detail)
    for marks, reason in _NETWORK:
        if any(mark in low for mark in marks):
            return NotSent(f"{title} could not be reached: {reason}.", "Check the network and its address.", detail)
    if "http error" in low or "error sending request" in low:
        return NotSent(f"{title} could not be reached.", "Check the network and its address.", detail)
    return Refused(f"{title} did not take the file.", "Check what describes the host.", detail)


def status_error(status: int, words: dict[str, str], *, detail: str = "") -> ServiceError:
    """The error for an HTTP status; ``words`` has ``title``, ``place`` and ``bucket``."""
    if status in _STATUSES:
        kind, message, hint = _STATUSES[status]
        return kind(message.format(**words), hint.format(**words), detail, status=status)
    if status in (408, 425, 429) or status >= 500:
        message = f"{words['title']} answered with an error of its own ({status})."
        return Unavailable(message, "Try again later.", detail, status=status)
    return Refused(
        f"{words['title']} did not take it (status {status}).", "Check what describes the host.", detail, status=status
    )
