"""Parts of a rule that are values of their own: tables inside tables, and days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import InvalidInputError, MissingDataError, PluginError, UnknownNameError
from influence.money import Money
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    BonusStep,
    Capped,
    Commission,
    CommissionableBase,
    CommissionLine,
    Fee,
    Guaranteed,
    PaymentRule,
    Performance,
    Retainer,
    Window,
)
from influence.plugins import PaymentRuleSpec, load

_OURS = load(plugins=())
_NOWHERE: Any = "Nowhere"  # the name of no class
_TEN = {"rule": "commission", "rate": "0.10"}


def _read(table: Any) -> PaymentRule:  # noqa: ANN401 - wrong on purpose
    return _OURS.payment_rule(table, currency="USD", where="terms")


def _odd(make: Callable[..., PaymentRule], table: Mapping[str, object]) -> PaymentRule:
    spec = PaymentRuleSpec(name="odd", make=make)
    registry = attrs.evolve(_OURS, payment_rules={**_OURS.payment_rules, "odd": spec})
    return registry.payment_rule({"rule": "odd", **table}, currency="USD", where="terms")


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        (
            {
                "rule": "commission",
                "lines": [
                    {"product": "serum", "customer": "new", "rate": "0.2"},
                    {"per_unit": "2"},
                ],
                "base": {"includes": ["shipping"], "vat": "0.19"},
                "first_months": 12,
                "zone": "Europe/Berlin",
                "rounds": "order",
            },
            Commission(
                lines=(
                    CommissionLine(product="serum", customer="new", rate="0.2"),
                    CommissionLine(per_unit=Money("2", "USD")),
                ),
                base=CommissionableBase(includes=("shipping",), vat="0.19"),
                first_months=12,
                zone="Europe/Berlin",
                rounds="order",
            ),
        ),
        (
            {
                "rule": "bonus",
                "metric": "saves",
                "steps": [{"at": 10, "pay": "5"}, {"at": 20, "pay": "6"}],
            },
            Bonus(
                metric="saves",
                steps=(
                    BonusStep(at=10, pay=Money("5", "USD")),
                    BonusStep(at=20, pay=Money("6", "USD")),
                ),
            ),
        ),
        (
            {"rule": "retainer", "per_period": "500", "starts": dt.date(2026, 3, 2)},
            Retainer(per_period=Money("500", "USD"), starts=dt.date(2026, 3, 2)),
        ),
        (
            {
                "rule": "guaranteed",
                "minimum": "200",
                "recoverable": True,
                "window": {"kind": "contract", "months": 1, "starts": "2026-03-02"},
                "terms": {
                    "rule": "capped",
                    "per_period": "900",
                    "window": {"kind": "calendar", "months": 1},
                    "terms": _TEN,
                },
            },
            Guaranteed(
                minimum=Money("200", "USD"),
                recoverable=True,
                window=Window(kind="contract", months=1, starts=dt.date(2026, 3, 2)),
                terms=Capped(
                    per_period=Money("900", "USD"),
                    window=Window(kind="calendar", months=1),
                    terms=Commission(rate="0.10"),
                ),
            ),
        ),
        (
            {
                "rule": "amended",
                "first": _TEN,
                "amendments": [{"effective_from": dt.date(2026, 3, 2), "terms": _TEN}],
            },
            Amended(
                first=Commission(rate="0.10"),
                amendments=(
                    Amendment(effective_from=dt.date(2026, 3, 2), terms=Commission(rate="0.10")),
                ),
            ),
        ),
    ],
)
def test_a_table_inside_a_table_becomes_the_value_that_it_describes(
    table: object, rule: PaymentRule
) -> None:
    assert _read(table) == rule


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            {"rule": "retainer", "per_period": "500", "starts": "2.3.2026"},
            "terms.starts must be ISO 8601 such as 2026-03-02, got '2.3.2026'",
        ),
        (
            {"rule": "retainer", "per_period": "500", "starts": dt.datetime(2026, 3, 2)},  # noqa: DTZ001 - as TOML has it
            (
                "terms.starts must be ISO 8601 such as 2026-03-02, "
                "got datetime.datetime(2026, 3, 2, 0, 0)"
            ),
        ),
        (
            {"rule": "commission", "lines": ["10 %"]},
            "terms.lines[0] must be a table such as { rule = \"flat_fee\" }, got '10 %'",
        ),
        (
            {"rule": "commission", "lines": [{"rate": 0.1}]},
            'terms.lines[0].rate must be decimal text in quotes, such as "12.50", got 0.1',
        ),
        (
            {"rule": "commission", "lines": [{"rate": "1.5"}]},
            ("terms.lines[0]: commission rate must be at most 1, the whole sale, got Share('1.5')"),
        ),
        (
            {"rule": "bonus", "metric": "saves", "steps": [{"at": 10}]},
            "terms.steps[0] must have the key pay, got ['at']",
        ),
        (
            {
                "rule": "amended",
                "first": _TEN,
                "amendments": [{"effective_from": "2026-03-02", "terms": {"rule": "bonus"}}],
            },
            "terms.amendments[0].terms must have the key metric, got []",
        ),
        (
            {
                "rule": "capped",
                "terms": _TEN,
                "per_order": "5",
                "window": {"kind": "calendar", "months": 5},
            },
            "terms.window: calendar window must divide the year in months, got 5",
        ),
    ],
)
def test_a_part_that_breaks_a_rule_is_refused_with_its_place(table: object, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _read(table)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ({"produc": "serum"}, "got 'produc'; did you mean 'product'?"),
        ({"customer": "nwe", "rate": "0.1"}, "got 'nwe'; did you mean 'new'?"),
    ],
)
def test_a_misspelt_word_of_a_part_is_refused_with_the_close_one(line: object, hint: str) -> None:
    with pytest.raises(UnknownNameError, match=f"{re.escape(hint)}$"):
        _read({"rule": "commission", "lines": [line]})


def test_a_name_that_a_part_does_not_know_keeps_its_place() -> None:
    table = {"kind": "calendar", "months": 1, "zone": "Europe/Berln"}
    with pytest.raises(UnknownNameError, match=r"^terms\.window: time zone must be one of .+, got"):
        _read({"rule": "guaranteed", "minimum": "1", "terms": _TEN, "window": table})


class Odd:
    """What the odd rules below share: a name and a fee."""

    name: ClassVar[str] = "odd"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines((), currency=performance.currency)


@attrs.frozen
class Unreadable:
    ratio: float


@attrs.frozen
class Sulking:
    count: int

    def __attrs_post_init__(self) -> None:
        message = "no"
        raise RuntimeError(message)


@attrs.frozen
class Wanting:
    count: int

    def __attrs_post_init__(self) -> None:
        raise MissingDataError("part", "know the tariff", None)


def _holding(part: type) -> Any:  # noqa: ANN401 - a class made here
    return attrs.make_class("Made", {"part": attrs.field(type=part)}, bases=(Odd,))


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            Unreadable,
            (
                "field ratio of payment rule odd must have a type that a book can hold, "
                "got <class 'float'>"
            ),
        ),
        (
            Sulking,
            "payment rule odd must refuse bad terms with InvalidInputError, got RuntimeError('no')",
        ),
        (
            attrs.make_class("Lost", {"count": attrs.field(type=_NOWHERE)}),
            (
                "payment rule odd must have fields whose types can be found when it runs, "
                "got \"name 'Nowhere' is not defined\""
            ),
        ),
    ],
)
def test_a_part_that_no_book_can_fill_is_its_authors_mistake(part: type, message: str) -> None:
    name = attrs.fields(part)[0].name
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        _odd(_holding(part), {"part": {name: 1}})


def test_an_error_of_ours_passes_as_it_is() -> None:
    with pytest.raises(MissingDataError, match=r"^part must know the tariff, got None$"):
        _odd(_holding(Wanting), {"part": {"count": 1}})
