"""``studio-gui check``."""

from __future__ import annotations

import click

from studio_gui.app.services import Services
from studio_gui.cli.output import machine_options, say, say_json, say_note
from studio_gui.files.project_file import open_project
from studio_gui.model.checks import Issue


@click.command("check", epilog="Example: studio-gui check Hello --to computer")
@click.argument("project")
@click.option("--to", "account", metavar="ACCOUNT", default="computer", help="Where it would be made.")
@machine_options
def command(project: str, *, account: str, as_json: bool) -> int:
    """Say what would go wrong when PROJECT is exported.

    Exit code 1 when there is an error, which would stop the export; warnings alone leave it 0.
    """
    with Services() as services:
        services.account(account)
        opened = open_project(project)
        issues = services.check(opened.project, folder=opened.folder, account=account)
    count = sum(issue.severity == "error" for issue in issues)
    if as_json:
        say_json({"project": str(opened.path), "errors": count, "issues": [as_row(issue) for issue in issues]})
        return 1 if count else 0
    for note in opened.notes:
        say_note(f"note: {note}")
    for issue in issues:
        say(f"{issue.severity}: {issue.sentence}")
    if any(issue.code == "media-missing" for issue in issues):
        say_note("note: “studio-gui relink PROJECT FOLDER” looks for missing files.")
    if not issues:
        say("Nothing is wrong.")
    return 1 if count else 0


def as_row(issue: Issue) -> dict[str, object]:
    """An issue for machines; scenes count from 1 as they do for people."""
    return {
        "severity": issue.severity,
        "code": issue.code,
        "message": issue.message,
        "scene": None if issue.scene_index is None else issue.scene_index + 1,
        "clip": issue.clip_id,
        "field": issue.field or None,
    }
