"""Stall: a small platform with a shop, read by a connector that is as it should be.

It exists nowhere. The faulty connectors are this one with a bug each, and its API has what real
ones have: a cursor for posts and orders, an offset for refunds, page numbers for touches, links for
a search, figures by the batch in the platform's own units, amounts as decimal text and in cents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar, Final

import attrs

from influence import _requirements as require
from influence.orders import Order, Refund
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import (
    Audience,
    Auth,
    Capability,
    Connection,
    Conversation,
    FactSheet,
    FaultError,
    FixedQuota,
    Incremental,
    Page,
    Paging,
    Profile,
    Read,
    Reading,
    Request,
    Response,
    RollingQuota,
    Secret,
    ThrottledError,
    TooMuchError,
    Window,
    usual_fault,
)
from influence.sources import Gap
from influence.testing._faulty_connectors import _stall_words as words
from influence.tracking import Touch

HOST: Final = "api.stall.example"

SHEET: Final = FactSheet.read(
    """
[[field]]
vendor = "plays"
metric = "views"
unit = "count"
access = "public"
counts = "plays of at least one second"
source = "https://stall.example/docs/insights#plays"
verified = 2026-06-01

[[field]]
vendor = "hearts"
metric = "likes"
unit = "count"
access = "public"
counts = "accounts that like the post now"
source = "https://stall.example/docs/insights#hearts"
verified = 2026-06-01

[[field]]
vendor = "watched_ms"
metric = "watch_time"
unit = "ms"
access = "owner"
counts = "time for which the post was played, replays included"
source = "https://stall.example/docs/insights#watched"
verified = 2026-06-01
since = 2025-01-01

