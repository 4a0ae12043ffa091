"""What a person types into a number field, read as a number or as a change of the number that is there.

``1920/2`` is a number; ``+10``, ``*2``, ``/3``, ``-=5`` and ``50%`` change what is there, each clip's own. ``-10`` is
the number minus ten, because places left of the stage are typed that way. Nothing here shows anything.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_RELATIVE = {"+=": "+", "-=": "-", "*=": "*", "/=": "/", "+": "+", "*": "*", "/": "/"}
_LOOKALIKES = str.maketrans({"×": "*", "÷": "/", "−": "-", "\u00a0": " ", "·": "*"})
_MOST_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A number, or with an operator the change of another."""

    operand: float
    operator: str = ""

    def of(self, old: float) -> float:
        """The new number where ``old`` stands now."""
        if self.operator == "+":
            return old + self.operand
        if self.operator == "-":
            return old - self.operand
        if self.operator == "*":
            return old * self.operand
        if self.operator == "/":
            return old / self.operand
        return self.operand


def parse(text: str, *, unit: str = "") -> Entry:
    """Read what was typed; the field's own ``unit`` may follow the number.

    Raises ``ValueError`` with a sentence for the person.
    """
    said = text.translate(_LOOKALIKES).strip()
    if len(said) > _MOST_CHARACTERS:
        raise ValueError("That is too long for a number.")
    percent = re.fullmatch(r"([\d.,\s]+)%", said)
    if percent and unit != "%":
        return Entry(_evaluate(percent[1]) / 100, "*")
    if unit:
        said = said.replace(unit, "")
    for sign in ("+=", "-=", "*=", "/=", "+", "*", "/"):
        if said.startswith(sign):
            return _relative(_RELATIVE[sign], said[len(sign) :])
    return Entry(_evaluate(said))


def _relative(sign: str, rest: str) -> Entry:
    operand = _evaluate(rest)
    if sign == "/" and operand == 0:
        raise ValueError("Nothing can be divided by zero.")
    return Entry(operand, sign)


def _evaluate(text: str) -> float:
    said = text.strip()
    if "," in said and "." not in said:
        said = said.replace(",", ".")
    # Leading zeros are fine for people and an error in Python.
    said = re.sub(r"(?<![\d._])0+(?=\d)", "", said)
    try:
        value = _value(ast.parse(said, mode="eval").body)
    except ZeroDivisionError:
        raise ValueError("Nothing can be divided by zero.") from None
    except (SyntaxError, RecursionError, MemoryError, OverflowError):
        raise ValueError("Type a number, or a sum such as 1920/2.") from None
    if not math.isfinite(value):
        raise ValueError("That number is too large.")
    return value


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        value = _value(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("Type a number, or a sum such as 1920/2.")


def shown(value: float, decimals: int) -> str:
    """The number as a field shows it: no noise, no zeros that say nothing."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
