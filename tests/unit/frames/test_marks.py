"""Marks as tables: each text that occurs, and when it was whose."""

from __future__ import annotations

import datetime as dt

import pytest

from influence.errors import UnknownNameError
from influence.frames._marks import EVER, Marks, codes_in
from influence.periods import microseconds
from influence.tracking import CodeTerms, Mark, Owners

_SPRING = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_SUMMER = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_AUTUMN = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def _code(value: str, who: str, **terms: object) -> Mark:
    return Mark(kind="code", value=value, creator_id=who, terms=CodeTerms(**terms))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # any terms


class TestCells:
    """What stands in a column of codes, in the order in which it was applied."""

    @pytest.mark.parametrize(
        ("cell", "codes"),
        [
            ("A", ("A",)),
            ("A;B", ("A", "B")),
            (" A ;; B; ", ("A", "B")),
            ("B;A;B", ("B", "A")),
            ("a;A", ("a", "A")),
            ("M A Y", ("M A Y",)),
            ("", ()),
            (" ; ", ()),
        ],
    )
    def test_codes_of_a_cell(self, cell: str, codes: tuple[str, ...]) -> None:
        assert codes_in(cell) == codes


class TestTouches:
    """The texts of touches that are somebody's."""

    def test_a_text_is_asked_as_people_write_it(self) -> None:
        marks = Marks(
            Owners(
                (
                    Mark(kind="link", value="bea", creator_id="bea"),
                    Mark(kind="dm", value="spring deal", creator_id="ann"),
                )
            )
        )
        texts = [
            ("dm", "SPRING DEAL!"),
            ("landing", "\N{FULLWIDTH LATIN CAPITAL LETTER B}ea"),
            ("link", "cal"),
            ("dm", "no"),
        ]
        assert marks.of_touches(texts) == {
            "kind": ["dm", "landing"],
            "value": ["SPRING DEAL!", "\N{FULLWIDTH LATIN CAPITAL LETTER B}ea"],
            "place": [1, 3],
            "rank": [0, 1],
            "starts": [EVER[0], EVER[0]],
            "ends": [EVER[1], EVER[1]],
        }

    def test_creators_have_ranks_by_their_names(self) -> None:
        marks = Marks(Owners((_code("x", "bea"), _code("y", "Zoë"), _code("z", "ann"))))
        assert marks.creators == ("Zoë", "ann", "bea")
        assert marks.ranks == {"Zoë": 0, "ann": 1, "bea": 2}

    def test_a_code_that_goes_from_one_to_the_next(self) -> None:
        marks = Marks(Owners((_code("X", "ann", ends=_SUMMER), _code("X", "bea", starts=_AUTUMN))))
        told = marks.of_touches([("code", "x")])
        assert (told["rank"], told["starts"], told["ends"]) == (
            [0, 1],
            [EVER[0], microseconds(_AUTUMN)],
            [microseconds(_SUMMER), EVER[1]],
        )

    def test_a_kind_that_is_not_known(self) -> None:
        with pytest.raises(UnknownNameError) as caught:
            Marks(Owners(())).of_touches([("codes", "x")])
        assert str(caught.value) == (
            "touches.kind must be one of code, dm, landing, link, got 'codes'; did you mean 'code'?"
        )


class TestCodes:
    """The cells of orders with the codes in them that are somebody's."""

    def test_each_code_has_its_slot_its_mark_and_its_priority(self) -> None:
        first, second = _code("A", "ann"), _code("B", "bea", priority=3)
        told = Marks(Owners((first, second))).of_codes(["b; ;none;a", "none"])
        assert told == {
            "codes": ["b; ;none;a", "b; ;none;a"],
            "slot": [0, 2],
            "mark": [1, 0],
            "rank": [1, 0],
            "starts": [EVER[0]] * 2,
            "ends": [EVER[1]] * 2,
            "priority": [3, 0],
        }

    def test_of_a_code_agreed_twice_the_later_one_goes_first(self) -> None:
        old, new = _code("A", "ann", starts=_SPRING), _code("a", "ann", starts=_SUMMER, priority=1)
        told = Marks(Owners((old, new))).of_codes(["A"])
        spring, summer = microseconds(_SPRING), microseconds(_SUMMER)
        assert (told["mark"], told["starts"], told["ends"]) == (
            [0, 1],
            [spring, summer],
            [summer, EVER[1]],
        )

    def test_nothing_is_a_table_without_rows(self) -> None:
        told = Marks(Owners(())).of_codes([])
        assert [*told] == ["codes", "slot", "mark", "rank", "starts", "ends", "priority"]
        assert not any(told.values())
