"""Self-referral: an order that the creator who earned it seems to have placed.

    the buyer is the creator as a customer, or has an address of theirs, or one at their domain

The domain tells nothing when everybody can have an address there. Such a credit stands in every
figure; it is held from payment until a person has looked at it, and never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from influence.attribution._free_mail import FREE_MAIL_DOMAINS
from influence.creators import Creator
from influence.ids import CreatorId
from influence.orders import Order


@attrs.frozen
class SelfReferrals:
    """Answers whether a creator placed an order.

    Args:
        creators: Those of whom an address or a customer id is known.
        free_mail: Domains that anybody can have an address at.
    """

    creators: Mapping[CreatorId, Creator]
    free_mail: frozenset[str] = FREE_MAIL_DOMAINS

    @classmethod
    def of(cls, creators: Iterable[Creator]) -> SelfReferrals:
        """The self-referrals of some creators."""
        known = (one for one in creators if one.email or one.customer_id)
        return cls({one.creator_id: one for one in known})

    def reason(self, order: Order, creator_id: CreatorId) -> str | None:
        """Why an order seems to be the creator's own, or ``None`` when nothing says so."""
        creator = self.creators.get(creator_id)
        if creator is None:
            return None
        if creator.customer_id is not None and creator.customer_id == order.customer_id:
            return f"self-referral: the buyer is {creator_id} as customer {order.customer_id}"
        if creator.email is None or order.customer_email is None:
            return None
        own, buyer = _address(creator.email), _address(order.customer_email)
        if own == buyer:
            return f"self-referral: the buyer has the e-mail address of {creator_id}"
        domain = own[1]
        if domain == buyer[1] and domain not in self.free_mail:
            return (
                f"self-referral: the buyer has an address at {domain}, the domain of {creator_id}"
            )
        return None


def _address(email: str) -> tuple[str, str]:
    """Name and domain of an address in small letters, without what stands after a plus sign."""
    name, _, domain = email.casefold().rpartition("@")
    return name.partition("+")[0], domain
