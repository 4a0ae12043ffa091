"""The pictures that lie over one another on the stage, and how a drag among them is painted."""
