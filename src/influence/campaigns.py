"""Campaigns: what is sold, to whom, in which time, and by what it will be judged.

A campaign is agreed before it starts: one offer with one action and an honest urgency, one angle or
several to test, a hashtag about the theme, a budget, a payback window, and exactly three success
metrics.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import attrs

from influence import _requirements as require
from influence.assets import RepurposingPlan
from influence.deliverables import ProductionTerms
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.guidelines import Guidelines
from influence.ids import AngleId, CampaignId, validated_id
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.periods import Period, zone
from influence.personas import Persona
from influence.shares import Share

__all__ = [
    "CELEBRITY_GROUNDS",
    "PRIMARY_ACTIONS",
    "STORY_FORMATS",
    "URGENCIES",
    "Angle",
    "Campaign",
    "CelebrityGround",
    "Offer",
    "PrimaryAction",
    "StoryFormat",
    "Urgency",
]

PrimaryAction = Literal[
    "buy_with_code", "book_consult", "request_quote", "start_trial", "join_waitlist"
]
PRIMARY_ACTIONS: tuple[PrimaryAction, ...] = get_args(PrimaryAction)

Urgency = Literal["deadline", "limited_bonus", "limited_bundle", "first_time_deal"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)

StoryFormat = Literal["day_in_the_life", "before_and_after", "problem_to_solution"]
STORY_FORMATS: tuple[StoryFormat, ...] = get_args(StoryFormat)

CelebrityGround = Literal[
    "broad_appeal", "wide_distribution", "capacity", "repeated_exposure", "long_term_brand"
]
#: The five conditions under which a celebrity makes sense; all of them have to hold. Source: S2.
CELEBRITY_GROUNDS: tuple[CelebrityGround, ...] = get_args(CelebrityGround)

_optional_text = attrs.validators.optional(require.is_text)


@attrs.frozen(kw_only=True)
class Offer:
    """What the audience is asked to do, and why now.

    Args:
        product: What is offered.
        primary_action: The one thing to do.
        urgency: Why now.
        deadline: The last day, where there is one.
        landing_page: The campaign's own page.

    Raises:
        UnknownNameError: An action or urgency is not known; the close one is named.

    Source: S2.
    """

    product: str = attrs.field(validator=require.is_text)
    primary_action: PrimaryAction = attrs.field(validator=require.one_of(PRIMARY_ACTIONS))
    urgency: Urgency | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(URGENCIES))
    )
    deadline: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_date)
    )
    landing_page: str | None = attrs.field(default=None, validator=_optional_text)


@attrs.frozen(kw_only=True)
class Angle:
    """A way to tell the story.

    Args:
        angle_id: Identifies it.
        format: The story's form.

    Raises:
        UnknownNameError: The format is not known; the close one is named.

    Source: S1, S3.
    """

    angle_id: AngleId = attrs.field(validator=validated_id)
    format: StoryFormat | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(STORY_FORMATS))
    )


def _zone(name: str | ZoneInfo) -> ZoneInfo:
    """A zone from its name."""
    return zone(name) if isinstance(name, str) else name


@attrs.frozen(kw_only=True)
class Campaign:
    """One campaign.

    Args:
        campaign_id: Identifies it.
        name: What people call it.
        currency: The ISO 4217 code of its amounts.
        time_zone: The zone in which its days begin.
        starts: Its first day.
        ends: The day after its last.
        success_metrics: The three metrics it is judged by.
        offer: What the audience is asked to do.
        angles: The angles that are tested.
        hashtag: Its hashtag, about the theme.
        persona: Whom it is for.
        budget: What may be spent.
        gross_margin: Gross profit as a share of net sales, where orders do not carry their own.
        payback_days: Within how many days gross profit has to cover the spend.
        cycle_days: How many days a cycle has: a round of bookings that share a season. Without it,
            the whole campaign is one cycle.
        brand: What the brand is called.
        country: Where the brand is, as ISO 3166 alpha-2.
        brief: What every brief says.
        audience: Whom it is for, in groups that platforms tell.
        repurposing: What is to be cut from every post.
        production: How long each side has for deliverables, and what one that is called off owes.
        celebrity_conditions: Which of the five conditions for a celebrity hold.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The currency, zone or condition is not known; the close one is named.
        CurrencyMismatchError: The budget is in another currency.
    """

    campaign_id: CampaignId = attrs.field(validator=validated_id)
    name: str = attrs.field(validator=require.is_text)
    currency: str = attrs.field(validator=require.is_currency)
    time_zone: ZoneInfo = attrs.field(
        converter=_zone, validator=require.is_a(ZoneInfo, called="a time zone")
    )
    starts: dt.date = attrs.field(validator=require.is_date)
    ends: dt.date = attrs.field(validator=require.is_date)
    success_metrics: SuccessMetrics = attrs.field(
        validator=require.is_a(SuccessMetrics, called="three success metrics")
    )
    offer: Offer | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_a(Offer, called="an offer"))
    )
    angles: tuple[Angle, ...] = attrs.field(
        default=(), validator=require.are(Angle, called="angles")
    )
    hashtag: str | None = attrs.field(default=None, validator=_optional_text)
    persona: str | None = attrs.field(default=None, validator=_optional_text)
    budget: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_money)
    )
    gross_margin: Share | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_part)
    )
    payback_days: int = attrs.field(default=45, validator=require.at_least(1))
    cycle_days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    brand: str | None = attrs.field(default=None, validator=_optional_text)
    country: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_country)
    )
    production: ProductionTerms = attrs.field(
        default=ProductionTerms(),
        validator=require.is_a(ProductionTerms, called="terms of production"),
    )
    brief: Guidelines | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(Guidelines, called="guidelines")),
    )
    audience: Persona | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(require.is_a(Persona, called="a persona")),
    )
    repurposing: RepurposingPlan = attrs.field(
        default=RepurposingPlan(),
        validator=require.is_a(RepurposingPlan, called="a plan of repurposing"),
    )
    celebrity_conditions: tuple[CelebrityGround, ...] = attrs.field(
        default=(),
        validator=attrs.validators.deep_iterable(
            require.one_of(CELEBRITY_GROUNDS), require.is_tuple
        ),
    )

    def __attrs_post_init__(self) -> None:
        if self.ends <= self.starts:
            rule = f"be after its start {self.starts.isoformat()}"
            raise InvalidInputError("campaign end", rule, self.ends.isoformat())
        if self.budget is not None and self.budget.currency != self.currency:
            rule = f"be in {self.currency}, the currency of the campaign"
            raise CurrencyMismatchError("campaign budget", rule, self.budget)
        ids = [angle.angle_id for angle in self.angles]
        if len(set(ids)) != len(ids):
            raise InvalidInputError("campaign angles", "have an id of their own each", ids)

    @property
    def period(self) -> Period:
        """From midnight of the first day to midnight after the last, in its zone."""
        return Period.of_dates(self.starts, self.ends, zone=self.time_zone)

    @property
    def cycles(self) -> int:
        """How many cycles it has; the last may be cut short by its end."""
        days = (self.ends - self.starts).days
        return 1 if self.cycle_days is None else -(-days // self.cycle_days)

    def cycle_of(self, moment: dt.datetime) -> int:
        """The cycle of a moment, from 0; what is early is in the first, what is late in the last.

        Raises:
            InvalidInputError: *moment* has no offset.
        """
        if self.cycle_days is None:
            return 0
        if moment.utcoffset() is None:
            raise InvalidInputError("moment of a cycle", "be a time with an offset", moment)
        day = (moment.astimezone(self.time_zone).date() - self.starts).days
        return min(max(0, day // self.cycle_days), self.cycles - 1)
