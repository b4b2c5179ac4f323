"""Owners: whose each mark is, at each moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.periods import microseconds
from influence.tracking._mark import KINDS, MOST_WORDS, Kind, Mark
from influence.tracking._normal_form import normal_form, words
from influence.tracking._touch import Touch


@attrs.frozen
class Owners:
    """Who owns which mark.

    Args:
        marks: Every mark; no two creators may own the same one of a kind at the same time.

    Raises:
        InvalidInputError: Two creators own a mark at the same time.

    Example:
        >>> owners = Owners((Mark(kind="code", value="MAYA15", creator_id="maya"),))
        >>> owners.of("code", "maya15")
        'maya'
    """

    marks: tuple[Mark, ...] = attrs.field(validator=require.are(Mark, called="marks"))
    _by_kind: Mapping[Kind, Mapping[str, Sequence[Mark]]] = attrs.field(
        init=False, repr=False, eq=False
    )

    def __attrs_post_init__(self) -> None:
        by_kind: dict[Kind, dict[str, list[Mark]]] = {kind: {} for kind in KINDS}
        for mark in self.marks:
            others = by_kind[mark.kind].setdefault(mark.key, [])
            _refuse_shared(mark, others)
            others.append(mark)
        for keys in by_kind.values():
            for marks in keys.values():
                marks.sort(key=_begin, reverse=True)
        by_kind["landing"] = {**by_kind["link"], **by_kind["landing"]}
        object.__setattr__(self, "_by_kind", by_kind)

    def of(self, kind: Kind, value: str, *, at: dt.datetime | None = None) -> CreatorId | None:
        """The creator whose mark *value* is, or ``None`` when nobody's.

        Args:
            kind: The kind of mark.
            value: As somebody typed it; of several keywords in one message the first counts.
            at: When; without it, whoever owned it last.
        """
        mark = self.mark(kind, value, at=at)
        return None if mark is None else mark.creator_id

    def mark(self, kind: Kind, value: str, *, at: dt.datetime | None = None) -> Mark | None:
        """The mark that *value* is, with its terms, as ``of`` finds it."""
        candidates = self.candidates(kind, value)
        return next((mark for mark in candidates if at is None or mark.is_owned(at)), None)

    def candidates(self, kind: Kind, value: str) -> tuple[Mark, ...]:
        """Every mark that *value* can be at some moment, the one that goes first at the front."""
        known = self._by_kind[kind]
        keys = _runs(words(value)) if kind == "dm" else (normal_form(value),)
        return tuple(mark for key in keys for mark in known.get(key, ()))

    def of_touch(self, touch: Touch) -> CreatorId | None:
        """The creator whom *touch* met, or ``None``."""
        return self.of(touch.kind, touch.value, at=touch.at)

    def of_codes(
        self, codes: Iterable[str], *, at: dt.datetime | None = None
    ) -> tuple[tuple[str, CreatorId | None], ...]:
        """Each code with its owner at a moment, in the given order."""
        return tuple((code, self.of("code", code, at=at)) for code in codes)


def _refuse_shared(mark: Mark, others: Iterable[Mark]) -> None:
    """Refuse a mark that is somebody else's at the same time."""
    for other in others:
        if other.creator_id != mark.creator_id and mark.terms.overlap(other.terms):
            both = f"{other.creator_id} and {mark.creator_id}"
            when = " at the same time" if other.terms.are_dated or mark.terms.are_dated else ""
            rule = f"belong to one creator, not to both {both}{when}"
            raise InvalidInputError(f"{mark.kind} mark", rule, mark.value)


def _begin(mark: Mark) -> tuple[bool, int]:
    """Sorts marks by when their time begins."""
    starts = mark.terms.starts
    return (False, 0) if starts is None else (True, microseconds(starts))


def _runs(spoken: tuple[str, ...]) -> Iterator[str]:
    """The words that stand together, joined: from each word on, the longer runs first."""
    for start in range(len(spoken)):
        for end in range(min(start + MOST_WORDS, len(spoken)), start, -1):
            yield "".join(spoken[start:end])
