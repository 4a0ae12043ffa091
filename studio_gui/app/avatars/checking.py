"""What is wrong with a form before anything is sent, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

from pydantic import ValidationError

from studio_gui.app.avatars.building import persona_of
from studio_gui.app.avatars.form import FIELDS_OF_SERVICES, AvatarForm
from studio_gui.model.checks import Issue
from studio_gui.model.checks.issue import Place
from studio_gui.providers.addresses import is_hook, is_public

MOST_NAME, MOST_WORDS, MOST_HOOK = 255, 255, 200
_PLACE = Place()
_ORDER = {"error": 0, "warning": 1, "info": 2}


def form_issues(form: AvatarForm, *, can_host: bool, is_near: bool) -> tuple[Issue, ...]:
    """What does not fit, errors first; ``field`` of each is that of the form. Reads the beginning of the files.

    ``can_host`` says whether files of this computer can be given an address, ``is_near`` whether the service is on this
    computer itself.
    """
    found = [
        *_lines(form),
        *_who(form),
        *_source(form, can_host=can_host, is_near=is_near),
        *_consent(form),
        *_words(form),
    ]
    if form.kind == "persona" and not any(issue.severity == "error" for issue in found):
        found += _persona(form, is_near=is_near)
    seen: dict[tuple[str, str], Issue] = {}
    for issue in found:
        seen.setdefault((issue.field, issue.code), issue)
    return tuple(sorted(seen.values(), key=lambda issue: _ORDER[issue.severity]))


def _lines(form: AvatarForm) -> Iterator[Issue]:
    """Names and words are lines of a form at the service; a break would begin another one."""
    said = (("name", "name", form.name), ("place", "scene", form.scene), ("keywords", "keywords", form.keywords),
            *(("label", "labels", label) for label in form.labels))  # fmt: skip
    for what, field, text in said:
        if any(category(character) in ("Cc", "Zl", "Zp") for character in text.strip()):
            have = "have" if what == "keywords" else "has"
            message = f"The {what} {have} a line break or another mark that cannot be seen."
            yield _PLACE.error("line-break", message, field=field)


def _who(form: AvatarForm) -> Iterator[Issue]:
    name = form.name.strip()
    if not name:
        yield _PLACE.error("no-name", "The name of the person is missing.", field="name")
    elif len(name) > MOST_NAME:
        yield _PLACE.error("name-length", f"The name has {len(name)} characters; {MOST_NAME} are taken.", field="name")
    if form.gender not in form.making.genders:
        choices = ", ".join(form.making.genders)
        words = "The gender is missing" if not form.gender else f"The gender “{form.gender[:20]}” is not taken"
        yield _PLACE.error("gender", f"{words}; it is one of {choices}.", field="gender")
    if form.making.locales and form.locale not in form.making.locales:
        choices = ", ".join(form.making.locales)
        yield _PLACE.error("locale", f"The language is one of {choices}.", field="locale")


def _source(form: AvatarForm, *, can_host: bool, is_near: bool) -> Iterator[Issue]:
    what = form.making.source
    if not form.source.strip():
        yield _PLACE.error("no-source", f"The {what} is missing.", field="source")
    elif form.is_by_address:
        if not is_public(form.source.strip()) and not is_near:
            message = f"The {what} is in a private network; the service cannot fetch it."
            yield _PLACE.error("private-url", message, field="source")
    elif form.source_path.suffix.lower() not in form.making.suffixes:
        kinds = ", ".join(suffix[1:].upper() for suffix in form.making.suffixes)
        message = f"“{form.source_path.name}” is no {what} that is taken: {kinds}."
        yield _PLACE.error("not-footage", message, field="source")
    elif missing := _missing(form.source_path, what):
        yield _PLACE.error("media-missing", missing, field="source")
    elif form.making.service == "aistudios" and not can_host:
        message = f"The {what} is on this computer, where the service cannot fetch it: set up media hosting first."
        yield _PLACE.error("no-host", message, field="source")


def _consent(form: AvatarForm) -> Iterator[Issue]:
    """The video in which a person agrees is not to be left out where a service demands it.

    Creatify does for footage: what its documents leave open is settled by its own rule that consent “is required, not to
    be bypassed” (contract C18 and D6), so there is no switch for it. AI Studios has no field for one: there the
    attestation, without which nothing is ever sent, is what is kept.
    """
    path = form.consent_path
    if path is None:
        if form.making.needs_consent_video:
            message = "The consent video is missing: the person says in it that they agree."
            yield _PLACE.error("no-consent", message, field="consent")
    elif missing := _missing(path, "consent video"):
        yield _PLACE.error("media-missing", missing, field="consent")


def _words(form: AvatarForm) -> Iterator[Issue]:
    if form.making.has_scene:
        if not form.scene.strip():
            message = "The place of the footage is missing, one word such as “office”."
            yield _PLACE.error("no-scene", message, field="scene")
        elif len(form.scene.strip()) > MOST_WORDS:
            yield _PLACE.error("scene-length", f"The place is longer than {MOST_WORDS} characters.", field="scene")
    if len(form.keywords.strip()) > MOST_WORDS:
        yield _PLACE.error("keywords-length", f"The keywords have more than {MOST_WORDS} characters.", field="keywords")
    if any(len(label.strip()) > MOST_WORDS for label in form.labels):
        yield _PLACE.error("label-length", f"A label has more than {MOST_WORDS} characters.", field="labels")
    hook = form.webhook.strip()
    if len(hook) > MOST_HOOK:
        yield _PLACE.error("webhook-length", f"The address has more than {MOST_HOOK} characters.", field="webhook")
    elif hook and not is_hook(hook):
        words = "The notification address is none that looks like https://example.com/done."
        yield _PLACE.error("webhook", words, field="webhook")


def _persona(form: AvatarForm, *, is_near: bool) -> Iterator[Issue]:
    from studio_gui.providers.creatify.preflight import persona_issues

    try:
        request = persona_of(form)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            field = FIELDS_OF_SERVICES.get(str(one["loc"][0]), "")
            yield _PLACE.error("misfit", f"{str(one['msg']).rstrip('.')}.", field=field)
        return
    for issue in persona_issues(request):
        if issue.code == "private-url" and is_near:
            continue
        yield Issue(issue.severity, issue.code, issue.message, field=FIELDS_OF_SERVICES.get(issue.field, issue.field))


def _missing(path: Path, what: str) -> str:
    try:
        if not path.is_file():
            return f"The {what} “{path}” is not there."
        return "" if path.stat().st_size else f"The {what} “{path.name}” is empty."
    except OSError as error:
        return f"The {what} “{path.name}” cannot be read: {error.strerror or error}."
