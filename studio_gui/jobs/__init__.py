"""Things asked of a service: their states, the table that remembers them, and the tracker that moves them on.

Plain asyncio and SQLite, no Qt: the window and the command line run the same code.
"""
