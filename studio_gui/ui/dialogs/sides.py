"""The frame of a dialog with a list on the left and a page of the chosen one on the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio_gui.ui import theme
from studio_gui.ui.dialogs.message import confirm
from studio_gui.ui.dialogs.parts import button, close_button, heading, label, line
from studio_gui.ui.parts.fading import Faded

ID_ROLE = Qt.ItemDataRole.UserRole
"""What a row of the list is the row of; empty for something that is being added."""
ROW_PX = 34
"""How high a row of words with an icon is."""
_LIST_PX = 236
_ROWS_APART_PX = 1
_ABOVE_PAGE_PX = 2


def page_heading(words: str, parent: QWidget) -> QLabel:
    """What a page is called, at its top: on the line of the first row of the list beside it."""
    made = label(words, "heading", parent)
    made.ensurePolished()
    room = ROW_PX + 2 * (_ROWS_APART_PX - _ABOVE_PAGE_PX)
    made.setContentsMargins(0, (room - made.fontMetrics().height()) // 2, 0, 0)
    return made


class Filling(Protocol):
    """A form that is being filled in."""

    is_touched: bool
    """Whether a person has changed something that is not kept yet."""


class Footer:
    """What belongs to a page and stays in sight: words above the last row, and buttons at both ends of it."""

    def __init__(
        self,
        parent: QWidget,
        *,
        above: Iterable[QWidget] = (),
        left: Iterable[QPushButton] = (),
        right: Iterable[QPushButton] = (),
    ) -> None:
        """``left`` is what takes something away; of ``right`` the last one is primary."""
        self.above, self.left, self.right = QWidget(parent), QWidget(parent), QWidget(parent)
        column = QVBoxLayout(self.above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        for each in above:
            column.addWidget(each)
        for box in (self.left, self.right):
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.S8)
        self.show_buttons(left, right)

    @property
    def parts(self) -> tuple[QWidget, QWidget, QWidget]:
        """Above, left, right."""
        return self.above, self.left, self.right

    def show_buttons(self, left: Iterable[QPushButton], right: Iterable[QPushButton]) -> None:
        """Offer these and no longer what was offered."""
        for box, buttons in ((self.left, left), (self.right, right)):
            row = box.layout()
            assert row is not None
            while (item := row.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            for each in buttons:
                each.setAutoDefault(False)
                row.addWidget(each)
            box.setVisible(row.count() > 0)

    def button(self, name: str) -> QPushButton | None:
        """The button that is called ``name``."""
        found = (box.findChild(QPushButton, name) for box in (self.left, self.right))
        return next((each for each in found if each is not None), None)

    def set_enabled(self, *, is_enabled: bool) -> None:
        """Whether anything here can be pressed."""
        for part in self.parts:
            part.setEnabled(is_enabled)


class TwoSides(QDialog):
    """``list`` on the left, ``page`` on the right; below both, in one row, ``new``, the page's footer and ``shut``.

    While ``form`` has something that is not kept, nobody leaves it unasked.
    """

    form: Filling | None = None

    def __init__(
        self, parent: QWidget | None, *, name: str, title: str, sentence: str, listed: str, new: tuple[str, str]
    ) -> None:
        """``listed`` names the list for screen readers; ``new`` is the text of the button below it, and its name."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.list = QListWidget(self)
        theme.set_role(self.list, "roomy")
        self.list.setAccessibleName(listed)
        self.list.setIconSize(QSize(theme.ICON, theme.ICON))
        self.list.setFixedWidth(_LIST_PX)
        self.list.setSpacing(_ROWS_APART_PX)
        self.new = button(new[0], self, icon="plus", name=new[1])
        self.new.setFixedWidth(_LIST_PX)
        self.page = Faded(self)
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus, and is scrolled to
        self.shut = close_button(self)
        self._footer: Footer | None = None
        self._above, self._left, self._right = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.new.setAutoDefault(False)
        self._set_frame(title, sentence)

    def _set_frame(self, title: str, sentence: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        outer.addLayout(heading(title, sentence, self))
        columns = QHBoxLayout()
        columns.setSpacing(theme.S24)
        right = QVBoxLayout()
        right.setSpacing(theme.S12)
        right.addWidget(self.page, 1)
        right.addLayout(self._above)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        outer.addLayout(columns, 1)
        outer.addWidget(line(self))
        last = QHBoxLayout()
        last.setSpacing(theme.S8)
        last.addWidget(self.new)
        last.addSpacing(theme.S16)
        last.addLayout(self._left)
        last.addStretch(1)
        last.addWidget(self.shut)
        last.addLayout(self._right)
        outer.addLayout(last)

    def set_page(self, page: QWidget, footer: Footer | None = None) -> None:
        """Show something else on the right; what was there is destroyed."""
        before, self._footer = self._footer, footer
        for part in before.parts if before is not None else ():
            part.hide()
            part.deleteLater()
        if footer is not None:
            for place, part in zip((self._above, self._left, self._right), footer.parts, strict=True):
                place.addWidget(part)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, _ABOVE_PAGE_PX, theme.S12, _ABOVE_PAGE_PX)
        column.addWidget(page)
        # A button of the page may be what asked for another one: it goes once it is let go of, not under the finger.
        old = self.page.takeWidget()
        if old is not None:
            old.setParent(self)  # else it is Python's, and gone at once
            old.hide()
            old.deleteLater()
        self.page.setWidget(content)

    # --- what is chosen ---------------------------------------------------------------------------------------------

    @property
    def chosen_id(self) -> str:
        """What is chosen in the list; empty when nothing is."""
        item = self.list.currentItem()
        return str(item.data(ID_ROLE)) if item is not None else ""

    def stay_at(self, item: QListWidgetItem | None) -> None:
        """Choose a row, or none, and let nothing come of it."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(self.list.row(item) if item is not None else -1)
        self.list.blockSignals(False)

    # --- what is not kept yet ---------------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Whether what was filled in may be thrown away: asks when there is something."""
        if self.form is None or not self.form.is_touched:
            return True
        if not confirm(
            self,
            self.leaving_words(),
            yes=("Discard", "discard"),
            no=("Go on editing", "stay"),
            icon=("edit", "accent"),
        ):
            return False
        self.form.is_touched = False
        self.form_dropped()
        return True

    def leaving_words(self) -> str:
        """What is asked before something is thrown away."""
        return "Throw away what you filled in?"

    def form_dropped(self) -> None:
        """What was filled in is thrown away: end what works for it."""

    def reject(self) -> None:
        if self.may_leave():
            super().reject()
