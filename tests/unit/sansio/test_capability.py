"""A capability is built right or not at all."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.sansio import (
    Blocking,
    Capability,
    FixedQuota,
    Incremental,
    LeakyBucket,
    Page,
    Read,
    RollingQuota,
    TokenQuota,
)

RIGHT: dict[str, Any] = {
    "platform": "demo",
    "hosts": ("api.demo.example",),
    "reads": (Read(name="posts"), Read(name="orders")),
}


def test_its_reads_are_found_by_name() -> None:
    capability = Capability(**RIGHT)
    assert capability.read_names == ("posts", "orders")
    assert capability.read("orders").batch == 1
    message = "read of demo must be one of orders, posts, got 'post'; did you mean 'posts'?"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        capability.read("post")


@pytest.mark.parametrize(
    "host",
    [
        "https://a.example",
        "a.example:443",
        "a..example",
        "A.example",
        "bücher.example",
        "a.example/",
        "x" * 254,
    ],
)
def test_hosts_are_bare_names(host: str) -> None:
    with pytest.raises(
        InvalidInputError,
        match=r"^Capability.hosts must hold names of hosts such as api.example.com, got ",
    ):
        Capability(**{**RIGHT, "hosts": (host,)})


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "reads",
            (Read(name="posts"), Read(name="posts")),
            "Capability.reads must name each read once, got ['posts', 'posts']",
        ),
        ("quotas", (7,), "Capability.quotas must hold quotas, got 7"),
        ("quotas", [], "Capability.quotas must be a tuple, got []"),
        (
            "uses",
            ("comercial",),
            (
                "Capability.uses must be one of advertising, commercial, own_accounts, research, "
                "got 'comercial'; did you mean 'commercial'?"
            ),
        ),
    ],
)
def test_what_is_wrong_in_it_is_named(field: str, value: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Capability(**{**RIGHT, field: value})


def test_a_lookback_is_not_negative() -> None:
    assert Incremental(key="updated_at", lookback=dt.timedelta(days=2)).key == "updated_at"
    with pytest.raises(
        InvalidInputError, match=r"^Incremental.lookback must not be negative, got "
    ):
        Incremental(key="updated_at", lookback=dt.timedelta(seconds=-1))


def test_quotas_of_all_shapes_are_taken_and_say_what_they_are() -> None:
    quotas = (
        RollingQuota(units=2, within_s=1),
        FixedQuota(units=100, each="hour", zone=ZoneInfo("Europe/Berlin")),
        LeakyBucket(capacity=40, leak_per_s=2),
        TokenQuota(tokens=100, told_at="quota.left"),
    )
    assert Capability(**RIGHT, quotas=quotas).quotas == quotas
    assert [str(quota) for quota in quotas] == [
        "at most 2 units within any 1 s",
        "at most 100 units each hour of Europe/Berlin",
        "a bucket of 40 units that empties by 2 each second",
        "at most 100 tokens each hour, what is left is told by quota.left",
    ]


def test_a_short_page_is_not_the_last_as_long_as_it_has_a_cursor() -> None:
    assert not Page[int](items=(), next="c").is_last
    assert Page(items=(1,)).is_last


def test_a_blocking_call_has_to_be_callable() -> None:
    with pytest.raises(
        InvalidInputError, match=r"^Blocking.call must be a class or a function, got 7$"
    ):
        Blocking(call=7, purpose="x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
