from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.platforms import Account
from influence.plugins import (
    AccountQuestion,
    Answered,
    HookError,
    SecretQuestion,
    hook,
    load,
)
from influence.plugins._first_result_hook import in_order
from influence.plugins._implementation import Implementation
from influence.sansio import Secret

_MAYA = Account(platform="mastodon", handle="maya")
_QUESTION = AccountQuestion(text="mastodon:maya")
_CANARY = "c4n4ry-t0ken"


def _by(
    function: Callable[..., object], *, plugin: str = "theirs", version: str = ""
) -> Implementation:
    distribution = f"influence-{plugin}" if version else ""
    return Implementation(
        plugin=plugin, function=function, distribution=distribution, version=version
    )


def _knows(question: AccountQuestion) -> Account | None:
    return _MAYA if question.text.startswith("mastodon:") else None


def _knows_not(question: AccountQuestion) -> Account | None:  # noqa: ARG001 - the hook's argument
    return None


def _never_asked(question: AccountQuestion) -> Account | None:
    raise AssertionError(question)


def _fails(question: AccountQuestion) -> Account | None:
    raise OSError(question.text)


def _module(name: str, **functions: Callable[..., object]) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(functions)
    return module


def test_the_first_who_knows_answers_and_is_told() -> None:
    asked = [_by(_knows_not), _by(_knows, plugin="fedi", version="2.1"), _by(_never_asked)]
    assert hook.resolve_account.answered(asked, question=_QUESTION) == Answered(
        value=_MAYA, plugin="fedi", distribution="influence-fedi", version="2.1"
    )


def test_nobody_may_know() -> None:
    assert hook.resolve_account.answered([], question=_QUESTION) is None
    assert hook.resolve_account.answered([_by(_knows_not)], question=_QUESTION) is None


def test_a_plugin_that_fails_is_named_with_its_line() -> None:
    with pytest.raises(HookError) as caught:
        hook.resolve_account.answered([_by(_fails)], question=_QUESTION)
    line = _fails.__code__.co_firstlineno + 1
    assert str(caught.value) == (
        f"plugin theirs (test_first_result_hook.py:{line}) must answer influence_resolve_account "
        "without failing, got OSError('mastodon:maya')"
    )
    assert isinstance(caught.value.__cause__, OSError)


def test_another_answer_is_refused() -> None:
    with pytest.raises(HookError) as caught:
        hook.resolve_account.answered([_by(lambda question: question.text)], question=_QUESTION)
    assert str(caught.value).endswith(
        ") must answer influence_resolve_account with Account or None, got 'mastodon:maya'"
    )


def test_an_answer_to_wait_for_is_refused_and_closed() -> None:
    async def later(question: AccountQuestion) -> Account | None:
        return _knows(question)

    with pytest.raises(HookError) as caught:
        hook.resolve_account.answered([_by(later)], question=_QUESTION)
    assert caught.value.rule == "answer influence_resolve_account with Account or None"


def test_the_interrupt_of_a_person_goes_through() -> None:
    def interrupted(question: AccountQuestion) -> Account | None:  # noqa: ARG001 - the hook's argument
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hook.resolve_account.answered([_by(interrupted)], question=_QUESTION)


def test_those_who_are_named_come_first_then_ours_then_by_name() -> None:
    given = [_by(_knows, plugin=name) for name in ("zoe", "influence", "ada", "bob", "eve")]

    def names(*first: str) -> list[str]:
        return [one.plugin for one in in_order(given, first=first)]

    assert names() == ["influence", "ada", "bob", "eve", "zoe"]
    assert names("zoe", "nobody", "bob") == ["zoe", "bob", "influence", "ada", "eve"]
    assert in_order(reversed(given)) == in_order(given)


def test_two_functions_of_one_plugin_are_asked_by_their_names() -> None:
    one, two = _by(_knows), _by(_fails)
    assert in_order([one, two]) == in_order([two, one]) == (two, one)


def test_the_specification_answers_nothing_and_stops_at_the_first_answer() -> None:
    specification: Any = hook.resolve_account.specification()
    assert specification.__name__ == "influence_resolve_account"
    assert specification(_QUESTION) is None
    assert specification.influence_spec["firstresult"] is True


def test_the_registry_asks_ours_and_then_the_others() -> None:
    fedi = _module("fedi", resolve_account=hook.resolve_account(_knows))
    registry = load(plugins=[fedi])
    theirs, ours = registry.account("mastodon:maya"), registry.account("tiktok.com/@maya")
    assert theirs is not None
    assert (theirs.value, theirs.plugin) == (_MAYA, "fedi")
    assert ours is not None
    assert (ours.value.platform, ours.plugin) == ("tiktok", "influence")
    assert registry.account("@maya") is None


def test_no_plugin_answers_for_a_platform_of_ours() -> None:
    def takes_all(question: AccountQuestion) -> Account | None:  # noqa: ARG001 - the hook's argument
        return Account(platform="instagram", handle="thief")

    registry = load(plugins=[_module("a_thief", steal=hook.resolve_account(takes_all))])
    found = registry.account("instagram.com/maya")
    assert found is not None
    assert (found.value.handle, found.plugin) == ("maya", "influence")


def test_a_secret_is_kept_by_whoever_has_it() -> None:
    def vault(question: SecretQuestion) -> Secret | None:
        return Secret(_CANARY) if (question.plugin, question.name) == ("demo", "token") else None

    registry = load(plugins=[_module("vault", secret=hook.secret(vault))])
    found = registry.secret("token", plugin="demo")
    assert found is not None
    assert (found.value.revealed(), found.plugin) == (_CANARY, "vault")
    assert _CANARY not in repr(found)
    assert registry.secret("key", plugin="demo") is None


def _tells_as_text(question: SecretQuestion) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return _CANARY


def _fails_with_it(question: SecretQuestion) -> Secret | None:  # noqa: ARG001 - the hook's argument
    raise OSError(_CANARY)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (_tells_as_text, "answer influence_secret with Secret or None, got 'str'"),
        (_fails_with_it, "answer influence_secret without failing, got 'OSError'"),
    ],
)
def test_a_mistake_with_a_secret_shows_nothing_of_it(
    function: Callable[..., Any], message: str
) -> None:
    question = SecretQuestion(name="token", plugin="demo")
    with pytest.raises(HookError) as caught:
        hook.secret.answered([_by(function)], question=question)
    error = caught.value
    assert str(error).endswith(f") must {message}")
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join(traceback.format_exception(error)).replace(_source(function), "")
    assert _CANARY not in shown + repr(error) + repr(error.args)
    assert _CANARY.encode() not in pickle.dumps(error)


def _source(function: Callable[..., Any]) -> str:
    return function.__name__


@pytest.mark.parametrize("text", [7, None, b"maya"])
def test_a_question_is_text(text: Any) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(InvalidInputError) as caught:
        AccountQuestion(text=text)
    assert str(caught.value) == f"AccountQuestion.text must be text, got {text!r}"


def test_a_secret_is_asked_for_by_name() -> None:
    with pytest.raises(InvalidInputError) as caught:
        SecretQuestion(name="", plugin="demo")
    assert str(caught.value) == "SecretQuestion.name must be text that is not blank, got ''"
