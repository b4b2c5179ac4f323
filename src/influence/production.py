"""Production: where each deliverable of a book stands, who is next, and what is owed for it.

    deal and its moves → history → state, next step, due day, what is owed

A piece that is called off owes its kill fee, and a piece that the audience saw is counted by the
terms of the deal; both are lines of the fee. Nothing here is decided twice: the
states, their steps and what they owe stand in ``influence.deliverables``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from influence.campaign_book import Book
from influence.deals import Deal
from influence.deliverables import (
    OWES,
    Deliverable,
    History,
    Move,
    Mover,
    Owes,
    ProductionTerms,
    RefusedMove,
    State,
    day_end,
    history_of,
)
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.money import Money
from influence.payments import FlatFee, rules_within
from influence.periods import microseconds
from influence.shares import Share
from influence.workings import Working

__all__ = [
    "NEXT",
    "Moves",
    "Piece",
    "histories_of",
    "moves_of",
    "production_of",
    "refused_moves",
]

#: Who is to do what in a state that is no end.
NEXT: Mapping[State, tuple[Mover, str]] = {
    "proposed": ("creator", "agree"),
    "agreed": ("creator", "send a draft"),
    "shipped": ("creator", "send a draft"),
    "draft_submitted": ("brand", "look at the draft"),
    "changes_requested": ("creator", "send another draft"),
    "approved": ("creator", "publish"),
    "scheduled": ("creator", "publish"),
    "published": ("brand", "look at the live post"),
    "verified": ("brand", "close it"),
    "overdue": ("creator", "send a draft"),
}

#: Moves by creator and deliverable.
Moves: TypeAlias = Mapping[tuple[str, str], tuple[Move, ...]]

_DAY = 86_400_000_000


@attrs.frozen(kw_only=True)
class Piece:
    """One deliverable of a deal, as it stands at a moment.

    Args:
        creator_id: Whose.
        place: Its place in the deal, from 1.
        deliverable: What was agreed.
        terms: How long each side has, and what is owed for a piece that is called off.
        history: What happened to it; ``None`` where the book keeps no moves of it.
        state: Its state; ``None`` when nobody keeps it, so that posts have to tell.
        due: Until when its next step is due; ``None`` when nobody said, or it is over.
        days_late: How many days that is past; 0 when it is not.
        fee: What the terms have for all of its pieces; ``None`` where they name no fee by piece.
    """

    creator_id: CreatorId
    place: int
    deliverable: Deliverable
    terms: ProductionTerms
    history: History | None
    state: State | None
    due: dt.datetime | None
    days_late: int
    fee: Money | None

    @property
    def name(self) -> str:
        """Its id in the deal, or its place where it has none."""
        return self.deliverable.deliverable_id or str(self.place)

    @property
    def next_step(self) -> tuple[Mover, str] | None:
        """Who is to do what; ``None`` when nothing is left to do or nothing is known."""
        return None if self.state is None else NEXT.get(self.state)

    @property
    def contradicts(self) -> bool:
        """Whether the deal gives another state than the moves tell."""
        said = self.deliverable.state
        return self.history is not None and said is not None and said != self.state

    @property
    def owes(self) -> Owes:
        """What is owed for it, of the fee that the terms have."""
        if self.history is not None:
            return self.history.owed_by(self.terms)
        return "nothing" if self.state is None else OWES[self.state]

    @property
    def kill_share(self) -> Share:
        """What of its fee is owed because it was called off; 0 when it was not."""
        state = None if self.history is None else self.history.called_off_in
        return Share(0) if state is None else self.terms.kill_fee(state)

    @property
    def owed(self) -> Money | None:
        """What is owed for it now; ``None`` where the terms name no fee by piece."""
        if self.fee is None:
            return None
        shares = {"whole": Share(1), "kill_fee": self.kill_share}
        return shares.get(self.owes, Share(0)).of(self.fee).rounded()

    @property
    def working(self) -> Working:
        """What is owed for it, worked out."""
        steps: list[tuple[str, object]] = [("state", self.state or "unknown: the posts tell")]
        if self.fee is None:
            return Working.of(*steps, ("owed", "by no fee for a piece"))
        steps.append((f"fee for {self.deliverable.count}", self.fee))
        if self.owes == "kill_fee" and self.history is not None:
            steps.append((f"called off when {self.history.called_off_in}", self.kill_share))
        elif self.owes == "taken_back":
            steps.append(("taken down before it had stayed as agreed", "taken back"))
        return Working.of(*steps, ("owed", self.owed))


def production_of(book: Book, *, as_of: dt.datetime | None = None) -> tuple[Piece, ...]:
    """Every deliverable of every deal, in the order of the book.

    Args:
        book: The campaign book.
        as_of: The moment; without it, the last of the book.

    Raises:
        InvalidInputError: *as_of* has no offset.

    Example:
        >>> from influence.books import read_book
        >>> pieces = production_of(read_book("examples/spring-launch"))
        >>> pieces[0].creator_id, pieces[0].deliverable.kind
        ('maya', 'short_video')
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    moves = moves_of(book)
    return tuple(
        piece for deal in book.deals for piece in _pieces(book, deal, moves=moves, as_of=moment)
    )


