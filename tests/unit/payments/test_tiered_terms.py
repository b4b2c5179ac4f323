from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from influence.errors import InvalidInputError, InvalidTermsError, UnknownNameError
from influence.money import Money
from influence.payments import CommissionableBase, Tier, Tiered, Window, written_terms
from influence.plugins import load
from influence.shares import Share

_FROM_200 = Tier("0.06", starts_at=Money("200", "USD"))
_ROLLING = Window(kind="rolling", days=30)


def _terms(**terms: object) -> dict[str, Any]:
    return terms


def test_a_tier_takes_its_rate_as_text() -> None:
    assert Tier("0.06") == Tier(Share("0.06"), starts_at=None, flat=None)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"rate": "1.01"}, "tier rate must be at most 1, the whole sale, got Share('1.01')"),
        (
            {"rate": "0", "starts_at": -1},
            "tier starts_at must be an amount or a whole number of at least 0, got -1",
        ),
        (
            {"rate": "0", "starts_at": Money("-1", "USD")},
            (
                "tier starts_at must be an amount or a whole number of at least 0, "
                "got Money('-1.00', 'USD')"
            ),
        ),
        (
            {"rate": "0", "starts_at": Decimal(1)},
            "tier starts_at must be an amount or a whole number of at least 0, got Decimal('1')",
        ),
        (
            {"rate": "0", "starts_at": True},
            "tier starts_at must be an amount or a whole number of at least 0, got True",
        ),
        (
            {"rate": "0", "flat": Money("-1", "USD")},
            "tier flat must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
    ],
)
def test_a_tier_that_cannot_be_is_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidTermsError) as caught:
        Tier(**terms)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("tiers", "metric", "message"),
    [
        ([], "revenue", "tiered tiers: ladder must have at least one step, got ()"),
        (
            [_FROM_200],
            "revenue",
            (
                "tiered tiers[0] starts_at must be left out, the first tier starts at 0, "
                "got Money('200.00', 'USD')"
            ),
        ),
        (
            [Tier("0"), _FROM_200, Tier("0.08", starts_at=Money("200", "USD"))],
            "revenue",
            (
                "tiered tiers: boundary must lie above the one before it, 200.00 USD, "
                "got Money('200.00', 'USD')"
            ),
        ),
        (
            [Tier("0"), Tier("0.08", starts_at=Money("0", "USD"))],
            "revenue",
            (
                "tiered tiers: boundary must lie above the one before it, 0.00 USD, "
                "got Money('0.00', 'USD')"
            ),
        ),
        (
            [Tier("0"), Tier("0.08", starts_at=0)],
            "orders",
            "tiered tiers: boundary must lie above the one before it, 0, got 0",
        ),
        (
            [Tier("0"), Tier("0.08", starts_at=10)],
            "revenue",
            "tiered tiers[1] starts_at on revenue must be an amount of money, got 10",
        ),
        (
            [Tier("0"), Tier("0.08")],
            "revenue",
            "tiered tiers[1] starts_at on revenue must be an amount of money, got None",
        ),
        (
            [Tier("0"), _FROM_200],
            "customers",
            (
                "tiered tiers[1] starts_at on customers must be a whole number, "
                "got Money('200.00', 'USD')"
            ),
        ),
        (
            [Tier("0"), _FROM_200, Tier("0.08", starts_at=Money("400", "EUR"))],
            "revenue",
            (
                "tiered tiers[2] starts_at must be in USD, the currency of tiered tiers[1] "
                "starts_at, got Money('400.00', 'EUR')"
            ),
        ),
        (
            [Tier("0", flat=Money("1", "EUR")), _FROM_200],
            "revenue",
            (
                "tiered tiers[1] starts_at must be in EUR, the currency of tiered tiers[0] flat, "
                "got Money('200.00', 'USD')"
            ),
        ),
    ],
)
def test_a_ladder_that_leaves_something_open_is_refused(
    tiers: Sequence[Tier], metric: str, message: str
) -> None:
    with pytest.raises(InvalidTermsError) as caught:
        Tiered(**_terms(tiers=tiers, meaning="marginal", metric=metric))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            {"meaning": "marginal", "window": _ROLLING},
            (
                "tiered meaning must be one of next_only, crossing_order for revenue in a rolling "
                "window, got 'marginal'"
            ),
        ),
        (
            {"meaning": "single_order", "metric": "orders", "tiers": [Tier("0.1")]},
            (
                "tiered meaning must be one of marginal, retroactive, next_only, crossing_order "
                "for orders in a lifetime window, got 'single_order'"
            ),
        ),
        (
            {"meaning": "single_order", "flat_at_zero": True},
            "tiered flat_at_zero must be left out where flats are for orders, got True",
        ),
        (
            {
                "meaning": "next_only",
                "window": _ROLLING,
                "tiers": [Tier("0.1"), Tier("0", starts_at=Money(1, "USD"), flat=Money(1, "USD"))],
            },
            (
                "tiered tiers[1] flat must be left out in a rolling window, "
                "where a tier may be reached again and again, got Money('1.00', 'USD')"
            ),
        ),
    ],
)
def test_terms_that_do_not_go_together_are_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidTermsError) as caught:
        Tiered(**{"tiers": [Tier("0.04"), _FROM_200], **terms})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"tiers": ("0.04",)}, "Tiered.tiers must hold only tiers, got '0.04'"),
        ({"window": "month"}, "Tiered.window must be a window, got 'month'"),
        ({"base": "net"}, "Tiered.base must be a base, got 'net'"),
        ({"flat_at_zero": "no"}, "Tiered.flat_at_zero must be true or false, got 'no'"),
        ({"refunds_unreach": 1}, "Tiered.refunds_unreach must be true or false, got 1"),
    ],
)
def test_a_term_of_the_wrong_kind_is_refused(terms: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Tiered(**{"tiers": [Tier("0.04")], "meaning": "marginal", **terms})
    assert str(caught.value) == message


@pytest.mark.parametrize("word", ["meaning", "metric", "counts", "rounding", "rounds"])
def test_an_unknown_word_is_refused(word: str) -> None:
    terms: dict[str, Any] = {"tiers": [Tier("0.04")], "meaning": "marginal", word: "slab"}
    with pytest.raises(UnknownNameError) as caught:
        Tiered(**terms)
    assert str(caught.value).startswith(f"Tiered.{word} must be one of ")


def test_a_book_can_hold_all_of_it() -> None:
    table = {
        "rule": "tiered",
        "meaning": "retroactive",
        "tiers": [
            {"rate": "0.04"},
            {"rate": "0.06", "starts_at": "200", "flat": "5"},
        ],
        "window": {"kind": "calendar", "months": 1, "zone": "Europe/Berlin"},
        "counts": "exceeded",
        "flat_at_zero": True,
        "refunds_unreach": False,
        "base": {"includes": ["shipping"]},
        "rounding": "floor",
        "rounds": "order",
    }
    assert load().payment_rule(table, currency="USD", where="terms") == Tiered(
        tiers=[Tier("0.04"), Tier("0.06", starts_at=Money("200", "USD"), flat=Money("5", "USD"))],
        meaning="retroactive",
        window=Window(kind="calendar", months=1, zone="Europe/Berlin"),
        counts="exceeded",
        flat_at_zero=True,
        refunds_unreach=False,
        base=CommissionableBase(includes=("shipping",)),
        rounding="floor",
        rounds="order",
    )


def test_a_book_counts_orders_by_whole_numbers() -> None:
    table = {
        "rule": "tiered",
        "meaning": "next_only",
        "metric": "orders",
        "tiers": [{"rate": "0.10"}, {"rate": "0.15", "starts_at": 25}],
    }
    rule = load().payment_rule(table, currency="USD", where="terms")
    assert rule == Tiered(
        tiers=[Tier("0.10"), Tier("0.15", starts_at=25)], meaning="next_only", metric="orders"
    )
    assert written_terms(rule)["tiers"] == [
        {"rate": "0.1", "starts_at": None, "flat": None},
        {"rate": "0.15", "starts_at": 25, "flat": None},
    ]
