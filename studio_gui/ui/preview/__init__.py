"""The preview: the whole project played over the stage, as the video will hold it.

Pictures and sound are made ahead by ``render.playing``; here they are shown and heard, and hands steer them.
"""
