"""Other programs' documents as scenes: slides, pages of subtitles and texts. No Qt here; PDF pages are in ``render``."""
