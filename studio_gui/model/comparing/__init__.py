"""Two projects compared in words, and parts of one put into the other. Pure: no files, no Qt, no clock.

``compare(before, after)`` says what one would tell a colleague: which scenes came, went, changed place or changed, and
in them which clip moved, grew, was turned, restyled, replaced or reordered, and which words differ in texts and scripts.
Scenes and clips are matched by their ids and, where an id is gone (a project imported anew, a clip cut and pasted), by
likeness. Numbers are rounded for people. Whatever two projects differ in is said, if only as “other data”: when nothing
is said, nothing differs but the numbers that count scenes and layers.
"""

from studio_gui.model.comparing.change import Change, Comparison, SceneChange
from studio_gui.model.comparing.restoring import restore_clip, restore_scene
from studio_gui.model.comparing.scenes import compare
from studio_gui.model.comparing.telling import told

__all__ = ["Change", "Comparison", "SceneChange", "compare", "restore_clip", "restore_scene", "told"]
