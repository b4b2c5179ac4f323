"""Deals: what one creator and the brand agreed on.

A deal names the creator, what they will make, what it pays, and the marks by which their sales are
known. It does not say what happened; that is for the tables of the book.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.deliverables import Deliverable
from influence.errors import InvalidInputError, UnknownNameError
from influence.guidelines import Guidelines
from influence.ids import AngleId, CreatorId, validated_id
from influence.money import Money
from influence.payments import PaymentRule, is_payment_rule
from influence.progression import STAGES, Stage
from influence.rights import AdAuthorisation, RightsLine, UsageRights
from influence.tracking import CodeTerms, Mark, normal_form

__all__ = ["Deal"]


_ALWAYS = CodeTerms()


def _frozen(terms: Mapping[str, CodeTerms]) -> Mapping[str, CodeTerms]:
    """A copy that nobody can change."""
    return FrozenMapping(terms)


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
        code_terms: Of codes that are theirs for a time or a number of orders only, or that have a
            rule of their own: which, by code.
        rights: What may be done with it, line by line, beside *usage_rights*.
        ad_authorisations: The creator's leaves to advertise under their name.
        brief: What their brief says in the place of the campaign's.
        quote: What the next package is to cost in all: fee, product, shipping and handling; without
            it, what a package cost so far.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The stage is not known, or terms are those of no code of theirs; the close
            one is named.
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
    code_terms: Mapping[str, CodeTerms] = attrs.field(
        factory=dict[str, CodeTerms], converter=_frozen
    )
    rights: tuple[RightsLine, ...] = attrs.field(
        default=(), validator=require.are(RightsLine, called="lines of rights")
    )
    ad_authorisations: tuple[AdAuthorisation, ...] = attrs.field(
        default=(), validator=require.are(AdAuthorisation, called="ad authorisations")
    )
    brief: Guidelines | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(Guidelines, called="guidelines")),
    )
    quote: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_positive_money)
    )

    def __attrs_post_init__(self) -> None:
        own = {normal_form(code) for code in self.codes}
        for code in self.code_terms:
            if normal_form(code) not in own:
                raise UnknownNameError("Deal.code_terms", code, self.codes)
        if self.terms is not None and not is_payment_rule(self.terms):
            rule = "be a payment rule with a name and a fee"
            raise InvalidInputError(f"terms of the deal with {self.creator_id}", rule, self.terms)
        self._check_deliverables()

    def _check_deliverables(self) -> None:
        """Refuse an id that stands twice, and what follows nothing of the deal."""
        ids = [one.deliverable_id for one in self.deliverables if one.deliverable_id is not None]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise InvalidInputError("Deal.deliverables", "have different ids", name)
        for one in self.deliverables:
            if one.follows is not None and one.follows not in ids:
                raise UnknownNameError("deliverable in Deal.deliverables", one.follows, ids)

    @property
    def rights_lines(self) -> tuple[RightsLine, ...]:
        """Every right that it grants, those of the short form first."""
        short = () if self.usage_rights is None else self.usage_rights.lines
        return (*short, *self.rights)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark that leads to the creator."""
        who = self.creator_id
        terms = {normal_form(code): agreed for code, agreed in self.code_terms.items()}
        return (
            *(
                Mark(
                    kind="code",
                    value=code,
                    creator_id=who,
                    terms=terms.get(normal_form(code), _ALWAYS),
                )
                for code in self.codes
            ),
            *(Mark(kind="link", value=link, creator_id=who) for link in self.links),
            *(Mark(kind="dm", value=keyword, creator_id=who) for keyword in self.dm_keywords),
        )
