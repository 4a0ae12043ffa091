"""Clips as every part of the window treats them: what is done to some of them, and how one says what they are."""
