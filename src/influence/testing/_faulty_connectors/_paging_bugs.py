"""Bugs of paging: items lost, doubled or out of order on the way from page to page."""

from __future__ import annotations

from typing import cast
from urllib.parse import unquote_plus

import attrs

from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Capability, Conversation, Page, Paging, Request, Response, Window
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._json import table_of, with_table
from influence.testing._faulty_connectors._seeded import bug, declared, whole
from influence.testing._faulty_connectors._stall_words import SIZE


@bug("on_page", "PC-B01", "PC-B03")
def last_item_lost(_self: Bent, page: Page[object]) -> Page[object]:
    """Loses the last item of the last page."""
    return attrs.evolve(page, items=page.items[:-1]) if page.is_last else page


@bug("on_page", "PC-B02")
def full_page_goes_on(_self: Bent, page: Page[object]) -> Page[object]:
    """Asks for another page as long as pages are full."""
    return attrs.evolve(page, next=page.next or "9") if len(page.items) == SIZE else page


@bug("on_page", "PC-B04", "PC-D08")
def first_item_needed(_self: Bent, page: Page[object]) -> Page[object]:
    """Looks at the first item without asking whether there is one."""
    first, *rest = page.items
    return attrs.evolve(page, items=(first, *rest))


@bug("on_page", "PC-B05")
def short_page_ends(_self: Bent, page: Page[object]) -> Page[object]:
    """Takes a page that is not full for the last one."""
    return attrs.evolve(page, next=None) if len(page.items) < SIZE else page


@bug("on_page", "PC-B06")
def empty_page_ends(_self: Bent, page: Page[object]) -> Page[object]:
    """Takes an empty page for the last one."""
    return page if page.items else attrs.evolve(page, next=None)


@whole("PC-B07")
class PlaceKept(Bent):
    """Keeps its place in a list, and hands out a word in place of a cursor."""

    def on_cursor(self, cursor: str | None) -> str | None:
        """Where it was."""
        return None if cursor is None else cast("str | None", self.memory.get("place"))

    def on_page(self, page: Page[object]) -> Page[object]:
        """A page with a word for a cursor."""
        self.memory["place"] = page.next
        return page if page.is_last else attrs.evolve(page, next="more")


@whole("PC-B08", "PC-B13")
class AllAtOnce(Bent):
    """Follows the cursors by itself, and answers one long page."""

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """Every post."""
        page = yield from super().posts(account, window=window, cursor=cursor)
        items = page.items
        while page.next is not None:
            page = yield from super().posts(account, window=window, cursor=page.next)
            items += page.items
        return Page(items=items)


@bug("on_request", "PC-B09")
def size_not_sent(_self: Bent, request: Request) -> Request:
    """Does not say how many items a page is to hold."""
    return attrs.evolve(request, query=tuple(one for one in request.query if one[0] != "limit"))


@bug("on_page", "PC-B10")
def newest_first(_self: Bent, page: Page[object]) -> Page[object]:
    """Turns each page around."""
    return attrs.evolve(page, items=page.items[::-1])


@bug("on_cursor", "PC-B11")
def cursor_decoded(_self: Bent, cursor: str | None) -> str | None:
    """Decodes a cursor that nobody encoded."""
    return cursor and unquote_plus(cursor)


@whole("PC-B12")
class KnownPageDropped(Bent):
    """Drops a page that begins with an item that has come before."""

    def on_page(self, page: Page[object]) -> Page[object]:
        """A page, or none of it."""
        seen = cast("list[object]", self.memory.setdefault("seen", list[object]()))
        is_known = any(item in seen for item in page.items)
        seen += page.items
        return attrs.evolve(page, items=()) if is_known else page


@bug("on_response", "PC-B14")
def total_ends(_self: Bent, response: Response) -> Response:
    """Ends when as many items as were announced have come."""
    table = table_of(response)
    is_reached = int(str(table.get("total", SIZE))) < SIZE
    ends = dict.fromkeys(("next", "next_offset", "next_page")) if is_reached else {}
    return with_table(response, {**table, **ends})


@bug("on_cursor", "PC-B15")
def cursor_forgotten(_self: Bent, _cursor: str | None) -> None:
    """Never sends its cursor."""


@whole("PC-B16")
class EachPageOnce(Bent):
    """Answers nothing to a cursor that it has seen before."""

    def on_cursor(self, cursor: str | None) -> str | None:
        """The cursor, counted."""
        self.memory[f"seen {cursor}"] = 1 + cast("int", self.memory.get(f"seen {cursor}", 0))
        self.memory["again"] = cast("int", self.memory[f"seen {cursor}"]) > 1
        return cursor

    def on_page(self, page: Page[object]) -> Page[object]:
        """A page, or none of it."""
        return attrs.evolve(page, items=()) if self.memory.get("again") else page


@declared("PC-B17")
def paging_denied(capability: Capability) -> Capability:
    """Says of a read that pages that it does not."""
    posts = attrs.evolve(capability.read("posts"), paging=Paging(size=SIZE))
    others = [read for read in capability.reads if read.name != "posts"]
    return attrs.evolve(capability, reads=(posts, *others))
