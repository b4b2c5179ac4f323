"""Subject: a payment rule with the terms that it is tried with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import attrs

from influence.errors import MissingDataError
from influence.payments import Fee, PaymentRule, Performance, fee_of
from influence.plugins import Registry
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import our_registry
from influence.testing._conformance._setup import Setup, Table
from influence.testing._conformance._tried import tried
from influence.testing._law_performances import TAPE_BYTES, told_performance
from influence.testing._law_tape import Tape
from influence.testing._law_terms import hints_of


@attrs.frozen(kw_only=True)
class RuleSubject:
    """A payment rule under different terms.

    Args:
        member: Its name.
        rules: The rule under each of the terms.
        seed: What performances are drawn from.
        examples: How many cases a check looks at.
        registry: Where it can be named in a book; ``None`` for a value of no plugin.
        make: What makes it.
    """

    member: str
    rules: tuple[PaymentRule, ...]
    seed: int
    examples: int
    registry: Registry | None = None
    make: Callable[..., object] | None = None

    @property
    def claims(self) -> frozenset[str]:
        """Examples, where there are terms; fields, where a book can name it and its fields."""
        claimed = {"examples"} if self.rules else set[str]()
        is_named = self.registry is not None and attrs.has(_class_of(self.make))
        return frozenset(claimed | ({"fields"} if is_named else set()))

    @property
    def known(self) -> Registry:
        """The registry that knows it; our own where it is of no plugin."""
        return our_registry() if self.registry is None else self.registry

    def cases(self) -> Sequence[tuple[PaymentRule, Performance]]:
        """Rules, each with a performance that was steered to its terms."""
        dice = Random(self.seed)  # noqa: S311  # cases, not secrets
        return [_case(self.rules[place % len(self.rules)], dice) for place in range(self.examples)]

    def fees(self) -> Sequence[tuple[PaymentRule, Performance, Fee]]:
        """Rules, each with a performance and what it owes for that."""
        return [(rule, told, fee_of(rule, told)) for rule, told in self.cases()]


def rule_subject(member: Member, setup: Setup, /) -> RuleSubject:
    """The subject of a rule: under the terms that are given, else under such as can be drawn."""
    registry = None if member.offer is None else member.offer.registry
    return RuleSubject(
        member=member.name,
        rules=_rules(member, setup, registry),
        seed=setup.seed,
        examples=setup.examples,
        registry=registry,
        make=member.make,
    )


def _rules(member: Member, setup: Setup, registry: Registry | None) -> tuple[PaymentRule, ...]:
    """The rule under different terms, in dollars."""
    known = our_registry() if registry is None else registry

    def read(table: Table) -> PaymentRule:
        return known.payment_rule(table, currency="USD", where="terms")

    return tried(member, setup=setup, key="rule", read=read)


def _case(rule: PaymentRule, dice: Random) -> tuple[PaymentRule, Performance]:
    """A rule with a performance in its currency, told in full where it needs that."""
    hints, tape = hints_of(rule), dice.randbytes(TAPE_BYTES)
    currency = hints.currency or "USD"
    told = told_performance(Tape(tape), hints=hints, currency=currency, is_full=False)
    if _misses(rule, told):
        told = told_performance(Tape(tape), hints=hints, currency=currency, is_full=True)
    return rule, told


def _misses(rule: PaymentRule, told: Performance) -> bool:
    """Whether a rule misses what no order tells; other errors are for whoever asks for the fee."""
    try:
        rule.fee(told)
    except MissingDataError:
        return True
    except Exception:  # noqa: BLE001  # the same
        return False
    return False


def _class_of(make: object) -> type:
    """The class that makes a rule; ``object`` where something else does."""
    return make if isinstance(make, type) else object
