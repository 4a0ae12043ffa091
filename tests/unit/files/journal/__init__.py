"""The recovery journal."""
