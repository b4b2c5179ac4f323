"""The demo platform for the conformance kit: its fake over whatever the kit wants it to hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, cast

import attrs

from influence.connectors import VirtualClock
from influence.connectors.demo import (
    Change,
    DemoFake,
    FakeToken,
    FaultKind,
    Listed,
    ListedOrder,
    ScriptedFault,
    World,
    WorldAccount,
    WorldPost,
)
from influence.metrics import POST_METRICS
from influence.money import Money
from influence.orders import Order
from influence.posts import Post
from influence.sansio import Profile, Reading, Secret, WhyNone
from influence.testing._faulty_connectors._stall_rows import without_nulls
from influence.testing._holdings import Holdings
from influence.testing._platform_fake import Trouble

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

_SIZE: Final = 4
_MS: Final = 1_000

#: What the platform's own script calls the troubles.
_SCRIPT: Final[Mapping[str, FaultKind]] = MappingProxyType(
    {
        "changing_pages": "duplicates",
        "half_failed": "half_batch",
        "looped_cursor": "cursor_loop",
        "retired_metric": "retired_metric",
        "spent_403": "quota_spent",
        "throttled_inside": "throttled_inside",
    }
)


@attrs.frozen
class DemoPlatform:
    """A demo platform that holds what the kit chose.

    Args:
        holdings: What it holds.
        trouble: What it plays.

    Example:
        >>> platform = DemoPlatform(Holdings())
        >>> sorted(platform.settings)
        ['page_size', 'token']
    """

    troubles: ClassVar[frozenset[str]] = frozenset({*_SCRIPT, "absent_nulls", "negative_refunds"})
    silent: ClassVar[Mapping[str, frozenset[str]]] = MappingProxyType(
        {
            "posts": frozenset({*POST_METRICS, "cost", "angle"}),
            "orders": frozenset({"gross_profit"}),
        }
    )
    newest_first: ClassVar[frozenset[str]] = frozenset({"posts"})
    metrics: ClassVar[tuple[str, ...]] = (*POST_METRICS, "watch_time", "average_watch")

    holdings: Holdings
    trouble: Trouble | None = attrs.field(kw_only=True, default=None)

    @property
    def settings(self) -> Mapping[str, object]:
        """A token that is let in, and pages that are soon full."""
        return {"token": Secret(self.holdings.token), "page_size": _SIZE}

    @property
    def app(self) -> WSGIApplication:
        """The platform."""
        kind = _SCRIPT.get(self.trouble or "")
        faults = () if kind is None else (ScriptedFault(kind=kind, times=None),)
        fake = DemoFake(
            world_of(self.holdings),
            clock=VirtualClock(self.holdings.now),
            faults=faults,
            tokens=(FakeToken(secret=Secret(self.holdings.token)),),
        )
        return _without_nulls(fake) if self.trouble == "absent_nulls" else fake


def world_of(holdings: Holdings) -> World:
    """The world of the demo platform that holds the same."""
    currencies = [order.items.currency for order in holdings.orders]
    return World(
        seed="holdings",
        currency=currencies[0] if currencies else "EUR",
        starts=min([holdings.now, *(order.at for order in holdings.orders)]),
        now=holdings.now,
        accounts=tuple(_account(holdings, profile) for profile in holdings.profiles),
        posts=tuple(_post(holdings, post) for post in holdings.posts),
        touches=tuple(Listed(row=touch, listed_at=touch.at) for touch in holdings.touches),
        orders=tuple(_order(holdings, order) for order in holdings.orders),
        refunds=tuple(Listed(row=refund, listed_at=refund.at) for refund in holdings.refunds),
    )


def _account(holdings: Holdings, profile: Profile) -> WorldAccount:
    """An account and who follows it."""
    return WorldAccount(profile=profile, audience=tuple(holdings.audiences_of(profile.account)))


def _post(holdings: Holdings, post: Post) -> WorldPost:
    """A post and its figures."""
    owners = [one.account_id for one in holdings.accounts if one.creator_id == post.creator_id]
    told = [one for one in holdings.readings if one.post_id == post.post_id]
    return WorldPost(
        post=post,
        account_id=owners[0] or "",
        figures={one.metric: _figure(one) for one in told},
    )


def _figure(reading: Reading) -> int | Money | WhyNone:
    """A figure in the world's unit, or why there is none; the world has watch time in seconds."""
    if not isinstance(reading.value, int):
        return reading.value or cast("WhyNone", reading.why_none)
    return reading.value // _MS if reading.metric == "watch_time" else reading.value


def _order(holdings: Holdings, order: Order) -> ListedOrder:
    """An order, and that it changed to what it is."""
    at = holdings.changed_at(order)
    changes = () if at == order.at else (Change(at=at, listed_at=at, status=order.status),)
    return ListedOrder(placed=order, listed_at=order.at, changes=changes)


def _without_nulls(app: Callable[..., Iterable[bytes]]) -> WSGIApplication:
    """An application whose answers leave out what is null."""

    def answered(environ: dict[str, object], start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]]) -> object:
            kept = [pair for pair in headers if pair[0] != "Content-Length"]
            return start_response(status, kept)

        body = json.loads(b"".join(app(environ, start)))
        return [json.dumps(without_nulls(body), ensure_ascii=False).encode()]

    return answered
