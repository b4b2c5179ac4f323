"""Strategies, lint rules, sources, platforms and exports, as a campaign file names them."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest

from influence.books import (
    InvalidBookError,
    NamedExport,
    NamedPlatform,
    book_files,
    check_book,
    read_book,
    write_book,
)
from influence.evaluation import evaluate
from influence.exporters import Sheet as SheetExporter
from influence.findings import Finding, FindingKind
from influence.lint import LeakedCodes, LintPolicy, LintSubject, Waiver
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.plugins import Host, LintRuleSpec, RankingStrategySpec, Registry, hook, load
from influence.ranking import Placing, Profit, Sheet, Standing, ZScore
from influence.shares import Share
from influence.sources import Shopify

CAMPAIGN = """\
schema = 1

[campaign]
id = "spring"
name = "Spring"
currency = "USD"
time_zone = "America/New_York"
starts = 2026-03-02
ends = 2026-04-13
success_metrics = ["saves", "clicks", "orders"]

[[angles]]
id = "a-day"

[[deals]]
creator = "maya"
codes = ["MAYA15"]
links = ["maya"]
"""

Folder = Callable[..., Path]
THIN = FindingKind(code="ACME101", severity="warning", title="thin", meaning="Talk to finance.")


@attrs.frozen(kw_only=True)
class Blend:
    """The sheet, with a parameter that changes nothing here."""

    name: ClassVar[str] = "blend"
    metrics: SuccessMetrics
    weight: Share = Share("0.5")

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        return Sheet(metrics=self.metrics).rank(standings)


@attrs.frozen(kw_only=True)
class Margin:
    """Finds that the margin of the campaign is thin."""

    name: ClassVar[str] = "acme_margin"
    kinds: ClassVar[tuple[FindingKind, ...]] = (THIN,)
    least: Share
    fee: Money | None = None

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        margin = subject.book.campaign.gross_margin or Share(0)
        if margin.fraction < self.least.fraction:
            yield THIN.finding(where="campaign gross_margin", message=f"{margin}")


@hook.ranking_strategies
def _strategies(host: Host) -> Iterable[RankingStrategySpec]:
    assert host.version
    yield RankingStrategySpec(name="blend", make=Blend)


@hook.lint_rules
def _rules(host: Host) -> Iterable[LintRuleSpec]:
    assert host.version
    yield LintRuleSpec(name="acme_margin", make=Margin)


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Ours, and a plugin with a strategy and a lint rule."""
    module: Any = ModuleType("acme")
    module.strategies, module.rules = _strategies, _rules
    return load(plugins=[module])


def _faults(path: Path, registry: Registry) -> list[str]:
    with pytest.raises(InvalidBookError):
        read_book(path, registry=registry)
    found = check_book(path, registry=registry)
    return [f"{one.where} {one.message}" for one in found if one.code == "INF201"]


def _with(text: str) -> str:
    return f"{CAMPAIGN}\n{text}\n"


@pytest.mark.parametrize(
    ("text", "strategy", "written"),
    [
        ('strategy = "profit"', Profit(), '"profit"'),
        ('strategy = "sheet"', Sheet(metrics=SuccessMetrics(("saves", "clicks", "orders"))), '"sheet"'),
        ('strategy = { strategy = "z_score", weights = {} }', ZScore(metrics=SuccessMetrics(("saves", "clicks", "orders"))), '"z_score"'),
        ('strategy = { strategy = "z_score", weights = { orders = "3", clicks = "0.5" } }', ZScore(metrics=SuccessMetrics(("saves", "clicks", "orders")), weights={"orders": 3, "clicks": "0.5"}), '{ strategy = "z_score", weights = { orders = "3", clicks = "0.5" } }'),
        ('strategy = { strategy = "blend", weight = "0.3" }', Blend(metrics=SuccessMetrics(("saves", "clicks", "orders")), weight=Share("0.3")), '{ strategy = "blend", weight = "0.3" }'),
    ],
    ids=["profit", "sheet", "z_score", "weighted z_score", "blend"],
)  # fmt: skip
def test_a_strategy_is_a_name_or_a_table_and_is_written_as_such(
    folder: Folder, registry: Registry, text: str, strategy: object, written: str
) -> None:
    path = folder(campaign=_with(f"[ranking]\n{text}"))
    again = path / "again"
    book = read_book(path, registry=registry)
    assert book.ranking == strategy
    write_book(attrs.evolve(book, rejections=()), again)
    assert f"strategy = {written}\n" in (again / "campaign.toml").read_text()
    assert read_book(again, registry=registry).ranking == strategy


