"""What the panel offers, as tiles: those that ship, a person's own, those of an account. No widgets.

The key of a tile says what it is: ``who/outfit``, ``avatar:id``, ``preset:id``, ``model:id/outfit``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from studio_gui.app.avatars import Avatar
from studio_gui.app.catalogue import Model, Preset
from studio_gui.base.presenters import bundled_presenters
from studio_gui.ui.panels.tiles import Tile

Shelf = Literal["included", "own", "account"]
SHELVES: tuple[tuple[Shelf, str], ...] = (("included", "Included"), ("own", "Mine"), ("account", "Account"))
_PRESENTERS = ("persona", "persona-url", "customavatar", "dreamavatar")
"""Kinds of avatars that can stand on the stage; a voice cannot."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that can be offered, looked up off the window's thread."""

    avatars: tuple[Avatar, ...] = ()
    presets: tuple[Preset, ...] = ()
    models: tuple[Model, ...] = ()
    listed_at: float = 0.0
    trouble: str = ""
    """Why the presets cannot be read; empty when they can."""
    by_key: dict[str, Avatar | Preset | tuple[Model, str]] = field(default_factory=dict)


def included() -> list[Tile]:
    """The presenters that ship, a tile for each outfit."""
    people = bundled_presenters().values()
    return [Tile(f"{who.id}/{one.id}", who.name, one.name, "presenter") for who in people for one in who.outfits]


def included_of(key: str) -> tuple[str, str]:
    """Who that ships a tile shows, and their outfit; the practice account lists them too. Empty for anybody else."""
    who, _slash, outfit = key.removeprefix("model:").partition("/")
    return (who, outfit) if who in bundled_presenters() else ("", "")


def usable(avatars: Iterable[Avatar]) -> list[Avatar]:
    """Those that can be placed, ready ones first: one that is being made too, once the service has a name for it."""
    found = [
        one
        for one in avatars
        if one.kind in _PRESENTERS and one.remote_id and one.phase in ("ready", "approved", "making")
    ]
    return sorted(found, key=lambda one: not one.is_ready)


def own(stock: Stock) -> list[Tile]:
    """Avatars, then kept presenters."""
    tiles = [
        Tile(f"avatar:{one.id}", one.name, "Avatar" if one.is_ready else one.words, "presenter",
             badge="" if one.is_ready else "Not ready")
        for one in usable(stock.avatars)
    ]  # fmt: skip
    return tiles + [Tile(f"preset:{one.id}", one.name, "Kept", "star") for one in stock.presets]


def of_account(models: Sequence[Model]) -> list[Tile]:
    """The models of an account, a tile for each outfit."""
    tiles = []
    for model in models:
        if not model.outfits:
            tiles.append(Tile(f"model:{model.id}/", model.name, "Custom" if model.is_custom else "", "presenter"))
        for outfit in model.outfits:
            tiles.append(Tile(f"model:{model.id}/{outfit.id}", model.name, outfit.name, "presenter"))
    return tiles


def found(stock: Stock, words: str) -> list[Tile]:
    """The tiles of all shelves that have every word in their name, clothes or id."""
    wanted = words.casefold().split()
    tiles = [*own(stock), *included(), *of_account(stock.models)]
    return [
        tile for tile in tiles if all(word in f"{tile.title} {tile.detail} {tile.key}".casefold() for word in wanted)
    ]


def filled(
    avatars: tuple[Avatar, ...], presets: tuple[Preset, ...], models: tuple[Model, ...], *, at: float, trouble: str
) -> Stock:
    """The stock with what each key stands for."""
    by_key: dict[str, Avatar | Preset | tuple[Model, str]] = {}
    by_key |= {f"avatar:{one.id}": one for one in usable(avatars)}
    by_key |= {f"preset:{one.id}": one for one in presets}
    for model in models:
        by_key |= {f"model:{model.id}/{outfit.id}": (model, outfit.id) for outfit in model.outfits}
        if not model.outfits:
            by_key[f"model:{model.id}/"] = (model, "")
    return Stock(avatars, presets, models, at, trouble, by_key)


def key_of(stock: Stock, ai_name: str, emotion: str) -> list[str]:
    """The keys of the tiles that show who stands in a scene."""
    who = bundled_presenters().get(ai_name)
    keys = [f"{ai_name}/{emotion}"] if who is not None and any(one.id == emotion for one in who.outfits) else []
    for key, thing in stock.by_key.items():
        if isinstance(thing, Avatar):
            is_shown = thing.remote_id == ai_name
        elif isinstance(thing, Preset):
            is_shown = (thing.clip.model.ai_name, thing.clip.model.emotion) == (ai_name, emotion)
        else:
            is_shown = (thing[0].id, thing[1]) == (ai_name, emotion)
        keys += [key] if is_shown else []
    return keys


def address_of(thing: Avatar | Preset | tuple[Model, str]) -> str:
    """Where the picture of something is; empty where there is none."""
    if isinstance(thing, Avatar):
        return thing.preview
    if isinstance(thing, Preset):
        deployed = thing.clip.to_json().get("model")
        images = deployed.get("deployImage") if isinstance(deployed, dict) else None
        found = images.get("edit_src") or images.get("org_src") if isinstance(images, dict) else None
        return str(found or thing.clip.model.source_url or "")
    model, outfit_id = thing
    return next((one.thumbnail for one in model.outfits if one.id == outfit_id and one.thumbnail), model.thumbnail)


def addresses(stock: Stock) -> dict[str, str]:
    """Where the picture of each key is."""
    return {key: address_of(thing) for key, thing in stock.by_key.items()}
