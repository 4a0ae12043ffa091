"""The commands of ``studio-gui``: finds the one meant, runs it, and says what went wrong in one sentence.

Nothing heavy is imported here: ``--help`` has to be there at once, and commands load what they need.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys

import click

from studio_gui import __version__
from studio_gui.base.errors import StudioError
from studio_gui.cli.output import let_go, say_error

_COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Make a project, empty or from a sample or payload."),
    "payload": ("payload", "Write the create-project request of a project."),
    "import": ("documents.bring", "Turn slides, pages, pictures, scripts or a payload into scenes."),
    "script": ("documents.script", "Write what a project says: subtitles, Markdown or text."),
    "words": ("documents.words", "Say how words are pronounced, and find where they are used."),
    "voices": ("documents.voices", "Say who reads the scripts of a language."),
    "storyboard": ("documents.storyboard", "Write a storyboard for paper, as a PDF."),
    "frames": ("documents.frames", "Draw a picture of each scene."),
    "check": ("check", "Say what would go wrong in an export."),
    "frame": ("frame", "Draw one moment of a scene into a picture."),
    "render": ("render", "Make the video here and now, without a job."),
    "compare": ("compare", "Compare a finished video with its project, scene by scene."),
    "export": ("export", "Make the video as a job."),
    "series": ("series", "Make a video for every row of a table."),
    "talk": ("services.talk", "Have a presenter of an account say a text."),
    "speak": ("services.speak", "Have the voice of a presenter say a text."),
    "avatar": ("avatar", "Have presenters made of people's footage, and follow them."),
    "jobs": ("jobs", "List, watch, repeat and cancel jobs."),
    "accounts": ("services.accounts", "List, add, test and remove accounts."),
    "hosting": ("services.hosting", "List, add, test and use media hosts; bring files there."),
    "models": ("services.models", "List the presenters of an account."),
    "workspaces": ("services.workspaces", "List the workspaces of an account."),
    "projects": ("services.projects", "List, fetch, export and delete projects at a service."),
    "serve": ("serve", "Be a video service on this computer, to practise with."),
    "package": ("carrying.package", "Pack a project with its media into one file."),
    "unpack": ("carrying.unpack", "Unpack a packed project."),
    "media": ("carrying.media", "List a project's media, and remove what nobody uses."),
    "collect": ("carrying.collect", "Copy media from outside into a project."),
    "relink": ("carrying.relink", "Look for missing media in a folder."),
    "versions": ("versions", "List the earlier versions of a project, or put one back."),
    "diff": ("diff", "Say in words what changed between two projects or versions."),
    "open": ("window", "Open the window (also without the word “open”)."),
}
"""Command to the module of ``studio_gui.cli`` with its ``command``, and its line in the help."""


class _Commands(click.Group):
    """Commands that are loaded when they are asked for; a first word that is a path opens the window."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"studio_gui.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word in _COMMANDS:
            return super().resolve_command(ctx, args)
        if os.sep in word or "." in word or os.path.exists(word):
            return "open", self.get_command(ctx, "open"), args
        raise click.UsageError(f"There is no command and no project called “{word}”.", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: studio-gui new Hello --from onboarding && studio-gui export Hello --to computer --wait",
)
@click.version_option(__version__, prog_name="Scene Studio")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
@click.pass_context
def studio(ctx: click.Context) -> int:
    """Scene Studio: lay out scenes with talking presenters and turn them into videos.

    studio-gui [PROJECT]... opens the window. PROJECT is the .studio file or its folder.
    STUDIO_HOME moves the user folder.
    """
    if ctx.invoked_subcommand is None:
        from studio_gui.cli.window import open_window

        return open_window()
    return 0


def obey(words: list[str]) -> int:
    """Do what was typed and answer the exit code; what goes wrong is said."""
    try:
        code = _obeyed(words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        let_go(sys.stdout)
        return 0


def _obeyed(words: list[str]) -> int:
    as_json, debug = "--json" in words, "--debug" in words
    try:
        with studio.make_context("studio-gui", list(words)) as context:
            result = studio.invoke(context)
            return result if isinstance(result, int) else 0
    except click.exceptions.Exit as request:
        return request.exit_code
    except click.UsageError as error:
        hint = f"Try “{error.ctx.command_path if error.ctx else 'studio-gui'} --help”."
        # A list of choices comes with line breaks and tabs, and an error is one line.
        say_error(" ".join(error.format_message().split()), hint, as_json=as_json)
        return 2
    except (KeyboardInterrupt, click.Abort):
        say_error("Stopped.", "", as_json=as_json)
        return 130
    except BrokenPipeError:
        raise
    except StudioError as error:
        if debug:
            raise
        # Whoever is asked to report something is told where it stands.
        kept = f" {_keep(error)}" if "please report it" in error.hint.lower() else ""
        say_error(error.message, f"{error.hint}{kept}", as_json=as_json)
        return error.exit_code
    except OSError as error:
        if debug:
            raise
        if error.filename:
            say_error(f"{error.strerror or error}: “{error.filename}”.", "Check the path.", as_json=as_json)
        else:
            say_error(
                f"The answer cannot be written: {error.strerror or error}.", "Send it elsewhere.", as_json=as_json
            )
            let_go(sys.stdout)
        return 1
    except Exception as error:
        if debug:
            raise
        return _ended_by(error, as_json=as_json)


def _ended_by(error: Exception, *, as_json: bool) -> int:
    """Say what nobody expected; a library may have called Ctrl+C so."""
    from studio_gui.base.stopping import was_stopped

    kept = _keep(error)
    if was_stopped():
        say_error("Stopped.", "", as_json=as_json)
        return 130
    say_error(f"Scene Studio made a mistake: {_brief(error)}.", kept, as_json=as_json)
    return 1


def _brief(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__


def _keep(error: Exception) -> str:
    """Put the traceback into the log and say where it is."""
    from studio_gui.base.logs import log_file, start_logging

    with contextlib.suppress(OSError):
        detail = error.detail if isinstance(error, StudioError) else ""
        start_logging().error("The command failed. %s", detail, exc_info=error)
        return f"The details are in {log_file()}."
    return "Run it again with --debug for the details."
