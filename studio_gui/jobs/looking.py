"""Looking at a service: how far a job is, and whether one that was perhaps sent is there."""

from __future__ import annotations

import logging

from studio_gui.base.errors import Cancelled, JobError, StudioError
from studio_gui.jobs.fetching import end_without_file, fetch
from studio_gui.jobs.hands import LOOK_UP, Hands, mistake
from studio_gui.jobs.ladder import STALLED_EVERY_S
from studio_gui.jobs.sending import received
from studio_gui.providers.base import Receipt, Sighting
from studio_gui.providers.errors import Gone, NotAllowed, Refused, TooMany
from studio_gui.providers.refusals import Said

_log = logging.getLogger(__name__)
_MOST_TAKEN = 5
"""How often what is found may have been taken a moment ago by another job that was looked up too."""
_MOST_MISSED = 3
"""How often in a row a service may not know a job: one that was just made is not always known everywhere at once."""
_MOST_NOS = 5
"""How often in a row a service may say no when it is asked how far a job is: then it failed there (A3.1)."""


def search(hands: Hands) -> None:
    """Look for a job that was perhaps sent; whatever goes wrong, it stays one that was perhaps sent."""
    try:
        found, words = _found(hands), f"{hands.service.title} does not list it (yet)."
        hint = "Look at the service yourself; send it again only if it is not there."
    except Cancelled:
        raise
    except StudioError as error:
        found, words, hint = None, error.message, error.hint or LOOK_UP
    except Exception:
        _log.exception("The job %s could not be looked up because of a mistake in the program.", hands.row.id)
        found, words, hint = None, mistake("looking it up").message, LOOK_UP
    if found is None:
        hands.move("unsure", fields={"error": words, "hint": hint, "words": ""})
    else:
        received(hands, found)


def _found(hands: Hands) -> Receipt | None:
    task = hands.service.tasks.get(hands.row.kind)
    payload = hands.store.request(hands.row.id)
    if payload is None or task is None or not task.can_be_found:
        raise JobError(
            f"{hands.service.title} has no list in which this could be found.",
            "Look at the service yourself; send it again only if it is not there.",
        )
    for _ in range(_MOST_TAKEN):
        known = hands.store.known_remote_ids(hands.row.account, but=hands.row.id)
        found = hands.service.find(payload, since=hands.row.sent_at, known=known)
        # What is done with something that is there already goes by that one's name, which another job has.
        if found is None or payload.remote_id or hands.store.adopt(hands.row.id, found.remote_id):
            return found
    return None


def look(hands: Hands) -> None:
    """See how far it is, and fetch what is finished; raises what ends the job.

    What was paid for is not given up because a service answers badly or its keys were changed: it is looked at again.
    A service that says no in its own words, again and again, is believed.
    """
    if url := hands.row.kept.get("url", ""):
        fetch(hands, url)  # it was made while one waited
        return
    try:
        sighting = hands.service.look(hands.row.kind, hands.row.remote_id)
    except Cancelled:
        raise
    except NotAllowed as error:
        hands.look_later(error, least_s=STALLED_EVERY_S)
    except Gone as error:
        if _is_the_last(hands, "gone", _MOST_MISSED):
            words = Said(error.said, error.code).sentence(error.status) or "Look at the service for the reason."
            raise JobError(f"{hands.service.title} does not have it any more.", words) from None
        hands.look_later(error)
    except Refused as error:
        if error.said and not isinstance(error, TooMany) and _is_the_last(hands, "no", _MOST_NOS):
            raise _not_made(hands, error.said) from None
        hands.look_later(error)
    except StudioError as error:
        hands.look_later(error)
    except Exception:
        _log.exception("The job %s could not be looked at because of a mistake in the program.", hands.row.id)
        hands.look_later(mistake("reading the answer"))
    else:
        _act_on(hands, sighting)


def _is_the_last(hands: Hands, answer: str, most: int) -> bool:
    """Whether a look has ended with this ``answer`` so often in a row; any other end in between begins anew.

    The row counts looks that saw something and those in a row that did not, whatever the reason was: what is noted
    counts on only where both stand as this answer left them.
    """
    row = hands.row
    words = row.kept.get("answer", "").split()
    count = int(words[3]) + 1 if words[:3] == [answer, str(row.looks), str(row.failures)] else 1
    hands.store.keep(row.id, "answer", f"{answer} {row.looks} {row.failures + 1} {count}")
    return count >= most


def _not_made(hands: Hands, said: str, *, reason: str = "") -> JobError:
    words = " ".join((reason or said).split()).rstrip(".")
    hint = "Correct it, then send it again." if reason else "Look at the service for the reason."
    return JobError(f"{hands.service.title} could not make it: {words}.", hint)


def _act_on(hands: Hands, sighting: Sighting) -> None:
    if hands.result == "avatar":
        record = hands.store.diary.avatar(hands.row.id)
        if record is not None and not record.remote_id:
            hands.note_avatar()
        hands.store.diary.note(hands.row.id, sighting, at=hands.now(), remote_id=hands.row.remote_id)
    if sighting.stage == "failed":
        hands.note_bill()
        said = sighting.words or sighting.state or "it did not say why"
        raise _not_made(hands, said, reason=sighting.reason.strip())
    if sighting.stage == "finished" and hands.result in ("draft", "avatar"):
        end_without_file(hands, sighting.words or "Ready")
    elif sighting.stage == "finished" and sighting.url:
        fetch(hands, sighting.url)
    else:
        words = sighting.words or ("Waiting at the service" if sighting.stage == "waiting" else "")
        seen = f"{sighting.stage} {sighting.fraction:.4f} {sighting.state}"
        hands.go_on(fraction=sighting.fraction, words=words, seen=seen)
