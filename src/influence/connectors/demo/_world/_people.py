"""People of a generated world: its creators, their accounts and their audiences."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from influence.connectors.demo._world._account import WorldAccount
from influence.connectors.demo._world._dice import Dice
from influence.creators import Creator, Handle
from influence.platforms import Account
from influence.sansio import Audience, Profile
from influence.shares import Share

_NAMES = (
    ("maya", "Maya Okafor", "trail running"),
    ("zoe", "Zoë Lindqvist", "wild swimming"),
    ("idris", "Idris Bello", "camp cooking"),
    ("noor", "Noor Haddad", "city hikes"),
    ("tomek", "Tomek Żuraw", "bike packing"),
    ("yuki", "Yuki 早川", "mountain huts"),
)
_ABOUT = (
    "Up before the sun ☀️ and home for lunch.",
    "مرحبا! Routes, maps, and bad coffee.",
    "=HYPERLINK is my band's name, honest.\nBookings: see link",
)
_COUNTRIES = ("DE", "FR", "NL", "PL", "JP", "NG", "BR")
_AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55+")
_THOUSAND = 1_000
_ENOUGH_PEOPLE = 100

# Who is awkward in which way, by the place in the list.
_RENAMED, _SMALL, _HIDDEN, _UNCONNECTED = 1, 2, 3, 4


def people(
    dice: Dice, *, count: int, at: dt.datetime, is_awkward: bool
) -> tuple[tuple[Creator, ...], tuple[WorldAccount, ...]]:
    """So many creators, each with an account whose audience was counted at a moment."""
    accounts = [_account(dice, place, at=at, is_awkward=is_awkward) for place in range(count)]
    return tuple(map(_creator, range(count), accounts)), tuple(accounts)


def _creator(place: int, account: WorldAccount) -> Creator:
    """The creator whose account it is, as a book names them."""
    _, name, niche = _NAMES[place % len(_NAMES)]
    handles = (Handle("demo", account.handle),)
    creator_id = account.profile.account.owner
    return Creator(creator_id=creator_id, name=name, handles=handles, niche=niche)


def _account(dice: Dice, place: int, *, at: dt.datetime, is_awkward: bool) -> WorldAccount:
    """The account at a place of the list."""
    word, name, _ = _NAMES[place % len(_NAMES)]
    creator_id = word if place < len(_NAMES) else f"{word}-{place}"
    handle = f"{creator_id}.{dice.one_of(('goes', 'finds', 'makes'))}"
    account = Account(
        platform="demo",
        handle=handle,
        account_id=_account_id(dice, place, is_awkward=is_awkward),
        url=f"https://demo.example/@{handle}",
        creator_id=creator_id,
    )
    followers = dice.between(*((3, _ENOUGH_PEOPLE - 1) if place == _SMALL else (1_200, 90_000)))
    profile = Profile(
        account=account,
        name=name,
        biography=_ABOUT[place % len(_ABOUT)],
        followers=None if place == _HIDDEN else followers,
        follows=dice.between(0, 900),
        country=dice.one_of(_COUNTRIES) if place != _HIDDEN else None,
        is_verified=dice.happens(per_mille=300),
    )
    return WorldAccount(
        profile=profile,
        earlier_handles=(f"{creator_id}.before",) if place == _RENAMED else (),
        audience=_audience(dice, account, followers=followers, at=at),
        is_connected=place != _UNCONNECTED,
    )


def _account_id(dice: Dice, place: int, *, is_awkward: bool) -> str:
    """An id as platforms make them up: digits with zeros before them, or other scripts."""
    number = dice.between(1, 10**9)
    if is_awkward and place % 2:
        return f"аккаунт-{number:012}"
    return f"{number:012}"


def _audience(
    dice: Dice, account: Account, *, followers: int, at: dt.datetime
) -> tuple[Audience, ...]:
    """Who follows an account, in thousandths; what is left over is withheld."""
    if followers < _ENOUGH_PEOPLE:
        return ()
    return tuple(
        Audience(account=account, at=at, by=by, parts=_parts(dice, names))
        for by, names in (("country", _COUNTRIES), ("age", _AGES))
    )


def _parts(dice: Dice, names: tuple[str, ...]) -> dict[str, Share]:
    """Shares of the parts, which sum to no more than the whole."""
    parts: dict[str, Share] = {}
    left = _THOUSAND
    for name in names:
        part = dice.between(0, left // 2)
        parts[name] = Share(Fraction(part, _THOUSAND))
        left -= part
    return parts
