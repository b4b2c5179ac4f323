"""Laws of links, codes and keywords."""

from __future__ import annotations

import csv
import datetime as dt
import io
import string
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, example, given, strategies as st

from influence.campaigns import Angle, Campaign
from influence.creators import Creator, Handle
from influence.deals import Deal
from influence.errors import InvalidInputError
from influence.ids import check_id
from influence.links import (
    ALPHABET,
    KIT_COLUMNS,
    PLANNED_CHANNELS,
    Channel,
    CodePolicy,
    LinkPolicy,
    TrackingKit,
    UtmTags,
    blocked_word,
    channel_of,
    code_for,
    look_alike_form,
    medium_of,
    plain_cell,
    slug,
    spreadsheet_cell,
    tagged,
    tracking_kit,
)
from influence.metrics import SuccessMetrics
from influence.tracking import Owners, words


def _is_id(text: str) -> bool:
    try:
        check_id(text, what="id")
    except InvalidInputError:
        return False
    return True


_HOSTILE = (
    "maya", "Maya", "MAYA", "ma ya", "ma-ya", "ma--ya", "ma.ya", "máya", "maya-a", "a", "b", "0",
    "\u039f", "O", "0O0", "Il1", "l1I", "玛雅", "مايا", "דנה", "\U0001f600", "--", "=1+1", "@maya",
    "-", "maya@example.org", "+49 170 1234567", "1234567", "2026-03-02", "dick", "con", "Jo",
    "x" * 200, "ß", "ǆ", "'", "a\u0301" * 20, "maya-okafor", "Maya Okafor", "Ünal", "unal",
    "creator", "O'N",
)  # fmt: skip
_ids = st.one_of(
    st.sampled_from(_HOSTILE),
    st.text(min_size=1, max_size=20),
    st.text(alphabet="ab-. 01", min_size=1, max_size=5),
).filter(_is_id)
_names = st.one_of(
    st.sampled_from(_HOSTILE), st.text(min_size=1, max_size=20), st.just("Maya Okafor")
).filter(lambda name: bool(name.strip()))
_handles = st.one_of(
    st.just(()),
    st.sampled_from(("maya.runs", "m", "0", "玛雅", "x" * 60)).map(
        lambda name: (Handle("instagram", name),)
    ),
)
_ANGLES = ("before-after", "after", "玛雅", "a b", "2026030", "A-B")


@st.composite
def _creators(draw: st.DrawFn, *, most: int = 8) -> tuple[Creator, ...]:
    ids = draw(st.lists(_ids, min_size=1, max_size=most, unique=True))
    return tuple(
        Creator(
            creator_id=creator_id,
            name=draw(_names),
            handles=draw(_handles),
            platform=draw(st.sampled_from((None, "tiktok", "x", "blog", "Ünknown 1"))),
        )
        for creator_id in ids
    )


@st.composite
def _deals(draw: st.DrawFn, creators: Sequence[Creator]) -> tuple[Deal, ...]:
    """Deals of some, with marks that nobody else has."""
    marks = st.sampled_from((
        "maya", "maya-after", "MAYA15", "MAYAI5", "KANEDA37", "deal", "summit run", "ALPINE",
        "amber", "ma ya", "x@y.example", "玛雅", "=cmd", "after", "summit",
    ))  # fmt: skip
    owners: dict[tuple[str, str], str] = {}
    deals: list[Deal] = []
    for creator in draw(st.lists(st.sampled_from(creators), unique=True)):
        lists: dict[str, Any] = {}
        for kind in ("links", "codes", "dm_keywords"):
            given_marks = draw(st.lists(marks, max_size=2))
            lists[kind] = tuple(
                mark
                for mark in given_marks
                if owners.setdefault((kind, _key(kind, mark)), creator.creator_id)
                == creator.creator_id
            )
        angles = tuple(draw(st.lists(st.sampled_from(_ANGLES), max_size=3, unique=True)))
        deals.append(Deal(creator_id=creator.creator_id, angles=angles, **lists))
    return tuple(deals)


def _key(kind: str, mark: str) -> str:
    return "".join(words(mark)) if kind == "dm_keywords" else "".join(mark.casefold().split())


@st.composite
def _worlds(draw: st.DrawFn) -> tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy]:
    creators = draw(_creators())
    policy = LinkPolicy(
        channel=draw(st.sampled_from(PLANNED_CHANNELS)),
        source=draw(st.sampled_from((None, "newsletter", "instagram"))),
        codes=CodePolicy(
            is_vanity=draw(st.booleans()),
            discount=draw(st.sampled_from((None, 5, 15, 17, 100))),
            most=draw(st.integers(8, 20)),
        ),
    )
    return creators, draw(_deals(creators)), policy


