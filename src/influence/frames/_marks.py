"""Marks: whose each link, code and keyword is, as tables that an engine can join.

How people type is for Python: compatibility forms, case, keywords within a message. So every text
that occurs is asked once, and what follows is a table of stretches of time that do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from influence.errors import UnknownNameError
from influence.frames._engines import BETWEEN
from influence.periods import microseconds
from influence.tracking import KINDS, Kind, Mark, Owners

#: Before and after every moment that anything happens at.
EVER = (-(1 << 62), 1 << 62)


@attrs.frozen(kw_only=True)
class Stretch:
    """A time during which a text is one mark.

    Args:
        starts: The first microsecond.
        ends: The first microsecond after it.
        mark: The mark.
    """

    starts: int
    ends: int
    mark: Mark


@attrs.frozen
class Marks:
    """The marks of a campaign, by numbers.

    Args:
        owners: Whose each mark is.
    """

    owners: Owners

    @cached_property
    def creators(self) -> tuple[str, ...]:
        """The creators in the order of their ids; the place of each is its rank."""
        return tuple(sorted({mark.creator_id for mark in self.owners.marks}))

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The rank of each creator."""
        return {creator: rank for rank, creator in enumerate(self.creators)}

    @cached_property
    def numbers(self) -> Mapping[Mark, int]:
        """A number for each mark."""
        return {mark: number for number, mark in enumerate(dict.fromkeys(self.owners.marks))}

    def of_touches(self, texts: Iterable[tuple[str, str]]) -> dict[str, list[str] | list[int]]:
        """A table of the texts of touches that are somebody's: kind, value, rank and time.

        Raises:
            UnknownNameError: A kind is not known; the close one is named.
        """
        kinds, values = list[str](), list[str]()
        places, ranks = list[int](), list[int]()
        starts, ends = list[int](), list[int]()
        for kind, value in texts:
            for stretch in self._stretches(_kind(kind), value):
                kinds.append(kind)
                values.append(value)
                places.append(KINDS.index(_kind(kind)))
                ranks.append(self.ranks[stretch.mark.creator_id])
                starts.append(stretch.starts)
                ends.append(stretch.ends)
        return {
            "kind": kinds,
            "value": values,
            "place": places,
            "rank": ranks,
            "starts": starts,
            "ends": ends,
        }

    def of_codes(self, texts: Iterable[str]) -> dict[str, list[str] | list[int]]:
        """A table of what stands in the column of codes: each code that is somebody's, by slot."""
        codes = list[str]()
        whole: dict[str, list[int]] = {
            name: [] for name in ("slot", "mark", "rank", "starts", "ends", "priority")
        }
        for text in texts:
            for slot, code in enumerate(codes_in(text)):
                for stretch in self._stretches("code", code):
                    codes.append(text)
                    whole["slot"].append(slot)
                    whole["mark"].append(self.numbers[stretch.mark])
                    whole["rank"].append(self.ranks[stretch.mark.creator_id])
                    whole["starts"].append(stretch.starts)
                    whole["ends"].append(stretch.ends)
                    whole["priority"].append(stretch.mark.terms.priority)
        return {"codes": codes, **whole}

    def _stretches(self, kind: Kind, value: str) -> Iterator[Stretch]:
        """The times of a text, each with its mark; the first candidate of a moment goes first."""
        candidates = self.owners.candidates(kind, value)
        if not any(mark.terms.are_dated for mark in candidates):
            for mark in candidates[:1]:
                yield Stretch(starts=EVER[0], ends=EVER[1], mark=mark)
            return
        edges = sorted({*EVER, *(edge for mark in candidates for edge in _edges(mark))})
        for starts, ends in pairwise(edges):
            own = _first(candidates, at=starts)
            if own is not None:
                yield Stretch(starts=starts, ends=ends, mark=own)


def codes_in(text: str) -> Sequence[str]:
    """The codes of a cell, or of a list that was joined, each once, in the order of use."""
    parts = text[1:].split(BETWEEN) if text.startswith(BETWEEN) else text.split(";")
    return tuple(dict.fromkeys(code for part in parts if (code := part.strip())))


def _kind(kind: str) -> Kind:
    """A kind of touch."""
    for known in KINDS:
        if kind == known:
            return known
    raise UnknownNameError("touches.kind", kind, KINDS)


def _edges(mark: Mark) -> tuple[int, int]:
    """When a mark begins and ends to be its creator's."""
    starts, ends = mark.terms.starts, mark.terms.ends
    return (
        EVER[0] if starts is None else microseconds(starts),
        EVER[1] if ends is None else microseconds(ends),
    )


def _first(candidates: Iterable[Mark], *, at: int) -> Mark | None:
    """The first of the marks that is somebody's at a moment."""
    for mark in candidates:
        starts, ends = _edges(mark)
        if starts <= at < ends:
            return mark
    return None
