"""The command line, one file for each command.

No Qt at module level: ``frame`` and ``render`` load it late, and only when they draw.
"""
