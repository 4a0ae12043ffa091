"""Documents of other programs in, and scripts, storyboards and pictures out."""

from studio_gui.ui.actions.documents.coming import as_new_project, ask, paste_project, slides, take
from studio_gui.ui.actions.documents.going import frames, script, storyboard
from studio_gui.ui.actions.documents.series import series

__all__ = ["as_new_project", "ask", "frames", "paste_project", "script", "series", "slides", "storyboard", "take"]
