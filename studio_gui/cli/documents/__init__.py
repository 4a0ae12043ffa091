"""Commands that bring documents in and give them out."""
