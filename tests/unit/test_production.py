from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from influence.books import read_book, write_book
from influence.campaign_book import Book
from influence.deliverables import (
    USUAL_KILL_FEES,
    Deliverable,
    Move,
    ProductionTerms,
    State,
    history_of,
)
from influence.errors import InvalidInputError, UnknownNameError
from influence.evaluation import evaluate
from influence.money import Money
from influence.periods import zone
from influence.production import Piece, production_of, refused_moves
from influence.shares import Share
from influence.testing import RuleExample

Sound: TypeAlias = Callable[..., Book]

DEAL = """
[deliverables]
deemed_approved_days = 3
keep_days = 30
kill_fees = { shipped = "0.25", draft_submitted = "0.5", approved = "1" }

[[deals]]
creator = "diego"
deliverables = [
  { id = "v1", kind = "short_video", draft_due = 2026-03-06, post_due = 2026-03-10 },
  { id = "r1", kind = "reminder_story", follows = "v1", within_days = 7 },
  { kind = "story_frame", count = 3 },
]
terms = { rule = "flat_fee", per_deliverable = { short_video = "25.01", story_frame = "5.00" } }
"""
HEAD = "move_id,creator_id,deliverable,to,at\n"


@pytest.fixture
def sound(tmp_path: Path) -> Sound:
    def read(*moves: tuple[str, str], campaign: str = DEAL, which: str = "v1") -> Book:
        rows = "".join(
            f"m{place},diego,{which},{to},{at}\n" for place, (to, at) in enumerate(moves)
        )
        texts = {"campaign.toml": campaign} | ({"moves.csv": HEAD + rows} if moves else {})
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        RuleExample(title="Good", codes=(), fragments=texts).write(folder)
        return read_book(folder)

    return read


def piece(book: Book, name: str = "v1", *, as_of: str | None = None) -> Piece:
    moment = None if as_of is None else dt.datetime.fromisoformat(as_of)
    pieces = production_of(book, as_of=moment)
    return next(one for one in pieces if (one.creator_id, one.name) == ("diego", name))


def test_a_piece_whose_moves_are_not_kept_has_the_state_of_its_deal(sound: Sound) -> None:
    told = piece(sound(campaign=""), "1")
    assert (told.state, told.history, told.owes) == ("published", None, "whole")
    assert (told.fee, told.owed) == (Money("50.00", "USD"), Money("50.00", "USD"))
    assert told.next_step == ("brand", "look at the live post")


def test_a_piece_that_nobody_keeps_owes_nothing_that_is_known(sound: Sound) -> None:
    told = piece(sound(), "3")
    assert (told.state, told.next_step, told.owes) == (None, None, "nothing")
    assert str(told.working).splitlines() == [
        "state      unknown: the posts tell",
        "fee for 3  15.00 USD",
        "owed       0.00 USD",
    ]


def test_a_draft_is_due_by_the_end_of_its_day(sound: Sound) -> None:
    book = sound(("agreed", "2026-03-03T12:00:00-05:00"))
    told = piece(book, as_of="2026-03-06T23:59:59-05:00")
    assert (told.state, told.days_late) == ("agreed", 0)
    assert told.due == dt.datetime(2026, 3, 7, tzinfo=zone("America/New_York"))
    late = piece(book, as_of="2026-03-07T00:00:00-05:00")
    assert (late.state, late.days_late) == ("overdue", 0)
    assert piece(book, as_of="2026-03-08T12:00:00-05:00").days_late == 2


def test_a_draft_that_nobody_answered_is_approved_by_the_clock(sound: Sound) -> None:
    book = sound(
        ("agreed", "2026-03-03T12:00:00-05:00"), ("draft_submitted", "2026-03-04T12:00:00-05:00")
    )
    told = piece(book, as_of="2026-03-07T12:00:00-05:00")
    assert told.due == dt.datetime(2026, 3, 8, tzinfo=zone("America/New_York"))
    # Daylight saving began in New York on 8 March 2026, in the night after the third day.
    done = piece(book, as_of="2026-03-08T00:00:00-05:00")
    assert done.state == "approved"
    assert done.history is not None
    assert done.history.steps[-1].by == "clock"


