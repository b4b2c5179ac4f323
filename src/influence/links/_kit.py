"""The tracking kit: for each creator and angle a link, for each creator a code and a keyword.

    what a deal has stays; what it lacks is made and told

Creators are gone through in their order in the book, and what deals own is taken first. So a
creator who is added at the end changes nobody's marks; and once new marks stand in the deals, they
are kept wherever others are added.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence.campaigns import Campaign
from influence.creators import Creator
from influence.deals import Deal
from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.links._channels import check_channel
from influence.links._maker import Maker, MissingMarks
from influence.links._policy import LinkPolicy
from influence.links._review import reviewed_marks
from influence.links._table import table_text
from influence.links._tracking_row import TrackingRow

_WHERE = "campaign.toml"
_POLICY = LinkPolicy()


@attrs.frozen(kw_only=True)
class TrackingKit:
    """Every creator's links, code and keyword.

    Args:
        rows: One for each link.
        missing: What deals lack, so that the new marks find their creators.
        findings: What stands in the way.
    """

    rows: tuple[TrackingRow, ...]
    missing: tuple[MissingMarks, ...]
    findings: tuple[Finding, ...]

    @property
    def csv(self) -> str:
        """The rows as CSV that a spreadsheet can open without computing anything."""
        return table_text(row.cells for row in self.rows)


def tracking_kit(
    campaign: Campaign,
    *,
    creators: Iterable[Creator],
    deals: Iterable[Deal] = (),
    codes_in_use: Iterable[str] = (),
    policy: LinkPolicy = _POLICY,
) -> TrackingKit:
    """Give every creator a link for each angle, a code and a keyword.

    Args:
        campaign: Its id is the ``utm_campaign``; its offer may name the landing page.
        creators: Everybody, in the order of the book.
        deals: What they have.
        codes_in_use: Codes beside those of the deals that buyers know, such as a welcome code.
        policy: Where links lead, and how marks are made.

    Raises:
        MissingDataError: Neither the policy nor the offer has a landing page.
        InvalidInputError: The landing page cannot be linked to, the id of the campaign cannot
            stand in a link, or there are more creators than keywords.

    Example:
        >>> import datetime as dt
        >>> from influence.metrics import SuccessMetrics
        >>> campaign = Campaign(
        ...     campaign_id="spring",
        ...     name="Spring",
        ...     currency="USD",
        ...     time_zone="UTC",
        ...     starts=dt.date(2026, 3, 2),
        ...     ends=dt.date(2026, 4, 13),
        ...     success_metrics=SuccessMetrics(("saves", "clicks", "orders")),
        ... )
        >>> kit = tracking_kit(
        ...     campaign,
        ...     creators=[Creator(creator_id="maya", name="Maya Okafor", platform="instagram")],
        ...     policy=LinkPolicy(landing_page="https://shop.example/spring"),
        ... )
        >>> kit.rows[0].code, kit.rows[0].dm_keyword, kit.rows[0].channel
        ('MAYA', 'ALPINE', 'Organic Social')
    """
    own_deals = {deal.creator_id: deal for deal in deals}
    maker = Maker.beside(own_deals.values(), codes_in_use, campaign=campaign, policy=policy)
    everybody = tuple(creators)
    rows, missing = list[TrackingRow](), list[MissingMarks]()
    for creator in everybody:
        made, lacks = maker.rows_of(creator, own_deals.get(creator.creator_id))
        rows += made
        missing += [lacks] if lacks.links or lacks.codes or lacks.dm_keywords else []
    return TrackingKit(
        rows=tuple(rows),
        missing=tuple(missing),
        findings=(
            *_misfiled(rows, policy),
            *reviewed_marks(own_deals.values(), creators=everybody, campaign=campaign),
            *map(_lacking, missing),
        ),
    )


def _misfiled(rows: Iterable[TrackingRow], policy: LinkPolicy) -> Iterable[Finding]:
    """A finding for each source whose visits would land elsewhere than intended."""
    for source, tags in {row.tags.source: row.tags for row in rows}.items():
        try:
            check_channel(tags, channel=policy.channel)
        except InvalidInputError as error:
            where = f"{_WHERE} utm_source {source}"
            yield Finding(code="INF322", where=where, message=str(error))


def _lacking(missing: MissingMarks) -> Finding:
    """A finding that says which marks a deal lacks."""
    lists = (
        ("link", missing.links),
        ("code", missing.codes),
        ("keyword", missing.dm_keywords),
    )
    lacks = ", ".join(f"{kind} {value}" for kind, values in lists for value in values)
    deal = "the deal" if missing.has_deal else "a deal, and in it"
    where = f"{_WHERE} {missing.deal.creator_id}"
    return Finding(code="INF321", where=where, message=f"{deal} lacks {lacks}")
