"""What is done to a clip as a whole: its shadow, and its animation at a moment."""
