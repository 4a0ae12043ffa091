"""``studio-gui avatar create``."""

from __future__ import annotations

import click

from studio_gui.app.avatars import KINDS, Avatar, AvatarForm
from studio_gui.app.avatars.consent import ATTESTATION
from studio_gui.app.services import SentBefore, Services
from studio_gui.base.errors import UsageError, ended
from studio_gui.cli.beginning import is_at_terminal, told_of
from studio_gui.cli.output import Progress, machine_options, say, say_error, say_json, say_warnings
from studio_gui.cli.watching import wait_until
from studio_gui.jobs.row import JobRow
from studio_gui.model.checks import Issue
from studio_gui.providers.base import JobId

_OPTIONS = {
    "name": "--name", "gender": "--gender", "source": "--footage", "consent": "--consent", "scene": "--scene",
    "keywords": "--keywords", "labels": "--label", "webhook": "--webhook", "locale": "--locale",
}  # fmt: skip
_EXAMPLE = (
    "studio-gui avatar create --account creatify --name 'Ana Lima' --gender f --scene office "
    "--footage ana.mp4 --consent ana-agrees.mp4"
)


@click.command("create", epilog=f"Example: {_EXAMPLE}")
@click.option("--account", metavar="ACCOUNT", required=True, help="Of Creatify or AI Studios, or practice.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="What is made; persona (footage) at Creatify.")
@click.option("--name", metavar="NAME", default="", help="Of the person, the real one; it is not shown.")
@click.option("--gender", metavar="m|f|nb", default="", help="m, f or nb.")
@click.option("--scene", metavar="WORD", default="", help="The place of the footage, one word such as office.")
@click.option("--label", "labels", metavar="L", multiple=True, help="May be given several times.")
@click.option("--keywords", metavar="K", default="", help="Separated by commas.")
@click.option("--footage", "source", metavar="FILE|URL", default="", help="A video; a photo or recording for its kind.")
@click.option("--consent", metavar="FILE", default="", help="A video in which the person agrees.")
@click.option("--webhook", metavar="URL", default="", help="What the service calls at the end (https).")
@click.option("--locale", metavar="L", default="en", help="Of the voice: en, ko, zh (AI Studios).")
@click.option("--yes", is_flag=True, help="Attest that the person agreed; needed without a terminal.")
@click.option("--send-again", is_flag=True, help="Send it although the very same was sent before.")
@machine_options
def command(
    *,
    account: str,
    kind: str | None,
    name: str,
    gender: str,
    scene: str,
    labels: tuple[str, ...],
    keywords: str,
    source: str,
    consent: str,
    webhook: str,
    locale: str,
    yes: bool,
    send_again: bool,
    as_json: bool,
) -> int:
    """Have an avatar made of a person's footage; it takes up to five days.

    The footage is sent here and now, once; then the service works on it: see “studio-gui avatar status”. Nothing is sent
    unless you attest that the person agreed: you are asked, and without a terminal --yes must say so.
    """
    with Services() as services:
        kinds = services.avatars.kinds(account)
        form = AvatarForm.model_validate(
            {
                "account": account, "kind": kind or (kinds[0] if kinds else "persona"), "name": name, "gender": gender,
                "source": source, "consent": consent, "scene": scene, "keywords": keywords, "labels": labels,
                "webhook": webhook, "locale": locale,
            }
        )  # fmt: skip
        _check(services.avatars.check(form), as_json=as_json)
        _attest(yes=yes)
        avatar = _sent(services, _asked_for(services, form, send_again=send_again), as_json=as_json)
        return _report(services, avatar, as_json=as_json)


def _check(issues: tuple[Issue, ...], *, as_json: bool) -> None:
    """Say what does not fit, naming the options; raises :class:`UsageError` when that is an error."""
    errors = [issue for issue in issues if issue.severity == "error"]
    if not as_json:
        say_warnings(issues)
    if errors:
        said = " ".join(f"{_OPTIONS.get(issue.field, '')}: {issue.message}".removeprefix(": ") for issue in errors)
        raise UsageError(said, "See “studio-gui avatar create --help”.")


def _attest(*, yes: bool) -> None:
    if yes:
        return
    if not is_at_terminal():
        raise UsageError("The consent of the person is not attested.", "Add --yes if the person agreed.")
    click.confirm(f"{ATTESTATION} Do you?", abort=True, err=True)


def _asked_for(services: Services, form: AvatarForm, *, send_again: bool) -> Avatar:
    try:
        return services.avatars.create(form, agreed=True, send_again=send_again)
    except SentBefore as error:
        if not is_at_terminal():
            hint = "Add --send-again to send it again; that may take another place in your plan."
            raise told_of(error, hint, watch="avatar watch") from None
        if not click.confirm(f"{error.message} Send it again?", err=True):
            raise
        return services.avatars.create(form, agreed=True, send_again=True)


def _sent(services: Services, avatar: Avatar, *, as_json: bool) -> Avatar:
    """Send it here, with a bar; who stops it before all has left has sent nothing, and nobody sends it later."""
    bar = Progress(is_silent=as_json)

    def show(row: JobRow) -> None:
        if not row.is_final and not row.remote_id:
            bar.show(row.fraction, row.status)

    try:
        wait_until(services, JobId(avatar.id), _is_enough, changed=show)
    except KeyboardInterrupt:
        if services.avatars.get(avatar.id).phase == "waiting":
            services.avatars.cancel(avatar.id)
        raise
    finally:
        bar.end()
    return services.avatars.get(avatar.id)


def _is_enough(row: JobRow) -> bool:
    """Whether it is there or over; what waits for a network, or for its turn, is left to a process in the background."""
    return bool(row.remote_id) or row.is_final or _is_put_off(row)


def _is_put_off(row: JobRow) -> bool:
    return row.state in ("queued", "offline") and row.failures > 0 and not row.owner


def _report(services: Services, avatar: Avatar, *, as_json: bool) -> int:
    is_put_off = _is_put_off(services.store.row(avatar.id))
    if is_put_off:
        services.hand_over()
    if as_json:
        say_json(avatar.to_json(services.avatars.diary(avatar.id)))
    elif avatar.remote_id:
        title = services.account(avatar.account).title
        say(
            f"Avatar {avatar.id} of {avatar.name} is at {title}. See how far it is: studio-gui avatar status {avatar.id}"
        )
    elif is_put_off:
        say(
            f"Avatar {avatar.id} of {avatar.name} is sent in the background. {avatar.words}: {avatar.hint}".rstrip(": ")
        )
    else:
        hint = f"Look it up: studio-gui avatar look-up {avatar.id}." if avatar.phase == "unsure" else avatar.hint
        say_error(why_not_sent(avatar), hint, as_json=False)
    return 0 if avatar.remote_id or is_put_off else 1


def why_not_sent(avatar: Avatar) -> str:
    """What went wrong, and the service's words about single fields by their options; a sentence each."""
    fields = (f"{_OPTIONS.get(field, field)}: {words}" for field, words in avatar.fields.items() if field)
    return " ".join(map(ended, (avatar.error or avatar.words, *fields)))
