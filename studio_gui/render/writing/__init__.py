"""What is written over the picture, and when."""
