"""The campaign file is read key by key, and one look tells every fault with its line."""

# ruff: noqa: E501  # one fault a line, whole

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from influence.attribution import TimeDecay
from influence.books import InvalidBookError, check_book, new_book, read_book
from influence.decisions import DecisionPolicy
from influence.money import Money
from influence.payments import Amended, Commission
from influence.plugins import load
from influence.progression import (
    DEFAULT_LADDER,
    EVIDENCE_LADDER,
    FLAT_PILOT_LADDER,
    SOURCE_LADDER,
    ChanceThresholds,
)
from influence.settlement import PayoutRail, SettlementPolicy
from influence.shares import Share

Folder = Callable[..., Path]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A book whose campaign file says all that can be said."""
    new_book(tmp_path)
    return tmp_path


def changed(path: Path, old: str, new: str) -> Path:
    """The same book with another campaign file."""
    campaign = path / "campaign.toml"
    text = campaign.read_text()
    assert old in text
    campaign.write_text(text.replace(old, new, 1))
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InvalidBookError) as caught:
        read_book(path)
    told = [finding for finding in check_book(path) if finding.code == "INF201"]
    assert list(caught.value.findings) == told
    return [f"{finding.where} {finding.message}" for finding in told]


def test_everything_that_was_agreed_is_read(whole: Path) -> None:
    book = read_book(whole)
    campaign, deal = book.campaign, book.deals[0]

    assert (campaign.starts, campaign.ends) == (dt.date(2026, 3, 2), dt.date(2026, 4, 13))
    assert (campaign.budget, campaign.gross_margin) == (Money("2000", "USD"), Share("0.55"))
    assert campaign.offer is not None
    assert campaign.offer.deadline == dt.date(2026, 4, 13)
    assert [angle.angle_id for angle in campaign.angles] == ["before-after", "a-day"]
    assert (book.attribution.lookback_days, book.attribution.precedence) == (30, "code_wins")
    assert book.settlement.minimum_payout == Money("25", "USD")
    assert (deal.codes, deal.links, deal.dm_keywords) == (("MAYA15",), ("maya",), ("KIT",))
    assert deal.usage_rights is not None
    assert deal.usage_rights.paid_amplification
    assert deal.deliverables[0].count == 2
    assert deal.terms is not None
    assert deal.terms.name == "hybrid"


def test_what_is_not_said_keeps_its_default(folder: Folder) -> None:
    book = read_book(folder())

    assert book.campaign.offer is None
    assert (book.decisions.payback_days, book.settlement.hold_days) == (45, 30)
    assert (book.attribution.model.name, book.ranking.name) == ("last_touch", "shrinkage")


def test_thresholds_tiers_and_strategy_may_be_said(folder: Folder) -> None:
    path = folder()
    campaign = path / "campaign.toml"
    campaign.write_text(
        campaign.read_text()
        + '[decisions]\nmissed_angles = 3\nrenew_share = "0.1"\nleast_expected_orders = 5\n'
        + '[ranking]\nstrategy = "sheet"\n[audience_tiers]\nmicro = 5000\nnano = 0\n'
    )
    book = read_book(path)

    assert book.decisions == DecisionPolicy(
        payback_days=45, missed_angles=3, renew_share="0.1", least_expected_orders=5
    )
    assert book.ranking.name == "sheet"
    assert book.tiers.steps == ((0, "nano"), (5000, "micro"))


def test_what_is_planned_and_assumed_may_be_said(folder: Folder) -> None:
    path = folder()
    campaign = path / "campaign.toml"
    campaign.write_text(
        campaign.read_text()
        + '[next_cycle]\nbudget = "900.00"\ncycles_left = 3\nmost_share = "0.3"\nrest_after = 2\n'
        + '[learning]\nuntracked = "0.3"\ncarried_weight = 9\n'
    )
    book = read_book(path)

    assert (book.plan.budget, book.plan.cycles_left) == (Money("900", "USD"), 3)
    assert (book.plan.policy.most_share, book.plan.policy.rest_after) == (Share("0.3"), 2)
    assert (book.learning.untracked, book.learning.carried_weight) == (Share("0.3"), 9)


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            "[next_cycle]\ncycles_left = 0",
            "66 next_cycle.cycles_left must be a whole number of at least 1, got 0",
        ),
        (
            '[next_cycle]\nbudget = "-1"',
            "66 next_cycle.budget must be an amount of at least 0, got Money('-1.00', 'USD')",
        ),
        (
            '[next_cycle]\nmost_share = "1.5"',
            "66 next_cycle.most_share must be a share of at most 1, got Share('1.5')",
        ),
        (
            "[next_cycle]\nmost_share = 0.5",
            '66 next_cycle.most_share must be decimal text in quotes, such as "0.55", got 0.5',
        ),
        (
            '[learning]\nuntracked = "1"',
            "66 learning.untracked must be a share below 1, got Share('1')",
        ),
        (
            "[learning]\ncarried_weight = true",
            "66 learning.carried_weight must be a whole number, got true",
        ),
    ],
)
def test_what_cannot_be_planned_or_assumed_is_a_fault(
    whole: Path, section: str, message: str
) -> None:
    campaign = whole / "campaign.toml"
    campaign.write_text(f"{campaign.read_text().rstrip()}\n\n{section}\n")
    assert faults(whole) == [f"campaign.toml:{message}"]


def test_cycles_and_quotes_may_be_said(whole: Path) -> None:
    path = changed(whole, "payback_days = 45", "payback_days = 45\ncycle_days = 14")
    book = read_book(changed(path, 'stage = "flat"', 'stage = "flat"\nquote = "175.00"'))

    assert (book.campaign.cycle_days, book.campaign.cycles) == (14, 3)
    assert [deal.quote for deal in book.deals] == [None, Money("175", "USD")]


def test_how_money_is_paid_out_may_be_said(whole: Path) -> None:
    keys = """\
