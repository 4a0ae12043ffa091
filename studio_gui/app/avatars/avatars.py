"""Making avatars and following them: the one object the window and the command line use for it.

How the window uses it::

    avatars = services.avatars
    issues = run_in_thread(avatars.check, form)            # beside the fields, by ``issue.field``
    avatar = run_in_thread(avatars.create, form, agreed=True)   # the row is written; the tracker sends it
    news = avatars.following(lambda change: …, apart=…)     # its `begin` reads; notification, refresh of the list
    avatars.look_now()                                     # when the window is shown, and for “Check now”
    avatars.all(); avatars.diary(avatar.id); avatars.form_of(avatar.id)

Reading is a few milliseconds; ``check``, ``create``, ``refresh`` and ``picture`` are for threads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_gui.app.avatars.avatar import Avatar, avatar_of
from studio_gui.app.avatars.building import payload_of
from studio_gui.app.avatars.checking import form_issues
from studio_gui.app.avatars.consent import Consent, attested
from studio_gui.app.avatars.following import Change, Following, at_once, untold
from studio_gui.app.avatars.form import KINDS, AvatarForm, Kind
from studio_gui.app.avatars.used import foreign_presenters, issues_of, unready
from studio_gui.base.errors import AccountError, JobError
from studio_gui.jobs.diary import AvatarRecord, Entry, NewAvatar
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.addresses import is_public
from studio_gui.providers.base import AccountId, AvatarId, AvatarService, JobId, unheard

if TYPE_CHECKING:
    from studio_gui.app.accounts import Account
    from studio_gui.app.services import Services

SHOWN_AGAIN_S = 60.0
"""A window that is shown again so soon need not ask."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a text: ``model`` is what the service calls the presenter, ``avatar`` what is known of it here."""

    model: str
    avatar: Avatar | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.avatar.name if self.avatar else self.model


