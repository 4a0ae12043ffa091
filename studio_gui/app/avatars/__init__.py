"""Avatars: presenters that a service makes out of a person's footage, photo or voice, from the form to the day it is ready.

:class:`Avatars` (``services.avatars``) is what the window and the command line use. An avatar is a job of the tracker
with a diary (``jobs.diary``); nothing here sends anything by itself. Widgets must not go in.
"""

from __future__ import annotations

from studio_gui.app.avatars.avatar import Avatar, Phase
from studio_gui.app.avatars.avatars import Avatars
from studio_gui.app.avatars.consent import Consent
from studio_gui.app.avatars.form import KINDS, AvatarForm, Kind
from studio_gui.jobs.diary import Entry

__all__ = ["KINDS", "Avatar", "AvatarForm", "Avatars", "Consent", "Entry", "Kind", "Phase"]
