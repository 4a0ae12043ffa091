"""Draws everything in `resources/` that is a picture; run `python -m artwork` inside `packaging/` to draw it again."""
