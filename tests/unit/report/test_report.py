from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from influence import report
from influence.errors import MissingExtraError


def test_the_document_needs_no_drawing_library() -> None:
    program = (
        "import sys, influence.report; influence.report.schema();"
        "print(sorted({'altair', 'jinja2', 'rich', 'vl_convert'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_what_draws_is_found_when_it_is_asked_for() -> None:
    assert report.page is import_module("influence.report._page").page
    assert report.terminal_table is import_module("influence.report._terminal").terminal_table


def test_every_exported_name_is_there() -> None:
    assert [name for name in report.__all__ if not hasattr(report, name)] == []


def test_a_misspelt_name_is_refused() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = report.pages  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert str(caught.value) == "module 'influence.report' has no attribute 'pages'"


@pytest.mark.parametrize(
    ("name", "library", "module"),
    [("page", "altair", "_drawing"), ("terminal_table", "rich", "_terminal")],
)
def test_a_missing_extra_is_named(
    name: str, library: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in ("_page", "_charts", "_bars", "_scatter", module):
        monkeypatch.delitem(sys.modules, f"influence.report.{loaded}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(vars(report), name, raising=False)
    with pytest.raises(MissingExtraError) as caught:
        getattr(report, name)
    assert str(caught.value) == (
        f"influence.report.{name} must have the extra 'report', got none;"
        " run pip install 'influence-marketing[report]'"
    )


def test_a_fault_of_our_own_is_not_taken_for_a_missing_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "influence.report._terminal", None)
    monkeypatch.delitem(vars(report), "terminal_table", raising=False)
    with pytest.raises(ModuleNotFoundError):
        _ = report.terminal_table
