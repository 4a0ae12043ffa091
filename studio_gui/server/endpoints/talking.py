"""The projects and sounds behind the ``simple`` endpoints: one presenter who says one text."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from studio_gui.base.errors import StudioError
from studio_gui.base.json_text import JsonDict
from studio_gui.base.paths import resource, user_paths
from studio_gui.files.payload import export_payload
from studio_gui.files.writing import make_folder, replace_file
from studio_gui.model.edits.clips import synced
from studio_gui.model.geometry import Rect
from studio_gui.model.new import new_presenter, new_project, new_scene
from studio_gui.providers.aistudios.requests import SimpleAudio, SimpleCustom, SimpleVideo
from studio_gui.server.endpoints.refusing import Refusal
from studio_gui.speech import EspeakEngine, Speaker
from studio_gui.speech.markup import plain_text

_KEYING_GREEN = "rgb(0,177,64)"
_PLACE = Rect(600, 60, 720, 1080)


@cache
def presenters() -> tuple[JsonDict, ...]:
    """The presenters the server has: those that ship with the program."""
    try:
        rows = json.loads(resource("presenters", "presenters.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(row for row in rows if isinstance(row, dict))


def talking_body(request: SimpleCustom | SimpleVideo, *, clothes: str) -> JsonDict:
    """The body of the project a ``simple`` request stands for."""
    own = next((row for row in presenters() if row["id"] == request.model), None)
    outfits = own["outfits"] if own else None
    first = outfits[0] if isinstance(outfits, list) else None
    outfit = clothes or (str(first["id"]) if isinstance(first, dict) else "custom")
    clip = new_presenter(ai_name=request.model, emotion=outfit, box=_PLACE, size=(800, 1200), language=request.language)
    scene = new_scene(script=request.text, color=_KEYING_GREEN).changed(clips=(clip,))
    project = new_project(name=f"{request.model} {request.language}", scenes=(synced(scene),))
    return {**export_payload(project), **_options(request)}


def _options(request: SimpleCustom | SimpleVideo) -> JsonDict:
    said = request.body()
    return {name: said[name] for name in ("isExport", "workspaceId", "resolution", "webhookUrl") if name in said}


def spoken_file(request: SimpleAudio, folder: Path) -> str:
    """Speak a text into a WAV file of the folder and answer its name; raises :class:`Refusal`."""
    key = f"{request.model}\n{request.language}\n{request.text}"
    name = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:24] + ".wav"
    if not (folder / name).is_file():
        engine = EspeakEngine()
        try:
            speaker = Speaker([engine], user_paths().cache / "speech")
            sound = speaker.say(plain_text(request.text), language=request.language)
            make_folder(folder)
            replace_file(folder / name, sound.wav())
        except StudioError as error:
            raise Refusal(400, error.sentence()) from None
        finally:
            engine.close()
    return name