_LINT = """\
[lint]
rules = [
    { rule = "acme_margin", least = "0.2", fee = "5" },
    { rule = "leaked_codes", least_orders = 2 },
]
off = [
    { code = "INF401", reason = "the shop does not tell its costs" },
    { rule = "other_platforms", reason = "everybody posts everywhere" },
]
"""


def test_lint_rules_and_waivers_are_read_used_and_written(
    folder: Folder, tmp_path: Path, registry: Registry
) -> None:
    book = read_book(folder(campaign=_with(_LINT)), registry=registry)
    assert book.lint == LintPolicy(
        rules=(Margin(least=Share("0.2"), fee=Money("5", "USD")), LeakedCodes(least_orders=2)),
        off=(
            Waiver(code="INF401", reason="the shop does not tell its costs"),
            Waiver(rule="other_platforms", reason="everybody posts everywhere"),
        ),
    )
    found = [str(one) for one in evaluate(book).findings]
    assert "campaign gross_margin: ACME101 0 %" in found
    assert (
        "lint off INF401: INF334 findings of INF401 that are off: 0, the shop does not tell its costs"
        in found
    )
    assert (
        "lint off other_platforms: INF333 lint rule other_platforms is off: everybody posts everywhere"
        in found
    )
    write_book(attrs.evolve(book, rejections=()), tmp_path / "again")
    assert read_book(tmp_path / "again", registry=registry).lint == book.lint


def test_a_rule_without_parameters_is_its_name(folder: Folder, tmp_path: Path) -> None:
    book = read_book(folder(campaign=_with('[lint]\nrules = ["without_deal"]')))
    assert [rule.name for rule in book.lint.rules] == ["without_deal"]
    write_book(attrs.evolve(book, rejections=()), tmp_path / "again")
    assert 'rules = ["without_deal"]\n' in (tmp_path / "again" / "campaign.toml").read_text()


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('[ranking]\nstrategy = { strategy = "blend", wait = "1" }', ["21 key of ranking.strategy must be one of weight, got 'wait'; did you mean 'weight'?"]),
        ('[ranking]\nstrategy = { strategy = "blend", weight = 0.3 }', ['21 ranking.strategy.weight must be decimal text in quotes, such as "12.50", got 0.3']),
        ("[ranking]\nstrategy = 7", ["21 ranking.strategy must be text in quotes, or a table, got 7"]),
        ('[lint]\nrules = ["acme_margin"]', ["21 lint.rules[1] must have the key least, got []"]),
        ('[lint]\nrules = [{ rule = "acme_margin", least = "0.2", lest = 1 }]', ["21 key of lint.rules[1] must be one of fee, least, got 'lest'; did you mean 'least'?"]),
        ('[lint]\nrules = ["acme_margins", 7, true]', ["21 lint.rules[2] must be text in quotes, or a table, got 7", "21 lint.rules[3] must be text in quotes, or a table, got true", "21 lint.rules[1] must be one of 73 known names such as acme_margin, astray_assets, astray_moves, bare_briefs, claimed_fees, got 'acme_margins'; did you mean 'acme_margin'?"]),
        ('[lint]\nrules = "acme_margin"', ["21 lint.rules must be a list of names and tables, got 'acme_margin'"]),
        ('[lint]\nrules = ["without_deal", "without_deal"]', ["21 lint.rules must hold each rule once, got 'without_deal'"]),
        ("[lint]\nruls = []", ["21 key of lint must be one of off, rules, got 'ruls'; did you mean 'rules'?"]),
        ('[lint]\noff = [{ code = "INF301" }]', ["21 lint.off[1] must have the key reason, got code"]),
        ('[lint]\noff = [{ code = "INF3O1", reason = "no" }]', ["21 lint.off[1].code must be one of 98 known names such as ACME101, INF301, INF302, INF303, INF304, got 'INF3O1'; did you mean 'INF831'?"]),
        ('[lint]\noff = [{ rule = "acme", reason = "no" }]', ["21 lint.off[1].rule must be one of 73 known names such as acme_margin, astray_assets, astray_moves, bare_briefs, claimed_fees, got 'acme'"]),
        ('[lint]\noff = [{ reason = "no" }]', ["21 lint.off[1]: waiver must name either a code or a rule, got []"]),
        ('[lint]\noff = [{ code = "INF301", reason = " " }]', ["21 lint.off[1].reason must be text that is not blank, got ' '"]),
        ('[[exports]]\nexporter = "sheets"\nfile = "a.csv"', ["20 exports[sheets].exporter must be one of html, json, sheet, statements, got 'sheets'; did you mean 'sheet'?"]),
        ('[[exports]]\nexporter = "sheet"', ["20 exports[sheet] must have the key file, got exporter"]),
        ('[[exports]]\nexporter = "sheet"\nfile = "a.html"', ["22 exports[sheet].file must end with .csv, as sheet writes, got 'a.html'"]),
        ('[[exports]]\nexporter = "sheet"\nfile = "../a.csv"', ["22 exports[sheet].file must be a path below the folder, with / between its parts, got '../a.csv'"]),
        ('[[exports]]\nexporter = "sheet"\nfile = "a.csv"\nwidth = 0.5', ['23 exports[sheet].width must be decimal text in quotes, such as "12.50", got 0.5']),
        ('[[exports]]\nexporter = "sheet"\nfile = "a.csv"\n\n[[exports]]\nexporter = "statements"\nfile = "a.csv"', ["20 exports must write each file once, got 'a.csv'"]),
        ('[[sources]]\nsource = "shopify"\nfile = "o.csv"\nprices_include_tax = "yes"', ["20 sources[shopify].prices_include_tax must be true or false, got 'yes'"]),
        ('[[sources]]\nfile = "o.csv"', ["20 sources[1].source must name an attribution source, got None"]),
        ('[[sources]]\nsource = "shopify"\nfile = "/etc/orders.csv"', ["22 sources[shopify].file must be a path below the folder, with / between its parts, got '/etc/orders.csv'"]),
        ('[[platforms]]\ntoken = "x"', ["20 platforms[1] must have the key platform, got token"]),
        ("platforms = 7", ["2 platforms must be a list of tables, got 7"]),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_key(
    folder: Folder, registry: Registry, text: str, messages: list[str]
) -> None:
    campaign = (
        CAMPAIGN.replace("schema = 1\n", f"schema = 1\n{text}\n")
        if text.startswith("platforms =")
        else _with(text)
    )
    found = _faults(folder(campaign=campaign), registry)
    assert found == [f"campaign.toml:{message}" for message in messages]


