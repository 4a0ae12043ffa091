"""Keys of accounts, kept by the system's keyring, and nowhere else.

Where the system has no keyring they are kept until the program ends, and the person is told so. They are never written
to a file, a log or a project.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping

from studio_gui.base.errors import AccountError
from studio_gui.base.logs import keep_secret

_SERVICE = "Scene Studio"


class Secrets:
    """The keys by account; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._session: dict[str, dict[str, str]] = {}

    @property
    def is_lasting(self) -> bool:
        """Whether there is a keyring that keeps keys when the program has ended."""
        import keyring
        from keyring.backends import fail, null

        return not isinstance(keyring.get_keyring(), (fail.Keyring, null.Keyring))

    def get(self, account_id: str) -> dict[str, str] | None:
        """The keys of an account by name; None when none are known. Raises :class:`AccountError`."""
        with self._lock:
            if account_id in self._session:
                return dict(self._session[account_id])
        if not self.is_lasting:
            return None
        import keyring
        from keyring.errors import KeyringError

        try:
            text = keyring.get_password(_SERVICE, account_id)
        except KeyringError as error:
            raise _locked(error) from None
        return _read(text) if text else None

    def set(self, account_id: str, keys: Mapping[str, str]) -> None:
        """Keep the keys of an account; raises :class:`AccountError` when the keyring does not take them."""
        for value in keys.values():
            keep_secret(value)
        with self._lock:
            self._session[account_id] = dict(keys)
        if not self.is_lasting:
            return
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(_SERVICE, account_id, json.dumps(dict(keys)))
        except KeyringError as error:
            raise _locked(error) from None
        # From now on the keyring has the word: another process may change what is in it.
        with self._lock:
            self._session.pop(account_id, None)

    def forget(self, account_id: str) -> None:
        """Forget the keys of an account; raises :class:`AccountError`."""
        with self._lock:
            self._session.pop(account_id, None)
        if not self.is_lasting:
            return
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(_SERVICE, account_id)
        except PasswordDeleteError:
            return  # it was not there
        except KeyringError as error:
            raise _locked(error) from None


def _read(text: str) -> dict[str, str] | None:
    try:
        said = json.loads(text)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    keys = {str(name): str(value) for name, value in said.items()}
    for value in keys.values():
        keep_secret(value)
    return keys


def _locked(error: Exception) -> AccountError:
    return AccountError("The system’s keyring does not open.", "Unlock it, then try again.", type(error).__name__)
