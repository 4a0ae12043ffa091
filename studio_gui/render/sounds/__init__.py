"""Where the sounds of a scene come from, and how loud they are from moment to moment."""
