"""Reconciling: each line of their statement beside what the book says.

Lines of one creator, order and period stand together: when several add up to ours they were told in
parts, else one is compared and the others were told twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from influence import _requirements as require
from influence.campaign_book import Book
from influence.errors import InfluenceError, InvalidInputError, close_match
from influence.money import Money
from influence.reconciliation._counterpart import Counterpart, counterpart_of, explained_by
from influence.reconciliation._own_side import OwnSide
from influence.reconciliation._reason import Reason, ReasonKind
from influence.reconciliation._reconciled_line import ReconciledLine
from influence.reconciliation._reconciliation import Reconciliation
from influence.reconciliation._scenario import Measure
from influence.reconciliation._their_line import TheirLine
from influence.scorecards import Scoreboard, scoreboard


def reconcile(
    book: Book,
    lines: Iterable[TheirLine],
    *,
    as_of: dt.datetime | None = None,
    against: Measure = "accrued",
) -> Reconciliation:
    """Their *lines* beside what *book* says, each with why it differs.

    Args:
        book: The campaign book.
        lines: Their statement.
        as_of: The moment, with its offset; without it, the end of the campaign or the last fact,
            whichever is later. What came after it is not looked at.
        against: The figure of ours to compare: ``accrued``, ``eligible``, ``payable`` or
            ``paid_out``, as if nothing had been booked before.

    Raises:
        InvalidInputError: *as_of* has no offset.
        UnknownNameError: *against* is no such figure; the close one is named.

    Example:
        >>> from influence.books import read_book
        >>> from influence.money import Money
        >>> book = read_book("examples/spring-launch")
        >>> theirs = TheirLine(creator_id="diego", amount=Money("490.00", "USD"))
        >>> [line] = [one for one in reconcile(book, [theirs]).lines if one.lines]
        >>> line.status
        'agrees'
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    board = scoreboard(book.until(moment))
    beside = _Beside(book=book, board=board, as_of=moment, against=against)
    theirs = tuple(lines)
    found = [line for group in _groups(theirs) for line in beside.reconciled(group)]
    return Reconciliation(
        currency=book.campaign.currency,
        as_of=moment,
        against=against,
        lines=(*found, *beside.not_listed(theirs)),
    )


def _groups(lines: Iterable[TheirLine]) -> list[list[TheirLine]]:
    """The lines that are for the same thing, in the order in which each was told first."""
    grouped: dict[tuple[str, str | None, str | None], list[TheirLine]] = {}
    for line in lines:
        grouped.setdefault(line.key, []).append(line)
    return list(grouped.values())


