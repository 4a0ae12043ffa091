"""Buckets of S3 and what speaks like it (R2, MinIO, B2), of Azure and of Google, through ``obstore``.

Large files go in parts that are sent again one by one when the connection breaks, a few at a time, so that memory stays
the same whatever the size; a file that is given up leaves no parts behind. Smaller ones are one request.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
import weakref
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from studio_gui.base.errors import StudioError
from studio_gui.base.settings import HostSetting
from studio_gui.base.stopping import run_loop
from studio_gui.providers.base import Sent, unheard
from studio_gui.providers.hosting.content import Content, Reading
from studio_gui.providers.hosting.kinds import KINDS
from studio_gui.providers.hosting.refusals import refusal_of
from studio_gui.providers.http import check_cancelled

if TYPE_CHECKING:
    from obstore.store import AzureStore, ClientConfig, GCSStore, RetryConfig, S3Store

    Store = AzureStore | GCSStore | S3Store

T = TypeVar("T")
_PART = 5 << 20
"""Bytes of a part: the least S3 takes. All are alike, since R2 wants that."""
_MOST_PARTS = 9_000
_AT_ONCE = 3
_LOOK_S = 0.2
_GRACE_S = 3.0
"""Seconds an upload that is not wanted any more has to clean up behind itself."""
_LETTING_GO_S = 0.3
"""Seconds the library's threads are given to let go of what they worked for."""


