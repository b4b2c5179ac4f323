"""Texts: ids, names and captions arrive letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from influence.sansio import Window
from influence.testing._conformance._check import check
from influence.testing._platform_checks._matching import must_arrive
from influence.testing._platform_checks._subject import PAGED, PlatformSubject
from influence.testing._platform_checks._worlds import (
    figures,
    holding,
    moment,
    named,
    order,
    post,
    profile,
    touch,
    world,
)
from influence.tracking import Kind

_FAKE: Final = ("fake",)
_LONG: Final = "Wort für Wort. " * 660


def _ids_arrive(subject: PlatformSubject, names: Sequence[str]) -> None:
    """Ids of every paged read have to arrive as they are."""
    for ask in subject.asks(PAGED):
        must_arrive(subject, named(subject, ask, names), ask)


def _caption_arrives(subject: PlatformSubject, *texts: str) -> None:
    """Texts have to arrive as they are, as captions and as biographies."""
    if "posts" in subject.claims:
        posts = [
            attrs.evolve(post(subject, f"p{place}", place), caption=text)
            for place, text in enumerate(texts)
        ]
        must_arrive(subject, holding(subject, subject.ask("posts"), posts), subject.ask("posts"))
    for ask in subject.asks(("profile",)):
        for text in texts:
            one = attrs.evolve(profile(subject.account()), biography=text)
            must_arrive(subject, attrs.evolve(world(subject), profiles=(one,)), ask)


@check(
    "PC-C01",
    needs=(*_FAKE, "paged"),
    if_fails="Order 0042 becomes order 42 and finds neither its refund nor its creator. Most often "
    "an id goes through `int`. An id is text, even where it has only digits.",
)
def zeros_in_front(subject: PlatformSubject) -> None:
    """Ids keep the zeros in front, and 7, 07 and 007 stay three."""
    _ids_arrive(subject, ("7", "07", "007", "000"))


@check(
    "PC-C02",
    needs=(*_FAKE, "paged"),
    if_fails="Two posts become one, because a float cannot tell their ids apart. Most often ids "
    "are read as numbers somewhere on the way. An id is text, even where it has only digits.",
)
def long_ids(subject: PlatformSubject) -> None:
    """Ids of twenty digits that differ in the last one stay apart."""
    _ids_arrive(subject, ("90071992547409931234", "90071992547409931235", "9" * 60))


@check(
    "PC-C03",
    needs=(*_FAKE, "paged"),
    if_fails="Two ids that differ only in case are taken for one, and one creator earns what "
    "another one sold. Most often ids are put into lower case to compare them. Compare them as "
    "they are.",
)
def case_of_ids(subject: PlatformSubject) -> None:
    """Ids that differ only in case stay apart."""
    _ids_arrive(subject, ("aB1", "ab1", "AB1"))


@check(
    "PC-C04",
    needs=(*_FAKE, "paged"),
    if_fails="Ids of shops that number in their own script are lost or turned into question marks. "
    "Most often bytes are decoded as Latin-1 or ASCII. JSON is UTF-8.",
)
def scripts_of_ids(subject: PlatformSubject) -> None:
    """Ids in other scripts and with signs in them arrive as they are."""
    _ids_arrive(
        subject, ("Ж-1", "注文42", "gid://shop/Order/1", "a=b&c", "50% #1+", "é", "e\u0301")
    )


@check(
    "PC-C05",
    needs=(*_FAKE, "profile"),
    if_fails="An account whose id has a slash or a space in it is not found, or another one is "
    "read. Most often the id is put into the address by hand. Escape every character of it.",
)
def ids_in_addresses(subject: PlatformSubject) -> None:
    """An account is found by its id, whatever characters that has."""
    ask = subject.ask("profile")
    for name in ("0042", "a b", "a?b=c&d", "100%", "Ж1", "a+b"):
        account = attrs.evolve(subject.account(), account_id=name)
        holdings = attrs.evolve(world(subject), accounts=(account,), profiles=(profile(account),))
        must_arrive(subject, holdings, attrs.evolve(ask, account=account))


@check(
    "PC-C06",
    needs=(*_FAKE, "profile"),
    if_fails="An account of which the book knows only the handle cannot be read. Most often only "
    "the id is looked at. Use the id where it is known, and the handle otherwise.",
)
def found_by_handle(subject: PlatformSubject) -> None:
    """An account is found by its handle alone."""
    account = attrs.evolve(subject.account(2), account_id=None)
    must_arrive(subject, world(subject), attrs.evolve(subject.ask("profile"), account=account))


@check(
    "PC-C07",
    needs=_FAKE,
    if_fails="Captions are not what people read, and a search for a hashtag misses them. Most "
    "often text is cut at a number of bytes, or encoded twice. Take text as JSON gives it.",
)
def emoji(subject: PlatformSubject) -> None:
    """Emoji, joined ones and flags too, arrive as they are."""
    _caption_arrives(subject, "Läuft 🏃‍♀️ 👨‍👩‍👧‍👦", "🇩🇪🇯🇵", "👍🏽 100")  # emoji are meant


@check(
    "PC-C08",
    needs=_FAKE,
    if_fails="Hebrew and Arabic captions come out in a wrong order. Most often marks of direction "
    "are stripped as white space. Leave text alone.",
)
def right_to_left(subject: PlatformSubject) -> None:
    """Text from right to left arrives as it is, with its marks of direction."""
    _caption_arrives(subject, "קוד MAYA15 עכשיו", "\u200fخصم 15٪\u200e!", "a\u202eb\u202cc")


@check(
    "PC-C09",
    needs=_FAKE,
    if_fails="A code or a hashtag that was typed on another keyboard is no longer found where it "
    "stands. Most often text is normalised on the way. Leave text alone.",
)
def forms_of_letters(subject: PlatformSubject) -> None:
    """Composed and decomposed letters arrive each as they are."""
    _caption_arrives(subject, "caf\u00e9", "cafe\u0301", "\ufb01n", "\u212b")


@check(
    "PC-C10",
    needs=_FAKE,
    if_fails="Paragraphs run together, and the line with the advertisement's mark is gone. Most "
    "often text is stripped or put on one line. Leave text alone.",
)
def lines_and_spaces(subject: PlatformSubject) -> None:
    """Line breaks, tabs and spaces at the ends of text arrive as they are."""
    _caption_arrives(subject, " Werbung\n\n#ad  ", "a\r\nb\tc", "\u00a0x\u2028y\u00a0")


@check(
    "PC-C11",
    needs=_FAKE,
    if_fails="A caption shows `&amp;`, or a `%20` in it turns into a space. Most often text is "
    "unescaped once too often. Take text as JSON gives it.",
)
def signs_in_texts(subject: PlatformSubject) -> None:
    """What looks like HTML, an address or an escape in text arrives as it is."""
    _caption_arrives(
        subject, "5 &amp; 6 <b>x</b>", "100%20 + \\u00e9 \\n", "\"'`;--", "https://a.example/?q=1#x"
    )


@check(
    "PC-C12",
    needs=_FAKE,
    if_fails="The end of a long caption, where the advertisement is marked, is gone. Most often "
    "text is cut to a column's width. Hand on all of it.",
)
def long_texts(subject: PlatformSubject) -> None:
    """Text of thousands of letters arrives whole."""
    _caption_arrives(subject, _LONG)


@check(
    "PC-C13",
    needs=(*_FAKE, "orders"),
    if_fails="A code is not found among the creator's codes, and the sale goes to nobody. Most "
    "often codes are put into upper case or sorted. What counts as the same code is for "
    "attribution.",
)
def codes_of_orders(subject: PlatformSubject) -> None:
    """Codes arrive in their order, in the case in which they were typed, or none."""
    several = attrs.evolve(order("o1"), codes=("zora5", "MAYA15", "Maya15", "Ж-10", "0010"))
    holdings = attrs.evolve(world(subject), orders=(several, attrs.evolve(order("o2"), codes=())))
    must_arrive(subject, holdings, subject.ask("orders"))


@check(
    "PC-C14",
    needs=(*_FAKE, "touches"),
    if_fails="A visit is credited to nobody, because its mark was changed on the way. Most often "
    "UTM content is decoded once too often. Hand on the value as it is.",
)
def values_of_touches(subject: PlatformSubject) -> None:
    """What a touch carries arrives letter by letter, whichever kind it is."""
    told: tuple[tuple[Kind, str], ...] = (
        ("link", "maya%20x+1"),
        ("code", "maYa15"),
        ("dm", "wo gibt’s das?\n"),
        ("landing", "Ж"),
    )
    touches = tuple(
        attrs.evolve(
            touch(f"t{place}", place), kind=kind, value=value, referrer="https://a.example/?b=c%2Fd"
        )
        for place, (kind, value) in enumerate(told)
    )
    must_arrive(subject, attrs.evolve(world(subject), touches=touches), subject.ask("touches"))


@check(
    "PC-C15",
    needs=(*_FAKE, "metrics"),
    if_fails="Figures are written to another post, or to none. Most often ids of a batch are "
    "joined and split again, or looked up by number. Match answers by the id, letter by letter.",
)
def ids_of_figures(subject: PlatformSubject) -> None:
    """Figures find their posts, whatever the ids look like."""
    for post_ids in (("007", "07"), ("aB", "ab"), ("90071992547409931234",), ("Ж1", "é")):
        for one in post_ids:
            holdings, ask = figures(subject, (one,))
            must_arrive(subject, holdings, ask)


@check(
    "PC-C16",
    needs=(*_FAKE, "search"),
    if_fails="A search finds nothing, or somebody else. Most often the words are joined to the "
    "address by hand. Give them to `query` untouched.",
)
def words_of_a_search(subject: PlatformSubject) -> None:
    """The words of a search arrive at the platform letter by letter."""
    for words in ("Maya & Söhne", "100% #run +1", "注文", 'a"b', "x/y?z=1"):
        one = attrs.evolve(profile(subject.account()), name=f"Die {words}!")
        other = attrs.evolve(profile(subject.account(2)), name="Maya Söhne 100 run注 文")
        holdings = attrs.evolve(world(subject), profiles=(one, other))
        must_arrive(subject, holdings, attrs.evolve(subject.ask("search"), words=words))


@check(
    "PC-C17",
    needs=(*_FAKE, "posts"),
    if_fails="A post without a caption has the caption `None`, or stops the pull. Most often text "
    "is asked for where there may be none. Ask with `text_or_none`.",
)
def no_caption(subject: PlatformSubject) -> None:
    """A post without a caption has none, and so has a profile without a biography."""
    bare = attrs.evolve(post(subject, "p1"), caption=None)
    ask = subject.ask("posts").within(Window(until=moment(9)))
    must_arrive(subject, holding(subject, ask, [bare]), ask)
