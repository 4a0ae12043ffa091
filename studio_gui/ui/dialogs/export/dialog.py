"""The dialog itself: where to on the left, how in the middle, and on the right what will come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from studio_gui.app.accounts import Account
from studio_gui.app.exporting import ExportOptions
from studio_gui.app.services import Services
from studio_gui.base.film_time import length_words
from studio_gui.model.checks import Issue
from studio_gui.model.project import Project
from studio_gui.providers.base import AccountId, Wanted
from studio_gui.ui import theme
from studio_gui.ui.dialogs.export.destinations import PAYLOAD, Destinations, rounded
from studio_gui.ui.dialogs.export.file_fields import FileFields
from studio_gui.ui.dialogs.export.format_fields import FormatFields
from studio_gui.ui.dialogs.export.laying import boxed, scrolled
from studio_gui.ui.dialogs.export.looking import Looking
from studio_gui.ui.dialogs.export.payload_view import PayloadView, Shown
from studio_gui.ui.dialogs.export.places import default_folder
from studio_gui.ui.dialogs.export.preflight import Preflight
from studio_gui.ui.dialogs.export.service_fields import ServiceFields
from studio_gui.ui.dialogs.export.sources import Known, first_picture, of_service, plain
from studio_gui.ui.dialogs.export.waiting import WaitBox
from studio_gui.ui.dialogs.parts import button, button_row, field, heading, label, line
from studio_gui.ui.parts.length import length_s
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.slices import Work, wait_for
from studio_gui.ui.threads import in_background

_PICTURE_WIDTH = 316
_SIZE = (1000, 612)
_FILE = Account(AccountId(PAYLOAD), "aistudios", "Payload file", "program")
"""What the payload is checked for when it is only saved: a service nobody has an account of."""

Fix = Callable[[Issue], Project]
"""Sets an issue right in the open document and answers the project that came of it."""


Find = Callable[[QWidget], Project]
"""Lets the person look for missing files, over a dialog, and answers the project that came of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person decided: ``options`` to export with, an issue to go to, or the payload to be saved."""

    account: str = ""
    options: ExportOptions | None = None
    jump: Issue | None = None
    saves_payload: bool = False


def ask(
    parent: QWidget,
    services: Services,
    *,
    project: Project,
    path: Path,
    remembered: tuple[str, int] = ("1080", 30),
    format_id: str = "mp4",
    subtitles: str = "",
    account: str = "",
    fix: Fix | None = None,
    find: Find | None = None,
) -> Answer | None:
    """Show the dialog; None when it was cancelled. ``remembered`` are the resolution and frame rate chosen last."""
    dialog = ExportDialog(
        services, project=project, path=path, remembered=remembered, parent=parent, account=account, fix=fix,
        find=find, format_id=format_id, subtitles=subtitles, is_made_later=True,
    )  # fmt: skip
    wait_for(chain(dialog.making, theme.style_all(dialog)), dialog)
    dialog.exec()
    answer = dialog.answer
    dialog.deleteLater()
    return answer


class ExportDialog(QDialog):
    """Where to, how large, and what to look at first."""

    def __init__(
        self,
        services: Services,
        *,
        project: Project,
        path: Path,
        remembered: tuple[str, int],
        parent: QWidget | None,
        account: str = "",
        fix: Fix | None = None,
        find: Find | None = None,
        format_id: str = "mp4",
        subtitles: str = "",
        is_made_later: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle("Export")
        self.answer: Answer | None = None
        self._errors: int | None = None
        self._is_missing_media = False
        self._known: Known | None = None
        self._services, self._project, self._path = services, project, path
        self._fix, self._find = fix, find
        self.looking = Looking(services, self)
        self.making = self._make(FormatFields(remembered, self, format_id=format_id, subtitles=subtitles), account)
        """Makes part after part; the dialog is whole when nothing is left to make."""
        if not is_made_later:
            for _ in self.making:
                pass

    def _make(self, how: FormatFields, account: str) -> Work:
        self.how = how
        self.format, self.resolution, self.fps = how.format, how.resolution, how.fps
        yield from self._fields()
        self._file_fields()
        yield
        self._lay_out()
        yield
        self._order()
        self.destinations.choose(account)
        self.destinations.setFocus()
        self._connect()
        yield
        self._draw()
        self._on_destination()

    def _fields(self) -> Work:
        self.destinations = Destinations(self._offered(), self)
        yield
        self.service = ServiceFields(self._services, self)
        yield
        self.head = label("", "quiet", self)
        self.credits = label("", "quiet", self, wraps=True)
        self.keys = label("", "error", self, wraps=True)
        self.open_accounts = button("Open Accounts…", self, role="link", name="open_accounts")
        self.facts = label("", "quiet", self)
        self.preflight = Preflight(self)
        self.preflight.can_fix, self.preflight.can_find = self._fix is not None, self._find is not None
        self.anyway = QCheckBox("Export anyway", self)
        self.anyway.setObjectName("anyway")
        self.when_ready = WaitBox(self)
        self.payload = PayloadView(self)
        self.payload.hide()
        yield
        self.picture = QLabel(self)
        self.picture.setProperty("role", "well")  # neutral until the picture is drawn, and beside an upright one
        self.picture.setFixedWidth(_PICTURE_WIDTH)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_payload = button("Show JSON", self, icon="code", name="show_json")
        self.show_payload.setCheckable(True)
        self.cancel = button("Cancel", self)
        self.export = button("Export", self, role="primary", icon="export", name="export_now")
        self.export.setDefault(True)

    def _file_fields(self) -> None:
        folder = default_folder(self._services, self._path)
        self.file = FileFields(self._project.name, folder, self._path.parent, self)
        self.name, self.folder, self.note = self.file.name, self.file.folder, self.file.note

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        outer.addLayout(heading("Export the video", self.head, self))
        self._columns = QWidget(self)
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.S24)
        columns.addWidget(self.destinations)
        columns.addWidget(scrolled(self._middle(), self._columns), 1)
        columns.addLayout(self._right())
        outer.addWidget(self._columns, 1)
        outer.addWidget(self.payload, 1)
        outer.addWidget(line(self))
        outer.addLayout(button_row(self.cancel, self.export, left=self.show_payload))
        give_size(self, *_SIZE)

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.S12)
        self._kind_box = boxed(field("Make", self.service.kind, self), self)
        column.addWidget(self._kind_box)
        column.addWidget(self.how)
        column.addWidget(self.file)
        column.addWidget(self.service)
        column.addWidget(self.credits)
        column.addWidget(self.keys)
        column.addWidget(self.open_accounts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _order(self) -> None:
        """Tab goes as one reads."""
        order = (
            *self.destinations.stops, self.service.kind, self.format, self.how.transparent, self.resolution, self.fps,
            self.how.subtitles, self.name, self.folder.choose, self.service.workspace,
            self.service.again, self.service.more, self.service.webhook, self.open_accounts, self.when_ready,
            self.anyway, self.show_payload, self.cancel, self.export,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.S8)
        width, height = self._project.stage_size
        self.picture.setFixedHeight(min(178, round(_PICTURE_WIDTH * height / width)))
        column.addWidget(self.picture)
        column.addWidget(self.facts)
        column.addSpacing(theme.S8)
        self.preflight.setFixedWidth(_PICTURE_WIDTH)
        column.addWidget(self.preflight, 1)
        column.addWidget(self.when_ready)
        column.addWidget(self.anyway, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _connect(self) -> None:
        for each in (self.open_accounts, self.show_payload, self.cancel):
            each.setAutoDefault(False)
        self.destinations.changed.connect(self._on_destination)
        self.destinations.add_wanted.connect(self._on_add_account)
        self.open_accounts.clicked.connect(self._on_open_accounts)
        self.file.changed.connect(self._on_changed)
        self.how.changed.connect(self._on_changed)
        self.service.changed.connect(self._on_changed)
        self.anyway.toggled.connect(self._on_changed)
        self.when_ready.toggled.connect(self._on_waited)
        self.show_payload.toggled.connect(self._on_show_payload)
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self._on_export)
        self.looking.checked.connect(self._on_checked)
        self.looking.known.connect(self._on_known)
        self.preflight.jump_wanted.connect(self._on_jump)
        self.preflight.fix_wanted.connect(self._on_fix)
        self.preflight.host_wanted.connect(self._show_hosting)
        self.preflight.find_wanted.connect(self._on_find)

    # --- where to -------------------------------------------------------------------------------------------------

    def _offered(self) -> tuple[Account, ...]:
        """Creatify makes presenters, no videos of projects."""
        return tuple(one for one in self._services.accounts.all() if one.service != "creatify")

    @property
    def account(self) -> Account:
        """The chosen account; one that nobody has when the payload is saved."""
        chosen = self.destinations.account
        return _FILE if chosen == PAYLOAD else self._services.accounts.get(chosen)

    @property
    def _is_file(self) -> bool:
        return self.destinations.account == PAYLOAD

    @property
    def _is_draft(self) -> bool:
        return self._is_sent and self.service.kind.currentData() == "draft"

    @property
    def _is_kept(self) -> bool:
        """Whether a file comes of it that lies in the folder."""
        return not self._is_file and not self._is_draft

    @property
    def _has_place(self) -> bool:
        return self.folder.is_good or not self._is_kept

    @property
    def _is_place_tried(self) -> bool:
        return self.folder.is_tried or not self._is_kept

    @property
    def _is_sent(self) -> bool:
        return self.account.is_remote and not self._is_file

    def _on_destination(self) -> None:
        self._known = None
        self.anyway.setChecked(False)
        self.when_ready.setChecked(False)
        if self._is_sent:
            self.service.show_account(self.destinations.account)
        self._check()
        self._look_up()
        self._on_changed()

    def _look_up(self) -> None:
        if self._is_sent:
            self.looking.look_up(self.account)
        else:
            self.looking.forget()
            self._known = Known()

    def _on_known(self, known: Known) -> None:
        self._known = known
        self._on_changed()

    def _on_add_account(self) -> None:
        self._show_accounts(add=True)

    def _on_open_accounts(self) -> None:
        self._show_accounts(add=False)

    def _show_accounts(self, *, add: bool) -> None:
        from studio_gui.ui.dialogs import accounts

        added = accounts.show(self, self._services, account=self.destinations.account, add=add)
        self.service.forget()
        offered = self._offered()
        self.destinations.fill(offered, added if any(one.id == added for one in offered) else "")
        self._order()
        self._on_destination()

    def _show_hosting(self) -> None:
        from studio_gui.ui.dialogs import hosting

        hosting.show(self, self._services, add=True)
        self._check()

    # --- what is looked at ----------------------------------------------------------------------------------------

    def _check(self) -> None:
        self._errors = None
        self.preflight.begin()
        self.looking.check(self._project, folder=self._path.parent, account=self.account)

    def changeEvent(self, event: QEvent) -> None:
        """Whoever comes back may have put a file in its place that was missing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._is_missing_media:
            self._check()
            self._draw()

    def _on_checked(self, issues: tuple[Issue, ...]) -> None:
        self._is_missing_media = any(issue.code == "media-missing" for issue in issues)
        self.preflight.show_issues(issues)
        self.when_ready.take(() if self._is_file else issues)
        self._count()

    def _on_waited(self) -> None:
        if self._errors is not None:
            self._count()

    def _count(self) -> None:
        self._errors = self.when_ready.blocking()
        if not self._errors:
            self.anyway.setChecked(False)
        self._on_changed()

    def _draw(self) -> None:
        project, folder = self._project, self._path.parent
        ratio, height = self.devicePixelRatioF(), self.picture.height()
        in_background(self, lambda: first_picture(project, folder, height=height, ratio=ratio), done=self._on_drawn)

    def _on_drawn(self, image: QImage | None) -> None:
        if image is not None:
            self.picture.setPixmap(rounded(image))

    def _on_fix(self, issue: Issue) -> None:
        if self._fix is not None:
            self._take(self._fix(issue))

    def _on_find(self) -> None:
        if self._find is not None:
            self._take(self._find(self))

    def _take(self, project: Project) -> None:
        self._project = project
        self._check()
        self._draw()
        self._on_changed()

    # --- what is shown --------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        total = sum(length_s(scene, language=self._project.studio.language) for scene in self._project.scenes)
        self.how.set_sent(self._is_sent or self._is_file)
        made = self.how.facts(self._project.stage_size, has_rate=not self._is_sent and not self._is_file)
        self.facts.setText(f"About {length_words(total)}{made}")
        self.file.show_note(self.how.form, subtitles=self.how.subtitles_kind)
        self._show_fields()
        self._show_words()
        errors = self._errors or 0
        self.anyway.setVisible(bool(errors))
        self.anyway.setText(f"{'Save' if self._is_file else 'Export'} anyway")
        self.export.setText(self._verb())
        self.export.setEnabled(self._is_ready())
        if not self.payload.isHidden():
            self.payload.load(self._shown())

    def _show_fields(self) -> None:
        self.service.setVisible(self._is_sent)
        self._kind_box.setVisible(self._is_sent)
        self.how.setVisible(not self._is_file)
        self.file.setVisible(self._is_kept)
        self.preflight.set_place(is_good=self._has_place)

    def _show_words(self) -> None:
        known, title = self._known or Known(), self.account.title
        words = "It is made in the background; you can go on working meanwhile."
        if self._is_file:
            words = "What a service would be sent, as a file. Nothing is sent."
        elif self._is_sent:
            words = "It is sent in the background. Without a network it waits, and goes out once when there is one."
        self.head.setText(words)
        is_paid = self._is_sent and self.account.service == "aistudios"
        is_told = is_paid and known.is_first and known.has_keys and not self._is_draft
        first = f"The first video of this account: {title} may use up credits for it." if is_told else ""
        self.credits.setText((self.when_ready.costs(title) if is_paid else "") or first)
        self.credits.setVisible(bool(self.credits.text()))
        trouble = known.trouble or f"The keys of {title} are not known."
        self.keys.setText("" if known.has_keys else trouble)
        self.keys.setVisible(not known.has_keys)
        self.open_accounts.setVisible(not known.has_keys)

    def _verb(self) -> str:
        if self._is_file:
            return "Save payload…"
        return "Push as draft" if self._is_draft else "Export"

    def _is_ready(self) -> bool:
        if self._errors is not None and self._errors > 0 and not self.anyway.isChecked():
            return False
        if self._is_file:
            return True
        is_named = self._is_draft or self.file.is_named
        has_keys = not self._is_sent or (self._known is not None and self._known.has_keys)
        # What costs something is not sent before it was looked at.
        is_checked = self._errors is not None or not self._is_sent
        has_place = self._has_place and self._is_place_tried
        return is_named and has_place and has_keys and is_checked and (not self._is_sent or self.service.is_good)

    def _shown(self) -> Callable[[], Shown]:
        """What makes the JSON of the chosen destination, in another thread."""
        project, services, account = self._project, self._services, self.account
        if not self._is_sent:
            return lambda: plain(project)
        wanted = Wanted(self.resolution.currentData(), self.service.workspace_id, self.service.webhook_url)
        kind = self.service.kind.currentData()
        return lambda: of_service(services, account, project, kind=kind, wanted=wanted)

    # --- what is done ---------------------------------------------------------------------------------------------

    def _on_show_payload(self, is_shown: bool) -> None:
        self._columns.setVisible(not is_shown)
        self.payload.setVisible(is_shown)
        self.show_payload.setText("Hide JSON" if is_shown else "Show JSON")
        if is_shown:
            self.payload.load(self._shown())

    def _on_jump(self, issue: Issue) -> None:
        self.answer = Answer(jump=issue)
        self.accept()

    def _on_export(self) -> None:
        if self.answer is not None:
            return  # the second click of a double click
        if self._is_file:
            self.answer = Answer(saves_payload=True)
        else:
            self.answer = Answer(account=self.destinations.account, options=self._options())
        self.export.setEnabled(False)
        self.accept()

    def _options(self) -> ExportOptions:
        is_sent = self._is_sent
        return ExportOptions(
            resolution=self.resolution.currentData(),
            fps=self.how.rate,
            format=self.how.form.id,
            is_transparent=self.how.is_transparent,
            subtitles=self.how.subtitles_kind,
            file_name=self.file.stem(self.how.form),
            target=None if self.file.is_own_folder or self._is_draft else self.file.wanted(self.how.form),
            ignore_errors=self.anyway.isChecked(),
            when_ready=self.when_ready.isChecked(),
            kind=self.service.kind.currentData() if is_sent else "project",
            workspace_id=self.service.workspace_id if is_sent else "",
            webhook_url=self.service.webhook_url if is_sent else "",
        )
