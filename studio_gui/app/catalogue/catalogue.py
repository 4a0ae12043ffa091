"""The presenters of an account with their clothes: asked for when a person wants it, and there without a network."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.base.errors import AccountError, StudioError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.files.writing import make_folder, replace_file

if TYPE_CHECKING:
    from studio_gui.app.accounts import Account
    from studio_gui.app.services import Services
    from studio_gui.providers.aistudios.answers import Presenter

MOST_MODELS = 5000
_MOST_BYTES = 32 << 20
_KEPT_SERVICES = ("aistudios", "practice")


@dataclass(frozen=True, slots=True)
class Outfit:
    """One set of clothes of a model: a clip's ``model.emotion``, its name, and the address of its picture."""

    id: str
    name: str
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A presenter of an account: a clip's ``model.ai_name``."""

    id: str
    name: str
    thumbnail: str = ""
    is_custom: bool = False
    """Whether only the account's own list of custom presenters has it; then it has no clothes."""
    outfits: tuple[Outfit, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """The models of an account and when they were asked for (seconds since 1970; 0 for never)."""

    models: tuple[Model, ...] = ()
    at: float = 0.0


class Catalogue:
    """Lists of models by account, in the state folder. Reading is for threads too: a list may be long."""

    def __init__(self, services: Services, folder: Path) -> None:
        self._services, self._folder = services, folder
        self._read: dict[Path, tuple[tuple[int, int], Listing]] = {}

    def accounts(self) -> tuple[Account, ...]:
        """The accounts whose presenters can be listed."""
        return tuple(one for one in self._services.accounts.all() if one.service in _KEPT_SERVICES)

    def known(self, account_id: str) -> Listing:
        """The list as it was last; empty when it was never asked for, or cannot be read any more."""
        path = self._path(account_id)
        try:
            facts = path.stat()
            stamp = (facts.st_mtime_ns, facts.st_size)
            before = self._read.get(path)
            if before is not None and before[0] == stamp:
                return before[1]
            if facts.st_size > _MOST_BYTES:
                return Listing()
            said = loads(path.read_text("utf-8"), "The list of presenters")
        except (OSError, UnicodeDecodeError, StudioError):
            return Listing()
        rows, at = (said.get("models"), said.get("at")) if isinstance(said, dict) else (None, None)
        models = tuple(model for row in rows if (model := _model(row))) if isinstance(rows, list) else ()
        listing = Listing(models, float(at) if isinstance(at, (int, float)) else 0.0)
        self._read[path] = stamp, listing
        return listing

    def names(self) -> dict[str, str]:
        """What the models of all accounts are called, by their id, as far as they were listed."""
        return {model.id: model.name for one in self.accounts() for model in self.known(one.id).models}

    def refresh(self, account_id: str) -> Listing:
        """Ask the service now and keep its list. Blocks; raises :class:`AccountError`, :class:`ServiceError`."""
        from studio_gui.providers.aistudios.provider import AiStudiosService

        service = self._services.service(account_id)
        if not isinstance(service, AiStudiosService):
            raise AccountError(f"The account “{account_id}” lists no presenters.", "Choose one of AI Studios.")
        models = [_of(one, is_custom=False) for one in service.api.presenters()]
        names = {model.id for model in models}
        models += [_of(one, is_custom=True) for one in service.api.presenter_choices() if one.id not in names]
        listing = Listing(tuple(models[:MOST_MODELS]), time.time())
        rows: list[Json] = [_row(model) for model in listing.models]
        make_folder(self._folder)
        replace_file(self._path(account_id), dumps({"at": listing.at, "models": rows}).encode())
        return listing

    def _path(self, account_id: str) -> Path:
        return self._folder / f"{account_id}.json"


def _of(one: Presenter, *, is_custom: bool) -> Model:
    outfits = tuple(Outfit(each.id, each.label or each.id, each.thumbnail) for each in one.clothes if each.id)
    return Model(one.id, one.label or one.id, one.thumbnail, is_custom, outfits)


def _row(model: Model) -> JsonDict:
    outfits: list[Json] = [{"id": one.id, "name": one.name, "thumbnail": one.thumbnail} for one in model.outfits]
    return {
        "id": model.id, "name": model.name, "thumbnail": model.thumbnail, "is_custom": model.is_custom,
        "outfits": outfits,
    }  # fmt: skip


def _model(row: Json) -> Model | None:
    if not isinstance(row, dict) or not row.get("id"):
        return None
    outfits = row.get("outfits")
    found = [one for one in outfits if isinstance(one, dict) and one.get("id")] if isinstance(outfits, list) else []
    return Model(
        str(row["id"]), str(row.get("name") or row["id"]), str(row.get("thumbnail") or ""),
        row.get("is_custom") is True,
        tuple(Outfit(str(one["id"]), str(one.get("name") or ""), str(one.get("thumbnail") or "")) for one in found),
    )  # fmt: skip