@attrs.frozen(kw_only=True)
class _Beside:
    """The book, for lines of theirs to be held beside.

    Args:
        book: The whole book.
        board: The scoreboard of what was known at the moment.
        as_of: The moment.
        against: The figure of ours that is compared.
    """

    book: Book
    board: Scoreboard
    as_of: dt.datetime
    against: Measure = attrs.field(
        validator=require.one_of(("accrued", "eligible", "payable", "paid_out"))
    )

    @cached_property
    def sides(self) -> Mapping[str, OwnSide]:
        """What we know of each creator."""
        return {
            card.creator.creator_id: OwnSide(
                card=card, board=self.board, as_of=self.as_of, against=self.against
            )
            for card in self.board.cards
        }

    @property
    def currency(self) -> str:
        """The currency of the book."""
        return self.book.campaign.currency

    def reconciled(self, group: Sequence[TheirLine]) -> Iterator[ReconciledLine]:
        """The lines of one creator, order and period beside ours."""
        first = group[0]
        side = self.sides.get(first.creator_id)
        if side is None:
            yield from (self._stranger(line) for line in group)
            return
        found = counterpart_of(first, side=side, book=self.book)
        if len(group) > 1 and self._adds_up(group, found):
            yield _in_parts(group, found)
            return
        main = next((line for line in group if line.amount == found.ours), first)
        yield self._beside(main, found=found, side=side)
        yield from (self._twice(line, main) for line in group if line is not main)

    def not_listed(self, theirs: Sequence[TheirLine]) -> Iterator[ReconciledLine]:
        """What we owe and they do not list: creators, and orders or periods of those they do."""
        keys = {line.key for line in theirs}
        listed = {line.creator_id for line in theirs}
        whole = {line.creator_id for line in theirs if not line.order_id and not line.period}
        for creator_id, side in self.sides.items():
            if side.terms is None or creator_id in whole:
                continue
            if creator_id not in listed:
                yield from self._absent(TheirLine(creator_id=creator_id, amount=self._nothing))
                continue
            for line in self._own_lines(side, keys=keys):
                if line.key not in keys:
                    yield from self._absent(line)

    def _own_lines(
        self, side: OwnSide, *, keys: Iterable[tuple[str, str | None, str | None]]
    ) -> Iterator[TheirLine]:
        """The orders of a creator for whom they list orders."""
        if any(who == side.creator_id and order for who, order, _ in keys):
            for order in side.performance.orders:
                yield TheirLine(
                    creator_id=side.creator_id, amount=self._nothing, order_id=order.order_id
                )

    @property
    def _nothing(self) -> Money:
        return Money.zero(self.currency)

    def _absent(self, line: TheirLine) -> Iterator[ReconciledLine]:
        """A line that they lack, unless we owe nothing either."""
        found = counterpart_of(line, side=self.sides[line.creator_id], book=self.book)
        if found.ours is not None and found.ours.is_zero:
            return
        kind: ReasonKind = "not_listed" if line.order_id is None else "order_not_listed"
        what = "creator" if line.order_id is None else "order"
        text = f"no line of theirs that could be read is for this {what}"
        yield ReconciledLine(
            creator_id=line.creator_id,
            order_id=line.order_id,
            theirs=line.amount,
            ours=found.ours,
            reasons=() if found.ours is None else (Reason(kinds=(kind,), text=text),),
            missing=found.missing,
            note=found.note,
        )

    def _beside(self, line: TheirLine, *, found: Counterpart, side: OwnSide) -> ReconciledLine:
        """One line beside its counterpart."""
        reasons, missing = found.reasons, found.missing
        if line.amount.currency != self.currency:
            reasons, missing = self._foreign(line, found=found)
        elif line.amount != found.ours:
            reasons, missing = explained_by(line, found=found, side=side)
        return ReconciledLine(
            creator_id=line.creator_id,
            order_id=line.order_id,
            period=line.period,
            theirs=line.amount,
            ours=found.ours,
            lines=(line,),
            reasons=reasons,
            missing=missing,
            note=found.note,
        )

    def _foreign(
        self, line: TheirLine, *, found: Counterpart
    ) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
        """Whether a line in another currency is ours by a rate of the book, or its bare number."""
        if found.ours is not None and line.amount.text == found.ours.text:
            text = f"the same number, in {line.amount.currency} and not in {self.currency}"
            return (Reason(kinds=("currency",), text=text),), ()
        try:
            told = self.book.exchange.conversion(line.amount, to=self.currency, at=self.as_of)
        except InfluenceError as error:
            return (), (str(error), *found.missing)
        if told.converted == found.ours:
            text = f"{line.amount} at {told.rate} is ours"
            return (Reason(kinds=("currency",), text=text),), ()
        return (), (f"why {line.amount}, which is {told.converted}, is not ours", *found.missing)

    def _stranger(self, line: TheirLine) -> ReconciledLine:
        """A line about somebody whom the book does not know; we owe them nothing."""
        near = self._near(line.creator_id)
        who = f"who {line.creator_id} is: the book does not know them"
        reasons: list[Reason] = []
        if near is not None:
            who += f"; did they mean {near.creator_id}?"
            other = attrs.evolve(line, creator_id=near.creator_id)
            if counterpart_of(other, side=near, book=self.book).ours == line.amount:
                text = f"what we owe {near.creator_id}, under the name {line.creator_id}"
                reasons.append(Reason(kinds=("unknown_creator",), text=text))
        is_own = line.amount.currency == self.currency
        return ReconciledLine(
            creator_id=line.creator_id,
            order_id=line.order_id,
            period=line.period,
            theirs=line.amount,
            ours=self._nothing if is_own else None,
            lines=(line,),
            reasons=tuple(reasons),
            missing=(who,),
        )

    def _near(self, name: str) -> OwnSide | None:
        """The creator whose id, name or handle is most like *name*."""
        known: dict[str, str] = {}
        for card in self.board.cards:
            creator = card.creator
            names = (creator.creator_id, creator.name, *(one.name for one in creator.handles))
            known.update((text, creator.creator_id) for text in names if text not in known)
        close = close_match(name, known)
        return self.sides[known[close]] if close else None

    def _adds_up(self, group: Sequence[TheirLine], found: Counterpart) -> bool:
        """Whether several lines sum to ours."""
        if any(line.amount.currency != self.currency for line in group):
            return False
        return Money.total((line.amount for line in group), currency=self.currency) == found.ours

    def _twice(self, line: TheirLine, main: TheirLine) -> ReconciledLine:
        """A line about what another line told already."""
        same = "the same" if line.amount == main.amount else f"{main.amount}"
        before = f" in {main.place}" if main.place else ""
        is_own = line.amount.currency == self.currency
        return ReconciledLine(
            creator_id=line.creator_id,
            order_id=line.order_id,
            period=line.period,
            theirs=line.amount,
            ours=self._nothing if is_own else None,
            lines=(line,),
            reasons=(Reason(kinds=("twice",), text=f"told twice: {same}{before}"),),
        )


def _in_parts(group: Sequence[TheirLine], found: Counterpart) -> ReconciledLine:
    """Several lines that sum to ours."""
    first = group[0]
    currency = first.amount.currency
    return ReconciledLine(
        creator_id=first.creator_id,
        order_id=first.order_id,
        period=first.period,
        theirs=Money.total((line.amount for line in group), currency=currency),
        ours=found.ours,
        lines=tuple(group),
        reasons=(Reason(kinds=("in_parts",), text=f"told in {len(group)} parts"),),
        missing=found.missing,
        note=found.note,
    )
