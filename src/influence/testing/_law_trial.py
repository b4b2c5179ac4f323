"""Trial: a rule under one law, with examples of Hypothesis.

A law is a function from a case to how it is broken, if it is. Its id is the name of the function
and never changes: exceptions are declared by it.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random
from types import MappingProxyType
from typing import Any, Final

import attrs
from hypothesis import Phase, given, seed, settings, strategies as st
from hypothesis.errors import Flaky

from influence.errors import MissingDataError
from influence.payments import PaymentRule, Performance, top_rate_of
from influence.shares import Share
from influence.testing import _law_exactness, _law_facts, _law_refunds, _law_sales
from influence.testing._law_breach import Breach, Case, Oracle
from influence.testing._law_performances import TAPE_BYTES, is_told_in_full, told_performance
from influence.testing._law_tape import Tape
from influence.testing._law_terms import Hints, hints_of

Law = Callable[[Case], Breach | None]

#: The laws in their order, by their permanent ids.
RULE_LAWS: Final[Mapping[str, Law]] = MappingProxyType(
    {
        law.__name__: law
        for law in (
            _law_facts.deterministic,
            _law_facts.order_independent,
            _law_facts.repeated_facts,
            _law_facts.splitting,
            _law_sales.monotone,
            _law_sales.no_cliff,
            _law_sales.at_most_top_rate,
            _law_sales.no_sales_no_commission,
            _law_sales.never_negative,
            _law_refunds.full_refund,
            _law_refunds.partial_refunds,
            _law_refunds.refund_bounded,
            _law_exactness.scaling,
            _law_exactness.exact,
            _law_facts.currencies,
            _law_facts.creators,
        )
    }
)

#: So many performances are searched for the one that makes an exception needed: half of them as
#: Hypothesis likes them, half by dice to which all are alike.
SEARCHED: Final = 20_000

#: So many performances one example holds: drawing a rule costs more than judging it.
PERFORMANCES: Final = 2

_CASE_BYTES = TAPE_BYTES + 48
_CASES_A_RULE = 20


def no_oracle(_rule: PaymentRule, _performance: Performance, /) -> Fraction | None:
    """No sum by hand."""
    return None


class _BrokenError(AssertionError):
    """A law was broken; what Hypothesis makes smaller."""


@attrs.frozen(kw_only=True)
class HintedRule:
    """A rule, with what stands in its terms.

    Args:
        rule: The rule.
        hints: What stands in its terms.
    """

    rule: PaymentRule
    hints: Hints

    @classmethod
    def of(cls, rule: PaymentRule) -> HintedRule:
        """The rule, looked through once."""
        return cls(rule=rule, hints=hints_of(rule))


def hinted(rules: PaymentRule | st.SearchStrategy[Any]) -> st.SearchStrategy[HintedRule]:
    """A rule, or the rules that a strategy draws, each looked through."""
    if isinstance(rules, st.SearchStrategy):
        return rules.map(HintedRule.of)
    return st.just(HintedRule.of(rules))


@attrs.frozen(kw_only=True)
class Trial:
    """A rule, or many, under one law.

    Args:
        law_id: The id of the law.
        rules: The rules.
        top_rate: The highest share of a sale that is paid; ``None`` when each rule says it.
        exact: The author's own sum.
        currency: The currency of the sales, for terms without an amount.
    """

    law_id: str
    rules: st.SearchStrategy[HintedRule]
    top_rate: Share | None = None
    exact: Oracle = no_oracle
    currency: str = "USD"

    def statement(self, *, chosen: settings, seeded: int | None = None) -> str | None:
        """How the law is broken, as plainly as Hypothesis can tell it, or ``None``.

        Args:
            chosen: How many examples, and how they are drawn.
            seeded: The seed of the examples, where *chosen* does not say it.
        """
        found: list[str] = []

        def keeps(hinted: HintedRule, code: bytes) -> None:
            for start in range(0, len(code), _CASE_BYTES):
                breach = self._breach(hinted, code[start : start + _CASE_BYTES])
                if breach is not None:
                    found.append(breach.statement(headline(self.law_id), rule=hinted.rule))
                    raise _BrokenError

        keeps.__name__ = f"keeps_{self.law_id}"  # derandomized examples differ from law to law
        length = PERFORMANCES * _CASE_BYTES
        trial = given(self.rules, st.binary(min_size=length, max_size=length))(keeps)
        try:
            chosen(trial if seeded is None else seed(seeded)(trial))()
        except (_BrokenError, Flaky):
            # A rule that remembers something may not break the law twice; the first time counts.
            if not found:
                raise
        return found[-1] if found else None

    def counterexample(self) -> str | None:
        """The first that is found among very many, the same each time, or ``None``.

        What Hypothesis draws depends on the constants of all modules that happen to be loaded. The
        dice do not, and find what is rare but not odd.
        """
        half = SEARCHED // 2
        found = self.statement(chosen=searching(half // PERFORMANCES))
        return found or self.found_by_dice(chosen=searching(half // _CASES_A_RULE))

    def found_by_dice(self, *, chosen: settings) -> str | None:
        """A breach in cases of which each is as likely as the other, or ``None``."""
        dice, found = Random(self.law_id), list[str]()  # noqa: S311  # cases, not secrets

        def keeps(hinted: HintedRule) -> None:
            for _ in range(_CASES_A_RULE):
                breach = self._breach(hinted, dice.randbytes(_CASE_BYTES))
                if breach is not None:
                    found.append(breach.statement(headline(self.law_id), rule=hinted.rule))
                    raise _BrokenError

        with contextlib.suppress(_BrokenError, Flaky):
            chosen(given(self.rules)(keeps))()
        return found[0] if found else None

    def _breach(self, hinted: HintedRule, code: bytes) -> Breach | None:
        """How the law is broken in one case, or ``None``.

        Raises:
            MissingDataError: The rule misses what no order can tell.
        """
        law = RULE_LAWS[self.law_id]
        try:
            return law(self._case(hinted, code, in_full=False))
        except MissingDataError:
            return law(self._case(hinted, code, in_full=True))

    def _case(self, hinted: HintedRule, code: bytes, *, in_full: bool) -> Case:
        """One case, where orders tell all that they can when they must do so *in_full*."""
        rule, hints, facts = hinted.rule, hinted.hints, Tape(code[:TAPE_BYTES])
        currency = hints.currency or self.currency
        is_full = is_told_in_full(facts) or in_full
        return Case(
            rule=copy.deepcopy(rule),  # what it may remember is not there in the next case
            performance=told_performance(facts, hints=hints, currency=currency, is_full=is_full),
            is_full=is_full,
            choices=Tape(code[TAPE_BYTES:]),
            hints=hints,
            top_rate=top_rate_of(rule) if self.top_rate is None else self.top_rate,
            exact=self.exact,
        )


def searching(examples: int) -> settings:
    """So many examples, the same each time, and no smaller ones."""
    return settings(
        max_examples=examples,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
    )


def headline(law_id: str) -> str:
    """A law in one line, such as ``law 5, monotone: who sells more is not paid less``."""
    return f"law {[*RULE_LAWS].index(law_id) + 1}, {law_id}: {sentence(law_id)}"


def sentence(law_id: str) -> str:
    """What a law says."""
    told = RULE_LAWS[law_id].__doc__ or ""
    return told[:1].lower() + told[1:].rstrip(".")
