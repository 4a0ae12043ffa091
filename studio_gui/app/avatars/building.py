"""What a form becomes: the request of the service it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from studio_gui.app.avatars.form import AvatarForm, form_fields
from studio_gui.base.errors import MediaError, PayloadError
from studio_gui.base.json_text import JsonDict
from studio_gui.providers.base import Payload

if TYPE_CHECKING:
    from studio_gui.providers.creatify.requests import NewPersona, PersonaByUrl

GENDERS_OF_STUDIOS = {"m": "MALE", "f": "FEMALE"}


def persona_of(form: AvatarForm) -> NewPersona | PersonaByUrl:
    """The request of Creatify; raises ``ValidationError`` for what does not fit."""
    from studio_gui.providers.creatify.requests import NewPersona, PersonaByUrl

    said: dict[str, object] = {
        "gender": form.gender, "creator_name": form.name, "video_scene": form.scene.strip() or None,
        "keywords": form.keywords.strip() or None, "webhook_url": form.webhook.strip() or None,
        "labels": [label.strip() for label in form.labels if label.strip()],
    }  # fmt: skip
    if form.is_by_address:
        return PersonaByUrl.model_validate({**said, "lipsync_input": form.source.strip()})
    return NewPersona.model_validate({**said, "lipsync_input": form.source_path, "consent_video": form.consent_path})


def payload_of(form: AvatarForm) -> Payload:
    """The payload as far as it is known now; a file of AI Studios still has to be given an address.

    Raises :class:`PayloadError` naming the first field that does not fit.
    """
    try:
        if form.kind == "persona":
            request = persona_of(form)
            files = {} if form.is_by_address else {"lipsync_input": form.source_path}
            if not form.is_by_address and form.consent_path is not None:
                files["consent_video"] = form.consent_path
            return Payload(form.task, request.body(), files)
        if form.is_by_address:
            return Payload(form.task, studios_body(form, form.source.strip()))
        return Payload(form.task, _studios_fields(form), {"url": form.source_path})
    except ValidationError as error:
        raise _misfit(error) from None


def hosted_payload(form: AvatarForm, host: Callable[[Path], str] | None, *, title: str) -> Payload:
    """The payload of an avatar of AI Studios, its file brought to where it can be fetched.

    Raises :class:`MediaError` when there is no place for it, or the file is gone.
    """
    if form.is_by_address:
        return payload_of(form)
    path = form.source_path
    if host is None:
        raise MediaError(
            f"“{path.name}” is on this computer, where {title} cannot fetch it.",
            "Give a public address, or set up media hosting.",
        )
    if not path.is_file():
        raise MediaError(f"The file “{path}” is not there any more.", "Put it back, or fill in the form anew.")
    try:
        return Payload(form.task, studios_body(form, host(path)))
    except ValidationError as error:
        raise _misfit(error) from None


def studios_body(form: AvatarForm, url: str) -> JsonDict:
    """The body of one of the three avatar endpoints of AI Studios; raises ``ValidationError``."""
    from studio_gui.providers.aistudios.requests import CustomAvatar, DreamAvatar, RequestModel, VoiceClone

    models: dict[str, type[RequestModel]] = {
        "customavatar": CustomAvatar,
        "dreamavatar": DreamAvatar,
        "voiceclone": VoiceClone,
    }
    return models[form.kind].model_validate({**_studios_fields(form), "url": url}).body()


def _studios_fields(form: AvatarForm) -> JsonDict:
    said: JsonDict = {"name": form.name.strip(), "gender": GENDERS_OF_STUDIOS.get(form.gender, form.gender)}
    return {**said, "locale": form.locale} if form.making.locales else said


def _misfit(error: ValidationError) -> PayloadError:
    first = error.errors(include_url=False, include_input=False)[0]
    name, words = next(iter(form_fields({str(first["loc"][0]): str(first["msg"])}).items()))
    return PayloadError(f"The avatar cannot be sent: {name}: {words}.", "Correct it in the form.")
