"""“A video for every row…”: asks for a table and shows what comes of it with the open project as the pattern."""

from __future__ import annotations

from studio_gui.files.scratch import new_scratch
from studio_gui.ui.actions.context import Context
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.series import show
from studio_gui.ui.dialogs.series.dialog import TABLES


def series(context: Context) -> None:
    """Ask for a table, then show its rows."""
    services, memory, document = context.services, context.window.memory, context.open
    chosen = files.ask_open(context.window, "A video for every row", folder=memory.last_folder("import"), kinds=TABLES)
    if chosen is None:
        return
    memory.note_folder("import", chosen.parent)
    document.finish_gesture()
    dialog = show(
        context.window, services,
        project=document.project, path=document.path or new_scratch(document.project), table=chosen,
        account=memory.text("series_account", ""), resolution=memory.text("resolution", "1080"),
    )  # fmt: skip
    memory.keep_text("series_account", str(dialog.account.currentData()))
    context.window.show_panel("jobs")
