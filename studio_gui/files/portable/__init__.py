"""A project that can be carried off: its media listed, brought in from outside, found again, and packed into one file."""
