"""Captions as people write them, in many languages and scripts, and what is said of each."""

from __future__ import annotations

import datetime as dt

import pytest

from influence.disclosure import Caption, PostText, requirement_of, review_post

ON = dt.date(2026, 3, 2)
LONG = "What my mornings looked like in February, and what they look like now that I run. " * 2

# Country, language, caption, and the kinds of remark in their order.
CAPTIONS: tuple[tuple[str, str | None, str, tuple[str, ...]], ...] = (
    ("US", "en", "Ad: my morning run with the Trail kit", ()),
    ("US", "en", "AD | my morning run", ()),
    ("US", "en", "#ad my morning run with @trail", ()),
    ("US", "en", "My morning run. #ad #trailkit", ()),
    ("US", "en", "Sponsored by @trail. My morning run", ()),
    ("US", "en", "Paid partnership with @trail: a whole day outside", ()),
    ("US", "en", "#PaidPartnership a whole day outside", ()),
    ("US", "en", "Advertisement. I tested it for a month", ()),
    ("US", "en", "(ad) I tested it for a month", ()),
    ("US", "en", "paid links below, I earn when you buy", ()),
    ("US", "en", "My morning run with @trail", ("none",)),
    ("US", "en", "Loving my new shoes!! link in bio", ("none",)),
    ("US", "en", "Adding miles every week", ("none",)),
    ("US", "en", "Glad to run again", ("none",)),
    ("US", "en", "Download my plan, it is a bad idea to skip rest", ("none",)),
    ("US", "en", "Thanks @trail for the kit", ("unclear",)),
    ("US", "en", "Thank you @trail!", ("unclear",)),
    ("US", "en", "#sp my morning run", ("unclear",)),
    ("US", "en", "#spon my morning run", ("unclear",)),
    ("US", "en", "my morning run #collab", ("unclear",)),
    ("US", "en", "Proud #ambassador of trails", ("unclear",)),
    ("US", "en", "#affiliate my favourite kit", ("unclear",)),
    ("US", "en", "#gifted kit day", ("unclear",)),
    ("US", "en", f"{LONG} #ad", ("hidden",)),
    ("US", "en", "Go! #run #trail #hills #mud #ad", ("hidden",)),
    ("US", "en", "Go! #run #trail #hills #ad", ()),
    ("US", "en", "Go! #run #trail #hills #mud and an ad", ()),
    ("US", "es", "Publicidad: mi mañana en la montaña", ()),
    ("US", "es", "Mi mañana en la montaña #ad", ("language",)),
    ("US", "es", "Mi mañana en la montaña", ("none",)),
    ("US", None, "Publicidad: mi mañana en la montaña", ()),
    ("US", "en", "A\u200bd: my morning run", ("broken",)),
    ("US", "en", "\uff21\uff24: my morning run", ()),
    ("US", "en", "\uff03ad my morning run", ()),
    ("US", "en", "\U0001d400\U0001d41d: my morning run", ()),
    ("GB", "en", "AD – my morning run", ()),
    ("GB", "en", "#advert my morning run", ()),
    ("GB", "en", "Advertisement feature: the hills", ()),
    ("GB", "en", "Sponsored by @trail", ("unclear",)),
    ("GB", "en", "#gifted by @trail", ("unclear",)),
    ("GB", "en", "In association with @trail", ("unclear",)),
    ("GB", "en", "Brought to you by @trail", ("unclear",)),
    ("GB", "en", "#aff my kit", ("unclear",)),
    ("GB", "en", "My kit for the fells", ("none",)),
    ("FR", "fr", "Publicité. Mes matins, avant et après", ()),
    ("FR", "fr", "Collaboration commerciale avec @trail", ()),
    ("FR", "fr", "PUBLICITE\u0301 : mes matins", ()),
    ("FR", "fr", "#publicité mes matins", ()),
    ("FR", "fr", "#CollaborationCommerciale mes matins", ()),
    ("FR", "fr", "En partenariat avec @trail", ("unclear",)),
    ("FR", "fr", "Merci @trail pour le kit", ("unclear",)),
    ("FR", "fr", "#ad mes matins", ("unclear",)),
    ("FR", "fr", "Produit offert", ("unclear",)),
    ("FR", "fr", "Mes matins, avant et après", ("none",)),
    ("DE", "de", "Werbung | Mein Morgen am Berg", ()),
    ("DE", "de", "ANZEIGE Mein Morgen am Berg", ()),
    ("DE", "de", "#werbung Mein Morgen", ()),
    ("DE", "de", "Mein Morgen #ad", ("unclear",)),
    ("DE", "de", "sponsored by Trail", ("unclear",)),
    ("DE", "de", "Kooperation mit Trail", ("unclear",)),
    ("DE", "de", "In Zusammenarbeit mit Trail", ("unclear",)),
    ("DE", "de", "Umwerbung ist kein Wort am Berg", ("none",)),
    ("ES", "es", "Publicidad · una mañana en la sierra", ()),
    ("ES", "es", "Colaboración pagada con Trail", ()),
    ("ES", "es", "Una mañana en la sierra", ("none",)),
    ("IT", "it", "Pubblicità: la mia mattina", ()),
    ("IT", "it", "La mia mattina sui sentieri", ("none",)),
    ("PT", "pt", "Parceria paga com a Trail", ()),
    ("PT", "pt", "A minha manhã na serra", ("none",)),
    ("NL", "nl", "Reclame: mijn ochtend buiten", ()),
    ("NL", "nl", "Mijn ochtend buiten", ("none",)),
    ("PL", "pl", "Materiał reklamowy: mój poranek", ()),
    ("PL", "pl", "#współpracareklamowa mój poranek", ()),
    ("PL", "pl", "Mój poranek w górach", ("none",)),
    ("SE", "sv", "Reklam för Trail: min morgon", ()),
    ("SE", "sv", "Min morgon i skogen", ("none",)),
    ("US", "tr", "REKLAM: sabah koşum", ()),
    ("US", "tr", "Sabah koşum", ("none",)),
    ("US", "ja", "広告 朝のランニング", ()),
    ("US", "ja", "【PR】朝のランニング", ()),
    ("US", "ja", "朝のランニング広告です", ()),
    ("US", "ja", "朝のランニング", ("none",)),
    ("US", "ko", "광고: 아침 달리기", ()),
    ("US", "ko", "#유료광고 아침 달리기", ()),
    ("US", "ko", "아침 달리기", ("none",)),
    ("US", "zh", "广告\uff1a早上跑步", ()),
    ("US", "zh", "早上跑步", ("none",)),
    ("US", "ar", "إعلان: جريي الصباحي", ()),
    ("US", "ar", "جريي الصباحي", ("none",)),
    ("US", "hi", "विज्ञापन: मेरी सुबह की दौड़", ()),
    ("US", "hi", "मेरी सुबह की दौड़", ("none",)),
)


