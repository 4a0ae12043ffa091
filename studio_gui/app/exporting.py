"""What is asked for in an export, and where its video goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from studio_gui.base.errors import JobError, TargetError
from studio_gui.base.paths import safe_file_name
from studio_gui.files.project_file import RENDERS_FOLDER
from studio_gui.jobs.publishing import free_name
from studio_gui.model.checks import Issue
from studio_gui.model.project import RESOLUTIONS
from studio_gui.render.formats import Format, check_format, check_name, format_named, with_suffix
from studio_gui.render.timing import FRAME_RATES

SUBTITLES = ("srt", "vtt")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a video is made and where it goes.

    ``target`` is a whole path; otherwise ``file_name`` names the file in the project's ``renders`` folder, and the
    project's own name does when that is empty too. Nothing is overwritten unless ``overwrite`` says so.
    """

    resolution: str = "1080"
    fps: int = 30
    format: str = "mp4"
    """A format of ``render.formats``; services make MP4 only."""
    is_transparent: bool = False
    """Without backgrounds, where the format knows transparency."""
    subtitles: str = ""
    """``srt`` or ``vtt`` for a file of them beside the video; services make none."""
    file_name: str = ""
    target: Path | None = None
    overwrite: bool = False
    ignore_errors: bool = False
    """Export although the checks found errors."""
    kind: str = "project"
    """What a service is asked for: ``project``, or ``draft`` to go on with in its web editor."""
    workspace_id: str = ""
    webhook_url: str = ""
    send_again: bool = False
    """Send although the very same was sent before."""
    when_ready: bool = False
    """Wait for presenters that are not ready, and go out by itself when they are; may cost then."""

    def kept(self) -> dict[str, str]:
        """What the job must know when it is sent."""
        said = {
            "workspace_id": self.workspace_id,
            "webhook_url": self.webhook_url,
            "format": self.format if self.format != "mp4" else "",
            "transparent": "yes" if self.is_transparent else "",
            "subtitles": self.subtitles,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def form(self) -> Format:
        """The format; raises :class:`RenderError` when there is none of that name."""
        return format_named(self.format)

    def check(self) -> None:
        """Raise :class:`StudioError` when no video can have that format, resolution or frame rate."""
        if self.resolution not in RESOLUTIONS:
            raise JobError(f"There is no resolution “{self.resolution}”.", f"Choose one of {', '.join(RESOLUTIONS)}.")
        if self.fps not in FRAME_RATES:
            rates = ", ".join(map(str, FRAME_RATES))
            raise JobError(f"There is no frame rate {self.fps}.", f"Choose one of {rates}.")
        if self.subtitles not in ("", *SUBTITLES):
            raise JobError(f"There are no subtitles “{self.subtitles}”.", f"Choose {' or '.join(SUBTITLES)}.")
        check_format(self.form, fps=self.fps, is_transparent=self.is_transparent)


def target_of(options: ExportOptions, *, project_path: Path, name: str, taken: Collection[Path]) -> Path:
    """The file an export makes; ``taken`` are the targets of jobs that are not over. Raises :class:`TargetError`."""
    form = options.form
    if options.target is not None:
        target = options.target.expanduser().absolute()
        check_name(target, form)
        if form.is_folder:
            check_new_folder(target, overwrite=options.overwrite)
        elif target.is_dir():
            raise TargetError(f"“{target}” is a folder.", "Add a file name.")
        if not target.parent.is_dir():
            raise TargetError(f"The folder “{target.parent}” does not exist.", "Make it or choose another place.")
    else:
        wanted = options.file_name or name
        stem = safe_file_name(with_suffix(wanted, form).removesuffix(form.suffix))
        target = project_path.absolute().parent / RENDERS_FOLDER / f"{stem}{form.suffix}"
    if options.overwrite:
        return target
    return free_name(target, taken=taken, is_folder=form.is_folder, subtitles=options.subtitles)


def job_title(name: str, target: Path, *, suffix: str) -> str:
    """What the lists call an export: as the project, and as its file where that is called otherwise.

    Else all exports of one project, and all videos of a series, would look the same.
    """
    stem, own = target.name.removesuffix(suffix), safe_file_name(name)
    return f"{name}{stem.removeprefix(own)}" if stem.startswith(own) else f"{stem} · {name}"


def check_new_folder(target: Path, *, overwrite: bool) -> None:
    """Pictures go into a folder of their own, what is in another one stays; raises :class:`TargetError`."""
    if target.exists() and not target.is_dir():
        raise TargetError(f"“{target}” is a file.", "Choose another name for the folder.")
    if overwrite and target.is_dir() and any(target.iterdir()):
        raise TargetError(f"The folder “{target}” is not empty.", "Choose one that is, or a new name.")


def refuse_own_forms(options: ExportOptions, title: str) -> None:
    """Raise :class:`JobError` when a service is asked for what only this computer makes."""
    if options.format != "mp4" or options.is_transparent:
        raise JobError(f"{title} makes MP4 with backgrounds only.", "Choose MP4, or this computer.")
    if options.subtitles:
        raise JobError(
            f"{title} makes no subtitles.", "Export to this computer, or write them with “studio-gui script”."
        )


def refuse_own_wishes(options: ExportOptions) -> None:
    """Raise :class:`JobError` when this computer is asked for what only a service has."""
    if options.kind == "draft":
        raise JobError("This computer makes videos, and keeps no drafts.", "Choose an account of AI Studios.")
    if options.workspace_id or options.webhook_url:
        raise JobError("This computer has no workspaces, and calls nobody at the end.", "Choose a service for that.")


def refuse_errors(issues: Collection[Issue]) -> None:
    """Raise :class:`JobError` naming the first error, when there is one."""
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise JobError(f"The project cannot be exported: {errors[0].sentence}{more}", "Correct it, then export again.")
