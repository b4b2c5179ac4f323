# ruff: noqa: E501  # messages are matched whole
"""What is installed, read from metadata; nothing here is imported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from plugin_site import Site

from influence.plugins import load
from influence.plugins._candidates import Candidate, candidates


def _found(name: str = "barter") -> list[Candidate]:
    return [one for one in candidates()[0] if one.name == name]


def _told() -> list[str]:
    return [str(fault.finding("plugins")) for one in _found() for fault in one.faults]


def _cut(text: str) -> str:
    return repr(text) if len(text) <= 80 else f"{text[:80]!r}... ({len(text)} characters)"


def test_nothing_is_imported(site: Site) -> None:
    site.install("influence_barter", "raise SystemExit\n", version="1.2", summary="Goods for sales")
    (found,) = _found()
    assert found == Candidate(
        name="barter",
        module="influence_barter",
        distribution="influence-barter",
        version="1.2",
        summary="Goods for sales",
    )
    assert "influence_barter" not in sys.modules


def test_of_two_on_the_path_the_first_counts(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("influence_barter", version="2.0")
    first = Site(tmp_path / "first")
    first.install("influence_barter", version="1.0")
    monkeypatch.syspath_prepend(str(first.folder))
    (found,) = _found()
    assert found.version == "1.0"
    (told,) = _told()
    assert told == (
        "plugins: INF707 distribution influence-barter must be installed once, 1.0 in "
        f"{first.folder} counts, got {_cut(f'2.0 in {site.folder}')}"
    )
    assert load().plugin("barter").file == str(first.folder / "influence_barter.py")
    assert [finding.code for finding in load().findings] == ["INF707"]


@pytest.mark.parametrize("versions", [("1.9", "1.10"), ("1.10", "1.9"), ("odd", "1.10")])
def test_of_two_in_one_folder_the_later_version_counts(
    site: Site, versions: tuple[str, str]
) -> None:
    for version in versions:
        site.install("influence_barter", version=version)
    (found,) = _found()
    assert found.version == "1.10"
    assert len(_told()) == 1


def test_a_folder_that_is_twice_on_the_path_is_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("influence_barter")
    monkeypatch.syspath_prepend(str(site.folder / ".." / "site"))
    assert len(_found()) == 1
    assert _told() == []


def test_two_plugins_of_one_distribution_are_two(site: Site) -> None:
    site.install("influence_barter")
    points = site.folder / "influence_barter-1.0.dist-info" / "entry_points.txt"
    points.write_text(
        "[influence.plugins]\nbarter = influence_barter\nswap = influence_swap\n", encoding="utf-8"
    )
    assert [one.name for one in candidates()[0]] == ["barter", "swap"]


def test_a_damaged_distribution_hides_nobody(site: Site) -> None:
    site.install("influence_barter")
    site.install("influence_damaged")
    points = site.folder / "influence_damaged-1.0.dist-info" / "entry_points.txt"
    points.write_text("[influence.plugins]\nwithout an equals sign\n", encoding="utf-8")
    assert len(_found()) == 1
    (told,) = [finding for finding in load().findings if finding.code == "INF708"]
    assert str(told).startswith(
        f"plugins: INF708 metadata of a distribution in {site.folder} must be readable, got "
    )


def test_the_word_alone_names_no_plugins(site: Site) -> None:
    site.install("influence_barter")
    points = site.folder / "influence_barter-1.0.dist-info" / "entry_points.txt"
    points.write_text("[console_scripts]\ninfluence.plugins = influence_barter\n", encoding="utf-8")
    assert candidates()[0] == ()


def test_a_distribution_without_a_head_is_found_all_the_same(site: Site) -> None:
    site.install("influence_barter")
    (site.folder / "influence_barter-1.0.dist-info" / "METADATA").unlink()
    (found,) = _found()
    assert (found.distribution, found.version) == ("without a name", "")
    assert found.label == "plugin barter of without a name"


def test_folded_lines_of_a_head_are_passed_over(site: Site) -> None:
    site.install("influence_barter", requires=("influence-marketing>=0.1",))
    head = site.folder / "influence_barter-1.0.dist-info" / "METADATA"
    head.write_text(
        "Name: influence-barter\nVersion: 1.0\nLicense: a\n Version: 2.0\nRequires-Dist: influence-marketing @ file:///x\n\nVersion: 3.0\n",
        encoding="utf-8",
    )
    (found,) = _found()
    assert (found.version, found.requires) == ("1.0", "")
