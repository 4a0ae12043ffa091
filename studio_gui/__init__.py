"""Scene Studio: lay out scenes with talking presenters and turn them into videos.

The floors of the house, each allowed to import only what stands to its right:

    ui | cli -> app -> server | jobs -> providers -> render -> painting | files | speech -> model -> base

Nothing is imported here: every start pays for what this file loads.
"""

__version__ = "0.1.0"
