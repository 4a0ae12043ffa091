"""The same images and shapes here and in fabric.js in a headless browser: the same corners, the same picture.

On demand, as ``measure.py`` is: it needs the peer in ``node_modules`` and Chromium; then
``python tests/benchmarks/canvas_vs_fabric/pictures.py``. Clips are turned, flipped, scaled and faded; theirs come out of the
payload that a service is sent. Corners must lie within half a pixel, and the whole picture must have an SSIM of 0.98.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.benchmarks.canvas_vs_fabric.measure import BROWSERS, theirs  # noqa: E402

_CHANGES = (
    {},
    {"angle": 23},
    {"flip_x": True, "angle": -40},
    {"scale_x": 0.7, "scale_y": 1.3, "flip_y": True},
    {"opacity": 55, "angle": 90},
)


def _clips() -> list[object]:
    from studio_gui.model.geometry import Rect
    from studio_gui.model.new import new_image, new_shape

    made = []
    for number, change in enumerate(_CHANGES):
        left = 80 + 360 * number
        for clip in (
            new_image(box=Rect(left, 90, 260, 195), size=(320, 240), media="media/chart.png"),
            new_shape("Rectangle_corner0", box=Rect(left, 450, 240, 150), fill="#d04010"),
            new_shape("Circle", box=Rect(left, 780, 220, 160), fill="#1060c0"),
        ):
            scales = {name: float(getattr(clip, name)) * value for name, value in change.items() if "scale" in name}
            made.append(clip.changed(layer=len(made) + 1, **{**change, **scales}))
    return made


def main() -> int:
    """Print both figures; 1 when one is missed, 2 when a tool is missing."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QImage

    from studio_gui.model.clips import ShapeClip
    from studio_gui.model.geometry import box_of
    from studio_gui.painting import Assets
    from studio_gui.render.frames import frame
    from studio_gui.render.offscreen import ensure_qt
    from tests.ui.painting.drawing import rgb_of
    from tests.ui.render import films
    from tests.ui.render.likeness import ssim

    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None or not (HERE / "node_modules" / "fabric").is_dir():
        print(__doc__)
        return 2
    ensure_qt()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "media").mkdir()
        chart = QImage(320, 240, QImage.Format.Format_RGB32)
        for x in range(320):
            for y in range(240):
                blue = 160 if (x // 40 + y // 40) % 2 else 40
                chart.setPixel(x, y, 0xFF000000 | (x * 255 // 320) << 16 | (y * 255 // 240) << 8 | blue)
        chart.save(str(folder / "media" / "chart.png"))
        clips = _clips()
        scene = films.still_scene(color="#f4f0e8").changed(clips=tuple(clips))
        project = films.project_of(scene)
        sent = project.to_json(private=False)["scenes"][0]["clips"]
        told = [
            {
                **{each: one[each] for each in ("left", "top", "width", "height", "scaleX", "scaleY", "angle")},
                "flipX": bool(one.get("flipX")), "flipY": bool(one.get("flipY")),
                "opacity": float(clip.opacity) / 100, "fill": getattr(clip, "fill", ""),
                "shape": clip.shape_name if isinstance(clip, ShapeClip) else "",
                "picture": "" if isinstance(clip, ShapeClip) else "media/chart.png",
            }
            for one, clip in zip(sent, clips, strict=True)
        ]  # fmt: skip
        peer = {"width": 1920, "height": 1080, "color": "#f4f0e8", "clips": told}
        result = theirs(browser, peer, folder, page="pictures.html")
        if "error" in result:
            print(result["error"])
            return 2
        apart = 0.0
        for clip, corners in zip(clips, result["corners"], strict=True):
            mine = [(corner.x, corner.y) for corner in box_of(clip).corners()]
            apart = max(apart, *(min(abs(x - a) + abs(y - b) for a, b in corners) for x, y in mine))
        seen = QImage.fromData(base64.b64decode(result["picture"].split(",")[1]))
        seen = seen.convertToFormat(QImage.Format.Format_RGB32)
        drawn = frame(project, scene, assets=Assets(folder), height=1080)
        likeness = ssim(rgb_of(drawn), rgb_of(seen))
    print(f"corners of {len(clips)} clips: at most {apart:.3f} px apart (at most 0.5)")
    print(f"the whole picture: SSIM {likeness:.4f} (at least 0.98)")
    return int(apart > 0.5 or likeness < 0.98)


if __name__ == "__main__":
    sys.exit(main())
