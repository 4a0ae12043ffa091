"""From a project and a moment to a picture, and from a project to an MP4, in a worker process.

QtGui only, never QtWidgets. How one clip looks belongs in ``painting``.
"""
