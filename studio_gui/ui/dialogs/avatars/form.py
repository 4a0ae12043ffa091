"""The form of a new avatar: who it is, what it is made of, and the consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from studio_gui.app.accounts import Account
from studio_gui.app.avatars import KINDS, AvatarForm, Kind
from studio_gui.app.avatars.consent import ATTESTATION
from studio_gui.model.checks import Issue
from studio_gui.providers.base import AccountId
from studio_gui.ui import theme
from studio_gui.ui.dialogs import files
from studio_gui.ui.dialogs.avatars.drop_zone import DropZone
from studio_gui.ui.dialogs.avatars.field_box import choice, line_edit, stacked
from studio_gui.ui.dialogs.avatars.footage_view import FootageView
from studio_gui.ui.dialogs.parts import FieldBox, button, label
from studio_gui.ui.dialogs.sides import Footer

_GENDERS = {"m": "Male", "f": "Female", "nb": "Non-binary"}
_LOCALES = {"en": "English", "ko": "Korean", "zh": "Chinese"}
_FILTERS = {"footage": files.VIDEOS, "photo": files.PICTURES, "recording": files.SOUNDS}


class AvatarFields(QWidget):
    """All fields; ``filled`` is what they say, ``say`` puts words beside them."""

    send_wanted = Signal()
    host_wanted = Signal()
    """Files of this computer are to be brought where the service can fetch them."""

    def __init__(
        self,
        accounts: Sequence[Account],
        kinds: Mapping[AccountId, Sequence[Kind]],
        *,
        start: AvatarForm,
        parent: QWidget,
    ) -> None:
        """``kinds`` is what each account makes; ``start`` fills the fields."""
        super().__init__(parent)
        self._kinds = kinds
        self.is_touched = False
        self.account = choice("avatar_account", [(one.id, one.title) for one in accounts], chosen=start.account)
        self.kind = choice("avatar_kind", ())
        self.name = line_edit("avatar_name", text=start.name, longest=255)
        self.gender = choice("avatar_gender", ())
        self.language = choice("avatar_locale", list(_LOCALES.items()), chosen=start.locale)
        self.scene = line_edit("avatar_scene", text=start.scene, hint="One word, such as office", longest=255)
        self.keywords = line_edit("avatar_keywords", text=start.keywords, hint="Optional", longest=255)
        self.labels = line_edit("avatar_labels", text=", ".join(start.labels), hint="Optional, with commas between")
        self.webhook = line_edit("avatar_webhook", text=start.webhook, hint="Optional, https://…", longest=200)
        self.source = DropZone(
            self, name="avatar_source", what="the footage", kinds=files.VIDEOS, takes_address=True
        )  # fmt: skip
        self.consent = DropZone(
            self, name="avatar_consent", what="the consent video", kinds=files.VIDEOS, takes_address=False
        )  # fmt: skip
        self.footage = FootageView(self)
        self.host = button("Set up media hosting…", self, role="link", name="host_media")
        self.host.setAutoDefault(False)
        self.host.hide()
        self.agreed = QCheckBox("The person has agreed", self)
        self.agreed.setObjectName("avatar_agreed")
        self.agreed.setAccessibleName(self.agreed.text())
        self.agreed.setAccessibleDescription(ATTESTATION)
        self.attestation = label(ATTESTATION, "quiet", self, wraps=True)
        self.trouble = label("", "error", self, wraps=True)
        self.trouble.setObjectName("avatar_trouble")
        self.send = button("Send", self, role="primary", name="send_avatar")
        self.boxes = self._make_boxes()
        self._agreement = FieldBox("Consent", self._consent_row(), self)
        self._lay_out()
        self.trouble.hide()
        self.footer = Footer(self, above=(self.trouble,), right=(self.send,))
        self._order()
        self._start = start
        self._on_account()
        self.kind.setCurrentIndex(max(0, self.kind.findData(start.kind)))
        self._on_kind()
        self._connect()
        if start.source:
            self.source.put(start.source)
        self.consent.put(start.consent)
        self.is_touched = False

    def _make_boxes(self) -> dict[str, FieldBox]:
        return {
            "account": FieldBox("Account", self.account, self),
            "kind": FieldBox("What to make", self.kind, self),
            "source": FieldBox("Footage", self.source, self),
            "consent": FieldBox("Consent video", self.consent, self, hint="The person says in it that they agree."),
            "name": FieldBox("Name of the person", self.name, self, hint="A real person’s name. It is not shown."),
            "gender": FieldBox("Gender", self.gender, self),
            "locale": FieldBox("Language", self.language, self),
            "scene": FieldBox("Place", self.scene, self),
            "keywords": FieldBox("Keywords", self.keywords, self),
            "labels": FieldBox("Labels", self.labels, self),
            "webhook": FieldBox("Tell this address when it is done", self.webhook, self),
        }

    def _consent_row(self) -> QWidget:
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(self.agreed)
        column.addWidget(self.attestation)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(label("New avatar", "heading", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S12)
        for place, name in enumerate(("account", "kind")):
            grid.addWidget(self.boxes[name], 0, place, Qt.AlignmentFlag.AlignTop)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        column.addLayout(stacked(self.boxes["source"], self.host, self.footage, self.boxes["consent"]))
        more = QGridLayout()
        more.setHorizontalSpacing(theme.S12)
        more.setVerticalSpacing(theme.S12)
        order = (("name", "gender"), ("scene", "locale"), ("keywords", "labels"))
        for row, names in enumerate(order):
            for place, name in enumerate(names):
                more.addWidget(self.boxes[name], row, place, Qt.AlignmentFlag.AlignTop)
        for place in range(2):
            more.setColumnStretch(place, 1)
        column.addLayout(more)
        column.addWidget(self.boxes["webhook"])
        column.addWidget(self._agreement)
        column.addStretch(1)

    def _order(self) -> None:
        """Tab goes as one reads."""
        view, source, consent = self.footage, self.source, self.consent
        order = (
            self.account, self.kind, source.edit, source.choose, self.host, view.stop, view.fit, view.start, view.end, view.make,
            consent.edit, consent.choose, self.name, self.gender, self.scene, self.language, self.keywords, self.labels,
            self.webhook, self.agreed, self.send,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.account.currentIndexChanged.connect(self._on_account)
        self.kind.currentIndexChanged.connect(self._on_kind)
        for each in (self.name, self.scene, self.keywords, self.labels, self.webhook):
            each.textEdited.connect(self._on_touched)
        for box in self.boxes.values():
            names = ("textEdited", "changed", "currentIndexChanged")
            signal = next(getattr(box.widget, name) for name in names if hasattr(box.widget, name))
            signal.connect(lambda *_, box=box: box.say(""))
        for choosing in (self.account, self.kind, self.gender, self.language):
            choosing.currentIndexChanged.connect(self._on_touched)
        self.source.changed.connect(self._on_source)
        self.consent.changed.connect(self._on_touched)
        self.agreed.toggled.connect(self._on_touched)
        self.agreed.toggled.connect(lambda: self._agreement.say(""))
        self.footage.replaced.connect(self.source.put)
        self.send.clicked.connect(self.send_wanted)
        self.host.clicked.connect(self.host_wanted)
        self.attestation.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the sentence is one on its box."""
        if watched is self.attestation and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                self.agreed.toggle()
            return True
        return super().eventFilter(watched, event)

    @property
    def chosen_kind(self) -> Kind:
        """What is to be made."""
        kind: Kind = self.kind.currentData() or "persona"
        return kind

    def filled(self) -> AvatarForm:
        """What the fields say."""
        return AvatarForm(
            account=str(self.account.currentData() or ""),
            kind=self.chosen_kind,
            name=self.name.text(),
            gender=str(self.gender.currentData() or ""),
            source=self.source.text,
            consent=self.consent.text if KINDS[self.chosen_kind].needs_consent_video else "",
            scene=self.scene.text() if KINDS[self.chosen_kind].has_scene else "",
            keywords=self.keywords.text() if KINDS[self.chosen_kind].has_scene else "",
            labels=self._labels() if KINDS[self.chosen_kind].has_scene else (),
            webhook=self.webhook.text() if KINDS[self.chosen_kind].has_scene else "",
            locale=str(self.language.currentData() or "en"),
        )

    def _labels(self) -> tuple[str, ...]:
        return tuple(filter(None, (each.strip() for each in self.labels.text().replace("，", ",").split(","))))

    def say(self, issues: Sequence[Issue]) -> None:
        """Put what does not fit beside its field, the first of each; what has no field stands at the foot."""
        self.clear()
        rest = []
        for issue in issues:
            box = self.boxes.get(issue.field)
            if box is None:
                rest.append(issue.message)
            elif box.words.isHidden():
                box.say(issue.message, severity=issue.severity)
        self.host.setVisible(any(issue.code == "no-host" for issue in issues))
        errors = [issue for issue in issues if issue.severity == "error"]
        if errors and not rest:
            rest = ["Something above does not fit yet."]
        self.say_error(" ".join(rest))
        first = next((self.boxes[each.field] for each in errors if each.field in self.boxes), None)
        if first is not None:
            first.widget.setFocus()

    def say_fields(self, words: Mapping[str, str]) -> None:
        """Put the service's own words beside its fields."""
        self.say([Issue("error", "service", said, field=field) for field, said in words.items()])

    def say_disagreed(self) -> None:
        """Say that nothing is sent without the attestation."""
        self._agreement.say("Confirm it: without it nothing is sent.")
        self.agreed.setFocus()

    def say_error(self, words: str) -> None:
        """Say at the foot what is wrong, or nothing."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def clear(self) -> None:
        """Nothing is wrong."""
        for box in (*self.boxes.values(), self._agreement):
            box.say("")
        self.say_error("")

    def _on_touched(self) -> None:
        self.is_touched = True
        self.say_error("")

    def _on_source(self) -> None:
        self.host.hide()
        self._on_touched()
        is_film = KINDS[self.chosen_kind].source == "footage"
        path = self.source.path
        self.footage.look_at(path if path is not None and is_film else None)

    def _on_account(self) -> None:
        before = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in self._kinds.get(AccountId(str(self.account.currentData() or "")), ()):
            self.kind.addItem(KINDS[kind].title, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(before)))
        self.kind.blockSignals(False)
        self._on_kind()

    def _on_kind(self) -> None:
        making = KINDS[self.chosen_kind]
        before = self.gender.currentData() or self._start.gender
        self.gender.blockSignals(True)
        self.gender.clear()
        self.gender.addItem("Choose…", "")
        for gender in making.genders:
            self.gender.addItem(_GENDERS[gender], gender)
        self.gender.setCurrentIndex(max(0, self.gender.findData(before)))
        self.gender.blockSignals(False)
        self.boxes["consent"].setVisible(making.needs_consent_video)
        self.boxes["locale"].setVisible(bool(making.locales))
        for name in ("scene", "keywords", "labels", "webhook"):
            self.boxes[name].setVisible(making.has_scene)
        self.source.set_kind(f"the {making.source}", _FILTERS[making.source])
        self.boxes["source"].set_title(making.source.capitalize())
        if making.source != "footage":
            self.footage.look_at(None)
