"""Attribute leads: every lead and signup to whoever earned it, by the rules of orders."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence.attribution._code_claims import Codes
from influence.attribution._conversion import lead_conversion
from influence.attribution._credit import Resolution
from influence.attribution._fitting import resolver_of
from influence.attribution._losers import told
from influence.attribution._policy import AttributionPolicy
from influence.attribution._trails import Trails
from influence.leads import Lead
from influence.tracking import Owners, Touch


@attrs.frozen(kw_only=True)
class CreditedLead:
    """A lead and who earned it.

    Args:
        lead: The lead.
        resolution: Who earned it, and why nobody else did.
    """

    lead: Lead
    resolution: Resolution


def attribute_leads(
    leads: Iterable[Lead],
    *,
    touches: Iterable[Touch],
    owners: Owners,
    policy: AttributionPolicy,
) -> tuple[CreditedLead, ...]:
    """Every lead with who earned it, by the same rules as orders.

    A model that learns learns from the journeys to the leads.
    """
    known = [(lead, lead_conversion(lead)) for lead in leads]
    trails = Trails.of(touches if known else (), owners=owners)
    resolver = resolver_of(
        lambda: {sale: 0 for _, sale in known}, trails=trails, codes=Codes(owners), policy=policy
    )
    return tuple(
        CreditedLead(lead=lead, resolution=told(resolver.verdict(sale), policy=policy))
        for lead, sale in known
    )
