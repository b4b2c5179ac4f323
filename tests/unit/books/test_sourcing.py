"""An export that a source reads becomes tables of a book, and what it does not tell goes with them."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest

from influence.books import (
    InvalidBookError,
    check_book,
    import_named,
    import_source,
    read_book,
    write_book,
)
from influence.campaign_book import Book
from influence.errors import InvalidInputError, UnknownNameError
from influence.evaluation import evaluate
from influence.leads import Lead
from influence.money import Money
from influence.orders import Order
from influence.periods import parse_moment, zone
from influence.plugins import AttributionSourceSpec, Host, Registry, hook, load
from influence.shares import Share
from influence.sources import Export, Gap, Setting, Sourced

EXAMPLES = Path(__file__).parents[3] / "examples" / "sources"
SHOP, TABLE, DOCUMENT = (
    EXAMPLES / name for name in ("shopify-orders.csv", "ga4-report.csv", "ga4-report.json")
)
AT = parse_moment("2026-03-03", zone=zone("UTC"))

_CAMPAIGN = """\
schema = 1

[campaign]
id = "spring"
name = "Spring"
currency = "USD"
time_zone = "America/New_York"
starts = 2026-03-02
ends = 2026-04-13
gross_margin = "0.5"
success_metrics = ["clicks", "orders", "revenue"]

[[deals]]
creator = "maya"
links = ["maya"]
codes = ["MAYA15"]
terms = { rule = "commission", rate = "0.10" }

