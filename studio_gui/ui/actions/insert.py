"""Commands of the Insert menu, and files that were dropped: a new clip lies in the middle of what is seen, selected."""

from __future__ import annotations

import math
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from studio_gui.base.errors import MediaError
from studio_gui.files.importing.kinds import DOCUMENTS, kind_by_name
from studio_gui.files.media import MediaFolder
from studio_gui.files.probing import MediaFacts
from studio_gui.model.clips import SHAPES, Clip
from studio_gui.model.edits.clips import add_clip, moved_clip
from studio_gui.model.edits.pasting import COPY_OFFSET, free_delta
from studio_gui.model.edits.replacing import replace_media
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_shape, new_text
from studio_gui.model.project import Project, Scene
from studio_gui.painting.text_layout import text_height
from studio_gui.ui.actions.context import Context
from studio_gui.ui.clips.making import box_about, clip_for, kind_shown
from studio_gui.ui.dialogs import files
from studio_gui.ui.threads import in_background

_Taken = tuple[list[tuple[Path, str, MediaFacts]], list[MediaError]]
"""The files that were taken in, and what was wrong with those that were not."""
_SHAPE_SIZES = {
    "Rectangle_corner0": (480, 300), "Line_v2": (480, 8), "Arrow_1_v2": (480, 60), "Arrow_2_v2": (480, 60),
    "Oval_1": (480, 300), "Oval_2": (300, 480), "Parallelogram": (480, 300), "Hexagon_2": (300, 340), "Drop_1": (280, 360),
}  # fmt: skip


def open_group(context: Context) -> str:
    """The group one has reached into, for what is pasted; empty where there is none, or more than of it is selected."""
    group = context.window.canvas.picking.inside
    is_within = all(clip.studio.group == group for clip in context.open.selected_clips)
    return group if is_within and _is_group_of(context.scene, group) else ""


def _is_group_of(scene: Scene, group: str) -> bool:
    return any(clip.studio.group == group for clip in scene.clips)


def text(context: Context, words: str = "", *, group: str = "", at: Point | None = None) -> None:
    """Put a text on the stage, ready to be typed over; about a point of the scene, else in the middle of what is seen."""
    width, most = context.open.project.stage_size
    clip = new_text(words or "Text", box=_box(context, width * 0.4, 84, at=at), font_size=48)
    height = min(most, math.ceil(text_height(clip)))  # of all its lines: long ones are broken
    if height > clip.height:
        clip = new_text(words, box=_box(context, width * 0.4, height, at=at), font_size=48)
    place(context, clip.with_studio(group=group) if group else clip, "Text")
    edit = getattr(context.window.canvas, "edit_text", None)
    if not words and callable(edit):
        edit(clip.id)


def shape(context: Context, name: str) -> None:
    """Put a shape on the stage."""
    box = _box(context, *_SHAPE_SIZES.get(name, (320, 320)))
    place(context, new_shape(name, box=box), SHAPES[name])


def picture(context: Context) -> None:
    """Ask for pictures and put them on the stage."""
    _ask(context, "Insert pictures", "picture", files.PICTURES)


def video(context: Context) -> None:
    """Ask for videos and put them on the stage."""
    _ask(context, "Insert videos", "video", files.VIDEOS)


def audio(context: Context) -> None:
    """Ask for sounds that play from the start of the scene."""
    _ask(context, "Insert sounds", "audio", files.SOUNDS)


def presenter(context: Context) -> None:
    """Show the presenters to pick from, by mouse or with arrows and Enter."""
    context.window.show_tab("presenters")
    if context.window.workspace is not None:
        context.window.workspace.presenters.grid.setFocus()


def background_picture(context: Context) -> None:
    """Ask for a picture and put it behind everything."""
    chosen = files.ask_open(
        context.window,
        "Background picture",
        folder=context.window.memory.last_folder("picture"),
        kinds=files.PICTURES,
    )
    if chosen is not None:
        context.window.memory.note_folder("picture", chosen.parent)
        set_background_picture(context, chosen)


def set_background_picture(context: Context, path: Path) -> None:
    """Put a picture file behind everything in the current scene."""
    from studio_gui.model.edits.scenes import change_background

    document = context.open
    scene_id = document.scene_id
    folder = document.folder
    if folder is None:
        return

    def on_done(taken: tuple[str, MediaFacts]) -> None:
        ref, _facts = taken
        fields = {"source_type": "image", "source_url": ""}
        document.apply(
            "Background picture", lambda project: change_background(project, scene_id, fields=fields, media=ref)
        )

    work = partial(MediaFolder(folder).add_with_facts, path, kind="picture")
    in_background(document, work, done=on_done, failed=context.window.show_error)


def background_color(context: Context) -> None:
    """Ask for the colour behind everything."""
    from studio_gui.model.edits.scenes import change_background
    from studio_gui.ui.dialogs import color

    document = context.open
    chosen = color.ask(context.window, "Background colour", now=context.scene.background.source_color)
    if chosen:
        scene_id = document.scene_id
        fields = {"source_type": "color", "source_url": "", "source_color": chosen}
        document.apply("Background colour", lambda project: change_background(project, scene_id, fields=fields))


