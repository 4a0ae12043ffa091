"""What makes a film: its pictures are composed here; files, tracks and sound are in the packages beside."""
