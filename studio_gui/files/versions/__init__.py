"""Earlier versions of a project: what it was at each save and each export, and at moments that were given a name.

They lie in ``.versions/`` inside the project's folder, not in the user's data. A person who moves the folder to another
computer, renames it, or takes it home on a stick keeps the history with no account and no path to mend; who throws the
folder away has thrown away the history as well, old drafts included, which is what they meant. A database was not
taken: folders of projects lie on shares and in clouds that copy file by file, and would tear one apart.

::

    .versions/
        .gitignore                      everything: git keeps versions itself
        20261121-014450-3fa2.version    one version: a line about it, a line with the project but for its scenes
        scenes/3fb0….zip                the scenes that were new then, by the hash of their content

No file is changed once it is there (but for the name a person gives a version), so two processes, two windows and a
cloud that merges two computers can only add to each other. Scenes come first and the version that needs them last, each
as a whole or not at all: whatever ends the program, what is there can be read. A scene that did not change is not
written again, wherever it stands. A person in need unpacks the zip files with any tool and finds JSON.

A version that cannot be kept (full disk, folder gone read-only) is a pity and never a reason to fail a save: see
:func:`keep_quietly`. Packages of a project for others should leave the folder out unless asked: drafts are private.
"""

from studio_gui.files.versions.entry import Reason, Version
from studio_gui.files.versions.history import (
    VERSIONS_FOLDER,
    History,
    history_at,
    keep,
    keep_quietly,
    media_of_versions,
)

__all__ = ["VERSIONS_FOLDER", "History", "Reason", "Version", "history_at", "keep", "keep_quietly", "media_of_versions"]
