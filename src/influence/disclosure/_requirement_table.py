"""Requirement table: what is asked where, with its source and the day on which it was read.

An authority's guidance is shortened here to what can be looked for in a post. It changes; a row has
its days, so an old post is judged by what held when it was published.
"""

from __future__ import annotations

import datetime as dt

from influence.disclosure._requirement import DisclosureRequirement
from influence.errors import UnknownNameError

_READ = dt.date(2026, 11, 27)

#: Words that say "advertisement" clearly, by language. Source: S365 to S374.
CLEAR_WORDS: dict[str, tuple[str, ...]] = {
    "en": ("ad", "advert", "advertisement", "advertising", "sponsored", "paid partnership"),
    "fr": ("publicité", "collaboration commerciale"),
    "de": ("werbung", "anzeige", "werbevideo"),
    "es": ("publicidad", "colaboración pagada", "patrocinado"),
    "it": ("pubblicità", "sponsorizzato"),
    "pt": ("publicidade", "parceria paga", "patrocinado"),
    "nl": ("reclame", "advertentie", "betaald partnerschap"),
    "pl": ("reklama", "materiał reklamowy", "współpraca reklamowa", "post sponsorowany"),
    "sv": ("reklam", "annons", "betalt samarbete"),
    "tr": ("reklam", "tan\u0131t\u0131m", "sponsorlu"),
    "ja": ("広告", "宣伝", "プロモーション", "pr"),
    "ko": ("광고", "협찬", "유료광고"),
    "zh": ("广告", "廣告"),
    "ar": ("إعلان", "اعلان", "إعلان مدفوع"),
    "hi": ("विज्ञापन", "प्रायोजित"),
}

_TOO_SHORT = "it is an abbreviation that most people do not know"
_VAGUE = "it says that people worked together and not that money or product was given"
_THANKS = "thanks tell nothing of what was given"

_US_REFUSED = {
    "sp": _TOO_SHORT,
    "spon": _TOO_SHORT,
    "collab": _VAGUE,
    "collaboration": _VAGUE,
    "ambassador": "alone it does not say whose, nor that it is paid",
    "thanks": _THANKS,
    "thank you": _THANKS,
    "affiliate": "alone it is not understood by everybody; say that links are paid",
    "gifted": "say who gave it, or that it is an advertisement",
}
_GB_REFUSED = {
    **_US_REFUSED,
    "sponsored": "the ASA advises against it, because people read it as support and not as an ad",
    "gifted": "it does not say that the post is an advertisement",
    "aff": _TOO_SHORT,
    "in association with": _VAGUE,
    "supported by": _VAGUE,
    "brought to you by": _VAGUE,
}
_DE_REFUSED = {
    "ad": "it is no German word; write Werbung or Anzeige",
    "sponsored": "it is no German word; write Werbung or Anzeige",
    "sponsored by": "it is no German word; write Werbung or Anzeige",
    "powered by": _VAGUE,
    "collab": _VAGUE,
    "kooperation": _VAGUE,
    "in zusammenarbeit mit": _VAGUE,
}
_FR_REFUSED = {
    "ad": "the law names Publicité and Collaboration commerciale",
    "sponsorisé": "the law names Publicité and Collaboration commerciale",
    "sponsored": "the law names Publicité and Collaboration commerciale",
    "partenariat": _VAGUE,
    "collab": _VAGUE,
    "collaboration": _VAGUE,
    "merci": _THANKS,
    "offert": "it does not say that the post is an advertisement",
}
_EU_REFUSED = {"sp": _TOO_SHORT, "spon": _TOO_SHORT, "collab": _VAGUE, "thanks": _THANKS}

REQUIREMENTS: tuple[DisclosureRequirement, ...] = (
    DisclosureRequirement(
        jurisdiction="US",
        authority="Federal Trade Commission",
        accepted={
            **CLEAR_WORDS,
            "en": (*CLEAR_WORDS["en"], "promotion", "paid link", "paid links"),
        },
        refused=_US_REFUSED,
        since=dt.date(2019, 11, 5),
        source="S365, S366",
        read_on=_READ,
    ),
    DisclosureRequirement(
        jurisdiction="GB",
        authority="Advertising Standards Authority and Competition and Markets Authority",
        accepted={
            **{word: told for word, told in CLEAR_WORDS.items() if word != "en"},
            "en": ("ad", "advert", "advertisement", "advertising", "advertisement feature"),
        },
        refused=_GB_REFUSED,
        since=dt.date(2020, 2, 6),
        source="S367, S368",
        read_on=_READ,
    ),
    DisclosureRequirement(
        jurisdiction="FR",
        authority="loi n° 2023-451, article 5",
        accepted={"*": ("publicité", "collaboration commerciale")},
        refused=_FR_REFUSED,
        since=dt.date(2023, 6, 10),
        source="S369",
        read_on=_READ,
    ),
    DisclosureRequirement(
        jurisdiction="DE",
        authority="§ 5a UWG, § 22 MStV and the guide of the Medienanstalten",
        accepted={"*": CLEAR_WORDS["de"]},
        refused=_DE_REFUSED,
        since=dt.date(2022, 5, 28),
        source="S370, S371",
        read_on=_READ,
    ),
    DisclosureRequirement(
        jurisdiction="EU",
        authority="Directive 2005/29/EC and the Commission's Influencer Legal Hub",
        accepted=CLEAR_WORDS,
        refused=_EU_REFUSED,
        since=dt.date(2007, 12, 12),
        source="S372, S373",
        read_on=_READ,
    ),
)

#: The member states of the Union, whose own rule is ``EU`` where no row names them.
EU_MEMBERS = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES"),
        *("FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU"),
        *("LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)

_KNOWN = tuple(sorted({*EU_MEMBERS, *(row.jurisdiction for row in REQUIREMENTS)}))


def requirement_of(country: str, *, on: dt.date) -> DisclosureRequirement:
    """What is asked in a country on a day; in a member of the Union without a row, the Union's.

    Raises:
        UnknownNameError: Nothing is known of the country on that day; the close one is named.

    Example:
        >>> requirement_of("AT", on=dt.date(2026, 3, 2)).jurisdiction
        'EU'
    """
    own = [row for row in REQUIREMENTS if row.jurisdiction == country and row.holds(on)]
    if not own and country in EU_MEMBERS:
        own = [row for row in REQUIREMENTS if row.jurisdiction == "EU" and row.holds(on)]
    if not own:
        raise UnknownNameError("jurisdiction of a disclosure", country, _KNOWN)
    return own[0]


def is_known(country: str, *, on: dt.date) -> bool:
    """Whether anything is known of a country on a day."""
    try:
        requirement_of(country, on=on)
    except UnknownNameError:
        return False
    return True
