"""The composition root: ``Services`` puts the floors below together for the window and the command line alike.

No Qt and no decisions of its own: what a thing does belongs to the floor it lives on.
"""
