"""Faulty members: bugs that plugins have, each small, each with the check that kills it."""

from __future__ import annotations

from influence.testing._faulty_members import (
    _exporters,
    _lint_rules,
    _models,
    _rules,
    _sources,
    _strategies,
)
from influence.testing._faulty_members._faulty_member import FaultyMember

_KINDS = (_rules, _models, _sources, _strategies, _lint_rules, _exporters)


def faulty_members() -> tuple[FaultyMember, ...]:
    """Every member with a bug on purpose, kind after kind.

    Example:
        >>> len(faulty_members()) >= 40
        True
    """
    return tuple(
        found for kind in _KINDS for found in vars(kind).values() if isinstance(found, FaultyMember)
    )
