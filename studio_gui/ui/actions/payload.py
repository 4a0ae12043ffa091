"""Payloads in and out: the JSON of create-project requests."""

from __future__ import annotations

from pathlib import Path

from studio_gui.files.payload import import_payload, payload_text, read_json_file
from studio_gui.files.sayings import own_sayings
from studio_gui.files.scratch import project_file_name
from studio_gui.files.writing import replace_file
from studio_gui.speech.reading.sending import as_sent
from studio_gui.ui.actions import file
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import files
from studio_gui.ui.threads import in_background


def import_path(context: Context, path: Path) -> None:
    """Open the payload in a file as a new project; raises ``PayloadError``."""
    imported = import_payload(read_json_file(path), f"The file “{path.name}”")
    file.show_new(context, imported.project)
    if imported.notes:
        context.window.notice(imported.notes[0])


def save_file(context: Context) -> None:
    """Ask for a place and write the JSON a service would be sent."""
    memory = context.window.memory
    project = context.open.project
    proposal = Path(memory.last_folder("payload")) / f"{project_file_name(project.name)}.json"
    path = files.ask_save(context.window, "Save the payload", proposal=proposal, kinds=files.PAYLOADS)
    if path is None:
        return

    def work() -> None:
        replace_file(path, (payload_text(as_sent(project, sayings=own_sayings())) + "\n").encode("utf-8"))

    def done(_answer: None) -> None:
        memory.note_folder("payload", path.parent)
        context.window.notice(f"Payload saved as “{path.name}”.")

    in_background(context.window, work, done=done, failed=context.window.show_error)
