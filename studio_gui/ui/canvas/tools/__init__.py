"""Tools: what the mouse does on the canvas. A tool answers presses; a drag lives from the press to the release."""
