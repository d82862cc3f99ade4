"""How do many units' histories take what a file tells, all at once and in SQL?

The same law as `history`, which is its slow obvious twin: a fact that is told holds from its day
until the day on which that very fact is known to have changed; a correction holds for as long as
the wrong value stood without a break. A row that says what the register says writes nothing.

`arrival` (one line a row, with its unit) and the staged rows go in; `piece` comes out: what is to
be written, and in place of which version.
"""

# ruff: noqa: S608 - names in the SQL come from our own tables of columns, never from a file

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from ehya.engine.text import search_words, sort_key
from ehya.register.actions.arrivals import ask, run
from ehya.register.intake.check import LONGEST_KEY
from ehya.register.intake.fields import CONTENT

PLACES = ("province", "county", "park")
NULLABLE = frozenset(
    {*PLACES, "lat", "lon", "licensed_on", "licensed_capacity", "licensed_jobs", "insured_jobs",
     "contracted_kw"}
)  # fmt: skip
SPOKEN = ("name_fa", "name_en", "address", "product")  # what a unit is found by
_FROM_PARK_OR_COUNTY = ("county", "park")


@dataclass(frozen=True, slots=True)
class Telling:
    """What kind of telling a file is.

    Attributes:
        as_of: the day it speaks of.
        correction: whether it says what had always been so, not what changed.
        event: id of the event that is to come.
        file: id of the received file.
        synthetic: whether new units are made up.
        known: when made-up facts came to be known, which is made up too; None for now.
    """

    as_of: date
    correction: bool
    event: UUID
    file: int
    synthetic: bool
    known: datetime | None = None


def column(fact: str) -> str:
    """Return the table's column of a fact: places are kept by their code."""
    return f"{fact}_id" if fact in PLACES else fact


def _new(fact: str) -> str:
    return f"r.{fact}" if fact in NULLABLE else f"coalesce(r.{fact}, '')"


def _told(fact: str) -> str:
    told = f"(r.{fact} IS NOT NULL OR coalesce('{fact}' = ANY(r.emptied), false)"
    if fact in _FROM_PARK_OR_COUNTY:  # whoever moves to another province leaves them behind
        told += " OR r.province <> b.province_id"
    return told + ")"


def _types() -> dict[str, str]:
    rows = ask(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = 'register_unitversion'::regclass AND attnum > 0 AND NOT attisdropped"
    )
    kinds = dict(rows)
    return {fact: kinds[column(fact)] for fact in CONTENT}


def plan(telling: Telling) -> None:
    """Fill `news` and `piece` from `arrival`: which facts are new, and what is then to be written."""
    run("DROP TABLE IF EXISTS news, piece")
    _compare(telling)
    kinds = _types()
    content = ", ".join(f"{fact} {kinds[fact]}" for fact in CONTENT)
    run(
        f"CREATE TEMP TABLE piece (seq bigint GENERATED ALWAYS AS IDENTITY, id bigint, unit bigint,"
        f" old bigint, told boolean, speaks boolean, valid daterange, {content}, sort_key text,"
        f" words tsvector) ON COMMIT DROP"
    )
    if ask("SELECT EXISTS (SELECT FROM news)")[0][0]:
        run("ANALYZE news (id, unit, base)")
        _rewrite(telling)
    _begin(telling)
    run("ANALYZE piece (seq, id, old)")


def _compare(telling: Telling) -> None:
    """Set beside each known unit's row what stands on its day."""
    facts = ", ".join(
        f"{_told(f)} AND {_new(f)} IS DISTINCT FROM b.{column(f)} AS c_{f}, {_new(f)} AS n_{f},"
        f" b.{column(f)} AS b_{f}"
        for f in CONTENT
    )
    run(
        f"CREATE TEMP TABLE news ON COMMIT DROP AS SELECT a.id, a.unit, b.id AS base, {facts}"
        f" FROM arrival a JOIN line r USING (id)"
        f" JOIN register_unitversion b ON b.unit_id = a.unit AND upper_inf(b.known)"
        f" AND b.valid @> %(day)s::date WHERE a.unit IS NOT NULL AND a.code IS NULL",
        day=telling.as_of,
    )
    run(
        "UPDATE arrival a SET code = %(code)s, facts = jsonb_build_object("
        "'number', (SELECT number FROM register_unit WHERE id = a.unit), 'day', %(day)s::date,"
        " 'first', (SELECT min(lower(valid)) FROM register_unitversion v WHERE v.unit_id = a.unit"
        " AND upper_inf(v.known))) WHERE unit IS NOT NULL AND code IS NULL"
        " AND NOT EXISTS (SELECT FROM news n WHERE n.id = a.id)",
        code="import.before_unit",
        day=telling.as_of,
    )