def _campaign() -> Campaign:
    return Campaign(
        campaign_id="spring",
        name="Spring launch",
        currency="USD",
        time_zone="UTC",
        starts=dt.date(2026, 3, 2),
        ends=dt.date(2026, 4, 13),
        success_metrics=SuccessMetrics(("saves", "clicks", "orders")),
        angles=tuple(Angle(angle_id=angle) for angle in _ANGLES),
    )


def _kit(creators: Sequence[Creator], deals: Sequence[Deal], policy: LinkPolicy) -> TrackingKit:
    return tracking_kit(
        _campaign(),
        creators=creators,
        deals=deals,
        policy=LinkPolicy(
            landing_page="https://shop.example/spring?ref=a#kit",
            channel=policy.channel,
            source=policy.source,
            codes=policy.codes,
        ),
    )


def _completed(kit: TrackingKit, deals: Sequence[Deal]) -> tuple[Deal, ...]:
    """The deals once the marks that they lacked are written into them."""
    changed = {missing.deal.creator_id: missing.deal for missing in kit.missing}
    kept = [changed.pop(deal.creator_id, deal) for deal in deals]
    return (*kept, *changed.values())


def _owners(kit: TrackingKit, deals: Sequence[Deal]) -> Owners:
    return Owners(tuple(mark for deal in _completed(kit, deals) for mark in deal.marks))


# --- links ----------------------------------------------------------------------------------------

_query_parts = st.one_of(
    st.text(alphabet="abU_=%2+;/?:@!$'()*,~", max_size=12),
    st.sampled_from((
        "", "=", "a=", "a=1", "a=2", "utm_source=old", "UTM_Content=x", "utm%5Fmedium=y",
        "utm_id=7", "ref=%E2%9C%93", "q=ü", "utm_sourcer=keep", "next=https://a.example/?b=c",
        "utm_term=t",
    )),
)  # fmt: skip


@st.composite
def _urls(draw: st.DrawFn) -> str:
    host = draw(
        st.sampled_from(("shop.example", "bücher.example", "xn--bcher-kva.example", "[::1]", "a"))
    )
    port = draw(st.sampled_from(("", ":8080", ":65535")))
    path = draw(st.sampled_from(("", "/", "/spring", "/a//b/%20;c", "/@maya", "/ü")))
    query = draw(st.one_of(st.none(), st.lists(_query_parts, max_size=6).map("&".join)))
    fragment = draw(st.one_of(st.none(), st.sampled_from(("", "kit", "a?b=c&utm_source=z", "a#b"))))
    scheme = draw(st.sampled_from(("https", "http", "HTTPS")))
    asked = "" if query is None else f"?{query}"
    return f"{scheme}://{host}{port}{path}{asked}" + ("" if fragment is None else f"#{fragment}")


_values = st.text(min_size=1, max_size=30).filter(lambda text: bool(slug(text)))


@st.composite
def _tags(draw: st.DrawFn) -> UtmTags:
    values = {name: draw(_values) for name in ("source", "medium", "campaign", "content")}
    more: dict[str, Any] = {
        name: draw(st.one_of(st.none(), _values)) for name in ("term", "utm_id")
    }
    try:
        return UtmTags(**values, **more)
    except InvalidInputError:
        assume(False)
        raise


def _acceptable(url: str, tags: UtmTags) -> str:
    try:
        return tagged(url, tags=tags)
    except InvalidInputError:
        assume(False)
        raise


def _split(url: str) -> tuple[str, list[str], str | None]:
    """Base, query parts and fragment, by nothing but the signs that part them."""
    page, hashed, fragment = url.partition("#")
    base, asked, query = page.partition("?")
    return base, query.split("&") if asked and query else [], fragment if hashed else None


def _is_utm(part: str, keys: Sequence[str]) -> bool:
    pairs = parse_qsl(part.lower(), keep_blank_values=True)
    name = pairs[0][0] if pairs else ""
    return name in keys


class TestTaggingTwice:
    """A link that is tagged again with the same tags is the same link."""

    @given(url=_urls(), tags=_tags())
    def test_law(self, url: str, tags: UtmTags) -> None:
        once = _acceptable(url, tags)
        assert tagged(once, tags=tags) == once

    @given(url=_urls(), before=_tags(), after=_tags())
    def test_tags_of_the_same_keys_leave_no_trace(
        self, url: str, before: UtmTags, after: UtmTags
    ) -> None:
        assume({key for key, _ in before.pairs} <= {key for key, _ in after.pairs})
        assert tagged(_acceptable(url, before), tags=after) == _acceptable(url, after)


