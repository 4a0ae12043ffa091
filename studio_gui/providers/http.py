"""One session with one service: asks, waits no longer than agreed, and sorts what comes back.

Blocking; call it from threads. Nothing here knows any service. Rules, from the client duties in the contract:

- A *create* is sent once, over a connection of its own: one that was kept may be closed already. When bytes may have left
  and no usable answer came, :class:`Unsure` is raised.
- A *read* is asked again a few times with back-off, and so is a *repeat* (something that is safe to do twice).
- Redirects are not followed: credentials stay with the host they belong to. ``.netrc`` is not read.
- Every answer has a deadline as a whole, not only between two bytes, and a size it may not exceed.
"""

from __future__ import annotations

import contextlib
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, Protocol

import requests
from requests import PreparedRequest, Response
from urllib3.exceptions import HTTPError

from studio_gui import __version__
from studio_gui.base.errors import Cancelled, PayloadError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.providers import wire
from studio_gui.providers.addresses import is_loopback
from studio_gui.providers.errors import Gone, NotAllowed, NotSent, Refused, ServiceError, TooMany, Unavailable, Unsure
from studio_gui.providers.refusals import said_in
from studio_gui.providers.transcript import Exchange, Observer, masked_url, shown

_log = logging.getLogger(__name__)
CONNECT_S = 10.0
READ_S = 30.0
CREATE_S = 120.0
LONG_S = 300.0
"""Seconds to connect, and between two bytes of a read, of a create, and of what is made while one waits (speech)."""

MOST_ANSWER_BYTES = 64 << 20
_MOST_DIGITS = 18
READ_TRIES = 3
MOST_WAIT_S = 60.0
"""A longer ``Retry-After`` is left to whoever keeps the job."""

Kind = Literal["read", "create", "repeat"]


@dataclass(frozen=True, slots=True)
class Call:
    """One thing asked of a service; ``what`` completes “could not …” in sentences."""

    what: str
    method: str
    path: str
    kind: Kind = "read"
    body: JsonDict | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    read_s: float = READ_S
    stream: BinaryIO | Iterator[bytes] | None = None
    """A body that is read while it is sent, instead of ``body``."""
    stream_words: str = ""
    """What the transcript says instead of the stream."""
    personal: tuple[str, ...] = ()
    """Fields of the body that say who a person is: the transcript hides what stands in them, wherever it comes up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``json`` is None when it was empty."""

    status: int
    json: Json
    text: str
    headers: Mapping[str, str]


class Pause(Protocol):
    """Waits some seconds; injected, so that tests wait for nothing."""

    def __call__(self, seconds: float, /) -> None:
        """Wait."""


def sleep(seconds: float) -> None:
    """Wait, and stop waiting when the person cancels."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check_cancelled()
        threading.Event().wait(min(left, 0.2))


class _Watch(threading.local):
    """Who looks on at the requests of this thread, and who may stop them."""

    observe: Observer | None = None
    is_cancelled: Callable[[], bool] | None = None


_watch = _Watch()


@contextlib.contextmanager
def watching(observe: Observer | None = None, *, is_cancelled: Callable[[], bool] | None = None) -> Iterator[None]:
    """While it lasts, what this thread asks of any service is told to ``observe`` and stopped by ``is_cancelled``."""
    before = _watch.observe, _watch.is_cancelled
    _watch.observe, _watch.is_cancelled = observe, is_cancelled
    try:
        yield
    finally:
        _watch.observe, _watch.is_cancelled = before


def _tell(call: Call, made: Callable[[], Exchange]) -> None:
    """Tell who looks on; what goes wrong there must not cost the answer to something that was paid for."""
    if _watch.observe is not None:
        try:
            _watch.observe(made())
        except Exception:
            _log.exception("A request could not be noted: %s %s", call.method, call.path)


def check_cancelled() -> None:
    """Raise :class:`Cancelled` when the person does not want this thread's work any more."""
    if _watch.is_cancelled is not None and _watch.is_cancelled():
        raise Cancelled("Cancelled.")


def new_session(url: str = "") -> requests.Session:
    """A session that says who it is, reads no ``.netrc`` and re-sends nothing by itself.

    ``url`` is where it goes: on this computer no proxy is asked.
    """
    session = _Session()
    session.trust_env = not is_loopback(url)
    session.headers["User-Agent"] = f"scene-studio/{__version__}"
    # Any callable here keeps requests from looking into .netrc, which would replace our own header.
    session.auth = _as_it_is
    for scheme in ("http://", "https://"):
        session.mount(scheme, wire.Wire())
    return session


class _Session(requests.Session):
    """A session that leaves redirects alone: even unfollowed ones would be taken apart, and read to their end."""

    def get_redirect_target(self, resp: Response) -> None:
        """Nowhere."""


def _as_it_is(request: PreparedRequest) -> PreparedRequest:
    return request


