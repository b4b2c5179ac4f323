"""The page of the command line knows every command and every option."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

    return dict(_within(typer.main.get_command(app), before=""))


def _within(group: object, *, before: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a group and of the groups in it, each by all its words."""
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from _within(command, before=f"{before}{name} ")
        else:
            yield f"{before}{name}", _words(command)


def _words(command: object) -> list[str]:
    """The options and arguments of a command."""
    return [
        word
        for parameter in getattr(command, "params", ())
        for word in (
            parameter.opts
            if parameter.param_type_name == "option"
            else [str(getattr(parameter, "metavar", None) or parameter.name)]
        )
    ]


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


def test_every_option_of_the_program_stands_above_the_commands(root: Path) -> None:
    import typer.main

    from influence.cli._app import app

    page = (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    head = page.partition("\n## influence ")[0]
    options = [word for word in _words(typer.main.get_command(app)) if word.startswith("--")]
    assert [word for word in options if word not in head and word != "--help"] == []
    assert "--block" in options