@pytest.mark.parametrize(("country", "language", "caption", "kinds"), CAPTIONS)
def test_what_is_said_of_a_caption(
    country: str, language: str | None, caption: str, kinds: tuple[str, ...]
) -> None:
    post = PostText(caption=caption, language=language, platform="instagram", kind="post")
    remarks = review_post(post, requirement=requirement_of(country, on=ON))
    assert tuple(remark.kind for remark in remarks) == kinds


def test_the_place_of_a_phrase_is_that_of_its_first_word() -> None:
    caption = Caption("Look: paid  partnership here")
    found = caption.place_of("Paid Partnership")
    assert found is not None
    assert (found.text, found.at) == ("paid", 6)


def test_nothing_is_found_for_a_phrase_without_letters() -> None:
    assert Caption("!!! ???").place_of("!!") is None
    assert Caption("").place_of("ad") is None


def test_the_first_of_a_word_and_a_tag_is_found() -> None:
    found = Caption("#paidpartnership, a paid partnership").place_of("paid partnership")
    assert found is not None
    assert found.is_tag


def test_tags_are_told_and_counted() -> None:
    caption = Caption("one #two three ##four #five six")
    assert [word.text for word in caption.tags] == ["two", "four", "five"]
    six = caption.place_of("six")
    assert six is not None
    assert caption.hashtags_before(six) == 2
