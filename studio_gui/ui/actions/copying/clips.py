"""Own clips, pictures, files and text by way of the clipboard."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QTextDocumentFragment

from studio_gui.base.errors import PayloadError, TargetError
from studio_gui.base.json_text import JsonDict, dumps, loads
from studio_gui.files.names import known_names, media_of_clips
from studio_gui.model.clips import CLIP_KINDS, Clip, UnknownClip
from studio_gui.model.edits.clips import the_scene
from studio_gui.model.edits.pasting import COPY_OFFSET, free_delta, paste_clips
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.geometry import Point, box_of
from studio_gui.model.ids import new_clip_id
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.ui.actions import insert
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.copying import scenes
from studio_gui.ui.actions.copying.bringing import bring, names_in
from studio_gui.ui.actions.copying.portable import ForOthers, svg_in
from studio_gui.ui.canvas.pictures import looks_same
from studio_gui.ui.document import Document
from studio_gui.ui.dropped_files import local_files
from studio_gui.ui.forms.letters import letters_in

CLIPS = "application/x-scene-studio-clips"
MOST_LETTERS = 5000
"""A text on the stage gets no more of what was copied."""


@dataclass(frozen=True)
class Copy:
    """Clips as they were copied, from the back to the front, and where."""

    clips: Sequence[Clip]
    scene: str
    folder: str
    """That of the project; empty where it has none yet."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What its files were called: reference to name."""


class _Copied(ForOthers):
    """What this program copied itself: the clips need not be read again, which takes as long as all else of a paste."""

    def __init__(self, copy: Copy, assets: Assets) -> None:
        super().__init__(copy.clips, assets)
        self.copy = copy


def put(document: Document, assets: Assets, *, only: Collection[ClipId] | None = None) -> None:
    """Put the selected clips, or some, on the clipboard: as clips, and as text, file and picture for other programs."""
    scene, wanted = document.scene, frozenset(document.selection if only is None else only)
    chosen = [clip for clip in scene.stacked() if clip.id in wanted] if scene else []
    copy = Copy(chosen, document.scene_id, str(document.folder or ""), known_names(media_of_clips(chosen)))
    body: JsonDict = {
        "scene": copy.scene,
        "folder": copy.folder,
        "names": dict(copy.names),
        "clips": [clip.to_json() for clip in chosen],
    }
    mime = _Copied(copy, assets)
    mime.setData(CLIPS, dumps(body).encode("utf-8"))
    QGuiApplication.clipboard().setMimeData(mime)


