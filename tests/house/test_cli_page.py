"""The page of the command line knows every command and every option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("typer")


def _sections(root: Path) -> dict[str, str]:
    page = (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^## influence ", page, flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts}


def _commands() -> dict[str, list[str]]:
    """The words of each command that its user may type."""
    import typer.main

    from influence.cli._app import app

    group = typer.main.get_command(app)
    return {
        name: [
            word
            for parameter in command.params
            for word in (
                parameter.opts
                if parameter.param_type_name == "option"
                else [str(getattr(parameter, "metavar", None) or parameter.name)]
            )
        ]
        for name, command in getattr(group, "commands", {}).items()
    }


def test_every_command_has_its_section_and_no_other_does(root: Path) -> None:
    assert sorted(_sections(root)) == sorted(_commands())


def test_every_argument_and_option_stands_in_its_section(root: Path) -> None:
    sections = _sections(root)
    missing = [
        f"{name} {word}"
        for name, words in _commands().items()
        for word in words
        if word not in sections[name]
    ]
    assert missing == []
