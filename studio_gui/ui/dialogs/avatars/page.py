"""The page of one avatar: how it stands, its diary, the service's own words, and what can be done."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio_gui.app.avatars import KINDS, Avatar, Consent, Entry
from studio_gui.base.telling_time import ago, span, time_of_day
from studio_gui.ui import theme
from studio_gui.ui.dialogs.avatars.looks import look_of, steps_of
from studio_gui.ui.dialogs.avatars.strip import DiaryStrip
from studio_gui.ui.dialogs.parts import button, label, stand_on_line
from studio_gui.ui.dialogs.said import Said
from studio_gui.ui.dialogs.sides import Footer
from studio_gui.ui.parts.elided import Elided

_PICTURE_PX = 72
_TICK_MS = 1000
_MOST_REASON_PX = 190


class AvatarPage(QWidget):
    """Shows an avatar; ``asked`` says what a person wants done with it."""

    asked = Signal(str)
    """``check fix look_up send_again cancel forget use``"""

    def __init__(self, avatar: Avatar, *, account: str, consent: Consent | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.avatar, self._consent, self._account = avatar, consent, account
        self._entries: tuple[Entry, ...] = ()
        self._is_offered = self._has_picture = False
        self.picture = QLabel(self)
        self.picture.setFixedSize(_PICTURE_PX, _PICTURE_PX)
        self.picture.setProperty("role", "well")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = Elided("title", self)
        self._icon = QLabel(self)
        self.state = label("", "", self)
        self.detail = label("", "quiet", self, wraps=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Sent")
        self.trouble = label("", "error", self, wraps=True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason_head = label("The service said", "quiet", self)
        self.reason = Said(self, name="What the service said", most_px=_MOST_REASON_PX)
        self.strip = DiaryStrip(self)
        self.next = label("", "quiet", self, wraps=True)
        self.check = button("Check now", self, icon="refresh", name="check_avatar")
        self.facts = QGridLayout()
        self.footer = Footer(self)
        self._lay_out()
        self.check.clicked.connect(lambda: self.asked.emit("check"))
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        theme.watch(self, self._on_theme)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        head = QHBoxLayout()
        head.setSpacing(theme.S16)
        words = QVBoxLayout()
        words.setSpacing(theme.S4)
        state = QHBoxLayout()
        state.setSpacing(theme.S8)
        state.addWidget(self._icon)
        state.addWidget(self.state)
        state.addStretch(1)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addLayout(state)
        words.addWidget(self.detail)
        words.addStretch(1)
        head.addWidget(self.picture)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.trouble)
        column.addWidget(self.reason_head)
        column.addWidget(self.reason)
        column.addWidget(self.strip)
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        row.addWidget(self.next, 1)
        row.addWidget(self.check)
        column.addLayout(row)
        self.facts.setHorizontalSpacing(theme.S16)
        self.facts.setVerticalSpacing(theme.S4)
        self.facts.setColumnStretch(1, 1)
        column.addLayout(self.facts)
        column.addStretch(1)
        self.check.setAutoDefault(False)

    def show_avatar(self, avatar: Avatar, entries: Sequence[Entry]) -> None:
        """Show it as it is now."""
        before, self.avatar, self._entries = self.avatar, avatar, tuple(entries)
        look = look_of(avatar)
        self.title.set_whole(avatar.name)
        self._icon.setPixmap(theme.icon_pixmap(look.icon, theme.ICON, color=look.color, ratio=self.devicePixelRatioF()))
        self.state.setText(avatar.words if avatar.phase in ("waiting", "sending") else look.words)
        is_sending = avatar.phase in ("waiting", "sending")
        self.bar.setVisible(is_sending)
        self.bar.setRange(0, 1000 if avatar.fraction > 0 else 0)
        self.bar.setValue(round(avatar.fraction * 1000))
        said = "\n".join(filter(None, (" ".join(filter(None, (avatar.error, avatar.hint))), *_fields(avatar))))
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        theme.set_role(self.trouble, "error" if avatar.phase == "refused" else "warn")
        self._show_reason(avatar.reason if avatar.phase == "failed" else "")
        self._on_tick()
        if before.phase != avatar.phase or not self._is_offered:
            self._offer()
        self._show_facts()
        if not avatar.is_over:
            self._tick.start()
        else:
            self._tick.stop()

    def show_picture(self, image: QImage | None) -> None:
        """Show its preview; a figure where there is none."""
        ratio, self._has_picture = self.devicePixelRatioF(), image is not None
        if image is None:
            self.picture.setPixmap(theme.icon_pixmap("presenter", 40, color="disabled", ratio=ratio))
            return
        side = round(_PICTURE_PX * ratio)
        scaled = image.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        left, top = (scaled.width() - side) // 2, 0
        pixmap = QPixmap.fromImage(scaled.copy(left, top, side, side))
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def _show_reason(self, reason: str) -> None:
        for each in (self.reason_head, self.reason):
            each.setVisible(bool(reason))
        if self.reason.toPlainText() != reason:
            self.reason.setPlainText(reason)

    def _on_tick(self) -> None:
        now = time.time()
        self.strip.show_steps(steps_of(self.avatar, self._entries, now=now))
        self.strip.setVisible(bool(self.strip.steps))
        avatar, parts = self.avatar, []
        if avatar.checked_at:
            parts.append(f"Checked {ago(max(0.0, now - avatar.checked_at))}")
        if avatar.next_at > now:
            parts.append(f"next check in {span(avatar.next_at - now, is_rough=True)}")
        elif avatar.next_at:
            parts.append("being checked now")
        said = " · ".join(parts)
        self.next.setText(said[:1].upper() + said[1:])
        is_asked = bool(avatar.remote_id) and not avatar.is_over
        self.next.setVisible(bool(said))
        self.check.setVisible(is_asked)

    def _offer(self) -> None:
        self._is_offered = True
        is_droppable = self.avatar.is_over or not self.avatar.is_ours
        self.footer.show_buttons(
            [self._made("Remove from list…", "forget", role="danger")] if is_droppable else [],
            [
                self._made(text, name, role=role)
                for text, name, role in _ACTIONS.get(self.avatar.phase, ())
                if name != "fix" or self.avatar.is_ours
            ],
        )

    def _made(self, text: str, name: str, *, role: str) -> QPushButton:
        made = button(text, self, role=role, name=f"{name}_avatar")
        made.clicked.connect(self._emitter(name))
        return made

    def _emitter(self, name: str) -> Callable[[], None]:
        return lambda: self.asked.emit(name)

    def _show_facts(self) -> None:
        rows = _facts(self.avatar, self._account, self._consent)
        for index, (title, words) in enumerate(rows):
            if self.facts.itemAtPosition(index, 0) is None:
                name, value = label("", "quiet", self), label("", "", self, wraps=True)
                self.facts.addWidget(name, index, 0, Qt.AlignmentFlag.AlignTop)
                stand_on_line(name, value)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.facts.addWidget(value, index, 1)
            for column, text in enumerate((title, words)):
                found = self.facts.itemAtPosition(index, column)
                widget = found.widget() if found is not None else None
                if isinstance(widget, QLabel):
                    widget.setText(text)
                    widget.setVisible(bool(words))

    def _on_theme(self) -> None:
        self.show_avatar(self.avatar, self._entries)
        if not self._has_picture:
            self.show_picture(None)


_ACTIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "waiting": (("Cancel sending", "cancel", ""),),
    "sending": (("Cancel sending", "cancel", ""),),
    "unsure": (("Send again…", "send_again", ""), ("Look it up", "look_up", "primary")),
    "refused": (("Fix and send again", "fix", "primary"),),
    "cancelled": (("Fix and send again", "fix", "primary"),),
    "failed": (("Fix and send again", "fix", "primary"),),
    "ready": (("Use on the stage", "use", "primary"),),
}
"""Phase to the buttons at the right of the footer, the primary one last."""


def _fields(avatar: Avatar) -> list[str]:
    names = {"source": "Footage", "consent": "Consent video", "name": "Name", "scene": "Place", "webhook": "Webhook"}
    return [
        f"{names.get(field, field.capitalize())}: {words}" if field else words for field, words in avatar.fields.items()
    ]


def _facts(avatar: Avatar, account: str, consent: Consent | None) -> list[tuple[str, str]]:
    making = next((one for kind, one in KINDS.items() if kind == avatar.kind), None)
    agreed = ""
    if consent is not None:
        agreed = f"Confirmed {time_of_day(consent.at)}"
        if consent.sha256:
            agreed += f", video {consent.sha256[:12]}…"
    return [
        ("Account", account),
        ("Kind", making.title if making is not None else KINDS["persona"].title if avatar.kind == "persona-url" else avatar.kind),
        ("Sent", time_of_day(avatar.sent_at) if avatar.sent_at else ""),
        ("Consent", agreed if avatar.is_ours else "Made elsewhere"),
        ("Id", avatar.remote_id),
    ]  # fmt: skip
