from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.costs import Cost
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.payments import Fee, FeeLine
from influence.posts import Post
from influence.spending import Spend, spend_of

_AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def test_terms_product_posts_and_costs_are_all_spent() -> None:
    fee = Fee.of_lines(
        [FeeLine("flat fee", Money("300", "USD"))],
        currency="USD",
        costs=[FeeLine("product", Money("48", "USD"))],
    )
    posts = [
        Post(post_id="p1", creator_id="maya", published_at=_AT, cost=Money("20", "USD")),
        Post(post_id="p2", creator_id="maya", published_at=_AT),
    ]
    costs = [Cost(cost_id="c1", kind="boost", at=_AT, amount=Money("32", "USD"))]
    spend = spend_of(fee=fee, posts=posts, costs=costs, currency="USD")
    assert spend.total == Money("400", "USD")
    assert str(spend.working()).splitlines() == [
        "flat fee        300.00 USD",
        "product         48.00 USD",
        "post p1         20.00 USD",
        "boost, cost c1  32.00 USD",
        "spend           400.00 USD",
    ]
    assert [line.facts for line in spend.lines] == [(), (), ("p1",), ("c1",)]


def test_without_terms_only_the_rest_is_spent() -> None:
    assert spend_of(fee=None, posts=(), costs=(), currency="JPY").total == Money("0", "JPY")


def test_a_line_in_another_currency_is_refused() -> None:
    message = "line 'a post' must be in USD, the currency of the spend, got Money('40.00', 'EUR')"
    with pytest.raises(CurrencyMismatchError, match=f"^{re.escape(message)}$"):
        Spend(currency="USD", others=(FeeLine("a post", Money("40", "EUR")),))


def test_a_spend_is_made_of_fee_lines() -> None:
    lines: Any = (("a post", 40),)
    message = "Spend.others must hold only fee lines, got ('a post', 40)"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Spend(currency="USD", others=lines)
