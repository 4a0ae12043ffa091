"""The window of avatars."""