def _rewrite(telling: Telling) -> None:
    """Write down, for units whose facts change, every stretch that the change reaches."""
    changed = " OR ".join(f"n.c_{f}" for f in CONTENT)
    runs = ", ".join(
        f"n.c_{f} AND bool_and(v.goes_on AND v.{column(f)} IS NOT DISTINCT FROM n.b_{f})"
        f" OVER way AS e_{f}"
        for f in CONTENT
    )
    reach = " OR ".join(f"e_{f}" for f in CONTENT)
    speaks = " OR ".join(f"e_{f}" for f in SPOKEN)
    new = ", ".join(
        f"CASE WHEN part.told AND e_{f} THEN n_{f} ELSE {column(f)} END" for f in CONTENT
    )
    keep = ", ".join(f"n.n_{f}" for f in CONTENT)
    side = "sign(v.place - v.base_place)"
    begins = "%(day)s::date"
    valid = (
        "v.valid"
        if telling.correction
        else f"CASE WHEN NOT part.told THEN daterange(lower(v.valid), {begins})"
        f" WHEN is_base THEN daterange({begins}, upper(v.valid)) ELSE v.valid END"
    )
    earlier = (
        "false"
        if telling.correction
        else f"is_base AND coalesce(lower(v.valid), '-infinity') < {begins}"
    )
    reached = "true" if telling.correction else "v.place >= v.base_place"
    run(
        f"INSERT INTO piece (id, unit, old, told, speaks, valid, {', '.join(CONTENT)}, sort_key, words)"
        f" WITH line AS (SELECT l.*, max(place) FILTER (WHERE is_base) OVER (PARTITION BY row_id)"
        f" AS base_place FROM (SELECT n.id AS row_id, v.*, v.id = n.base AS is_base,"
        f" row_number() OVER history AS place,"
        f" lag(upper(v.valid)) OVER history IS NOT DISTINCT FROM lower(v.valid) AS after_last,"
        f" lead(lower(v.valid)) OVER history IS NOT DISTINCT FROM upper(v.valid) AS before_next"
        f" FROM news n JOIN register_unitversion v ON v.unit_id = n.unit AND upper_inf(v.known)"
        f" WHERE {changed} WINDOW history AS (PARTITION BY n.id ORDER BY v.valid)) l),"
        f" way AS (SELECT v.*, CASE WHEN is_base THEN true WHEN place > base_place THEN after_last"
        f" ELSE before_next END AS goes_on FROM line v WHERE {reached}),"
        f" line_and_news AS (SELECT v.*, {keep}, {runs} FROM way v JOIN news n ON n.id = v.row_id"
        f" WINDOW way AS (PARTITION BY v.row_id, {side} ORDER BY abs(v.place - v.base_place)))"
        f" SELECT row_id, unit_id, v.id, part.told, part.told AND ({speaks}), {valid}, {new}, sort_key,"
        f" words FROM line_and_news v CROSS JOIN (VALUES (true), (false)) part (told)"
        f" WHERE CASE WHEN part.told THEN {reach} ELSE {earlier} END",
        day=telling.as_of,
    )


def _begin(telling: Telling) -> None:
    """Write down the first stretch of each unit that is new."""
    facts = ", ".join(_new(fact) for fact in CONTENT)
    run(
        f"INSERT INTO piece (id, told, speaks, valid, {', '.join(CONTENT)}, sort_key)"
        f" SELECT a.id, true, true, daterange(%(day)s::date, NULL), {facts}, r.sort_key"
        f" FROM arrival a JOIN line r USING (id)"
        f" WHERE a.unit IS NULL AND a.code IS NULL ORDER BY a.id",
        day=telling.as_of,
    )


