from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from influence.disclosure import (
    CLEAR_WORDS,
    EU_MEMBERS,
    REQUIREMENTS,
    DisclosureRequirement,
    PostText,
    Remark,
    disclosure_wording,
    fold_of,
    is_known,
    requirement_of,
    review_post,
)
from influence.errors import InvalidInputError, UnknownNameError

ON = dt.date(2026, 3, 2)
US = requirement_of("US", on=ON)


def remarks(**known: Any) -> list[Remark]:  # noqa: ANN401  # whatever a post has
    return list(review_post(PostText(**known), requirement=US))


def kinds(**known: Any) -> list[str]:  # noqa: ANN401  # whatever a post has
    return [remark.kind for remark in remarks(**known)]


def test_a_missing_disclosure_says_what_could_be_written() -> None:
    (remark,) = remarks(caption="My run", language="en")
    assert (remark.key, remark.message) == (
        "caption",
        (
            "post must disclose that it is an advertisement, for instance ad, advert, "
            "advertisement; got nothing"
        ),
    )


def test_a_gift_counts() -> None:
    (remark,) = remarks(caption="My run", language="en", relationship="gifted")
    assert remark.kind == "gift"
    assert remark.message == (
        "a gift must be disclosed in US, for instance ad, advert, advertisement; got nothing"
    )


def test_the_label_alone_is_not_enough_unless_it_is() -> None:
    assert kinds(caption="My run", has_label=True) == ["label_only"]
    easy = DisclosureRequirement(
        jurisdiction="XX",
        authority="nobody",
        accepted=CLEAR_WORDS,
        label_suffices=True,
        since=ON,
        source="none",
        read_on=ON,
    )
    post = PostText(caption="My run", has_label=True)
    assert review_post(post, requirement=easy) == ()


def test_a_note_of_the_label_is_the_label() -> None:
    assert kinds(caption="My run", disclosure="branded content label") == ["label_only"]


def test_what_somebody_noted_and_the_picture_count() -> None:
    assert kinds(caption="My run", disclosure="#ad") == []
    assert kinds(caption="My run", on_screen="Ad") == []
    assert kinds(caption="My run", spoken="this is an advertisement") == []


def test_an_unknown_caption_cannot_be_told() -> None:
    (remark,) = remarks()
    assert remark.message == "caption must be known to look for a disclosure, got none"
    assert kinds(on_screen="Ad") == []


def test_a_video_has_to_show_or_say_it_where_that_is_known() -> None:
    video = {"caption": "Ad: my run", "kind": "short_video"}
    assert kinds(**video) == []
    assert kinds(**video, on_screen="my run") == ["silent"]
    assert kinds(**video, on_screen="Advertisement") == []
    assert kinds(**video, spoken="hello", on_screen="#ad") == []
    assert kinds(caption="Ad: my run", kind="post", on_screen="my run") == []


def test_a_disclosure_after_the_fold_is_hidden_by_platform() -> None:
    text = "x" * 90 + " ad"
    assert kinds(caption=text, platform="instagram") == []
    (remark,) = remarks(caption=text, platform="tiktok")
    assert remark.message == "disclosure must stand within the first 80 characters, got 91"


def test_one_among_hashtags_says_after_how_many() -> None:
    (remark,) = remarks(caption="#a #b #c #d #ad", platform="instagram")
    assert remark.message == "disclosure must not stand among hashtags, got 'ad' after 4"


def test_other_words_are_told_with_their_reason() -> None:
    (remark,) = remarks(caption="#sp my run", language="en")
    assert remark.message == (
        "disclosure must be clear in US, got 'sp': it is an abbreviation that most people do not "
        "know"
    )


def test_another_language_is_told() -> None:
    (remark,) = remarks(caption="#ad mi carrera", language="es")
    assert remark.message == "disclosure must be in the language of the post, es, got 'ad'"


def test_the_relationship_is_one_of_three() -> None:
    with pytest.raises(UnknownNameError):
        PostText(relationship="friend")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose


class TestRequirements:
    def test_members_of_the_union_without_a_row_have_its_own(self) -> None:
        assert requirement_of("IE", on=ON).jurisdiction == "EU"
        assert requirement_of("FR", on=ON).jurisdiction == "FR"
        assert requirement_of("FR", on=dt.date(2020, 1, 1)).jurisdiction == "EU"
        assert len(EU_MEMBERS) == 27

    def test_what_is_not_known_is_said(self) -> None:
        assert not is_known("BR", on=ON)
        assert not is_known("US", on=dt.date(1990, 1, 1))
        assert is_known("US", on=ON)
        with pytest.raises(UnknownNameError):
            requirement_of("BR", on=ON)

    def test_every_row_has_its_days_and_source(self) -> None:
        assert all(row.since < row.read_on and row.source for row in REQUIREMENTS)
        assert not any(row.label_suffices for row in REQUIREMENTS)

    def test_a_row_ends_after_it_begins(self) -> None:
        with pytest.raises(
            InvalidInputError,
            match=r"DisclosureRequirement.until must be after 2026-03-02, its first day",
        ):
            DisclosureRequirement(
                jurisdiction="US",
                authority="x",
                accepted={},
                since=ON,
                until=ON,
                source="S1",
                read_on=ON,
            )

    def test_words_of_a_language_come_with_those_of_every_one(self) -> None:
        assert US.words("en-GB")[0] == "ad"
        assert US.words("xx") == ()
        assert "広告" in US.words(None)
        assert requirement_of("FR", on=ON).words("en") == (
            "publicité",
            "collaboration commerciale",
        )


class TestWording:
    def test_it_says_what_to_write_and_where(self) -> None:
        wording = disclosure_wording(US, platform="instagram", language="en")
        assert wording.words[:2] == ("ad", "advert")
        assert wording.where == (
            "In the first 125 characters of the text, before any hashtags.",
            "Shown or said in videos and on every story frame.",
            "Beside the platform's label “Paid partnership”, which is not enough alone.",
        )

    def test_elsewhere_it_names_no_label_and_any_language_has_words(self) -> None:
        wording = disclosure_wording(US, platform=None, language="xx")
        assert len(wording.where) == 2
        assert wording.words


def test_an_unknown_platform_is_taken_to_cut_early() -> None:
    assert fold_of(None) == fold_of("elsewhere") == 80