class Http:
    """A service at one address. Safe for several threads; close it at the end."""

    def __init__(
        self,
        base_url: str,
        *,
        service: str,
        tries: int = READ_TRIES,
        patience: float = 1.0,
        pause: Pause = sleep,
    ) -> None:
        """``base_url`` has no path; ``service`` is what people call it.

        ``tries`` is for reads, ``patience`` stretches every time limit, and ``pause`` waits between two tries.
        """
        self.base_url = base_url.rstrip("/")
        self.service = service
        self.session = new_session(base_url)
        self.ahead_s = 0.0
        """By how much the clock of the service is ahead of this computer's, as it said last; 0 while it does not say."""
        self._tries = max(1, tries)
        self._patience = patience
        self._pause = pause

    def close(self) -> None:
        """Close the connections."""
        self.session.close()

    def ask(self, call: Call) -> Answer:
        """Ask and answer; raises :class:`ServiceError` subclasses as their docstrings say, and ``Cancelled``."""
        tries = self._tries if call.kind != "create" else 1
        for number in range(1, tries + 1):
            check_cancelled()
            try:
                return self._once(call)
            except (NotSent, Unavailable, TooMany) as error:
                wait_s = self._wait_s(error, number)
                if number == tries or wait_s > MOST_WAIT_S:
                    raise
                self._pause(wait_s)
        raise AssertionError("unreachable")

    def _wait_s(self, error: ServiceError, number: int) -> float:
        if error.retry_after_s > 0:
            return error.retry_after_s
        return float(0.5 * 2 ** (number - 1) * random.uniform(0.9, 1.1))

    def _once(self, call: Call) -> Answer:
        began, at = time.monotonic(), time.time()
        url = self.base_url + call.path
        status, text, problem = 0, "", ""
        try:
            response = self._send(call, url)
            with contextlib.closing(response):
                status = response.status_code
                if (told := _moment_in(response.headers.get("Date", ""))) is not None:
                    self.ahead_s = told - time.time()
                text = self._text(call, response)
            return self._sorted(call, response, text)
        except ServiceError as error:
            problem = error.message
            raise
        finally:
            took_s = time.monotonic() - began
            _tell(call, lambda: _exchange(call, url, at=at, took_s=took_s, status=status, text=text, problem=problem))

    def _limit_s(self, call: Call) -> float:
        """How long nothing may come."""
        return call.read_s * self._patience

    def _send(self, call: Call, url: str) -> Response:
        headers = dict(call.headers)
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        data = call.stream if call.stream is not None else None
        content = dumps(call.body).encode("utf-8") if call.body is not None else None
        wire.begin(is_fresh=call.kind == "create")
        try:
            return self.session.request(
                call.method,
                url,
                params=dict(call.query),
                data=data if data is not None else content,
                headers=headers,
                timeout=(CONNECT_S, self._limit_s(call)),
                allow_redirects=False,
                stream=True,
            )
        except Cancelled:
            raise
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise self._lost(call, error) from None

    def _lost(self, call: Call, error: Exception) -> ServiceError:
        """The error for an answer that never came."""
        detail = f"{type(error).__name__}: {error}"
        is_of_the_beginning = isinstance(error, _NEVER_SENT) and not wire.has_left()
        if is_of_the_beginning or not wire.may_have_left():
            reason = _reason(error)
            return NotSent(f"{self.service} could not be reached: {reason}.", "Check the network.", shown(detail))
        if isinstance(error, (requests.Timeout, TimeoutError)):
            words = f"{self.service} did not answer within {self._limit_s(call):g} s"
        else:
            words = f"{self.service} broke the connection before it answered"
        return self._unanswered(call, words, detail=detail)

    def _unanswered(self, call: Call, words: str, *, detail: str = "", answer: Answer | None = None) -> ServiceError:
        said = said_in(answer.json, answer.text) if answer is not None else said_in(None)
        status = answer.status if answer is not None else 0
        own = f" {said.sentence(status)}".rstrip()
        if call.kind == "create":
            message = f"{words}, so nobody knows whether it could {call.what}.{own}"
            hint = "Look it up at the service before sending it again."
            return Unsure(message, hint, shown(detail), status=status, code=said.code, said=said.words)
        message = f"{words}.{own}"
        error = Unavailable(message, "Try again later.", shown(detail), status=status, code=said.code, said=said.words)
        if answer is not None:
            error.retry_after_s = retry_after_s(answer.headers.get("Retry-After", ""))
        return error

    def _text(self, call: Call, response: Response) -> str:
        """The whole answer; raises when it breaks off, is too large, or comes drop by drop without an end."""
        most_s = 2 * self._limit_s(call)
        deadline = time.monotonic() + most_s
        content = bytearray()
        try:
            while chunk := response.raw.read1(1 << 16, decode_content=True):
                content += chunk
                if call.kind != "create":  # what was made is wanted to be known, whatever the person wishes now
                    check_cancelled()
                if len(content) > MOST_ANSWER_BYTES:
                    raise self._unanswered(call, f"The answer of {self.service} has no end")
                if time.monotonic() > deadline:
                    raise self._unanswered(call, f"{self.service} did not finish its answer in {most_s:g} s")
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            words = f"The answer of {self.service} broke off"
            raise self._unanswered(call, words, detail=f"{type(error).__name__}: {error}") from None
        missing = length_said(response.headers) - len(content)
        if missing > 0 and not response.headers.get("Content-Encoding"):
            raise self._unanswered(call, f"The answer of {self.service} broke off", detail=f"{missing} bytes missing")
        return content.decode("utf-8", "replace")

    def _sorted(self, call: Call, response: Response, text: str) -> Answer:
        """The answer when it is a good one, else the error it stands for."""
        status, is_json = response.status_code, True
        try:
            body = loads(text, "The answer") if text.strip() else None
        except PayloadError:
            body, is_json = None, False
        answer = Answer(status, body, text, response.headers)
        if 200 <= status < 300:
            if is_json:
                return answer
            raise self._unanswered(call, f"{self.service} answered with something that is no JSON", answer=answer)
        if 300 <= status < 400:
            raise self._moved(call, answer)
        if status in (408, 425) or status >= 500 or status < 200:
            raise self._unanswered(call, f"{self.service} answered with an error of its own ({status})", answer=answer)
        raise self.refusal(call, answer)

    def _moved(self, call: Call, answer: Answer) -> ServiceError:
        target = masked_url(answer.headers.get("Location", ""))[:200]
        words = f"{self.service} points to another address" + (f" ({target})" if target else "")
        if call.kind == "create" and answer.status not in (307, 308):
            return self._unanswered(call, words, answer=answer)
        hint = "Check the address of the account; keys are not sent anywhere else."
        return Refused(f"{words}, which is not followed.", hint, status=answer.status)

    def refusal(self, call: Call, answer: Answer) -> Refused:
        """The service's no, in its own words."""
        said = said_in(answer.json, answer.text)
        words = said.sentence(answer.status) or f"It said: status {answer.status}."
        message = f"{self.service} could not {call.what}. {words}"
        kind, hint = _REFUSALS.get(answer.status, (Refused, "Correct it, then try again."))
        error = kind(message, hint, status=answer.status, code=said.code, said=said.words, fields=said.fields)
        error.retry_after_s = retry_after_s(answer.headers.get("Retry-After", ""))
        return error

    def not_understood(self, call: Call, answer: Answer, missing: str) -> ServiceError:
        """The error for a good answer without what it should hold."""
        return self._unanswered(call, f"{self.service} answered without {missing}", detail=shown(answer.text[:2000]))


