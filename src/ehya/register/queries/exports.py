"""Which rows go into an export, all as they stood at one moment; and who may take it away?

The rows are counted and read in one snapshot of the database (REPEATABLE READ): whatever others
write meanwhile, the number that is stated is the number that is asked.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg import IsolationLevel

from ehya.engine.calendar import to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger.models import User
from ehya.ledger.queries import may
from ehya.ledger.scopes import Sight
from ehya.register.exporting import columns as form
from ehya.register.exporting.writing import Chunk
from ehya.register.models import County, Export, Province, UnitVersion
from ehya.register.places import ParkNames
from ehya.register.queries.units import Wanted, units_wanted
from ehya.register.queries.within import Moment, parks_at

FEW = 20_000  # rows up to which identifiers are fetched unit by unit rather than all at once
ROWS_AT_ONCE = 10_000  # in memory
_BASE = ("sort_key", "unit", "number", "synthetic", *form.CONTENT)
# A JSON text has none of these signs, so that COPY writes it as it is, on a line.
_BARE = r"FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01'"
_DANGER = "=+-@\t\r＝＋－＠"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for.

    Attributes:
        wanted: the list's filters.
        moment: on both clocks.
        sight: how far whoever asks sees.
        contacts: whether how to reach people goes with it.
    """

    wanted: Wanted
    moment: Moment
    sight: Sight
    contacts: bool


class Snapshot:
    """The question's rows as one snapshot holds them.

    Attributes:
        rows: how many there are, counted in the snapshot.
        synthetic: how many of them are made up.
        columns: what each row holds, in order.
    """

    def __init__(self, raw: psycopg.Connection[Any], question: Question) -> None:
        self._raw, self._asked = raw, question
        inner, values = _inner(question)
        self._inner, self._values = inner, list(values)
        counted = f"SELECT count(*), count(*) FILTER (WHERE u.synthetic) FROM ({inner}) AS u"  # noqa: S608
        counted += f"({', '.join(_BASE)})"
        self.rows, self.synthetic = self._one(counted, self._values)
        self.columns = form.names(contacts=question.contacts)

    def chunks(self, language: form.Language | None, *, guard: bool) -> Iterator[Chunk]:
        """Yield the rows as CSV, some at a time, straight from the database.

        Args:
            language: whose words the cells speak; None for our own names and codes.
            guard: whether no cell may be taken for a formula.
        """
        cells = self._spoken(language, guard=guard) if language else self._plain()
        yield from self._copied(cells, "FORMAT csv")

    def features(self) -> Iterator[Chunk]:
        """Yield the units as GeoJSON features, each on a line of its own."""
        plain = {name: sql for name, (sql, _) in self._plain().items()}
        told = ", ".join(f"'{name}', {sql}" for name, sql in plain.items())
        point = "json_build_object('type', 'Point', 'coordinates', json_build_array(u.lon, u.lat))"
        feature = (
            "json_build_object('type', 'Feature', 'id', u.number, 'geometry',"
            f" CASE WHEN u.lat IS NOT NULL AND u.lon IS NOT NULL THEN {point} END,"
            f" 'properties', json_strip_nulls(json_build_object({told})))::text"
        )
        yield from self._copied({"feature": (feature, [])}, _BARE)

    def _copied(self, cells: dict[str, tuple[str, list[Any]]], how: str) -> Iterator[Chunk]:
        copying = f"COPY ({self._select(cells)}) TO STDOUT ({how})"
        with (
            self._raw.cursor() as cursor,
            cursor.copy(copying, self._params(cells)) as copy,
        ):
            lines = iter(copy)
            while some := list(islice(lines, ROWS_AT_ONCE)):
                yield Chunk(len(some), b"".join(some))

    def _select(self, cells: dict[str, tuple[str, list[Any]]]) -> str:
        told = ", ".join(f"{sql} AS {name}" for name, (sql, _) in cells.items())
        return (
            f"SELECT {told} FROM ({self._inner}) AS u({', '.join(_BASE)})"  # noqa: S608
            f" LEFT JOIN {self._beside('register_identifier', 'scheme', form.SCHEMES, 'i')}"
            f" LEFT JOIN {self._beside('register_contact', 'kind', form.CONTACTS, 'c')}"
            " ORDER BY u.sort_key, u.unit"
        )

    def _beside(self, table: str, kind: str, kinds: tuple[str, ...], name: str) -> str:
        """A row of what stands in another table of each unit, one column a kind."""
        held = ", ".join(f"max(value) FILTER (WHERE {kind} = '{one}') AS {one}" for one in kinds)
        then = "known @> %s::timestamptz AND value <> ''"
        then += " AND valid @> %s::date" if table == "register_identifier" else ""
        if name == "c" and not self._asked.contacts:
            then += " AND false"
        if self.rows <= FEW:
            inside = f"SELECT {held} FROM {table} WHERE unit_id = u.unit AND {then}"  # noqa: S608
            return f"LATERAL ({inside}) {name} ON true"
        inside = f"SELECT unit_id, {held} FROM {table} WHERE {then} GROUP BY unit_id"  # noqa: S608
        return f"({inside}) {name} ON {name}.unit_id = u.unit"

    def _params(self, cells: dict[str, tuple[str, list[Any]]]) -> list[Any]:
        moment = self._asked.moment
        spoken = [value for _, values in cells.values() for value in values]
        return [*spoken, *self._values, moment.known_at, moment.as_of, moment.known_at]

    def _plain(self) -> dict[str, tuple[str, list[Any]]]:
        return {name: (_stored(name), []) for name in self.columns}

    def _spoken(self, language: form.Language, *, guard: bool) -> dict[str, tuple[str, list[Any]]]:
        called = self._called(language)
        cells: dict[str, tuple[str, list[Any]]] = {}
        for name in self.columns:
            sql, values = _stored(name), []
            if name == form.SYNTHETIC:
                sql, values = "CASE WHEN u.synthetic THEN %s END", [form.made_up(language)]
            elif name in called:
                sql, values = f"coalesce(%s::jsonb ->> {sql}::text, {sql}::text)", [called[name]]
            elif name in form.TYPED and guard:
                sql, values = _guarded(sql)
            cells[name] = (sql, values)
        return cells

    def _called(self, language: form.Language) -> dict[str, str]:
        """What the codes of each column are called, as JSON."""
        told: dict[str, dict[str, str]] = {c: dict(form.words(c, language)) for c in form.CHOSEN}
        field = f"name_{language}"
        told["province"] = dict(Province.objects.values_list("iso", field))
        told["county"] = dict(County.objects.values_list("code", field))
        told["park"] = _park_names(self._asked, field)
        if language == "fa":
            told["licensed_on"] = self._solar_days()
        return {name: json.dumps(words) for name, words in told.items()}

    def _solar_days(self) -> dict[str, str]:
        asked = f"SELECT DISTINCT u.licensed_on FROM ({self._inner}) AS u({', '.join(_BASE)})"  # noqa: S608
        days = self._raw.execute(asked, self._values).fetchall()
        solar = {day: to_solar(day) for (day,) in days if day is not None}
        return {
            day.isoformat(): f"{at.year:04d}/{at.month:02d}/{at.day:02d}"
            for day, at in solar.items()
        }

    def _one(self, sql: str, values: list[Any]) -> Any:
        return self._raw.execute(sql, values).fetchone()


