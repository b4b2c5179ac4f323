"""Claims on tables: of the codes on an order one speaks, by date, limit, priority and turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from influence.attribution import AttributionPolicy, Precedence
from influence.frames import attribute
from influence.tracking import CodeTerms, Mark, Owners

_NOON = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
_TICK = dt.timedelta(microseconds=1)


def _owners(**terms: CodeTerms) -> Owners:
    """A code of each creator's own name, under those terms, and a link of each."""
    codes = (
        Mark(kind="code", value=who, creator_id=who, terms=agreed) for who, agreed in terms.items()
    )
    return Owners((*codes, *(Mark(kind="link", value=who, creator_id=who) for who in terms)))


def _winners(
    cells: Sequence[str | None],
    owners: Owners,
    *,
    at: Sequence[dt.datetime] = (),
    met: Sequence[str] = (),
    precedence: Precedence = "code_wins",
) -> Mapping[str, str | None]:
    """Who earned each order, by its id, of a visitor who met creators one hour after another."""
    orders = pl.DataFrame(
        {
            "order_id": [f"o{place}" for place in range(len(cells))],
            "at": list(at) or [_NOON] * len(cells),
            "items_minor": [100] * len(cells),
            "visitor_id": ["v"] * len(cells),
            "codes": pl.Series(cells, dtype=pl.String),
        }
    )
    touches = pl.DataFrame(
        {
            "at": [_NOON - dt.timedelta(hours=len(met) - place) for place in range(len(met))],
            "visitor_id": ["v"] * len(met),
            "kind": ["link"] * len(met),
            "value": list(met),
        },
        schema_overrides={"at": pl.Datetime("us", "UTC"), "kind": pl.String, "value": pl.String},
    )
    policy = AttributionPolicy(precedence=precedence)
    told = attribute(orders, touches=touches if met else None, owners=owners, policy=policy)
    return dict(told.select("order_id", "creator_id").rows())


class TestSeveral:
    """Of several codes the highest priority speaks, then the last applied."""

    @pytest.mark.parametrize(
        ("cell", "who"),
        [
            ("ann;bea", "bea"),
            ("bea;ann", "ann"),
            ("bea;ann;bea", "ann"),
            ("bea;ann;B E A", "ann"),  # the same code again does not come later
            ("ann;nobody", "ann"),
            ("nobody", None),
        ],
    )
    def test_the_last_applied(self, cell: str, who: str | None) -> None:
        owners = _owners(ann=CodeTerms(), bea=CodeTerms())
        assert _winners([cell], owners) == {"o0": who}

    def test_the_highest_priority(self) -> None:
        owners = _owners(ann=CodeTerms(priority=1), bea=CodeTerms(), cal=CodeTerms(priority=1))
        told = _winners(["ann;bea", "cal;ann;bea", "bea;ann;cal"], owners)
        assert told == {"o0": "ann", "o1": "ann", "o2": "cal"}


class TestDates:
    """A code is its creator's from its start on, until just before its end."""

    def test_both_ends(self) -> None:
        day = dt.timedelta(days=1)
        owners = _owners(ann=CodeTerms(starts=_NOON, ends=_NOON + day))
        at = [_NOON - _TICK, _NOON, _NOON + day - _TICK, _NOON + day]
        told = _winners(["ann"] * 4, owners, at=at)
        assert told == {"o0": None, "o1": "ann", "o2": "ann", "o3": None}


class TestLimits:
    """A code counts for as many paid orders as was agreed, in the order of time, then of ids."""

    def test_by_time(self) -> None:
        owners = _owners(ann=CodeTerms(limit=2))
        at = [_NOON + _TICK, _NOON, _NOON + 2 * _TICK]
        assert _winners(["ann"] * 3, owners, at=at) == {"o0": "ann", "o1": "ann", "o2": None}

    def test_at_the_same_time_by_id(self) -> None:
        owners = _owners(ann=CodeTerms(limit=1), bea=CodeTerms())
        assert _winners(["ann"] * 2, owners) == {"o0": "ann", "o1": None}

    def test_a_code_beyond_its_limit_leaves_the_order_to_others(self) -> None:
        owners = _owners(ann=CodeTerms(limit=1, priority=1), bea=CodeTerms())
        assert _winners(["bea;ann"] * 2, owners) == {"o0": "ann", "o1": "bea"}

    def test_a_code_that_does_not_speak_is_used_all_the_same(self) -> None:
        owners = _owners(ann=CodeTerms(limit=1), bea=CodeTerms())
        assert _winners(["ann;bea", "ann"], owners) == {"o0": "bea", "o1": None}


class TestPrecedences:
    """Between a code and the touches stands its own credit, else the policy."""

    @pytest.mark.parametrize(
        ("precedence", "met", "who"),
        [
            ("code_wins", ["ann", "bea"], "ann"),
            ("code_if_involved", ["ann", "bea"], "ann"),
            ("code_if_involved", ["bea"], "bea"),
            ("code_if_involved", [], None),
            ("code_if_winner", ["bea", "ann"], "ann"),
            ("code_if_winner", ["ann", "bea"], "bea"),
            ("code_if_winner", [], None),
            ("link_wins", ["bea"], "bea"),
            ("link_wins", [], "ann"),
            ("last_touch", ["bea"], "ann"),
        ],
    )
    def test_by_policy(self, precedence: Precedence, met: list[str], who: str | None) -> None:
        owners = _owners(ann=CodeTerms(), bea=CodeTerms())
        assert _winners(["ann"], owners, met=met, precedence=precedence) == {"o0": who}

    def test_by_its_own_terms(self) -> None:
        owners = _owners(
            ann=CodeTerms(credit="if_winner"), bea=CodeTerms(credit="always"), cal=CodeTerms()
        )
        told = _winners(["ann", "bea", "cal", None], owners, met=["cal"], precedence="link_wins")
        assert told == {"o0": "cal", "o1": "bea", "o2": "cal", "o3": "cal"}
