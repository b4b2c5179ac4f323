"""Laws of disclosures: clear words in front never hurt, and hiding them never helps."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, strategies as st
from tests.laws.test_lint_laws import hostile

from influence.disclosure import (
    REQUIREMENTS,
    Caption,
    DisclosureRequirement,
    PostText,
    requirement_of,
    review_post,
)

texts = st.one_of(
    st.text(max_size=80),
    st.integers(0, 2**32).map(lambda seed: hostile(random.Random(seed))),  # noqa: S311  # drawn by Hypothesis
)
requirements = st.sampled_from(REQUIREMENTS)
US = requirement_of("US", on=dt.date(2026, 3, 2))


def kinds(caption: str, asked: DisclosureRequirement, language: str | None = None) -> set[str]:
    post = PostText(caption=caption, platform="instagram", kind="post", language=language)
    return {remark.kind for remark in review_post(post, requirement=asked)}


class TestWordsInFront:
    """A clear word at the very front leaves nothing to say."""

    @given(text=texts, asked=requirements, data=st.data())
    def test_whatever_follows(
        self, text: str, asked: DisclosureRequirement, data: st.DataObject
    ) -> None:
        language = data.draw(st.sampled_from(sorted(asked.accepted)))
        word = data.draw(st.sampled_from(asked.accepted[language]))
        told = None if language == "*" else language
        assert kinds(f"{word} | {text}", asked, told) == set()


class TestHiding:
    """Moving the only clear word behind more text never takes a remark away."""

    @given(words=st.lists(st.sampled_from(("run", "#run", "hill")), max_size=60))
    def test_later_is_no_better(self, words: list[str]) -> None:
        hidden = 0
        for place in range(len(words) + 1):
            caption = " ".join((*words[:place], "#ad", *words[place:]))
            found = kinds(caption, US, "en")
            is_far = len(" ".join(words[:place])) + 2 > 125
            hidden = hidden or int(is_far)
            assert "hidden" in found or not hidden


class TestSpelling:
    """Case and width change nothing, and neither does what stands around a word."""

    @given(text=st.text(st.sampled_from("adAD #!.x "), max_size=30))
    def test_of_letters(self, text: str) -> None:
        wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
        assert kinds(text, US) == kinds(text.swapcase(), US) == kinds(wide, US)


class TestReview:
    """Every text is judged, each remark once, in steps that grow with its length."""

    @given(text=texts, asked=requirements, language=st.sampled_from((None, "en", "ja", "ar")))
    def test_is_total(self, text: str, asked: DisclosureRequirement, language: str | None) -> None:
        post = PostText(caption=text, platform="tiktok", kind="short_video", language=language)
        found = [remark.kind for remark in review_post(post, requirement=asked)]
        assert len(found) == len(set(found)) <= 3

    @given(text=texts)
    def test_words_are_no_more_than_characters(self, text: str) -> None:
        words = Caption(text).words
        assert sum(len(word.text) for word in words) <= 20 * len(text) + 1
        assert [word.at for word in words] == sorted({word.at for word in words})

    @pytest.mark.deep
    def test_of_ten_thousand_hostile_texts(self) -> None:
        dice = random.Random(0)  # noqa: S311  # the same texts each time
        for _ in range(10_000):
            for asked in REQUIREMENTS:
                kinds(hostile(dice), asked)
