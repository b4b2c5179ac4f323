"""Paging: every item once, whatever the pages look like on the way."""

from __future__ import annotations

from collections.abc import Sequence

from influence.sansio import Page
from influence.testing._conformance._check import check
from influence.testing._holdings import Holdings
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._matching import expect, id_of, must_be_ids, must_match
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PAGED, PlatformSubject
from influence.testing._platform_checks._worlds import many, pages_of
from influence.testing._platform_fake import Trouble

_NEEDS = ("fake", "paged")


def _walked(
    subject: PlatformSubject, ask: Ask, holdings: Holdings, *, trouble: Trouble | None = None
) -> tuple[Stage, Sequence[Page[object]]]:
    """A stage and all its pages."""
    stage = subject.stage(holdings, trouble=trouble)
    return stage, stage.walk(ask)


def _arrive(
    subject: PlatformSubject, *, pages: int, more: int, trouble: Trouble | None = None
) -> None:
    """Everything of each paged read has to arrive."""
    for ask in subject.asks(PAGED):
        holdings = pages_of(subject, ask, pages=pages, more=more)
        stage, found = _walked(subject, ask, holdings, trouble=trouble)
        must_match(stage, ask, found=[item for page in found for item in page.items])


@check(
    "PC-B01",
    needs=_NEEDS,
    if_fails="Sales or posts are missing, so a creator is paid too little, or they stand twice, so "
    "one is paid too much. Most often the last page is dropped, because it has no cursor, or an "
    "offset grows by the wrong number. Give back the items of the last page as well, and step by "
    "what was asked for.",
)
def every_item_once(subject: PlatformSubject) -> None:
    """Of three pages every item arrives once, with all that is told of it."""
    _arrive(subject, pages=2, more=1)


@check(
    "PC-B02",
    needs=_NEEDS,
    if_fails="A whole account looks empty, or the last full page is asked for again and again. "
    "Most often the end is told by counting items. Take the end from the answer: no cursor, no "
    "link, or a total that is reached.",
)
def full_page_ends(subject: PlatformSubject) -> None:
    """A list that fills its last page to the brim arrives whole and ends."""
    _arrive(subject, pages=1, more=0)
    _arrive(subject, pages=2, more=0)


@check(
    "PC-B03",
    needs=_NEEDS,
    if_fails="One item too many for a page is lost: the newest or the oldest sale. Most often the "
    "end is compared with the wrong sign. Ask for the next page as long as the answer names one.",
)
def one_more_than_a_page(subject: PlatformSubject) -> None:
    """A page and one item more arrive whole."""
    _arrive(subject, pages=1, more=1)


@check(
    "PC-B04",
    needs=_NEEDS,
    if_fails="An account without posts or a day without sales breaks the whole pull. Most often "
    "the first item is looked at before asking whether there is one. Answer a page without items.",
)
def nothing_there(subject: PlatformSubject) -> None:
    """A list without items is one page without items and without a next one."""
    for ask in subject.asks(PAGED):
        stage, pages = _walked(subject, ask, many(subject, ask, 0))
        what = f"{stage.member} {ask.read}"
        found = [(len(page.items), page.next) for page in pages]
        expect(what, "be one empty page without a next one", found, holds=found == [(0, None)])


@check(
    "PC-B05",
    needs=(*_NEEDS, "plays_short_pages"),
    if_fails="Everything after the first page that is not full is lost, and platforms filter pages "
    "after they cut them. Most often fewer items than asked for are taken for the end. Only the "
    "answer's own word is the end.",
)
def short_page_is_not_the_end(subject: PlatformSubject) -> None:
    """A page that is not full does not end the list."""
    _arrive(subject, pages=2, more=1, trouble="short_pages")


@check(
    "PC-B06",
    needs=(*_NEEDS, "plays_empty_page"),
    if_fails="Everything after a page whose items were all filtered out is lost. Most often `if "
    "not items` is taken for the end. Hand on the cursor of an empty page as of any other.",
)
def empty_page_is_not_the_end(subject: PlatformSubject) -> None:
    """An empty page with a next one does not end the list."""
    _arrive(subject, pages=2, more=1, trouble="empty_page")