PUBLISHED = (
    ("agreed", "2026-03-03T12:00:00-05:00"),
    ("draft_submitted", "2026-03-04T12:00:00-05:00"),
    ("approved", "2026-03-05T12:00:00-05:00"),
    ("published", "2026-03-06T12:00:00-05:00"),
)


def test_a_reminder_is_due_within_days_of_what_it_follows(sound: Sound) -> None:
    book = sound(*PUBLISHED)
    assert piece(book, "r1").due is None
    book = sound(
        *PUBLISHED,
        campaign=DEAL.replace(
            'follows = "v1", within_days = 7', 'follows = "v1", within_days = 7, state = "approved"'
        ),
    )
    told = piece(book, "r1", as_of="2026-03-14T12:00:00-04:00")
    assert told.due == dt.datetime(2026, 3, 14, tzinfo=zone("America/New_York"))
    assert told.days_late == 1


def test_what_is_published_is_owed_and_counted_on_the_statement(sound: Sound) -> None:
    book = sound(*PUBLISHED)
    assert piece(book).owed == Money("25.01", "USD")
    line = evaluate(book).line("diego")
    assert line.statement is not None
    assert line.statement.accrued_fee.amount == Money("25.01", "USD")


@pytest.mark.parametrize(
    ("gone", "owes", "owed"),
    [
        ("2026-04-05T12:59:59-04:00", "taken_back", "0.00"),
        ("2026-04-05T13:00:00-04:00", "whole", "25.01"),
    ],
)
def test_a_post_has_to_stay_for_as_long_as_was_agreed(
    sound: Sound, gone: str, owes: str, owed: str
) -> None:
    told = piece(sound(*PUBLISHED, ("taken_down", gone)))
    assert (told.owes, told.owed) == (owes, Money(owed, "USD"))
    if owes == "taken_back":
        assert "taken down before it had stayed as agreed" in str(told.working)


def test_a_piece_that_is_called_off_owes_its_kill_fee_on_the_statement(sound: Sound) -> None:
    book = sound(
        ("agreed", "2026-03-03T12:00:00-05:00"),
        ("draft_submitted", "2026-03-04T12:00:00-05:00"),
        ("cancelled", "2026-03-05T12:00:00-05:00"),
    )
    told = piece(book)
    # Half of 25.01 is 12.505, which is rounded half to even.
    assert (told.owes, told.owed) == ("kill_fee", Money("12.50", "USD"))
    assert str(told.working).splitlines()[2] == "called off when draft_submitted  50 %"
    plain = evaluate(sound(("agreed", "2026-03-03T12:00:00-05:00"))).line("diego")
    killed = evaluate(book).line("diego")
    assert killed.economics.spend - plain.economics.spend == Money("12.50", "USD")
    assert killed.statement is not None
    assert killed.statement.payable == Money("12.50", "USD")
    assert "1 × short video called off, 50 % of 25.01 USD: 12.50 USD" in [
        str(line) for line in killed.statement.eligible_fee.working
    ]


def test_a_state_without_an_agreed_kill_fee_owes_nothing(sound: Sound) -> None:
    book = sound(
        ("agreed", "2026-03-03T12:00:00-05:00"), ("cancelled", "2026-03-05T12:00:00-05:00")
    )
    assert piece(book).owed == Money("0.00", "USD")
    statement = evaluate(book).line("diego").statement
    assert statement is not None
    assert statement.accrued_fee.amount == Money("0.00", "USD")


def test_without_a_fee_by_piece_nobody_can_tell_what_is_owed(sound: Sound) -> None:
    campaign = DEAL.replace(
        '{ rule = "flat_fee", per_deliverable = { short_video = "25.01", story_frame = "5.00" } }',
        '{ rule = "commission", rate = "0.10" }',
    )
    told = piece(sound(*PUBLISHED, campaign=campaign))
    assert told.owed is None
    assert told.working.result == "by no fee for a piece"
    bare = piece(
        sound(*PUBLISHED, campaign=campaign.replace('{ rule = "commission", rate = "0.10" }', '""'))
    )
    assert bare.fee is None


def test_moves_that_change_nothing_are_told(sound: Sound) -> None:
    book = sound(
        ("agreed", "2026-03-03T12:00:00-05:00"), ("published", "2026-03-04T12:00:00-05:00")
    )
    assert [one.reason for one in refused_moves(book)] == [
        "v1 must go from agreed to shipped or draft_submitted or cancelled, got published"
    ]
    stray = sound(("agreed", "2026-03-03T12:00:00-05:00"), which="v9")
    assert [one.reason for one in refused_moves(stray)] == [
        "deliverable must be in the deal of diego"
    ]


