"""One painter for each kind of clip, shared by the canvas, the thumbnails and the video.

QtGui only, never QtWidgets: painters draw values into a QPainter and know nothing of windows or files being edited.
"""
