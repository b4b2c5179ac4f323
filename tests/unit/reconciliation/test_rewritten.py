"""Terms read in another way, at whatever depth they stand."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from influence.payments import (
    Amended,
    Amendment,
    Capped,
    Commission,
    Fee,
    FlatFee,
    Hybrid,
    PaymentRule,
    Performance,
)
from influence.reconciliation._rewritten import rewritten, with_terms
from influence.testing import usd

_BY_ORDER = with_terms(rounds="order")


def test_a_rule_inside_others_is_changed_and_those_around_it_are_kept() -> None:
    inner = Commission(rate="0.1")
    first = Hybrid(parts=(Capped(terms=inner, per_order=usd("50")),))
    later = Amendment(effective_from=dt.date(2026, 3, 2), terms=inner)
    found = rewritten(Amended(first=first, amendments=(later,)), _BY_ORDER)
    by_order = Commission(rate="0.1", rounds="order")
    assert found == Amended(
        first=Hybrid(parts=(Capped(terms=by_order, per_order=usd("50")),)),
        amendments=(Amendment(effective_from=dt.date(2026, 3, 2), terms=by_order),),
    )


def test_terms_that_have_nothing_to_change_are_the_very_same() -> None:
    flat = FlatFee(per_deliverable={"short_video": usd("65")})
    assert rewritten(flat, _BY_ORDER) is flat


class Plain:
    """A rule of somebody's own that is no attrs class."""

    name: ClassVar[str] = "plain"

    def fee(self, performance: Performance, /) -> Fee:
        """Nothing."""
        return Fee.of_lines((), currency=performance.currency)


def test_a_rule_without_fields_is_left_alone() -> None:
    plain: PaymentRule = Plain()
    assert rewritten(plain, _BY_ORDER) is plain


def test_rules_in_a_mapping_are_changed_too() -> None:
    import attrs

    @attrs.frozen(kw_only=True)
    class ByName:
        """A rule of somebody's own that keeps others by name."""

        name: ClassVar[str] = "by_name"
        rules: dict[str, Commission]

        def fee(self, performance: Performance, /) -> Fee:
            """Nothing."""
            return Fee.of_lines((), currency=performance.currency)

    found = rewritten(ByName(rules={"a": Commission(rate="0.1")}), _BY_ORDER)
    assert found == ByName(rules={"a": Commission(rate="0.1", rounds="order")})
