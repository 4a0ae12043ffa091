"""The choice to wait for presenters that are not ready, shown where the checks found some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from studio_gui.app.avatars.used import NOT_READY
from studio_gui.model.checks import Issue


class WaitBox(QCheckBox):
    """Hidden while there is nothing to wait for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Send it when its presenters are ready", parent)
        self.setObjectName("when_ready")
        self._issues: Sequence[Issue] = ()
        self.hide()

    def take(self, issues: Sequence[Issue]) -> None:
        """What the checks found."""
        self._issues = issues
        places = [issue for issue in issues if issue.code == NOT_READY and issue.severity == "error"]
        self.setVisible(bool(places))
        if not places:
            self.setChecked(False)
        self.setToolTip("\n".join(issue.sentence for issue in places))

    def costs(self, title: str) -> str:
        """What is agreed to with it at an account that is paid for; empty while it is not checked."""
        said = f"It is sent by itself when its presenters are ready, perhaps in days; {title} may use up credits for it then."
        return said if self.isChecked() else ""

    def blocking(self) -> int:
        """How many errors stand in the way that are not waited for."""
        is_waiting = self.isChecked()
        errors = [issue for issue in self._issues if issue.severity == "error"]
        return sum(not (is_waiting and issue.code == NOT_READY) for issue in errors)
