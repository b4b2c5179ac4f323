"""Campaign documents: what was agreed, as the tables and keys of a campaign file.

    Money → text, Share → text, a rule → a table with its name, what is unknown → no key

How tables and keys are written down is for ``_toml_text``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Protocol, cast

import attrs

from influence.assets import RepurposingPlan
from influence.attribution import AttributionModel, LearningModel
from influence.beliefs import LearningPolicy
from influence.campaign_book import Book, CyclePlan
from influence.campaigns import Campaign
from influence.deals import Deal
from influence.decisions import DecisionPolicy, DecisionRule
from influence.deliverables import Deliverable, ProductionTerms
from influence.errors import InvalidInputError
from influence.links import CodePolicy, LinkPolicy
from influence.lint import LintPolicy
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.payments import PaymentRule
from influence.progression import DEFAULT_LADDER, LADDERS, ChanceThresholds, DealLadder
from influence.rights import AdAuthorisation, RightsLine
from influence.settlement import PayoutRail, SettlementPolicy
from influence.shares import Share

Document = dict[str, object]


def campaign_document(book: Book) -> Document:
    """The campaign file of *book*.

    Raises:
        InvalidInputError: Its ladder is none of those that are shipped, or its decisions are made
            by a rule of one's own.
    """
    campaign = book.campaign
    angles = [_table(id=angle.angle_id, format=angle.format) for angle in campaign.angles]
    deals = [_deal(deal) for deal in book.deals]
    return _table(
        schema=1,
        campaign=_campaign(campaign),
        offer=None if campaign.offer is None else fields_of(campaign.offer),
        attribution={
            **fields_of(book.attribution),
            "model": _named_or_table(book.attribution.model, key="model"),
        },
        settlement=_settlement(book.settlement),
        links=_links(book.links),
        progression=_progression(book.ladder),
        ranking={"strategy": _named_or_table(book.ranking, key="strategy")},
        decisions=_decisions(book.decisions),
        next_cycle=_plan(book.plan),
        learning=None if book.learning == LearningPolicy() else fields_of(book.learning),
        lint=_lint(book.lint),
        audience=None if campaign.audience is None else _told(campaign.audience),
        brief=None if campaign.brief is None else _told(campaign.brief),
        repurposing=_repurposing(campaign.repurposing),
        deliverables=_unless_default(campaign.production, ProductionTerms()),
        audience_tiers={name: bound for bound, name in book.tiers.steps},
        angles=angles,
        deals=deals,
    )


def fields_of(value: attrs.AttrsInstance) -> Document:
    """The fields of a value as keys; those that are unknown are left away.

    Example:
        >>> from influence.rights import UsageRights
        >>> fields_of(UsageRights(channels=("email",), days=90))
        {'channels': ['email'], 'days': 90, 'paid_amplification': False}
    """
    fields = attrs.fields_dict(type(value))
    return _table(**{name: _plain(getattr(value, name)) for name in fields if fields[name].init})


def _campaign(campaign: Campaign) -> Document:
    """The table of the campaign itself."""
    fields = fields_of(campaign)
    own = {"campaign_id", "time_zone", "success_metrics"}
    tables = {"offer", "angles", "production", "repurposing", "brief", "audience"}
    others = own | tables
    return {
        "id": campaign.campaign_id,
        "time_zone": campaign.time_zone.key,
        "success_metrics": list(campaign.success_metrics.names),
        **{key: value for key, value in fields.items() if key not in others},
    }


def _decisions(policy: DecisionPolicy | DecisionRule) -> Document:
    """The table of the decisions; the payback window is the campaign's."""
    if not isinstance(policy, DecisionPolicy):
        rule = "be thresholds and no rule of one's own to be written"
        raise InvalidInputError("book decisions", rule, policy)
    return {key: value for key, value in fields_of(policy).items() if key != "payback_days"}


def _plan(plan: CyclePlan) -> Document | None:
    """The table of the next cycle; the plan that holds without one needs none."""
    if plan == CyclePlan():
        return None
    return _table(
        budget=_plain(plan.budget), cycles_left=plan.cycles_left, **fields_of(plan.policy)
    )


def _settlement(policy: SettlementPolicy) -> Document:
    """The table of the settlement; amounts stand under their currencies."""
    rail = policy.rail
    return _table(
        **fields_of(attrs.evolve(policy, other_minimums=(), rail=None)),
        other_minimums=_by_currency(policy.other_minimums),
        rail=None if rail is None else _rail(rail),
    )


def _links(policy: LinkPolicy) -> Document | None:
    """The table of the links; the policy that holds without one needs none."""
    if policy == LinkPolicy():
        return None
    codes = policy.codes
    if codes != CodePolicy(is_vanity=codes.is_vanity, discount=codes.discount):
        raise InvalidInputError("length of codes", f"be {CodePolicy().most} to be written", codes)
    fields = {key: value for key, value in fields_of(policy).items() if key != "codes"}
    return _table(**fields, vanity=codes.is_vanity, discount=codes.discount)


class _Named(Protocol):
    """A member of a family."""

    name: ClassVar[str]


