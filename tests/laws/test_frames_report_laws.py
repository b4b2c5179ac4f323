"""Reports of drawn books, worked out on frames, against the same worked out order by order."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings, strategies as st

from influence.attribution import (
    CodeFirst,
    Custom,
    FirstTouch,
    LastNonDirect,
    LastTouch,
    Linear,
    PositionBased,
    TimeDecay,
)
from influence.campaign_book import Book
from influence.evaluation import OrderByOrderError, evaluate
from influence.frames import FrameCrediting
from influence.report import document_of
from influence.testing._book_strategies import books, moments

#: A whole book is a large example: half as many of them tell as much.
fewer = settings(max_examples=settings().max_examples // 2)

_MODELS = (
    LastTouch(),
    FirstTouch(),
    LastNonDirect(),
    CodeFirst(),
    Linear(),
    PositionBased(),
    TimeDecay(),
    Custom(kinds={"code": 0, "dm": 1, "link": 2, "landing": 0}, first=0, middle=1, last=1),
)


def told(book: Book, *, as_of: dt.datetime | None, on_frames: bool) -> str:
    """The document of a book, as it is printed."""
    crediting = FrameCrediting() if on_frames else None
    return json.dumps(document_of(evaluate(book, as_of=as_of, crediting=crediting)), indent=1)


class TestSameReport:
    """Frames say of a book what pure Python says, to the byte, or that they cannot."""

    @fewer
    @given(book=books(models=_MODELS), as_of=st.none() | moments())
    def test_a_drawn_book_has_one_report(self, book: Book, as_of: dt.datetime | None) -> None:
        if book.attribution.several_codes == "each_is_paid":
            with pytest.raises(OrderByOrderError, match=r"^several_codes must be one_speaks"):
                told(book, as_of=as_of, on_frames=True)
        else:
            assert told(book, as_of=as_of, on_frames=True) == told(
                book, as_of=as_of, on_frames=False
            )
