"""What goes to the clipboard and comes from it: clips, whole scenes, and what other programs put there."""
