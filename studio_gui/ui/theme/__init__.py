"""The one place that decides how things look: colours, spacing, type, icons and the style sheet.

Widgets say what they *are* (``objectName``, the dynamic property ``role``) and bring no style sheet of their own::

    role of a QPushButton         primary  quiet  danger  link  key  toast
    role of a QToolButton         tool  segment  choice  status  tab
    role of a QFrame / QWidget    panel  ground  card  bar  toast  drop  well  line  ghost
    role of a QLabel              display  title  heading  quiet  caption  error  good  warn  key  well  value
    role of others                mono (QPlainTextEdit)  page (QTextBrowser)  roomy rows drawn (QListView, QTreeView)  lines choices (QListView)
                                  projects (QTabBar)  mixed (QSlider)
    opens of a QListView          click: what is clicked on opens, on every system

``theme.set_role(widget, "primary")`` sets the property and restyles a widget that is already shown.
"""

from studio_gui.ui.theme.apply import apply, current_mode, is_dark, numbers_font, set_role, style_all, watch
from studio_gui.ui.theme.combo import ComboBox, Menu, Suggestions, round_region
from studio_gui.ui.theme.edits import LineEdit, TextEdit, field_menu
from studio_gui.ui.theme.icons import draw_for, icon, icon_pixmap, set_apart
from studio_gui.ui.theme.tokens import (
    CARD_RADIUS,
    CONTROL,
    CONTROL_SMALL,
    ICON,
    RADIUS,
    S4,
    S8,
    S12,
    S16,
    S24,
    Tokens,
    tokens,
)

__all__ = [
    "CARD_RADIUS", "CONTROL", "CONTROL_SMALL", "ICON", "RADIUS", "S4", "S8", "S12", "S16", "S24", "ComboBox", "LineEdit", "Menu", "Suggestions", "TextEdit", "Tokens",
    "apply", "current_mode", "draw_for", "field_menu", "icon", "icon_pixmap", "is_dark", "numbers_font", "round_region", "set_apart", "set_role", "style_all", "tokens", "watch",
]  # fmt: skip
