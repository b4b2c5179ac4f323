"""A rule with one bug on purpose, and its honest twin.

A law that no bug can break says nothing. So each bug here names the laws that must catch it; the
honest twin keeps them, and whoever changes a law sees whether it still bites.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar

import attrs

from influence.errors import CurrencyMismatchError
from influence.money import Money, round_fraction
from influence.payments import Fee, FeeLine, PaymentRule, Performance
from influence.shares import Share
from influence.testing._law_trial import RULE_LAWS


@attrs.frozen(kw_only=True)
class SeededRule:
    """Terms, and a sum of them that is wrong.

    Args:
        pays: The sum in minor units, or a whole fee.
        rate: A share of sales.
        amount: An amount, for each order or each time.
        threshold: Sales from which on something changes.
        cap: The most, or the least, that is to be paid.
        every: So many orders at a time.
        memory: What the rule keeps between calls, which no rule may.
    """

    name: ClassVar[str] = "seeded_bug"
    pays: Callable[[SeededRule, Performance], int | Fee]
    rate: Share = Share(0)
    amount: Money | None = None
    threshold: Money | None = None
    cap: Money | None = None
    every: int | None = None
    memory: dict[str, int] = attrs.field(factory=dict[str, int], eq=False)

    def fee(self, performance: Performance, /) -> Fee:
        """What the wrong sum comes to."""
        paid = self.pays(self, performance)
        if isinstance(paid, Fee):
            return paid
        line = FeeLine("what the sum comes to", Money.from_minor(paid, performance.currency))
        return Fee.of_lines([line], currency=performance.currency)

    def share_of(self, minor: Fraction | int) -> int:
        """The rate of so many minor units, rounded half to even as agreed."""
        return round_fraction(self.rate.fraction * minor)

    def minor(self, term: str, performance: Performance) -> int:
        """A term's minor units; refused where its currency is not that of the performance."""
        amount: Money = getattr(self, term)
        if amount.currency != performance.currency:
            rule = f"be in {performance.currency}, the currency of the performance"
            raise CurrencyMismatchError(f"seeded {term}", rule, amount)
        return amount.minor


@attrs.frozen(kw_only=True)
class FaultyRule:
    """A rule with one bug, and what must be said of it.

    Args:
        name: What the bug is called.
        wrong: What is wrong, in one sentence.
        caught_by: Ids of the laws that must catch it.
        twin: The rule that it should have been.
        exceptions: The laws that the honest twin does not keep, each with the reason.
        is_summed: Whether the laws are told the exact sum, which is what the twin pays.
        unused: The rule with the bug; never asked itself, so that it remembers nothing.

    Example:
        >>> from influence.testing import faulty_rules
        >>> bug = next(bug for bug in faulty_rules() if bug.name == "refund_doubled")
        >>> bug.wrong, "full_refund" in bug.caught_by
        ('Takes every refund off twice.', True)
    """

    name: str
    wrong: str
    caught_by: tuple[str, ...]
    twin: PaymentRule
    exceptions: Mapping[str, str]
    is_summed: bool
    unused: SeededRule

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the conformance checks that must kill it: those of its laws."""
        laws = [*RULE_LAWS]
        return tuple(f"PR-L{laws.index(law_id) + 1:02}" for law_id in self.caught_by)

    @property
    def rule(self) -> PaymentRule:
        """The rule with the bug, which remembers nothing yet."""
        return attrs.evolve(self.unused, memory={})

    def exact(self, _rule: PaymentRule, performance: Performance, /) -> Fraction | None:
        """The exact sum in minor units, where it is told."""
        return Fraction(self.twin.fee(performance).amount.minor) if self.is_summed else None


Sum = Callable[[SeededRule, Performance], int | Fee]


def seeded(
    *caught_by: str,
    terms: SeededRule,
    twin: PaymentRule,
    exceptions: Mapping[str, str] | None = None,
    is_summed: bool = False,
) -> Callable[[Sum], FaultyRule]:
    """Make a faulty rule of a wrong sum, whose docstring says in one sentence what is wrong."""

    def make(pays: Sum) -> FaultyRule:
        return FaultyRule(
            name=pays.__name__,
            wrong=(pays.__doc__ or "").strip(),
            caught_by=caught_by,
            twin=twin,
            exceptions=MappingProxyType(dict(exceptions or {})),
            is_summed=is_summed,
            unused=attrs.evolve(terms, pays=pays),
        )

    return make


def unwritten(_rule: SeededRule, _performance: Performance) -> int:
    """The sum of terms that are not yet those of a bug."""
    return 0
