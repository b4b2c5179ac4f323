"""PostgreSQL ledger: the same in a database that many machines share.

A batch begins with a lock on the ledger, so two processes never write at once, and is one
transaction. What was written cannot be changed or deleted; triggers refuse both. Everything lives
in a schema of its own. It comes with the extra ``store``.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from influence.errors import ConnectorError, InvalidInputError, MissingExtraError
from influence.settlement import LedgerFact, LedgerFault
from influence.store._postgres_schema import SCHEMA, TRIGGERS, VERSION
from influence.store._seals import Row
from influence.store._sql_ledger import SqlLedger

if TYPE_CHECKING:
    import psycopg

_LOCK: Final = 0x494E464C
_LONGEST_NAME: Final = 63
_KEPT: Final = (
    "SELECT kind, fact_id, content FROM fact "
    "JOIN unnest(?::text[], ?::text[]) AS told (kind, fact_id) USING (kind, fact_id)"
)

_TRIGGERS: Final = (
    "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "JOIN pg_namespace ON pg_namespace.oid = relnamespace "
    "WHERE nspname = ? AND tgenabled IN ('O', 'A')"
)


class PostgresLedger(SqlLedger):
    """A ledger in a PostgreSQL database.

    Args:
        url: Where it is, such as ``postgresql://localhost/payouts``.
        schema: The schema that the ledger lives in; it is made when it is not there.
        is_read_only: Only look, at one moment; then the ledger has to be there.

    Raises:
        MissingExtraError: The extra ``store`` is not installed.
        InvalidInputError: The schema has no name that PostgreSQL takes.
        ConnectorError: The database cannot be reached, or holds a ledger of another version.

    Example:
        >>> PostgresLedger("postgresql://localhost/payouts", schema="")
        Traceback (most recent call last):
        ...
        influence.errors.InvalidInputError: schema must be a name of 1 to 63 bytes, got ''
    """

    def __init__(self, url: str, *, schema: str = "influence", is_read_only: bool = False) -> None:
        """Connect, and make the schema a ledger when it is new."""
        if not 0 < len(schema.encode()) <= _LONGEST_NAME or "\0" in schema:
            raise InvalidInputError("schema", "be a name of 1 to 63 bytes", schema)
        try:
            import psycopg  # noqa: PLC0415  # only who uses this ledger needs the extra
        except ModuleNotFoundError as error:
            raise MissingExtraError("ledger in PostgreSQL", "store") from error
        super().__init__(f"ledger {schema}", is_read_only=is_read_only)
        self._errors: type[Exception] = psycopg.Error
        self._schema = schema
        with self._refusing():
            self._connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        try:
            with self._refusing():
                # Whoever waited for the lock has to see what was written meanwhile.
                self._connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def disconnect(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def damages(self) -> Sequence[LedgerFault]:
        """Triggers that are gone or switched off, and batches that are not as sealed."""
        found = {row[0] for row in self._rows(_TRIGGERS, (self._schema,))}
        rule = "still have what keeps it as it is"
        missing = sorted({*TRIGGERS} - found)
        lost = [LedgerFault(what=self._name, rule=rule, found=f"no {one}") for one in missing]
        return [*lost, *super().damages()]

    def _prepare(self) -> None:
        """Refuse what is no ledger of this version; make a new schema one."""
        self._connection.execute("SELECT set_config('search_path', %s, false)", (self._quoted,))
        [(encoding,)] = self._rows("SHOW server_encoding")
        if encoding != "UTF8":
            raise ConnectorError(self._name, "be in a database encoded in UTF8", encoding)
        if self._is_read_only:
            self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            with self._transaction():
                if not self._is_there():
                    self._make()
        if not self._is_there():
            raise ConnectorError(self._name, "be a ledger", "a schema without one")
        [(version,)] = self._rows("SELECT number FROM version")
        if version != VERSION:
            rule = f"have the schema version {VERSION}, which this release reads"
            raise ConnectorError(self._name, rule, version)

    def _make(self) -> None:
        """Make the schema a ledger, inside the transaction that found it new."""
        commands: tuple[Any, ...] = (f"CREATE SCHEMA IF NOT EXISTS {self._quoted}", *SCHEMA)
        for command in commands:
            self._connection.execute(command)
        self._write("INSERT INTO version (number) VALUES (?)", [(VERSION,)])

    @property
    def _quoted(self) -> str:
        """The schema's name as an identifier."""
        doubled = self._schema.replace('"', '""')
        return f'"{doubled}"'

    def _is_there(self) -> bool:
        """Whether the schema holds a ledger."""
        return bool(
            self._rows("SELECT 1 WHERE to_regclass(?) IS NOT NULL", (f"{self._quoted}.version",))
        )

    def _kept_contents(self, told: Iterable[LedgerFact]) -> Mapping[tuple[str, str], str]:
        """In one question: a question a fact would be a journey a fact."""
        places = dict.fromkeys((fact.kind, fact.fact_id) for fact in told)
        values = ([kind for kind, _ in places], [fact_id for _, fact_id in places])
        return {(row[0], row[1]): row[2] for row in self._rows(_KEPT, values)}

    def _rows(self, query: str, values: Sequence[object] = ()) -> Sequence[Row]:
        with self._refusing():
            return self._connection.execute(_placed(query), values).fetchall()

    def _write(self, command: str, rows: Iterable[Row]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(_placed(command), rows)

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with self._refusing(), self._connection.transaction():
            self._connection.execute("SET LOCAL lock_timeout = '30s'")
            self._connection.execute("SET LOCAL synchronous_commit = on")
            place = crc32(self._schema.encode()) - (1 << 31)
            self._connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (_LOCK, place))
            yield

    @contextmanager
    def _moment(self) -> Generator[None]:
        if self._is_read_only:  # it sees one moment always
            yield
            return
        with self._refusing(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    @contextmanager
    def _refusing(self) -> Generator[None]:
        """Tell what the database refuses as an error of the outside world."""
        try:
            yield
        except self._errors as error:
            rule = "be in a database that can be used"
            raise ConnectorError(self._name, rule, _message(error)) from error


def _message(error: Exception) -> str:
    """The point of what the database said."""
    if type(error).__qualname__ == "ProgrammingError":
        return "a URL that cannot be read"  # the message repeats it, and it can hold a password
    return str(error).partition("\n")[0].rpartition("failed: ")[2]


def _placed(command: str) -> Any:  # noqa: ANN401  # psycopg wants literals, and ours are fixed words
    """The command with its places marked as this database wants them."""
    return command.replace("?", "%s")
