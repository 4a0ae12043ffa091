"""The clients against the practice server, over real HTTP."""
