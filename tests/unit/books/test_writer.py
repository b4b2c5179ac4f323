"""A written book reads back as the same book, or is refused before a file is touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import attrs
import pytest

from influence.allocation import AllocationPolicy
from influence.attribution import (
    AttributionModel,
    Custom,
    LastNonDirect,
    Linear,
    Path as Touched,
    PositionBased,
    TimeDecay,
)
from influence.beliefs import LearningPolicy
from influence.books import new_book, read_book, write_book
from influence.campaign_book import Book, CyclePlan
from influence.creators import Creator, Handle
from influence.deals import Deal
from influence.decisions import Decision, Evidence
from influence.errors import InvalidInputError
from influence.money import Money
from influence.payments import Amended, Amendment, Commission
from influence.plugins import AttributionModelSpec, Host, hook, load
from influence.progression import (
    EVIDENCE_LADDER,
    FLAT_PILOT_LADDER,
    SOURCE_LADDER,
    ChanceThresholds,
    DealLadder,
)
from influence.ranking import Sheet
from influence.settlement import PayoutRail, SettlementPolicy
from influence.shares import Share


@pytest.fixture
def book(tmp_path: Path) -> Book:
    new_book(tmp_path / "first")
    return read_book(tmp_path / "first")


def test_a_written_book_reads_back_the_same(book: Book, tmp_path: Path) -> None:
    paths = write_book(book, tmp_path / "second")

    assert len(paths) == 21
    assert read_book(tmp_path / "second") == book


def test_the_example_reads_back_without_its_mistakes(tmp_path: Path) -> None:
    example = read_book("examples/spring-launch")
    write_book(example, tmp_path / "second")

    assert read_book(tmp_path / "second") == attrs.evolve(example, rejections=())


def test_a_table_without_rows_is_not_written(book: Book, tmp_path: Path) -> None:
    paths = write_book(attrs.evolve(book, costs=(), rejections=()), tmp_path / "second")

    assert "costs.csv" not in {path.name for path in paths}


def test_other_rules_of_judging_are_written(book: Book, tmp_path: Path) -> None:
    other = attrs.evolve(
        book,
        ranking=Sheet(metrics=book.campaign.success_metrics),
        campaign=attrs.evolve(book.campaign, offer=None, angles=()),
        deals=(),
        posts=(),
        results=(),
    )
    write_book(other, tmp_path / "second")

    back = read_book(tmp_path / "second")
    assert attrs.evolve(back, rejections=()) == attrs.evolve(other, rejections=())


def test_cycles_and_quotes_are_written(book: Book, tmp_path: Path) -> None:
    quoted = tuple(attrs.evolve(deal, quote=Money("175", "USD")) for deal in book.deals)
    campaign = attrs.evolve(book.campaign, cycle_days=14)
    other = attrs.evolve(book, campaign=campaign, deals=quoted)
    write_book(other, tmp_path / "second")

    back = read_book(tmp_path / "second")
    assert (back.campaign, back.deals) == (campaign, quoted)


def test_what_is_planned_and_assumed_is_written(book: Book, tmp_path: Path) -> None:
    policy = AllocationPolicy(most_share="0.3", rest_after=4)
    plan = CyclePlan(budget=Money("8000", "USD"), cycles_left=4, policy=policy)
    learning = LearningPolicy(untracked="0.25", carried_weight=9)
    other = attrs.evolve(book, plan=plan, learning=learning)
    write_book(other, tmp_path / "second")

    back = read_book(tmp_path / "second")
    assert (back.plan, back.learning) == (plan, learning)


@attrs.frozen
class Cautious:
    """Holds everybody."""

    payback_days: int = 45
    least_expected_orders: int = 3

    def judge(self, evidence: Evidence, /) -> Decision:
        return Decision(label="hold", reasons=("cautious",), evidence=evidence)


def test_decisions_by_a_rule_of_ones_own_are_refused(book: Book, tmp_path: Path) -> None:
    rule = "be thresholds and no rule of one's own to be written"
    with pytest.raises(InvalidInputError, match=f"^book decisions must {rule}, got Cautious"):
        write_book(attrs.evolve(book, decisions=Cautious()), tmp_path / "second")


@attrs.frozen(kw_only=True)
class Blend:
    """A model of two others, without a default."""

    name: ClassVar[str] = "blend"
    parts: tuple[AttributionModel, ...]

    def weights(self, path: Touched, /) -> Sequence[int]:
        each = [part.weights(path) for part in self.parts]
        return [sum(weights) for weights in zip(*each, strict=True)]


class Bare:
    """A model that is no attrs class, and the same wherever it is made."""

    name: ClassVar[str] = "bare"

    def weights(self, path: Touched, /) -> Sequence[int]:
        return [1] * len(path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bare)

    def __hash__(self) -> int:
        return 0


@hook.attribution_models
def _models(host: Host) -> Iterable[AttributionModelSpec]:
    assert host.version
    yield AttributionModelSpec(name="blend", make=Blend)
    yield AttributionModelSpec(name="bare", make=Bare)


@pytest.mark.parametrize(
    ("model", "written"),
    [
        (Linear(), '"linear"'),
        (TimeDecay(half_life_days=7), '"time_decay"'),
        (
            TimeDecay(half_life_days=3),
            '{ model = "time_decay", half_life_days = 3, half_life_hours = 0 }',
        ),
        (
            PositionBased(first=Share("1/3"), last=Share("0.2")),
            '{ model = "position_based", first = "1/3", last = "0.2" }',
        ),
        (
            LastNonDirect(direct=("link", "landing")),
            '{ model = "last_non_direct", direct = ["link", "landing"] }',
        ),
        (
            Custom(kinds={"code": 5, "dm": 3, "link": 0, "landing": 1}, first=0),
            (
                '{ model = "custom", kinds = { code = 5, dm = 3, link = 0, landing = 1 }, '
                "first = 0, middle = 1, last = 1 }"
            ),
        ),
        (
            Blend(parts=(Linear(), TimeDecay(half_life_days=1))),
            (
                '{ model = "blend", parts = [{ model = "linear" }, '
                '{ model = "time_decay", half_life_days = 1, half_life_hours = 0 }] }'
            ),
        ),
        (Bare(), '"bare"'),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_model_is_written_as_its_name_or_with_its_parameters(
    book: Book, tmp_path: Path, model: AttributionModel, written: str
) -> None:
    theirs: Any = ModuleType("their_models")
    theirs.models = _models
    policy = attrs.evolve(book.attribution, model=model)
    write_book(attrs.evolve(book, attribution=policy, rejections=()), tmp_path / "second")

    text = (tmp_path / "second" / "campaign.toml").read_text()
    assert f"model = {written}\n" in text
    back = read_book(tmp_path / "second", registry=load(plugins=[theirs]))
    assert back.attribution == policy


@pytest.mark.parametrize(
    "settlement",
    [
        SettlementPolicy(
            hold_days=45,
            minimum_payout=Money("25", "USD"),
            other_minimums=(Money("20", "EUR"), Money("3000", "JPY")),
            refund_window_days=14,
            period_months=3,
            rail=PayoutRail(name="wire", steps=(Money("1", "USD"), Money("100", "HUF"))),
        ),
        SettlementPolicy(rail=PayoutRail(name="wire")),
    ],
)
@pytest.mark.parametrize(
    "ladder",
    [
        FLAT_PILOT_LADDER,
        attrs.evolve(SOURCE_LADDER, cool_down=3),
        attrs.evolve(EVIDENCE_LADDER, cool_down=0),
        ChanceThresholds(flat="0.85", top="1/3", least_posts=3).ladder(),
    ],
)
def test_how_money_is_paid_out_and_by_which_ladder_is_written(
    book: Book, tmp_path: Path, settlement: SettlementPolicy, ladder: DealLadder
) -> None:
    other = attrs.evolve(book, settlement=settlement, ladder=ladder)
    write_book(other, tmp_path / "second")

    assert read_book(tmp_path / "second") == other


def test_amended_terms_are_written(book: Book, tmp_path: Path) -> None:
    change = Amendment(effective_from=dt.date(2026, 4, 1), terms=Commission(rate="0.15"))
    terms = Amended(first=Commission(rate="0.10"), amendments=(change,))
    deals = (Deal(creator_id="maya", codes=("MAYA15",), terms=terms),)
    other = attrs.evolve(book, deals=deals)
    write_book(other, tmp_path / "second")

    assert read_book(tmp_path / "second").deals == deals


def test_old_offsets_with_seconds_are_written_in_utc(book: Book, tmp_path: Path) -> None:
    old = dt.datetime(1901, 1, 1, tzinfo=ZoneInfo("Europe/Paris"))
    (lead, *_) = book.leads
    other = attrs.evolve(book, leads=(attrs.evolve(lead, at=old),))
    write_book(other, tmp_path / "second")

    assert old.utcoffset() == dt.timedelta(seconds=561)
    assert read_book(tmp_path / "second").leads == other.leads


@pytest.mark.parametrize("caption", ["a\rb", ' a\nc\r\n"d", ; é '])
def test_text_is_kept_with_every_kind_of_line_end(book: Book, tmp_path: Path, caption: str) -> None:
    (post, *_) = book.posts
    other = attrs.evolve(book, posts=(attrs.evolve(post, caption=caption),))
    write_book(other, tmp_path / "second")

    assert read_book(tmp_path / "second").posts == other.posts


@pytest.mark.parametrize(
    ("caption", "message"),
    [
        ("a\0b", "posts.csv must hold no NUL, got '\\x00'"),
        ("a\ud800b", "posts.csv must be text that UTF-8 can hold, got '\\ud800'"),
    ],
)
def test_text_that_a_file_cannot_hold_is_refused_before_anything_is_written(
    book: Book, tmp_path: Path, caption: str, message: str
) -> None:
    (post, *_) = book.posts
    other = attrs.evolve(book, posts=(attrs.evolve(post, caption=caption),))

    with pytest.raises(InvalidInputError) as caught:
        write_book(other, tmp_path / "second")

    assert str(caught.value) == message
    assert not (tmp_path / "second").exists()


@pytest.mark.parametrize("code", ["A;B", " A"])
def test_a_code_that_would_read_back_otherwise_is_refused(
    book: Book, tmp_path: Path, code: str
) -> None:
    (order, *_) = book.orders
    other = attrs.evolve(
        book, orders=(attrs.evolve(order, codes=(code,)),), refunds=(), line_items=(), disputes=()
    )

    with pytest.raises(InvalidInputError) as caught:
        write_book(other, tmp_path / "second")

    assert str(caught.value) == (
        f"code must have neither a semicolon nor white space around it to be written, got {code!r}"
    )


def test_a_second_handle_is_refused(book: Book, tmp_path: Path) -> None:
    handles = (Handle("x", "zoe"), Handle("tiktok", "zoe"))
    zoe = Creator(creator_id="zoe", name="Zoe", handles=handles)

    with pytest.raises(InvalidInputError, match=r"^creator zoe must have at most one handle"):
        write_book(attrs.evolve(book, creators=(*book.creators, zoe)), tmp_path / "second")


def test_a_ladder_of_ones_own_is_refused(book: Book, tmp_path: Path) -> None:
    ladder = DealLadder(transitions=SOURCE_LADDER.transitions[:1])

    ladders = "evidence, source, flat_pilot"
    rule = f"be one of {ladders} to be written, with any cool-down or chances"
    with pytest.raises(InvalidInputError, match=rf"^book ladder must {rule}, got DealLadder"):
        write_book(attrs.evolve(book, ladder=ladder), tmp_path / "second")
