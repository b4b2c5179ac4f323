"""Deals: what one creator and the brand agreed on.

A deal names the creator, what they will make, what it pays, and the marks by which their sales are
known. It does not say what happened; that is for the tables of the book.
"""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.deliverables import Deliverable
from influence.errors import InvalidInputError
from influence.ids import AngleId, CreatorId, validated_id
from influence.payments import PaymentRule, is_payment_rule
from influence.progression import STAGES, Stage
from influence.rights import UsageRights
from influence.tracking import Kind, Mark

__all__ = ["Deal"]


@attrs.frozen(kw_only=True)
class Deal:
    """The agreement with one creator.

    Args:
        creator_id: With whom.
        terms: What it pays; ``None`` when nothing was agreed, as for payouts that are only figures.
        angles: The angles they tell.
        codes: Their discount codes.
        links: Their links, by UTM content; each also names their landing page.
        dm_keywords: Their keywords in direct messages.
        stage: Their payment stage.
        deliverables: What they make.
        usage_rights: What may be done with it; ``None`` when nothing was agreed.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The stage is not known; the close one is named.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    terms: PaymentRule | None = None
    angles: tuple[AngleId, ...] = attrs.field(default=(), validator=require.are_texts)
    codes: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    links: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    dm_keywords: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    stage: Stage | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(STAGES))
    )
    deliverables: tuple[Deliverable, ...] = attrs.field(
        default=(), validator=require.are(Deliverable, called="deliverables")
    )
    usage_rights: UsageRights | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(UsageRights, called="usage rights")),
    )

    def __attrs_post_init__(self) -> None:
        if self.terms is not None and not is_payment_rule(self.terms):
            rule = "be a payment rule with a name and a fee"
            raise InvalidInputError(f"terms of the deal with {self.creator_id}", rule, self.terms)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark that leads to the creator."""
        kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("code", self.codes),
            ("link", self.links),
            ("dm", self.dm_keywords),
        )
        return tuple(
            Mark(kind=kind, value=value, creator_id=self.creator_id)
            for kind, values in kinds
            for value in values
        )
