"""Facts of a platform put into a book: twice is once, and nothing that is there is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

from influence.books import (
    MergedFacts,
    PlatformFacts,
    book_outline,
    merge_facts,
    new_book,
    posts_of_platform,
    read_book,
)
from influence.books._faults import InvalidBookError
from influence.errors import InvalidInputError
from influence.money import Money
from influence.orders import Order, Refund
from influence.plugins import load
from influence.posts import Post
from influence.sansio import Reading
from influence.sources import Gap
from influence.tracking import Touch

_AT = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
_CAMPAIGN = """\
schema = 1
[campaign]
id = "c"
name = "C"
currency = "EUR"
time_zone = "UTC"
starts = 2026-03-02
ends = 2026-03-30
success_metrics = ["saves", "clicks", "orders"]
[[deals]]
creator = "maya"
codes = ["MAYA10"]
terms = { rule = "commission", rate = "0.1" }
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "campaign.toml").write_text(_CAMPAIGN, encoding="utf-8")
    (tmp_path / "creators.csv").write_text(
        "creator_id,name,platform,handle\nmaya,Maya,demo,@maya\n", encoding="utf-8"
    )
    return tmp_path


def _order(order_id: str = "007", **fields: Any) -> Order:  # noqa: ANN401  # fields of an order
    return Order(order_id=order_id, at=_AT, items=Money("12.50", "EUR"), **fields)


def _refund(refund_id: str = "r1", order_id: str = "007") -> Refund:
    return Refund(refund_id=refund_id, order_id=order_id, at=_AT, amount=Money("1.00", "EUR"))


def _reading(post_id: str, metric: str, value: int | None) -> Reading:
    why = "not_told" if value is None else None
    # The reason is one of a few words; the cases give it as text.
    return Reading(post_id=post_id, metric=metric, at=_AT, value=value, why_none=why)  # type: ignore[arg-type]


def _gap(where: str, **fields: Any) -> Gap:  # noqa: ANN401  # fields of a gap
    return Gap(source="demo", kind="untold", where=where, told="it is not", **fields)


def _tables(merged: MergedFacts) -> dict[str, tuple[int, int, int]]:
    return {table.name: (table.added, table.changed, table.rows) for table in merged.tables}


def _files(book: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(book.iterdir())}


_FACTS = PlatformFacts(
    source="demo",
    posts=(Post(post_id="p", creator_id="maya", published_at=_AT, likes=3, caption="a\nb, c"),),
    touches=(Touch(touch_id="t", at=_AT, visitor_id="v", kind="link", value="maya"),),
    orders=(_order(codes=("MAYA10",)), _order("注文-1")),
    refunds=(_refund(), _refund("r0", "nobody knows it")),
    gaps=(_gap("audience"),),
)