[[field]]
vendor = "looks"
metric = "impressions"
unit = "count"
access = "owner"
counts = "times the post was on a screen"
source = "https://stall.example/docs/changes#looks"
verified = 2026-06-01
retired = 2026-01-01
replaced_by = "plays"
"""
)

CAPABILITY: Final = Capability(
    platform="stall",
    hosts=(HOST,),
    reads=(
        Read(name="profile"),
        Read(name="posts", paging=Paging(kind="cursor", size=words.SIZE), scopes=("posts",)),
        Read(name="metrics", batch=3, scopes=("insights",)),
        Read(name="audience", scopes=("insights",)),
        Read(name="search", paging=Paging(kind="cursor", size=words.SIZE)),
        Read(
            name="orders",
            paging=Paging(kind="cursor", size=words.SIZE, has_total=True),
            incremental=Incremental(key="updated_at", lookback=dt.timedelta(days=3)),
            scopes=("shop",),
        ),
        Read(name="refunds", paging=Paging(kind="offset", size=words.SIZE), scopes=("shop",)),
        Read(name="touches", paging=Paging(kind="page_number", size=words.SIZE), scopes=("shop",)),
    ),
    quotas=(RollingQuota(units=600, within_s=60), FixedQuota(units=10_000)),
    auth=Auth(kind="token", scopes=("posts", "insights", "shop"), settings=("token",)),
    uses=("own_accounts", "commercial"),
    sheet=SHEET,
)


@attrs.frozen(kw_only=True)
class Stall:
    """Reads the stall.

    Args:
        token: What lets it in.
    """

    name: ClassVar[str] = "stall"
    token: Secret = attrs.field(validator=require.is_a(Secret, called="a secret"))

    @property
    def capability(self) -> Capability:
        """What it can do."""
        return CAPABILITY

    def fault(self, response: Response, /) -> FaultError | None:
        """The fault that an answer of the stall stands for."""
        trouble = words.trouble_in(response)
        if trouble == "slow_down":
            after_s = response.retry_after_s
            return ThrottledError(
                response.purpose, "stay within the quota", trouble, after_s=after_s
            )
        if trouble == "field_retired":
            return TooMuchError(response.purpose, "name no retired field", trouble)
        return usual_fault(response)

    def check(self) -> Conversation[Connection]:
        """Whose token it is."""
        response = yield self._request("/me", purpose="connection")
        document = response.document()
        scopes = tuple(str(part.value) for part in document.items("scopes"))
        return Connection(who=document.text("user"), scopes=scopes)

    def profile(self, account: Account, /) -> Conversation[Profile]:
        """The account as the stall describes it."""
        response = yield self._request(words.account_path(account), purpose="profile")
        document = response.document()
        document.text("id")
        return words.profile(document, account=account)

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        """A page of the posts of an account."""
        path = f"{words.account_path(account)}/posts"
        response = yield self._page(path, "posts", window=window, cursor=cursor)
        document = response.document()
        found = tuple(words.post(part, account=account) for part in document.items("posts"))
        kept = tuple(one for one in found if one.published_at in window)
        return words.page(document, kept, after=document.text_or_none("next"))

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        """The figures of some posts."""
        if not post_ids or not names:
            return Page(items=())
        fields = [field for field in SHEET.fields if field.metric in names and not field.retired]
        query = (("ids", ",".join(post_ids)), ("fields", ",".join(one.vendor for one in fields)))
        response = yield self._request("/insights", purpose="metrics", query=query)
        rows = {part.text("id"): part for part in response.document().items("insights")}
        items, gaps = list[Reading](), list[Gap]()
        for post_id in post_ids:
            told = rows.get(post_id)
            items += [words.reading(told, post_id, one, at=response.received_at) for one in fields]
            items += [
                words.unread(post_id, name, at=response.received_at)
                for name in names
                if name not in {one.metric for one in fields}
            ]
            gaps += words.gaps_of(told, post_id)
        return Page(items=tuple(items), gaps=tuple(gaps))

    def audience(self, account: Account, /) -> Conversation[Page[Audience]]:
        """Who follows an account."""
        path = f"{words.account_path(account)}/audience"
        response = yield self._request(path, purpose="audience")
        return words.audiences(response.document(), account=account)

    def search(self, words_: str, /, *, cursor: str | None) -> Conversation[Page[Profile]]:
        """A page of accounts whose name has some words in it."""
        link = f"https://{HOST}/search" if cursor is None else words.own_link(cursor, host=HOST)
        query = (("q", words_), *words.SIZED) if cursor is None else ()
        response = yield self._request(link, purpose="search", query=query)
        document = response.document()
        items = tuple(words.found(part) for part in document.items("accounts"))
        return words.page(document, items, after=document.text_or_none("next"))

    def orders(self, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
        """A page of the orders that were placed or changed."""
        response = yield self._page("/orders", "orders", window=window, cursor=cursor)
        document = response.document()
        kept = [part for part in document.items("orders") if part.moment("updated_at") in window]
        items = tuple(words.order(part) for part in kept)
        return words.page(document, items, after=document.text_or_none("next"))

    def refunds(self, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
        """A page of the refunds."""
        response = yield self._page("/refunds", "refunds", window=window, cursor=cursor)
        document = response.document()
        found = tuple(words.refund(part) for part in document.items("refunds"))
        after = document.whole_or_none("next_offset")
        kept = tuple(one for one in found if one.at in window)
        return words.page(document, kept, after=None if after is None else str(after))

    def touches(self, *, window: Window, cursor: str | None) -> Conversation[Page[Touch]]:
        """A page of the touches."""
        response = yield self._page("/touches", "touches", window=window, cursor=cursor)
        document = response.document()
        found = tuple(words.touch(part) for part in document.items("touches"))
        after = document.whole_or_none("next_page")
        kept = tuple(one for one in found if one.at in window)
        return words.page(document, kept, after=None if after is None else str(after))

    def _page(self, path: str, read: str, *, window: Window, cursor: str | None) -> Request:
        """The request for a page of a window."""
        purpose = f"{read}, from {cursor}" if cursor else f"{read}, first page"
        query = (*words.span(window), *words.SIZED, *words.place(cursor))
        return self._request(path, purpose=purpose, query=query)

    def _request(
        self, path: str, *, purpose: str, query: tuple[tuple[str, str], ...] = ()
    ) -> Request:
        """A request of the stall."""
        return Request(
            url=path if path.startswith("https://") else f"https://{HOST}{path}",
            purpose=purpose,
            query=query,
            headers={"Authorization": self.token.after("Bearer ")},
        )
