"""Pull: what the platforms of a book tell, into its tables.

    book → accounts, window → connector → facts and gaps → posts, touches, orders, refunds, gaps

How far each read has come is kept in ``pulls/<platform>.json`` beside the tables, so that the next
pull asks only for what is new or may have changed. Pulling twice gives the same book.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from influence import _requirements as require
from influence.books import MergedFacts, PlatformFacts, merge_facts
from influence.connectors._clock import Clock, SystemClock
from influence.connectors._drive import adrive, drive
from influence.connectors._in_process import ServesItself
from influence.connectors._limits import Limits
from influence.connectors._telling import OnEvent
from influence.connectors._transport import AsyncTransport, Transport
from influence.connectors._usual_transport import transport_for
from influence.connectors._wsgi import WsgiTransport
from influence.connectors.pulls._progress import PullProgress
from influence.connectors.pulls._reading import ConnectorReader, Pulled, Wanted
from influence.connectors.pulls._talk import Talk, talked, talked_async
from influence.errors import InvalidInputError
from influence.sansio import Connector, Conversation

_FOLDER = "pulls"


@attrs.frozen(kw_only=True)
class PullSummary:
    """What became of one platform.

    Args:
        platform: Which.
        accounts: Of how many accounts posts were asked for.
        merged: What became of the tables, and what is missing.
        is_whole: Whether every list was read to its end.
    """

    platform: str = attrs.field(validator=require.is_line)
    accounts: int = attrs.field(validator=require.is_count)
    merged: MergedFacts
    is_whole: bool


def pull(
    target: str | Path,
    *,
    connector: Connector,
    wanted: Wanted,
    transport: Transport | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
    on_event: OnEvent | None = None,
) -> PullSummary:
    """Read what *connector* tells into the book in the folder *target*, by a host that blocks.

    Args:
        target: The folder of a book.
        connector: What is read.
        wanted: Whose posts, from when until when.
        transport: What sends its requests; by default the platform that the connector brings along,
            else the network.
        clock: What tells the time and waits.
        limits: How long, how often and how much, for each request.
        on_event: Told of every request and every wait.

    Raises:
        InvalidInputError: *target* is no book, or a table of it cannot be added to.
        PluginError: The connector broke its side of the contract.
    """
    path = Path(target)
    served = connector.in_process() if isinstance(connector, ServesItself) else None
    if served is not None:
        clock = clock or served.clock
        transport = transport or WsgiTransport(served.app, clock=clock)
    sender, host_clock = transport or transport_for(connector), clock or SystemClock()
    talk = _talk(path, connector=connector, wanted=wanted, clock=host_clock)

    def driven(conversation: Conversation[object]) -> object:
        return drive(
            conversation,
            transport=sender,
            connector=connector,
            clock=host_clock,
            limits=limits,
            on_event=on_event,
        )

    return _kept(path, talked(talk, drive=driven), connector=connector, wanted=wanted)


async def apull(
    target: str | Path,
    *,
    connector: Connector,
    wanted: Wanted,
    transport: AsyncTransport,
    clock: Clock | None = None,
    limits: Limits | None = None,
    on_event: OnEvent | None = None,
) -> PullSummary:
    """Read what *connector* tells into a book, by a host that awaits; else as ``pull``.

    Args:
        target: The folder of a book.
        connector: What is read.
        wanted: Whose posts, from when until when.
        transport: What sends its requests.
        clock: What tells the time and waits.
        limits: How long, how often and how much, for each request.
        on_event: Told of every request and every wait.

    Raises:
        InvalidInputError: *target* is no book, or a table of it cannot be added to.
        PluginError: The connector broke its side of the contract.
    """
    path, host_clock = Path(target), clock or SystemClock()
    talk = _talk(path, connector=connector, wanted=wanted, clock=host_clock)

    async def driven(conversation: Conversation[object]) -> object:
        return await adrive(
            conversation,
            transport=transport,
            connector=connector,
            clock=host_clock,
            limits=limits,
            on_event=on_event,
        )

    pulled = await talked_async(talk, drive=driven)
    return _kept(path, pulled, connector=connector, wanted=wanted)


def _talk(path: Path, *, connector: Connector, wanted: Wanted, clock: Clock) -> Talk[Pulled]:
    """Everything that is to be read, from where it was read to before."""
    progress = _progress(path, connector.name)
    asked = attrs.evolve(wanted, progress=progress)
    return ConnectorReader(connector=connector, wanted=asked, at=clock.now()).pulled()


def _kept(path: Path, pulled: Pulled, *, connector: Connector, wanted: Wanted) -> PullSummary:
    """The facts in the book, and then how far they go: the other way round one could be lost."""
    facts = PlatformFacts(
        source=connector.name,
        posts=pulled.posts,
        touches=pulled.touches,
        orders=pulled.orders,
        refunds=pulled.refunds,
        gaps=tuple(dict.fromkeys(pulled.gaps)),
    )
    merged = merge_facts(facts, target=path)
    file = _file(path, connector.name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(pulled.progress.text, encoding="utf-8")
    return PullSummary(
        platform=connector.name,
        accounts=len(wanted.accounts),
        merged=merged,
        is_whole=pulled.is_whole,
    )


def _progress(path: Path, platform: str) -> PullProgress:
    """How far the reads of a platform have come."""
    file = _file(path, platform)
    if not file.exists():
        return PullProgress()
    try:
        return PullProgress.parsed(file.read_text(encoding="utf-8"))
    except InvalidInputError as error:
        rule = "be as a pull wrote it; without the file everything is read again"
        raise InvalidInputError(f"{_FOLDER}/{file.name}", rule, error.value) from error


def _file(path: Path, platform: str) -> Path:
    """Where the progress of a platform is kept."""
    return path / _FOLDER / f"{platform}.json"
