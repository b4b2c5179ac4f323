from __future__ import annotations

import attrs
from hypothesis import given, strategies as st
from summed_rules import tiered

from influence.frames._settling._by_total import LadderByTotal
from influence.money import Money
from influence.payments import CommissionableBase, Tier, Tiered, Window
from influence.testing import performance


def _plain(rule: Tiered) -> Tiered:
    """The same ladder over everything that was ever sold, and without flats."""
    tiers = [attrs.evolve(tier, flat=None) for tier in rule.tiers]
    return attrs.evolve(
        rule, tiers=tiers, window=Window(), base=CommissionableBase(), refunds_unreach=True
    )


_ladders = tiered(metrics=("revenue",), meanings=("marginal", "retroactive")).map(_plain)


def _totals(rule: Tiered) -> list[int]:
    """Totals at every bound and beside it."""
    bounds = [tier.starts_at.minor for tier in rule.tiers if isinstance(tier.starts_at, Money)]
    return [0, *(bound + beside for bound in bounds for beside in (-1, 0, 1))]


@given(_ladders, st.integers(0, 10**15 + 10**6))
def test_a_ladder_by_its_total_pays_what_its_fee_says(rule: Tiered, any_total: int) -> None:
    ladder = LadderByTotal.of(rule, currency="USD")
    assert ladder is not None
    for total in (*_totals(rule), any_total):
        sales = [Money.from_minor(total, "USD").text] if total else []
        assert ladder.fee(total) == rule.fee(performance(sales, currency="USD")).amount.minor


@given(tiered(meanings=("marginal", "retroactive", "next_only")))
def test_what_looks_at_more_than_a_total_is_no_such_ladder(rule: Tiered) -> None:
    looks_at_more = (
        rule.meaning == "next_only"
        or rule.metric != "revenue"
        or not rule.refunds_unreach
        or rule.window != Window()
        or rule.base != CommissionableBase()
        or any(tier.flat is not None for tier in rule.tiers)
    )
    assert (LadderByTotal.of(rule, currency="USD") is None) == looks_at_more
    assert LadderByTotal.of(_plain(rule), currency="EUR") is None or len(rule.tiers) == 1


def test_a_rule_of_somebody_elses_is_asked() -> None:
    class Own(Tiered):
        """Looks like a ladder and may pay anything."""

    assert LadderByTotal.of(Own(tiers=[Tier("0.1")], meaning="marginal"), currency="USD") is None