@check(
    "PC-B07",
    needs=_NEEDS,
    if_fails="A pull that broke off has to begin again from the start, or goes on at the wrong "
    "place and loses sales. Most often the place is kept in the connector rather than in the "
    "cursor. Put all that the next page needs into the cursor.",
)
def resume_from_any_cursor(subject: PlatformSubject) -> None:
    """A new connector that is given any cursor goes on where that cursor says."""
    for ask in subject.asks(PAGED):
        holdings = pages_of(subject, ask, pages=3, more=1)
        _, pages = _walked(subject, ask, holdings)
        for place, page in enumerate(pages[:-1], start=1):
            rest = subject.stage(holdings).items(ask, cursor=page.next)
            wanted = [item for later in pages[place:] for item in later.items]
            what = f"{subject.member} {ask.read} from cursor {place}"
            expect(what, "go on where the cursor says", rest, holds=list(rest) == wanted)


@check(
    "PC-B08",
    needs=_NEEDS,
    if_fails="The host cannot tell how far it is, cannot stop, and holds a whole year in memory. "
    "Most often a method loops over the pages itself. Answer one page, with the cursor of the "
    "next, and leave the loop to the host.",
)
def one_page_at_a_time(subject: PlatformSubject) -> None:
    """A call answers one page, of no more items than the capability says."""
    for ask in subject.asks(PAGED):
        size = subject.capability.read(ask.read).paging.size
        _, pages = _walked(subject, ask, pages_of(subject, ask, pages=2, more=1))
        sizes = [len(page.items) for page in pages]
        rule = f"answer at most {size} items a page"
        expect(f"{subject.member} {ask.read}", rule, sizes, holds=max(sizes) <= size)


@check(
    "PC-B09",
    needs=_NEEDS,
    if_fails="A pull takes many times as many requests as was planned, and spends the day's quota. "
    "Most often the size is not sent, so that the platform takes its own. Send the size that the "
    "capability declares.",
)
def pages_are_full(subject: PlatformSubject) -> None:
    """As long as there are items, a page holds as many as the capability says."""
    for ask in subject.asks(PAGED):
        size = subject.capability.read(ask.read).paging.size
        _, pages = _walked(subject, ask, pages_of(subject, ask, pages=2, more=1))
        sizes = [len(page.items) for page in pages]
        rule = f"come in pages of {size}, {size} and 1"
        expect(f"{subject.member} {ask.read}", rule, sizes, holds=sizes == [size, size, 1])


@check(
    "PC-B10",
    needs=_NEEDS,
    if_fails="Whoever reads the newest first, or stops at the first that is known, reads the wrong "
    "ones. Most often items pass through a set or a table by id. Keep the list in its order.",
)
def order_is_kept(subject: PlatformSubject) -> None:
    """Items stand in the order in which the platform sent them."""
    for ask in subject.asks(PAGED):
        stage, pages = _walked(subject, ask, pages_of(subject, ask, pages=2, more=1))
        found = [id_of(item, read=ask.read) for page in pages for item in page.items]
        wanted = [id_of(item, read=ask.read) for item in stage.in_order(ask)]
        rule = "stand in the order in which they were sent"
        expect(f"{subject.member} {ask.read}", rule, found, holds=found == wanted)


@check(
    "PC-B11",
    needs=(*_NEEDS, "plays_odd_cursors"),
    if_fails="Paging breaks off in the middle on the day on which a cursor holds a plus or a "
    "percent sign. Most often the cursor is joined to the address by hand, or decoded and encoded "
    "again. Give it to `query` untouched.",
)
def cursor_is_untouched(subject: PlatformSubject) -> None:
    """A cursor goes back letter by letter, whatever characters it has."""
    _arrive(subject, pages=2, more=1, trouble="odd_cursors")


