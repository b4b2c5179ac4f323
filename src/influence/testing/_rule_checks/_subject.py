"""Subject: a payment rule with the terms that it is tried with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import cast

import attrs

from influence.errors import MissingDataError
from influence.payments import Fee, PaymentRule, Performance, fee_of
from influence.plugins import Registry, load
from influence.testing._conformance._drawn import members_of
from influence.testing._conformance._member import Member
from influence.testing._conformance._setup import Setup
from influence.testing._law_performances import TAPE_BYTES, told_performance
from influence.testing._law_tape import Tape
from influence.testing._law_terms import hints_of

_TERMS = 12


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
        """Examples, where there are terms; fields, where an attrs class makes it."""
        claimed = {"examples"} if self.rules else set[str]()
        return frozenset(claimed | ({"fields"} if attrs.has(_class_of(self.make)) else set()))

    def cases(self) -> Sequence[tuple[PaymentRule, Performance]]:
        """Rules, each with a performance that was steered to its terms."""
        dice = Random(self.seed)  # noqa: S311  # cases, not secrets
        return [_case(self.rules[place % len(self.rules)], dice) for place in range(self.examples)]

    def fees(self) -> Sequence[tuple[PaymentRule, Performance, Fee]]:
        """Rules, each with a performance and what it owes for that."""
        return [(rule, told, fee_of(rule, told)) for rule, told in self.cases()]


def rule_subject(member: Member, setup: Setup, /) -> RuleSubject:
    """The subject of a rule: under the terms that are given, else under such as can be drawn."""
    registry = load(plugins=()) if member.offer is None else member.offer.registry
    return RuleSubject(
        member=member.name,
        rules=_rules(member, setup, registry),
        seed=setup.seed,
        examples=setup.examples,
        registry=registry,
        make=member.make,
    )


def _rules(member: Member, setup: Setup, registry: Registry | None) -> tuple[PaymentRule, ...]:
    """The rule under different terms."""
    if member.given.members:
        return cast("tuple[PaymentRule, ...]", member.given.members)
    if member.given.terms and registry is not None:
        return tuple(
            registry.payment_rule({"rule": member.name, **table}, currency="USD", where="terms")
            for table in member.given.terms
        )
    make = cast("Callable[..., PaymentRule] | None", member.make)
    return () if make is None else members_of(make, count=_TERMS, seed=setup.seed)


def _case(rule: PaymentRule, dice: Random) -> tuple[PaymentRule, Performance]:
    """A rule with a performance in its currency, told in full where it needs that."""
    hints, tape = hints_of(rule), dice.randbytes(TAPE_BYTES)
    currency = hints.currency or "USD"
    told = told_performance(Tape(tape), hints=hints, currency=currency, is_full=False)
    try:
        rule.fee(told)
    except MissingDataError:
        told = told_performance(Tape(tape), hints=hints, currency=currency, is_full=True)
    except Exception:  # noqa: BLE001  # whoever asks for the fee will see it
        return rule, told
    return rule, told


def _class_of(make: object) -> type:
    """The class that makes a rule; ``object`` where something else does."""
    return make if isinstance(make, type) else object
