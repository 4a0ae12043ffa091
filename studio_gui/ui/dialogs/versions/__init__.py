"""The versions of a project: what was kept when, what changed, how it looked, and the way back to it.

``ask`` answers with a value; what is done with it (one step of undo, a copy that is opened) is the command's business.
Everything that reads files, compares or draws happens in other threads (``library``).
"""