[[deals]]
creator = "leo"
links = ["leo"]
codes = ["LEO10"]
terms = { rule = "commission", rate = "0.10" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book with a campaign and two creators."""
    target = tmp_path / "book"
    target.mkdir()
    (target / "campaign.toml").write_text(_CAMPAIGN, encoding="utf-8")
    creators = "creator_id,name\nmaya,Maya Example\nleo,Leo Example\n"
    (target / "creators.csv").write_text(creators, encoding="utf-8")
    rates = "currency,at,rate,source\nEUR,2026-03-02,1.10,our bank\n"
    (target / "rates.csv").write_text(rates, encoding="utf-8")
    return target


def _refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        call()


@attrs.frozen(kw_only=True)
class Till:
    """A source that answers whatever it is told to."""

    name: ClassVar[str] = "till"
    tells: ClassVar[tuple[str, ...]] = ("orders",)

    what: str = "order"

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:  # noqa: ARG002  # the protocol's
        """One order, or one lead that it does not say it tells, or nothing."""
        order = Order(order_id="o-1", at=AT, items=Money("10.00", "USD"))
        lead = Lead(lead_id="l-1", at=AT, visitor_id="v-1")
        return Sourced(
            rows=1,
            taken=1,
            orders=(order,) if self.what == "order" else (),
            leads=(lead,) if self.what == "lead" else (),
        )


def _registry(make: Any = Till) -> Registry:  # noqa: ANN401  # wrong on purpose
    def sources(host: Host) -> Iterable[AttributionSourceSpec]:  # noqa: ARG001  # the hook's argument
        yield AttributionSourceSpec(name="till", make=make)

    module: Any = ModuleType("their_plugin")
    module.sources = hook.attribution_sources(sources)
    return load(plugins=[module])


def test_orders_of_a_shop_become_a_book_that_can_be_evaluated(folder: Path) -> None:
    found = import_source("shopify", source=SHOP, target=folder)
    assert found.tables == {"orders": 10, "order_lines": 13, "refunds": 2, "touches": 2}
    assert (found.rows, found.taken, found.notes) == (20, 15, ())
    book = read_book(folder)
    assert book.rejected_rows == 0
    assert len(book.orders) == 10
    assert evaluate(book).line("maya").why("revenue").result is not None


def test_gaps_go_with_the_book_and_onto_its_report(folder: Path) -> None:
    found = import_source("shopify", source=SHOP, target=folder)
    book = read_book(folder)
    assert book.gaps == found.gaps
    told = [gap.finding for gap in found.gaps]
    assert [one for one in evaluate(book).findings if one.code.startswith("INF6")] == told
    assert [one for one in check_book(folder) if one.code.startswith("INF6")] == told


def test_rows_that_were_rejected_are_counted_in_a_gap(folder: Path) -> None:
    found = import_source("shopify", source=SHOP, target=folder)
    assert found.gaps[-1] == Gap(
        source="shopify",
        kind="rejected",
        where="shopify-orders.csv",
        told="3 of 20 rows broke a rule and are in no figure",
        rows=3,
    )


def test_a_book_is_written_with_its_gaps(folder: Path, tmp_path: Path) -> None:
    import_source("ga4", source=DOCUMENT, target=folder)
    book = read_book(folder)
    write_book(book, tmp_path / "second")
    again = read_book(tmp_path / "second")
    assert again.gaps == book.gaps
    assert {gap.share for gap in again.gaps} == {None, Share("0.12"), Share("0.6")}


def test_a_gap_with_an_amount_without_a_currency_is_rejected(folder: Path) -> None:
    text = "source,kind,where,told,amount\nga4,not_set,r.csv,so it is,12.00\n"
    (folder / "gaps.csv").write_text(text, encoding="utf-8")
    assert [str(one) for one in read_book(folder).rejections if one.code == "INF101"] == [
        "gaps.csv:2 amount: INF101 amount must be an amount with its currency such as 12.00 USD, got '12.00'"
    ]


def test_amounts_keep_their_own_currency_and_the_book_converts_them(folder: Path) -> None:
    import_source("shopify", source=SHOP, target=folder)
    book = read_book(folder)
    assert book.orders_by_id["#1011"].items == Money("44.00", "USD")


def test_results_are_of_the_creators_whose_links_the_deals_have(folder: Path) -> None:
    found = import_source("ga4", source=TABLE, target=folder)
    assert found.tables == {"results": 6}
    assert {row.creator_id for row in read_book(folder).results} == {"leo", "maya"}


def test_options_are_those_of_the_source(folder: Path) -> None:
    import_source("shopify", source=SHOP, target=folder, options={"order_id": "id"})
    assert "9007199254740993" in read_book(folder).orders_by_id


def test_tables_that_are_there_are_not_written_over(folder: Path) -> None:
    import_source("shopify", source=SHOP, target=folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    message = (
        f"{folder} must have none of the tables that are imported, unless they may be replaced, "
        "got 'orders.csv, order_lines.csv, refunds.csv, touches.csv'"
    )
    _refused(lambda: import_source("shopify", source=SHOP, target=folder), message)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_tables_may_be_replaced_and_the_campaign_is_kept(folder: Path) -> None:
    import_source("shopify", source=SHOP, target=folder)
    (folder / "orders.csv").rename(folder / "orders.jsonl")
    again = import_source("shopify", source=SHOP, target=folder, replace=True)
    assert (folder / "campaign.toml").read_text(encoding="utf-8") == _CAMPAIGN
    assert not (folder / "orders.jsonl").exists()
    assert read_book(folder).gaps == again.gaps


def test_gaps_of_another_source_stay(folder: Path) -> None:
    shop = import_source("shopify", source=SHOP, target=folder)
    text = "Transaction ID,Session manual ad content,Date,Transactions\n#1009,zoe,20260311,1\n"
    (folder.parent / "report.csv").write_text(text, encoding="utf-8")
    counted = import_source("ga4", source=folder.parent / "report.csv", target=folder)
    assert read_book(folder).gaps == (*shop.gaps, *counted.gaps)
    assert counted.notes == ("touches.csv: left as it is, because the export has no rows of it",)


def test_gaps_in_another_kind_of_file_are_not_passed_over(folder: Path) -> None:
    (folder / "gaps.jsonl").write_text("{}\n", encoding="utf-8")
    _refused(
        lambda: import_source("shopify", source=SHOP, target=folder),
        "gaps.jsonl must be gaps.csv, to which gaps are added, got '.jsonl'",
    )


@pytest.mark.parametrize("exists", [True, False])
def test_an_empty_folder_gets_a_campaign_to_begin_with(
    tmp_path: Path, exists: bool
) -> None:  # a case
    target = tmp_path / "spring"
    if exists:
        target.mkdir()
    found = import_source("shopify", source=SHOP, target=target)
    assert found.notes == ("campaign.toml: written to begin with; say in it what was agreed",)
    campaign = read_book(target).campaign
    assert (campaign.campaign_id, campaign.currency) == ("spring", "USD")
    assert campaign.period.days == 11


def test_results_may_be_what_a_campaign_begins_with(tmp_path: Path) -> None:
    text = "creator,date\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    import_source("till", source=tmp_path / "t.csv", target=tmp_path / "b", registry=_registry())
    assert read_book(tmp_path / "b").campaign.currency == "USD"


def test_an_export_without_facts_begins_no_campaign(tmp_path: Path) -> None:
    _refused(
        lambda: import_source("ga4", source=DOCUMENT, target=tmp_path / "b"),
        "export must have orders or results with revenue, where there is no campaign yet, got 'none'",
    )
    assert not (tmp_path / "b").exists()


def test_a_folder_that_is_no_book_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    _refused(
        lambda: import_source("shopify", source=SHOP, target=tmp_path),
        f"target must be a book with campaign.toml, or a new or empty folder, got {str(tmp_path)!r}",
    )


def test_a_campaign_with_faults_is_not_guessed_at(folder: Path) -> None:
    (folder / "campaign.toml").write_text("schema = 1\n", encoding="utf-8")
    with pytest.raises(InvalidBookError, match=r"^campaign book must be free of faults"):
        import_source("shopify", source=SHOP, target=folder)


def test_bytes_that_are_not_utf_8_are_refused(folder: Path) -> None:
    path = folder.parent / "latin.csv"
    path.write_bytes("Name,Zürich\n".encode("latin-1"))
    with pytest.raises(InvalidInputError, match=r"^latin\.csv must be UTF-8, got "):
        import_source("shopify", source=path, target=folder)


def test_a_source_that_tells_what_it_does_not_say_it_tells_is_refused(folder: Path) -> None:
    _refused(
        lambda: import_source(
            "till", source=SHOP, target=folder, options={"what": "lead"}, registry=_registry()
        ),
        "attribution source till must tell only the tables that it says it tells, got 'leads'",
    )


def test_a_source_that_says_a_table_that_there_is_not_is_refused(folder: Path) -> None:
    class Strange(Till):
        tells: ClassVar[tuple[str, ...]] = ("order",)

    with pytest.raises(
        UnknownNameError, match=r"^table of attribution source till must be .+'orders'\?$"
    ):
        import_source("till", source=SHOP, target=folder, registry=_registry(Strange))


def test_what_cannot_be_written_leaves_the_tables_as_they_were(folder: Path) -> None:
    (folder / "orders.csv").mkdir()
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(OSError, match=r"orders\.csv"):
        import_source("till", source=SHOP, target=folder, replace=True, registry=_registry())
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_book_holds_gaps_and_nothing_else_there(folder: Path) -> None:
    book = read_book(folder)
    rubbish: Any = ("gap",)
    _refused(lambda: attrs.evolve(book, gaps=rubbish), "Book.gaps must hold only gaps, got 'gap'")
    assert isinstance(book, Book)


_NAMED = """
[[sources]]
source = "shopify"
file = "exports/shopify-orders.csv"

[[sources]]
source = "ga4"
file = "exports/ga4-report.csv"
"""


def _naming(folder: Path, text: str = _NAMED) -> Path:
    """The book with exports below it that it names."""
    campaign = folder / "campaign.toml"
    campaign.write_text(campaign.read_text(encoding="utf-8") + text, encoding="utf-8")
    (folder / "exports").mkdir()
    for path in (SHOP, TABLE):
        (folder / "exports" / path.name).write_bytes(path.read_bytes())
    return folder


class TestNamedSources:
    """A book reads again what its campaign file names, all of it before anything is written."""

    def test_each_export_fills_its_tables(self, folder: Path) -> None:
        shop, counts = import_named(_naming(folder))
        assert (shop.source, counts.source) == ("shopify", "ga4")
        assert (folder / "orders.csv").is_file()
        assert (folder / "results.csv").is_file()
        text = (folder / "gaps.csv").read_text(encoding="utf-8")
        assert {line.split(",")[0] for line in text.splitlines()[1:]} == {"shopify", "ga4"}

    def test_a_book_that_names_none_says_so(self, folder: Path) -> None:
        _refused(
            lambda: import_named(folder),
            f"book to be read again must name an export under [[sources]] of campaign.toml, got '{folder}'",
        )

    def test_two_exports_do_not_fill_one_table(self, folder: Path) -> None:
        text = _NAMED.replace('"ga4"', '"shopify"').replace("ga4-report", "shopify-orders")
        _naming(folder, text)
        with pytest.raises(
            InvalidInputError,
            match=r"^exports of one book must have rows of tables of their own, \w+ is in shopify-orders.csv as well, got 'shopify-orders.csv'$",
        ):
            import_named(folder)
        assert not (folder / "orders.csv").exists()

    def test_nothing_is_written_when_a_later_table_is_taken(self, folder: Path) -> None:
        _naming(folder)
        (folder / "results.csv").write_text("creator_id,date\n", encoding="utf-8")
        with pytest.raises(InvalidInputError, match=r"unless they may be replaced"):
            import_named(folder)
        assert not (folder / "orders.csv").exists()

    def test_a_faulty_campaign_is_told(self, folder: Path) -> None:
        _naming(folder, _NAMED.replace('"ga4"', '"ga5"'))
        with pytest.raises(InvalidBookError, match=r"did you mean 'ga4'\?"):
            import_named(folder)
