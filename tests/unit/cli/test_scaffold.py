"""Scaffolds: names, kinds, and the files of a package before anybody writes them."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from influence.cli._scaffold import (
    SCAFFOLD_KINDS,
    MemberName,
    project_files,
    scaffold_kind,
    written_project,
)
from influence.cli._scaffold._project import _requires
from influence.errors import InvalidInputError, UnknownNameError, shown

KINDS = sorted(SCAFFOLD_KINDS)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("barter", "barter"),
        ("Barter", "barter"),
        ("ugc-bonus", "ugc_bonus"),
        ("influence-barter", "barter"),
        ("influence_barter", "barter"),
        (" b2b\n", "b2b"),
    ],
)
def test_a_name_is_normalised_to_the_word_of_books(typed: str, word: str) -> None:
    assert MemberName.of(typed).word == word


RULE = "be 2 to 40 letters and digits that begin with a letter, words parted by - or _"


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("", ""),
        ("b", ""),
        ("x" * 41, f", such as {'x' * 40}"),
        ("my rule!", ", such as my_rule"),
        ("2nd", ", such as nd"),
        ("a__b", ", such as a_b"),
        ("_barter", ", such as barter"),
        ("bärter", ", such as b_rter"),
        ("../up", ", such as up"),
        ("...", ""),
    ],
)
def test_a_name_of_another_form_is_refused_with_the_close_one(typed: str, close: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        MemberName.of(typed)
    assert str(refused.value) == f"name of a plugin must {RULE}{close}, got {typed!r}"


def test_everything_is_called_after_the_name() -> None:
    name = MemberName.of("ugc-bonus")
    assert (name.distribution, name.module) == ("influence-ugc-bonus", "influence_ugc_bonus")
    assert (name.class_name, name.title) == ("UgcBonus", "Ugc bonus")


@pytest.mark.parametrize(
    ("word", "prefix"),
    [
        ("barter", "BARTER"),
        ("late_posters", "LATEPOST"),
        ("b2", "MYB"),
        ("infusion", "MYINFUSI"),
    ],
)
def test_codes_of_a_plugin_have_letters_of_their_own(word: str, prefix: str) -> None:
    assert MemberName.of(word).code_prefix == prefix


def test_a_kind_may_be_typed_with_either_line() -> None:
    assert scaffold_kind("Payment_Rule") is SCAFFOLD_KINDS["payment-rule"]


def test_a_kind_that_is_none_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'lint-rule'") as refused:
        scaffold_kind("lintrule")
    assert refused.value.what == "kind of plugin"


@pytest.mark.parametrize(
    ("word", "article"), [("exporter", "an exporter"), ("lint-rule", "a lint rule")]
)
def test_a_kind_has_its_article(word: str, article: str) -> None:
    assert scaffold_kind(word).article == article


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_has_all_that_a_package_needs(kind: str) -> None:
    files = project_files(MemberName.of("sample"), kind=scaffold_kind(kind))
    wanted = {
        ".gitignore",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "src/influence_sample/__init__.py",
        "src/influence_sample/_sample.py",
        "src/influence_sample/py.typed",
        "tests/test_sample.py",
    }
    assert wanted <= set(files)
    assert list(files) == sorted(files)
    project = tomllib.loads(files["pyproject.toml"])["project"]
    assert project["name"] == "influence-sample"
    assert project["entry-points"] == {"influence.plugins": {"sample": "influence_sample"}}
    assert re.search(r"influence-marketing>=\d+\.\d+,<\d+'", str(project["dependencies"]))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_of_a_template_and_nothing_names_a_place(kind: str) -> None:
    files = project_files(MemberName.of("sample"), kind=scaffold_kind(kind))
    for path, text in files.items():
        assert not re.search(r"\$|WORD|MODULE\b|TheMemberItself|\.tmpl", path + text), path
        assert not re.search(r"/tmp|/home|/root|pypi", text), path  # noqa: S108  # what is not there
        hosts = re.findall(r"https?://[^/\s]*?([\w-]+\.\w+)(?=[/@\s])", text)
        assert all(host.endswith(".example") for host in hosts), path
        assert text == "" or text.endswith("\n"), path
        assert not text.endswith("\n\n"), path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["money", "host", "path", "none", "order", "class", "value-error"])
def test_a_name_that_the_code_needs_for_itself_is_no_trouble(kind: str, name: str) -> None:
    files = project_files(MemberName.of(name), kind=scaffold_kind(kind))
    for path, text in files.items():
        if not path.endswith(".py"):
            continue
        tree = ast.parse(text)
        imported = [
            alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        ]
        defined = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
        names = [*imported, *defined]
        assert len(names) == len(set(names)), path


@pytest.mark.parametrize(
    ("kind", "name", "noun"),
    [
        ("payment-rule", "commission", "a payment rule"),
        ("attribution-model", "linear", "an attribution model"),
        ("attribution-source", "ga4", "an attribution source"),
        ("ranking-strategy", "profit", "a ranking strategy"),
    ],
)
def test_the_name_of_a_member_of_ours_is_refused(kind: str, name: str, noun: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        project_files(MemberName.of(name), kind=scaffold_kind(kind))
    rule = f"not be that of {noun} that comes with influence"
    assert str(refused.value) == f"name of a plugin must {rule}, got {name!r}"


@pytest.mark.parametrize(
    ("installed", "wanted"),
    [("0.4.2", ">=0.4,<1"), ("3.1", ">=3.1,<4"), ("2", ">=2.0,<3"), ("1.0rc1", ">=1.0,<2")],
)
def test_a_plugin_asks_for_this_version_and_none_after_the_next_major(
    installed: str, wanted: str
) -> None:
    assert _requires(installed) == wanted


def test_a_project_is_written_into_a_new_folder_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "new"
    written = written_project({"a.txt": "a\n", "b/c.txt": ""}, folder=folder)
    assert [path.relative_to(folder).as_posix() for path in written] == ["a.txt", "b/c.txt"]
    assert written[0].read_bytes() == b"a\n"
    with pytest.raises(InvalidInputError) as refused:
        written_project({"d.txt": ""}, folder=folder)
    assert str(refused.value) == (
        f"folder of a new plugin must not be there yet, got {shown(str(folder))}"
    )
    assert not (folder / "d.txt").exists()


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InvalidInputError, match="must not be there yet"):
        written_project({"a.txt": ""}, folder=tmp_path / "link")
    assert not (tmp_path / "nowhere").exists()
