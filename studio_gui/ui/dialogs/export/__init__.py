"""The export dialog: where the video goes, how large it is, what to look at first, and the JSON a service would get."""
