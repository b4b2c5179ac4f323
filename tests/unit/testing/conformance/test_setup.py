from __future__ import annotations

from pathlib import Path

import pytest

from influence.errors import InfluenceError, InvalidInputError
from influence.testing import Given, Setup
from influence.testing._conformance._setup import given_in


def _file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "kit.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_an_author_gives_is_read(tmp_path: Path) -> None:
    book = Path("examples/spring-launch").resolve().as_posix()
    file = _file(
        tmp_path,
        f"""
        [barter]
        terms = [{{ rate = "0.2" }}]
        exports = ["orders.csv"]
        options = {{ salt = "1" }}
        good = ["{book}"]
        fake = "influence.testing:StallFake"
        [barter.xfail]
        PR-L06 = "by contract"
        """,
    )
    given = given_in(file)["barter"]
    assert given.terms == ({"rate": "0.2"},)
    assert given.exports == (tmp_path / "orders.csv",)
    assert (dict(given.options), dict(given.excuses)) == ({"salt": "1"}, {"PR-L06": "by contract"})
    assert given.fake == "influence.testing:StallFake"
    assert [one.campaign.name for one in given.good] == ["Spring launch"]
    assert Setup(given={"barter": given}).of("barter") is given
    assert Setup().of("barter") == Given()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("barter = 1", "barter must be a table, got 1"),
        (
            "[barter]\nterm = []",
            (
                "key of barter must be one of bad, exports, fake, good, options, terms, xfail, "
                "got 'term'; did you mean 'terms'?"
            ),
        ),
        ("[barter]\nterms = 1", "barter.terms must be a list, got 1"),
        ("[barter]\nterms = [1]", "barter.terms must be a table, got 1"),
        ("[barter]\nexports = [1]", "barter.exports must be text, got 1"),
        ("[barter.xfail]\nPR-L06 = 1", "barter.xfail.PR-L06 must be text, got 1"),
        ("[barter.xfail]\nPR-L06 = ' '", "excuse PR-L06 must have a reason, got ' '"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InfluenceError) as told:
        given_in(_file(tmp_path, text))
    assert str(told.value) == message


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"kit\.toml must be a TOML file, got "):
        given_in(_file(tmp_path, "["))