def _named_or_table(member: _Named, *, key: str) -> str | Document:
    """The name of a member, where it says nothing else; or its table, with the name under *key*."""
    kind = type(member)
    if not attrs.has(kind):
        return member.name
    fields = fields_of(cast("attrs.AttrsInstance", member))
    # The metrics of a campaign are given to a strategy by whoever reads the book.
    filled = {name for name in fields if isinstance(getattr(member, name), SuccessMetrics)}
    own = {name: value for name, value in fields.items() if name not in filled}
    if not own or (not _requires_any(kind) and own == fields_of(kind())):
        return member.name
    return {key: member.name, **own}


def _requires_any(kind: type[attrs.AttrsInstance]) -> bool:
    """Whether a class has a field without a default."""
    return any(field.default is attrs.NOTHING for field in attrs.fields(kind) if field.init)


def _lint(policy: LintPolicy) -> Document | None:
    """The table of the lint rules; the policy that holds without one needs none."""
    rules = [_named_or_table(rule, key="rule") for rule in policy.rules]
    off = [
        _table(code=one.code or None, rule=one.rule or None, at=one.at or None, reason=one.reason)
        for one in policy.off
    ]
    return _table(rules=rules, off=off) or None


def _rail(rail: PayoutRail) -> Document:
    """The table of a pay-out rail."""
    return _table(name=rail.name, steps=_by_currency(rail.steps))


def _by_currency(amounts: tuple[Money, ...]) -> Document:
    """Amounts under their currencies."""
    return {amount.currency: amount.text for amount in amounts}


def _progression(ladder: DealLadder) -> Document | None:
    """The table of the ladder; the one that holds when nothing is said needs none."""
    if ladder == DEFAULT_LADDER:
        return None
    for name, shipped in LADDERS.items():
        if attrs.evolve(shipped, cool_down=ladder.cool_down) == ladder:
            return {"ladder": name, "cool_down": ladder.cool_down}
    thresholds = ChanceThresholds.of(ladder)
    if thresholds is not None:
        return {"ladder": "evidence", "cool_down": ladder.cool_down, **fields_of(thresholds)}
    rule = f"be one of {', '.join(LADDERS)} to be written, with any cool-down or chances"
    raise InvalidInputError("book ladder", rule, ladder)


def _deal(deal: Deal) -> Document:
    """The table of one deal."""
    fields = fields_of(deal)
    pieces = [_deliverable(one) for one in deal.deliverables]
    return {
        "creator": deal.creator_id,
        **{key: value for key, value in fields.items() if key != "creator_id"},
        **_table(
            brief=None if deal.brief is None else _told(deal.brief),
            deliverables=pieces,
            rights=[_rights_line(line) for line in deal.rights],
            ad_authorisations=[_leave(one) for one in deal.ad_authorisations],
        ),
    }


def _rights_line(line: RightsLine) -> Document:
    """The table of one right; a day stands as text where a word may stand."""
    starts = line.starts.isoformat() if isinstance(line.starts, dt.date) else line.starts
    return {**fields_of(line), "starts": starts}


def _leave(leave: AdAuthorisation) -> Document:
    """The table of one leave to advertise."""
    fields = fields_of(leave)
    named = {"post": leave.post_id} if leave.post_id else {}
    return {**{key: value for key, value in fields.items() if key != "post_id"}, **named}


def _deliverable(one: Deliverable) -> Document:
    """The table of one deliverable."""
    fields = fields_of(one)
    named = {"id": one.deliverable_id} if one.deliverable_id else {}
    return {**named, **{key: value for key, value in fields.items() if key != "deliverable_id"}}


def _told(value: attrs.AttrsInstance) -> Document:
    """The fields of a value that say something."""
    return {key: field for key, field in fields_of(value).items() if field != []}


def _repurposing(plan: RepurposingPlan) -> Document | None:
    """The table of what is to be cut; none when it says only what holds without one."""
    if plan == RepurposingPlan():
        return None
    values = {kind: amount.text for kind, amount in plan.replacement_values.items()}
    least: Document = {str(kind): count for kind, count in plan.least.items()}
    return {**least, **_table(replacement_values=values)}


def _unless_default(value: attrs.AttrsInstance, default: attrs.AttrsInstance) -> Document | None:
    """The table of a value; none when it says only what holds without one."""
    return None if value == default else fields_of(value)


def _table(**fields: object) -> Document:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def _plain(value: object) -> object:
    """A value as TOML can write it."""
    if isinstance(value, Money):
        return value.text
    if isinstance(value, Share):
        return value.text
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, object]", value)
        return {key: _plain(part) for key, part in parts.items()}
    if isinstance(value, str | int | dt.date) or not attrs.has(type(value)):
        return value
    return {**_named(value), **fields_of(cast("attrs.AttrsInstance", value))}


def _named(value: object) -> Document:
    """The key that names a rule or a model; none for another value."""
    if isinstance(value, PaymentRule):
        return {"rule": value.name}
    if isinstance(value, AttributionModel | LearningModel):
        return {"model": value.name}
    return {}
