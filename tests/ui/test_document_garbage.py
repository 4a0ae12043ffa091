"""Documents that are garbage in any order are taken apart without bringing the program down."""

from __future__ import annotations

import gc
import random
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from studio_gui.model.new import new_project
from studio_gui.ui.document import Document


class _Panel(QObject):
    def on_step(self, _index: int) -> None:
        """Hears of steps, as panels do."""


class _Thing:
    """Anything that holds on to something else."""


def _edited(dice: random.Random) -> Document:
    document = Document(new_project(name="Film"))
    for number in range(dice.randint(1, 5)):
        document.apply(
            f"Step {number}",
            lambda project, number=number: project.changed(name=f"Film {number}"),
            merge="typing" if dice.random() < 0.3 else "",
        )
        if dice.random() < 0.2:
            document.undo_stack.undo()
        if dice.random() < 0.2:
            gc.collect(dice.randint(0, 1))
    return document


def _things(dice: random.Random) -> list[object]:
    return [_Panel() if dice.random() < 0.3 else _Thing() for _ in range(dice.randint(0, 4))]


def _entangled(dice: random.Random) -> weakref.ref[Document]:
    """A document and things older and younger than it, holding on to each other, the history and its steps."""
    things = _things(dice)
    document = _edited(dice)
    things += _things(dice)
    stack = document.undo_stack
    pool = [document, stack, *(stack.command(index) for index in range(stack.count())), *things]
    for number, thing in enumerate(things):
        for name in "ab":
            setattr(thing, name, dice.choice(pool))
        if isinstance(thing, _Panel):
            stack.indexChanged.connect(thing.on_step)
            if dice.random() < 0.5:
                thing.setParent(document)
        setattr(document, f"thing_{number}", thing)
    return weakref.ref(document)


def test_histories_are_garbage_in_any_order(qtbot: QtBot) -> None:
    """The program once crashed some time after a project with a history was closed."""
    dice = random.Random(7)
    documents = []
    for number in range(300):
        documents.append(_entangled(dice))
        if number % 7 == 0:
            gc.collect()
    gc.collect()
    assert not any(document() for document in documents)
