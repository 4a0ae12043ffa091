"""The main windows of one process: what they share, and projects that go from one to another."""