@pytest.mark.parametrize(
    "file", ["", ".", "a/../b.csv", "//x/a.csv", "C:a.csv", "a\\b.csv", "a\tb.csv", ".."]
)
def test_a_path_never_leads_out_of_its_folder(
    folder: Folder, registry: Registry, file: str
) -> None:
    text = f"[[sources]]\nsource = \"shopify\"\nfile = '{file}'"
    (fault,) = _faults(folder(campaign=_with(text)), registry)
    assert "sources[shopify].file must be a path below the folder" in fault


def test_rules_with_amounts_wait_for_a_currency(folder: Folder, registry: Registry) -> None:
    campaign = _with('[lint]\nrules = [{ rule = "acme_margin", least = "0.2", fee = "5" }]')
    found = _faults(folder(campaign=campaign.replace('"USD"', '"USX"')), registry)
    assert len(found) == 1
    assert "campaign.currency" in found[0]


_FILES = """\
[[sources]]
source = "shopify"
file = "exports/orders.csv"
prices_include_tax = true

[[platforms]]
platform = "demo"
account = "maya"

[[exports]]
exporter = "sheet"
file = "out/ranking.csv"
separator = "semicolon"
"""


def test_files_are_read_beside_the_book_and_are_no_part_of_it(folder: Folder) -> None:
    path = folder(campaign=_with(_FILES))
    files = book_files(path)
    (source,) = files.sources
    assert (source.source.source, source.file) == (
        Shopify(prices_include_tax=True),
        "exports/orders.csv",
    )
    assert files.platforms == (NamedPlatform(platform="demo", settings={"account": "maya"}),)
    assert files.exports == (
        NamedExport(exporter=SheetExporter(separator="semicolon"), file="out/ranking.csv"),
    )
    plain = read_book(folder())
    assert read_book(folder(campaign=_with(_FILES))) == plain


def test_files_of_a_faulty_campaign_are_not_guessed(folder: Folder) -> None:
    with pytest.raises(InvalidBookError, match=r"^campaign book must be free of faults, got 1 in "):
        book_files(folder(campaign=_with(_FILES.replace('"shopify"', '"shop"'))))
