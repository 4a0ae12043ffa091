"""The window of avatars: asking for one, and its diary until it is ready."""
