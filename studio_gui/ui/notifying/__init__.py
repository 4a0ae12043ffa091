"""Telling a person who looks elsewhere how jobs end, and asking what becomes of them when the window closes."""
