"""“A video for every row…”: a table, the open project as the pattern, and how it is with every row."""

from studio_gui.ui.dialogs.series.dialog import SeriesDialog, show

__all__ = ["SeriesDialog", "show"]
