"""A series: one project as the pattern, a table, and a video for every row of it."""

from studio_gui.app.series.making import Made, Run, Standing, results
from studio_gui.app.series.rows import RowVideo, Series, read_series

__all__ = ["Made", "RowVideo", "Run", "Series", "Standing", "read_series", "results"]
