"""Footage of a person, looked at on this computer before a service takes days over it.

``check_footage`` samples a file by seeking, so that ten hours take no longer than five minutes, and answers findings
with severity and times, and pictures along it. ``fit_footage`` cuts and encodes it anew so that it passes. Nothing here
knows a service or loads Qt.

Faces are not counted. OpenCV's wheel (61 MB, a second FFmpeg beside PyAV's) has brought no cascades since version 5, the
cascades of version 4 take patterns and portraits on walls for people, and every other well-kept library fetches its model
when it first runs. So the pictures along the footage are shown, and a person looks.
"""

from studio_gui.render.footage.checking import check_footage
from studio_gui.render.footage.finding import Finding, FootageFacts, FootageReport, Thumbnail, Told
from studio_gui.render.footage.fitting import Cut, can_fit, fit_footage, suggested_cut

__all__ = [
    "Cut",
    "Finding",
    "FootageFacts",
    "FootageReport",
    "Thumbnail",
    "Told",
    "can_fit",
    "check_footage",
    "fit_footage",
    "suggested_cut",
]