def _ask(context: Context, title: str, purpose: str, kinds: str) -> None:
    memory = context.window.memory
    chosen = files.ask_open_many(context.window, title, folder=memory.last_folder(purpose), kinds=kinds)
    if chosen:
        memory.note_folder(purpose, chosen[0].parent)
        context.window.canvas.setFocus()  # as with all that is put in: the arrow keys move it
        add_files(context, chosen, at=None)


def add_files(
    context: Context,
    paths: Sequence[Path],
    *,
    at: Point | None,
    name: str = "",
    group: str = "",
    is_temporary: bool = False,
) -> None:
    """Copy media files into the project and put them on the stage, all as one step.

    ``at`` is the scene point they are centred on, None the middle of what is seen; ``name`` is what the clips are called,
    else they are called as their files. Projects and payloads among them are
    opened instead, and documents are imported with all that comes with them.
    """
    whole = [path for path in paths if path.suffix.lower() in (".studio", ".json") or path.is_dir()]
    rest = [path for path in paths if path not in whole]
    if any(kind_by_name(path) in DOCUMENTS for path in rest):
        from studio_gui.ui.actions.documents import take

        take(context, rest)
    elif rest:
        _add_media(context, rest, at=at, name=name, group=group, is_temporary=is_temporary)
    for path in whole:
        context.window.run(f"file.open_path:{path}")


def _add_media(
    context: Context, paths: Sequence[Path], *, at: Point | None, name: str, group: str, is_temporary: bool
) -> None:
    document = context.open
    folder, scene_id = document.folder, document.scene_id
    if folder is None:
        return
    center = at or context.window.view_center()

    def on_done(taken: _Taken) -> None:
        added, refused = taken
        scene = document.project.scene(scene_id)
        if scene is None:
            return
        stage = document.project.stage_size
        clips = [
            clip_for(name or path.stem, ref, facts, stage=stage, center=Point(center.x + 24 * n, center.y + 24 * n))
            for n, (path, ref, facts) in enumerate(added)
        ]
        if at is None:
            clips = _seen(scene, clips)
        if group and _is_group_of(scene, group):  # it may have been taken apart meanwhile
            clips = [clip.with_studio(group=group) for clip in clips]

        def edit(project: Project) -> Project:
            for clip in clips:
                project = add_clip(project, scene_id, clip=clip)
            return project

        document.apply(f"Insert {clips[0].label if len(clips) == 1 else f'{len(clips)} files'}", edit)
        document.select(clip.id for clip in clips)
        if refused:
            others = f"{len(refused)} files were not taken, the first of them: " if len(refused) > 1 else ""
            context.window.notice(f"{others}{refused[0].message} The rest is on the stage.")

    work = partial(_take, folder, paths, is_temporary=is_temporary)
    in_background(document, work, done=on_done, failed=context.window.show_error)


def _take(folder: Path, paths: Sequence[Path], *, is_temporary: bool) -> _Taken:
    """Copy files into the project: those that can be read, and what is wrong with the others.

    Raises the first of these where no file can be read.
    """
    media, added, refused = MediaFolder(folder), [], []
    try:
        for path in paths:
            try:
                added.append((path, *media.add_with_facts(path)))
            except MediaError as error:
                refused.append(error)
    finally:
        if is_temporary:
            shutil.rmtree(paths[0].parent, ignore_errors=True)
    if not added:
        raise refused[0]
    return added, refused


def replace_file(context: Context, clip_id: ClipId, path: Path) -> None:
    """Put another file in a picture or a video of the current scene, where that is."""
    document = context.open
    folder, scene_id = document.folder, document.scene_id
    clip = document.scene.clip(clip_id) if document.scene else None
    if folder is None or clip is None:
        return
    label = f"Replace {clip.label}"

    def on_done(added: tuple[str, MediaFacts]) -> None:
        ref, facts = added
        size = max(facts.width, 1), max(facts.height, 1)
        if document.project.scene(scene_id) is not None:
            document.apply(label, lambda p: replace_media(p, scene_id, clip_id=clip_id, media=ref, size=size))
            document.select((clip_id,))

    work = partial(MediaFolder(folder).add_with_facts, path, kind=kind_shown(clip))
    in_background(document, work, done=on_done, failed=context.window.show_error)


def place(context: Context, clip: Clip, what: str) -> None:
    """Add a clip in front of all others and select it."""
    document = context.open
    scene_id = document.scene_id
    (new,) = _seen(document.scene, [clip])
    document.apply(f"Insert {what}", lambda project: add_clip(project, scene_id, clip=new))
    document.select((new.id,))
    context.window.canvas.setFocus()


def _seen(scene: Scene | None, clips: list[Clip]) -> list[Clip]:
    """Clips that nobody gave a place, a step further than others of their kind and size that lie there already."""
    delta = free_delta(scene, clips, step=COPY_OFFSET) if scene is not None else Point(0, 0)
    return [moved_clip(clip, delta) for clip in clips]


def _box(context: Context, width: float, height: float, *, at: Point | None = None) -> Rect:
    return box_about(at or context.window.view_center(), width, height)
