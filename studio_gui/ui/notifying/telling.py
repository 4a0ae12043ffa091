"""Listens to the jobs panel for the window: a quiet notice in the window, the system's own when one looks elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from studio_gui.base.errors import StudioError
from studio_gui.jobs.row import JobRow
from studio_gui.ui import threads
from studio_gui.ui.notifying.news import news_of, news_of_avatar
from studio_gui.ui.notifying.tray import Tray
from studio_gui.ui.panels.jobs import JobsPanel
from studio_gui.ui.panels.jobs.looks import main_action
from studio_gui.ui.parts.folders import show_in_folder
from studio_gui.ui.theme.isolating import isolated
from studio_gui.ui.threads import in_background

if TYPE_CHECKING:
    from studio_gui.app.avatars.following import Change, Following
    from studio_gui.ui.main_window import MainWindow

_SETTING = "notify"


def _done(_answer: None) -> None:
    """It is followed from now on."""


class Telling(QObject):
    """Tells the person how jobs end, in the right place."""

    spoken = Signal(str)
    """What a screen reader was told."""

    def __init__(self, window: MainWindow, panel: JobsPanel) -> None:
        super().__init__(window)
        self._window = window
        self._avatars: Following | None = None
        self.tray = Tray(window, is_wanted=self._is_wanted)
        self.tray.chosen.connect(window.show_job)
        panel.head.telling.setChecked(self._is_wanted())
        panel.head.telling_changed.connect(self._on_wanted)
        panel.moved.connect(self._on_moved)
        panel.started.connect(self._on_started)

    @property
    def _is_front(self) -> bool:
        """Whether it is for this window to tell: of several, one does."""
        return self._window.windows.front is self._window

    def _is_wanted(self) -> bool:
        return self._window.memory.text(_SETTING, "on") == "on"

    def _on_wanted(self, is_wanted: bool) -> None:
        self._window.memory.keep_text(_SETTING, "on" if is_wanted else "off")

    def _on_started(self) -> None:
        if self._avatars is None:
            services = self._window.services
            following = self._avatars = services.avatars.following(
                threads.relayed(self._on_avatar, self),
                failed=threads.relayed(self._on_trouble, self),
                apart=threads.apart(self),
            )
            self.destroyed.connect(following.end)
            in_background(self, lambda: following.begin(services.tracker), done=_done, failed=self._on_not_followed)

    def _on_not_followed(self, error: StudioError) -> None:
        self._avatars = None  # the panel begins anew when the list can be read
        self._on_trouble(error)

    def _on_trouble(self, error: StudioError) -> None:
        self._window.notice(error.sentence())

    def _on_avatar(self, change: Change) -> None:
        news = news_of_avatar(change)
        if news is not None and self._is_front:
            self.tray.tell(news, change.after.id)
        if change.is_worth_telling:
            self._window.issues.look_again()

    def _speak(self, words: str) -> None:
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._window, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
            self.spoken.emit(words)

    def _on_moved(self, row: JobRow, _before: str) -> None:
        news = news_of(row)
        if news is None or not self._is_front:
            return
        self.tray.tell(news, row.id)
        self._speak(news.title)
        if row.state == "done" and row.result is not None:
            said = f"“{isolated(row.result.name)}” is ready."
            if main_action(row) == "folder":  # pictures are not played
                show = partial(show_in_folder, row.result, is_folder=row.is_folder)
                self._window.notice(said, button="Show in folder", then=show)
            else:
                self._window.notice(said, button="Play", then=partial(self._window.play, row.result, row.title))
        else:
            said = f"{news.title}. {news.text}" if news.is_bad else f"{news.title}."
            self._window.notice(said, button="Show", then=partial(self._window.show_job, row.id))
