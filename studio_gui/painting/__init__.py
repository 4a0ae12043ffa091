"""One painter for each kind of clip, shared by the canvas, the thumbnails and the video.

QtGui only, never QtWidgets: painters draw values into a QPainter and know nothing of windows or files being edited.
A painter is handed to the registry in ``kinds``; a new kind of clip is one new file and one row there.

``paint_scene`` and ``paint_clip`` take a painter whose unit is the scene pixel: scale it to the resolution wanted
and everything is drawn sharp at that resolution. They may be called from any thread; one ``Assets`` may be shared.
"""

from studio_gui.painting import classes  # noqa: F401  first of all: see there
from studio_gui.painting.assets import Assets
from studio_gui.painting.scene import paint_clip, paint_scene

__all__ = ["Assets", "paint_clip", "paint_scene"]