refund_window_days = 14
period_months = 1
other_minimums = { EUR = "20.00", JPY = "3000" }
rail = { name = "wire", steps = { USD = "1.00" } }
"""
    path = changed(whole, 'minimum_payout = "25.00"\n', keys)

    assert read_book(path).settlement == SettlementPolicy(
        hold_days=30,
        refund_window_days=14,
        period_months=1,
        other_minimums=(Money("20", "EUR"), Money("3000", "JPY")),
        rail=PayoutRail(name="wire", steps=(Money("1", "USD"),)),
    )


@pytest.mark.parametrize(
    ("keys", "ladder"),
    [
        ("", DEFAULT_LADDER),
        ('ladder = "source"', SOURCE_LADDER),
        ('ladder = "evidence"', EVIDENCE_LADDER),
        ('ladder = "flat_pilot"', FLAT_PILOT_LADDER),
        ("cool_down = 2", attrs.evolve(DEFAULT_LADDER, cool_down=2)),
        (
            'ladder = "evidence"\nflat = "0.85"\ndown = "0.4"\nleast_posts = 3',
            ChanceThresholds(flat="0.85", down="0.4", least_posts=3).ladder(),
        ),
        (
            'ladder = "evidence"\nhybrid = "0.95"\ntop = "1/3"\ncool_down = 2',
            ChanceThresholds(hybrid="0.95", top="1/3").ladder(cool_down=2),
        ),
        ('ladder = "flat_pilot"\ncool_down = 0', attrs.evolve(FLAT_PILOT_LADDER, cool_down=0)),
    ],
)
def test_the_payment_ladder_is_one_of_those_that_are_shipped(
    folder: Folder, keys: str, ladder: object
) -> None:
    path = folder()
    campaign = path / "campaign.toml"
    campaign.write_text(f"{campaign.read_text()}[progression]\n{keys}\n")

    assert read_book(path).ladder == ladder


def test_terms_may_change_on_a_day(whole: Path) -> None:
    terms = (
        '{ rule = "amended", first = { rule = "commission", rate = "0.10" }, zone = "America/New_York", '
        'amendments = [{ effective_from = 2026-04-01, terms = { rule = "commission", rate = "0.15" } }] }'
    )
    path = changed(whole, '{ rule = "flat_fee", per_campaign = "150.00" }', terms)
    found = read_book(path).deals[1].terms

    assert isinstance(found, Amended)
    assert (found.first, found.zone) == (Commission(rate="0.10"), "America/New_York")
    assert [(one.effective_from, one.terms) for one in found.amendments] == [
        (dt.date(2026, 4, 1), Commission(rate="0.15"))
    ]


def test_terms_of_a_code_take_a_day_or_a_time_with_its_offset(whole: Path) -> None:
    terms = "starts = 2026-03-02, ends = 2026-04-01T00:00:00-07:00, limit = 3"
    old, new = (
        'codes = ["MAYA15"]',
        f'codes = ["MAYA15"]\ncode_terms = {{ MAYA15 = {{ {terms} }} }}',
    )
    (mark,) = (
        one for one in read_book(changed(whole, old, new)).owners.marks if one.kind == "code"
    )
    assert mark.terms.starts is not None
    assert mark.terms.starts.isoformat() == "2026-03-02T00:00:00-05:00"
    assert mark.terms.ends == dt.datetime(2026, 4, 1, 7, tzinfo=dt.UTC)
    assert mark.terms.limit == 3


def test_dates_may_be_text(whole: Path) -> None:
    book = read_book(changed(whole, "starts = 2026-03-02", 'starts = "2026-03-02"'))

    assert book.campaign.starts == dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        # the file
        ("schema = 1", "schema = = 1", ["3 file must be TOML, got: invalid value"]),
        ("schema = 1", "", ["1 file must have the key schema, got campaign, offer, attribution, settlement and 2 more"]),
        ("schema = 1", "schema = true", ["3 schema must be a whole number, got true"]),
        ("schema = 1", "schema = 1\nshcema = 1", ["4 key must be one of 22 known names such as angles, attribution, audience, audience_tiers, brief, got 'shcema'; did you mean 'schema'?"]),
        ("[offer]", "[offre]", ["19 key must be one of 22 known names such as angles, attribution, audience, audience_tiers, brief, got 'offre'; did you mean 'offer'?"]),
        ("[settlement]", "[[settlement]]", ["31 settlement must be a table, got [{'hold_days': 30, 'minimum_payout': '25.00'}]"]),
        # the campaign
        ('id = "first-campaign"', "", ["5 campaign must have the key id, got name, currency, time_zone, starts and 7 more"]),
        ('id = "first-campaign"', 'id = " x"', ["6 campaign.id must not begin or end with white space, got ' x'"]),
        ('name = "First campaign"', "name = 7", ["7 campaign.name must be text in quotes, got 7"]),
        ('"USD"', '"USDX"', ["8 campaign.currency must be one of 165 known names such as AED, AFN, ALL, AMD, AOA, got 'USDX'; did you mean 'USD'?"]),
        ("starts = 2026-03-02", "starts = 2026-03-02T09:00:00Z", ["10 campaign.starts must be a date such as 2026-03-02, got 2026-03-02 09:00:00+00:00"]),
        ("starts = 2026-03-02", 'starts = "02.03.2026"', ["10 campaign.starts must be ISO 8601 such as 2026-03-02, got '02.03.2026'"]),
        ("ends = 2026-04-13", "ends = 2026-02-01", ["11 campaign.ends must be after its start 2026-03-02, got '2026-02-01'"]),
        ('budget = "2000.00"', "budget = 2000.00", ['14 campaign.budget must be decimal text in quotes, such as "12.50", got 2000.00']),
        ('budget = "2000.00"', "budget = 2000", ['14 campaign.budget must be decimal text in quotes, such as "12.50", got 2000']),
        ('budget = "2000.00"', 'budget = "-1"', ["14 campaign.budget must be an amount of at least 0, got Money('-1.00', 'USD')"]),
        ('gross_margin = "0.55"', "gross_margin = 0.55", ['15 campaign.gross_margin must be decimal text in quotes, such as "0.55", got 0.55']),
        ('gross_margin = "0.55"', 'gross_margin = "55 %"', ["15 campaign.gross_margin must be a plain decimal number such as 12.34, got '55 %'"]),
        ("payback_days = 45", "payback_days = 45.5", ["16 campaign.payback_days must be a whole number, got 45.5"]),
        ("payback_days = 45", "cycle_days = 0", ["16 campaign.cycle_days must be a whole number of at least 1, got 0"]),
        ('stage = "flat"', "quote = 175", ['61 deals[leo].quote must be decimal text in quotes, such as "12.50", got 175']),
        ('stage = "flat"', 'quote = "0.00"', ["61 deals[leo].quote must be an amount above 0, got Money('0.00', 'USD')"]),
        ("payback_days = 45", "payback_days = true", ["16 campaign.payback_days must be a whole number, got true"]),
        ('["saves", "clicks", "orders"]', '["saves", "clicks", "orders", "likes"]', ["17 campaign.success_metrics must be exactly three different ones, got ['saves', 'clicks', 'orders', 'likes']"]),
        ('["saves", "clicks", "orders"]', '["saves", "clicks", "order"]', ["17 campaign.success_metrics must be one of 15 known names such as clicks, comments, customers, gross_profit, impressions, got 'order'; did you mean 'orders'?"]),
        ('["saves", "clicks", "orders"]', '["saves", 2]', ["17 campaign.success_metrics must be a list of texts in quotes, got ['saves', 2]"]),
        # its parts
        ('product = "The product"', "", ["19 offer must have the key product, got primary_action, urgency, deadline, landing_page"]),
        ('"buy_with_code"', '"buy_with_cod"', ["21 offer.primary_action must be one of book_consult, buy_with_code, join_waitlist, request_quote, start_trial, got 'buy_with_cod'; did you mean 'buy_with_code'?"]),
        ("lookback_days = 30", "lookback_days = -1", ["28 attribution.lookback_days must be a whole number of at least 0, got -1"]),
        ("hold_days = 30", "hold_days = -1", ["32 settlement.hold_days must be a whole number from 0 to 3650, got -1"]),
        ("hold_days = 30", "hold_days = 30\nrefund_window_days = 31", ["32 settlement.hold_days must be at least the refund window of 31 days, got 30"]),
        ("hold_days = 30", "period_months = 0", ["32 settlement.period_months must be a whole number of at least 1, got 0"]),
        ("hold_days = 30", "refund_window = 9", ["32 key of settlement must be one of hold_days, minimum_payout, other_minimums, period_months, rail, refund_window_days, got 'refund_window'; did you mean 'refund_window_days'?"]),
        ("hold_days = 30", 'other_minimums = { USD = "1.00" }', ["32 settlement.other_minimums must stand once a currency, got 'USD'"]),
        ("hold_days = 30", "other_minimums = { EUR = 20 }", ['32 settlement.other_minimums.EUR must be decimal text in quotes, such as "12.50", got 20']),
        ("hold_days = 30", 'other_minimums = "20.00"', ["32 settlement.other_minimums must be a table, got '20.00'"]),
        ("hold_days = 30", 'rail = { steps = { USD = "1.00" } }', ["32 settlement.rail must have the key name, got steps"]),
        ("hold_days = 30", 'rail = { name = "wire", steps = { USD = "0.00" } }', ["32 settlement.rail.steps must be an amount above 0, got Money('0.00', 'USD')"]),
        ("hold_days = 30", 'rail = { name = "wire", step = "1.00" }', ["32 key of settlement.rail must be one of name, steps, got 'step'; did you mean 'steps'?"]),
        ('rule = "flat_fee", per_campaign = "150.00"', 'rule = "amended", first = { rule = "flat_fee", per_campaign = "1.00" }, amendments = []', ["63 deals[leo].terms: amended must have at least one amendment, got []"]),
        ('"before_and_after"', '"before_after"', ["37 angles[before-after].format must be one of before_and_after, day_in_the_life, problem_to_solution, got 'before_after'; did you mean 'before_and_after'?", "46 deals[maya].angles must be one of a-day, got 'before-after'"]),
        ('id = "a-day"', "", ["39 angles[2] must have the key id, got format", "46 deals[maya].angles must be one of before-after, got 'a-day'"]),
        # the deals
        ('creator = "maya"', "", ["44 deals[1] must have the key creator, got angles, codes, links, dm_keywords and 4 more"]),
        ('creator = "maya"', 'creator = "mya"', ["45 deals[mya].creator must be one of leo, maya, got 'mya'; did you mean 'maya'?"]),
        ('creator = "leo"', 'creator = "maya"', ["60 deals[maya] must be in one deal, got 'maya'"]),
        ('creator = "leo"', 'creator = "leo"\ncodes = ["!"]\ndm_keywords = ["!"]', ["62 deals[leo].dm_keywords must hold a letter or a digit, got '!'"]),
        ('codes = ["MAYA15"]', 'codes = ["MAYA15"]\ncode_terms = { MAYA51 = { limit = 3 } }', ["48 deals[maya].code_terms must be one of MAYA15, got 'MAYA51'; did you mean 'MAYA15'?"]),
        ('codes = ["MAYA15"]', 'codes = ["MAYA15"]\ncode_terms = { MAYA15 = { limit = 0 } }', ["48 deals[maya].code_terms.MAYA15.limit must be a whole number of at least 1, got 0"]),
        ('codes = ["MAYA15"]', 'codes = ["MAYA15"]\ncode_terms = { MAYA15 = 3 }', ["48 deals[maya].code_terms.MAYA15 must be a table, got 3"]),
        ('codes = ["MAYA15"]', 'codes = ["MAYA15"]\ncode_terms = { MAYA15 = { starts = 2026-03-02T09:00:00 } }', ["48 deals[maya].code_terms.MAYA15.starts must be a date, or a time with an offset such as 2026-03-02T09:30:00+02:00, got 2026-03-02 09:00:00"]),
        ('codes = ["MAYA15"]', 'codes = ["MAYA15"]\ncode_terms = { MAYA15 = { ends = "soon" } }', ["48 deals[maya].code_terms.MAYA15.ends must be ISO 8601 such as 2026-03-02T09:30:00+02:00, got 'soon'"]),
        ('codes = ["MAYA15"]', 'codes = ["MAYA15"]\ncode_terms = { MAYA15 = { credit = "if_winer" } }', ["48 deals[maya].code_terms.MAYA15.credit must be one of always, if_involved, if_winner, got 'if_winer'; did you mean 'if_winner'?"]),
        ('creator = "leo"', 'creator = "leo"\ncodes = ["maya 15"]', ["61 deals[leo].codes must belong to one creator, not to both maya and leo, got 'maya 15'"]),
        ('codes = ["MAYA15"]', 'codes = "MAYA15"', ["47 deals[maya].codes must be a list of texts in quotes, got 'MAYA15'"]),
        ('codes = ["MAYA15"]', 'code = ["MAYA15"]', ["47 key of deals[maya] must be one of 14 known names such as ad_authorisations, angles, brief, code_terms, codes, got 'code'; did you mean 'codes'?"]),
        ('stage = "hybrid"', 'stage = "hybird"', ["50 deals[maya].stage must be one of affiliate, flat, hybrid, product, got 'hybird'; did you mean 'hybrid'?"]),
        ("days = 90, ", "", ["51 deals[maya].usage_rights must have the key days, got channels, paid_amplification"]),
        ("days = 90", "days = 0", ["51 deals[maya].usage_rights.days must be a whole number of at least 1, got 0"]),
        ("paid_amplification = true", 'paid_amplification = "yes"', ["51 deals[maya].usage_rights.paid_amplification must be true or false, got 'yes'"]),
        ("paid_amplification = true", "amplified = true", ["51 key of deals[maya].usage_rights must be one of channels, days, paid_amplification, got 'amplified'"]),
        ("count = 2", "count = 0", ["52 deals[maya].deliverables[1].count must be a whole number of at least 1, got 0"]),
        ('[{ kind = "short_video", count = 2 }]', "[{ count = 2 }]", ["52 deals[maya].deliverables[1] must have the key kind, got count"]),
        ('[{ kind = "short_video", count = 2 }]', '["short_video"]', ["52 deals[maya].deliverables must be a list of tables, got 'short_video'"]),
        # the terms
        ('rate = "0.10"', "rate = 0.10", ['53 deals[maya].terms.parts[1].rate must be decimal text in quotes, such as "12.50", got 0.10']),
        ('rate = "0.10"', 'rat = "0.10"', ["53 key of deals[maya].terms.parts[1] must be one of base, first_months, lines, new_customers_only, per_order, per_unit, rate, rounding, rounds, zone, got 'rat'; did you mean 'rate'?"]),
        ('short_video = "100.00"', 'short_video = "much"', ["53 deals[maya].terms.parts[0].per_deliverable.short_video must be a plain decimal number such as 12.34, got 'much'"]),
        ('terms = { rule = "flat_fee", per_campaign = "150.00" }', 'terms = "flat_fee"', ["63 deals[leo].terms must be a table, got 'flat_fee'"]),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_key(
    whole: Path, old: str, new: str, messages: list[str]
) -> None:
    assert faults(changed(whole, old, new)) == [f"campaign.toml:{message}" for message in messages]


@pytest.mark.parametrize(
    ("old", "new", "start", "end"),
    [
        (
            '"America/New_York"',
            '"America/NewYork"',
            "9 campaign.time_zone must be one of ",
            ", got 'America/NewYork'; did you mean 'America/New_York'?",
        ),
        (
            '"last_touch"',
            '"last_tuch"',
            "27 attribution.model must be one of ",
            ", got 'last_tuch'; did you mean 'last_touch'?",
        ),
        (
            'rule = "commission"',
            'rule = "comission"',
            "53 deals[maya].terms.parts[1].rule must be one of ",
            ", got 'comission'; did you mean 'commission'?",
        ),
    ],
)
def test_a_slip_in_a_name_is_told_with_the_close_one(
    whole: Path, old: str, new: str, start: str, end: str
) -> None:
    (fault,) = faults(changed(whole, old, new))

    assert fault.startswith(f"campaign.toml:{start}")
    assert fault.endswith(end)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("model = 7", "27 attribution.model must be text in quotes, or a table, got 7"),
        (
            'model = { model = "time_decay", half_life = 3 }',
            "27 key of attribution.model must be one of half_life_days, half_life_hours, got 'half_life'; did you mean 'half_life_days'?",
        ),
        (
            'model = { model = "time_decay", half_life_days = 0 }',
            "27 attribution.model: TimeDecay half-life must be from 1 to 8784 hours, got 0",
        ),
        (
            'model = { model = "position_based", first = 0.4 }',
            '27 attribution.model.first must be decimal text in quotes, such as "12.50", got 0.4',
        ),
        (
            "model = { half_life_days = 3 }",
            "27 attribution.model.model must name an attribution model, got None",
        ),
    ],
)
def test_a_slip_in_a_model_is_told_with_its_place(whole: Path, new: str, message: str) -> None:
    assert faults(changed(whole, 'model = "last_touch"', new)) == [f"campaign.toml:{message}"]


def test_a_model_may_have_parameters(whole: Path) -> None:
    book = read_book(
        changed(
            whole,
            'model = "last_touch"',
            'model = { model = "time_decay", half_life_days = 3 }',
        )
    )

    assert book.attribution.model == TimeDecay(half_life_days=3)


def test_faults_are_told_all_at_once(whole: Path) -> None:
    changed(whole, "payback_days = 45", "payback_days = 0")
    changed(whole, "hold_days = 30", "hold_day = 30")
    changed(whole, 'stage = "flat"', 'stage = "flatt"')

    assert [fault.split()[0] for fault in faults(whole)] == [
        "campaign.toml:16",
        "campaign.toml:61",
        "campaign.toml:32",
    ]


def test_two_angles_of_one_id_are_a_fault_of_the_campaign(whole: Path) -> None:
    changed(whole, 'id = "a-day"', 'id = "before-after"')
    changed(whole, 'angles = ["before-after", "a-day"]', 'angles = ["before-after"]')

    assert faults(whole) == [
        (
            "campaign.toml:5 campaign angles must have an id of their own each, "
            "got ['before-after', 'before-after']"
        )
    ]


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ('[progression]\nladder = "flat_pilots"', "66 progression.ladder must be one of evidence, flat_pilot, source, got 'flat_pilots'; did you mean 'flat_pilot'?"),
        ("[progression]\nladder = 7", "66 progression.ladder must be text in quotes, got 7"),
        ("[progression]\ncool_down = -1", "66 progression.cool_down must be a whole number of at least 0, got -1"),
        ("[progression]\ncooldown = 1", "66 key of progression must be one of cool_down, down, flat, hybrid, ladder, least_posts, top, got 'cooldown'; did you mean 'cool_down'?"),
        ('[progression]\nladder = "evidence"\nflat = 0.8', '67 progression.flat must be decimal text in quotes, such as "0.55", got 0.8'),
        ('[progression]\nladder = "evidence"\ndown = "0.9"', "67 progression.down must be at most flat, which is 80 %, got Share('0.9')"),
        ('[progression]\nladder = "evidence"\nhybrid = "1.2"', "67 progression.hybrid must be a share of at most 1, got Share('1.2')"),
        ('[progression]\nladder = "source"\nleast_posts = 3', "67 progression.least_posts must stand only with the ladder evidence, got 3"),
        ('[progression]\nladder = "source"\ntop = "0.3"', "67 progression.top must stand only with the ladder evidence, got '0.3'"),
        ("[ranking]", "65 ranking must have the key strategy, got no keys"),
        ('[ranking]\nstrategy = "profits"', f"66 ranking.strategy must be one of {', '.join(sorted(load(plugins=()).ranking_strategies))}, got 'profits'; did you mean 'profit'?"),
        ('[ranking]\nstrategy = { strategy = "z_score", weights = { order = "1" } }', "66 ranking.strategy: metric of ZScore.weights must be one of 15 known names such as clicks, comments, customers, gross_profit, impressions, got 'order'; did you mean 'orders'?"),
        ("[decisions]\nmissed_angles = 0", "66 decisions.missed_angles must be a whole number of at least 1, got 0"),
        ("[decisions]\npayback_days = 9", "66 key of decisions must be one of drop_probability, least_effective_orders, least_expected_orders, missed_angles, renew_probability, renew_share, rest_after, retest_probability, scale_probability, solid_effective_orders, got 'payback_days'"),
        ("[audience_tiers]\nnano = 0\nmicro = 0", "65 audience_tiers: boundary must lie above the one before it, 0, got 0"),
        ('[audience_tiers]\nnano = "0"', "66 audience_tiers.nano must be a whole number, got '0'"),
    ],
)  # fmt: skip
def test_a_fault_of_an_optional_part_is_told(whole: Path, section: str, message: str) -> None:
    campaign = whole / "campaign.toml"
    campaign.write_text(campaign.read_text() + f"\n{section}\n")

    assert faults(whole)[0] == f"campaign.toml:{message}"


def test_without_a_currency_amounts_cannot_be_judged_and_nothing_crashes(whole: Path) -> None:
    path = changed(whole, 'currency = "USD"', "")
    campaign = path / "campaign.toml"
    campaign.write_text(campaign.read_text() + '\n[ranking]\nstrategy = "sheet"\n')

    assert [finding.code for finding in check_book(path)] == ["INF201"]


def test_a_number_with_a_fraction_is_one_fault_whatever_the_rule_makes_of_it(whole: Path) -> None:
    bonus = '{ rule = "bonus", metric = "orders", every = 10.5, pay = "50.00" }'
    path = changed(whole, '{ rule = "commission", rate = "0.10" }', bonus)

    assert faults(path) == [
        'campaign.toml:53 deals[maya].terms.parts[1].every must be decimal text in quotes, such as "12.50", got 10.5'
    ]


def test_toml_that_nobody_writes_is_a_fault(folder: Folder) -> None:
    path = folder(campaign="a = " + "[" * 100_000)

    assert len(faults(path)) == 1
    assert faults(path)[0].startswith("campaign.toml:1 file must be TOML that people write, got: ")
