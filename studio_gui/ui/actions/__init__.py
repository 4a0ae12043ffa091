"""The commands of a person, as data: one row each, from which menus, toolbar, keys and palette are made.

``table.py`` holds the rows. A row names its handler ``module.function``: a function of a :class:`Context` in a module
of this folder, loaded when the command is first used. ``conditions.py`` says when a command can be used.
"""

from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.row import Row

__all__ = ["Context", "Row"]
