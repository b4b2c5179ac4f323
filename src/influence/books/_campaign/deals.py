"""Deals of the campaign file: what was agreed with each creator.

A code, link or keyword leads to one creator, so two deals that share one are a fault that names
both. The terms are read by the registry, because any plugin may bring a payment rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from zoneinfo import ZoneInfo

import attrs

from influence.books._campaign.keys import Keys
from influence.books._campaign.rights import (
    read_authorisations,
    read_rights,
    read_usage_rights,
)
from influence.books._campaign.running import read_guidelines
from influence.deals import Deal
from influence.deliverables import Deliverable
from influence.errors import InvalidInputError, UnknownNameError
from influence.ids import AngleId, CreatorId
from influence.payments import PaymentRule
from influence.plugins import Registry
from influence.tracking import CodeTerms, Kind, Mark, Owners, normal_form

_RENAMED = {"creator_id": "creator"}
_MARKS: tuple[tuple[Kind, str], ...] = (
    ("code", "codes"),
    ("link", "links"),
    ("dm", "dm_keywords"),
)


def read_deals(
    root: Keys,
    *,
    registry: Registry,
    currency: str | None,
    time_zone: ZoneInfo | None,
    angles: frozenset[str],
) -> tuple[tuple[Deal, ...], dict[int, str]]:
    """Every deal that could be made, and of each table of the file its creator by place."""
    reader = _DealReader(registry=registry, currency=currency, time_zone=time_zone, angles=angles)
    deals: list[Deal] = []
    creators: dict[int, str] = {}
    for place, section in enumerate(root.tables("deals", named_by="creator")):
        deal = reader.deal(section)
        if deal is not None:
            creators[place] = deal.creator_id
            deals.append(deal)
    return tuple(deals), creators


@attrs.define(kw_only=True)
class _DealReader:
    """Reads one deal after the other.

    Args:
        registry: The payment rules.
        currency: The currency of the campaign, where it is known.
        time_zone: The zone of the campaign, where it is known.
        angles: The angles of the campaign.
    """

    registry: Registry
    currency: str | None
    time_zone: ZoneInfo | None
    angles: frozenset[str]
    _marks: dict[tuple[str, str], tuple[Mark, ...]] = attrs.field(
        factory=dict[tuple[str, str], tuple[Mark, ...]], init=False
    )
    _seen: set[str] = attrs.field(factory=set[str], init=False)

    def deal(self, section: Keys) -> Deal | None:
        """The deal of one table."""
        creator = section.text("creator")
        fields: dict[str, Any] = {
            "angles": section.texts("angles"),
            "codes": section.texts("codes"),
            "links": section.texts("links"),
            "dm_keywords": section.texts("dm_keywords"),
            "stage": section.text("stage"),
            "terms": self._terms(section),
            "usage_rights": read_usage_rights(section),
            "brief": read_guidelines(section),
            "rights": read_rights(section, currency=self.currency),
            "ad_authorisations": read_authorisations(section, time_zone=self.time_zone),
            "deliverables": _deliverables(section),
            "code_terms": _code_terms(section, time_zone=self.time_zone),
            "quote": section.amount("quote", currency=self.currency),
        }
        section.refuse_others()
        if creator is None:
            return None
        given = {name: value for name, value in fields.items() if value is not None}
        deal = section.built(lambda: Deal(creator_id=CreatorId(creator), **given), renamed=_RENAMED)
        if deal is not None:
            self._check(section, deal)
        return deal

    def _terms(self, section: Keys) -> PaymentRule | None:
        """What it pays."""
        table, where, currency = section.raw("terms"), section.at("terms"), self.currency
        if table is None or currency is None:
            return None
        return section.member(
            "terms",
            lambda: self.registry.payment_rule(table, currency=currency, where=where),
            where=where,
        )

    def _check(self, section: Keys, deal: Deal) -> None:
        """Note what does not fit the campaign or the deals before."""
        if deal.creator_id in self._seen:
            rule = "be in one deal"
            section.fault("creator", InvalidInputError(section.path, rule, deal.creator_id))
        self._seen.add(deal.creator_id)
        for angle in deal.angles:
            self._check_angle(section, angle)
        for kind, key in _MARKS:
            for value in cast("tuple[str, ...]", getattr(deal, key)):
                self._check_mark(section, deal, kind, key, value)

    def _check_angle(self, section: Keys, angle: AngleId) -> None:
        if angle not in self.angles:
            section.fault("angles", UnknownNameError(section.at("angles"), angle, self.angles))

    def _check_mark(self, section: Keys, deal: Deal, kind: Kind, key: str, value: str) -> None:
        """Note a mark that cannot be one, or that is somebody else's at the same time."""
        terms = {normal_form(code): agreed for code, agreed in deal.code_terms.items()}
        agreed = terms.get(normal_form(value)) if kind == "code" else None
        try:
            mark = Mark(
                kind=kind, value=value, creator_id=deal.creator_id, terms=agreed or CodeTerms()
            )
            known = (*self._marks.get((kind, mark.key), ()), mark)
            Owners(known)
        except InvalidInputError as error:
            section.fault(key, InvalidInputError(section.at(key), error.rule, error.value))
            return
        self._marks[kind, mark.key] = known


def _code_terms(section: Keys, *, time_zone: ZoneInfo | None) -> Mapping[str, CodeTerms] | None:
    """From when, until when, how often and how strongly codes speak, by code."""
    table = section.table("code_terms")
    if table is None or time_zone is None:
        return None
    found = {code: _terms_of(table, code, time_zone=time_zone) for code in table.names()}
    return {code: terms for code, terms in found.items() if terms is not None}


def _terms_of(table: Keys, code: str, *, time_zone: ZoneInfo) -> CodeTerms | None:
    """What was agreed of one code."""
    terms = table.table(code)
    if terms is None:
        return None
    fields: dict[str, Any] = {
        "starts": terms.moment("starts", zone=time_zone),
        "ends": terms.moment("ends", zone=time_zone),
        "limit": terms.count("limit"),
        "priority": terms.count("priority"),
        "credit": terms.text("credit"),
    }
    terms.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    return terms.built(lambda: CodeTerms(**given))


def _deliverables(section: Keys) -> tuple[Deliverable, ...]:
    """What the creator makes."""
    made = [_deliverable(table) for table in section.tables("deliverables")]
    return tuple(one for one in made if one is not None)


def _deliverable(table: Keys) -> Deliverable | None:
    fields: dict[str, Any] = {
        "kind": table.text("kind"),
        "count": table.count("count"),
        "state": table.text("state"),
        "deliverable_id": table.text("id"),
        "draft_due": table.day("draft_due"),
        "post_due": table.day("post_due"),
        "follows": table.text("follows"),
        "within_days": table.count("within_days"),
        "within_months": table.count("within_months"),
    }
    table.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    if "kind" not in given:
        return None
    return table.built(lambda: Deliverable(**given), renamed={"deliverable_id": "id"})