class TestWhatThePageHas:
    """Host, path, every other parameter in its order, and the fragment stay byte for byte."""

    @given(url=_urls(), tags=_tags())
    @example(
        url="https://a?a=1&utm_source=x&a=&&b#f",
        tags=UtmTags(source="a", medium="b", campaign="c", content="d"),
    )
    def test_law(self, url: str, tags: UtmTags) -> None:
        link = _acceptable(url, tags)
        keys = [key for key, _ in tags.pairs]
        base, parts, fragment = _split(url)
        kept = [part for part in parts if not _is_utm(part, keys)]
        assert _split(link) == (base, [*kept, *(f"{k}={v}" for k, v in tags.pairs)], fragment)


class TestEveryTag:
    """Each tag stands once in a link, in lower-case ASCII that needs no encoding."""

    @given(url=_urls(), tags=_tags())
    def test_law(self, url: str, tags: UtmTags) -> None:
        query = urlsplit(_acceptable(url, tags)).query
        found = [
            (key, value)
            for key, value in parse_qsl(query, keep_blank_values=True)
            if key.lower() in dict(tags.pairs)
        ]
        assert found == list(tags.pairs)
        assert all(
            set(value) <= {*string.ascii_lowercase, *string.digits, *"._-"} for _, value in found
        )


class TestSlugs:
    """A slug is its own slug, and upper case changes nothing."""

    @given(text=st.text())
    def test_law(self, text: str) -> None:
        assert slug(slug(text)) == slug(text)
        assert slug(slug(text).upper()) == slug(text)


class TestAddresses:
    """No e-mail address gets into a tag, however it is encoded."""

    @given(
        name=st.text(
            alphabet=string.ascii_letters + string.digits + "._+-", min_size=1, max_size=9
        ),
        around=st.tuples(st.sampled_from(("", "a ", "x/")), st.sampled_from(("", " b", "&c"))),
        sign=st.sampled_from(("@", "%40", "\N{FULLWIDTH COMMERCIAL AT}")),
    )
    def test_law(self, name: str, around: tuple[str, str], sign: str) -> None:
        value = f"{around[0]}{name}{sign}mail.example{around[1]}"
        with pytest.raises(InvalidInputError, match="utm_content must hold no "):
            UtmTags(source="a", medium="b", campaign="c", content=value)


class TestChannels:
    """Case changes no channel, and a medium that we propose leads where it says."""

    @given(
        source=st.sampled_from(("Instagram", "GOOGLE", "youtube", "etsy", "blog", "sms", "E-Mail")),
        medium=st.sampled_from(("Social", "CPC", "Affiliate", "video", "webPUSH", "x", "(None)")),
        campaign=st.sampled_from(("Spring", "Workshop", "E-SHOP", "Cross-Network x", "shopping")),
    )
    def test_law(self, source: str, medium: str, campaign: str) -> None:
        folded = channel_of(source.lower(), medium=medium.lower(), campaign=campaign.lower())
        assert channel_of(source, medium=medium, campaign=campaign) == folded

    @pytest.mark.parametrize("channel", PLANNED_CHANNELS)
    def test_the_proposed_medium_leads_to_its_channel(self, channel: Channel) -> None:
        sites = {"Paid Social": "instagram", "Paid Video": "youtube"}
        source = sites.get(channel, "creators")
        assert channel_of(source, medium=medium_of(channel), campaign="spring") == channel


# --- codes, keywords, kits ------------------------------------------------------------------------


class TestBackToTheCreator:
    """Each link, code and keyword of a kit leads to its creator, and to nobody else."""

    @given(world=_worlds())
    def test_law(self, world: tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy]) -> None:
        creators, deals, policy = world
        kit = _kit(creators, deals, policy)
        owners = _owners(kit, deals)
        assert {row.creator_id for row in kit.rows} == {one.creator_id for one in creators}
        contents = [row.tags.content for row in kit.rows]
        assert len(set(contents)) == len(contents)
        for row in kit.rows:
            content = dict(parse_qsl(urlsplit(row.url).query))["utm_content"]
            assert owners.of("link", content) == row.creator_id
            assert owners.of("landing", content.upper()) == row.creator_id
            assert owners.of("code", f" {row.code.lower()} ") == row.creator_id
            assert row.channel == channel_of(
                row.tags.source, medium=row.tags.medium, campaign="spring"
            )


