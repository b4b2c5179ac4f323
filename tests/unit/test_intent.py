from __future__ import annotations

import random

import pytest
from tests.laws.test_lint_laws import hostile

from influence.comments import Comment
from influence.intent import CUES, WORDS, Cue, IntentClassifier, WordLists, intents_of

LISTS = WordLists()


@pytest.mark.parametrize(
    ("language", "text", "cues"),
    [
        ("en", "How much is it??", {"price"}),
        ("en", "Is there a code?", {"price"}),
        ("en", "is it $40 or more", {"price"}),
        ("en", "$$$ love", set()),
        ("en", "Where can I get this? Sold out everywhere", {"availability"}),
        ("en", "did it work for you? and the price?", {"price", "results"}),
        ("en", "Stunning!!", set()),
        ("en", "priceless moment", set()),
        ("es", "¿Cuánto cuesta y dónde lo compro?", {"price", "availability"}),
        ("es", "¡Qué bonito!", set()),
        ("fr", "C'est combien ? ça marche vraiment ?", {"price", "results"}),
        ("de", "Was kostet das und wo kann ich es kaufen?", {"price", "availability"}),
        ("it", "Quanto costa?", {"price"}),
        ("pt", "Onde compro? Funciona mesmo?", {"availability", "results"}),
        ("nl", "Hoeveel kost dit?", {"price"}),
        ("pl", "Ile kosztuje? Gdzie kupić?", {"price", "availability"}),
        ("sv", "Vad kostar den?", {"price"}),
        ("tr", "Fiyat\u0131 ne kadar?", {"price"}),
        ("ja", "これいくらですか?", {"price"}),
        ("ja", "効果ありますか", {"results"}),
        ("ko", "얼마예요?", {"price"}),
        ("zh", "多少钱?哪里买?", {"price", "availability"}),
        ("ar", "بكم هذا؟", {"price"}),
        ("hi", "यह कितने का है?", {"price"}),
        (None, "Wie viel kostet das?", {"price"}),
        ("xx", "Combien ça coûte ?", {"price"}),
        ("en-GB", "HOW MUCH", {"price"}),
        ("en", "\uff28\uff2f\uff37 much", {"price"}),
    ],
)
def test_what_a_comment_asks_for(language: str | None, text: str, cues: set[str]) -> None:
    assert LISTS.cues(text, language=language) == cues


def test_the_lists_have_every_cue_in_fifteen_languages() -> None:
    assert set(WORDS) == set(CUES)
    assert all(len(by_language) == 15 for by_language in WORDS.values())


def test_the_lists_are_a_classifier_like_any_other() -> None:
    assert isinstance(LISTS, IntentClassifier)


def comment(name: str, *, own: bool = False) -> Comment:
    return Comment(
        comment_id=name, creator_id="maya", post_id="p", text="how much?", is_by_creator=own
    )


def test_what_the_creator_wrote_is_left_out() -> None:
    assert intents_of([comment("1"), comment("2", own=True)]) == {"1": {"price"}}


def test_another_reader_takes_the_place_of_the_lists() -> None:
    class Silent(WordLists):
        def cues(self, text: str, /, *, language: str | None) -> frozenset[Cue]:
            del text, language
            return frozenset()

    assert intents_of([comment("1")], classifier=Silent()) == {"1": frozenset()}


@pytest.mark.parametrize("seed", range(200))
def test_hostile_comments_are_read(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # the same texts each time
    assert LISTS.cues(hostile(dice), language=None) <= set(CUES)


@pytest.mark.deep
def test_ten_thousand_hostile_comments_are_read() -> None:
    dice = random.Random(0)  # noqa: S311  # the same texts each time
    for _ in range(10_000):
        assert LISTS.cues(hostile(dice), language=None) <= set(CUES)
