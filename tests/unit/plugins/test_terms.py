from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal, cast

import attrs
import pytest

from influence.errors import InvalidInputError, MissingDataError, PluginError, UnknownNameError
from influence.money import Money
from influence.payments import (
    Bonus,
    Commission,
    Fee,
    FlatFee,
    Hybrid,
    InKind,
    PaymentRule,
    Performance,
)
from influence.plugins import PaymentRuleSpec, Registry, load
from influence.shares import Share

_OURS = load(plugins=())


def _read(table: Any) -> PaymentRule:  # noqa: ANN401 - wrong on purpose
    return _OURS.payment_rule(table, currency="USD", where="terms")


def _with(make: Callable[..., PaymentRule], *, name: str = "odd") -> Registry:
    spec = PaymentRuleSpec(name=name, make=make)
    return attrs.evolve(_OURS, payment_rules={**_OURS.payment_rules, name: spec})


def _odd(make: Callable[..., PaymentRule], table: Mapping[str, object]) -> PaymentRule:
    return _with(make).payment_rule({"rule": "odd", **table}, currency="USD", where="terms")


class Odd:
    """What the odd rules below share: a name and a fee."""

    name: ClassVar[str] = "odd"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines((), currency=performance.currency)


@attrs.frozen
class Many(Odd):
    """A field of every type that a book can fill."""

    count: int
    flag: bool
    text: str
    amount: Money
    share: Share
    word: Literal["a", "b"]
    numbers: tuple[int, ...]
    table: Mapping[str, Share]
    inner: PaymentRule
    either: int | Money
    maybe: Share | None = None
    maybe_count: int | None = None
    steps: dict[str, tuple[int, ...]] = attrs.field(factory=dict)
    _hidden: int = 0
    made: int = attrs.field(default=7, init=False)


