"""The fake over real HTTP: on the loopback, for so many requests, and for so long."""

from __future__ import annotations

from urllib.error import URLError
from urllib.request import urlopen

import pytest

from influence.connectors import Guard, Session, StandardTransport
from influence.connectors.demo import Demo, DemoFake
from influence.sansio import Window
from influence.testing import ScriptedFault, loopback, world


def test_what_the_platform_holds_arrives_over_http_whatever_breaks() -> None:
    spring = world("spring", touches=12, orders=8)
    faults = (
        ScriptedFault(kind="dropped", read="orders", call=2),
        ScriptedFault(kind="truncated", read="touches", call=1),
        ScriptedFault(kind="busy_date", read="touches", call=3),
    )
    app = DemoFake(spring, faults=faults)
    with loopback(app, most_requests=40, lifetime_s=60) as address:
        demo = Demo(base_url=f"{address}/v1", page_size=5)
        transport = StandardTransport(
            guard=Guard(hosts=demo.capability.hosts, allow_loopback=True), clock=app.clock
        )
        session = Session(demo, transport=transport, clock=app.clock)
        orders = session.orders(window=Window()).whole()
        touches = session.touches(window=Window()).whole()
    assert set(orders.items) == set(spring.orders_at(spring.now))
    assert set(touches.items) == set(spring.touches_at(spring.now))
    assert (orders.gaps, touches.gaps) == ((), ())


#: How a server that is no longer there shows, before or after the connection is made.
_CLOSED = (URLError, ConnectionResetError)


def test_it_is_served_no_longer_than_was_said() -> None:
    app = DemoFake(world("spring", touches=0, orders=0, refunds=0))
    with loopback(app, most_requests=1) as address:
        for _ in range(2):
            with pytest.raises(_CLOSED):
                urlopen(f"{address}/v1/me", timeout=1)  # noqa: S310  # an address of our own
    assert app.calls.total() == 1
    with loopback(app, lifetime_s=0) as address, pytest.raises(_CLOSED):
        urlopen(f"{address}/v1/me", timeout=1)  # noqa: S310  # an address of our own
    assert app.calls.total() == 1