def _exchange(call: Call, url: str, *, at: float, took_s: float, status: int, text: str, problem: str) -> Exchange:
    """What is told of a request and its answer."""
    sent = shown(call.stream_words) or (shown(dumps(call.body)) if call.body is not None else "")
    said = Exchange(at, took_s, call.method, masked_url(url), sent, status, shown(text), problem)
    return said.without(*_persons(call))


def _persons(call: Call) -> list[str]:
    """The names of people in what is asked."""
    said = (call.body.get(name) for name in call.personal) if call.body is not None else ()
    return [value for value in said if isinstance(value, str)]


_REFUSALS: dict[int, tuple[type[Refused], str]] = {
    401: (NotAllowed, "Check the keys of the account."),
    403: (NotAllowed, "Check the keys of the account and what its plan allows."),
    404: (Gone, "Look for it at the service."),
    410: (Gone, "Look for it at the service."),
    402: (Refused, "Check the credits of the account."),
    413: (Refused, "Choose a smaller file."),
    429: (TooMany, "Try again later."),
}


_NEVER_SENT = (
    requests.ConnectTimeout,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidProxyURL,
    requests.exceptions.InvalidHeader,
    UnicodeError,
)
"""What comes of the request itself, before anything is sent."""


def _reason(error: Exception) -> str:
    """Why nothing was sent, in a few words."""
    text = f"{type(error).__name__} {error}".lower()
    for marks, words in _REASONS:
        if any(mark in text for mark in marks):
            return words
    return "the connection could not be made"


_REASONS = (
    (("nameresolution", "failed to resolve", "name or service", "getaddrinfo"), "its name was not found"),
    (("certificate",), "its certificate is not trusted"),
    (("sslerror", "ssl:"), "no safe connection could be made"),
    (("connecttimeout", "timed out"), f"it did not answer within {CONNECT_S:g} s"),
    (("refused",), "nobody listens there"),
    (("invalidheader", "unicode"), "its keys hold characters that cannot be sent"),
    (("invalidurl", "missingschema", "invalidschema", "no connection adapters"), "its address is not valid"),
    (("proxy",), "the proxy does not answer"),
)


def retry_after_s(said: str) -> float:
    """Seconds in a ``Retry-After`` header, a number or a date; 0 when it says nothing of use."""
    said = said.strip()
    with contextlib.suppress(ValueError):
        return max(0.0, float(said)) if float(said) < 1e6 else 0.0
    moment = _moment_in(said)
    return max(0.0, moment - time.time()) if moment is not None else 0.0


def _moment_in(said: str) -> float | None:
    """Seconds since 1970 of a date in a header; None when it is none."""
    from email.utils import parsedate_to_datetime

    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(said).timestamp()
    return None


def length_said(headers: Mapping[str, str]) -> int:
    """The bytes a ``Content-Length`` header promises; 0 when it says nothing of use."""
    said = headers.get("Content-Length", "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else 0
