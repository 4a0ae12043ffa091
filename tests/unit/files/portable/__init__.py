"""Projects that can be carried off."""
