"""Edits: pure functions from a project to the next.

Each takes the project first and returns a new one that shares everything it did not touch; an edit that changes
nothing returns the very same project. None keeps state, asks questions or reads files.
"""

from __future__ import annotations

from studio_gui.model.edits.clips import (
    add_clip,
    change_clip,
    change_clips,
    flip_clips,
    move_clips,
    place_clips,
    remove_clips,
    replace_clips,
)
from studio_gui.model.edits.guides import add_guide, move_guide, put_guides, remove_guide, remove_guides
from studio_gui.model.edits.layers import bring_forward, bring_to_front, put_layers, send_backward, send_to_back
from studio_gui.model.edits.pasting import duplicate_clips, paste_clips
from studio_gui.model.edits.replacing import replace_media
from studio_gui.model.edits.scenes import (
    add_scene,
    change_background,
    change_scene,
    duplicate_scene,
    move_scene,
    remove_scenes,
    set_script,
)

__all__ = [
    "add_clip", "add_guide", "add_scene", "bring_forward", "bring_to_front", "change_background", "change_clip", "change_clips",
    "change_scene", "duplicate_clips", "duplicate_scene", "flip_clips", "move_clips", "move_guide", "move_scene",
    "paste_clips", "place_clips", "put_guides", "put_layers", "remove_clips", "remove_guide", "remove_guides", "remove_scenes",
    "replace_clips", "replace_media", "send_backward", "send_to_back", "set_script",
]  # fmt: skip