class Avatars:
    """The avatars of all accounts. Any thread may ask; every method may raise :class:`JobError`."""

    def __init__(self, services: Services, *, clock: Callable[[], float] = time.time) -> None:
        self._services = services
        self._clock = clock

    # Asking for one

    def accounts(self) -> tuple[Account, ...]:
        """The accounts at which avatars can be made."""
        return tuple(one for one in self._services.accounts.all() if _KINDS_OF.get(one.service))

    def kinds(self, account_id: str) -> tuple[Kind, ...]:
        """What can be made at an account; raises :class:`AccountError`."""
        return _KINDS_OF.get(self._services.account(account_id).service, ())

    def check(self, form: AvatarForm) -> tuple[Issue, ...]:
        """What does not fit, errors first, by the ``field`` of the form. Reads the beginning of files: for threads."""
        where = self._account_for(form)
        is_near = where.service == "practice" or (where.region.startswith("http") and not is_public(where.region))
        can_host = where.service == "practice" or self._services.hosts.of_account(where.id) is not None
        return form_issues(form, can_host=can_host, is_near=is_near)

    def create(
        self, form: AvatarForm, *, agreed: bool, told: Callable[[int, int], None] = unheard, send_again: bool = False
    ) -> Avatar:
        """Ask for an avatar: the row is written, and a tracker that runs sends it. For threads: the consent is hashed.

        ``agreed`` is the attestation (``consent.ATTESTATION``), without which nothing is asked for. ``told`` hears how
        much of the consent video was read. Raises :class:`UsageError` without it, :class:`JobError` when a check finds
        an error, ``SentBefore`` when the same footage was sent for the same person, and :class:`AccountError`.
        """
        services, where = self._services, self._account_for(form)
        if not services.accounts.has_keys(where):
            services.accounts.open(where)  # says which key is missing
        errors = [issue for issue in self.check(form) if issue.severity == "error"]
        if errors:
            raise JobError(f"The avatar cannot be made: {errors[0].message}", "Correct it in the form.")
        consent = attested(is_given=agreed, video=form.consent_path, at=self._clock(), told=told)
        payload = payload_of(form)
        is_whole = form.making.service == "creatify" or form.is_by_address
        folder = services.paths.data / "avatars"
        job = NewJob(
            account=where.id,
            title=form.name.strip(),
            project_path=folder / "none.studio",
            payload="" if is_whole else form.to_text(),
            target=folder / "none.mp4",
            kind=form.task,
            request=payload if is_whole else None,
            fingerprint=payload.fingerprint,
            avatar=NewAvatar(form.name.strip(), form.to_text(), consent.to_text()),
        )
        return self.get(services.submit(job, where, send_again=send_again))

    # Seeing them

    def all(self, *, account: str = "") -> tuple[Avatar, ...]:
        """The avatars, the newest first: those that were asked for here, and those that a service listed."""
        return tuple(one for one in self._of(None) if account in ("", one.account))

    def get(self, said: str) -> Avatar:
        """The avatar with that id, the beginning of it, its name, or the service's id; raises :class:`JobError`."""
        found = _only(said, _named(said, self.all()))
        if found is None:
            raise JobError(f"There is no avatar “{said[:40]}”.", "See them: studio-gui avatar list.")
        return found

    def ready(self, *, account: str = "") -> tuple[Avatar, ...]:
        """The avatars that can be used."""
        return tuple(one for one in self.all(account=account) if one.is_ready)

    def diary(self, avatar_id: str) -> tuple[Entry, ...]:
        """Everything the service said about an avatar, the oldest first; the time in a state ends where the next begins."""
        return self._services.store.diary.entries(avatar_id)

    def form_of(self, avatar_id: str) -> AvatarForm:
        """The form as it was filled in, to be corrected and sent again; raises :class:`JobError` when it is not known."""
        record = self._services.store.diary.avatar(avatar_id)
        if record is None or not record.form:
            raise JobError("The form of this avatar is not known: it was made elsewhere.", "Fill in a new one.")
        return AvatarForm.from_text(record.form)

    def consent_of(self, avatar_id: str) -> Consent | None:
        """What was attested; None for one that was made elsewhere."""
        record = self._services.store.diary.avatar(avatar_id)
        return Consent.from_text(record.consent) if record is not None else None

    def speakers(self, account_id: str) -> tuple[Speaker, ...]:
        """The avatars of an account that are ready to say texts."""
        return tuple(Speaker(one.remote_id, one) for one in self.ready(account=account_id) if one.kind in _SPEAKING)

    def speaker(self, account_id: str, said: str, *, may_wait: bool = False) -> Speaker:
        """Who is meant by a presenter's name or id at an account that speaks texts: an avatar made there, or what was said.

        Raises :class:`JobError` for an avatar that is not ready, unless ``may_wait``.
        """
        made = [one for one in self.all(account=account_id) if one.kind in _SPEAKING]
        found = _named(said, made, is_exact=True)
        one = _only(said, [one for one in found if one.is_ready] or found)
        if one is None:
            return Speaker(said)
        if not one.is_ready and not (may_wait and one.remote_id):
            hint = "Wait for it: see “studio-gui avatar status”." if not one.is_over else "Choose another presenter."
            raise JobError(f"The presenter “{one.name}” is not ready: {one.words}.", hint)
        return Speaker(one.remote_id, one)

    def names(self) -> dict[str, str]:
        """What people call the avatars, by what their service calls them."""
        records = self._services.store.diary.avatars()
        return {record.remote_id: record.name for record in records if record.remote_id}

    def issues_of(self, project: Project, *, is_service: bool) -> tuple[Issue, ...]:
        """What the checks say of presenters in a project that are not ready."""
        places = foreign_presenters(project)
        return tuple(issues_of(places, self.all(), is_service=is_service)) if places else ()

    def unready_in(self, project: Project) -> tuple[Avatar, ...]:
        """The avatars that a project uses and that are not ready: an export of it can wait for them."""
        places = foreign_presenters(project)
        return unready(places, self.all()) if places else ()

    # Following them

    def look_now(self, ids: Collection[str] | None = None, *, least_age_s: float = 0.0) -> int:
        """Have the tracker ask the service at once; answers about how many.

        Without ``ids`` about all that are on their way. ``least_age_s`` leaves those alone that were asked about just
        now: the window gives ``SHOWN_AGAIN_S`` when it is shown.
        """
        now, workers = self._clock(), self._services.workers
        on_their_way = [row for row in self._services.store.avatar_rows(only=ids).values() if not row.is_final]
        if ids is None:
            on_their_way = [row for row in on_their_way if not 0 <= now - row.checked_at < least_age_s]
        known = {account for account in {row.account for row in on_their_way} if account in workers}
        return self._services.tracker.check_all_now([row.id for row in on_their_way if row.account in known])

    def refresh(self, account_id: str) -> tuple[Avatar, ...]:
        """Ask a service now for its list, write it into the diaries, and answer the avatars of the account.

        For threads. Avatars that were made elsewhere are known from then on. Raises :class:`ServiceError`,
        :class:`AccountError`.
        """
        for service, kind in self._listing(account_id):
            listed = service.avatars()
            news = self._services.store.diary.note_list(account_id, listed, kind=kind, at=self._clock())
            self._settle(news)
        return self.all(account=account_id)

    def _settle(self, news: Collection[str]) -> None:
        """What is over or goes on again at the service is so here too."""
        store, tracker = self._services.store, self._services.tracker
        rows = store.avatar_rows(only=news)
        stages = {record.id: record.stage for record in store.diary.avatars(only=news)}
        tracker.check_all_now([row.id for row in rows.values() if not row.is_final])
        for row in rows.values():
            if row.state == "failed" and row.remote_id and stages.get(AvatarId(row.id), "failed") != "failed":
                tracker.retry(row.id)
        for avatar_id in news:
            tracker.tell(JobId(avatar_id))

    def hold_for(self, project: Project) -> dict[str, str]:
        """The avatars that an export of a project has to wait for, as :meth:`awaited` has them."""
        return self.awaited(one.id for one in self.unready_in(project))

    def awaited(self, ids: Iterable[str]) -> dict[str, str]:
        """What services call the avatars that something waits for, by their ids; every one is asked about from now on.

        Raises :class:`JobError` for one that will not be ready.
        """
        return {one.id: one.remote_id for one in map(self._awaited, ids)}

    def _awaited(self, avatar_id: str) -> Avatar:
        one = self.get(avatar_id)
        if one.is_over and one.phase != "ready":
            why = " ".join((one.reason or one.error or one.words).split()).rstrip(".")
            raise JobError(f"The presenter “{one.name}” will not be ready: {why}.", "Choose another presenter.")
        if not one.is_ready:
            self.follow(one.id)
        return one

    def follow(self, avatar_id: str) -> None:
        """Have the service asked about an avatar from now on that nobody asks about: made elsewhere, or stopped."""
        record, row = self._read(avatar_id)
        if row is None:
            self._services.store.follow(avatar_id)
        elif row.is_final and row.remote_id and record is not None and record.stage != "finished":
            self._services.tracker.retry(row.id)

    def on_change(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Be told of news of avatars, on the tracker's loop while it runs; answers how to stop. Reads: see ``following``."""
        following = self.following(listener)
        following.begin(self._services.tracker)
        return following.end

    def following(
        self,
        listener: Callable[[Change], None],
        *,
        failed: Callable[[JobError], None] = untold,
        apart: Callable[[Callable[[], None]], None] = at_once,
    ) -> Following:
        """What tells of news of avatars once it is begun, for those whose loop must not wait: see :class:`Following`."""
        return Following(self._of, listener, failed=failed, apart=apart)

    def _of(self, ids: Collection[str] | None) -> tuple[Avatar, ...]:
        """The avatars of these ids, all for None, the newest first."""
        rows = self._services.store.avatar_rows(only=ids)
        found = self._services.store.diary.avatars(only=ids)
        return tuple(avatar_of(record, rows.get(JobId(record.id))) for record in found)

    def _read(self, avatar_id: str) -> tuple[AvatarRecord | None, JobRow | None]:
        store = self._services.store
        return store.diary.avatar(avatar_id), store.avatar_rows(only=[avatar_id]).get(JobId(avatar_id))

    # Deciding

    def cancel(self, avatar_id: str) -> Avatar:
        """Stop sending it, or stop asking about it; what the service has it goes on with."""
        self._services.tracker.cancel(JobId(avatar_id))
        return self.get(avatar_id)

    def look_up(self, avatar_id: str) -> Avatar:
        """Look for one that was perhaps sent, by the name of the person and the time; raises for others."""
        self._services.tracker.look_up(JobId(avatar_id))
        return self.get(avatar_id)

    def send_again(self, avatar_id: str) -> Avatar:
        """Send one as it was once more: it failed, was cancelled, or a person says that it did not arrive."""
        self._services.tracker.retry(JobId(avatar_id), send_again=True)
        return self.get(avatar_id)

    def forget(self, avatar_id: str) -> None:
        """Forget an avatar that is over, with its diary; what the service has stays there."""
        store = self._services.store
        if self._read(avatar_id)[1] is not None:
            store.remove(JobId(avatar_id))
        store.diary.forget(avatar_id)
        self._services.tracker.tell(JobId(avatar_id))

    def _account_for(self, form: AvatarForm) -> Account:
        where = self._services.account(form.account)
        if form.kind not in _KINDS_OF.get(where.service, ()):
            kinds = " or ".join(KINDS[kind].title for kind in _KINDS_OF.get(where.service, ()))
            hint = f"It makes: {kinds}." if kinds else "Choose an account of Creatify or AI Studios."
            raise AccountError(f"{where.title} does not make “{KINDS[form.kind].title}”.", hint)
        return where

    def _listing(self, account_id: str) -> list[tuple[AvatarService, str]]:
        where = self._services.account(account_id)
        makes = {KINDS[kind].service: kind for kind in reversed(_KINDS_OF.get(where.service, ()))}
        found: list[tuple[AvatarService, str]] = []
        for name, kind in makes.items():
            service = self._services.service(AccountId(where.id), makes="avatars" if name == "creatify" else "videos")
            if isinstance(service, AvatarService):
                found.append((service, kind))
        return found


def _named(said: str, avatars: Collection[Avatar], *, is_exact: bool = False) -> list[Avatar]:
    """The avatars with that id, the service's id or name; else those whose id or name begins so."""
    wanted = said.strip().casefold()
    ways: tuple[Callable[[Avatar], bool], ...] = (
        lambda one: wanted in (one.id, one.remote_id.casefold()),
        lambda one: one.name.casefold() == wanted,
        lambda one: one.id.startswith(wanted),
        lambda one: one.name.casefold().startswith(wanted),
    )
    for fits in ways[:2] if is_exact else ways:
        if wanted and (found := [one for one in avatars if fits(one)]):
            return found
    return []


def _only(said: str, found: Sequence[Avatar]) -> Avatar | None:
    """The one that is called so, None where there is none; raises :class:`JobError` for several."""
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:6])
        raise JobError(f"Several avatars are called “{said[:40]}”.", f"Give the id of one: {ids}.")
    return found[0] if found else None


_SPEAKING = ("customavatar", "dreamavatar")
"""What says texts at a service that is given its id."""
_KINDS_OF: dict[str, tuple[Kind, ...]] = {
    "practice": ("persona", "customavatar", "dreamavatar", "voiceclone"),
    "creatify": ("persona",),
    "aistudios": ("customavatar", "dreamavatar", "voiceclone"),
}
