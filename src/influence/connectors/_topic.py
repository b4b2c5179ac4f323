"""The topic: one thing that is read page by page, with what is needed to begin a page of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, cast

import attrs

from influence.connectors._bookmark import Bookmark
from influence.errors import PluginError, shown
from influence.sansio import Conversation, Page, Read, Window

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Topic(Generic[T]):
    """One thing that is read.

    Args:
        read: What the connector's capability says of it.
        told: What it is in words, such as ``posts of maya``.
        item: The class of its items.
        key: The id of an item.
        begin: Begins the conversation of a page.
        window: The window that is asked for.
        after: How far an earlier read came.
    """

    read: Read
    told: str
    item: type[T]
    key: Callable[[T], str]
    begin: Callable[[Window, str | None], Conversation[Page[T]]]
    window: Window = attrs.field(factory=Window)
    after: Bookmark | None = None

    def checked(self, page: object, *, connector: str, number: int) -> Page[T]:
        """The page that a connector answered.

        Raises:
            PluginError: It is no page, or holds what it should not; the message has the path.
        """
        where = f"{connector}.{self.read.name}, page {number}"
        if not isinstance(page, Page):
            raise PluginError(where, "be a Page", shown(page))
        for at, item in enumerate(cast("Page[object]", page).items):
            if not isinstance(item, self.item):
                raise PluginError(
                    f"{where}: items[{at}]", f"be a {self.item.__name__}", shown(item)
                )
        return cast("Page[T]", page)
