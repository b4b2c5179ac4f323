"""The campaign file: ``campaign.toml`` read key by key.

    text → TOML → sections → values, and every fault on the way with its line and key

A key that nobody knows is a fault with the close one, because a slip of the pen would otherwise be
a term that silently does not hold.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from influence.attribution import AttributionModel, AttributionPolicy, LearningModel
from influence.books._campaign.agreement import Agreement, Draft
from influence.books._campaign.deals import read_deals
from influence.books._campaign.files import read_files
from influence.books._campaign.judgement import read_decisions, read_lint, read_ranking
from influence.books._campaign.keys import Faults, Keys
from influence.books._campaign.links import read_links
from influence.books._campaign.outlooks import read_learning, read_plan
from influence.books._campaign.payouts import read_ladder, read_settlement
from influence.books._campaign.running import read_running
from influence.books._campaign.shapes import ROOT
from influence.campaigns import Angle, Campaign, Offer
from influence.creators import AUDIENCE_TIERS, AudienceTiers
from influence.errors import InvalidInputError
from influence.ids import AngleId
from influence.ladders import Ladder
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.periods import zone
from influence.plugins import Registry

_SCHEMA = 1
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_RENAMED = {"campaign_id": "id", "angle_id": "id", "campaign end": "ends"}


@attrs.frozen(kw_only=True)
class CampaignFile:
    """Reads the text of a campaign file.

    Args:
        faults: Where faults go.
        registry: The payment rules, models and strategies that it may name.
    """

    faults: Faults
    registry: Registry

    def draft(self) -> Draft:
        """What can be made out of the text; the rest is in the faults."""
        values = _toml(self.faults)
        if values is None:
            return Draft()
        root = Keys(values, shape=ROOT, faults=self.faults)
        _check_schema(root)
        currency, time_zone = None, None
        section = root.table("campaign")
        if section is None:
            self.faults.note((), "file must have the table [campaign], got none")
        else:
            currency, time_zone = _currency(section), _zone(section)
        angles = _angles(root)
        offer = _offer(root)
        campaign = (
            None
            if section is None
            else _campaign(
                section,
                currency=currency,
                time_zone=time_zone,
                agreed={"offer": offer, "angles": angles, **read_running(root, currency=currency)},
            )
        )
        draft = Draft(
            currency=currency,
            time_zone=time_zone,
            angles=frozenset(angle.angle_id for angle in angles),
        )
        return self._whole(root, campaign, draft)

    def _whole(self, root: Keys, campaign: Campaign | None, draft: Draft) -> Draft:
        """The draft with everything beside the campaign itself."""
        deals, creators = read_deals(
            root,
            registry=self.registry,
            currency=draft.currency,
            time_zone=draft.time_zone,
            angles=draft.angles,
        )
        attribution = self._attribution(root)
        settlement = read_settlement(root, currency=draft.currency)
        links = read_links(root)
        ladder = read_ladder(root)
        ranking = read_ranking(
            root, registry=self.registry, campaign=campaign, currency=draft.currency
        )
        lint = read_lint(root, registry=self.registry, currency=draft.currency)
        files = read_files(root, registry=self.registry, currency=draft.currency)
        decisions = read_decisions(root, campaign=campaign)
        learning, plan = read_learning(root), read_plan(root, currency=draft.currency)
        tiers = _tiers(root)
        root.refuse_others()
        draft = attrs.evolve(draft, creators=creators, files=files)
        if campaign is None or self.faults.findings:
            return draft
        return attrs.evolve(
            draft,
            agreement=Agreement(
                campaign=campaign,
                deals=deals,
                attribution=attribution,
                settlement=settlement,
                links=links,
                ranking=ranking,
                lint=lint,
                decisions=decisions,
                learning=learning,
                plan=plan,
                ladder=ladder,
                tiers=tiers,
            ),
        )

    def _attribution(self, root: Keys) -> AttributionPolicy:
        """How credit is decided."""
        default = AttributionPolicy()
        section = root.table("attribution")
        if section is None:
            return default
        fields = _given(
            model=self._model(section),
            lookback_days=section.count("lookback_days"),
            precedence=section.text("precedence"),
            several_codes=section.text("several_codes"),
        )
        section.refuse_others()
        return section.built(lambda: attrs.evolve(default, **fields)) or default

    def _model(self, section: Keys) -> AttributionModel | LearningModel | None:
        """How an order is split over the touches of its path."""
        named, where = section.named("model"), section.at("model")
        if named is None:
            return None
        return section.member(
            "model", lambda: self.registry.attribution_model(named, where=where), where=where
        )


def _toml(faults: Faults) -> dict[str, object] | None:
    """The text as TOML."""
    try:
        # Decimal tells a number with a fraction from text; nobody computes with it.
        return tomllib.loads(faults.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else 1
        what = _LINE.sub("", str(error)).strip()
        faults.note_line(line, f"file must be TOML, got: {what[:1].lower()}{what[1:]}")
    except (RecursionError, ValueError) as error:
        faults.note_line(1, f"file must be TOML that people write, got: {error}")
    return None


def _check_schema(root: Keys) -> None:
    """Refuse a file of another time."""
    schema = root.count("schema")
    if schema not in {None, _SCHEMA}:
        root.fault("schema", InvalidInputError("schema", f"be {_SCHEMA}", schema))


def _currency(section: Keys) -> str | None:
    """The currency, if it is one."""
    code = section.text("currency")
    found = None if code is None else section.made("currency", lambda: Money.zero(code))
    return None if found is None else found.currency


def _zone(section: Keys) -> ZoneInfo | None:
    """The time zone, if it is one."""
    name = section.text("time_zone")
    return None if name is None else section.made("time_zone", lambda: zone(name))


def _campaign(
    section: Keys,
    *,
    currency: str | None,
    time_zone: ZoneInfo | None,
    agreed: dict[str, Any],
) -> Campaign | None:
    """The campaign, if nothing that it needs is missing, with what stands in other tables."""
    needed: dict[str, Any] = {
        "campaign_id": section.text("id"),
        "name": section.text("name"),
        "currency": currency,
        "time_zone": time_zone,
        "starts": section.day("starts"),
        "ends": section.day("ends"),
        "success_metrics": _metrics(section),
    }
    fields = _given(
        hashtag=section.text("hashtag"),
        persona=section.text("persona"),
        budget=section.amount("budget", currency=currency),
        gross_margin=section.share("gross_margin"),
        payback_days=section.count("payback_days"),
        cycle_days=section.count("cycle_days"),
        brand=section.text("brand"),
        country=section.text("country"),
        celebrity_conditions=section.texts("celebrity_conditions"),
    )
    section.refuse_others()
    if None in needed.values():
        return None
    return section.built(
        lambda: Campaign(**needed, **agreed, **fields),
        renamed=_RENAMED,
    )


def _given(**fields: object) -> dict[str, Any]:
    """The fields that the file gives; the others keep their defaults."""
    return {name: value for name, value in fields.items() if value is not None}


def _metrics(section: Keys) -> SuccessMetrics | None:
    """The three metrics."""
    names = section.texts("success_metrics")
    return None if names is None else section.made("success_metrics", lambda: SuccessMetrics(names))


def _offer(root: Keys) -> Offer | None:
    """What the audience is asked to do."""
    section = root.table("offer")
    if section is None:
        return None
    product = section.text("product")
    action = section.text("primary_action")
    fields = _given(
        primary_action=action,
        urgency=section.text("urgency"),
        deadline=section.day("deadline"),
        landing_page=section.text("landing_page"),
    )
    section.refuse_others()
    if product is None or action is None:
        return None
    return section.built(lambda: Offer(product=product, **fields))


def _angles(root: Keys) -> tuple[Angle, ...]:
    """The angles that are tested."""
    angles = [_angle(section) for section in root.tables("angles", named_by="id")]
    return tuple(angle for angle in angles if angle is not None)


def _angle(section: Keys) -> Angle | None:
    angle_id = section.text("id")
    fields = _given(format=section.text("format"))
    section.refuse_others()
    if angle_id is None:
        return None
    return section.built(lambda: Angle(angle_id=AngleId(angle_id), **fields), renamed=_RENAMED)


def _tiers(root: Keys) -> AudienceTiers:
    """The audience tiers: a name for each follower count at which one begins."""
    section = root.table("audience_tiers")
    if section is None:
        return AUDIENCE_TIERS
    steps = sorted((bound, name) for name, bound in section.whole_numbers().items())
    return section.built(lambda: Ladder(steps)) or AUDIENCE_TIERS
