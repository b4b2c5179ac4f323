"""The words of the stall: what its JSON calls our values, and how its addresses are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final, TypeVar, cast
from urllib.parse import quote, urlsplit

from influence.errors import InvalidInputError
from influence.money import Money
from influence.orders import Order, Refund, Status
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Audience,
    Document,
    GarbledError,
    Page,
    Profile,
    Reading,
    Response,
    VendorField,
    WhyNone,
    Window,
)
from influence.shares import Share
from influence.sources import Gap
from influence.tracking import Kind, Touch

T = TypeVar("T")

PLATFORM: Final = "stall"
SIZE: Final = 4

#: The parameter of how many items a page is to hold.
SIZED: Final = (("limit", str(SIZE)),)


def account_path(account: Account) -> str:
    """The path of an account, by its id where that is known."""
    if account.account_id is not None:
        return f"/accounts/{quote(account.account_id, safe='')}"
    return f"/handles/{quote(str(account.handle), safe='')}"


def span(window: Window) -> tuple[tuple[str, str], ...]:
    """The parameters of a window, whose ends the stall takes as whole seconds from and before."""
    ends = ("since", window.since), ("until", window.until)
    return tuple((name, at.isoformat()) for name, at in ends if at is not None)


def place(cursor: str | None) -> tuple[tuple[str, str], ...]:
    """The parameter of a place in a list."""
    return () if cursor is None else (("after", cursor),)


def own_link(link: str, *, host: str) -> str:
    """A link to a next page, which has to be one of the stall's own.

    Raises:
        GarbledError: It leads elsewhere.
    """
    parts = urlsplit(link)
    if (parts.scheme, parts.hostname) != ("https", host):
        raise GarbledError("search", f"go on at {host}", parts.hostname)
    return link


def trouble_in(response: Response) -> str | None:
    """The word under which the stall says what is wrong, where its answer has one."""
    if not response.body.startswith(b'{"error"'):
        return None
    try:
        return response.document().at("error").text_or_none("code")
    except GarbledError:
        return None


def page(document: Document, items: tuple[T, ...], *, after: str | None) -> Page[T]:
    """A page and where the next one begins."""
    return made(document, lambda: Page(items=items, next=after))


def profile(part: Document, *, account: Account) -> Profile:
    """An account as the stall describes it."""
    return made(
        part,
        lambda: Profile(
            account=account,
            name=part.text_or_none("name"),
            biography=part.text_or_none("about"),
            followers=part.whole_or_none("fans"),
            follows=part.whole_or_none("follows"),
            posts=part.whole_or_none("posts"),
            country=part.text_or_none("country"),
            is_verified=flag_or_none(part, "verified"),
        ),
    )


def found(part: Document) -> Profile:
    """An account that was searched for."""
    account = made(
        part,
        lambda: Account(
            platform=PLATFORM, account_id=part.text("id"), handle=part.text_or_none("handle")
        ),
    )
    return profile(part, account=account)


def post(part: Document, *, account: Account) -> Post:
    """A post."""
    return made(
        part,
        lambda: Post(
            post_id=part.text("id"),
            creator_id=str(account.creator_id),
            published_at=part.moment("published_at"),
            platform=PLATFORM,
            caption=part.text_or_none("text"),
            likes=part.whole_or_none("hearts"),
        ),
    )


def order(part: Document) -> Order:
    """An order; its amounts are decimal text in one currency."""
    currency = part.text("currency")

    def amount(key: str) -> Money | None:
        return None if part.at_or_none(key) is None else part.money(key, currency=currency)

    return made(
        part,
        lambda: Order(
            order_id=part.text("id"),
            at=part.moment("created_at"),
            items=part.money("items", currency=currency),
            customer_id=part.text_or_none("customer"),
            discount=amount("discount"),
            tax=amount("tax"),
            shipping=amount("shipping"),
            gross_profit=amount("profit"),
            codes=texts(part, "codes"),
            is_new_customer=flag_or_none(part, "first_order"),
            status=cast("Status", part.text("status")),
        ),
    )


def refund(part: Document) -> Refund:
    """A refund; its amount is in the least unit of its currency, and may be told below zero."""
    return made(
        part,
        lambda: Refund(
            refund_id=part.text("id"),
            order_id=part.text("order"),
            at=part.moment("at"),
            amount=abs(Money.from_minor(part.whole("minor"), part.text("currency"))),
            product=part.text_or_none("product"),
        ),
    )


def touch(part: Document) -> Touch:
    """A touch."""
    return made(
        part,
        lambda: Touch(
            touch_id=part.text("id"),
            at=part.moment("at"),
            visitor_id=part.text("visitor"),
            kind=cast("Kind", part.text("kind")),
            value=part.text("value"),
            referrer=part.text_or_none("referrer"),
        ),
    )


def reading(told: Document | None, post_id: str, field: VendorField, *, at: dt.datetime) -> Reading:
    """A figure of a post in the unit in which the stall tells it."""
    has_failed = told is not None and told.at_or_none("error") is not None
    if told is None or told.at_or_none(field.vendor) is None:
        return unread(post_id, field.metric, at=at, why="failed" if has_failed else "not_told")
    return made(
        told,
        lambda: Reading(
            post_id=post_id,
            metric=field.metric,
            at=at,
            value=told.whole(field.vendor),
            unit=field.unit,
        ),
    )


def unread(post_id: str, metric: str, *, at: dt.datetime, why: WhyNone = "retired") -> Reading:
    """A figure that is not there."""
    return Reading(post_id=post_id, metric=metric, at=at, why_none=why)


def gaps_of(told: Document | None, post_id: str) -> Sequence[Gap]:
    """What is missing of a post as a whole."""
    if told is not None and told.at_or_none("error") is None:
        return []
    why = "is not there" if told is None else "failed"
    sentence = f"the stall has no figures of post {post_id}: it {why}"
    return [Gap(source=PLATFORM, kind="not_available", where=f"post {post_id}", told=sentence)]


def audiences(part: Document, *, account: Account) -> Page[Audience]:
    """Who follows an account; hidden followers are a gap."""
    if part.flag("hidden"):
        told = "the account hides who follows it"
        return Page(
            items=(),
            gaps=(Gap(source=PLATFORM, kind="not_available", where="audience", told=told),),
        )
    return Page(items=tuple(audience(one, account=account) for one in part.items("audience")))


def audience(part: Document, *, account: Account) -> Audience:
    """One way to part those who follow an account."""
    return made(
        part,
        lambda: Audience(
            account=account,
            at=part.moment("at"),
            by=part.text("by"),
            parts={one.text("name"): Share(one.text("share")) for one in part.items("parts")},
        ),
    )


def flag_or_none(part: Document, key: str) -> bool | None:
    """True or false; ``None`` when it is absent or null."""
    return None if part.at_or_none(key) is None else part.flag(key)


def texts(part: Document, key: str) -> tuple[str, ...]:
    """A list of texts; empty when it is absent or null."""
    if part.at_or_none(key) is None:
        return ()
    return tuple(
        one.value if isinstance(one.value, str) else one.refuse("be text")
        for one in part.items(key)
    )


def made(part: Document, make: Callable[[], T]) -> T:
    """A value of ours; what breaks a rule of ours is garbled.

    Raises:
        GarbledError: It breaks one.
    """
    try:
        return make()
    except InvalidInputError as error:
        raise GarbledError(f"{part.where} {error.what}", error.rule, error.value) from error
