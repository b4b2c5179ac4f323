"""Frozen mapping: a table that can be a field of a value.

It compares like a dict, and unlike a dict or a view of one it cannot be changed, has a hash, and
survives being copied and pickled, as every frozen value does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, final

K = TypeVar("K")
V = TypeVar("V")


@final
class FrozenMapping(Mapping[K, V]):
    """A copy of a mapping that nobody can change.

    Args:
        entries: What it holds.

    Example:
        >>> prices = FrozenMapping({"post": 1})
        >>> prices["post"], prices == {"post": 1}, hash(prices) == hash(FrozenMapping({"post": 1}))
        (1, True, True)
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[K, V]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, key: K) -> V:
        """Return the value of *key*."""
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        """Go over the keys in the order in which they were given."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._entries)

    def __hash__(self) -> int:
        """Hash by content, whatever the order."""
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        """Return it as the dict that it looks like."""
        return repr(self._entries)
