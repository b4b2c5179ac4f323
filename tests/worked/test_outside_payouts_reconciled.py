"""Five hundred payout rows that somebody else published, reconciled with the facts beside them.

Nothing was agreed in the tables, so what stands against a row is what its own basis and rate make
of the tracked orders and posts. The reasons are counted a second time here from the raw tables,
with the standard library alone.
"""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

import influence
from influence.books import import_book, read_their_statement
from influence.reconciliation import Reconciliation, reconcile

ROOT = Path(__file__).parents[2]
TABLES = ROOT.parent / "shared" / "data" / "outside-campaigns"
MAPPING = ROOT / "examples" / "mappings" / "outside-campaigns.toml"
COLUMNS = {"creator_id": "influencer_id", "amount": "total_payout", "count": "orders"}

pytestmark = pytest.mark.skipif(
    not TABLES.is_dir(), reason="the outside tables do not lie beside this checkout"
)


def rows(name: str) -> list[dict[str, str]]:
    """A table as the standard library reads it."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Reconciliation:
    """The payouts beside the book that the shipped mapping makes of the four tables."""
    target = tmp_path_factory.mktemp("outside") / "book"
    import_book(MAPPING, source=TABLES, target=target)
    book = influence.read_book(target)
    theirs = read_their_statement(TABLES / "payouts.csv", book=book, columns=COLUMNS)
    assert theirs.rejections == ()
    return reconcile(book, theirs.lines)


def expected() -> dict[str, tuple[str, Fraction, Fraction]]:
    """For each row the reason, ours and the difference, from the raw tables."""
    sold: Counter[str] = Counter()
    for row in rows("tracking_data.csv"):
        sold[row["influencer_id"]] += int(row["orders"])
    posted = Counter(row["influencer_id"] for row in rows("posts.csv"))
    answers: dict[str, tuple[str, Fraction, Fraction]] = {}
    for payout in rows("payouts.csv"):
        who, total, rate = (
            payout["influencer_id"],
            Fraction(payout["total_payout"]),
            Fraction(payout["rate"]),
        )
        if payout["basis"] == "post":
            assert total == rate  # the rate once
            assert posted[who] != 1
            reason, ours = "posts", rate * posted[who]
        else:
            assert total == rate * int(payout["orders"])
            assert sold[who] != int(payout["orders"])
            reason, ours = "count", rate * sold[who]
        answers[who] = (reason, ours, total - ours)
    return answers


def test_every_row_is_explained_and_says_what_is_missing(found: Reconciliation) -> None:
    assert dict(found.counts) == {"agrees": 0, "explained": 500, "unexplained": 0}
    assert all(
        line.missing == (f"the terms agreed with {line.creator_id}: the book has none",)
        for line in found.lines
    )


def test_reason_ours_and_difference_are_those_of_the_raw_tables(found: Reconciliation) -> None:
    told = {
        line.creator_id: (
            ", ".join(reason.name for reason in line.reasons),
            None if line.ours is None else line.ours.exact.amount,
            None if line.difference is None else line.difference.exact.amount,
        )
        for line in found.lines
    }
    assert told == expected()


def test_the_reasons_are_counted_and_their_sums_add_up(found: Reconciliation) -> None:
    by_hand = expected().values()
    counts = Counter(reason for reason, _, _ in by_hand)
    assert counts == {"count": 253, "posts": 247}
    assert {one.name: one.count for one in found.by_reason} == counts
    assert str(found.theirs) == "351303.22 INR"
    assert found.ours.exact.amount == sum(ours for _, ours, _ in by_hand)
    assert found.difference.exact.amount == sum(rest for _, _, rest in by_hand)
