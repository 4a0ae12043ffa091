"""``studio-gui words``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from studio_gui.base.errors import UsageError
from studio_gui.cli.carrying.opened import held, save, say_notes
from studio_gui.cli.output import machine_options, say, say_json
from studio_gui.files.project_file import open_project
from studio_gui.files.sayings import SUFFIXES, own_sayings, read_sayings, write_own, write_sayings
from studio_gui.model.edits.sayings import put_sayings, with_sayings
from studio_gui.model.saying import MAX_WORD, Saying
from studio_gui.speech.reading.uses import uses_of


@click.command("words", epilog="Example: studio-gui words Hello --add Nguyen Win")
@click.argument("project", required=False)
@click.option("--add", nargs=2, metavar="WORD SAY", help="Say a word like something else.")
@click.option("--language", default="", help="With --add: only in scripts of this language, e.g. en or pt-BR.")
@click.option("--match-case", is_flag=True, help="With --add: only in these capitals and small letters.")
@click.option("--remove", metavar="WORD", help="Say a word as it is written again.")
@click.option(
    "--import", "source", type=click.Path(path_type=Path), metavar="F.json|.csv", help="Add the entries of a file."
)
@click.option(
    "--export", "target", type=click.Path(path_type=Path), metavar="F.json|.csv", help="Write the entries to a file."
)
@click.option("--find", metavar="WORD", help="Say where in PROJECT a word is used.")
@machine_options
def command(
    project: str | None,
    *,
    add: tuple[str, str] | None,
    language: str,
    match_case: bool,
    remove: str | None,
    source: Path | None,
    target: Path | None,
    find: str | None,
    as_json: bool,
) -> None:
    """List how words are said in PROJECT, or in all your projects when none is named; add, remove, find them.

    Voices read them so; the script and the captions keep the spelling.
    """
    if find is not None:
        if add or remove is not None or source is not None or target is not None:
            raise UsageError("--find only looks.", "Change words, or write them to a file, without it.")
        _find(project, find, as_json=as_json)
        return
    if add is None and (language or match_case):
        raise UsageError("--language and --match-case belong to a new entry.", "Give it too: --add WORD SAY.")
    if target is not None and target.suffix.lower() not in SUFFIXES:
        raise UsageError(f"“{target.name}” is no name for a dictionary.", "End it in .json or .csv.")
    new = _new(add, language, match_case=match_case)
    if source is not None:
        new += read_sayings(source)
    sayings = _changed(project, new, remove)
    if target is not None:
        write_sayings(target, sayings)
    if as_json:
        say_json({"words": [saying.to_json() for saying in sayings]})
        return
    for saying in sayings:
        scope = ", ".join(filter(None, [saying.language, saying.voice, "as written" if saying.match_case else ""]))
        say(f"{saying.word} → {saying.say}" + (f"  ({scope})" if scope else ""))
    if not sayings:
        say("Every word is said as it is written.")


def _new(add: tuple[str, str] | None, language: str, *, match_case: bool) -> tuple[Saying, ...]:
    if add is None:
        return ()
    word, said = (part.strip() for part in add)
    if not (word and said):
        raise UsageError("A new entry needs a word and how it is said.", "Give both: --add WORD SAY.")
    if max(len(word), len(said)) > MAX_WORD:
        raise UsageError(f"A word and how it is said have at most {MAX_WORD} characters.", "Shorten them.")
    return (Saying(word=word, say=said, language=language, match_case=match_case),)


def _changed(project: str | None, new: Sequence[Saying], remove: str | None) -> tuple[Saying, ...]:
    """The dictionary after what was asked for; written only when it differs."""
    if project is None:
        old = own_sayings()
        gone = _called(old, remove)
        sayings = with_sayings(old, new, instead_of=gone) if new or gone else old
        if sayings != old:
            write_own(sayings)
        return sayings
    if not new and remove is None:
        return open_project(project).project.studio.sayings
    with held(project) as opened:
        say_notes(opened)
        gone = _called(opened.project.studio.sayings, remove)
        changed = put_sayings(opened.project, new, instead_of=gone)
        save(opened, changed)
        return changed.studio.sayings


def _called(sayings: Sequence[Saying], word: str | None) -> tuple[Saying, ...]:
    if word is None:
        return ()
    found = tuple(saying for saying in sayings if saying.word.casefold() == word.casefold())
    if not found:
        raise UsageError(f"There is no entry for “{word}”.", "“studio-gui words” lists them.")
    return found


def _find(project: str | None, word: str, *, as_json: bool) -> None:
    if project is None:
        raise UsageError("Words are looked for in a project.", "Name one before --find.")
    uses = uses_of(open_project(project).project, Saying(word=word, say=word))
    if as_json:
        say_json(
            {"uses": [{"scene": use.number, "start": use.start, "end": use.end, "words": use.words} for use in uses]}
        )
        return
    for use in uses:
        say(f"Scene {use.number}: {use.words}")
    if not uses:
        say("It is used nowhere in this project.")
