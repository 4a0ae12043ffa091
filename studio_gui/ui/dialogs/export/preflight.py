"""What the checks found, a line for each, with a way to go there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio_gui.model.checks import Issue
from studio_gui.model.checks.fixes import fix_label
from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import button, label
from studio_gui.ui.parts.mark import Mark

MOST_SHOWN = 50
_READY = "Ready to export"
_ICON_PX = 16
_LOOKS = {"error": ("error", "bad"), "warning": ("warning", "warn"), "info": ("info", "quiet")}


class Preflight(QWidget):
    """The lines of the checks; empty until they are done."""

    jump_wanted = Signal(object)
    """The :class:`Issue` to go to."""

    fix_wanted = Signal(object)
    """The :class:`Issue` to set right."""

    host_wanted = Signal()
    """Files are to be brought where the service can fetch them."""

    find_wanted = Signal()
    """Files that are missing are to be looked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.can_fix = self.can_find = False
        self._said, self._has_place = "Checking…", True
        self._good: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        self._head = label(self._said, "heading", self)
        column.addWidget(self._head)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("What was checked")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(area)
        content.setObjectName("content")
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.S4)
        self._lines.addStretch(1)
        area.setWidget(content)
        column.addWidget(area, 1)

    def begin(self) -> None:
        """The checks are being made anew."""
        self._good = None
        self._say("Checking…")
        while self._lines.count() > 1:
            line = self._lines.takeAt(0).widget()
            if line is not None:
                line.setParent(None)
                line.deleteLater()

    def show_issues(self, issues: tuple[Issue, ...]) -> None:
        """Show a line for each issue, the errors first."""
        self.begin()
        self._say(summary(issues))
        groups = together(issues)
        for group in groups[:MOST_SHOWN]:
            self._lines.insertWidget(self._lines.count() - 1, self._line(group))
        if len(groups) > MOST_SHOWN:
            more = label(f"and {len(groups) - MOST_SHOWN} more", "caption", self)
            self._lines.insertWidget(self._lines.count() - 1, more)
        if not issues:
            self._good = self._all_good()
            self._lines.insertWidget(0, self._good)
            self._good.setVisible(self._has_place)

    def set_place(self, *, is_good: bool) -> None:
        """Nothing is ready as long as the video has no place to go to; why is said at its field."""
        self._has_place = is_good
        self._say(self._said)
        if self._good is not None:
            self._good.setVisible(is_good)

    def _say(self, words: str) -> None:
        self._said = words
        self._head.setText(words if self._has_place or words != _READY else "The folder cannot take the video")

    def _line(self, group: tuple[Issue, ...]) -> QWidget:
        issue = group[0]
        name, color = _LOOKS[issue.severity]
        row = _Line(self, issue)
        words = QVBoxLayout()
        words.setSpacing(0)
        if issue.place:
            others = len(group) - 1
            more = f" and {others} more {'place' if others == 1 else 'places'}" if others else ""
            place = label(f"{issue.place}{more}", "caption", row)
            place.setToolTip("\n".join(each.place for each in group) if more else "")
            words.addWidget(place)
        words.addWidget(label(issue.message, "", row, wraps=True))
        jump = None
        if issue.scene_index is not None:
            jump = button("Show", row, role="link")
            jump.setAccessibleName(f"Show {issue.place}")
            jump.setAutoDefault(False)
            jump.clicked.connect(row.ask)
            row.asked.connect(self.jump_wanted)
        row.fill(Mark(row, name, px=_ICON_PX, color=color), words, state=issue.severity, jump=jump)
        if self.can_fix and fix_label(issue):
            fix = button(fix_label(issue), row, role="link", name="fix")
            fix.setAccessibleName(f"{fix_label(issue)}: {issue.sentence}")
            fix.setAutoDefault(False)
            fix.clicked.connect(row.ask_to_fix)
            row.fix_asked.connect(self.fix_wanted)
            words.addWidget(fix, 0, Qt.AlignmentFlag.AlignLeft)
        if issue.code == "no-public-url":
            host = button("Host media…", row, role="link", name="host_media")
            host.setAutoDefault(False)
            host.clicked.connect(self.host_wanted)
            words.addWidget(host, 0, Qt.AlignmentFlag.AlignLeft)
        if self.can_find and issue.code == "media-missing":
            find = button("Find…", row, role="link", name="find_media")
            find.setAccessibleName(f"Find: {issue.sentence}")
            find.setAutoDefault(False)
            find.clicked.connect(self.find_wanted)
            words.addWidget(find, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _all_good(self) -> QWidget:
        row, words = _Line(self), QVBoxLayout()
        words.addWidget(label("Everything is in place.", "", row))
        row.fill(Mark(row, "done", px=_ICON_PX, color="good"), words, state="good")
        return row


class _Line(QFrame):
    asked = Signal(object)
    fix_asked = Signal(object)

    def __init__(self, parent: QWidget, issue: Issue | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "well")
        self.issue = issue
        self.row = QHBoxLayout(self)
        self.row.setSpacing(theme.S8)

    def fill(self, icon: Mark, words: QVBoxLayout, *, state: str, jump: QPushButton | None = None) -> None:
        """The icon of the state, its words, and the way to go there: all on the line of the first words."""
        first = words.itemAt(0).widget()
        assert isinstance(first, QLabel)
        first.ensurePolished()
        lower = _lower_px(jump, first) if jump is not None else 0
        self.row.setContentsMargins(theme.S12, theme.S8 - lower, theme.S12, theme.S8)
        words.setContentsMargins(0, lower, 0, 0)
        icon.setContentsMargins(0, lower + (first.fontMetrics().height() - _ICON_PX) // 2, 0, 0)
        icon.setAccessibleName(state)
        self.row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addLayout(words, 1)
        if jump is not None:
            self.row.addWidget(jump, 0, Qt.AlignmentFlag.AlignTop)

    def ask(self) -> None:
        """Pass the wish on."""
        self.asked.emit(self.issue)

    def ask_to_fix(self) -> None:
        """Pass the other wish on."""
        self.fix_asked.emit(self.issue)


def _lower_px(button: QPushButton, first: QLabel) -> int:
    """How much lower a button's words stand than smaller ones that begin as high: the base line is to be one."""
    button.ensurePolished()
    metrics = button.fontMetrics()
    base = (button.sizeHint().height() - metrics.height()) // 2 + metrics.ascent()
    return max(0, base - first.fontMetrics().ascent())


def together(issues: tuple[Issue, ...]) -> tuple[tuple[Issue, ...], ...]:
    """The lines to show: what only tells, and says the same of many places, is told once."""
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(issues):
        key = (issue.code, issue.message) if issue.severity == "info" and issue.place else number
        groups.setdefault(key, []).append(issue)
    return tuple(tuple(group) for group in groups.values())


def summary(issues: tuple[Issue, ...]) -> str:
    """How it stands, in words."""
    errors = sum(issue.severity == "error" for issue in issues)
    warnings = sum(issue.severity == "warning" for issue in issues)
    if errors:
        return "One thing must be fixed first" if errors == 1 else f"{errors} things must be fixed first"
    if warnings:
        return "One thing to look at" if warnings == 1 else f"{warnings} things to look at"
    return _READY
