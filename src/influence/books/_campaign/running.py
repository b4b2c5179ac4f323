"""Running of the campaign file: what was agreed about how the campaign is run."""

from __future__ import annotations

from typing import Any, cast

from influence.assets import ASSET_KINDS, AssetKind, RepurposingPlan
from influence.books._campaign.keys import Keys
from influence.deliverables import ProductionTerms, State
from influence.guidelines import Guidelines
from influence.money import Money
from influence.personas import Persona
from influence.shares import Share


def read_running(root: Keys, *, currency: str | None) -> dict[str, Any]:
    """The fields of the campaign that stand in tables of their own."""
    found = {
        "production": _production(root),
        "audience": _persona(root),
        "brief": read_guidelines(root),
        "repurposing": _repurposing(root, currency=currency),
    }
    return {name: value for name, value in found.items() if value is not None}


def read_guidelines(section: Keys) -> Guidelines | None:
    """What briefs say: of the whole campaign, or of one deal."""
    table = section.table("brief")
    if table is None:
        return None
    fields: dict[str, Any] = {
        "goal": table.text("goal"),
        "talking_points": table.texts("talking_points"),
        "usage_guidelines": table.texts("usage_guidelines"),
        "guardrails": table.texts("guardrails"),
        "approval_days": table.count("approval_days"),
        "contact": table.text("contact"),
    }
    table.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    return table.built(lambda: Guidelines(**given))


def _persona(root: Keys) -> Persona | None:
    """Whom the campaign is for."""
    section = root.table("audience")
    if section is None:
        return None
    names = ("ages", "countries", "genders", "languages", "cities", "niches", "words")
    told = {name: section.texts(name) for name in names}
    section.refuse_others()
    given = {name: texts for name, texts in told.items() if texts is not None}
    return section.built(lambda: Persona(**given))


def _repurposing(root: Keys, *, currency: str | None) -> RepurposingPlan | None:
    """What is to be cut from every post."""
    section = root.table("repurposing")
    if section is None:
        return None
    table = section.table("replacement_values")
    values = {} if table is None else _values(table, currency=currency)
    told: dict[AssetKind, int | None] = {kind: section.count(kind) for kind in ASSET_KINDS}
    section.refuse_others()
    least: dict[AssetKind, int] = {kind: count for kind, count in told.items() if count is not None}
    given = {"least": least} if least else {}
    return section.built(lambda: RepurposingPlan(**given, replacement_values=values))


def _values(table: Keys, *, currency: str | None) -> dict[AssetKind, Money]:
    """What one of a kind would cost to have made."""
    told: dict[AssetKind, Money | None] = {
        kind: table.amount(kind, currency=currency) for kind in ASSET_KINDS
    }
    table.refuse_others()
    return {kind: amount for kind, amount in told.items() if amount is not None}


def _production(root: Keys) -> ProductionTerms | None:
    """How long each side has, and what a piece that is called off owes."""
    section = root.table("deliverables")
    if section is None:
        return None
    fields: dict[str, Any] = {
        name: section.count(name)
        for name in ("proposal_days", "deemed_approved_days", "verify_days", "keep_days")
    }
    fields["kill_fees"] = _kill_fees(section)
    section.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    return section.built(lambda: ProductionTerms(**given))


def _kill_fees(section: Keys) -> dict[State, Share] | None:
    """Shares of a fee by state."""
    table = section.table("kill_fees")
    if table is None:
        return None
    shares = {name: table.share(name) for name in table.names()}
    table.refuse_others()
    # A state that nobody knows is refused by the terms, which name the close one.
    return {cast("State", name): share for name, share in shares.items() if share is not None}