_MANY: Mapping[str, object] = {
    "count": 3,
    "flag": True,
    "text": "t",
    "amount": "12.50",
    "share": "0.2",
    "word": "b",
    "numbers": [1, 2],
    "table": {"x": "0.5"},
    "inner": {"rule": "commission", "rate": "0.1"},
    "either": 5,
}


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ({"rule": "commission", "rate": "0.12"}, Commission(rate=Share("0.12"))),
        ({"rule": "commission", "per_order": "5"}, Commission(per_order=Money("5", "USD"))),
        ({"rule": "commission", "per_order": 5}, Commission(per_order=Money("5", "USD"))),
        (
            {"rule": "commission", "rate": "1/3", "new_customers_only": True, "rounding": "floor"},
            Commission(rate=Share("1/3"), new_customers_only=True, rounding="floor"),
        ),
        (
            {"rule": "flat_fee", "per_deliverable": {"short_video": "300.00"}},
            FlatFee(per_deliverable={"short_video": Money("300", "USD")}),
        ),
        (
            {"rule": "in_kind", "cost": "48", "fair_market_value": "110"},
            InKind(cost=Money("48", "USD"), fair_market_value=Money("110", "USD")),
        ),
        (
            {"rule": "bonus", "metric": "orders", "every": 10, "pay": "50.00"},
            Bonus(metric="orders", every=10, pay=Money("50", "USD")),
        ),
        (
            {"rule": "bonus", "metric": "revenue", "reaches": "500.00", "pay": "50.00"},
            Bonus(metric="revenue", reaches=Money("500", "USD"), pay=Money("50", "USD")),
        ),
        (
            {"rule": "hybrid", "parts": [{"rule": "commission", "rate": "0.1"}]},
            Hybrid(parts=(Commission(rate=Share("0.1")),)),
        ),
    ],
)
def test_a_table_becomes_the_rule_that_it_names(table: object, rule: PaymentRule) -> None:
    assert _read(table) == rule


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("10 %", "terms must be a table such as { rule = \"flat_fee\" }, got '10 %'"),
        ({}, "terms.rule must name a payment rule, got None"),
        ({"rule": 7}, "terms.rule must name a payment rule, got 7"),
        (
            {"rule": "comission"},
            (
                f"terms.rule must be one of {', '.join(_OURS.payment_rules)}, "
                "got 'comission'; did you mean 'commission'?"
            ),
        ),
        (
            {"rule": "commission", "rat": "0.1"},
            (
                "key of terms must be one of base, first_months, lines, new_customers_only, "
                "per_order, per_unit, rate, rounding, rounds, zone, "
                "got 'rat'; did you mean 'rate'?"
            ),
        ),
        (
            {"rule": "in_kind", "cost": "48"},
            "terms must have the key fair_market_value, got ['cost']",
        ),
        (
            {"rule": "commission", "rate": 0.12},
            'terms.rate must be decimal text in quotes, such as "12.50", got 0.12',
        ),
        (
            {"rule": "commission", "rate": True},
            'terms.rate must be decimal text in quotes, such as "12.50", got True',
        ),
        (
            {"rule": "commission", "rate": "12 %"},
            "terms.rate must be a plain decimal number such as 12.34, got '12 %'",
        ),
        (
            {"rule": "commission", "per_order": "5.001"},
            "terms.per_order must have at most 2 decimals in USD, got '5.001'",
        ),
        (
            {"rule": "commission", "per_order": "-5"},
            (
                "terms: commission per_order must be an amount of at least 0, got "
                "Money('-5.00', 'USD')"
            ),
        ),
        (
            {"rule": "commission", "rate": "0.1", "new_customers_only": "yes"},
            "terms.new_customers_only must be true or false, got 'yes'",
        ),
        (
            {"rule": "commission", "rate": "0.1", "rounding": 2},
            "terms.rounding must be text, got 2",
        ),
        (
            {"rule": "commission", "rate": "0.1", "rounding": "flor"},
            (
                "terms.rounding must be one of ceiling, floor, half_away_from_zero, half_even, "
                "towards_zero, got 'flor'; did you mean 'floor'?"
            ),
        ),
        (
            {"rule": "bonus", "metric": 5, "every": 1, "pay": "5"},
            "terms.metric must be text, got 5",
        ),
        (
            {"rule": "bonus", "metric": "orders", "every": True, "pay": "5"},
            "terms.every must be a whole number, got True",
        ),
        (
            {"rule": "bonus", "metric": "orders", "every": 1.5, "pay": "5"},
            'terms.every must be decimal text in quotes, such as "12.50", got 1.5',
        ),
        (
            {"rule": "bonus", "metric": "ordres", "every": 1, "pay": "5"},
            (
                "terms: metric must be one of 15 known names such as clicks, comments, customers, "
                "gross_profit, impressions, got 'ordres'; did you mean 'orders'?"
            ),
        ),
        ({"rule": "hybrid", "parts": "bonus"}, "terms.parts must be a list, got 'bonus'"),
        (
            {"rule": "hybrid", "parts": [{"rule": "commission", "rate": 1.5}]},
            'terms.parts[0].rate must be decimal text in quotes, such as "12.50", got 1.5',
        ),
        (
            {"rule": "hybrid", "parts": ["bonus"]},
            "terms.parts[0] must be a table such as { rule = \"flat_fee\" }, got 'bonus'",
        ),
        ({"rule": "hybrid", "parts": []}, "terms: hybrid must have at least one part, got []"),
        (
            {"rule": "flat_fee", "per_deliverable": ["300"]},
            "terms.per_deliverable must be a table, got ['300']",
        ),
        (
            {"rule": "flat_fee", "per_deliverable": {"short_video": 1.5}},
            (
                "terms.per_deliverable.short_video must be decimal text in quotes, "
                'such as "12.50", got 1.5'
            ),
        ),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused_with_its_place(table: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _read(table)


def test_a_book_can_fill_a_field_of_every_type_that_is_written_down() -> None:
    many: Any = Many
    rule = _odd(many, {**_MANY, "maybe": "0.3", "maybe_count": 4, "steps": {"s": [1]}, "hidden": 2})
    assert rule == many(
        count=3,
        flag=True,
        text="t",
        amount=Money("12.50", "USD"),
        share=Share("0.2"),
        word="b",
        numbers=(1, 2),
        table={"x": Share("0.5")},
        inner=Commission(rate=Share("0.1")),
        either=5,
        maybe=Share("0.3"),
        maybe_count=4,
        steps={"s": (1,)},
        hidden=2,
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("count", "3", "terms.count must be a whole number, got '3'"),
        ("count", True, "terms.count must be a whole number, got True"),
        ("flag", 1, "terms.flag must be true or false, got 1"),
        ("text", 1, "terms.text must be text, got 1"),
        ("numbers", [1, "2"], "terms.numbers[1] must be a whole number, got '2'"),
        (
            "table",
            {"x": 0.5},
            'terms.table.x must be decimal text in quotes, such as "12.50", got 0.5',
        ),
        (
            "inner",
            "bonus",
            "terms.inner must be a table such as { rule = \"flat_fee\" }, got 'bonus'",
        ),
        ("maybe_count", "4", "terms.maybe_count must be a whole number, got '4'"),
    ],
)
def test_a_value_of_the_wrong_type_is_never_passed_through(
    key: str, value: object, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _odd(Many, {**_MANY, key: value})


def test_what_the_class_makes_itself_is_no_key() -> None:
    with pytest.raises(UnknownNameError, match=r"^key of terms must be one of .+, got 'made'"):
        _odd(Many, {**_MANY, "made": 1})


@pytest.mark.parametrize(
    "wanted",
    [
        float,
        object,
        Any,
        Commission,
        tuple,
        tuple[int, str],
        tuple[float, ...],
        list[int],
        Sequence[int],
        Mapping[int, int],
        Mapping[str, float],
        Literal[1, 2],
        Money | Share,
        int | float,
        None,
    ],
    ids=repr,
)
def test_a_field_that_no_book_can_fill_is_its_authors_mistake(wanted: object) -> None:
    field: Any = attrs.field(type=cast("type", wanted))
    made: Any = attrs.make_class("Made", {"part": field}, bases=(Odd,))
    message = (
        f"field part of payment rule odd must have a type that a book can hold, got {wanted!r}"
    )
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        _odd(made, {"part": "1"})


def test_a_field_whose_type_cannot_be_found_is_its_authors_mistake() -> None:
    nowhere: Any = "Nowhere"
    made: Any = attrs.make_class("Made", {"part": attrs.field(type=nowhere)}, bases=(Odd,))
    message = (
        "payment rule odd must have fields whose types can be found when it runs, "
        "got \"name 'Nowhere' is not defined\""
    )
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        _odd(made, {"part": "1"})


@attrs.frozen
class Bare:
    name: ClassVar[str] = "odd"


@attrs.frozen
class Renamed(Odd):
    name: ClassVar[str] = "even"


@attrs.frozen
class Sulking(Odd):
    def __attrs_post_init__(self) -> None:
        message = "no"
        raise RuntimeError(message)


@attrs.frozen
class Wanting(Odd):
    def __attrs_post_init__(self) -> None:
        raise MissingDataError("odd", "know the tariff", None)


def _function() -> PaymentRule:
    return Commission(rate=Share("0.1"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_function, f"payment rule odd must be an attrs class, got {_function!r}"),
        (Odd, f"payment rule odd must be an attrs class, got {Odd!r}"),
        (Bare, "payment rule odd must be a payment rule with a name and a fee, got Bare()"),
        (Renamed, "payment rule odd must call itself what its spec calls it, got 'even'"),
        (
            Sulking,
            "payment rule odd must refuse bad terms with InvalidInputError, got RuntimeError('no')",
        ),
    ],
    ids=["function", "no attrs class", "no rule", "renamed", "sulking"],  # no address in a name
)
def test_a_class_that_makes_no_rule_is_its_authors_mistake(make: Any, message: str) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        _odd(make, {})


def test_an_error_of_ours_passes_as_it_is() -> None:
    with pytest.raises(MissingDataError, match=r"^odd must know the tariff, got None$"):
        _odd(Wanting, {})
