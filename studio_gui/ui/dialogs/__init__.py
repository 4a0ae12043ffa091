"""Questions to the person. Each module has ``ask(...)``, which returns plain values, so a test replaces one function."""
