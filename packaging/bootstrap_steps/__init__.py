"""The steps of ``bootstrap.py``: a place to install to, the system's libraries, and what to do then.

Standard library only: these run before anything is installed. One question, whether there is a screen, is
that of the program, and is asked there.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))
