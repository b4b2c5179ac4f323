"""Codes: one for each creator that people can read, say and type.

    MAYA15      the first name and the discount
    MAYAO15     with the initial of the last name, when somebody else has MAYA15
    MAYA15KX    with letters that are drawn, when that is taken as well
    KANEDA37    drawn as a whole, when there is no name that can be written or vanity is not wanted

Two codes are the same when they are equal in normal form or look alike. A code holds no blocked
word. Names keep their letters, because a name is read as a word; what is drawn has no look-alikes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import attrs

from influence import _requirements as require
from influence.creators import Creator
from influence.errors import InvalidInputError
from influence.links._blocked import blocked_word
from influence.links._draws import ALPHABET, CONSONANTS, DIGITS, VOWELS, draw, drawn
from influence.links._lookalikes import look_alike_form
from influence.links._slug import slug

_MOST_DISCOUNT = 100
_SHORTEST, _LONGEST = 4, 20
_TRIES_OF_TWO, _TRIES_OF_THREE, _TRIES = 16, 64, 512
_TRIES_A_LENGTH = 8


def _is_percent(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    """A whole number of per cent."""
    if not require.is_whole(value) or not 0 < value <= _MOST_DISCOUNT:
        rule = f"be a whole number of per cent from 1 to {_MOST_DISCOUNT}"
        raise InvalidInputError(require.place(instance, attribute), rule, value)


@attrs.frozen(kw_only=True)
class CodePolicy:
    """How new codes look.

    Args:
        is_vanity: Whether they are made of names; if not, they are drawn.
        discount: The discount in per cent that they end in; ``None`` for codes without one.
        most: The most characters, from 8 to 20.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    is_vanity: bool = attrs.field(default=True, validator=require.is_flag)
    discount: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_is_percent)
    )
    most: int = attrs.field(default=14, validator=require.at_least(8))

    def __attrs_post_init__(self) -> None:
        if self.most > _LONGEST:
            raise InvalidInputError("CodePolicy.most", f"be at most {_LONGEST}", self.most)

    @property
    def ending(self) -> str:
        """The digits that a vanity code ends in."""
        return "" if self.discount is None else str(self.discount)


def code_for(
    creator: Creator, *, taken: Iterable[str] = (), policy: CodePolicy = CodePolicy()
) -> str:
    """A code for *creator* that nobody else has.

    Args:
        creator: For whom.
        taken: Every code that is in use.
        policy: How it looks.

    Example:
        >>> maya = Creator(creator_id="maya", name="Maya Okafor")
        >>> code_for(maya, policy=CodePolicy(discount=15))
        'MAYA15'
        >>> code_for(maya, taken=["maya I5"], policy=CodePolicy(discount=15))
        'MAYAO15'
        >>> code_for(maya, policy=CodePolicy(is_vanity=False))
        'WATEPE97'
    """
    return free_code(creator, folded={look_alike_form(code) for code in taken}, policy=policy)


def free_code(creator: Creator, *, folded: Collection[str], policy: CodePolicy) -> str:
    """A code for *creator* whose look-alike form is not among *folded*."""
    return next(
        code
        for code in _candidates(creator, policy)
        if look_alike_form(code) not in folded and not blocked_word(code)
    )


def _candidates(creator: Creator, policy: CodePolicy) -> Iterator[str]:
    """Codes to try, the best first; the drawn ones go on for ever."""
    if policy.is_vanity:
        yield from _vanity(creator, policy)
    attempt = 0
    while True:
        syllables = min(3 + attempt // _TRIES_A_LENGTH, (policy.most - 2) // 2)
        pattern = (CONSONANTS, VOWELS) * syllables + (DIGITS, DIGITS)
        yield drawn(draw(creator.creator_id, purpose="code", attempt=attempt), pattern=pattern)
        attempt += 1


def _vanity(creator: Creator, policy: CodePolicy) -> Iterator[str]:
    """Codes made of names."""
    room = policy.most - len(policy.ending)
    stems = [stem[:room] for stem in _stems(creator) if not blocked_word(stem[:room])]
    for stem in dict.fromkeys(stems):
        code = f"{stem}{policy.ending}"
        if len(code) >= _SHORTEST:
            yield code
    for stem in stems[:1]:
        yield from _lengthened(creator, stem, policy)


def _stems(creator: Creator) -> Iterator[str]:
    """What a creator may be called in a code, the shortest first."""
    names = _letters(creator.name)
    if names:
        yield names[0]
        yield f"{names[0]}{names[-1][:1]}" if len(names) > 1 else names[0]
        yield "".join(names)
    handles = [_letters(handle.name) for handle in creator.handles]
    for words in (*handles, _letters(creator.creator_id)):
        if words:
            yield "".join(words)


def _letters(name: str) -> list[str]:
    """The words of a name in capital letters, without digits."""
    plain = "".join(sign if sign.isalpha() else " " for sign in slug(name))
    return plain.upper().split()


def _lengthened(creator: Creator, stem: str, policy: CodePolicy) -> Iterator[str]:
    """A stem and the discount with letters after them that are drawn."""
    for attempt in range(_TRIES):
        more = 2 if attempt < _TRIES_OF_TWO else 3 if attempt < _TRIES_OF_THREE else 4
        ending = drawn(
            draw(creator.creator_id, purpose="ending", attempt=attempt), pattern=(ALPHABET,) * more
        )
        room = policy.most - len(policy.ending) - more
        code = f"{stem[:room]}{policy.ending}{ending}"
        if len(code) >= _SHORTEST:
            yield code
