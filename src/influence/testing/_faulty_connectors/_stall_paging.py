"""How the stall pages: by cursors, by links, by offsets and by numbers, and what may go wrong."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from influence.testing._faulty_connectors._stall_rows import Table
from influence.testing._platform_fake import Trouble

#: How many items a page holds when nobody says.
_USUAL: Final = 2
_ODD: Final = "a+b/c=&é %7E#?"


class RefusalError(Exception):
    """An answer that is no success.

    Args:
        status: The status line.
        code: What the stall calls it.
    """

    def __init__(self, status: str, code: str) -> None:
        """Keep both."""
        super().__init__(status, code)
        self.status = status
        self.code = code


def page(
    found: Sequence[Table],
    key: str,
    query: Mapping[str, str],
    *,
    trouble: Trouble | None,
    link: bool = False,
) -> Table:
    """The page that a request asks for.

    Raises:
        RefusalError: Its cursor is none of ours.
    """
    limit = int(query.get("limit", _USUAL))
    pages = _pages(found, limit=limit, trouble=trouble)
    at = _place(key, query.get("after"), limit=limit, trouble=trouble)
    if not 0 <= at < len(pages):
        raise RefusalError("400 Bad Request", "no_such_page")
    has_more = at + 1 < len(pages) or (trouble == "looped_cursor" and at > 0)
    after = 1 if trouble == "looped_cursor" else at + 1
    total = 1 if trouble == "wrong_total" else len(found)
    cursor = _cursor(key, after, limit=limit, trouble=trouble) if has_more else None
    if link and cursor is not None:
        host = "evil.example" if trouble == "foreign_next" else "api.stall.example"
        cursor = (
            f"https://{host}/search?{urlencode({'q': query['q'], 'limit': limit, 'after': cursor})}"
        )
    return {key: pages[at], "total": total, _WORDS.get(key, "next"): cursor}


_WORDS: Final = {"refunds": "next_offset", "touches": "next_page"}


def _pages(
    found: Sequence[Table], *, limit: int, trouble: Trouble | None
) -> Sequence[Sequence[Table]]:
    """All pages, as a trouble has them."""
    size = limit - 1 if trouble == "short_pages" else limit
    pages = [found[at : at + size] for at in range(0, max(len(found), 1), size)]
    if trouble == "changing_pages":
        # Something new came to the front, so each further page begins with the last item again.
        pages[1:] = [found[at - 1 : at - 1 + size] for at in range(size, len(found) + 1, size)]
    if trouble == "empty_page":
        pages.insert(1, [])
    return pages


def _cursor(key: str, at: int, *, limit: int, trouble: Trouble | None) -> str | int:
    """Where a page begins, as the stall writes it."""
    if key == "refunds":
        return at * limit
    if key == "touches":
        return at + 1
    text = base64.urlsafe_b64encode(f"page {at}".encode()).decode()
    return _ODD + text if trouble == "odd_cursors" else text


def _place(key: str, after: str | None, *, limit: int, trouble: Trouble | None) -> int:
    """Which page a cursor means; the first without one."""
    if after is None:
        return 0
    try:
        if key == "refunds":
            return int(after) // limit
        if key == "touches":
            return int(after) - 1
        text = after.removeprefix(_ODD) if trouble == "odd_cursors" else after
        return int(base64.urlsafe_b64decode(text).decode().removeprefix("page "))
    except ValueError as error:
        raise RefusalError("400 Bad Request", "no_such_page") from error
