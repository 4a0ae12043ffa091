"""The window: the only floor that imports QtWidgets.

It shows the document and passes on what the person does; edits, drawing and jobs live below.
"""

from studio_gui.ui.raising import watch_overrides

watch_overrides()
