from __future__ import annotations

import re

import pytest

from influence.errors import InvalidInputError
from influence.money import Money
from influence.workings import Step, Working


def test_the_last_line_is_the_result() -> None:
    working = Working.of(("net sales", Money("500", "USD")), ("fee", Money("50", "USD")))
    assert working.result == "50.00 USD"
    assert working.steps == (Step("net sales", "500.00 USD"), Step("fee", "50.00 USD"))


def test_the_results_stand_in_one_column() -> None:
    working = Working.of(("net sales", "500.00 USD"), ("10 % of net sales", "50.00 USD"))
    assert str(working) == "net sales          500.00 USD\n10 % of net sales  50.00 USD"


def test_a_line_more_leaves_the_first_working_as_it_was() -> None:
    first = Working.of(("orders", 3))
    second = first.then("fee", 30)
    assert str(first) == "orders  3"
    assert str(second) == "orders  3\nfee     30"


def test_a_working_goes_on_after_the_one_it_builds_on() -> None:
    assert Working.of(("fee", 30)).after(Working.of(("orders", 3))) == Working.of(
        ("orders", 3), ("fee", 30)
    )


def test_steps_may_come_as_a_list() -> None:
    assert Working([Step("fee", "30")]) == Working((Step("fee", "30"),))


def test_a_working_without_a_step_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"^working must have at least one step, got \(\)$"):
        Working.of()


@pytest.mark.parametrize(
    ("text", "result", "message"),
    [
        ("", "1", "text of a step must be one line of text, got ''"),
        ("a\nb", "1", "text of a step must be one line of text, got 'a\\nb'"),
        ("a\n", "1", "text of a step must be one line of text, got 'a\\n'"),
        ("a", "", "result of a step must be one line of text, got ''"),
        ("a", 1, "result of a step must be text, got 1"),
    ],
)
def test_a_step_that_does_not_fit_on_a_line_is_refused(
    text: str, result: str, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Step(text, result)
