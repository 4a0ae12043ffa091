"""Projects and media on disk, payload import and export. No Qt."""
