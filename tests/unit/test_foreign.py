from __future__ import annotations

import re
from typing import Any

import attrs
import pytest

from influence._foreign import asked, is_foreign, mark_origin, told
from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError, PluginError
from influence.payments import Commission


class _Theirs:
    name = "theirs"


def _fails() -> None:
    raise ZeroDivisionError


def test_who_made_a_member_is_known_by_its_class() -> None:
    assert is_foreign(_Theirs())
    assert not is_foreign(Commission(rate="0.1"))


def test_an_origin_is_written_once_and_never_on_ours() -> None:
    class Marked:
        name = "marked"

    mark_origin(Marked, "plugin one")
    mark_origin(Marked, "plugin two")
    mark_origin(Commission, "plugin one")
    assert told("rule", Marked()) == "rule marked (plugin one)"
    assert told("rule", Commission(rate="0.1")) == "rule commission"


def test_the_origin_of_a_class_is_not_that_of_what_inherits_from_it() -> None:
    class Parent:
        name = "parent"

    class Child(Parent):
        name = "child"

    mark_origin(Parent, "plugin one")
    assert told("rule", Child()) == "rule child"


def test_a_class_may_refuse_to_be_written_on() -> None:
    class Closed(type):
        def __setattr__(cls, name: str, value: object) -> None:
            raise OSError(name)

    class Member(metaclass=Closed):
        pass

    mark_origin(Member, "plugin one")
    assert told("rule", Member()) == "rule Member"


def test_a_failure_names_the_line() -> None:
    line = _fails.__code__.co_firstlineno + 1
    message = (
        f"rule theirs (test_foreign.py:{line}) must work without failing, got ZeroDivisionError()"
    )
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        asked(_fails, noun="rule", member=_Theirs(), rule="work without failing")


def test_the_end_of_the_program_is_a_failure() -> None:
    def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(PluginError, match=r"got SystemExit\(3\)$"):
        asked(leave, noun="rule", member=_Theirs(), rule="work")


def test_what_of_ours_fails_is_our_own_fault() -> None:
    with pytest.raises(ZeroDivisionError):
        asked(_fails, noun="rule", member=Commission(rate="0.1"), rule="work")


def test_a_fact_may_be_missing() -> None:
    def refuse() -> None:
        raise MissingDataError("tariff", "be known", None)

    with pytest.raises(MissingDataError, match=r"^tariff must be known, got None$"):
        asked(refuse, noun="rule", member=_Theirs(), rule="work")


def test_terms_may_be_in_another_currency() -> None:
    def refuse() -> None:
        raise CurrencyMismatchError("sales", "be in EUR", "USD")

    with pytest.raises(CurrencyMismatchError, match=r"^sales must be in EUR, got 'USD'$"):
        asked(refuse, noun="rule", member=_Theirs(), rule="work")


def test_a_wrong_argument_is_the_fault_of_whoever_passed_it() -> None:
    def refuse() -> None:
        raise InvalidInputError("tariff", "be known", None)

    with pytest.raises(PluginError, match=r"^rule theirs .+ must work, got InvalidInputError\("):
        asked(refuse, noun="rule", member=_Theirs(), rule="work")
    with pytest.raises(InvalidInputError, match=r"^tariff must be known, got None$"):
        asked(refuse, noun="rule", member=_Theirs(), rule="work", refusals=InvalidInputError)


def test_what_is_shown_is_left_as_it_is() -> None:
    @attrs.frozen
    class Shown:
        count: int

    shown = Shown(1)

    def change() -> int:
        object.__setattr__(shown, "count", 2)
        return 7

    message = "rule theirs must leave what it is shown as it is, got 'a changed Shown'"
    with pytest.raises(PluginError, match=f"^{message}$"):
        asked(change, noun="rule", member=_Theirs(), rule="work", shown=shown)


def test_an_answer_is_handed_on() -> None:
    answer: Any = asked(lambda: 7, noun="rule", member=_Theirs(), rule="work", shown=(1, 2))
    assert answer == 7
