"""The practice server's parts that need no network."""
