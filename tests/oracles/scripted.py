"""A platform that answers by a script, and a connector for it: what the runtime is tested with."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

import attrs

from influence.connectors import (
    AsyncSession,
    Limits,
    OnEvent,
    Session,
    VirtualClock,
    WsgiTransport,
)
from influence.money import Money
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
    Incremental,
    Page,
    Paging,
    Profile,
    Quota,
    Read,
    Reading,
    Request,
    Secret,
    VendorField,
    Window,
)
from influence.shares import Share
from influence.tracking import Touch

AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
HOST = "api.tiny.example"
MAYA = Account(platform="tiny", handle="maya", account_id="7")

Told = tuple[int, dict[str, str], bytes]
Answer = Told | BaseException
Environ = dict[str, object]


def told(document: object, *, status: int = 200, **headers: str) -> Told:
    """An answer in JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(document).encode()
    return status, {"Content-Type": "application/json", **named}, body


@attrs.define
class Script:
    """A WSGI application that gives its answers one after the other, the last one for ever."""

    answers: Sequence[Answer]
    asked: list[Environ] = attrs.field(factory=list, init=False)
    bodies: list[bytes] = attrs.field(factory=list, init=False)

    def __call__(self, environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        """The next answer."""
        answer = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append(environ)
        sent = environ["wsgi.input"]
        assert isinstance(sent, io.BytesIO)
        self.bodies.append(sent.read())
        if isinstance(answer, BaseException):
            raise answer
        status, headers, body = answer
        start_response(f"{status} Told", list(headers.items()))
        return [body]


def _field(metric: str) -> VendorField:
    return VendorField(
        vendor=f"{metric}_count",
        metric=metric,
        unit="count",
        access="public",
        counts=f"each of the {metric}",
        source="the tiny reference",
        verified=dt.date(2026, 5, 1),
    )


METRICS = ("views", "likes", "saves", "shares")
_PAGED = Paging(kind="cursor", size=2, most_pages=20)
_NEWS = Incremental(key="updated_at", lookback=dt.timedelta(hours=2))
CAPABILITY = Capability(
    platform="tiny",
    hosts=(HOST,),
    reads=(
        Read(name="profile"),
        Read(name="posts", paging=_PAGED, incremental=_NEWS),
        Read(name="metrics", batch=3, scopes=("insights",)),
        Read(name="audience"),
        Read(name="search", paging=_PAGED),
        Read(name="orders", paging=_PAGED, incremental=_NEWS, cost=2),
        Read(name="refunds", paging=_PAGED),
        Read(name="touches", paging=_PAGED),
    ),
    auth=Auth(kind="token", settings=("token",)),
    sheet=FactSheet(fields=tuple(map(_field, METRICS))),
)


@attrs.frozen(kw_only=True)
class Tiny:
    """A connector as small as it can be."""

    token: Secret = attrs.field(factory=lambda: Secret("t1ny-t0ken"))
    capability: Capability = CAPABILITY
    name: ClassVar[str] = "tiny"

    def ask(self, path: str, **query: str) -> Request:
        return Request(
            url=f"https://{HOST}/{path}",
            purpose=path,
            query=tuple(query.items()),
            headers={"Authorization": self.token.after("Bearer ")},
        )

    def check(self) -> Conversation[Connection]:
        response = yield self.ask("me")
        return Connection(who=response.document().text("who"))

    def profile(self, account: Account, /) -> Conversation[Profile]:
        response = yield self.ask("profile")
        return Profile(account=account, followers=response.document().whole_or_none("followers"))

    def posts(
        self, account: Account, /, *, window: Window, cursor: str | None
    ) -> Conversation[Page[Post]]:
        response = yield self.ask("posts", **_query(window, cursor))
        document = response.document()
        posts = [
            Post(
                post_id=one.text("id"),
                creator_id=account.owner,
                published_at=AT,
                views=one.whole_or_none("views"),
            )
            for one in document.items("items")
        ]
        return Page(items=tuple(posts), next=document.text_or_none("next"))

    def metrics(
        self, post_ids: Sequence[str], /, *, names: Sequence[str]
    ) -> Conversation[Page[Reading]]:
        response = yield self.ask("metrics", ids=",".join(post_ids), names=",".join(names))
        readings = [
            Reading(
                post_id=one.text("id"),
                metric=one.text("metric"),
                at=AT,
                value=one.whole("value"),
            )
            for one in response.document().items("items")
        ]
        return Page(items=tuple(readings))

    def audience(self, account: Account, /) -> Conversation[Page[Audience]]:
        response = yield self.ask("audience")
        parts = {one.text("part"): Share("0.5") for one in response.document().items("items")}
        return Page(items=(Audience(account=account, at=AT, by="country", parts=parts),))

    def search(self, words: str, /, *, cursor: str | None) -> Conversation[Page[Profile]]:
        response = yield self.ask("search", words=words, **_query(Window(), cursor))
        document = response.document()
        found = [
            Profile(account=Account(platform="tiny", handle=one.text("handle")))
            for one in document.items("items")
        ]
        return Page(items=tuple(found), next=document.text_or_none("next"))

    def orders(self, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
        response = yield self.ask("orders", **_query(window, cursor))
        document = response.document()
        orders = [
            Order(order_id=one.text("id"), at=AT, items=one.money("total", currency="EUR"))
            for one in document.items("items")
        ]
        return Page(items=tuple(orders), next=document.text_or_none("next"))

    def refunds(self, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
        response = yield self.ask("refunds", **_query(window, cursor))
        document = response.document()
        refunds = [
            Refund(refund_id=one.text("id"), order_id="o1", at=AT, amount=Money("1", "EUR"))
            for one in document.items("items")
        ]
        return Page(items=tuple(refunds), next=document.text_or_none("next"))

    def touches(self, *, window: Window, cursor: str | None) -> Conversation[Page[Touch]]:
        response = yield self.ask("touches", **_query(window, cursor))
        document = response.document()
        touches = [
            Touch(touch_id=one.text("id"), at=AT, visitor_id="v1", kind="link", value="maya")
            for one in document.items("items")
        ]
        return Page(items=tuple(touches), next=document.text_or_none("next"))


def _query(window: Window, cursor: str | None) -> dict[str, str]:
    asked = {
        "since": None if window.since is None else window.since.isoformat(),
        "until": None if window.until is None else window.until.isoformat(),
        "cursor": cursor,
    }
    return {name: value for name, value in asked.items() if value is not None}


def with_quotas(*quotas: Quota) -> Tiny:
    """The connector of a platform with limits."""
    return Tiny(capability=attrs.evolve(CAPABILITY, quotas=quotas))


def session(
    *answers: Answer,
    connector: Tiny | None = None,
    limits: Limits | None = None,
    is_strict: bool = False,
    on_event: OnEvent | None = None,
) -> tuple[Session, Script]:
    """A session over a script, by a clock that does not run."""
    script, clock = Script(answers), VirtualClock(AT)
    made = Session(
        connector or Tiny(),
        transport=WsgiTransport(script, clock=clock),
        clock=clock,
        limits=limits or Limits(),
        is_strict=is_strict,
        dice=random.Random(7),  # noqa: S311  # the same waits each time
        on_event=on_event,
    )
    return made, script


def async_session(*answers: Answer, connector: Tiny | None = None) -> tuple[AsyncSession, Script]:
    """The same, awaiting."""
    script, clock = Script(answers), VirtualClock(AT)
    made = AsyncSession(
        connector or Tiny(),
        transport=WsgiTransport(script, clock=clock),
        clock=clock,
        dice=random.Random(7),  # noqa: S311  # the same waits each time
    )
    return made, script
