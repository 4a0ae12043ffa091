"""The steps of ``bootstrap.py``: a place to install to, the system's libraries, and what to do then.

Standard library only: these run before anything is installed.
"""
