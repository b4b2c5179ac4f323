"""Contents: the ``utm_content`` of each link, by which the resolver finds its creator.

    maya                  the link of a deal without angles, or one that was there before
    maya-before-after     the link of an angle

It is made of the creator's id and the angle's. Where the id has nothing that ASCII can write, or is
an address, a number or the creator's full name, letters are drawn instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import attrs

from influence.creators import Creator
from influence.deals import Deal
from influence.links._draws import CONSONANTS, draw, drawn
from influence.links._personal import name_in, personal_in
from influence.links._slug import slug
from influence.tracking import normal_form

_LONGEST_PART = 44


@attrs.frozen(kw_only=True)
class Content:
    """The content of one link.

    Args:
        value: The ``utm_content``.
        angle: The angle that it stands for; ``None`` when it stands for none in particular.
        is_new: Whether the deal does not have it yet.
    """

    value: str
    angle: str | None
    is_new: bool


def kept_value(mark: str) -> str:
    """The content that a mark of a deal is written as; empty when a link cannot bear the mark."""
    made = slug(mark)
    is_same = normal_form(made) == normal_form(mark)
    return made if is_same and len(made) <= 2 * _LONGEST_PART and not personal_in(mark) else ""


def contents_of(creator: Creator, *, deal: Deal, taken: Collection[str]) -> list[Content]:
    """The contents of a creator's links: those that the deal has, and one for each angle without.

    Args:
        creator: Whose links.
        deal: What was agreed; an empty one for nobody's.
        taken: The normal form of every mark of a link that is in use.
    """
    written = (kept_value(link) for link in deal.links)
    values = dict.fromkeys(value for value in written if value)
    kept = [
        Content(value=value, angle=_angle_in(value, deal.angles), is_new=False) for value in values
    ]
    told = {content.angle for content in kept}
    angles = [angle for angle in dict.fromkeys(deal.angles) if angle not in told]
    wanted = angles if deal.angles else [None] * (not kept)
    plain = next((content.value for content in kept if content.angle is None), "")
    made = list[Content]()
    for angle in wanted:
        value = next(
            one
            for one in _candidates(creator, base=plain, angle=angle)
            if normal_form(one) not in taken
            and all(one != other.value for other in made)
            and _angle_in(one, deal.angles) == angle
            and not personal_in(one)
        )
        made.append(Content(value=value, angle=angle, is_new=True))
    return kept + made


def _angle_in(value: str, angles: tuple[str, ...]) -> str | None:
    """The angle that a content ends in, by the longest ending."""
    found = [
        (len(ending), angle)
        for angle in angles
        for ending in _endings(angle)
        if f"-{value}".endswith(f"-{ending}")
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _endings(angle: str) -> list[str]:
    """How a content ends that stands for an angle: its slug where it has one, or letters."""
    made = _part(angle)
    return [*([made] if made else []), _letters(angle, "angle", 0)]


def _candidates(creator: Creator, *, base: str, angle: str | None) -> Iterator[str]:
    """Contents to try, the most readable first; they go on for ever."""
    creator_id = creator.creator_id
    own = _part(base or creator_id)
    is_named = not base and name_in(creator_id, names=[creator.name])
    bases = [own] if own and not is_named else []
    attempt = 0
    while True:
        bases.append("-".join([*bases[:1], _letters(creator_id, "creator", attempt)]))
        if angle is None:
            yield from bases
        else:
            yield from (f"{one}-{ending}" for ending in _endings(angle) for one in bases)
        attempt += 1


def _part(text: str) -> str:
    """The slug of an id, shortened when it is long; empty when a link may not hold it."""
    made = "" if personal_in(text) else slug(text)
    if len(made) <= _LONGEST_PART:
        return made
    return f"{made[: _LONGEST_PART - 7].rstrip('-._')}-{_letters(text, 'part', 0)}"


def _letters(key: str, purpose: str, attempt: int) -> str:
    """Six letters that belong to an id."""
    number = draw(key, purpose=purpose, attempt=attempt)
    return drawn(number, pattern=(CONSONANTS.lower(),) * 6)
