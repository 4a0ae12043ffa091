"""Projects as frozen values, and pure functions on them. No Qt, no files, no network."""
