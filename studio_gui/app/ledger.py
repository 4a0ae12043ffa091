"""What jobs at services cost, as far as the services say it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from studio_gui.jobs.row import JobRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One job; ``charged`` is ``yes``, ``no``, or empty where the service does not say."""

    sent_at: str
    account: str
    kind: str
    title: str
    state: str
    remote_id: str
    charged: str
    credits: str
    note: str
    job: str

    def to_json(self) -> dict[str, object]:
        """The entry for machines."""
        return {name: value or None for name, value in asdict(self).items()}


def entries(rows: Iterable[JobRow]) -> tuple[Entry, ...]:
    """The jobs that were sent, the newest first; what failed and was charged all the same is said."""
    return tuple(_entry(row) for row in rows if row.sent_at)


def _entry(row: JobRow) -> Entry:
    charged = row.kept.get("charged", "")
    is_lost = charged == "yes" and row.state in ("failed", "cancelled")
    when = datetime.fromtimestamp(row.sent_at).astimezone().isoformat(sep=" ", timespec="seconds")
    return Entry(
        when, row.account, row.kind, row.title, row.state, row.remote_id, charged, row.kept.get("credits", ""),
        "failed, but charged" if is_lost else "perhaps sent" if row.state == "unsure" else "", row.id,
    )  # fmt: skip


def csv_of(found: Iterable[Entry]) -> str:
    """The entries as CSV with a line of names; cells that a spreadsheet would calculate are quoted with an apostrophe."""
    out = io.StringIO()
    names = list(Entry.__dataclass_fields__)
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for entry in found:
        writer.writerow({name: _plain(value) for name, value in asdict(entry).items()})
    return out.getvalue()


def _plain(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