class BucketShelf:
    """A bucket with a prefix."""

    def __init__(self, setting: HostSetting, store: Store, *, title: str) -> None:
        self._setting, self._store = setting, store
        self._title = title

    @property
    def title(self) -> str:
        """The name of the host for people."""
        return self._title

    def address(self, name: str) -> str:
        """The public address, or the bucket's own without a signature."""
        if self._setting.public_url:
            return f"{self._setting.public_url.rstrip('/')}/{self._key(name)}"
        return self._sign(name).split("?")[0]

    def signed(self, name: str) -> str:
        """The public address, or one that is good for the host's days."""
        return self.address(name) if self._setting.public_url else self._sign(name)

    def size(self, name: str) -> int | None:
        """The bytes of a file that is there; a host that does not let us look does not say."""
        import obstore

        try:
            return int(self._done(lambda: obstore.head_async(self._store, self._key(name)))["size"])
        except FileNotFoundError:
            return None
        except StudioError as error:
            # Keys that may only write get no answer to the question; the writing tells what is wrong, if anything is.
            if getattr(error, "status", 0) in (400, 401, 403, 404):
                return None
            raise

    def put(self, name: str, content: Content, *, sent: Sent = unheard) -> None:
        """Bring a file there, seen whole or not at all."""
        with Reading(content) as reading:
            try:
                self._done(lambda: self._sending(name, content, reading), watch=_Watch(reading, sent, content.size))
            except FileNotFoundError as error:
                raise self._refusal(error) from None
            reading.check_unchanged()
        sent(content.size, content.size)

    def remove(self, name: str) -> None:
        """Remove a file."""
        import obstore

        with contextlib.suppress(FileNotFoundError):
            self._done(lambda: obstore.delete_async(self._store, self._key(name)))

    def close(self) -> None:
        """Nothing stays open."""

    def _sending(self, name: str, content: Content, reading: Reading) -> Awaitable[object]:
        import obstore

        is_small = content.size <= _PART
        return obstore.put_async(
            self._store,
            self._key(name),
            reading.read() if is_small else iter(reading),
            attributes={"Content-Type": content.type},
            use_multipart=not is_small,
            chunk_size=max(_PART, -(-content.size // _MOST_PARTS)),
            max_concurrency=_AT_ONCE,
        )

    def _key(self, name: str) -> str:
        return f"{self._setting.prefix}/{name}" if self._setting.prefix else name

    def _sign(self, name: str) -> str:
        import obstore

        try:
            return obstore.sign(self._store, "GET", self._key(name), timedelta(days=self._setting.days))
        except Exception as error:
            raise self._refusal(error) from None

    def _done(self, work: Callable[[], Awaitable[T]], *, watch: _Watch | None = None) -> T:
        """The outcome of something asked of the bucket; raises the error it stands for, and ``Cancelled``."""
        loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

        async def watched() -> T:
            loops.append(weakref.ref(asyncio.get_running_loop()))
            return await _watched(work, watch)

        try:
            return run_loop(watched())
        except (StudioError, FileNotFoundError):
            raise
        except Exception as error:
            raise self._refusal(error) from None
        finally:
            _wait_until_gone(loops)

    def _refusal(self, error: Exception) -> StudioError:
        place = KINDS[self._setting.kind].place
        return refusal_of(str(error), title=self._title, place=place, bucket=self._setting.bucket)


def _wait_until_gone(loops: list[weakref.ref[asyncio.AbstractEventLoop]]) -> None:
    """Wait until the library's own threads have let go of a loop that has ended.

    They do so a moment after the answer; a program that ends in that moment is aborted.
    """
    end, waiting = time.monotonic() + _LETTING_GO_S, threading.Event()
    while any(loop() is not None for loop in loops) and time.monotonic() < end:
        waiting.wait(0.002)


class _Watch:
    """Looks after one upload while it runs."""

    def __init__(self, reading: Reading, sent: Sent, size: int) -> None:
        self._reading, self._sent, self._size = reading, sent, size

    def look(self) -> None:
        """Say how far it is."""
        self._sent(min(self._reading.done, self._size), self._size)

    def stop(self) -> None:
        """Let the upload end itself."""
        self._reading.stop()


async def _watched(work: Callable[[], Awaitable[T]], watch: _Watch | None) -> T:
    task = asyncio.ensure_future(work())
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_LOOK_S)
            check_cancelled()
            if watch is not None:
                watch.look()
    except BaseException:
        if watch is not None:
            watch.stop()
            await asyncio.wait({task}, timeout=_GRACE_S)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
        raise
    return task.result()


def open_bucket(setting: HostSetting, keys: dict[str, str], *, title: str) -> BucketShelf:
    """Open a bucket; raises :class:`StudioError` when its description or keys cannot be right."""
    try:
        store = _OPENERS[setting.kind](setting, keys)
    except StudioError:
        raise
    except Exception as error:
        raise refusal_of(f"{type(error).__name__}: {error}", title=title, bucket=setting.bucket) from None
    return BucketShelf(setting, store, title=title)


def _s3(setting: HostSetting, keys: dict[str, str]) -> Store:
    from obstore.store import S3Store

    region = setting.region or "us-east-1"
    return S3Store(
        setting.bucket,
        endpoint=setting.endpoint.rstrip("/") or f"https://s3.{region}.amazonaws.com",
        region=region,
        access_key_id=keys["key"],
        secret_access_key=keys["secret"],
        virtual_hosted_style_request=False,
        client_options=_client(setting),
        retry_config=_RETRY,
    )


def _azure(setting: HostSetting, keys: dict[str, str]) -> Store:
    from obstore.store import AzureStore

    return AzureStore(
        setting.bucket,
        account_name=setting.account,
        account_key=keys["secret"],
        endpoint=setting.endpoint.rstrip("/") or f"https://{setting.account}.blob.core.windows.net",
        client_options=_client(setting),
        retry_config=_RETRY,
    )


def _gcs(setting: HostSetting, keys: dict[str, str]) -> Store:
    from obstore.store import GCSStore

    if setting.endpoint:
        return GCSStore(
            setting.bucket,
            service_account_key=keys["secret"],
            base_url=setting.endpoint.rstrip("/"),
            client_options=_client(setting),
            retry_config=_RETRY,
        )
    return GCSStore(
        setting.bucket, service_account_key=keys["secret"], client_options=_client(setting), retry_config=_RETRY
    )


_OPENERS: dict[str, Callable[[HostSetting, dict[str, str]], Store]] = {"s3": _s3, "azure": _azure, "gcs": _gcs}
_RETRY = cast(
    "RetryConfig",
    {
        "max_retries": 5,
        "retry_timeout": timedelta(seconds=45),
        "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=8), "base": 2},
    },
)


def _client(setting: HostSetting) -> ClientConfig:
    return {
        "allow_http": setting.endpoint.lower().startswith("http:"),
        "connect_timeout": timedelta(seconds=10),
        # One part over a line of 0.2 Mbit/s takes this long.
        "timeout": timedelta(seconds=300),
    }