@contextmanager
def snapshot(question: Question, *, lock: UUID | None = None) -> Iterator[Snapshot]:
    """Open a connection of its own on which the question stands still.

    Args:
        question: what is asked.
        lock: the export that is written; nobody else writes it meanwhile.

    Raises:
        Refusal: "export.being_written" when somebody else does.
    """
    own = connection.copy()
    own.ensure_connection()
    raw: Any = own.connection
    raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        if (
            lock is not None
            and not raw.execute("SELECT pg_try_advisory_lock(%s)", [lock_key(lock)]).fetchone()[0]
        ):
            raise Refusal("export.being_written")
        with raw.transaction():
            yield Snapshot(raw, question)
    finally:
        own.close()


def lock_key(export: UUID) -> int:
    """Return the number under which an export is locked while it is written."""
    return int.from_bytes(export.bytes[:8], signed=True)


def export_of(key: UUID, by: User) -> Export:
    """Return an export that somebody may look at: one's own, or any for who sees the events.

    Raises:
        Refusal: "export.none_such" also for somebody else's.
    """
    found = Export.objects.select_related("by").filter(pk=key).first()
    if found is None or not (found.by_id == by.pk or may(by, "ledger.see_events")):
        raise Refusal("export.none_such")
    return found


def exports_of(by: User) -> QuerySet[Export]:
    """Return the exports that somebody asked for, newest first."""
    return Export.objects.filter(by=by).order_by("-at")


def _inner(question: Question) -> tuple[str, tuple[Any, ...]]:
    stored = (f"{fact}_id" if fact in form.PLACES else fact for fact in form.CONTENT)
    names = ("sort_key", "unit_id", "unit__number", "unit__synthetic", *stored)
    rows = units_wanted(question.wanted, question.moment, question.sight).order_by()
    try:
        return rows.values_list(*names).query.sql_with_params()
    except EmptyResultSet:  # nothing can fit: a scope without places, a number that nobody bears
        nothing = UnitVersion.objects.filter(pk__lt=0).order_by()
        return nothing.values_list(*names).query.sql_with_params()


def _stored(name: str) -> str:
    """Where a column's value stands, nothing where nothing is known."""
    if name in form.SCHEMES:
        return f"i.{name}"
    if name in form.CONTACTS:
        return f"c.{name}"
    if name == "licensed_capacity":
        return "trim_scale(u.licensed_capacity)"
    bare = name in (*form.NUMBERS, *form.PLACES, "licensed_on", "number", form.SYNTHETIC)
    return f"u.{name}" if bare else f"nullif(u.{name}, '')"


def _guarded(sql: str) -> tuple[str, list[Any]]:
    """A text that no spreadsheet takes for a formula: an apostrophe before it, which reading drops.

    One that begins with apostrophes and then such a sign gets one more, so that none is lost.
    """
    dangerous = f"left(ltrim({sql}, ''''), 1) = ANY(%s)"
    return f"CASE WHEN {dangerous} THEN '''' || {sql} ELSE {sql} END", [list(_DANGER)]


def _park_names(question: Question, field: str) -> dict[str, str]:
    """Parks by the name that finds them again; by their code where the name finds none or two."""
    told = parks_at(question.moment, question.sight)
    rows = list(told.values_list("park_id", "province_id", "name_en", "name_fa", field))
    book = ParkNames([row[:4] for row in rows])
    return {code: name for code, there, *_, name in rows if book.find(name, there) == code}
