"""The order in which Tab goes through fields that were made at different times."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget


def put_in_order(before: QWidget, form: QWidget) -> None:
    """Let Tab go from ``before`` into a form, and through it as it stands, whenever it was made."""
    last = before
    # The list of a combo box is a window of its own.
    parts = [part for part in form.findChildren(QWidget) if part.window() is before.window()]
    wrappers: dict[QWidget, list[QWidget]] = {}
    for part in parts:
        if part.focusProxy() is not None:
            wrappers.setdefault(_end_of(part), []).append(part)
    for part in parts:
        if part.focusProxy() is None and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(last, part)
            for wrapper in reversed(wrappers.get(part, [])):
                _move_wrapper(last, wrapper)
            last = part


def _end_of(wrapper: QWidget) -> QWidget:
    """Who gets the focus in the end."""
    proxy = wrapper.focusProxy()
    return wrapper if proxy is None else _end_of(proxy)


def _move_wrapper(before: QWidget, wrapper: QWidget) -> None:
    """Qt stops at what hands the focus on, but moves only what takes it: for a moment the wrapper does."""
    proxy, policy = wrapper.focusProxy(), wrapper.focusPolicy()
    if proxy is None:
        return
    wrapper.setFocusProxy(None)  # type: ignore[arg-type]
    wrapper.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    QWidget.setTabOrder(before, wrapper)
    wrapper.setFocusPolicy(policy)
    wrapper.setFocusProxy(proxy)


def stand_before_next(part: QWidget, column: QVBoxLayout) -> None:
    """Make a part, put into the middle of a column, stand there among its parent's children too."""
    after = column.itemAt(column.indexOf(part) + 1)
    next_part = after.widget() if after is not None else None
    if next_part is not None:
        part.stackUnder(next_part)
