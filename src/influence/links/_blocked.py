"""Blocked words: what must not stand in a code that a creator says aloud.

A small list in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish and
Russian in Latin letters. Digits are read as the letters they stand for, letters that are repeated
count once, and a word is found across the joint of two words or of a word and its discount. Short
words, and others that are a part of people's names, are only found when they are all the letters
there are.

It does not catch other languages, spellings that it does not know, or a harmless word with another
meaning somewhere; and it blocks some names that hold a blocked word, which then get a drawn code.
The list is kept turned by thirteen letters, so that nobody reads it without wanting to.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_WITHIN = """
    nefpu onfgneq ovgpu oybjwbo oylng obyybpx ohxxnxr pnoeba pnmmb puvatn pbpx pbtyvba
    pbaaneq pbab phpx phyb phag plxn qvpx qvyqb snttbg svpx sbgmr shpx tbbx uvgyre uhera
    wronp wvmm wbqre xnaxre xuhl xybbgmnx xbxbg xhein xhejn xhgjvws znevpba zreq zreqn zreqr
    zvreqn arteb arhx avttn avttre betnfz bebfch crqb craqrwb cravf cvff cvmqn cbea cbeen
    chffl chgnva dhrre ergneq fnybcr fpurvf fpurvff fpuynzcr fpujnam fuvg fvxgve fyhg fcnfg
    fgebamb gvgf gebvn gjng intvan ivnqb jnax juber jvpufre lneenx
"""
_ALONE = """
    nany nahf nff puvax phy phz qlxr snt spx sqc shx urvy ubr uher wnc xvxr xxx xhg yhy anmv
    avt cnxv crr cvf cbb chgn chgr chgb encr frk fcvp ff fhxn gvg jbt jgs kkk
"""
_LEET = str.maketrans("03457892@$+", "oeastbgzast")
_ONES = str.maketrans("1!|", "iii")
_ELLS = str.maketrans("1!|", "lll")
_REPEATED = re.compile(r"(.)\1+")


def _turned(words: str) -> list[str]:
    """The words as they are said."""
    return codecs.decode(words, "rot13").split()


_PARTS = re.compile("|".join(_turned(_WITHIN)))
_WHOLES = frozenset(_turned(_ALONE))


def blocked_word(text: str) -> str:
    """The blocked word that *text* holds; empty when it holds none that is known.

    Example:
        >>> blocked_word("MAYA15")
        ''
        >>> bool(blocked_word("SH" + "17"))
        True
    """
    for form in _forms(unicodedata.normalize("NFKD", text).casefold()):
        found = _PARTS.search(form)
        if found:
            return found[0]
        if form in _WHOLES:
            return form
    return ""


def _forms(folded: str) -> list[str]:
    """The letters of a text: with its digits left out and read as letters, repeated or not."""
    ones = (folded.translate(table).translate(_LEET) for table in (_ONES, _ELLS))
    letters = ["".join(filter(str.isalpha, reading)) for reading in (folded, *ones)]
    return list(dict.fromkeys([*letters, *(_REPEATED.sub(r"\1", form) for form in letters)]))
