"""The choice to wait for presenters that are not ready, shown where the checks found some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from studio_gui.app.avatars.used import NOT_READY
from studio_gui.model.checks import Issue


class WaitBox(QCheckBox):
    """Hidden while there is nothing to wait for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Send it by itself when its presenters are ready", parent)
        self.setObjectName("when_ready")
        self._issues: Sequence[Issue] = ()
        self.hide()

    def take(self, issues: Sequence[Issue], *, is_paid: bool) -> None:
        """What the checks found; what costs is said before it is agreed to."""
        self._issues = issues
        places = [issue for issue in issues if issue.code == NOT_READY and issue.severity == "error"]
        self.setVisible(bool(places))
        if not places:
            self.setChecked(False)
        self.setText(
            "Send it by itself when its presenters are ready" + ("; it may use up credits then" if is_paid else "")
        )
        self.setToolTip("\n".join(issue.sentence for issue in places))

    def blocking(self) -> int:
        """How many errors stand in the way that are not waited for."""
        is_waiting = self.isChecked()
        errors = [issue for issue in self._issues if issue.severity == "error"]
        return sum(not (is_waiting and issue.code == NOT_READY) for issue in errors)
