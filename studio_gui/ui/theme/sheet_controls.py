"""Style sheet, part two: buttons, fields, choices, sliders and progress."""

CONTROLS = """
QPushButton {
    background: $raised; border: 1px solid $line_strong; border-radius: 6px; padding: 0 12px; min-height: 28px;
    outline: none;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:disabled { color: $disabled; border-color: $line; background: transparent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 26px; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="primary"] {
    background: $accent; border: 1px solid $accent; color: $on_accent; font-weight: 600; padding: 0 14px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $accent_ring; padding: 0 13px; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $disabled; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:pressed { background: $pressed; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="danger"] { color: $bad; }
QPushButton[role="danger"]:disabled { color: $disabled; }
QPushButton[role="link"] {
    background: transparent; border: none; color: $accent; padding: 0; min-height: 20px; text-align: left;
}
QPushButton[role="link"]:hover { color: $accent_hover; text-decoration: underline; }
QPushButton[role="link"]:focus { border: none; text-decoration: underline; padding: 0; min-height: 20px; }
QPushButton[role="link"]:disabled { color: $disabled; }
QPushButton[role="key"] {
    color: $quiet; background: $field; border: 1px solid $line; border-radius: 5px; padding: 0 6px; font-size: 11px;
    min-height: 20px;
}
QPushButton[role="key"][empty="true"] { color: $disabled; background: transparent; border-color: transparent; }
QPushButton[role="key"]:hover, QPushButton[role="key"][empty="true"]:hover { color: $text; background: $hover; border-color: $line_strong; }
QPushButton[role="key"]:checked, QPushButton[role="key"][empty="true"]:checked { color: $accent; border-color: $accent; background: $accent_soft; }
QPushButton[role="key"]:focus, QPushButton[role="key"][empty="true"]:focus { border: 2px solid $accent; padding: 0 5px; min-height: 18px; }
QPushButton[dense="true"] { min-height: 22px; padding: 0 9px; font-size: 12px; }
QPushButton[dense="true"]:focus { min-height: 20px; padding: 0 8px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; color: $quiet; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:open { background: $pressed; color: $text; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[popupMode="1"] { padding-right: 14px; }
QToolButton::menu-button { border: none; border-radius: 6px; width: 13px; }
QToolButton::menu-button:hover { background: $pressed; }
QToolButton::menu-arrow { image: $mark_down; width: 9px; height: 9px; }
/* Behind words Qt leaves two spaces more. */
QToolButton[role="tool"] { padding: 5px 2px 5px 6px; color: $text; }
QToolButton[role="tool"]:disabled { color: $disabled; }
QToolButton[opens="menu"] { padding-right: 12px; }
QToolButton[opens="menu"]::menu-indicator {
    image: $mark_down; width: 10px; height: 10px; subcontrol-origin: padding; subcontrol-position: right center; right: 4px;
}
QToolButton[role="tool"][opens="menu"] { padding-right: 15px; }
QToolButton[role="tool"][opens="menu"]::menu-indicator { right: 9px; }
QToolButton[role="status"] { padding: 0 6px; border: none; border-radius: 4px; font-size: 12px; min-height: 20px; }
QToolButton[role="segment"] { border-radius: 5px; padding: 3px 6px; }
QToolButton[role="segment"]:checked { background: $segment; border-color: $line_strong; color: $text; }
QToolButton[role="choice"] {
    border: 1px solid $line_strong; border-radius: 8px; padding: 0 12px; color: $text; text-align: left;
}
QToolButton[role="choice"]:checked {
    border: 2px solid $accent; padding: 0 11px; background: $accent_soft; color: $text;
}
QToolButton[role="choice"]:focus { border: 2px solid $accent; padding: 0 11px; }
QToolButton[role="choice"]:disabled { border-color: $line; color: $disabled; }
QToolButton[dense="true"] { padding: 2px; }
/* As around other buttons; the second pixel comes from inside. */
QToolButton:focus { border: 2px solid $accent; padding: 4px; }
QToolButton[popupMode="1"]:focus { padding-right: 13px; }
QToolButton[opens="menu"]:focus { padding-right: 11px; }
QToolButton[role="tool"]:focus { padding: 4px 1px 4px 5px; }
QToolButton[role="tool"][opens="menu"]:focus { padding-right: 14px; }
QToolButton[role="status"]:focus { border: 2px solid $accent; padding: 0 4px; min-height: 16px; }
QToolButton[role="segment"]:focus { border: 2px solid $accent; padding: 2px 5px; }
QToolButton[role="choice"]:focus { padding: 0 11px; }
QToolButton[dense="true"]:focus { padding: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $field; border: 1px solid transparent; border-radius: 6px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $hint;
}
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 28px; padding: 0 8px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
/* A line of text has two more inside, and words above each other begin on one line. */
QComboBox:!editable { padding-left: 10px; }
/* A list below the field, with a bar to scroll it; Qt's own covers the screen and has arrows at its ends. */
QComboBox { combobox-popup: 0; }
QLineEdit { lineedit-clear-button-icon: $mark_close; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $line_strong; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
    background: $panel; border: 2px solid $accent;
}
/* The ring takes its second pixel from the room inside: nothing moves. */
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on { padding: 0 7px; min-height: 26px; }
QComboBox:!editable:focus, QComboBox:!editable:on { padding-left: 9px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $disabled; placeholder-text-color: $disabled;
}
QLineEdit[state="error"] { border: 1px solid $bad; }
QLineEdit[state="error"]:focus { border: 2px solid $bad; }
QLineEdit[dense="true"], QAbstractSpinBox[dense="true"], QComboBox[dense="true"] { min-height: 22px; font-size: 12px; }
QLineEdit[dense="true"]:focus, QAbstractSpinBox[dense="true"]:focus, QComboBox[dense="true"]:focus { min-height: 20px; }
QPlainTextEdit[role="mono"] { font-family: "DejaVu Sans Mono", "Menlo", "Consolas", monospace; font-size: 12px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::drop-down:focus, QComboBox::drop-down:on { width: 20px; }
QComboBox::down-arrow { image: $mark_down; width: 14px; height: 14px; }
QComboBox QAbstractItemView, QListView[role="choices"] {
    background: $raised; border: 1px solid $line_strong; border-radius: 8px; padding: 4px; outline: none;
}
/* A completer gives it six pixels more than its entries need. */
QListView[role="choices"] { padding: 2px; }
QComboBox QAbstractItemView::item, QListView[role="choices"]::item { min-height: 26px; padding: 0 6px; border-radius: 6px; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $outline; background: $panel; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: $mark_check; }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: $mark_minus; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; background: $on_accent; }
QCheckBox:focus, QRadioButton:focus { outline: none; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked:focus, QCheckBox::indicator:indeterminate:focus { border: 2px solid $accent_ring; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line_strong; }
QCheckBox::indicator:checked:disabled, QCheckBox::indicator:indeterminate:disabled {
    background: $disabled; border-color: $disabled;
}
QRadioButton::indicator:checked:disabled { border-color: $disabled; background: $panel; }

QSlider::groove:horizontal { height: 4px; background: $line_strong; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $raised; border: 1px solid $outline; width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
}
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider:focus { outline: none; }
/* As large as before, or the slider would cut the ring off. */
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 10px; height: 10px; }
QSlider[role="mixed"]::sub-page:horizontal { background: $line_strong; }
QSlider::sub-page:horizontal:disabled { background: $line_strong; }
QSlider::handle:horizontal:disabled { border-color: $line_strong; }

QProgressBar { background: $line_strong; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QProgressBar[state="good"]::chunk { background: $good; }
QProgressBar[state="bad"]::chunk { background: $bad; }
QGroupBox { border: none; margin-top: 18px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
"""

MIRRORED = """
QToolButton[opens="menu"] { padding: 5px 5px 5px 12px; }
QToolButton[opens="menu"]:focus { padding: 4px 4px 4px 11px; }
QToolButton[role="tool"] { padding: 5px 6px 5px 2px; }
QToolButton[role="tool"]:focus { padding: 4px 5px 4px 1px; }
QToolButton[role="tool"][opens="menu"] { padding: 5px 6px 5px 15px; }
QToolButton[role="tool"][opens="menu"]:focus { padding: 4px 5px 4px 14px; }
QTreeView::item:first { border-radius: 0; border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QTreeView::item:last { border-radius: 0; border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QTreeView::item:only-one { border-radius: 6px; }
"""
"""What stands the other way round for those who read from right to left: Qt turns round where a mark is, but not the
room that is left for it, nor which corners are round."""