@check(
    "PC-B12",
    needs=(*_NEEDS, "plays_changing_pages"),
    if_fails="A post that appears while the list is being read makes an older one be lost. Most "
    "often items that came before are dropped together with the rest of their page. Give back "
    "what came; the host takes each item once.",
)
def overlap_loses_nothing(subject: PlatformSubject) -> None:
    """When pages shift while they are read, nothing is lost, though some come twice."""
    for ask in subject.asks(PAGED):
        holdings = pages_of(subject, ask, pages=2, more=1)
        stage, pages = _walked(subject, ask, holdings, trouble="changing_pages")
        by_id = {id_of(item, read=ask.read): item for page in pages for item in page.items}
        must_be_ids(stage, ask, found=list(by_id.values()), held=ask.held(holdings))


@check(
    "PC-B13",
    needs=(*_NEEDS, "plays_looped_cursor"),
    if_fails="A pull never ends, and holds its quota until somebody kills it. Most often the "
    "method follows cursors by itself, where no host can see the loop. Answer each page with the "
    "cursor that came; the host cuts loops and names them.",
)
def loop_is_handed_on(subject: PlatformSubject) -> None:
    """A cursor that leads in a circle is handed on, page by page, and not followed."""
    for ask in subject.asks(PAGED):
        holdings = pages_of(subject, ask, pages=3, more=0)
        stage = subject.stage(holdings, trouble="looped_cursor")
        second = stage.page(ask, cursor=stage.page(ask).next)
        again = stage.page(ask, cursor=second.next)
        what = f"{subject.member} {ask.read}"
        ids = [id_of(item, read=ask.read) for item in again.items]
        same = again.items == second.items and not again.is_last
        expect(what, "answer the page that the cursor names", ids, holds=same)


@check(
    "PC-B14",
    needs=(*_NEEDS, "plays_wrong_total"),
    if_fails="Everything beyond a total that lags behind is lost, and totals of big lists are "
    "guesses. Most often the loop runs until the total is reached. Use a total for progress, "
    "never for the end.",
)
def total_is_not_the_end(subject: PlatformSubject) -> None:
    """A total that is too low ends nothing as long as the answer names a next page."""
    _arrive(subject, pages=2, more=1, trouble="wrong_total")


@check(
    "PC-B15",
    needs=_NEEDS,
    if_fails="The first page is read again and again, and the host cuts it off as a loop. Most "
    "often the cursor is not put into the request. Send it.",
)
def cursor_is_used(subject: PlatformSubject) -> None:
    """Another cursor is another request."""
    for ask in subject.asks(PAGED):
        stage = subject.stage(pages_of(subject, ask, pages=2, more=1))
        after = stage.page(ask).next
        first, second = stage.first_request(ask), stage.first_request(ask, cursor=after)
        alike = (first.url, first.query, first.form, first.body)
        same = alike == (second.url, second.query, second.form, second.body)
        expect(f"{subject.member} {ask.read}", "send its cursor", second, holds=not same)


@check(
    "PC-B16",
    needs=_NEEDS,
    if_fails="A pull that is tried again after a break reads something else than before, and "
    "nobody can say which was right. Most often something is remembered between calls. A page is "
    "a function of what was asked and of what the platform answered.",
)
def same_page_twice(subject: PlatformSubject) -> None:
    """The same cursor asked for twice brings the same page."""
    for ask in subject.asks(PAGED):
        stage = subject.stage(pages_of(subject, ask, pages=2, more=1))
        after = stage.page(ask).next
        once, again = stage.page(ask, cursor=after), stage.page(ask, cursor=after)
        same = (again.items, again.is_last) == (once.items, once.is_last)
        expect(f"{subject.member} {ask.read}", "be the same page", again.items, holds=same)


@check(
    "PC-B17",
    needs=("fake",),
    if_fails="The host asks for pages of something that has none, or stops after the first of "
    "many. Most often the capability was copied. Declare how each read pages.",
)
def paging_is_as_declared(subject: PlatformSubject) -> None:
    """What is declared to page has a next page, and what is not has none."""
    for ask in subject.asks(PAGED):
        stage = subject.stage(pages_of(subject, ask, pages=1, more=1))
        kind, after = subject.capability.read(ask.read).paging.kind, stage.page(ask).next
        what = f"{subject.member} {ask.read}"
        expect(what, f"page as declared, {kind}", after, holds=(kind == "none") == (after is None))
