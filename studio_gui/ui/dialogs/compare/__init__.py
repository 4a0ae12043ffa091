"""A finished video beside the preview, scene by scene: where its pictures differ from what was laid out."""

from studio_gui.ui.dialogs.compare.dialog import CompareDialog, show

__all__ = ["CompareDialog", "show"]
