"""The five questions: an unknown is not a yes."""

from __future__ import annotations

from typing import cast

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.planning import CELEBRITY_CONDITIONS, CelebrityFit

ALL = {one.key: "yes" for one in CELEBRITY_CONDITIONS}


def fit(**answers: str) -> CelebrityFit:
    """The fit with those answers."""
    return CelebrityFit(answers=answers)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # answers are plain text here


def test_there_are_five() -> None:
    assert len(CELEBRITY_CONDITIONS) == 5
    assert all(one.question.endswith("?") for one in CELEBRITY_CONDITIONS)


def test_five_times_yes_makes_sense() -> None:
    found = fit(**ALL)
    assert found.makes_sense
    assert found.in_words() == "a celebrity makes sense: all five conditions are met"
    assert found.working().result == "yes"


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_one_that_is_not_met_is_enough(key: str, answer: str) -> None:
    found = fit(**(ALL | {key: answer}))
    assert not found.makes_sense
    assert found.working().result == answer
    assert key in found.in_words()


def test_what_nobody_answered_is_unknown() -> None:
    found = CelebrityFit()
    assert (found.met, found.unmet, len(found.unknown)) == ((), (), 5)
    assert found.in_words().startswith("nobody can say yet whether a celebrity makes sense: not")


def test_unmet_and_unknown_are_told_apart() -> None:
    found = fit(capacity="no", broad_appeal="yes", long_term_brand="yes")
    assert found.in_words() == (
        "a celebrity does not make sense: unmet: capacity; not known: wide_distribution, "
        "repeated_exposure"
    )


def test_other_questions_and_answers_are_refused() -> None:
    with pytest.raises(UnknownNameError) as condition:
        fit(broad_apeal="yes")
    assert str(condition.value).endswith("got 'broad_apeal'; did you mean 'broad_appeal'?")
    with pytest.raises(UnknownNameError) as answer:
        fit(capacity="maybe")
    assert str(answer.value) == ("answer to capacity must be one of no, unknown, yes, got 'maybe'")
    with pytest.raises(InvalidInputError) as refusal:
        CelebrityFit(answers=cast("dict[str, str]", ["yes"]))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
    assert str(refusal.value) == ("CelebrityFit.answers must be answers by condition, got ['yes']")
