"""What was seen: items by their ids, so that each is counted once.

An item that comes again unchanged is left out. One that comes again with other content has changed
meanwhile: it comes through, and the later one counts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


def _nothing() -> OrderedDict[str, object]:
    """No item was seen yet."""
    return OrderedDict()


@attrs.define(kw_only=True)
class Seen(Generic[T]):
    """The items of the pages so far.

    Args:
        key: The id of an item.
        most: How many of the last items are remembered; ``None`` for all of them.
    """

    key: Callable[[T], str]
    most: int | None = None
    repeated: int = attrs.field(default=0, init=False)
    changed: int = attrs.field(default=0, init=False)
    _items: OrderedDict[str, object] = attrs.field(factory=_nothing, init=False)

    def fresh(self, items: Iterable[T]) -> tuple[T, ...]:
        """Those of *items* that are new, or have changed."""
        return tuple(item for item in items if self._is_fresh(item))

    def _is_fresh(self, item: T) -> bool:
        """Whether an item is new or has changed; it is remembered either way."""
        key = self.key(item)
        if key in self._items:
            if self._items[key] == item:
                self.repeated += 1
                return False
            self.changed += 1
        self._items[key] = item
        self._items.move_to_end(key)
        if self.most is not None and len(self._items) > self.most:
            self._items.popitem(last=False)
        return True
