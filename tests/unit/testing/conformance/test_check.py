from __future__ import annotations

from types import ModuleType

import pytest

from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.testing import KINDS, Check, CheckFailedError
from influence.testing._conformance._check import Subject, by_id, check, checks_in
from influence.testing._conformance._kind import check_named, kind_named


def _check(check_id: str, *, needs: tuple[str, ...] = ()) -> Check[Subject]:
    return Check(id=check_id, title="a law", if_fails="mend it", run=lambda _: None, needs=needs)


def test_a_check_is_made_of_a_function_and_its_first_sentence() -> None:
    @check("PR-Z01", if_fails="mend it", needs=("exports",))
    def law(_subject: object) -> None:
        """Who sells more
        is paid more.

        Source: S1.
        """

    assert (law.id, law.kind, law.group, law.title) == (
        "PR-Z01",
        "PR",
        "Z",
        "Who sells more is paid more",
    )


@pytest.mark.parametrize("wrong", ["PR01", "pr-L01", "PR-L1", "PRX-L01"])
def test_an_id_has_one_form(wrong: str) -> None:
    with pytest.raises(InvalidInputError) as told:
        _check(wrong)
    assert str(told.value) == f"id of a check must look like PR-L05, got {wrong!r}"


def test_a_need_is_one_of_the_claims() -> None:
    with pytest.raises(InvalidInputError, match=r"need of a check must be one of \[.*\], got 'x'"):
        _check("PR-Z01", needs=("x",))


def test_a_function_without_a_law_is_no_check() -> None:
    with pytest.raises(InvalidInputError, match=r"Check\.title"):
        check("PR-Z01", if_fails="mend it")(lambda _: None)


def test_two_checks_cannot_have_one_id() -> None:
    with pytest.raises(InvalidInputError) as told:
        by_id([_check("PR-Z01"), _check("PR-Z01")])
    assert str(told.value) == "id of a check must be of one check, got 'PR-Z01'"


def test_the_checks_of_modules_come_by_id() -> None:
    module = ModuleType("laws")
    module.__dict__.update(b=_check("PR-Z02"), a=_check("PR-Z01"), other=7)
    assert [one.id for one in checks_in(module)] == ["PR-Z01", "PR-Z02"]


def test_a_failed_check_is_the_mistake_of_a_plugin() -> None:
    assert isinstance(CheckFailedError("fee", "be a Fee", 1), PluginError)


@pytest.mark.parametrize("prefix", KINDS)
def test_every_check_of_a_kind_has_its_prefix_its_group_and_texts_that_help(prefix: str) -> None:
    kit = KINDS[prefix].kit
    assert [one.id for one in kit.checks if one.kind != prefix] == []
    assert {one.group for one in kit.checks} == set(kit.groups)
    assert [one.id for one in kit.checks if len(one.if_fails) < 60] == []
    assert [one.id for one in kit.checks if one.title.endswith(".")] == []


def test_there_are_more_than_a_hundred_checks_beside_those_of_platforms() -> None:
    assert sum(len(kind.kit.checks) for kind in KINDS.values() if kind.prefix != "PC") >= 120


def test_a_kind_is_named_by_word_or_prefix() -> None:
    assert kind_named("ranking-strategy") is kind_named("RS")
    with pytest.raises(UnknownNameError, match="did you mean 'exporter'"):
        kind_named("exportr")


def test_a_check_is_named_by_its_id() -> None:
    assert check_named("PR-L09").title == "a fee is never below zero"
    with pytest.raises(UnknownNameError, match="got 'PR-L99'; did you mean"):
        check_named("PR-L99")
    with pytest.raises(UnknownNameError, match="got 'XX-L01'"):
        check_named("XX-L01")
