"""The dialog: avatars on the left, the diary of the chosen one or the form of a new one on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from studio_gui.app.avatars import Avatar, AvatarForm, Consent, Entry
from studio_gui.app.avatars.avatars import SHOWN_AGAIN_S
from studio_gui.app.avatars.following import Change
from studio_gui.app.services import SentBefore, Services
from studio_gui.base.errors import StudioError
from studio_gui.painting.media.formats import image_in
from studio_gui.ui import theme, threads
from studio_gui.ui.dialogs.accounts.asking import Asking
from studio_gui.ui.dialogs.avatars.form import AvatarFields
from studio_gui.ui.dialogs.avatars.page import AvatarPage
from studio_gui.ui.dialogs.avatars.row_delegate import AvatarDelegate, dress, dress_new
from studio_gui.ui.dialogs.message import confirm, show_error
from studio_gui.ui.dialogs.sides import ID_ROLE, TwoSides
from studio_gui.ui.parts.empty import EmptyState
from studio_gui.ui.parts.room import give_size
from studio_gui.ui.threads import in_background

_SIZE = (900, 640)
_NONE = "Turn footage of a real person into a presenter. It takes days; its diary is kept here."


def show(parent: QWidget, services: Services, *, use: Callable[[Avatar], None] | None = None) -> None:
    """Show the dialog; ``use`` puts a ready avatar on the stage, where there is one."""
    dialog = AvatarsDialog(services, parent, can_use=use is not None)
    dialog.exec()
    chosen = dialog.chosen_for_stage
    dialog.deleteLater()
    if chosen is not None and use is not None:
        use(chosen)


class AvatarsDialog(TwoSides):
    """Lists avatars, follows them, and asks for new ones."""

    def __init__(self, services: Services, parent: QWidget | None, *, can_use: bool = False) -> None:
        super().__init__(
            parent,
            name="avatars_dialog",
            title="Avatars",
            sentence="Presenters that a service makes of a person’s footage, photo or voice.",
            listed="Avatars",
            new=("New avatar", "new_avatar"),
        )
        self.chosen_for_stage: Avatar | None = None
        self._services, self._can_use = services, can_use
        self._avatars: dict[str, Avatar] = {}
        self._asking, self._doing = Asking(self), Asking(self)
        self.form: AvatarFields | None = None
        self.card: AvatarPage | None = None
        self.list.setItemDelegate(AvatarDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.new.clicked.connect(lambda: self.add())
        for each in (self.list, self.new):
            each.hide()  # until it is known whether there is anything to list
        give_size(self, *_SIZE)
        self._turn = 0
        self._wanted = ""
        """The avatar that is chosen as soon as the list is read, also when it has to be read once more for news."""
        self.is_listed = False
        """Whether the list shows what there is; reading it is done in another thread."""
        self.finished.connect(self._on_finished)
        following = services.avatars.following(threads.relayed(self._on_news, self), apart=threads.apart(self))
        self._following = following
        self._do(lambda: following.begin(services.tracker))
        self.refresh()
        theme.watch(self, self.list.viewport().update)

    # --- the list on the left -------------------------------------------------------------------------------------

    def refresh(self, chosen: str = "") -> None:
        """List the avatars anew, as soon as they are read."""
        self._turn += 1
        turn, avatars = self._turn, self._services.avatars
        self._wanted, self.is_listed = chosen or self._wanted, False

        def done(found: tuple[Avatar, ...]) -> None:
            if turn == self._turn:
                wanted, self._wanted = self._wanted or self.chosen_id, ""
                self._on_read(found, wanted)

        in_background(self, avatars.all, done=done, failed=self._show_error)

    def _on_read(self, found: tuple[Avatar, ...], chosen: str) -> None:
        is_first, self.is_listed = not self._avatars, True
        self._avatars = {one.id: one for one in found}
        for each in (self.list, self.new):
            each.setVisible(bool(self._avatars))
        self.list.blockSignals(True)
        self.list.clear()
        for avatar in found:
            dress(QListWidgetItem(self.list), avatar)
        ids = list(self._avatars)
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0 if ids else -1)
        self.list.blockSignals(False)
        if self.form is None:
            self._show(self.chosen_id)
            if is_first and self._avatars:
                self.list.setFocus()
        else:
            self._mark_new()

    def _mark_new(self) -> None:
        """What is being filled in has a row too: a list whose focus is on nothing chooses something itself."""
        self.list.blockSignals(True)
        first = self.list.item(0)
        if first is None or first.data(ID_ROLE):
            item = QListWidgetItem()
            dress_new(item)
            self.list.insertItem(0, item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _dress_row(self, avatar: Avatar) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(ID_ROLE) == avatar.id:
                dress(self.list.item(row), avatar)

    def _on_chosen(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is None or not item.data(ID_ROLE):
            return
        if not self.may_leave():
            self.stay_at(before)
            return
        chosen, is_left = str(item.data(ID_ROLE)), self.form is not None
        self._show(chosen)
        if is_left:
            # Not now: the list is in the middle of telling about the change.
            QTimer.singleShot(0, self, lambda: self.refresh(chosen))

    # --- the page on the right ------------------------------------------------------------------------------------

    def _show(self, avatar_id: str) -> None:
        self.form = None
        avatar = self._avatars.get(avatar_id)
        if avatar is None:
            self.card = None
            empty = EmptyState("presenter", _NONE, self, button="Create the first avatar", role="primary")
            empty.pressed.connect(lambda: self.add())
            self.set_page(empty)
            empty.setFocus()
            return
        avatars = self._services.avatars

        def done(read: tuple[Consent | None, tuple[Entry, ...]]) -> None:
            if self.form is None and self.chosen_id == avatar_id and self._avatars.get(avatar_id) is not None:
                self._show_card(self._avatars[avatar_id], *read)

        def read() -> tuple[Consent | None, tuple[Entry, ...]]:
            return avatars.consent_of(avatar_id), avatars.diary(avatar_id)

        in_background(self, read, done=done, failed=self._show_error)

    def _show_card(self, avatar: Avatar, consent: Consent | None, entries: tuple[Entry, ...]) -> None:
        card = AvatarPage(avatar, account=self._account(avatar.account), consent=consent, parent=self)
        card.show_picture(None)
        card.show_avatar(avatar, entries)
        card.asked.connect(self._on_asked)
        self.card = card
        self.set_page(card, card.footer)
        self._look_for_picture(avatar)
        self._offer_stage()

    def _account(self, account_id: str) -> str:
        return next((one.title for one in self._services.accounts.all() if one.id == account_id), account_id)

    def _offer_stage(self) -> None:
        use = self.card.footer.button("use_avatar") if self.card is not None else None
        if use is not None:
            use.setVisible(self._can_use)

    def _look_for_picture(self, avatar: Avatar) -> None:
        if not avatar.preview:
            return
        pictures = self._services.pictures

        def work() -> QImage | None:
            image = image_in(pictures.get(avatar.preview) or b"")
            return None if image.isNull() else image

        def done(image: QImage | None) -> None:
            if self.card is not None and self.card.avatar.id == avatar.id and image is not None:
                self.card.show_picture(image)

        in_background(self, work, done=done, failed=lambda _error: None)

    def _on_news(self, change: Change) -> None:
        avatar = change.after
        if avatar.id not in self._avatars:
            self.refresh()
            return
        self._avatars[avatar.id] = avatar
        self._dress_row(avatar)
        if self.card is not None and self.card.avatar.id == avatar.id:
            self._show_diary(self.card)
            if change.before is None or change.before.preview != avatar.preview:
                self._look_for_picture(avatar)

    def _show_diary(self, card: AvatarPage) -> None:
        """Show how it stands now, as soon as its diary is read."""
        avatar_id, avatars = card.avatar.id, self._services.avatars

        def done(entries: tuple[Entry, ...]) -> None:
            avatar = self._avatars.get(avatar_id)
            if self.card is card and avatar is not None:
                card.show_avatar(avatar, entries)
                self._offer_stage()

        in_background(self, lambda: avatars.diary(avatar_id), done=done, failed=self._show_error)

    # --- a new one ------------------------------------------------------------------------------------------------

    def add(self, start: AvatarForm | None = None, fields: dict[str, str] | None = None) -> None:
        """Show the form of a new avatar, filled as one that was not taken; ``fields`` are the service's words."""
        if not self.may_leave():
            return
        avatars = self._services.avatars
        accounts = avatars.accounts()
        kinds = {one.id: avatars.kinds(one.id) for one in accounts}
        form = AvatarFields(accounts, kinds, start=start or AvatarForm(), parent=self)
        form.send_wanted.connect(self._on_send)
        form.host_wanted.connect(self._on_host)
        self.form, self.card = form, None
        self._mark_new()
        self.set_page(form, form.footer)
        form.account.setFocus()
        if fields:
            form.say_fields(fields)

    def _on_host(self) -> None:
        from studio_gui.ui.dialogs import hosting

        hosting.show(self, self._services, add=True)
        if self.form is not None:
            self.form.clear()
            self.form.host.hide()

    def _on_send(self) -> None:
        form = self.form
        if form is None or self._doing.is_busy:
            return
        said, avatars = form.filled(), self._services.avatars
        form.clear()

        def checked(issues: tuple) -> None:
            form.say(issues)
            if any(issue.severity == "error" for issue in issues):
                form.send.setEnabled(True)
            elif not form.agreed.isChecked():
                form.send.setEnabled(True)
                form.say_disagreed()
            else:
                self._create(form, said, send_again=False)

        form.send.setEnabled(False)
        self._doing.ask(lambda: avatars.check(said), done=checked, failed=partial(self._not_sent, form))

    def _create(self, form: AvatarFields, said: AvatarForm, *, send_again: bool) -> None:
        avatars = self._services.avatars

        def done(made: Avatar) -> None:
            form.is_touched = False
            form.footage.work.cancel()
            self.form = None
            self.refresh(made.id)
            self.list.setFocus()

        def failed(error: StudioError) -> None:
            if isinstance(error, SentBefore) and self._ask_again(error):
                self._create(form, said, send_again=True)
            else:
                self._not_sent(form, error)

        form.say_error("")
        self._doing.ask(
            lambda: avatars.create(said, agreed=True, told=_stop_when_dropped, send_again=send_again),
            done=done,
            failed=failed,
        )

    def _not_sent(self, form: AvatarFields, error: StudioError) -> None:
        form.send.setEnabled(True)
        if not isinstance(error, SentBefore):
            form.say_error(error.sentence())

    def _ask_again(self, error: StudioError) -> bool:
        more = "Sending it again may take another of the account’s places."
        return confirm(self, error.message, more=more, yes=("Send again", "send_again"))

    # --- what can be done with one --------------------------------------------------------------------------------

    def _on_asked(self, what: str) -> None:
        avatar = self.card.avatar if self.card is not None else None
        if avatar is None:
            return
        deeds = {
            "check": self._check, "fix": self._fix, "look_up": self._look_up, "send_again": self._send_again,
            "cancel": self._cancel, "forget": self._forget, "use": self._use,
        }  # fmt: skip
        deeds[what](avatar)

    def _do(self, work: Callable[[], object], *, lists_anew: bool = False) -> None:
        """Decide something in another thread: what is written to the list takes its time."""

        def done(_answer: object) -> None:
            if lists_anew:
                self.refresh()

        in_background(self, work, done=done, failed=self._show_error)

    def _check(self, avatar: Avatar) -> None:
        avatars = self._services.avatars

        def done(count: int) -> None:
            if not count:
                # Made elsewhere: no job asks about it, the list of its account does.
                self._asking.ask(
                    lambda: avatars.refresh(avatar.account),
                    done=lambda _: self.refresh(avatar.id),
                    failed=self._show_error,
                )

        in_background(self, lambda: avatars.look_now([avatar.id]), done=done, failed=self._show_error)

    def _show_error(self, error: StudioError) -> None:
        show_error(self, error)

    def _fix(self, avatar: Avatar) -> None:
        avatars = self._services.avatars

        def done(start: AvatarForm) -> None:
            self.add(start, dict(avatar.fields))

        in_background(self, lambda: avatars.form_of(avatar.id), done=done, failed=self._show_error)

    def _look_up(self, avatar: Avatar) -> None:
        avatars = self._services.avatars
        self._do(lambda: avatars.look_up(avatar.id))

    def _send_again(self, avatar: Avatar) -> None:
        more = "It may have arrived: look it up first. A second one may take another of the account’s places."
        if confirm(self, f"Send “{avatar.name}” once more?", more=more, yes=("Send again", "send_again")):
            avatars = self._services.avatars
            self._do(lambda: avatars.send_again(avatar.id))

    def _cancel(self, avatar: Avatar) -> None:
        avatars = self._services.avatars
        self._do(lambda: avatars.cancel(avatar.id), lists_anew=True)

    def _forget(self, avatar: Avatar) -> None:
        more = "Its diary is forgotten here. What lies at the service stays there."
        if confirm(self, f"Remove “{avatar.name}” from the list?", more=more, yes=("Remove", "remove")):
            avatars = self._services.avatars
            self._do(lambda: avatars.forget(avatar.id), lists_anew=True)

    def _use(self, avatar: Avatar) -> None:
        self.chosen_for_stage = avatar
        self.accept()

    # --- coming and going -----------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        avatars = self._services.avatars
        self._do(lambda: avatars.look_now(least_age_s=SHOWN_AGAIN_S))

    def form_dropped(self) -> None:
        if self.form is not None:
            self.form.footage.work.cancel()

    def _on_finished(self, _result: int) -> None:
        self._following.end()
        self.form_dropped()


def _stop_when_dropped(_done: int, _total: int) -> None:
    from studio_gui.providers.http import check_cancelled

    check_cancelled()
