"""Laws: the sixteen that payouts rest on, under their permanent ids.

The number of a check is the number of its law.
"""

from __future__ import annotations

from hypothesis import strategies as st

from influence.testing._conformance._check import Check, CheckFailedError
from influence.testing._conformance._drawn import steady
from influence.testing._law_trial import RULE_LAWS, HintedRule, Trial, sentence
from influence.testing._rule_checks._subject import RuleSubject

_IF_FAILS = {
    "deterministic": "The fee depends on something beside the performance: a clock, dice, or what "
    "the rule remembers. Make it a function of its terms and the performance.",
    "order_independent": "Facts told in another order pay another fee: something is taken from the "
    "first or last of a list. Sort by moment and id before choosing.",
    "repeated_facts": "An order that arrives twice is paid twice. Use the orders of the "
    "performance, which are each there once, not a count of your own.",
    "splitting": "The fee is rounded, capped or counted by order, so who splits an order earns "
    "more. Sum first, round once; if each order counts by contract, declare it.",
    "monotone": "Selling more pays less, which no creator accepts. Look at thresholds where the "
    "rate falls for all sales, and at subtractions.",
    "no_cliff": "One cent more of sales pays much more: a threshold re-rates everything. That may "
    "be the contract; then declare it, because creators will wait at the threshold.",
    "at_most_top_rate": "More is paid than the highest rate of the terms allows. Look for sums "
    "that count an order twice; a rule with fixed amounts declares it.",
    "no_sales_no_commission": "Something is paid though nothing was sold. For a fee for work "
    "declare it; else look for a minimum that should not be there.",
    "never_negative": "A creator would owe money. Bound the fee below by zero; what was paid too "
    "much is taken back by the settlement, not by the rule.",
    "full_refund": "Orders that came back whole still pay, or cost. Compute on net sales.",
    "partial_refunds": "Two refunds of one order are not one refund of their sum. Subtract "
    "refunds before anything is rounded or compared.",
    "refund_bounded": "A refund takes back more than it gave. Look for thresholds that a refund "
    "falls below; when that is the contract, declare it.",
    "scaling": "Ten times the amounts do not earn ten times the fee: an amount is written into "
    "the code, or something is rounded too early.",
    "exact": "The fee is not the exact sum, rounded once. Compute in fractions and round at the "
    "end; floats and early rounding both lose cents.",
    "currencies": "Sales in another currency are paid wrongly instead of being refused. Compare "
    "the currency of the terms with that of the performance.",
    "creators": "What one creator did changes what another is owed: the rule remembers. Keep "
    "nothing between calls.",
}


def _trial(subject: RuleSubject, law_id: str) -> Trial:
    """The rules under one law."""
    rules = st.sampled_from([HintedRule.of(rule) for rule in subject.rules])
    return Trial(law_id=law_id, rules=rules)


def _law_check(number: int, law_id: str) -> Check[RuleSubject]:
    """The check that is one of the laws."""

    def keeps(subject: RuleSubject) -> None:
        chosen = steady(subject.examples)
        told = _trial(subject, law_id).statement(chosen=chosen, seeded=subject.seed)
        _refuse(told)

    def searched(subject: RuleSubject) -> None:
        _refuse(_trial(subject, law_id).counterexample())

    return Check(
        id=f"PR-L{number:02}",
        title=sentence(law_id),
        if_fails=_IF_FAILS[law_id],
        run=keeps,
        needs=("examples",),
        search=searched,
    )


class LawBrokenError(CheckFailedError):
    """A law was broken; the statement tells the facts, what was expected and what came."""

    def __str__(self) -> str:
        return str(self.value)


def _refuse(statement: str | None) -> None:
    """Fail with a statement, if there is one."""
    if statement is not None:
        raise LawBrokenError("payment rule", "keep the law", statement)


LAWS = tuple(_law_check(number, law_id) for number, law_id in enumerate(RULE_LAWS, start=1))
