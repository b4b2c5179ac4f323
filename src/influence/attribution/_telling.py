"""Telling: credits and losses as sentences."""

from __future__ import annotations

import datetime as dt

from influence.attribution._credit import Credit, CreditedAmount, Loser, Miss
from influence.periods import DAY_IN_MICROSECONDS, microseconds

_HOUR = DAY_IN_MICROSECONDS // 24
_MINUTE = _HOUR // 60

_MISSES: dict[Miss, str] = {
    "only a code whose owner was not met": "the code on it counts only when its owner was met",
    "only touches before the lookback": "every touch of the buyer lies too far back",
    "only touches after the sale": "every touch of the buyer came after the sale",
    "only codes beyond their limits": "the code on it was used as often as was agreed",
    "only marks that nobody owns": "nobody owns the marks that the buyer met",
    "no touch and no code": "the buyer met nobody, and there is no code on it",
}


def earned_in_words(part: CreditedAmount, *, sold: dt.datetime, model: str) -> str:
    """Who earned what, and what led to it."""
    credit = part.credit
    what = f"all of it, {part.net}" if credit.share == 1 else f"{credit.share} of it, {part.net}"
    how = "" if credit.share == 1 else f", as {model} divides it"
    return f"{credit.creator_id} earned {what}{how}: {_met(credit, sold=sold)}."


def lost_in_words(loser: Loser) -> str:
    """Who earned nothing, and why."""
    if loser.who == "others":
        return f"{loser.mark[:1].upper()}{loser.mark[1:]} earned nothing: {loser.reason}."
    if loser.who == "nobody":
        return f"The {loser.mark} earned nothing: {loser.reason}."
    return f"{loser.who} earned nothing for the {loser.mark}: {loser.reason}."


def missed_in_words(miss: Miss) -> str:
    """Why nobody earned it."""
    return f"Nobody earned it: {_MISSES[miss]}. It stays in every total as unattributed."


def _met(credit: Credit, *, sold: dt.datetime) -> str:
    """What led to a credit, and how long before the sale."""
    ago = _ago(microseconds(sold) - microseconds(credit.at))
    value = " ".join(credit.value.split())
    if credit.via == "code":
        return f"the code {value} was {'on the order' if ago is None else f'used {ago} before'}"
    met = {
        "dm": f"the buyer wrote {value!r}",
        "link": f"the buyer followed the link {value}",
        "landing": f"the buyer came to the landing page of {value}",
    }
    return f"{met[credit.via]} {'at that moment' if ago is None else f'{ago} before'}"


def _ago(age: int) -> str | None:
    """A length of time in the largest unit that it fills; ``None`` when there is none."""
    if age <= 0:
        return None
    for unit, name in ((DAY_IN_MICROSECONDS, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        count = age // unit
        if count:
            return f"{count} {name}{'s' * (count > 1)}"
    return "less than a minute"
