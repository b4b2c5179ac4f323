"""Every hook that a plugin author may answer is written down with its exact signature."""

from __future__ import annotations

import inspect
import re
import runpy
from pathlib import Path
from typing import Any

import attrs
import pytest

from influence.plugins.hooks import CollectHook, FirstResultHook, Hooks, declared_hooks, hook

_SIGNATURES = {
    "payment_rules": "(host: Host) -> Iterable[PaymentRuleSpec]:",
    "platforms": "(host: Host) -> Iterable[PlatformSpec]:",
    "resolve_account": "(question: AccountQuestion) -> Account | None:",
    "secret": "(question: SecretQuestion) -> Secret | None:",
    "observe": "(event: Event) -> None:",
}


@pytest.fixture
def tool(root: Path) -> dict[str, Any]:
    """The tool that writes the page."""
    return runpy.run_path(str(root / "tools" / "hooks_page.py"))


@pytest.fixture
def page(root: Path) -> str:
    """The page as it is."""
    return (root / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")


def test_the_page_of_hooks_is_what_its_tool_writes(tool: dict[str, Any], page: str) -> None:
    assert page == tool["page"](page), "run python tools/hooks_page.py"


def test_every_hook_is_documented_with_its_exact_signature(tool: dict[str, Any], page: str) -> None:
    names = [field.name for field in attrs.fields(Hooks)]
    signatures = re.findall(r"^@hook\.(\w+)\ndef \1(\(.+\) -> .+:)$", page, flags=re.MULTILINE)
    assert [name for name, _ in signatures][: len(names)] == names
    assert dict(signatures).items() >= _SIGNATURES.items()
    assert [tool["signature"](name) for name in names] == [
        f"@hook.{name}\ndef {name}{one}" for name, one in signatures[: len(names)]
    ]


def test_every_hook_says_what_it_is_for_and_what_becomes_of_a_failure() -> None:
    assert all(one.name.startswith("influence_") for one in declared_hooks())
    for field in attrs.fields(Hooks):
        declared: Any = getattr(hook, field.name)
        assert declared.name == f"influence_{field.name}"
        assert declared.used_in
        assert declared.on_failure


def test_what_a_signature_says_is_what_the_call_judges_by() -> None:
    for field in attrs.fields(Hooks):
        declared: Any = getattr(hook, field.name)
        filling = re.findall(r"\w+", str(field.type).partition("[")[2])
        match declared:
            case CollectHook():
                assert filling == [declared.spec.__name__]
            case FirstResultHook():
                assert filling == [declared.question.__name__, declared.answer.__name__]
            case _:
                assert filling == ["Event"]
        assert [*inspect.signature(declared.specification()).parameters] == [declared.parameter]


def test_a_page_that_leaves_a_hook_out_is_refused(tool: dict[str, Any], page: str) -> None:
    without = page.replace("<!-- code: observe -->\n", "")
    with pytest.raises(KeyError, match=r"hooks\.md must have .+ for each of \['observe'\]"):
        tool["page"](without)


def test_a_page_that_asks_for_what_is_not_there_is_refused(tool: dict[str, Any], page: str) -> None:
    with pytest.raises(KeyError, match="'observer'"):
        tool["page"](page + "<!-- code: observer -->\n<!-- end -->\n")
