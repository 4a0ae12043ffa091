"""The window: the only floor that imports QtWidgets.

It shows the document and passes on what the person does; edits, drawing and jobs live below.
"""
