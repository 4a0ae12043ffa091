"""Typing into a text where it stands: the caret, the marks, the keys and the input method."""
