"""What driving a connector costs over calling its platform directly, and whether memory stays flat.

    python benchmarks/connectors.py [requests] [pages]

The platform is an application in this process that answers the same page each time, so that all
that is measured is ours. The direct way builds the same environment, calls the application and
reads its JSON.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from typing import ClassVar
from urllib.parse import urlencode

import attrs

from influence.connectors import Limits, Session, VirtualClock, WsgiTransport, drive
from influence.money import Money
from influence.orders import Refund
from influence.sansio import (
    Capability,
    Connection,
    Conversation,
    Page,
    Paging,
    Read,
    Request,
    Secret,
    Window,
)

AT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
ROUNDS = 5
ITEMS = 20
Environ = dict[str, object]


@attrs.define
class Endless:
    """Pages of items that follow each other for as long as somebody asks."""

    pages: int
    asked: int = 0

    def __call__(self, _: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        """The next page."""
        self.asked += 1
        ids = [f"r{self.asked}-{number}" for number in range(ITEMS)]
        following = None if self.asked >= self.pages else str(self.asked)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"items": ids, "next": following}).encode()]


@attrs.frozen(kw_only=True)
class Shop:
    """A connector that does as little as it can."""

    token: Secret = attrs.field(factory=lambda: Secret("t0ken"))
    name: ClassVar[str] = "shop"
    capability: Capability = Capability(
        platform="shop",
        hosts=("api.shop.example",),
        reads=(Read(name="refunds", paging=Paging(kind="cursor", most_pages=1_000_000)),),
    )

    def check(self) -> Conversation[Connection]:
        """Never asked."""
        raise NotImplementedError

    def refunds(self, *, window: Window, cursor: str | None) -> Conversation[Page[Refund]]:
        """A page; all of them are of any window."""
        del window
        response = yield Request(
            url="https://api.shop.example/refunds",
            purpose="refunds",
            query=(("cursor", cursor or ""),),
            headers={"Authorization": self.token.after("Bearer ")},
        )
        document = response.document()
        ids = [str(one.value) for one in document.items("items")]
        one = Money("1.00", "EUR")
        refunds = (Refund(refund_id=each, order_id="o1", at=AT, amount=one) for each in ids)
        return Page(items=tuple(refunds), next=document.text_or_none("next"))


def direct(app: Endless, requests: int) -> None:
    """The same requests without a connector: build, call, read."""
    for number in range(requests):
        environ: Environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/refunds",
            "QUERY_STRING": urlencode({"cursor": number}),
            "SERVER_NAME": "api.shop.example",
            "SERVER_PORT": "443",
            "HTTP_AUTHORIZATION": "Bearer t0ken",
            "wsgi.input": io.BytesIO(),
        }
        body = b"".join(app(environ, lambda *_: None))
        ids = json.loads(body)["items"]
        one = Money("1.00", "EUR")
        for each in ids:
            Refund(refund_id=each, order_id="o1", at=AT, amount=one)


def driven(app: Endless, requests: int) -> None:
    """The same requests, each driven on its own."""
    shop, transport = Shop(), WsgiTransport(app)
    for number in range(requests):
        talk = shop.refunds(window=Window(), cursor=str(number))
        drive(talk, transport=transport, connector=shop)


def session(pages: int) -> Session:
    """A session over so many pages."""
    clock = VirtualClock(AT)
    transport = WsgiTransport(Endless(pages), clock=clock)
    return Session(Shop(), transport=transport, clock=clock, limits=Limits(deadline_s=10**6))


def seconds(run: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def peak(pages: int) -> int:
    """The most memory that going over so many pages holds, in KiB."""
    tracemalloc.start()
    for _ in session(pages).refunds(window=Window()):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most // 1024


def main(requests: int, pages: int) -> None:
    """Measure and print."""
    ratios: dict[str, list[float]] = {"drive": [], "session": []}
    direct_s: list[float] = []
    for _ in range(ROUNDS):
        bare = seconds(lambda: direct(Endless(10**9), requests))
        direct_s.append(bare)
        ratios["drive"].append(seconds(lambda: driven(Endless(10**9), requests)) / bare)
        whole = session(requests).refunds(window=Window())
        ratios["session"].append(seconds(whole.whole) / bare)
    each_us = statistics.median(direct_s) / requests * 1e6
    print(f"direct      {each_us:8.0f} µs a request of {ITEMS} items, {requests} requests")
    for name, found in ratios.items():
        ratio = statistics.median(found)
        print(f"{name:<11} {ratio:8.2f} times, +{(ratio - 1) * each_us:.0f} µs a request")
    small, large = peak(pages // 10), peak(pages)
    print(f"page by page {small} KiB at {pages // 10} pages, {large} KiB at {pages} pages")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [1_000, 10_000][len(given) :]))
