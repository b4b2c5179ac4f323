"""Tried: a member under the terms that it is tried with.

Ready values come first, then the tables of its author, then what its fields allow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from influence.testing._conformance._drawn import members_of
from influence.testing._conformance._member import Member
from influence.testing._conformance._setup import Setup, Table

T = TypeVar("T")

_TERMS = 12


def tried(member: Member, *, setup: Setup, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    """A member under different terms.

    Args:
        member: The member.
        setup: How hard to try.
        key: The key that names it in a table.
        read: Reads it from a table of a book.
    """
    if member.given.members:
        return cast("tuple[T, ...]", member.given.members)
    if member.given.terms:
        return tuple(read({key: member.name, **table}) for table in member.given.terms)
    if member.make is None:
        return ()
    return members_of(cast("Callable[..., T]", member.make), count=_TERMS, seed=setup.seed)
