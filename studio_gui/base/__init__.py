"""The ground floor: errors, user folders, settings, logging, JSON text. It imports nothing of the project."""
