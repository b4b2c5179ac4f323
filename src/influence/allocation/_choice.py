"""Choice: a candidate with what is believed of their next package."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.candidates import Candidate
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.outlooks import Outlook


@attrs.frozen(kw_only=True)
class Choice:
    """A candidate who can be booked, with what is believed of them.

    Args:
        candidate: Who, and what a package costs.
        outlook: What is believed of their next package.
        at_most: The most packages that they can deliver; ``None`` when only the policy says. With 0
            they are left out.
        because: Why *at_most* is what it is, in words that can stand after a colon.

    Raises:
        InvalidInputError: Candidate and outlook are not of the same creator, or a field is not what
            it should be.
    """

    candidate: Candidate = attrs.field(validator=require.is_a(Candidate, called="a Candidate"))
    outlook: Outlook = attrs.field(validator=require.is_a(Outlook, called="an Outlook"))
    at_most: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    because: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )

    def __attrs_post_init__(self) -> None:
        if self.outlook.creator_id != self.creator_id:
            rule = f"be of {self.creator_id} as its candidate is"
            raise InvalidInputError("Choice.outlook", rule, self.outlook.creator_id)

    @property
    def creator_id(self) -> CreatorId:
        """Who can be booked."""
        return self.candidate.creator_id

    def beside(self, elsewhere: float) -> Choice:
        """The same choice where the budget earns *elsewhere* for every unit spent."""
        return attrs.evolve(self, outlook=self.outlook.beside(elsewhere))