class TestEveryKeyword:
    """A message with a new keyword in it names its creator and no other."""

    @given(world=_worlds())
    def test_law(self, world: tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy]) -> None:
        creators, deals, policy = world
        kit = _kit(creators, deals, policy)
        owners = _owners(kit, deals)
        for missing in kit.missing:
            for keyword in missing.dm_keywords:
                spoken = words(f"hi there, {keyword.title()}!")
                met = {
                    owners.of("dm", " ".join(spoken[start:end]))
                    for start in range(len(spoken))
                    for end in range(start + 1, len(spoken) + 1)
                }
                assert met - {None} == {missing.deal.creator_id}


class TestNewCodes:
    """No new code looks like another, is longer than agreed, or holds a blocked word."""

    @given(world=_worlds())
    def test_law(self, world: tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy]) -> None:
        creators, deals, policy = world
        kit = _kit(creators, deals, policy)
        made = [code for missing in kit.missing for code in missing.codes]
        owned = [code for deal in deals for code in deal.codes]
        folded = [look_alike_form(code) for code in made]
        assert len(set(folded)) == len(folded)
        assert not set(folded) & {look_alike_form(code) for code in owned}
        for code in made:
            assert 4 <= len(code) <= policy.codes.most
            assert set(code) <= {*string.ascii_uppercase, *string.digits}
            assert not blocked_word(code)
            if not policy.codes.is_vanity:
                assert set(code) <= set(ALPHABET)

    def test_thousands_of_creators_of_the_same_name(self) -> None:
        hostile = [Creator(creator_id=f"c{n}", name="Maya Okafor") for n in range(1_000)]
        unsaid = [Creator(creator_id=f"\U0001f600{n}", name="مايا") for n in range(1_000)]
        for is_vanity in (True, False):
            policy = LinkPolicy(codes=CodePolicy(is_vanity=is_vanity, discount=15))
            kit = _kit([*hostile, *unsaid], (), policy)
            codes = {look_alike_form(row.code) for row in kit.rows}
            keywords = {row.dm_keyword for row in kit.rows}
            links = {row.url for row in kit.rows}
            assert len(codes) == len(keywords) == len(links) == 2_000


class TestOneMoreCreator:
    """A creator who is added at the end changes nobody else's marks."""

    @given(world=_worlds())
    def test_law(self, world: tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy]) -> None:
        creators, deals, policy = world
        *others, last = creators
        own = tuple(deal for deal in deals if deal.creator_id != last.creator_id)
        before = _kit(others, own, policy)
        after = _kit(creators, own, policy)
        assert after.rows[: len(before.rows)] == before.rows

    @given(world=_worlds(), place=st.integers(0, 8))
    def test_anywhere_once_the_marks_are_written_down(
        self, world: tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy], place: int
    ) -> None:
        creators, deals, policy = world
        *others, added = creators
        own = tuple(deal for deal in deals if deal.creator_id != added.creator_id)
        written = _completed(_kit(others, own, policy), own)
        before = _kit(others, written, policy)
        assert before.missing == ()
        assert {row.status for row in before.rows} <= {"kept"}
        after = _kit([*others[:place], added, *others[place:]], written, policy)
        rows = tuple(row for row in after.rows if row.creator_id != added.creator_id)
        assert rows == before.rows


class TestTheTable:
    """What is written as CSV is read back as it was, and no cell begins like a formula."""

    @given(world=_worlds())
    def test_law(self, world: tuple[tuple[Creator, ...], tuple[Deal, ...], LinkPolicy]) -> None:
        kit = _kit(*world)
        header, *lines = csv.reader(io.StringIO(kit.csv, newline=""), strict=True)
        assert tuple(header) == KIT_COLUMNS
        assert [tuple(map(plain_cell, line)) for line in lines] == [row.cells for row in kit.rows]
        assert not any(cell[:1] in tuple("=+-@\t\r") for line in lines for cell in line if cell)

    @given(text=st.text())
    @example(text="'=1")
    @example(text="\uff1d1")
    def test_a_cell_comes_back(self, text: str) -> None:
        assert plain_cell(spreadsheet_cell(text)) == text


class TestTheSameAgain:
    """A code depends on nothing but the creator and what is taken."""

    @given(creators=_creators(most=3), taken=st.lists(st.sampled_from(("MAYA", "MAYAO", "A9M"))))
    def test_law(self, creators: tuple[Creator, ...], taken: list[str]) -> None:
        for creator in creators:
            codes = [code_for(creator, taken=order) for order in (taken, taken[::-1], taken * 2)]
            assert all(one == other for one, other in pairwise(codes))