def paste(context: Context, *, in_place: bool) -> None:
    """Insert what is on the clipboard."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime is None or not _take(context, mime, in_place=in_place):  # some desktops have none for an empty clipboard
        context.window.notice("There is nothing on the clipboard that can be put on the stage.")


def _take(context: Context, mime: QMimeData, *, in_place: bool) -> bool:
    """Insert what is there; false where there is nothing of use."""
    if mime.hasFormat(scenes.SCENES):
        scenes.paste(context, mime)
    elif mime.hasFormat(CLIPS):
        _paste_clips(context, mime, in_place=in_place)
    elif local_files(mime):
        insert.add_files(context, local_files(mime), at=None, group=insert.open_group(context))
    elif _is_project(_words(mime)) and not svg_in(mime) and not mime.hasImage():
        context.window.run("documents.paste_project")
    else:
        return _take_content(context, mime, at=None)
    return True


def drop(context: Context, mime: QMimeData, at: Point) -> None:
    """Insert a picture or words of another program about a point of the scene."""
    if not _take_content(context, mime, at=at):
        context.window.notice("There is nothing in it that can be put on the stage.")


def _take_content(context: Context, mime: QMimeData, *, at: Point | None) -> bool:
    """Insert a drawing, a picture or words about a point, else in the middle; false where there is none of them."""
    image, words, way = _image(mime), _words(mime), "Pasted" if at is None else "Dropped"
    if svg_in(mime):
        _put_file(context, f"{way} drawing.svg", svg_in(mime), at=at)
    elif not image.isNull():
        _put_image(context, f"{way} picture.png", image, at=at)
    elif words:
        group = insert.open_group(context) if at is None else ""
        insert.text(context, words[:MOST_LETTERS], group=group, at=at)
        if len(words) > MOST_LETTERS:
            context.window.notice(f"That is very much for one text: the first {MOST_LETTERS} letters are on the stage.")
    else:
        return False
    return True


def _image(mime: QMimeData) -> QImage:
    if not mime.hasImage():
        return QImage()
    data = mime.imageData()
    return data.toImage() if isinstance(data, QPixmap) else data if isinstance(data, QImage) else QImage()


def _words(mime: QMimeData) -> str:
    """The text that was copied, also where it was copied as a part of a page only."""
    if mime.hasText() or not mime.hasHtml():
        return letters_in(mime.text()).strip()
    return letters_in(QTextDocumentFragment.fromHtml(mime.html()).toPlainText()).strip()


def _is_project(text: str) -> bool:
    """Whether a text looks like the JSON of a project, which nobody wants to read on the stage."""
    return text.lstrip()[:1] == "{" and text.rstrip()[-1:] == "}" and '"scenes"' in text and '"clips"' in text


def _put_file(context: Context, name: str, content: bytes, *, at: Point | None) -> None:
    _put(context, name, lambda path: path.write_bytes(content) == len(content), at=at)


def _put_image(context: Context, name: str, image: QImage, *, at: Point | None) -> None:
    _put(context, name, lambda path: image.save(str(path)), at=at)


def _put(context: Context, name: str, write: Callable[[Path], bool], *, at: Point | None) -> None:
    """Write what was copied into a file that is taken into the project, and then thrown away."""
    folder = ""
    try:
        folder = tempfile.mkdtemp(prefix="scene-studio-")
        path = Path(folder) / name
        if not write(path):
            raise OSError(f"“{path}” was not written")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        hint = "Make room on the disk for temporary files, then try again."
        context.window.show_error(TargetError("What was copied cannot be written to the disk.", hint, str(error)))
        return
    group = insert.open_group(context) if at is None else ""
    insert.add_files(context, [path], at=at, group=group, is_temporary=True)


def _paste_clips(context: Context, mime: QMimeData, *, in_place: bool) -> None:
    document = context.open
    try:
        copy = mime.copy if isinstance(mime, _Copied) else _read_copy(bytes(mime.data(CLIPS).data()))
    except (PayloadError, ValueError):
        copy = None
    if copy is None or not copy.clips:
        context.window.notice("What is on the clipboard cannot be pasted here.")
        return
    scene_ids = _chosen_scenes(context)
    into = {document.scene_id: insert.open_group(context)}

    def done() -> None:
        _insert(document, copy, scene_ids, into=into, in_place=in_place)

    failed = context.window.show_error
    refs = tuple(dict.fromkeys(media_of_clips(copy.clips)))
    bring(document, refs, source=copy.folder, names=copy.names, done=done, failed=failed)


def _insert(
    document: Document, copy: Copy, wanted: Sequence[SceneId], *, into: Mapping[SceneId, str], in_place: bool
) -> None:
    """Put clips into scenes, those of them that are still there, each as ``into`` says into a group of it."""
    scene_ids, clips = [scene_id for scene_id in wanted if document.project.scene(scene_id) is not None], copy.clips
    # Copies of a project have scenes of the same name: only the folder tells them apart.
    origin = copy.scene if copy.folder == str(document.folder or "") else None
    ids = {scene_id: [new_clip_id(clip.type) for clip in clips] for scene_id in scene_ids}
    if not scene_ids:
        return

    def edit(project: Project) -> Project:
        for scene_id in scene_ids:
            scene, delta = the_scene(project, scene_id), Point(0, 0)
            if not in_place and (scene_id == origin or _lie_there(scene, clips)):
                delta = free_delta(scene, clips, step=COPY_OFFSET)
            group = into.get(scene_id, "")
            project = paste_clips(project, scene_id, clips=clips, ids=ids[scene_id], delta=delta, into=group)
        return project

    word = clips[0].label[:40] if len(clips) == 1 else f"{len(clips)} clips"
    document.apply(f"Paste {word}" + (f" into {len(scene_ids)} scenes" if len(scene_ids) > 1 else ""), edit)
    document.select(ids.get(document.scene_id, ()))


def _chosen_scenes(context: Context) -> list[SceneId]:
    """The scenes that are selected in their list while one is in it, else the one that is shown."""
    return scenes.chosen(context) if context.is_in_scenes else [context.open.scene_id]


def _lie_there(scene: Scene, clips: Sequence[Clip]) -> bool:
    """Whether the very same clips lie in a scene already, so that more of them would not be seen."""
    return all(
        any(looks_same(there, clip) and box_of(there) == box_of(clip) for there in scene.clips if there.has_box)
        for clip in clips
        if clip.has_box
    )


def _read_copy(content: bytes) -> Copy:
    """What another window put there; raises :class:`PayloadError` or ``ValueError`` for rubbish."""
    body = loads(content, "What was copied")
    raw = body.get("clips") if isinstance(body, dict) else None
    found = [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []
    clips = [CLIP_KINDS.get(str(entry.get("type")), UnknownClip).read(entry) for entry in found]
    place = body if isinstance(body, dict) else {}
    return Copy(clips, str(place.get("scene", "")), str(place.get("folder", "")), names_in(place.get("names")))
