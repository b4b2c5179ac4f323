from __future__ import annotations

import re

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.platforms import PLATFORMS, Platform, platform


def test_a_platform_is_found_by_the_word_that_tables_use() -> None:
    assert platform("youtube").hosts == ("youtube.com", "youtu.be")


def test_every_platform_stands_under_its_own_name() -> None:
    assert all(name == known.name for name, known in PLATFORMS.items())


def test_a_platform_that_nobody_knows_is_refused_with_the_close_one() -> None:
    with pytest.raises(UnknownNameError, match=r", got 'instagramm'; did you mean 'instagram'\?$"):
        platform("instagramm")


def test_a_book_may_name_a_platform_of_its_own() -> None:
    assert Platform(name="threads", label="Threads").hosts == ()


@pytest.mark.parametrize("name", ["Threads", " threads", "my space", "my\tspace"])
def test_a_name_that_tables_could_not_match_is_refused(name: str) -> None:
    message = f"Platform.name must be lower case without spaces, got {name!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Platform(name=name, label="A platform")


def test_the_table_of_platforms_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        PLATFORMS["threads"] = platform("x")  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
