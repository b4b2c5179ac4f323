"""Faulty rules: bugs that payouts really had, each small, each with the laws that catch it."""

from __future__ import annotations

from influence.testing._faulty_rules import (
    _commissionable,
    _currency,
    _facts,
    _memory,
    _refunds,
    _rounding,
    _thresholds,
)
from influence.testing._faulty_rules._seeded import FaultyRule

_FAMILIES = (_rounding, _refunds, _commissionable, _thresholds, _facts, _memory, _currency)


def faulty_rules() -> tuple[FaultyRule, ...]:
    """Every rule with a bug on purpose, family after family.

    Example:
        >>> len(faulty_rules()) >= 40
        True
    """
    return tuple(
        found
        for family in _FAMILIES
        for found in vars(family).values()
        if isinstance(found, FaultyRule)
    )
