"""What is remembered of jobs, shared by all processes of a user: read by ``reading``, moved on by ``steps``.

A row is written before any work begins, and every step is one transaction, so a kill at any moment leaves a list that
can be read and carried on from. Two processes never work on one row: see ``owners``.
"""

from __future__ import annotations

from studio_gui.jobs.store.reading import Waiting
from studio_gui.jobs.store.steps import (
    INTERRUPTED,
    MOST_KEPT_DETAILS,
    MOST_KEPT_PAYLOADS,
    JobStore,
    NotOurs,
    Slot,
    Value,
)

__all__ = [
    "INTERRUPTED", "MOST_KEPT_DETAILS", "MOST_KEPT_PAYLOADS", "JobStore", "NotOurs", "Slot", "Value", "Waiting",
]  # fmt: skip
