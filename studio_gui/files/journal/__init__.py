"""What was done since a project was opened, written down as it is done, outside the project's folder.

::

    <state>/recovery/<id>/
        lock            locked for as long as the window lives; free when it does not
        journal-1       a line for each record: checksum, then JSON
        base-1.studio   the project as it was when the journal began
        trying          somebody began to recover it; if that is still there later, it ended badly
        told            the person was told so

The first record says where the project lies; each further one holds the scenes an edit changed, whole, and the order of
scenes and the project's own fields where those changed. So a record costs what the edit touched, not what the project
holds, and reading the journal again is putting scenes in place. A line that was cut off by a power cut ends the reading;
everything before it holds. When a journal has grown beyond the project itself it begins anew with a new base.

The journal is removed when the project is closed in order. Nothing here knows Qt; one thread at a time.
"""

from studio_gui.files.journal.journal import Journal, recovery_folder
from studio_gui.files.journal.recovery import RECOVERED, Recoverable, Recovered, Step, given_up, recoverable

__all__ = ["RECOVERED", "Journal", "Recoverable", "Recovered", "Step", "given_up", "recoverable", "recovery_folder"]
