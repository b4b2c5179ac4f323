"""Payouts of the campaign file: when and how what is owed is paid, and by which ladder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from influence.books._campaign.keys import Keys
from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money
from influence.progression import DEFAULT_LADDER, LADDERS, ChanceThresholds, DealLadder
from influence.settlement import PayoutRail, SettlementPolicy
from influence.shares import Share

_RENAMED = {"hold": "hold_days", "minimum payout": "other_minimums"}


def read_settlement(root: Keys, *, currency: str | None) -> SettlementPolicy:
    """When what is owed may be paid, and how."""
    section = root.table("settlement")
    if section is None:
        return SettlementPolicy()
    fields: dict[str, Any] = {
        "hold_days": section.count("hold_days"),
        "minimum_payout": section.amount("minimum_payout", currency=currency),
        "other_minimums": _amounts(section, "other_minimums"),
        "refund_window_days": section.count("refund_window_days"),
        "period_months": section.count("period_months"),
        "rail": _rail(section),
    }
    section.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    policy = section.built(lambda: SettlementPolicy(**given), renamed=_RENAMED)
    return policy or SettlementPolicy()


def read_ladder(root: Keys) -> DealLadder:
    """The payment ladder: one of those that are shipped, with values of its own or not."""
    section = root.table("progression")
    if section is None:
        return DEFAULT_LADDER
    name = section.text("ladder")
    cool_down = section.count("cool_down")
    thresholds = _thresholds(section)
    section.refuse_others()
    ladder = DEFAULT_LADDER if name is None else LADDERS.get(name)
    if ladder is None:
        section.fault("ladder", UnknownNameError(section.at("ladder"), str(name), LADDERS))
        return DEFAULT_LADDER
    if thresholds:
        ladder = _with_thresholds(section, ladder, thresholds)
    if cool_down is None:
        return ladder
    return section.built(lambda: attrs.evolve(ladder, cool_down=cool_down)) or ladder


def _thresholds(section: Keys) -> Mapping[str, Any]:
    """The values of the ladder by chances that are told."""
    values: dict[str, Any] = {
        "flat": section.share("flat"),
        "hybrid": section.share("hybrid"),
        "down": section.share("down"),
        "top": section.share("top"),
        "least_posts": section.count("least_posts"),
    }
    return {name: value for name, value in values.items() if value is not None}


def _with_thresholds(
    section: Keys, ladder: DealLadder, thresholds: Mapping[str, Any]
) -> DealLadder:
    """The ladder by these chances; on another ladder none of them means anything."""
    shipped = ChanceThresholds.of(ladder)
    if shipped is None:
        for key, value in thresholds.items():
            rule = "stand only with the ladder evidence"
            shown = value.text if isinstance(value, Share) else value
            section.fault(key, InvalidInputError(section.at(key), rule, shown))
        return ladder
    return (
        section.built(
            lambda: attrs.evolve(shipped, **thresholds).ladder(cool_down=ladder.cool_down),
            renamed={"down of chance thresholds": "down"},
        )
        or ladder
    )


def _rail(section: Keys) -> PayoutRail | None:
    """How the money is sent."""
    table = section.table("rail")
    if table is None:
        return None
    name = table.text("name")
    steps = _amounts(table, "steps") or ()
    table.refuse_others()
    return None if name is None else table.built(lambda: PayoutRail(name=name, steps=steps))


def _amounts(section: Keys, key: str) -> tuple[Money, ...] | None:
    """The amounts under a key, one for each currency."""
    table = section.table(key)
    return None if table is None else table.amounts()
