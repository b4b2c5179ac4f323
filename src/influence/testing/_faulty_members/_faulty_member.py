"""A member with one bug on purpose, and its honest twin.

A check that no bug can fail says nothing. So each bug here names the check that must kill it, and
the twin passes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from influence.testing._conformance._member import Member
from influence.testing._conformance._setup import Given

Bug: TypeAlias = Callable[..., Any]


@attrs.frozen(kw_only=True)
class FaultyMember:
    """A member with one bug, and what must be said of it.

    Args:
        name: What the bug is called.
        wrong: What is wrong, in one sentence.
        claim: The id of the check that must kill it.
        member: The member with the bug.
        twin: What it should have been.

    Example:
        >>> from influence.testing import faulty_members
        >>> bug = next(bug for bug in faulty_members() if bug.name == "forgets_the_last")
        >>> bug.wrong, bug.claim
        ('Leaves out whoever stands last in the table.', 'RS-P01')
    """

    name: str
    wrong: str
    claim: str
    member: Member
    twin: Member


@attrs.frozen(kw_only=True)
class Seeds:
    """Makes faulty members of one kind out of functions.

    Args:
        made: The member that does what a function says.
        twin: The honest member.
        given: What both are tried with.
    """

    made: Callable[[Bug], object]
    twin: object
    given: Given = Given()

    def bug(self, claim: str) -> Callable[[Bug], FaultyMember]:
        """Make a faulty member of a function, whose docstring says what is wrong."""

        def make(does: Bug) -> FaultyMember:
            return self.value(claim, self.made(does), name=does.__name__, wrong=does.__doc__ or "")

        return make

    def value(self, claim: str, value: object, *, name: str, wrong: str) -> FaultyMember:
        """Make a faulty member of a value."""
        return FaultyMember(
            name=name,
            wrong=wrong.strip(),
            claim=claim,
            member=_member(value, self.given),
            twin=_member(self.twin, self.given),
        )

    def class_bug(self, claim: str) -> Callable[[type], FaultyMember]:
        """Make a faulty member of a class that needs no arguments."""

        def make(faulty: type) -> FaultyMember:
            wrong = (faulty.__doc__ or "").partition("\n")[0]
            return self.value(claim, faulty(), name=faulty.__name__, wrong=wrong)

        return make


def _member(value: object, given: Given) -> Member:
    """A value as a member of no plugin."""
    return Member(name="seeded_bug", given=attrs.evolve(given, members=(value,)))
