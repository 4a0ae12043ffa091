"""What hands expect on the canvas, proven on the real window; ``table`` says which test proves what."""
