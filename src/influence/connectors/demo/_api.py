"""The demo platform's interface: how a request to it looks, and the parts that answers share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import attrs

from influence.connectors.demo._capability import COSTS
from influence.errors import InvalidInputError
from influence.money import Money
from influence.platforms import Account
from influence.sansio import Document, GarbledError, Request, Secret, Window

T = TypeVar("T")

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SPLIT = "."


@attrs.frozen(kw_only=True)
class Api:
    """Where the platform is and who asks.

    Args:
        base_url: Its address, without a slash at the end.
        token: The token that shows who asks.
        page_size: How many items a page is asked for.
    """

    base_url: str
    token: Secret
    page_size: int

    def get(
        self, path: str, *, purpose: str, query: tuple[tuple[str, str], ...] = (), read: str = ""
    ) -> Request:
        """A request for *path*."""
        return Request(
            url=f"{self.base_url}/{path}",
            purpose=purpose,
            query=query,
            headers={"Authorization": self.token.after("Bearer "), "Accept": "application/json"},
            cost=COSTS.get(read, 1),
        )


def account_query(account: Account) -> tuple[tuple[str, str], ...]:
    """The parameter that says which account: its id where that is known, since handles change."""
    if account.account_id is not None:
        return (("account_id", account.account_id),)
    return (("handle", account.handle or ""),)


def account_named(account: Account) -> str:
    """The account as a purpose names it."""
    return account.handle or account.account_id or account.platform


def window_query(window: Window, *, key: str) -> tuple[tuple[str, str], ...]:
    """The parameters that say from when until when, in milliseconds; a part of one begins it."""
    since = () if window.since is None else ((f"{key}_since", str(ceiled_ms(window.since))),)
    until = () if window.until is None else ((f"{key}_until", str(ceiled_ms(window.until))),)
    return since + until


def ceiled_ms(at: dt.datetime) -> int:
    """The first whole millisecond since 1970 that is not before a moment."""
    return -((_EPOCH - at) // dt.timedelta(milliseconds=1))


def moment_of_ms(part: Document, key: str) -> dt.datetime:
    """The moment under *key*, told in milliseconds since 1970."""
    try:
        return _EPOCH + dt.timedelta(milliseconds=part.whole(key))
    except OverflowError:
        return part.at(key).refuse("be milliseconds since 1970")


def minor_or_none(part: Document, key: str, *, currency: str) -> Money | None:
    """The amount under *key*, told in minor units; ``None`` when it is not told."""
    return None if part.at_or_none(key) is None else minor(part, key, currency=currency)


def minor(part: Document, key: str, *, currency: str) -> Money:
    """The amount under *key*, told in minor units such as cents."""
    return built(part, lambda: Money.from_minor(part.whole(key), currency))


def built(part: Document, make: Callable[[], T]) -> T:
    """The value that a part becomes.

    Raises:
        GarbledError: It cannot be built, because the platform told something that cannot be.
    """
    try:
        return make()
    except InvalidInputError as error:
        raise GarbledError(f"{part.where} {error.what}", error.rule, error.value) from error


def joined(*parts: int | str) -> str:
    """A cursor of several parts."""
    return _SPLIT.join(str(part) for part in parts)


def parted(cursor: str | None) -> tuple[str, int]:
    """The two parts of a cursor: the moment of the list in milliseconds, and the place in it."""
    as_of, _, place = (cursor or "").partition(_SPLIT)
    if cursor is None:
        return "", 0
    if not (as_of.isascii() and as_of.isdigit() and place.isascii() and place.isdigit()):
        raise InvalidInputError("cursor", "be one that this read gave", cursor)
    return as_of, int(place)


def next_number(document: Document) -> str | None:
    """The cursor of the page after this one, in a list whose pages are numbered."""
    page, pages = document.whole("page"), document.whole("pages")
    return joined(document.whole("as_of_ms"), page + 1) if page < pages else None
