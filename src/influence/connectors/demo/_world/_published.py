"""What is published in a generated world: posts with captions, kinds and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from influence.connectors.demo._world._account import WorldAccount
from influence.connectors.demo._world._dice import Dice
from influence.connectors.demo._world._post import Figure, WorldPost
from influence.money import Money
from influence.posts import Post

_KINDS = ("short_video", "short_video", "story_frame", "post", "carousel", "long_video")
_CAPTIONS = (
    "Six in the morning, nobody else out. {code} takes 10 % off #ad",
    "\N{RUNNER}\N{EMOJI MODIFIER FITZPATRICK TYPE-5} ten days, one bag. {code} #ad",
    "אמרו לי שזה לא אפשרי 🏔️ {code} #ad",
    'What I packed, and what I "needed":\n1. water\n2. more water; {code}, #ad',
    "=1+1 reasons to go slow: cafe\N{COMBINING ACUTE ACCENT}, café, {code}",
    "",
)
_HALF_LIFE = dt.timedelta(hours=36)
_ZONES = (dt.timedelta(0), dt.timedelta(hours=1), dt.timedelta(hours=5, minutes=45))
_PAST_FLOATS = 2**53 + 1
_OWNER_ONLY = ("reach", "intent_comments", "saves", "shares", "clicks", "watch_time")


def posts(
    dice: Dice,
    account: WorldAccount,
    *,
    count: int,
    starts: dt.datetime,
    days: int,
    currency: str,
    is_awkward: bool,
) -> tuple[WorldPost, ...]:
    """So many posts of an account, over the days of the world."""
    found: list[WorldPost] = []
    at = starts
    for place in range(count):
        # Now and then two are out in the same second, as posts that are scheduled are.
        if not (place and dice.happens(per_mille=200)):
            at = starts + dt.timedelta(seconds=dice.below(days * 86_400))
        figures: Mapping[str, Figure] = _figures(dice, account, currency=currency)
        if is_awkward and place == 0:
            huge: Mapping[str, Figure] = {"views": _PAST_FLOATS}
            figures = {**figures, **huge}
        found.append(
            WorldPost(
                post=_post(dice, account, place=place, at=at, is_awkward=is_awkward),
                account_id=account.account_id,
                figures=figures,
                half_life=_HALF_LIFE,
                deleted_at=at + dt.timedelta(days=3) if dice.happens(per_mille=80) else None,
            )
        )
    return tuple(found)


def _post(
    dice: Dice, account: WorldAccount, *, place: int, at: dt.datetime, is_awkward: bool
) -> Post:
    """A post without its figures."""
    owner = account.profile.account.owner
    post_id = f"{dice.between(1, 10**6):09}{place:02}"
    caption = dice.one_of(_CAPTIONS).format(code=f"{owner.upper()}10")
    return Post(
        post_id=f"ぽすと-{post_id}" if is_awkward and place % 3 == 1 else post_id,
        creator_id=owner,
        published_at=at.astimezone(dt.timezone(dice.one_of(_ZONES))),
        platform="demo",
        kind=dice.one_of(_KINDS),
        url=f"https://demo.example/p/{post_id}",
        caption=caption or None,
        disclosure="paid partnership" if dice.happens(per_mille=600) else None,
    )


def _figures(dice: Dice, account: WorldAccount, *, currency: str) -> Mapping[str, Figure]:
    """The figures of a post in the end; those of an account that is not connected are fewer."""
    views = dice.between(400, 30_000)
    figures: dict[str, Figure] = {
        "impressions": views + dice.below(views),
        "reach": views * 7 // 10,
        "views": views,
        "likes": dice.below(views // 8 + 1),
        "comments": dice.below(views // 60 + 1),
        "intent_comments": dice.below(views // 300 + 1),
        "saves": dice.below(views // 40 + 1),
        "shares": dice.below(views // 90 + 1),
        "clicks": dice.below(views // 50 + 1),
        "watch_time": 60 * dice.below(views),
        "average_watch": dice.between(900, 14_000),
        "promotion_spend": Money.from_minor(dice.between(0, 9_000), currency),
    }
    if not account.is_connected:
        figures |= dict.fromkeys(_OWNER_ONLY, "not_permitted")
    if dice.happens(per_mille=150):
        figures[dice.one_of(("saves", "shares", "comments"))] = "too_few_people"
    return figures
