"""Moves jobs on: takes what waits, works on it in threads, passes on wishes and tells who listens.

Plain asyncio. The command line runs it with ``asyncio.run``, the window on its own loop. Nothing here blocks the loop:
the store and the providers are only called from threads, apart from the quick calls a person makes directly.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import logging
from collections.abc import Callable, Collection, Iterator, Mapping

from studio_gui.base.errors import JobError
from studio_gui.jobs import publishing
from studio_gui.jobs.again import Sending
from studio_gui.jobs.holding import release, waits_for
from studio_gui.jobs.owners import Owner
from studio_gui.jobs.remote import Remote
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow, NewJob
from studio_gui.jobs.store import JobStore, Slot, Waiting
from studio_gui.jobs.work import Worker, carry_out
from studio_gui.providers.base import AccountId, JobId

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 0.25
"""How long a wish of another process may go unheard."""
_IDLE_LOOK_EVERY_S = 1.0
_MOST_THREADS = 12

Listener = Callable[[JobId], None]
Taken = tuple[JobRow, Worker]


class Tracker:
    """The jobs of one process. ``submit``, ``cancel`` and ``retry`` may be called from any thread, running or not."""

    def __init__(self, store: JobStore, workers: Mapping[AccountId, Worker]) -> None:
        self.store = store
        self._workers = workers
        self._listeners: list[Listener] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake: asyncio.Event | None = None
        self._reports: dict[JobId, JobReport] = {}
        self._tasks: dict[JobId, asyncio.Future[None]] = {}
        self._seen = store.revisions()
        self._pause_s = _LOOK_EVERY_S
        self._is_calm = False
        self._trouble = ""
        self._broken: set[AccountId] = set()

    def submit(self, job: NewJob, *, refuse: Callable[[Sending], None] | None = None) -> JobId:
        """Remember a job; it is begun by this process if it runs, else by the next that does.

        ``refuse`` may raise when the same was sent before: see :meth:`JobStore.insert`.
        """
        row = self.store.insert(job, refuse=refuse)
        self._changed(row.id)
        self._stir()
        return row.id

    def cancel(self, job_id: JobId, *, is_asked: bool = False) -> JobRow:
        """Cancel a job, whoever works on it: see :meth:`JobStore.cancel`."""
        row = self.store.cancel(job_id, is_asked=is_asked)
        if report := self._reports.get(job_id):
            report.cancelled.set()
        if row.state == "cancelled":
            publishing.clear_away(row.work_files())
        return self._stirred(row)

    def retry(self, job_id: JobId, *, send_again: bool = False) -> JobRow:
        """Put a job that failed or was cancelled back to work: see :meth:`JobStore.retry`."""
        return self._stirred(self.store.retry(job_id, send_again=send_again))

    def look_up(self, job_id: JobId) -> JobRow:
        """Have a job that was perhaps sent looked for at its service; raises :class:`JobError` for others."""
        self._check_account(job_id)
        return self._stirred(self.store.look_up(job_id))

    def check_now(self, job_id: JobId) -> JobRow:
        """Take the next step of a job at once; raises :class:`JobError` for one that is over."""
        self._check_account(job_id)
        return self._stirred(self.store.check_now(job_id))

    def check_all_now(self, ids: Collection[str]) -> int:
        """Take the next step of each of these at once; answers how many are not over."""
        found = self.store.check_all_now(ids) if ids else ()
        for job_id in found:
            self._changed(job_id)
        self._stir()
        return len(found)

    def tell(self, job_id: JobId) -> None:
        """Tell those who listen that there is news of a job, or of the avatar of that id."""
        self._changed(job_id)

    def _check_account(self, job_id: JobId) -> None:
        account = self.store.row(job_id).account
        if account not in self._workers:
            raise JobError(
                f"The account “{account}” is not there, or its keys are not known.", "Add it again: see Accounts."
            )

    def _stirred(self, row: JobRow) -> JobRow:
        self._changed(row.id)
        self._stir()
        return row

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the id of every job that changes, in this or another process; answers how to stop.

        While the tracker runs it is called on its loop's thread. A removed job is told of too.
        """
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    @property
    def is_busy(self) -> bool:
        """Whether this process works on a job now."""
        return bool(self._tasks)

    def has_work(self) -> bool:
        """Whether a job waits or is worked on that this program knows how to do."""
        return any(account in self._workers for account in self.store.waiting().pressing)

    async def run(self, *, until_idle: bool = False, only: JobId | None = None) -> None:
        """Work until cancelled, or with ``until_idle`` until no job waits or is worked on by any process.

        ``only`` takes no other job than that one. On the way out, jobs that are not over go back to the queue.
        """
        if self._loop is not None:
            raise RuntimeError("the tracker runs already")
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        owner = Owner(self.store.owners_folder, takes_all=only is None)
        # The owner last: a look that is still under way would find its own jobs ownerless, and take them for ever.
        with contextlib.closing(owner), _threads() as pool:
            try:
                while not await self._look(pool, owner, only) or not until_idle:
                    # Not `asyncio.wait_for`: before Python 3.12 it loses a cancellation that comes with the event.
                    alarm = self._loop.call_later(self._pause_s, self._wake.set)
                    await self._wake.wait()
                    alarm.cancel()
                    self._wake.clear()
            finally:
                await self._stop()
                self._loop = self._wake = None

    async def run_until(
        self, over: asyncio.Event, *, only: JobId | None = None, listener: Listener | None = None
    ) -> None:
        """Work until ``over`` is set; with ``only`` on that job alone, and no longer than anybody would wait for it.

        ``listener`` is told of changes meanwhile, but not of what goes back to the queue at the end. Raises what ended
        the work before.
        """
        stop = self.on_change(listener) if listener is not None else None
        work = asyncio.ensure_future(self.run(until_idle=only is not None, only=only))
        waiting = asyncio.ensure_future(over.wait())
        try:
            await asyncio.wait((work, waiting), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if stop is not None:
                stop()
            for task in (waiting, work):
                task.cancel()
            ended = await asyncio.gather(waiting, work, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error

    async def wait_for(
        self,
        job_id: JobId,
        *,
        changed: Callable[[JobRow], None] | None = None,
        is_enough: Callable[[JobRow], bool] | None = None,
    ) -> JobRow:
        """Work on one job until it is over, or ``is_enough`` says so, and answer it; ``changed`` is told on the way."""
        over = asyncio.Event()
        is_enough = is_enough or _is_enough

        def look(changed_id: JobId) -> None:
            if changed_id == job_id:
                row = self.store.row(job_id)
                if changed is not None:
                    changed(row)
                if is_enough(row):
                    over.set()

        await self.run_until(over, only=job_id, listener=look)
        return self.store.row(job_id)

    async def _look(self, pool: concurrent.futures.Executor, owner: Owner, only: JobId | None) -> bool:
        """Take what can be taken and tell what changed; answers whether nothing is left to do."""
        loop = asyncio.get_running_loop()
        try:
            in_hand = frozenset(self._tasks)
            claimed, revisions, is_idle = await loop.run_in_executor(
                pool, self._look_at_store, owner.name, only, in_hand
            )
        except JobError as error:
            if error.detail != self._trouble:
                self._trouble = error.detail
                _log.warning("The list of jobs cannot be read now: %s", error.detail)
            return False
        self._pause_s = _IDLE_LOOK_EVERY_S if is_idle or self._is_calm else _LOOK_EVERY_S
        for row, worker in claimed:
            self._begin(row, worker, pool)
        before, self._seen = self._seen, revisions
        for job_id in {*before, *revisions}:
            if before.get(job_id) != revisions.get(job_id):
                self._tell(job_id)
        return is_idle and not self._tasks

    def _look_at_store(
        self, owner: str, only: JobId | None, in_hand: frozenset[JobId]
    ) -> tuple[list[Taken], dict[JobId, int], bool]:
        for job_id, wish in self.store.wishes(owner):
            if wish == "cancel" and (report := self._reports.get(job_id)):
                report.cancelled.set()
        is_held = release(self.store)
        claimed: list[Taken] = []
        waiting = self.store.waiting()
        # What waits for days is looked at no oftener than nothing.
        self._is_calm = is_held and not waiting.due and not self._tasks
        # Who came for one job looks after the avatars too that it waits for.
        wanted = None if only is None else (only, *map(JobId, waits_for(self.store.row(only))))
        for account in waiting.due:
            worker = self._worker(account) if wanted is None or self._is_of(account, wanted) else None
            if worker is not None:
                at_once = worker.service.at_once if isinstance(worker, Remote) else worker.at_once
                room = Slot(account, at_once)
                for one in wanted or (None,):
                    while row := self.store.claim(owner, room, only=one, in_hand={*in_hand, *_ids(claimed)}):
                        claimed.append((row, worker))
        return claimed, self.store.revisions(), self._is_idle(waiting, only)

    def _is_of(self, account: AccountId, wanted: tuple[JobId, ...]) -> bool:
        """Whether one of these jobs is that account's; avatars that were made elsewhere have no job."""
        avatars = self.store.avatar_rows()
        rows = [self.store.row(wanted[0]), *(avatars[one] for one in wanted[1:] if one in avatars)]
        return any(row.account == account for row in rows)

    def _worker(self, account: AccountId) -> Worker | None:
        """Who does the jobs of an account; None when that cannot be said now: then it is asked again."""
        try:
            return self._workers.get(account)
        except Exception:
            if account not in self._broken:
                self._broken.add(account)
                _log.exception("The account %s could not be opened because of a mistake in the program.", account)
            return None

    def _is_idle(self, waiting: Waiting, only: JobId | None) -> bool:
        """Whether nothing is left that this process would wait for."""
        if only is not None:
            row = self.store.row(only)
            return _is_enough(row) or row.account not in self._workers
        return not any(account in self._workers for account in waiting.pressing)

    def _begin(self, row: JobRow, worker: Worker, pool: concurrent.futures.Executor) -> None:
        report = JobReport(self.store, row.id, self._changed)
        self._reports[row.id] = report
        loop = asyncio.get_running_loop()
        task = asyncio.ensure_future(loop.run_in_executor(pool, carry_out, row, worker, report))
        self._tasks[row.id] = task
        task.add_done_callback(lambda _: self._ended(row.id))

    def _ended(self, job_id: JobId) -> None:
        self._reports.pop(job_id, None)
        self._tasks.pop(job_id, None)
        self._stir()

    async def _stop(self) -> None:
        for report in self._reports.values():
            report.stopping.set()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks.values()))

    def _stir(self) -> None:
        self._in_loop(lambda: self._wake.set() if self._wake else None)

    def _changed(self, job_id: JobId) -> None:
        self._in_loop(lambda: self._tell(job_id))

    def _in_loop(self, call: Callable[[], None]) -> None:
        loop = self._loop
        if loop is None:
            call()
            return
        # The loop may end between the question and the call; then nobody is left to be told.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(call)

    def _tell(self, job_id: JobId) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(job_id)
            except Exception:
                # One who listens badly must not end the work on all jobs.
                _log.exception("A listener did not take the change of the job %s.", job_id)


def _ids(taken: list[Taken]) -> set[JobId]:
    return {row.id for row, _ in taken}


def _is_enough(row: JobRow) -> bool:
    """Whether nobody waits for it any longer: it is over, or has stalled and was just looked at."""
    return row.is_final or (row.state == "stalled" and not row.owner)


@contextlib.contextmanager
def _threads() -> Iterator[concurrent.futures.ThreadPoolExecutor]:
    pool = concurrent.futures.ThreadPoolExecutor(_MOST_THREADS, thread_name_prefix="jobs")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True)
