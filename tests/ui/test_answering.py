"""What the tests rely upon when they answer a dialog: none of them hangs."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.answering import answering, pressing


class Question(QDialog):
    """Asks, and cannot be left by Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.yes = QPushButton("Yes", self, objectName="yes")
        self.yes.clicked.connect(self.accept)

    def reject(self) -> None:
        """Nothing."""


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """The window of the program."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_dialog_that_holds_up_the_program_is_answered(parent: QWidget) -> None:
    question = Question(parent)
    with pressing("yes"):
        assert question.exec() == QDialog.DialogCode.Accepted


def test_a_dialog_that_comes_later_is_waited_for(parent: QWidget) -> None:
    question, seen = Question(parent), list[Question]()

    def answer(shown: Question) -> None:
        seen.append(shown)
        shown.accept()

    with answering(answer, Question):
        QTimer.singleShot(100, question.show)
    assert seen == [question]


def test_another_dialog_is_not_answered_and_is_named(parent: QWidget) -> None:
    question = QDialog(parent, objectName="another")

    def begin() -> None:
        with answering(QDialog.accept, Question, most_s=0.2):
            assert question.exec() == QDialog.DialogCode.Accepted

    with pytest.raises(pytest.fail.Exception, match="no dialog 'Question'; shown was QDialog 'another'"):
        begin()


def test_what_is_not_closed_holds_up_nobody_for_ever(parent: QWidget) -> None:
    question = Question(parent)

    def begin() -> None:
        with answering(Question.reject, Question, most_s=0.2):
            question.exec()

    with pytest.raises(pytest.fail.Exception, match="nobody closed Question"):
        begin()


def test_nothing_at_all_is_said_in_a_sentence(parent: QWidget) -> None:
    def begin() -> None:
        with answering(QDialog.accept, QDialog, most_s=0.1):
            pass

    with pytest.raises(pytest.fail.Exception, match="shown was none at all"):
        begin()


def test_a_fault_in_the_answer_is_what_the_test_fails_of(parent: QWidget) -> None:
    question = Question(parent)

    def begin() -> None:
        with answering(partial(setattr, 5), Question):  # type: ignore[arg-type]
            assert question.exec() == QDialog.DialogCode.Accepted

    with pytest.raises(TypeError):
        begin()
    assert not question.isVisible()