class TestMerging:
    def test_facts_arrive_and_read_back_as_they_were(self, book: Path) -> None:
        merged = merge_facts(_FACTS, target=book)
        assert _tables(merged) == {
            "posts": (1, 0, 1),
            "touches": (1, 0, 1),
            "orders": (2, 0, 2),
            "refunds": (1, 0, 1),
        }
        read = read_book(book)
        assert (read.posts, read.touches) == (_FACTS.posts, _FACTS.touches)
        assert (read.orders, read.refunds) == (_FACTS.orders, _FACTS.refunds[:1])
        assert read.rejections == ()

    def test_the_same_facts_twice_are_the_same_book(self, book: Path) -> None:
        merge_facts(_FACTS, target=book)
        before = _files(book)
        again = merge_facts(_FACTS, target=book)
        assert _files(book) == before
        assert _tables(again) == {
            "posts": (0, 0, 1),
            "touches": (0, 0, 1),
            "orders": (0, 0, 2),
            "refunds": (0, 0, 1),
        }

    def test_what_changed_is_told_anew_and_what_is_not_told_stays(self, book: Path) -> None:
        merge_facts(_FACTS, target=book)
        told = attrs.evolve(_FACTS.posts[0], likes=None, views=90)
        changed = attrs.evolve(
            _FACTS, posts=(told,), orders=(_order(status="cancelled"),), refunds=()
        )
        merged = merge_facts(changed, target=book)
        assert _tables(merged)["posts"] == (0, 1, 1)
        assert _tables(merged)["orders"] == (0, 1, 2)
        read = read_book(book)
        assert (read.posts[0].likes, read.posts[0].views) == (3, 90)
        assert [order.status for order in read.orders] == ["cancelled", "paid"]
        assert read.orders[0].codes == ("MAYA10",)

    def test_figures_go_to_posts_that_are_there_old_and_new_and_to_no_others(
        self, book: Path
    ) -> None:
        merge_facts(_FACTS, target=book)
        readings = (
            _reading("p", "saves", 7),
            _reading("p", "watch_time", 900),
            _reading("p", "likes", None),
            _reading("new", "views", 2**53 + 1),
            _reading("nobody's", "views", 5),
        )
        fresh = Post(post_id="new", creator_id="maya", published_at=_AT)
        facts = PlatformFacts(source="demo", posts=(fresh,), readings=readings)
        assert _tables(merge_facts(facts, target=book))["posts"] == (1, 1, 2)
        old, new = read_book(book).posts
        assert (old.saves, old.likes, new.views) == (7, 3, 2**53 + 1)

    def test_the_posts_of_a_platform_are_found_by_its_name(self, book: Path) -> None:
        assert posts_of_platform(book, platform="demo") == ()
        post = attrs.evolve(_FACTS.posts[0], platform="demo")
        other = attrs.evolve(post, post_id="q", platform="instagram")
        merge_facts(attrs.evolve(_FACTS, posts=(post, other)), target=book)
        assert posts_of_platform(book, platform="demo") == ("p",)

    def test_columns_that_nobody_reads_and_rows_of_others_stay(self, book: Path) -> None:
        (book / "orders.csv").write_text(
            "order_id,at,items,note\nown,2026-03-03T00:00:00Z,5.00,by hand\n", encoding="utf-8"
        )
        merge_facts(_FACTS, target=book)
        lines = (book / "orders.csv").read_text(encoding="utf-8").splitlines()
        assert lines[0].endswith(",note")
        assert lines[1].startswith("own,2026-03-03T00:00:00Z,")
        assert lines[1].endswith(",by hand")
        assert len(read_book(book).orders) == 3

    def test_a_table_of_nothing_but_a_header_or_of_nothing_is_added_to(self, book: Path) -> None:
        (book / "orders.csv").write_text("order_id,at,items\n", encoding="utf-8")
        (book / "touches.csv").write_text("", encoding="utf-8")
        assert _tables(merge_facts(_FACTS, target=book))["touches"] == (1, 0, 1)

    def test_new_rows_stand_in_the_order_of_their_ids(self, book: Path) -> None:
        facts = PlatformFacts(source="demo", orders=(_order("b"), _order("a")))
        merge_facts(facts, target=book)
        merge_facts(attrs.evolve(facts, orders=(_order("0"),)), target=book)
        assert [order.order_id for order in read_book(book).orders] == ["a", "b", "0"]

    def test_a_refund_of_an_order_that_is_not_there_is_a_gap_until_it_is(self, book: Path) -> None:
        merged = merge_facts(_FACTS, target=book)
        assert [(gap.where, gap.told) for gap in merged.gaps] == [
            ("audience", "it is not"),
            ("refund r0", "it is of order nobody knows it, which is not in the book"),
        ]
        merge_facts(PlatformFacts(source="demo"), target=book)
        assert [gap.where for gap in read_book(book).gaps] == ["refund r0"]
        late = PlatformFacts(
            source="demo", orders=(_order("nobody knows it"),), refunds=(_FACTS.refunds[1],)
        )
        merge_facts(late, target=book)
        read = read_book(book)
        assert [refund.refund_id for refund in read.refunds] == ["r1", "r0"]
        assert read.gaps == ()

    def test_gaps_of_other_sources_stay(self, book: Path) -> None:
        other = attrs.evolve(_gap("elsewhere"), source="ga4")
        merge_facts(PlatformFacts(source="ga4", gaps=(other,)), target=book)
        merge_facts(attrs.evolve(_FACTS, refunds=(), gaps=(_gap("post p"),)), target=book)
        merge_facts(PlatformFacts(source="demo"), target=book)
        assert [(gap.source, gap.where) for gap in read_book(book).gaps] == [
            ("ga4", "elsewhere"),
            ("demo", "post p"),
        ]

    def test_nothing_to_tell_writes_nothing(self, book: Path) -> None:
        before = _files(book)
        merge_facts(PlatformFacts(source="demo"), target=book)
        assert _files(book) == before

    def test_a_table_says_what_became_of_it(self, book: Path) -> None:
        assert str(merge_facts(_FACTS, target=book).tables[2]) == (
            "orders: 2 new, 0 changed, 2 in all"
        )


class TestRefusals:
    def test_a_folder_that_is_no_book_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidInputError) as refused:
            merge_facts(_FACTS, target=tmp_path)
        assert str(refused.value) == f"{tmp_path} must be a book, with campaign.toml, got 'none'"

    @pytest.mark.parametrize(
        ("name", "text", "message"),
        [
            (
                "orders.jsonl",
                "",
                "orders.jsonl must be orders.csv, so that rows can be added, got '.jsonl'",
            ),
            (
                "orders.csv",
                "order_id,at,items\n1,2\n",
                "orders.csv must have rows of 3 cells, so that rows can be added, got ['1', '2']",
            ),
            (
                "orders.csv",
                "order_id,at,items\n1,,\n1,,\n",
                "orders.csv order_id must have each id once, so that facts can be added, got 1",
            ),
            (
                "orders.csv",
                "at,items\n1,2\n",
                (
                    "orders.csv must have the column order_id, so that rows can be added, got "
                    "['at', 'items']"
                ),
            ),
            (
                "orders.csv",
                b"order_id\n\xff\n",
                "orders.csv must be UTF-8, so that rows can be added, got b'\\xff'",
            ),
        ],
    )
    def test_a_table_that_cannot_be_added_to_is_refused_and_nothing_is_written(
        self, book: Path, name: str, text: str | bytes, message: str
    ) -> None:
        (book / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        before = _files(book)
        with pytest.raises(InvalidInputError) as refused:
            merge_facts(_FACTS, target=book)
        assert str(refused.value) == message
        assert _files(book) == before

    def test_a_fact_that_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidInputError) as refused:
            # A refund among orders is the mistake that is to be refused.
            PlatformFacts(source="demo", orders=(_refund(),))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assert str(refused.value).startswith("PlatformFacts.orders must hold only orders, got")


class TestOutline:
    def test_it_has_what_was_agreed_and_no_facts(self, book: Path) -> None:
        outline = book_outline(book, registry=load(plugins=()))
        assert outline.campaign.name == "C"
        assert [creator.creator_id for creator in outline.creators] == ["maya"]
        assert outline.platforms == ()

    def test_a_folder_that_cannot_be_used_is_refused(self, tmp_path: Path) -> None:
        new_book(tmp_path / "book")
        (tmp_path / "book" / "creators.csv").unlink()
        with pytest.raises(InvalidBookError):
            book_outline(tmp_path / "book", registry=load(plugins=()))
