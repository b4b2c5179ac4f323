# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plugin_site import Site

from influence.errors import InvalidInputError, UnknownNameError
from influence.plugins import PluginSettings, Step, plugin_settings


def test_without_environment_and_file_everything_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert plugin_settings(environ={}) == PluginSettings()


def test_the_environment_of_the_program_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INFLUENCE_PLUGINS_BLOCK", "barter")
    assert plugin_settings() == PluginSettings(block=("barter",))


def test_the_environment_goes_before_the_file_key_by_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "influence.toml").write_text(
        "[plugins]\nallow = ['a']\nblock = ['b']\norder = ['c']\nstrict = true\n[other]\nx = 1\n",
        encoding="utf-8",
    )
    assert plugin_settings(environ={}) == PluginSettings(
        allow=("a",), block=("b",), order=("c",), strict=True
    )
    environ = {
        "INFLUENCE_PLUGINS_ALLOW": " x, y ,",
        "INFLUENCE_PLUGINS_ORDER": "",
        "INFLUENCE_PLUGINS_STRICT": "No",
    }
    assert plugin_settings(environ=environ) == PluginSettings(
        allow=("x", "y"), block=("b",), order=(), strict=False
    )


@pytest.mark.parametrize(
    ("flag", "is_strict"), [("1", True), ("TRUE", True), ("yes", True), ("0", False), ("", False)]
)
def test_a_switch_is_written_in_a_few_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flag: str, *, is_strict: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    assert plugin_settings(environ={"INFLUENCE_PLUGINS_STRICT": flag}).strict is is_strict


def test_any_other_switch_is_refused() -> None:
    message = "INFLUENCE_PLUGINS_STRICT must be true or false, got 'maybe'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        plugin_settings(environ={"INFLUENCE_PLUGINS_STRICT": "maybe"})


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("plugins = 7", InvalidInputError, "mine.toml plugins must be a table, got 7"),
        (
            "[plugins]\nblok = []",
            UnknownNameError,
            (
                "key of mine.toml plugins must be one of allow, block, order, strict, got 'blok'; did "
                "you mean 'block'?"
            ),
        ),
        (
            "[plugins]\nstrict = 'no'",
            InvalidInputError,
            "mine.toml plugins.strict must be true or false, got 'no'",
        ),
        (
            "[plugins]\nblock = 'barter'",
            InvalidInputError,
            "mine.toml plugins.block must be a list of names in quotes, got 'barter'",
        ),
        (
            "[plugins]\nallow = [1]",
            InvalidInputError,
            "mine.toml plugins.allow must be a list of names in quotes, got [1]",
        ),
        (
            "[plugins",
            InvalidInputError,
            (
                "mine.toml must be TOML, got \"Expected ']' at the end of a table declaration (at end "
                'of document)"'
            ),
        ),
    ],
)
def test_a_file_that_says_something_else_is_refused(
    tmp_path: Path, text: str, error: type[Exception], message: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        plugin_settings(file, environ={})


def test_a_file_that_was_named_has_to_be_there(tmp_path: Path) -> None:
    message = "mine.toml must be readable, got 'No such file or directory'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        plugin_settings(tmp_path / "mine.toml", environ={})


def test_settings_load_what_they_want(site: Site) -> None:
    site.install("influence_barter")
    steps: list[Step] = []
    registry = PluginSettings(block=("barter",), strict=True).load(trace=steps.append)
    assert registry.plugin("barter").state == "blocked"
    assert [step.phase for step in steps] == ["discover"]
