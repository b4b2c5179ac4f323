from __future__ import annotations

import pytest

from influence.attribution import LastTouch
from influence.campaign_book import Book
from influence.errors import UnknownNameError
from influence.evaluation import evaluate
from influence.paths import PATH_FIGURES, Paths


def test_every_figure_has_its_lines(paths: Paths) -> None:
    for figure in PATH_FIGURES:
        for who in (None, "maya", "brad"):
            assert paths.why(who, figure=figure).steps
    assert PATH_FIGURES == (
        "assists",
        "lags",
        "lengths",
        "leads_assists",
        "leads_lags",
        "leads_lengths",
        "signups_assists",
        "signups_lags",
        "signups_lengths",
        "overlap",
    )


@pytest.mark.parametrize(
    ("who", "figure", "first", "last"),
    [
        (None, "assists", "the last touch is of leo", "1, 30.00 USD"),
        ("maya", "assists", "orders where maya is on the path", "0.5"),
        (None, "leads_assists", "the last touch is of zoe", "0"),
        ("maya", "signups_assists", "signups where maya is on the path", "0"),
        ("leo", "lags", "days from the first touch of leo: 0", "2"),
        (None, "signups_lags", "days from the first touch: 0", "1"),
        (None, "lengths", "touches on the path: 1", "2"),
        (None, "overlap", "people whom only leo reached", "5"),
        ("zoe", "overlap", "also reached by leo", "2"),
    ],
)
def test_a_figure_is_of_a_creator_or_of_all(
    paths: Paths, who: str | None, figure: str, first: str, last: str
) -> None:
    working = paths.why(who, figure=figure)
    assert (working.steps[0].text, working.result) == (first, last)


def test_a_figure_that_is_not_known_is_refused(paths: Paths) -> None:
    with pytest.raises(UnknownNameError, match=r"^figure must be .*did you mean 'assists'\?$"):
        paths.why(None, figure="asists")


def test_other_models_are_tried_on_the_same_orders(paths: Paths) -> None:
    assert [column.model for column in paths.under([LastTouch()]).columns] == ["last_touch"]


def test_an_evaluation_has_paths_once_somebody_asks(small: Book) -> None:
    evaluation = evaluate(small)
    assert evaluation.paths is evaluation.paths
    assert evaluation.why("maya", "assists") == evaluation.paths.why("maya", figure="assists")
    assert evaluation.why("totals", "lags") == evaluation.paths.why(None, figure="lags")
    with pytest.raises(UnknownNameError, match=r"^creator must be one of leo, maya, zoe, got"):
        evaluation.why("brad", "assists")
    with pytest.raises(UnknownNameError, match=r"did you mean 'lengths'\?$"):
        evaluation.why("maya", "length")
