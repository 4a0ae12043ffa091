"""A long history stays small: what an edit did not touch is shared with what was there before."""

from __future__ import annotations

import gc
import random
import tracemalloc

from studio_gui.ui.document import Document
from tests.benchmarks.edits_memory import ALLOWED_MB, EDITS, edit, fifty_scenes

SOME = 600


def test_ten_thousand_edits_take_less_than_forty_megabytes(qapp) -> None:
    document, draw = Document(fifty_scenes()), random.Random(3)
    for _ in range(50):
        edit(document, draw)
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        done = 0
        while done < SOME:
            done += edit(document, draw)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    per_edit = grown / SOME
    assert per_edit * EDITS / 2**20 < ALLOWED_MB * 0.8, "Qt takes its share too"
    assert document.undo_stack.count() >= SOME
