"""Payment rule laws: sixteen properties that payouts rest on, for our rules and for everybody's.

A test class names a rule, and the laws that do not hold for it, each with the reason. A declared
exception that is not needed fails as a broken law does: what was relaxed once and mended since must
not stay relaxed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, cast

from hypothesis import settings, strategies as st

from influence.errors import InvalidInputError, UnknownNameError
from influence.payments import PaymentRule, Performance, is_payment_rule
from influence.shares import Share
from influence.testing._law_trial import RULE_LAWS, SEARCHED, Trial, hinted


class PaymentRuleLaws:
    """The sixteen laws as tests of a rule: subclass it in a test file, under a name with ``Test``.

    Attributes:
        rule: The rule, or a Hypothesis strategy of rules.
        exceptions: The laws that do not hold, by id, each with the reason.
        top_rate: The highest share of a sale that is paid. Without it, it is the rule's
            ``top_rate``, else its ``rate``, else 0.
        currency: The currency of the sales, for terms without an amount.
        effort: How many times as many examples as the Hypothesis profile says; these are cheap. One
            example is a rule with two performances.

    Raises:
        UnknownNameError: An exception is no law; the close one is named.
        InvalidInputError: An exception has no reason, or the rule is none.

    Example:
        >>> from influence.payments import Commission
        >>> class TestCommission(PaymentRuleLaws):
        ...     rule = Commission(rate="0.12")
        >>> TestCommission().test_never_negative()
    """

    rule: ClassVar[PaymentRule | st.SearchStrategy[Any]]
    exceptions: ClassVar[Mapping[str, str]] = MappingProxyType({})
    top_rate: ClassVar[Share | None] = None
    currency: ClassVar[str] = "USD"
    effort: ClassVar[int] = 2

    def __init_subclass__(cls) -> None:
        """Refuse exceptions that say nothing."""
        super().__init_subclass__()
        for law_id, reason in cls.exceptions.items():
            if law_id not in RULE_LAWS:
                raise UnknownNameError(f"exception of {cls.__name__}", law_id, RULE_LAWS)
            if not reason.strip():
                what = f"exception {law_id} of {cls.__name__}"
                raise InvalidInputError(what, "have a reason", reason)

    def exact(self, rule: PaymentRule, performance: Performance, /) -> Fraction | None:  # noqa: ARG002  # what an author puts here needs them
        """The exact fee in minor units, if the author has a sum of their own."""
        return None

    def test_deterministic(self) -> None:
        """Law 1."""
        self.keeps("deterministic")

    def test_order_independent(self) -> None:
        """Law 2."""
        self.keeps("order_independent")

    def test_repeated_facts(self) -> None:
        """Law 3."""
        self.keeps("repeated_facts")

    def test_splitting(self) -> None:
        """Law 4."""
        self.keeps("splitting")

    def test_monotone(self) -> None:
        """Law 5."""
        self.keeps("monotone")

    def test_no_cliff(self) -> None:
        """Law 6."""
        self.keeps("no_cliff")

    def test_at_most_top_rate(self) -> None:
        """Law 7."""
        self.keeps("at_most_top_rate")

    def test_no_sales_no_commission(self) -> None:
        """Law 8."""
        self.keeps("no_sales_no_commission")

    def test_never_negative(self) -> None:
        """Law 9."""
        self.keeps("never_negative")

    def test_full_refund(self) -> None:
        """Law 10."""
        self.keeps("full_refund")

    def test_partial_refunds(self) -> None:
        """Law 11."""
        self.keeps("partial_refunds")

    def test_refund_bounded(self) -> None:
        """Law 12."""
        self.keeps("refund_bounded")

    def test_scaling(self) -> None:
        """Law 13."""
        self.keeps("scaling")

    def test_exact(self) -> None:
        """Law 14."""
        self.keeps("exact")

    def test_currencies(self) -> None:
        """Law 15."""
        self.keeps("currencies")

    def test_creators(self) -> None:
        """Law 16."""
        self.keeps("creators")

    def keeps(self, law_id: str) -> None:
        """Fail where the law is broken, or is declared an exception and is not.

        Raises:
            AssertionError: With a statement of what was expected and what came.
        """
        __tracebackhide__ = True
        trial, mine = self._trial(law_id), type(self).__name__
        if law_id in self.exceptions:
            if trial.counterexample() is None:
                rule = f"be needed; {SEARCHED} performances kept the law"
                reason = self.exceptions[law_id]
                raise AssertionError(
                    InvalidInputError(f"exception {law_id} of {mine}", rule, reason)
                )
            return
        told = trial.statement(chosen=self._settings())
        if told is not None:
            raise AssertionError(f"{mine}\n{told}")

    def _trial(self, law_id: str) -> Trial:
        """The rule under one law."""
        rule: object = getattr(self, "rule", None)
        if not isinstance(rule, st.SearchStrategy) and not is_payment_rule(rule):
            wanted = "be a payment rule or a strategy of them"
            raise InvalidInputError(f"rule of {type(self).__name__}", wanted, rule)
        return Trial(
            law_id=law_id,
            rules=hinted(cast("PaymentRule", rule)),
            top_rate=self.top_rate,
            exact=self.exact,
            currency=self.currency,
        )

    def _settings(self) -> settings:
        """As many examples as the profile wants."""
        return settings(max_examples=self.effort * settings().max_examples, deadline=None)