@contextmanager
def spelling() -> Iterator[None]:
    """Fill `said` while the database does what is asked of it inside.

    It tells what the pieces whose texts are new are found and sorted by; a thread beside makes the
    words, and asks the database nothing.
    """
    rows = ask(
        f"SELECT seq, {', '.join(SPOKEN)}, CASE WHEN old IS NULL THEN sort_key END"
        f" FROM piece WHERE speaks"
    )
    with ThreadPoolExecutor(1, "spelling") as beside:
        spelt = beside.submit(_spelt, rows)
        yield
        _say(spelt.result())


def _spelt(rows: list[tuple[Any, ...]]) -> list[tuple[int, str, str]]:
    return [
        (seq, known or sort_key(name_fa or name_en)[:LONGEST_KEY], search_words(name_fa, name_en, *rest))
        for seq, name_fa, name_en, *rest, known in rows
    ]  # fmt: skip


def _say(spelt: list[tuple[int, str, str]]) -> None:
    run("DROP TABLE IF EXISTS said")
    run(
        "CREATE TEMP TABLE said (seq bigint PRIMARY KEY, sort_key text, words tsvector)"
        " ON COMMIT DROP"
    )
    if not spelt:
        return
    with connection.cursor() as cursor, cursor.copy("COPY said FROM STDIN") as copy:
        for row in spelt:
            copy.write_row(row)
    run("ANALYZE said (seq)")


def moment(told: datetime | None = None) -> datetime:
    """Return now, or the first moment after what these units' rows were last known from.

    Args:
        told: instead of now, and never after it: when made-up facts came to be known.
    """
    (found,) = ask(
        "WITH here AS MATERIALIZED (SELECT unit FROM arrival WHERE what = 'changed')"
        " SELECT greatest(least(%(told)s::timestamptz, clock_timestamp()), (SELECT max(greatest(lower(v.known), upper(v.known)))"
        " + interval '1 microsecond' FROM register_unitversion v JOIN here a ON v.unit_id = a.unit),"
        " (SELECT max(greatest(lower(i.known), upper(i.known))) + interval '1 microsecond'"
        " FROM register_identifier i JOIN here a ON i.unit_id = a.unit),"
        " (SELECT max(greatest(lower(c.known), upper(c.known))) + interval '1 microsecond'"
        " FROM register_contact c JOIN here a ON c.unit_id = a.unit))",
        told=told,
    )
    at: datetime = found[0]
    return at


def number_new(telling: Telling) -> None:
    """Give each new unit its number, under which all else of it is written."""
    ((ids,),) = ask("SELECT pg_get_serial_sequence('register_unit', 'id')")
    run(f"UPDATE arrival SET unit = nextval('{ids}'::regclass) WHERE what = 'added'")
    run(
        "INSERT INTO register_unit (id, number, synthetic) SELECT unit, register_number(unit),"
        " %(synthetic)s FROM arrival WHERE what = 'added' ORDER BY unit",
        synthetic=telling.synthetic,
    )


def write(telling: Telling, at: datetime) -> None:
    """Close what is held true no longer, and write the pieces: units are numbered, words spelt."""
    run(
        "UPDATE register_unitversion SET known = tstzrange(lower(known), %(at)s)"
        " WHERE id IN (SELECT old FROM piece)",
        at=at,
    )
    run(
        f"INSERT INTO register_unitversion (unit_id, valid, known, event_id, file_id, file_row, sort_key,"
        f" words, {', '.join(map(column, CONTENT))})"
        f" SELECT coalesce(p.unit, a.unit), p.valid, tstzrange(%(at)s, NULL), %(event)s, %(file)s,"
        f" a.row, coalesce(s.sort_key, p.sort_key), coalesce(s.words, p.words),"
        f" {', '.join(f'p.{fact}' for fact in CONTENT)}"
        f" FROM piece p JOIN arrival a USING (id) LEFT JOIN said s USING (seq) ORDER BY p.seq",
        at=at,
        event=telling.event,
        file=telling.file,
    )
