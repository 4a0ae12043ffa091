"""Clips as every part of the window treats them: how they are made and changed, and how one says what they are."""
