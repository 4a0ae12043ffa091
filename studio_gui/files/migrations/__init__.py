"""Older forms of project files brought to the present one, a step for each form.

Every step takes the JSON of its form and answers that of the next; it never changes what it was given. A new form gets
a module here, a row in ``STEPS``, and an old file in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio_gui.base.json_text import JsonDict
from studio_gui.files.migrations import form_1

STEPS: Mapping[int, Callable[[JsonDict], JsonDict]] = {1: form_1.migrated}
"""The form a file is in, and what makes the next one of it."""


def migrated(raw: JsonDict, form: int) -> JsonDict:
    """The JSON of a project file in the present form; ``form`` is the one it is in."""
    while form in STEPS:
        raw = STEPS[form](raw)
        form += 1
    return raw
