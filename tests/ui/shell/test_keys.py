"""The laws of changed keys; no window is needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio_gui.ui.actions.keys import RESERVED, bound, owner_of, rebound

KEYS = ["Ctrl+A", "Ctrl+B", "C", "D", "F5", "Tab"]
FREE = [key for key in KEYS if key not in RESERVED]
COMMANDS = ["one", "two", "three", "four"]


@st.composite
def defaults(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Keys without clashes, as the table has them."""
    left = draw(st.permutations(FREE))
    shares = [draw(st.integers(0, 2)) for _ in COMMANDS]
    found, at = {}, 0
    for command, share in zip(COMMANDS, shares, strict=True):
        found[command] = tuple(left[at : at + share])
        at += share
    return found


anything = st.dictionaries(
    st.sampled_from([*COMMANDS, "gone"]), st.lists(st.sampled_from([*KEYS, ""]), max_size=3).map(tuple), max_size=4
)


@given(defaults(), anything)
def test_whatever_the_settings_say_no_two_commands_share_a_key(
    own: dict[str, tuple[str, ...]], changes: dict[str, tuple[str, ...]]
) -> None:
    keys = bound(own, changes)
    assert list(keys) == list(own)
    flat = [key for each in keys.values() for key in each]
    assert len(flat) == len(set(flat))
    assert "" not in flat
    assert not RESERVED & set(flat)


@given(defaults(), st.lists(st.tuples(st.sampled_from(COMMANDS), st.sampled_from(FREE)), max_size=6))
def test_the_last_word_counts_and_giving_everything_back_leaves_no_difference(
    own: dict[str, tuple[str, ...]], steps: list[tuple[str, str]]
) -> None:
    changes: dict[str, tuple[str, ...]] = {}
    for command, key in steps:
        before = bound(own, changes)
        changes = rebound(own, changes, command=command, keys=[key])
        after = bound(own, changes)
        assert after[command] == (key,)
        assert owner_of(after, key) == command
        untouched = [other for other in own if other != command and key not in before[other]]
        assert all(after[other] == before[other] for other in untouched)
        assert all(changes[other] != own[other] for other in changes)
    for _ in range(2):
        for command in COMMANDS:
            changes = rebound(own, changes, command=command, keys=own[command])
    assert changes == {}


@given(defaults())
def test_without_changes_the_keys_are_the_defaults(own: dict[str, tuple[str, ...]]) -> None:
    assert bound(own, {}) == own
