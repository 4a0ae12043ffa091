"""Whole scenes by way of the clipboard, also into another project and another running window."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from studio_gui.base.errors import PayloadError
from studio_gui.base.json_text import JsonDict, dumps, loads
from studio_gui.files.names import known_names, media_in
from studio_gui.model.edits.orientation import turn_stage
from studio_gui.model.edits.pasting import paste_scenes
from studio_gui.model.fields import SceneId
from studio_gui.model.project import STAGE_SIZES, Project, new_id
from studio_gui.model.reading import as_object, read_project
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.copying.bringing import bring, names_in
from studio_gui.ui.document import Document
from studio_gui.ui.panels import scene_commands
from studio_gui.ui.panels.scenes import ScenesPanel

SCENES = "application/x-scene-studio-whole-scenes"
"""A project of the copied scenes, its folder, and what its files were called."""


@dataclass(frozen=True)
class Copy:
    """Scenes as they were copied, in their order."""

    project: Project
    """Only these scenes, on the stage they were laid out for."""
    folder: str
    """That of the project they come from; empty where it has none yet."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What its files were called: reference to name. Another window knows them only from here."""


class _Copied(QMimeData):
    """What this program copied itself: the scenes need not be read again."""

    def __init__(self, copy: Copy) -> None:
        super().__init__()
        self.copy = copy


def chosen(context: Context) -> list[SceneId]:
    """The scenes that are selected in their list, in their order; always the one that is shown among them."""
    panel, current = _panel(context), context.open.scene_id
    ids = panel.selected_ids() if panel is not None else []
    return ids if current in ids else [current]


def _panel(context: Context) -> ScenesPanel | None:
    workspace = context.window.workspace
    return workspace.scenes if workspace is not None and context.document is not None else None


def put(document: Document, scene_ids: Collection[SceneId]) -> None:
    """Put scenes on the clipboard: as scenes, and what is said in them as text for other programs."""
    whole = document.settled
    scenes = tuple(scene for scene in whole.scenes if scene.id in scene_ids)
    project = Project(name=whole.name, orientation=whole.orientation, scenes=scenes)
    copy = Copy(project, str(document.folder or ""), known_names(media_in(project)))
    body: JsonDict = {"folder": copy.folder, "names": dict(copy.names), "project": project.to_json()}
    mime = _Copied(copy)
    mime.setData(SCENES, dumps(body).encode("utf-8"))
    said = "\n\n".join(scene.script_text for scene in scenes if scene.script_text)
    if said:
        mime.setText(said)
    QGuiApplication.clipboard().setMimeData(mime)


def cut(context: Context) -> None:
    """Put the chosen scenes on the clipboard and take them out of the project."""
    document, scene_ids = context.open, chosen(context)
    put(document, scene_ids)
    scene_commands.remove(document, scene_ids, word="Cut")


def paste(context: Context, mime: QMimeData) -> None:
    """Put the scenes on the clipboard behind the current one, or the last that is selected in their list, as one step.

    Their files come along from another project, and they are laid out for the stage of this one.
    """
    copy = _copy_in(mime)
    if copy is None or not copy.project.scenes:
        context.window.notice("What is on the clipboard cannot be pasted here.")
        return
    document, behind = context.open, (chosen(context) if context.is_in_scenes else [context.open.scene_id])[-1]

    def done() -> None:
        _insert(context, document, copy.project, behind=behind)

    refs, failed = media_in(copy.project), context.window.show_error
    bring(document, refs, source=copy.folder, names=copy.names, done=done, failed=failed)


def _copy_in(mime: QMimeData) -> Copy | None:
    """The scenes that this or another window put there; None for rubbish."""
    if isinstance(mime, _Copied):
        return mime.copy
    try:
        body = as_object(loads(bytes(mime.data(SCENES).data()), "What was copied"), "What was copied")
        project = read_project(as_object(body.get("project"), "What was copied"))
    except (PayloadError, ValueError):
        return None
    return Copy(project, str(body.get("folder", "")), names_in(body.get("names")))


def _insert(context: Context, document: Document, copied: Project, *, behind: SceneId) -> None:
    here = document.project
    is_turned = here.orientation != copied.orientation and {here.orientation, copied.orientation} <= STAGE_SIZES.keys()
    if is_turned:
        copied = turn_stage(copied, orientation="portrait" if here.orientation == "portrait" else "landscape")
    ids = [SceneId(new_id()) for _ in copied.scenes]
    row = next((row for row, scene in enumerate(here.scenes) if scene.id == behind), len(here.scenes) - 1)
    count = len(ids)
    document.apply(
        "Paste scene" if count == 1 else f"Paste {count} scenes",
        lambda project: paste_scenes(project, scenes=copied.scenes, ids=ids, index=row + 1),
    )
    document.select_scene(ids[0])
    panel = _panel(context)
    if panel is not None and context.document is document:
        panel.select(ids)
    if is_turned:
        which = "The scene is" if count == 1 else "The scenes are"
        context.window.notice(f"{which} laid out anew for the stage of this project.")
