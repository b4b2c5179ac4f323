"""Pull: what one connector tells, into the tables of a book.

How far each read has come is kept in ``pulls/<platform>.json`` beside the tables.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from influence import _requirements as require
from influence.books import MergedFacts, PlatformFacts, merge_facts, posts_of_platform
from influence.connectors._async_session import AsyncSession
from influence.connectors._session import Session
from influence.connectors.pulls._ask import Pulling, pulled_by, pulled_by_async
from influence.connectors.pulls._progress import PullProgress
from influence.connectors.pulls._reading import ConnectorReader, Pulled, PullScope
from influence.errors import InvalidInputError
from influence.sansio import Connector

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
    is_whole: bool = attrs.field(validator=require.is_flag)


def pull(target: str | Path, *, session: Session, scope: PullScope) -> PullSummary:
    """Read what a connector tells into the book in the folder *target*.

    Args:
        target: The folder of a book.
        session: What reads the connector, blocking.
        scope: Whose posts, from when until when.

    Raises:
        InvalidInputError: *target* is no book, or a table of it cannot be added to.
        PluginError: The connector broke its side of the contract.
        FaultError: The outside world refused, and the session is strict.
    """
    pulling = _pulling(Path(target), connector=session.connector, scope=scope)
    pulled = pulled_by(session, pulling)
    return _kept(Path(target), pulled, connector=session.connector, scope=scope)


async def apull(target: str | Path, *, session: AsyncSession, scope: PullScope) -> PullSummary:
    """Read what a connector tells into the book in the folder *target*; else as ``pull``.

    Args:
        target: The folder of a book.
        session: What reads the connector, awaiting.
        scope: Whose posts, from when until when.

    Raises:
        InvalidInputError: *target* is no book, or a table of it cannot be added to.
        PluginError: The connector broke its side of the contract.
        FaultError: The outside world refused, and the session is strict.
    """
    pulling = _pulling(Path(target), connector=session.connector, scope=scope)
    pulled = await pulled_by_async(session, pulling)
    return _kept(Path(target), pulled, connector=session.connector, scope=scope)


def _pulling(path: Path, *, connector: Connector, scope: PullScope) -> Pulling[Pulled]:
    """Everything that is to be read, from where it was read to before."""
    progress = _progress(_file(path, connector.name))
    reader = ConnectorReader(
        connector=connector,
        scope=scope,
        progress=progress,
        known_posts=posts_of_platform(path, platform=connector.capability.platform),
    )
    return reader.pulled()


def _kept(path: Path, pulled: Pulled, *, connector: Connector, scope: PullScope) -> PullSummary:
    """The facts in the book, and then how far they go: the other way round one could be lost."""
    facts = PlatformFacts(
        source=connector.name,
        posts=pulled.posts,
        readings=pulled.readings,
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
        accounts=len(scope.accounts),
        merged=merged,
        is_whole=pulled.is_whole,
    )


def _progress(file: Path) -> PullProgress:
    """How far the reads of a platform have come."""
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
