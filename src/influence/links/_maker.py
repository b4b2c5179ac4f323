"""The maker: gives creators what their deals lack, and keeps clear of what is taken.

What deals own is taken before anything is made. From then on each creator takes what they get, so
those who come later cannot change it.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from influence.campaigns import Campaign
from influence.creators import Creator
from influence.deals import Deal
from influence.errors import MissingDataError
from influence.links._channels import channel_of
from influence.links._codes import free_code
from influence.links._contents import Content, contents_of
from influence.links._keywords import TakenKeywords, free_keyword
from influence.links._lookalikes import look_alike_form
from influence.links._policy import LinkPolicy
from influence.links._review import said_of
from influence.links._slug import slug
from influence.links._tags import UtmTags, checked_url, tagged
from influence.links._tracking_row import TrackingRow
from influence.links._words import KEYWORD_WORDS
from influence.tracking import Mark

_OF_CREATORS = "creators"
# Names that GA4 lists for a platform that it does not list by its own.
_OTHER_NAMES = {"x": "twitter"}


@attrs.frozen(kw_only=True)
class MissingMarks:
    """What a deal lacks.

    Args:
        deal: The deal with what it has and what it lacks; one without terms where there was none.
        links: The links that are new.
        codes: The codes that are new.
        dm_keywords: The keywords that are new.
        has_deal: Whether the creator was in a deal before.
    """

    deal: Deal
    links: tuple[str, ...]
    codes: tuple[str, ...]
    dm_keywords: tuple[str, ...]
    has_deal: bool


@attrs.define(kw_only=True)
class Maker:
    """Makes what is missing, and knows what is taken.

    Args:
        landing_page: Where links lead.
        campaign: For which campaign.
        policy: How marks are made.
        avoided: What people say about the campaign anyway.
        links: The normal form of every link in use.
        codes: The look-alike form of every code in use.
        keywords: The keywords in use.
    """

    landing_page: str
    campaign: Campaign
    policy: LinkPolicy
    avoided: tuple[str, ...]
    links: set[str] = attrs.field(factory=set[str])
    codes: set[str] = attrs.field(factory=set[str])
    keywords: TakenKeywords = attrs.field(factory=TakenKeywords)

    @classmethod
    def beside(
        cls,
        deals: Iterable[Deal],
        codes_in_use: Iterable[str],
        *,
        campaign: Campaign,
        policy: LinkPolicy,
    ) -> Maker:
        """One that keeps clear of what deals and others have."""
        maker = cls(
            landing_page=_landing_page(campaign, policy),
            campaign=campaign,
            policy=policy,
            avoided=said_of(campaign),
        )
        for mark in (mark for deal in deals for mark in deal.marks):
            maker._take(mark)
        maker.codes |= {look_alike_form(code) for code in codes_in_use}
        return maker

    def _take(self, mark: Mark) -> None:
        if mark.kind == "code":
            self.codes.add(look_alike_form(mark.value))
        elif mark.kind == "dm":
            self.keywords.take(mark.value)
        else:
            self.links.add(mark.key)

    def rows_of(
        self, creator: Creator, deal: Deal | None
    ) -> tuple[list[TrackingRow], MissingMarks]:
        """The rows of a creator, and what their deal lacks."""
        own = deal or Deal(creator_id=creator.creator_id)
        contents = contents_of(creator, deal=own, taken=self.links)
        code = own.codes[0] if own.codes else self._code(creator)
        keyword = own.dm_keywords[0] if own.dm_keywords else self._keyword(creator)
        new_codes = () if own.codes else (code,)
        new_keywords = () if own.dm_keywords else (keyword,)
        links = tuple(content.value for content in contents if content.is_new)
        full = attrs.evolve(
            own,
            links=(*own.links, *links),
            codes=(*own.codes, *new_codes),
            dm_keywords=(*own.dm_keywords, *new_keywords),
        )
        for mark in full.marks:
            self._take(mark)
        rows = [
            self._row(
                creator,
                content,
                code=code,
                keyword=keyword,
                new=(
                    *(("link",) if content.is_new else ()),
                    *(("code",) if new_codes else ()),
                    *(("keyword",) if new_keywords else ()),
                ),
            )
            for content in contents
        ]
        return rows, MissingMarks(
            deal=full,
            links=links,
            codes=new_codes,
            dm_keywords=new_keywords,
            has_deal=deal is not None,
        )

    def _code(self, creator: Creator) -> str:
        return free_code(creator, folded=self.codes, policy=self.policy.codes)

    def _keyword(self, creator: Creator) -> str:
        return free_keyword(creator, used=self.keywords, avoided=self.avoided, words=KEYWORD_WORDS)

    def _row(
        self,
        creator: Creator,
        content: Content,
        *,
        code: str,
        keyword: str,
        new: tuple[str, ...],
    ) -> TrackingRow:
        tags = UtmTags(
            source=self._source(creator),
            medium=self.policy.utm_medium,
            campaign=self.campaign.campaign_id,
            content=content.value,
        )
        return TrackingRow(
            creator_id=creator.creator_id,
            angle=content.angle,
            url=tagged(self.landing_page, tags=tags),
            tags=tags,
            code=code,
            dm_keyword=keyword,
            channel=channel_of(tags.source, medium=tags.medium, campaign=tags.campaign),
            new=new,
        )

    def _source(self, creator: Creator) -> str:
        """The policy's source; else the platform, where that leads to the channel."""
        if self.policy.source:
            return self.policy.source
        platform = slug(next(iter(creator.platforms), ""))
        sources = [
            source for source in (platform, _OTHER_NAMES.get(platform, ""), _OF_CREATORS) if source
        ]
        for source in sources:
            found = channel_of(
                source, medium=self.policy.utm_medium, campaign=slug(self.campaign.campaign_id)
            )
            if found == self.policy.channel:
                return source
        return sources[0]


def _landing_page(campaign: Campaign, policy: LinkPolicy) -> str:
    """Where links lead."""
    offered = campaign.offer.landing_page if campaign.offer else None
    page = policy.landing_page or offered
    if page is None:
        rule = "be in [offer] or [links] of campaign.toml"
        raise MissingDataError("landing page", rule, page)
    return checked_url(page)
