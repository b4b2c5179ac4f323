"""Four tables that nobody here wrote: the sums are theirs, the contradictions are said aloud.

Source: the README beside the tables states revenue 3,882,437.34, orders 74,846 and payouts
351,303.22 over 500 creators. The tables lie beside the repository, not in it; where they are absent
there is nothing to compare with, and tables of the same shape in ``tests/unit/books`` stand in.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import influence
from influence.books import import_book
from influence.evaluation import Evaluation
from influence.money import Money

ROOT = Path(__file__).parents[2]
TABLES = ROOT.parent / "shared" / "data" / "outside-campaigns"
MAPPING = ROOT / "examples" / "mappings" / "outside-campaigns.toml"

pytestmark = pytest.mark.skipif(
    not TABLES.is_dir(), reason="the outside tables do not lie beside this checkout"
)


def rows(name: str) -> list[dict[str, str]]:
    """A table as the standard library reads it."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The tables, imported by the shipped mapping and evaluated."""
    target = tmp_path_factory.mktemp("outside") / "book"
    import_book(MAPPING, source=TABLES, target=target)
    return influence.evaluate(influence.read_book(target))


def test_the_sums_are_those_of_the_tables(evaluation: Evaluation) -> None:
    totals = evaluation.totals
    assert totals.revenue == Money("3882437.34", "INR")
    assert totals.orders == 74_846
    assert totals.economics.spend == Money("351303.22", "INR")
    assert [line.rank for line in evaluation.ranking] == list(range(1, 501))


def test_nothing_was_rejected_and_nothing_lies_unattributed(evaluation: Evaluation) -> None:
    assert not [one for one in evaluation.findings if one.severity == "error"]
    assert evaluation.totals.unattributed_orders == 0


def test_what_the_tables_cannot_tell_is_unknown(evaluation: Evaluation) -> None:
    assert all(line.profit is None for line in evaluation.ranking)
    assert {line.decision.label for line in evaluation.ranking} == {"hold"}
    assert evaluation.ranked_by == "sheet"


def test_every_payout_row_that_contradicts_the_other_tables_is_a_finding(
    evaluation: Evaluation,
) -> None:
    sold: Counter[str] = Counter()
    for row in rows("tracking_data.csv"):
        sold[row["influencer_id"]] += int(row["orders"])
    posted = Counter(row["influencer_id"] for row in rows("posts.csv"))
    expected = set[tuple[str, str]]()
    for payout in rows("payouts.csv"):
        who, rate, total = (payout[key] for key in ("influencer_id", "rate", "total_payout"))
        place = f"costs payout-{who}"
        if int(payout["orders"]) != sold[who]:
            expected.add(("INF302", f"{place} orders"))
        units = posted[who] if payout["basis"] == "post" else int(payout["orders"])
        if Money(rate, "INR") * units != Money(total, "INR"):
            code = "INF303" if payout["basis"] == "post" else "INF304"
            expected.add((code, f"{place} amount"))
    found = {
        (one.code, one.where)
        for one in evaluation.findings
        if one.code in {"INF302", "INF303", "INF304"}
    }
    assert found == expected
    assert Counter(code for code, _ in found) == {"INF302": 500, "INF303": 247}


def test_posts_on_a_platform_that_their_creator_does_not_name_are_counted(
    evaluation: Evaluation,
) -> None:
    own = {row["ID"]: row["platform"] for row in rows("influencers.csv")}
    other = sum(own[row["influencer_id"]] != row["platform"] for row in rows("posts.csv"))
    messages = [one.message for one in evaluation.findings if one.code == "INF307"]
    assert len(messages) == 1
    what = "posts on a platform that their creator does not name"
    assert messages[0].startswith(f"{what}: {other} (")
