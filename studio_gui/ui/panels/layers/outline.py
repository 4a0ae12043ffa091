"""The clips of a scene as a tree: neighbours of one group stand under a row of their own.

The order of the rows is that of the stage, the front first. A group whose clips lie apart, with others between them,
has a row for each of its parts, because one row would lie about what is in front of what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from studio_gui.model.clips import Clip
from studio_gui.model.fields import ClipId

_serials = count(1)


@dataclass(slots=True, eq=False)
class Node:
    """One row: a clip, or (part of) a group."""

    key: str
    """Tells the row from those beside it: the id of the clip, or the group and the number of its part."""
    clip: Clip | None = None
    group: str = ""
    """The group the clip is in, or that the row is of."""
    total: int = 0
    """Of a group's row: how many clips the whole group has."""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    row: int = 0
    serial: int = field(default_factory=lambda: next(_serials))
    """Never used again, so that an index of a row that is gone finds nothing."""

    @property
    def clips(self) -> list[Clip]:
        """The clip, or those of the group that stand here, the front first."""
        return [self.clip] if self.clip is not None else [kid.clip for kid in self.children if kid.clip is not None]

    @property
    def ids(self) -> list[ClipId]:
        """The ids of ``clips``."""
        return [clip.id for clip in self.clips]

    @property
    def title(self) -> str:
        """What the row says."""
        if self.clip is not None:
            return self.clip.label
        here = len(self.children)
        return f"Group of {here}" if here == self.total else f"Group, {here} of {self.total}"

    @property
    def icon(self) -> str:
        """What it is, as a picture."""
        return self.clip.icon if self.clip is not None else "group"

    @property
    def depth(self) -> int:
        """How many rows it stands under."""
        return 0 if self.parent is None else 1


def outline(clips: Sequence[Clip]) -> list[Node]:
    """The rows of the first level for clips from front to back."""
    totals = Counter(clip.studio.group for clip in clips)
    parts: Counter[str] = Counter()
    nodes: list[Node] = []
    for group, run in groupby(clips, key=lambda clip: clip.studio.group):
        if group:
            parts[group] += 1
            node = Node(f"{group}/{parts[group]}", group=group, total=totals[group])
            node.children = [Node(clip.id, clip, group, parent=node) for clip in run]
            number(node.children)
            nodes.append(node)
        else:
            nodes += [Node(clip.id, clip) for clip in run]
    number(nodes)
    return nodes


def number(nodes: Sequence[Node]) -> None:
    """Write down in every node which row it is in."""
    for row, node in enumerate(nodes):
        node.row = row


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every row, from the top down."""
    for node in nodes:
        yield node
        yield from node.children


def chosen_ids(
    nodes: Sequence[Node], is_selected: set[int], current: Node | None, *, before: set[ClipId]
) -> list[ClipId]:
    """Which clips are meant when rows are marked in the list.

    ``is_selected`` holds the serials of the rows; ``current`` is the row the hand is on; ``before`` is what was
    selected until now. The row of a group stands for all its clips, until one of them is taken out alone.
    """
    found: list[ClipId] = []
    for node in nodes:
        if node.clip is not None:
            found += node.ids if node.serial in is_selected else []
            continue
        kids = [clip_id for kid in node.children if kid.serial in is_selected for clip_id in kid.ids]
        was_whole = before.issuperset(node.ids)
        if node.serial in is_selected and (node is current or not was_whole):
            found += node.ids
        elif node is not current or node.serial in is_selected or not was_whole:
            found += kids
    return found
