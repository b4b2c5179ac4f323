"""Scenario files: what is planned, written down in TOML.

    schema, currency
    [customer]          what a new customer leaves
    [variation]         how far partners and posts differ
    [[scenarios]]       partners, what they cost, what they bring
    [celebrity]         answers to the five questions
    [follower_price]    what a follower may cost at most

A figure is text in quotes, or a table with low, likely and high. A key that nobody knows is refused
with the close one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from influence.cli._scenario_figures import number_in, numbers_of, optional_number
from influence.cli._scenario_prices import PRICE_KEYS, PriceQuestion, price_question
from influence.cli._toml_tables import (
    Table,
    at,
    at_field,
    refuse_others,
    root_of,
    table_in,
    tables_in,
    text_in,
    whole_in,
)
from influence.errors import InvalidInputError, UnknownNameError
from influence.experiments import Variation
from influence.money import Money
from influence.planning import (
    ANSWERS,
    CELEBRITY_CONDITIONS,
    Answer,
    CelebrityFit,
    Customers,
    CustomerWorth,
    Estimate,
    Funnel,
    Response,
    ReturnMultiple,
    Scenario,
    TierRecord,
    tier_multiple,
)
from influence.shares import Share

_SCHEMA = 1
_ROOT = (
    "schema", "currency", "customer", "variation", "scenarios", "celebrity", "follower_price",
)  # fmt: skip
_CUSTOMER = ("gross_profit", "order_value", "gross_margin", "repeat_rate", "in_window")
_VARIATION = ("between_creators", "between_posts")
_COSTS = ("cost_each", "spend", "fee_per_follower")
_RESPONSES = ("leads_each", "customers_each", "multiple", "benchmark")
_SCENARIO = (
    "name", "partners", "for_the_price_of", "angles", "customer", "variation", "followers",
    "other_costs", "conversion", "multiple_spread", "basis", *_COSTS, *_RESPONSES,
)  # fmt: skip


@attrs.frozen(kw_only=True)
class ScenarioFile:
    """What a scenario file says.

    Args:
        currency: Of every amount.
        scenarios: What is planned.
        celebrity: The answers to the five questions; ``None`` where they are not asked.
        price: What is asked about the price of a follower; ``None`` where nothing is.
    """

    currency: str
    scenarios: tuple[Scenario, ...]
    celebrity: CelebrityFit | None
    price: PriceQuestion | None


def scenarios_in(path: Path, *, own: Mapping[str, TierRecord]) -> ScenarioFile:
    """What a file says.

    Args:
        path: The file.
        own: What your own creators did, by tier, for scenarios that stand on a benchmark.

    Raises:
        InvalidInputError: The file is no TOML, or a value breaks its rule.
        UnknownNameError: A key or a name is not known; the close one is named.
    """
    root = root_of(path, what="scenario file", known=_ROOT, schema=_SCHEMA)
    currency = Money.zero(text_in(root, "currency", where="scenario file")).currency
    return ScenarioFile(
        currency=currency,
        scenarios=_scenarios(root, currency=currency, own=own),
        celebrity=_celebrity(root),
        price=_price(root, currency=currency),
    )


def _scenarios(
    root: Table, *, currency: str, own: Mapping[str, TierRecord]
) -> tuple[Scenario, ...]:
    """The scenarios; one that is as large as another pays for is sized last."""
    common = _variation(root, where="scenario file") or Variation()
    worth = (
        _worth(table_in(root, "customer", where="scenario file"), "customer", currency)
        if "customer" in root
        else None
    )
    drafts = [
        (
            where,
            table,
            _scenario(table, where, currency=currency, own=own, worth=worth, common=common),
        )
        for where, table in tables_in(root, "scenarios")
    ]
    fixed = {one.name: one for _, table, one in drafts if "for_the_price_of" not in table}
    return tuple(_sized(table, one, where=where, others=fixed) for where, table, one in drafts)


def _sized(
    table: Table, scenario: Scenario, *, where: str, others: Mapping[str, Scenario]
) -> Scenario:
    """The scenario with as many partners as it was told."""
    if "for_the_price_of" not in table:
        return scenario
    name = text_in(table, "for_the_price_of", where=where)
    place = f"{where}.for_the_price_of"
    if name not in others:
        rule = "be the name of a scenario that tells its partners"
        raise InvalidInputError(place, rule, name)
    return at(place, lambda: scenario.for_the_price_of(others[name]))


def _scenario(
    table: Table,
    where: str,
    *,
    currency: str,
    own: Mapping[str, TierRecord],
    worth: CustomerWorth | None,
    common: Variation,
) -> Scenario:
    """One scenario; with one partner where their number follows from another."""
    refuse_others(table, _SCENARIO, where=where)
    partners = 1
    if "for_the_price_of" in table:
        _refuse_beside(table, where, "for_the_price_of", ("partners", "spend"))
    else:
        partners = whole_in(table, "partners", where=where)
    if "customer" in table:
        inner = table_in(table, "customer", where=where)
        worth = _worth(inner, f"{where}.customer", currency)
    if worth is None:
        raise InvalidInputError(f"{where}.customer", "be told here or for the whole file", None)
    told = worth
    name = text_in(table, "name", where=where)
    angles = whole_in(table, "angles", where=where) if "angles" in table else 1
    cost = _cost(table, where, currency=currency, partners=partners)
    variation = _variation(table, where=where) or common
    response = _response(table, where, own=own, variation=variation)
    return at_field(
        where,
        lambda: Scenario(
            name=name,
            partners=partners,
            cost_each=cost,
            response=response,
            worth=told,
            angles=angles,
            variation=variation,
        ),
    )


def _worth(table: Table, where: str, currency: str) -> CustomerWorth:
    """What a new customer leaves."""
    refuse_others(table, _CUSTOMER, where=where)
    amounts = ("gross_profit", "order_value")
    given = {
        name: number_in(table, name, where=where, currency=currency if name in amounts else "")
        for name in _CUSTOMER
        if name in table
    }
    return at_field(where, lambda: CustomerWorth(**given))


def _variation(table: Table, *, where: str) -> Variation | None:
    """How far partners and posts differ, where it is told."""
    if "variation" not in table:
        return None
    inner = table_in(table, "variation", where=where)
    place = "variation" if where.endswith(" file") else f"{where}.variation"
    refuse_others(inner, _VARIATION, where=place)
    given: dict[str, Share] = {}
    for name in inner:
        told = text_in(inner, name, where=place)
        given[name] = at(f"{place}.{name}", lambda: Share(told))  # noqa: B023  # called at once
    return Variation(**given)


def _cost(table: Table, where: str, *, currency: str, partners: int) -> Estimate:
    """What one partner costs, by one of three ways to tell it."""
    way = _one_of(table, where, _COSTS)
    told = number_in(table, way, where=where, currency=currency)
    if way == "cost_each":
        _refuse_beside(table, where, way, ("followers", "other_costs"))
        return told
    if way == "spend":
        _refuse_beside(table, where, way, ("followers", "other_costs"))
        return _moved(told, times=Share(f"1/{max(1, partners)}"))
    followers = whole_in(table, "followers", where=where)
    if followers < 1:
        raise InvalidInputError(f"{where}.followers", "be at least 1", followers)
    other = optional_number(table, "other_costs", where=where, currency=currency)
    return _moved(told, times=Share(followers), plus=other)


def _moved(estimate: Estimate, *, times: Share, plus: Estimate | None = None) -> Estimate:
    """An amount times a number, and what comes on top."""
    low, likely, high = (
        figure * times.fraction + (0 if plus is None else more)
        for figure, more in zip(
            numbers_of(estimate), numbers_of(plus or Estimate.exactly(0)), strict=True
        )
    )
    return Estimate(low=low, likely=likely, high=high, unit=estimate.unit)


def _response(
    table: Table, where: str, *, own: Mapping[str, TierRecord], variation: Variation
) -> Response:
    """What one partner brings, by one of four ways to tell it."""
    way = _one_of(table, where, _RESPONSES)
    only = {"leads_each": ("conversion",), "multiple": ("multiple_spread", "basis")}
    for other, keys in only.items():
        if other != way:
            _refuse_beside(table, where, way, keys)
    if way == "leads_each":
        leads = number_in(table, way, where=where)
        conversion = number_in(table, "conversion", where=where)
        return at_field(where, lambda: Funnel(leads=leads, conversion=conversion))
    if way == "customers_each":
        return Customers(each=number_in(table, way, where=where))
    if way == "benchmark":
        tier = text_in(table, way, where=where)
        return at(
            f"{where}.benchmark",
            lambda: tier_multiple(tier, own=own.get(tier), variation=variation),
        )
    return _multiple(table, where)


def _multiple(table: Table, where: str) -> ReturnMultiple:
    """A return multiple as it is told."""
    expected = at(f"{where}.multiple", lambda: Share(text_in(table, "multiple", where=where)))
    spread = Share(0)
    if "multiple_spread" in table:
        told = text_in(table, "multiple_spread", where=where)
        spread = at(f"{where}.multiple_spread", lambda: Share(told))
    basis = text_in(table, "basis", where=where)
    return at_field(
        where,
        lambda: ReturnMultiple(expected=expected, log_sd=float(spread.fraction), basis=basis),
    )


def _celebrity(root: Table) -> CelebrityFit | None:
    """The answers to the five questions, where they are asked."""
    if "celebrity" not in root:
        return None
    table = table_in(root, "celebrity", where="scenario file")
    refuse_others(table, [one.key for one in CELEBRITY_CONDITIONS], where="celebrity")
    answers: dict[str, Answer] = {}
    for key in table:
        answer = text_in(table, key, where="celebrity")
        if answer not in ANSWERS:
            raise UnknownNameError(f"celebrity.{key}", answer, ANSWERS)
        answers[key] = answer
    return CelebrityFit(answers=answers)


def _price(root: Table, *, currency: str) -> PriceQuestion | None:
    """What is asked about the price of a follower, where something is."""
    if "follower_price" not in root:
        return None
    table = table_in(root, "follower_price", where="scenario file")
    refuse_others(table, PRICE_KEYS, where="follower_price")
    return price_question(table, currency=currency)


def _one_of(table: Table, where: str, ways: tuple[str, ...]) -> str:
    """The one of several ways that a table takes."""
    taken = [way for way in ways if way in table]
    if len(taken) != 1:
        rule = f"have exactly one of {', '.join(ways)}"
        raise InvalidInputError(where, rule, ", ".join(taken) or None)
    return taken[0]


def _refuse_beside(table: Table, where: str, taken: str, keys: tuple[str, ...]) -> None:
    """Refuse keys that say nothing beside the one that was taken."""
    for key in keys:
        if key in table:
            raise InvalidInputError(f"{where}.{key}", f"be left out beside {taken}", table[key])
