from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import attrs

from influence.testing import KINDS, Check, CheckFailedError
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._outcome import Outcome


@attrs.frozen(kw_only=True)
class _Thing:
    member: str = "barter"
    claims: frozenset[str] = frozenset()


def _fails(_subject: _Thing) -> None:
    raise CheckFailedError("fee", "be a Fee", 1)


def _check(
    run: Callable[[_Thing], None],
    *,
    check_id: str = "PR-Z01",
    needs: tuple[str, ...] = (),
    search: Callable[[_Thing], None] | None = None,
) -> Check[_Thing]:
    return Check(
        id=check_id, title="a law", if_fails="mend it", run=run, needs=needs, search=search
    )


def _outcome(one: Check[_Thing], *, excuses: Mapping[str, str] | None = None) -> Outcome:
    judge = Judge(kind=KINDS["PR"], deadline_s=5, excuses=excuses or {})
    return judge.outcome(one, _Thing())


def test_a_law_that_holds_is_passed() -> None:
    found = _outcome(_check(lambda _: None))
    assert (found.status, found.told, found.is_failure) == ("passed", "", False)
    assert (found.kind, found.member, found.title) == ("payment rule", "barter", "a law")


def test_a_law_that_is_broken_is_failed_with_its_evidence() -> None:
    found = _outcome(_check(_fails))
    assert (found.status, found.told, found.if_fails) == (
        "failed",
        "fee must be a Fee, got 1",
        "mend it",
    )


def test_an_error_that_nobody_expects_fails_with_its_line() -> None:
    found = _outcome(_check(lambda _: 1 / 0))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert found.told.startswith("ZeroDivisionError: division by zero at test_judge.py:")


def test_an_excuse_that_is_needed_excuses() -> None:
    found = _outcome(_check(_fails), excuses={"PR-Z01": "by contract"})
    assert (found.status, found.told, found.is_failure) == ("excused", "by contract", False)


def test_an_excuse_that_is_not_needed_fails() -> None:
    found = _outcome(_check(lambda _: None), excuses={"PR-Z01": "by contract"})
    assert (found.status, found.is_failure) == ("unneeded", True)
    assert found.told == (
        "excuse PR-Z01 must be needed, got a check that passes; it said: by contract"
    )


def test_an_excuse_is_searched_for_longer_before_it_is_called_unneeded() -> None:
    one = _check(lambda _: None, search=_fails)
    assert _outcome(one, excuses={"PR-Z01": "rarely"}).status == "excused"
    assert _outcome(one).status == "passed"


def test_what_is_not_claimed_is_said_and_is_no_failure() -> None:
    found = _outcome(_check(_fails, needs=("exports",)))
    assert (found.status, found.told) == ("not_claimed", "no export was given as an example")


def test_an_excuse_from_what_does_not_apply_is_not_needed() -> None:
    found = _outcome(_check(_fails, needs=("exports",)), excuses={"PR-Z01": "by contract"})
    assert (found.status, found.told) == (
        "unneeded",
        (
            "excuse PR-Z01 must be needed, got a check that does not apply: "
            "no export was given as an example"
        ),
    )


def test_after_a_check_that_hangs_the_rest_is_blocked() -> None:
    gate = threading.Event()
    judge = Judge(kind=KINDS["PR"], deadline_s=0.05, excuses={})
    checks = [
        _check(lambda _: None),
        _check(lambda _: gate.wait(60), check_id="PR-Z02"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        _check(lambda _: None, check_id="PR-Z03"),
        _check(lambda _: None, check_id="PR-Z04"),
    ]
    found = list(judge.outcomes(_Thing(), checks))
    gate.set()
    assert [one.status for one in found] == ["passed", "failed", "blocked", "blocked"]
    assert {one.told for one in found[2:]} == {"PR-Z02 did not end"}
