from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app
from influence.testing import RuleExample

runner = CliRunner()


@pytest.fixture
def book(tmp_path: Path) -> str:
    posts = "post_id,caption,has_label\nmaya-1,My mornings now,true\ndiego-1,Ad: hills,true"
    audience = "creator_id,dimension,group,share\ndiego,country,BR,0.4"
    texts = {
        "posts.csv": posts,
        "audience.csv": audience,
        "creators.csv": "creator_id,country\nines,",
    }
    RuleExample(title="Good", codes=(), fragments=texts).write(tmp_path)
    return str(tmp_path)


def test_each_post_is_told_with_whose_rules_it_was_looked_at_by(book: str) -> None:
    result = runner.invoke(app, ["disclosure", book])
    assert result.exit_code == 0
    assert "diego-1 by diego, looked at by US\n    nothing is known here of BR" in result.stdout
    assert "    nothing found to say\n" in result.stdout
    assert "ines-1 by ines, looked at by nobody: the book knows no country\n" in result.stdout
    assert result.stderr == (
        "posts: 6, with something to say: 0; nothing found does not mean compliant; this is no "
        "legal advice\n"
    )


def test_one_post_can_be_asked_for(book: str) -> None:
    posts = Path(book) / "posts.csv"
    posts.write_text(posts.read_text().replace("Ad: hills", "Thanks @trail"))
    result = runner.invoke(app, ["disclosure", book, "--post", "diego-1"])
    assert result.stdout.splitlines()[2].startswith(
        "    disclosure must be clear in US, got 'thanks'"
    )
    document = json.loads(runner.invoke(app, ["disclosure", book, "--json"]).stdout)
    (told,) = [one for one in document["posts"] if one["remarks"]]
    assert (told["post_id"], told["remarks"][0]["asked_in"]) == ("diego-1", ["US"])


def test_a_post_that_is_not_there_is_told_with_the_close_one(book: str) -> None:
    result = runner.invoke(app, ["disclosure", book, "--post", "diego-11"])
    assert result.exit_code == 1
    assert "did you mean 'diego-1'?" in result.stderr
