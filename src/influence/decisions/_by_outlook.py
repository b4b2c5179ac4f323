"""By outlook: what to do with a creator on what the next package is believed to bring.

    likely enough, paid back in the window, enough orders behind it → scale
    expected to earn at the price, and earned so far, or likely on enough orders → renew
    two angles missed: more likely to lose → drop, else hold
    else a test that is worth its price, or a fair chance → retest, else hold

So each label follows from four figures: the chance that the creator earns more than they cost, the
expected multiple, the orders behind it, and the angles that missed. What the sheet says plays no
part here. A label never gets worse when any of the four gets better.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

import attrs

from influence._wording import angles_text, asked_percent, orders_text, percent
from influence.decisions._by_money import (
    late_text,
    left_out,
    outcome_text,
    tries_left,
    window_text,
)
from influence.decisions._evidence import Evidence
from influence.decisions._label import Label, Strength
from influence.decisions._next_package import NextPackage
from influence.decisions._policy import DecisionPolicy
from influence.outlooks import Outlook
from influence.shares import Share


@attrs.frozen(kw_only=True)
class OutlookJudgement:
    """A creator's evidence under a policy, with an outlook.

    Args:
        evidence: What is known.
        outlook: What is believed.
        policy: The thresholds.
    """

    evidence: Evidence
    outlook: Outlook
    policy: DecisionPolicy

    @property
    def strength(self) -> Strength:
        """How much evidence there is; missed angles tell without orders."""
        orders, policy = self.outlook.effective_orders, self.policy
        if not self._has_enough and self.evidence.missed < policy.missed_angles:
            return "cannot_tell_yet"
        return "solid" if orders >= policy.solid_effective_orders else "thin"

    def judged(self) -> tuple[Label, tuple[str, ...]]:
        """The label and its reasons, the deciding one first."""
        label, why = self._judged()
        price = self.evidence.price
        package = () if price is None else NextPackage(self.outlook, price).in_words()
        return label, (*why, *package, *left_out(self.evidence), *self._behind(why))

    def _judged(self) -> tuple[Label, tuple[str, ...]]:
        """The label and what decided it."""
        evidence = self.evidence
        if evidence.is_untried:
            return "hold", ("nothing was booked and published yet", self._likely)
        is_grown = evidence.has_earned and evidence.has_paid_back
        if is_grown and self._is_sure and self._has_enough:
            return self._scaled()
        if self._is_promising:
            return self._renewed()
        if evidence.missed >= self.policy.missed_angles:
            return self._missed_out()
        return self._tested_again()

    @cached_property
    def _chance(self) -> float:
        """The chance that the creator earns more than they cost."""
        return self.outlook.probability_profitable

    def _reaches(self, threshold: Share) -> bool:
        """Whether the chance is at least a threshold."""
        return Fraction(self._chance) >= threshold.fraction

    @property
    def _is_sure(self) -> bool:
        """Whether the chance is high enough to grow on."""
        return self._reaches(self.policy.scale_probability)

    @property
    def _has_enough(self) -> bool:
        """Whether enough orders stand behind it to tell."""
        return self.outlook.effective_orders >= self.policy.least_effective_orders

    @property
    def _is_promising(self) -> bool:
        """Whether another package is expected to pay, and it is not just a long shot."""
        is_likely = self._has_enough and self._reaches(self.policy.renew_probability)
        return self.outlook.score > 1 and (is_likely or self.evidence.has_earned)

    @property
    def _is_worth_a_test(self) -> bool:
        """Whether another package pays, with what it teaches."""
        return self.outlook.expected_multiple + self.outlook.value_of_test > 1

    @property
    def _likely(self) -> str:
        """The chance, in words."""
        return f"{percent(self._chance)} likely to earn more than they cost"

    def _scaled(self) -> tuple[Label, tuple[str, ...]]:
        """Somebody to spend more with."""
        window = self.evidence.profit_in_window
        paid_back = () if window is None else (window_text(window, self.policy),)
        return "scale", (*paid_back, self._likely)

    def _renewed(self) -> tuple[Label, tuple[str, ...]]:
        """Somebody to book again as before; what speaks against more comes first."""
        evidence, profit = self.evidence, self.evidence.profit
        so_far = outcome_text(evidence)
        if not self._has_enough:
            return "renew", (self._too_little("to scale"), self._likely, so_far)
        if not self._is_sure:
            asked = asked_percent(self.policy.scale_probability)
            return "renew", (f"{self._likely}, and scaling asks for {asked}", so_far)
        if profit is not None and profit.is_positive:
            return "renew", (late_text(profit, self.policy), self._likely)
        return "renew", (f"{self._likely}, but not paid back so far", so_far)

    def _missed_out(self) -> tuple[Label, tuple[str, ...]]:
        """Somebody whose angles missed, and who does not promise to pay at this price."""
        evidence, so_far = self.evidence, outcome_text(self.evidence)
        missed = f"{angles_text(evidence.missed)} missed"
        if evidence.has_earned:
            return "hold", (f"only {self._likely}", so_far)
        if self._reaches(self.policy.drop_probability):
            return "hold", (f"{missed}, yet {self._likely}", so_far)
        return "drop", (missed, self._likely, so_far)

    def _tested_again(self) -> tuple[Label, tuple[str, ...]]:
        """Somebody who may try another angle, if that is worth its price."""
        so_far = outcome_text(self.evidence)
        is_unclear = not self._has_enough and not self.evidence.missed
        is_fair = not is_unclear and self._reaches(self.policy.retest_probability)
        if self._is_worth_a_test or is_fair:
            return "retest", (tries_left(self.evidence, self.policy), self._likely, so_far)
        if is_unclear:
            return "hold", (self._too_little("to tell"), self._likely, so_far)
        return "hold", (f"only {self._likely}", so_far)

    def _too_little(self, aim: str) -> str:
        """That nothing can be told yet, and how much is missing."""
        known = orders_text(self.outlook.effective_orders)
        return f"cannot tell yet: {known}, and {self.policy.least_effective_orders} needed {aim}"

    def _behind(self, why: tuple[str, ...]) -> tuple[str, ...]:
        """How much evidence there is, unless that was said already."""
        if self.strength != "cannot_tell_yet":
            return (f"{orders_text(self.outlook.effective_orders)} of evidence",)
        told = self._too_little("to tell")
        return () if any(one.startswith("cannot tell yet") for one in why) else (told,)