def test_an_end_has_no_way_on(sound: Sound) -> None:
    book = sound(
        ("cancelled", "2026-03-03T12:00:00-05:00"), ("agreed", "2026-03-04T12:00:00-05:00")
    )
    assert [one.reason for one in refused_moves(book)] == ["v1 must stay cancelled, got agreed"]


def test_a_moment_needs_an_offset(sound: Sound) -> None:
    with pytest.raises(InvalidInputError, match="as_of must be a time with an offset"):
        production_of(sound(), as_of=dt.datetime(2026, 3, 2))  # noqa: DTZ001  # a wrong value on purpose


def test_a_book_with_moves_is_written_and_read_back(sound: Sound, tmp_path: Path) -> None:
    book = sound(*PUBLISHED)
    write_book(book, tmp_path / "again")
    again = read_book(tmp_path / "again")
    assert (again.moves, again.deals, again.campaign) == (book.moves, book.deals, book.campaign)


class TestTerms:
    @pytest.mark.parametrize("field", ["proposal_days", "verify_days", "keep_days"])
    def test_days_are_a_number_that_somebody_would_agree_to(self, field: str) -> None:
        with pytest.raises(
            InvalidInputError, match=f"{field} must be a whole number from 1 to 3650, got 0"
        ):
            ProductionTerms(**{field: 0})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose

    def test_a_kill_fee_is_of_a_state_that_can_be_cancelled(self) -> None:
        with pytest.raises(InvalidInputError, match="must name a state that can be cancelled"):
            ProductionTerms(kill_fees={"published": Share(1)})
        with pytest.raises(InvalidInputError, match="must be a share of at most 1"):
            ProductionTerms(kill_fees={"approved": Share(2)})
        with pytest.raises(UnknownNameError, match="did you mean 'approved'"):
            ProductionTerms(kill_fees={"aproved": Share(1)})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose

    def test_the_usual_fees_can_be_agreed(self) -> None:
        terms = ProductionTerms(kill_fees=USUAL_KILL_FEES)
        assert terms.kill_fee("draft_submitted") == Share("0.5")


class TestHistory:
    def told(self, *path: State) -> list[Move]:
        start = dt.datetime(2026, 1, 30, 12, tzinfo=dt.UTC)
        return [
            Move(
                move_id=str(place),
                creator_id="maya",
                deliverable="v1",
                to=to,
                at=start + dt.timedelta(hours=place),
            )
            for place, to in enumerate(path)
        ]

    def test_a_proposal_expires(self) -> None:
        history = history_of(
            Deliverable(kind="post", deliverable_id="v1"),
            self.told("proposed"),
            terms=ProductionTerms(proposal_days=2),
            zone=zone("UTC"),
            as_of=dt.datetime(2026, 2, 9, tzinfo=dt.UTC),
        )
        assert (history.state, history.is_over, history.was_delivered) == ("expired", True, False)
        assert history.called_off_in is None

    def test_what_was_delivered_stays_so(self) -> None:
        history = history_of(
            Deliverable(kind="post", deliverable_id="v1"),
            self.told("agreed", "draft_submitted", "approved", "published", "taken_down"),
            terms=ProductionTerms(),
            zone=zone("UTC"),
            as_of=dt.datetime(2026, 2, 9, tzinfo=dt.UTC),
        )
        assert history.was_delivered
        assert history.owed_by(ProductionTerms()) == "taken_back"
        assert history.reached("verified") is None

    def test_months_end_on_the_last_day_of_a_short_one(self) -> None:
        piece = Deliverable(kind="post", follows="v1", within_months=1, within_days=1)
        assert piece.days_after(dt.date(2026, 1, 31)) == dt.date(2026, 3, 1)

    def test_what_follows_needs_an_offset_and_an_offset_what_it_follows(self) -> None:
        for fields in ({"follows": "v1"}, {"within_days": 7}):
            with pytest.raises(InvalidInputError, match="name what it follows"):
                Deliverable(kind="post", **fields)  # pyright: ignore[reportArgumentType]  # half of it
