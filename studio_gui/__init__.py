"""Scene Studio: lay out scenes with talking presenters and turn them into videos.

The floors of the house, each allowed to import only what stands to its right:

    ui | cli -> app -> server | jobs -> providers -> render -> painting | files | speech -> model -> base

Nothing heavy is imported here: every start pays for what this file loads.
"""

import os

# Looking for plugins of pydantic reads the metadata of every installed package, and there are none that we use.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# numpy starts a thread a processor for the algebra of large matrices, and there is none here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Qt complains of these in several lines of its own before it takes the same letters in UTF-8.
if os.environ.get("LC_ALL") in ("C", "POSIX"):
    os.environ["LC_ALL"] = "C.UTF-8"

__version__ = "0.1.0"
