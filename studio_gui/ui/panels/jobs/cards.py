"""A long list of jobs of which only the cards to be seen exist: real widgets, so that hands, keys and readers meet them.

Heights differ, so they are worked out without making the cards: one for each make-up of a card, plus the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from studio_gui.jobs.row import JobRow
from studio_gui.providers.base import JobId
from studio_gui.ui import theme
from studio_gui.ui.panels.jobs import wording
from studio_gui.ui.panels.jobs.card import JobCard
from studio_gui.ui.panels.jobs.looks import no_address

_REST_MS = 90
_MOST_FIRST_PX = 216
"""So much of the window is kept for the first card at the most; the rest of it is scrolled to."""
_MakeUp = tuple[bool, bool, bool]
"""Whether a card has a bar, and whether it has words."""


class CardList(QAbstractScrollArea):
    """Cards one below the other. Arrows, Page keys, Home and End walk; Enter shows the details."""

    asked = Signal(str, str)
    """(job id, action)"""
    rested = Signal()
    """Scrolling has come to an end: pictures may be drawn."""

    def __init__(
        self,
        parent: QWidget,
        *,
        account_of: Callable[[str], str],
        address_of: Callable[[JobRow], str] = no_address,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("job_list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Jobs")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setObjectName("content")
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(theme.S24)
        self._account_of, self._address_of = account_of, address_of
        self._rows: tuple[JobRow, ...] = ()
        self._places: dict[JobId, int] = {}
        self._tops: list[int] = [0]
        self._cards: dict[JobId, JobCard] = {}
        self._spare: list[JobCard] = []
        self._pattern: JobCard | None = None
        self._bare: dict[_MakeUp, int] = {}
        self._wrapped: dict[str, int] = {}
        self._current: JobId | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.rested)
        theme.watch(self, self._measure_anew)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[JobRow]) -> None:
        """Show these jobs and no others; what one looks at stays where it is."""
        bar = self.verticalScrollBar()
        anchor = self._first() if bar.value() > 0 else None
        offset = bar.value() - self._tops[self._places[anchor]] if anchor is not None else 0
        held = self._held()
        held_place = self._places.get(held, 0) if held is not None else 0
        self._rows = tuple(rows)
        self._places = {row.id: place for place, row in enumerate(self._rows)}
        self._stack()
        if anchor is not None and anchor in self._places:
            bar.setValue(self._tops[self._places[anchor]] + offset)
        if held is not None and held not in self._places and self._rows:
            # The keyboard stays in the list when the job it was at goes away.
            self.go_to(self._rows[min(held_place, len(self._rows) - 1)].id, takes_keyboard=True)
        self._place_cards()

    def card(self, job_id: str) -> JobCard | None:
        """The card of a job, when it is to be seen."""
        return self._cards.get(JobId(job_id))

    def cards(self) -> tuple[JobCard, ...]:
        """The cards to be seen, from above."""
        return tuple(sorted(self._cards.values(), key=lambda card: self._places[card.row.id]))

    def go_to(self, job_id: str, *, takes_keyboard: bool = False) -> None:
        """Bring a job into sight, and the keyboard to it."""
        place = self._places.get(JobId(job_id))
        if place is None:
            return
        self._current = JobId(job_id)
        self._show_place(place)
        self._place_cards()
        card = self._cards.get(JobId(job_id))
        if takes_keyboard and card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def set_image(self, job_id: JobId, image: QImage) -> None:
        """Give a card that is to be seen its picture."""
        card = self._cards.get(job_id)
        if card is not None:
            card.picture.set_image(image)

    def tick(self) -> None:
        """Say the times of what is to be seen anew."""
        for card in self._cards.values():
            if wording.is_ticking(card.row):
                card.tick()

    def minimumSizeHint(self) -> QSize:
        """Room for the first card: what happens to it is seen, and its button is in sight."""
        found = super().minimumSizeHint()
        first = self._tops[1] - self._tops[0] if self._rows else 0
        return QSize(found.width(), max(found.height(), min(first + theme.S4, _MOST_FIRST_PX)))

    # --- where things are -----------------------------------------------------------------------------------------

    def _stack(self) -> None:
        heights = (self._height(row) + theme.S8 for row in self._rows)
        self._tops = list(accumulate(heights, initial=theme.S4))
        self.updateGeometry()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(max(1, room - theme.S24))
        bar.setRange(0, max(0, self._tops[-1] + theme.S4 - room))

    def _width(self) -> int:
        return max(1, self.viewport().width() - 2 * theme.S12)

    def _height(self, row: JobRow) -> int:
        words = wording.explanation_of(row, account=self._account_of(row.account))
        make_up = (bool(wording.look_of(row).bar), bool(words), bool(wording.timing_of(row)))
        bare = self._bare.get(make_up) or self._measured(row, make_up)
        return bare + (self._words_height(words) if words else 0)

    def _measured(self, row: JobRow, make_up: _MakeUp) -> int:
        pattern = self._pattern
        if pattern is None:
            pattern = self._pattern = JobCard(row, self.viewport())
            pattern.words.setFixedHeight(0)  # their height depends on the words
            pattern.hide()
        pattern.ensurePolished()
        pattern.bar.setVisible(make_up[0])
        pattern.words.setVisible(make_up[1])
        pattern.timing.setVisible(make_up[2])
        layout = pattern.layout()
        assert layout is not None
        layout.invalidate()
        self._bare[make_up] = layout.totalMinimumSize().height()
        return self._bare[make_up]

    def _words_height(self, words: str) -> int:
        found = self._wrapped.get(words)
        if found is None and self._pattern is not None:
            self._pattern.words.ensurePolished()
            room = QRect(0, 0, self._width() - theme.S12 - theme.S8 - 2, 1 << 16)
            flags = int(Qt.TextFlag.TextWordWrap)
            found = self._pattern.words.fontMetrics().boundingRect(room, flags, words).height() + 2
            self._wrapped[words] = found
        return found or 0

    def _measure_anew(self) -> None:
        self._bare.clear()
        self._wrapped.clear()
        self._stack()
        self._place_cards()

    def _first(self) -> JobId | None:
        place = max(0, bisect_right(self._tops, self.verticalScrollBar().value()) - 1)
        return self._rows[place].id if place < len(self._rows) else None

    def _place_cards(self) -> None:
        """Have a card for each job in sight and nowhere else, apart from the one that has the keyboard."""
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = min(len(self._rows), bisect_right(self._tops, top + self.viewport().height()))
        wanted = {row.id: place for place, row in enumerate(self._rows[first:last], first)}
        held = self._held()
        if held is not None and held in self._places:
            wanted[held] = self._places[held]
        for job_id in self._cards.keys() - wanted.keys():
            self._put_aside(self._cards.pop(job_id))
        for job_id, place in wanted.items():
            self._put(job_id, place, top)
        self._let_tab_in()
        self._rest.start()

    def _put(self, job_id: JobId, place: int, top: int) -> None:
        row = self._rows[place]
        card = self._cards.get(job_id)
        if card is None:
            card = self._cards[job_id] = self._spare.pop() if self._spare else self._new(row)
            card.picture.set_image(None, icon=_icon_of(row))
        card.show_row(row, account=self._account_of(row.account))
        card.show_place(place + 1, len(self._rows))
        height = self._tops[place + 1] - self._tops[place] - theme.S8
        card.setGeometry(theme.S12, self._tops[place] - top, self._width(), height)
        card.show()

    def _new(self, row: JobRow) -> JobCard:
        card = JobCard(row, self.viewport(), address_of=self._address_of)
        card.asked.connect(self.asked)
        card.focused.connect(self._on_focused)
        return card

    def _put_aside(self, card: JobCard) -> None:
        card.hide()
        self._spare.append(card)

    # --- the keyboard ---------------------------------------------------------------------------------------------

    def _held(self) -> JobId | None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        return next((job_id for job_id, card in self._cards.items() if card is focus or card.isAncestorOf(focus)), None)

    def _let_tab_in(self) -> None:
        at = self._current if self._current in self._cards else self._first()
        for job_id, card in self._cards.items():
            card.set_reachable(is_reachable=job_id == at)

    def _on_focused(self, job_id: str) -> None:
        self._current = JobId(job_id)
        self._show_place(self._places[self._current])
        self._let_tab_in()

    def _show_place(self, place: int) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top, bottom = self._tops[place] - theme.S4, self._tops[place + 1]
        if top < bar.value() or bottom - top > room:
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self._places.get(self._current or JobId(""), 0)
        page = max(1, len(self._cards) - 1)
        steps = {
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_PageUp: at - page,
            Qt.Key.Key_PageDown: at + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._rows) - 1,
        }
        if self._rows and key in steps:
            place = min(max(0, steps[Qt.Key(key)]), len(self._rows) - 1)
            self.go_to(self._rows[place].id, takes_keyboard=True)
        elif self._current is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(self._current, "details")
        else:
            event.ignore()

    # --- Qt -------------------------------------------------------------------------------------------------------

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._place_cards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._wrapped.clear()
        self._stack()
        self._place_cards()


_PEOPLE = ("talk", "persona", "persona-url", "customavatar", "dreamavatar", "voiceclone")
"""Kinds of jobs that are about somebody who speaks."""


def _icon_of(row: JobRow) -> str:
    is_sound = (row.result or row.target).suffix.lower() in (".wav", ".mp3")
    return "voice" if is_sound else "presenter" if row.kind in _PEOPLE else "film"
