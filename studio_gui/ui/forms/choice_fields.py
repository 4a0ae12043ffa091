"""Choosing one of several: a list, a row of buttons, a switch, a font."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.forms.field import MIXED_TEXT, Field, constant, guard_wheel

Choices = Sequence[tuple[str, str]]
_SEGMENT_PX = 12
_SIDES = {"left", "right"}


class ChoiceField(Field):
    """One of several, from a list that drops down; a value that is not in it is shown as it is."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = _Combo(self)
        self.set_choices(choices)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self._on_activated)

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices; nothing is shown until the next value."""
        self._foreign = -1
        self.combo.clear()
        for value, label in choices:
            self.combo.addItem(label, value)
        self.combo.setCurrentIndex(-1)

    def show_value(self, value: object) -> None:
        said = str(value)
        index = self.combo.findData(said)
        if self._foreign >= 0 and index != self._foreign:
            self.combo.removeItem(self._foreign)
            self._foreign = -1
            index = self.combo.findData(said)
        if index < 0:
            self.combo.addItem(said, said)
            index = self._foreign = self.combo.count() - 1
        self.combo.setToolTip("")
        if index != self.combo.currentIndex():
            self.combo.setCurrentIndex(index)

    def show_foreign(self, value: str, label: str) -> None:
        """Show a value that is not in the list under a name people know; what it is, is its tip."""
        self.show_value(value)
        if self._foreign >= 0:
            self.combo.setItemText(self._foreign, label)
            tip = value if label != value else ""
            self.combo.setItemData(self._foreign, tip, Qt.ItemDataRole.ToolTipRole)
            self.combo.setToolTip(tip)

    def show_mixed(self) -> None:
        self.combo.setToolTip("")
        self.combo.setCurrentIndex(-1)

    def _on_activated(self, index: int) -> None:
        self.edited.emit(constant(self.combo.itemData(index)))


class _Combo(theme.ComboBox):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setPlaceholderText(MIXED_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        guard_wheel(self)


class FontField(Field):
    """A font family; the fonts of this computer are looked up when the list is first opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = _FontCombo(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.combo.activated.connect(self._on_activated)

    def show_value(self, value: object) -> None:
        self.combo.show_family(str(value))

    def show_mixed(self) -> None:
        self.combo.setCurrentIndex(-1)

    def _on_activated(self, index: int) -> None:
        self.edited.emit(constant(self.combo.itemText(index)))


class _FontCombo(_Combo):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_filled = False

    def show_family(self, family: str) -> None:
        index = self.findText(family)
        if index < 0:
            self.insertItem(0, family)
            index = 0
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def showPopup(self) -> None:
        if not self._is_filled:
            self._fill()
        super().showPopup()

    def _fill(self) -> None:
        self._is_filled = True
        kept = self.currentText()
        known = {self.itemText(index) for index in range(self.count())}
        families = {family for family in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(family)}
        self.clear()
        for family in sorted(families | known, key=str.casefold):
            self.addItem(family)
        self.setCurrentIndex(self.findText(kept) if kept else -1)
        self.view().setFont(QFont(self.font()))


class SegmentField(Field):
    """One of a few, as a row of buttons that are all in sight."""

    def __init__(self, choices: Choices, parent: QWidget | None = None, *, icons: Sequence[QIcon] = ()) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values = [value for value, _label in choices]
        well = QFrame(self)
        well.setProperty("role", "well")
        self.setFixedHeight(theme.CONTROL)  # with the words of some faces it would be taller than the fields beside it
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(well)
        layout = QHBoxLayout(well)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        if {value for value, _label in choices} >= _SIDES:
            # The left is at the left, also where one reads from the right.
            well.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for index, (_value, label) in enumerate(choices):
            button = QToolButton(well)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setFont(_small(button.font()))
            button.setAccessibleName(label)
            button.setToolTip(label)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            if index < len(icons):
                button.setIcon(icons[index])
            else:
                button.setText(label)
            self._group.addButton(button, index)
            layout.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)

    def buttons(self) -> list[QToolButton]:
        """The buttons in their order."""
        return [button for button in self._group.buttons() if isinstance(button, QToolButton)]

    def show_value(self, value: object) -> None:
        index = self._values.index(str(value)) if str(value) in self._values else -1
        if index != self._group.checkedId():
            self._check(index)

    def show_mixed(self) -> None:
        self._check(-1)

    def _check(self, index: int) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == index)
        self._group.setExclusive(True)

    def _on_clicked(self, index: int) -> None:
        self.edited.emit(constant(self._values[index]))


def _small(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPixelSize(_SEGMENT_PX)
    return smaller


class ToggleField(Field):
    """On or off; a dash in the box where clips differ."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(text, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addStretch(1)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self._on_clicked)

    def show_value(self, value: object) -> None:
        self.box.setTristate(False)
        self.box.setChecked(bool(value))

    def show_mixed(self) -> None:
        self.box.setTristate(True)
        self.box.setCheckState(Qt.CheckState.PartiallyChecked)

    def _on_clicked(self) -> None:
        is_on = self.box.isChecked()
        self.box.setTristate(False)
        self.box.setChecked(is_on)
        self.edited.emit(constant(is_on))