def histories_of(
    book: Book, deal: Deal, *, moves: Moves, as_of: dt.datetime
) -> tuple[History | None, ...]:
    """The history of each deliverable of a deal; ``None`` where the book keeps no moves of it."""
    return tuple(
        history_of(
            one,
            moves[key],
            terms=book.campaign.production,
            zone=book.campaign.time_zone,
            as_of=as_of,
        )
        if (key := (deal.creator_id, one.deliverable_id or "")) in moves
        else None
        for one in deal.deliverables
    )


def _pieces(book: Book, deal: Deal, *, moves: Moves, as_of: dt.datetime) -> Iterator[Piece]:
    """The deliverables of one deal."""
    histories = histories_of(book, deal, moves=moves, as_of=as_of)
    published = {
        one.deliverable_id: history.reached("published")
        for one, history in zip(deal.deliverables, histories, strict=True)
        if history is not None
    }
    for place, (one, history) in enumerate(zip(deal.deliverables, histories, strict=True), start=1):
        state = one.state if history is None else history.state
        followed = published.get(one.follows) if one.follows else None
        due = _due(one, state, history=history, followed=followed, book=book)
        late = 0 if due is None else _days_between(due, as_of)
        yield Piece(
            creator_id=deal.creator_id,
            place=place,
            deliverable=one,
            terms=book.campaign.production,
            history=history,
            state=state,
            due=due,
            days_late=max(0, late),
            fee=_fee(deal, one),
        )


def _due(
    one: Deliverable,
    state: State | None,
    *,
    history: History | None,
    followed: dt.datetime | None,
    book: Book,
) -> dt.datetime | None:
    """Until when the next step of a piece is due."""
    zone, since = book.campaign.time_zone, None if history is None else history.since
    terms = book.campaign.production
    days: list[dt.date] = []
    if state in {"agreed", "shipped", "changes_requested", "overdue"}:
        days += [day for day in (one.draft_due,) if day is not None]
    if state in {"agreed", "shipped", "changes_requested", "overdue", "approved", "scheduled"}:
        days += [day for day in (one.post_due,) if day is not None]
        if followed is not None:
            days.append(one.days_after(followed.astimezone(zone).date()))
    if since is not None and state == "published":
        days.append(since.astimezone(zone).date() + dt.timedelta(days=terms.verify_days))
    if since is not None and state == "draft_submitted" and terms.deemed_approved_days:
        days.append(since.astimezone(zone).date() + dt.timedelta(days=terms.deemed_approved_days))
    return day_end(min(days), zone=zone) if days else None


def _days_between(due: dt.datetime, as_of: dt.datetime) -> int:
    """How many days begun have passed since a moment; below 1 when it has not come."""
    return -(-(microseconds(as_of) - microseconds(due)) // _DAY)


def _fee(deal: Deal, one: Deliverable) -> Money | None:
    """What the terms of a deal have for all pieces of a deliverable."""
    rules = () if deal.terms is None else rules_within(deal.terms)
    prices = [
        rule.per_deliverable[one.kind] * one.count
        for rule in rules
        if isinstance(rule, FlatFee) and one.kind in rule.per_deliverable
    ]
    return Money.total(prices, currency=prices[0].currency) if prices else None


def moves_of(book: Book) -> Moves:
    """The moves of each deliverable that has any, by creator and id."""
    grouped: dict[tuple[str, str], list[Move]] = {}
    for move in book.moves:
        grouped.setdefault((move.creator_id, move.deliverable), []).append(move)
    return {key: tuple(moves) for key, moves in grouped.items()}


def refused_moves(book: Book, *, as_of: dt.datetime | None = None) -> tuple[RefusedMove, ...]:
    """The moves of a book that changed nothing, each with the reason.

    Args:
        book: The campaign book.
        as_of: The moment; without it, the last of the book.
    """
    pieces = production_of(book, as_of=as_of)
    known = {(piece.creator_id, piece.deliverable.deliverable_id) for piece in pieces}
    astray = (
        RefusedMove(move=move, reason=f"deliverable must be in the deal of {move.creator_id}")
        for move in book.moves
        if (move.creator_id, move.deliverable) not in known
    )
    refused = (one for piece in pieces if piece.history for one in piece.history.refused)
    return (*astray, *refused)
