"""Which unit does each row of a staged file speak of?

By any number that names one unit alone; else by one that units may share, where one unit alone bears
it, a name or a place agrees and nothing speaks against it; else, where a row has no number at all, by its name in its
province. Set by set, in SQL, into the temporary table `arrival`: one line a row, with its unit, or
none for a new one, or the reason why it cannot be taken. The rows themselves lie beside it in `line`:
the staging table may hold a million others.
"""

# ruff: noqa: S608 - names in the SQL come from our own tables of columns, never from a file

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from ehya.register.actions.companies import Told, is_told_of
from ehya.register.intake.fields import SHARED, STRONG

_LONGEST_CHAIN = 20  # merges of merged units
_OF_SPAN = (
    "register_importrow WHERE imported_id = %(imported)s AND id BETWEEN %(first)s AND %(last)s"
    " AND what <> 'refused' ORDER BY id"
)
# Half the page is left free: each line is written again and again.
_ARRIVAL = (
    "CREATE TEMP TABLE arrival (id bigint PRIMARY KEY, row int NOT NULL, unit bigint, code text,"
    " field text NOT NULL DEFAULT '', facts jsonb, what text) WITH (fillfactor = 40) ON COMMIT DROP"
)
NO_SUCH_NUMBER, SEVERAL = "import.no_such_number", "import.several_units"
TWICE = "import.same_unit_twice"
COMPANY = ("national_id", "economic_code")


@dataclass(frozen=True, slots=True)
class Span:
    """Some rows of one import.

    Attributes:
        imported: the import.
        first: id of the first row.
        last: id of the last.
        columns: our columns that the file has.
        file: id of the received file.
    """

    imported: UUID
    first: int
    last: int
    columns: Collection[str]
    file: int


def run(sql: str, **told: Any) -> int:
    """Run one statement; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return int(cursor.rowcount)


def ask(sql: str, **told: Any) -> list[tuple[Any, ...]]:
    """Return the rows that a question answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        return list(cursor.fetchall())


def find(span: Span) -> None:
    """Fill `arrival` for a span of rows; the table ends with the transaction, or the next call."""
    _begin(span)
    numbers = [name for name in (*STRONG, *SHARED) if name in span.columns]
    _by_strong([name for name in numbers if name in STRONG])
    shared = [name for name in numbers if name in SHARED]
    if shared:
        _by_shared(span, shared, [name for name in numbers if name in STRONG[1:]])
    if {"name_fa", "name_en"} & set(span.columns):
        _by_name(numbers)
    run("INSERT INTO arrival (id, row) SELECT id, row FROM coming ON CONFLICT DO NOTHING")
    _forward()
    run("ANALYZE arrival (id, unit)")


def keep_found() -> None:
    """Keep the answer of `find` for as long as the transaction lasts: `take_up` deals it out."""
    run("DROP TABLE IF EXISTS found")
    run("ALTER TABLE arrival RENAME TO found")
    run("ALTER INDEX arrival_pkey RENAME TO found_pkey")


def take_up(span: Span) -> None:
    """Fill `arrival` for a span of rows with what was found of them before."""
    run("DROP TABLE IF EXISTS arrival")
    run(_ARRIVAL)
    run(
        "INSERT INTO arrival SELECT * FROM found WHERE id BETWEEN %(first)s AND %(last)s"
        " AND code IS NULL ORDER BY id",
        first=span.first,
        last=span.last,
    )
    _forward()
    run("ANALYZE arrival (id, unit)")


def lay_out(span: Span) -> None:
    """Put the rows of a span into `line`."""
    run("DROP TABLE IF EXISTS line")
    run(f"CREATE TEMP TABLE line ON COMMIT DROP AS SELECT * FROM {_OF_SPAN}", **_told(span))
    run("ANALYZE line (id)")


def _told(span: Span) -> dict[str, object]:
    return {"imported": span.imported, "first": span.first, "last": span.last}


def _begin(span: Span) -> None:
    numbers = ", ".join((*STRONG, *SHARED))
    run("DROP TABLE IF EXISTS coming, hit, arrival")
    run(
        f"CREATE TEMP TABLE coming ON COMMIT DROP AS"
        f" SELECT id, row, sort_key, name_fa, name_en, province, county, park, {numbers}"
        f" FROM {_OF_SPAN}",
        **_told(span),
    )
    run(_ARRIVAL)
    run("CREATE TEMP TABLE hit (id bigint, unit bigint) ON COMMIT DROP")
    run("ANALYZE coming")


def _borne(scheme: str) -> str:
    return (
        f"SELECT c.id, i.unit_id AS unit FROM coming c JOIN register_identifier i"
        f" ON i.scheme = '{scheme}' AND i.value = c.{scheme} AND upper_inf(i.known)"
    )


def _by_strong(schemes: list[str]) -> None:
    for scheme in schemes:
        if scheme == "number":
            run(
                "INSERT INTO hit SELECT c.id, u.id FROM coming c JOIN register_unit u USING (number)"
            )
            run(
                "INSERT INTO arrival (id, row, code, field, facts) SELECT c.id, c.row,"
                f" '{NO_SUCH_NUMBER}', 'number', jsonb_build_object('value', number)"
                " FROM coming c WHERE number IS NOT NULL AND NOT EXISTS"
                " (SELECT FROM register_unit u WHERE u.number = c.number)"
            )
        else:
            run(f"INSERT INTO hit {_borne(scheme)}")
    _follow("hit")
    run(
        "INSERT INTO arrival (id, row, unit, code, facts)"
        " SELECT c.id, c.row, CASE WHEN count(DISTINCT unit) = 1 THEN min(unit) END,"
        f" CASE WHEN count(DISTINCT unit) > 1 THEN '{SEVERAL}' END,"
        " CASE WHEN count(DISTINCT unit) > 1 THEN jsonb_build_object('numbers',"
        " array_agg(DISTINCT u.number)) END"
        " FROM coming c JOIN hit ON hit.id = c.id JOIN register_unit u ON u.id = hit.unit"
        " GROUP BY c.id, c.row ON CONFLICT DO NOTHING"
    )


def _by_shared(span: Span, shared: list[str], strong: list[str]) -> None:
    """Of the units that bear a row's shared numbers: the one alone, or the one of the same name.

    A unit that this very file has told under another name is another row's: a company's second
    plant does not take the first one's place when an import goes on after a break.
    """
    run("DROP TABLE IF EXISTS bearer")
    questions = " UNION ".join(_borne(scheme) for scheme in shared if scheme in COMPANY)
    postal = "postal_code" in shared
    told = [*strong, *(scheme for scheme in shared if scheme in COMPANY)]
    against = " OR ".join(f"(x.scheme = '{s}' AND x.value <> c.{s})" for s in told) or "false"
    agrees = " OR ".join(f"(x.scheme = '{s}' AND x.value = c.{s})" for s in told) or "false"
    everyone = " UNION ".join(
        part for part in (questions, _borne("postal_code") if postal else "") if part
    )
    run(
        f"CREATE TEMP TABLE bearer ON COMMIT DROP AS SELECT DISTINCT b.id, b.unit,"
        f" coalesce(v.sort_key = r.key, false) AS same_name, {_has_company(shared)} AS by_company"
        f" FROM ({everyone}) b JOIN coming c USING (id)"
        f" JOIN LATERAL (SELECT coalesce(c.sort_key, '') AS key) r ON true"
        f" LEFT JOIN register_unitversion v ON v.unit_id = b.unit AND upper_inf(v.known)"
        f" AND upper_inf(v.valid)"
        f" WHERE NOT EXISTS (SELECT FROM arrival a WHERE a.id = b.id)"
        f" AND (v.file_id IS DISTINCT FROM %(file)s OR v.sort_key = r.key)"
        f" AND NOT EXISTS (SELECT FROM register_identifier x WHERE x.unit_id = b.unit"
        f" AND upper_inf(x.known) AND upper_inf(x.valid) AND ({against})"
        f" AND NOT EXISTS (SELECT FROM register_identifier y WHERE y.unit_id = b.unit"
        f" AND upper_inf(y.known) AND y.scheme = x.scheme AND ({agrees.replace('x.', 'y.')})))",
        file=span.file,
    )
    _follow("bearer")
    _leave_strangers_out()
    run(
        "INSERT INTO arrival (id, row, unit, code, facts)"
        f" SELECT id, row, unit, CASE WHEN unit IS NULL THEN '{SEVERAL}' END,"
        " CASE WHEN unit IS NULL THEN jsonb_build_object('numbers', numbers) END FROM ("
        " SELECT c.id, c.row, array_agg(DISTINCT u.number) AS numbers,"
        " count(DISTINCT unit) FILTER (WHERE same_name) AS named,"
        " CASE WHEN count(DISTINCT unit) FILTER (WHERE same_name) = 1"
        " THEN min(unit) FILTER (WHERE same_name)"
        " WHEN count(DISTINCT unit) = 1 AND bool_and(by_company) THEN min(unit) END AS unit"
        " FROM coming c JOIN bearer ON bearer.id = c.id JOIN register_unit u ON u.id = bearer.unit"
        " GROUP BY c.id, c.row) found WHERE unit IS NOT NULL OR named > 1"
    )


def _leave_strangers_out() -> None:
    """Take out of `bearer` whoever bears a row's company number and agrees in nothing else."""
    rows = ask(
        "SELECT b.id, b.unit, c.name_fa, c.name_en, c.province, c.county, c.park, v.name_fa,"
        " v.name_en, v.province_id, v.county_id, v.park_id FROM bearer b JOIN coming c USING (id)"
        " JOIN register_unitversion v ON v.unit_id = b.unit AND upper_inf(v.known)"
        " AND upper_inf(v.valid) WHERE b.by_company AND NOT b.same_name"
    )
    strangers = [row[:2] for row in rows if not is_told_of(_as_told(row[2:7]), _as_told(row[7:]))]
    if not strangers:
        return
    run("DROP TABLE IF EXISTS stranger")
    run("CREATE TEMP TABLE stranger (id bigint, unit bigint) ON COMMIT DROP")
    with connection.cursor() as cursor, cursor.copy("COPY stranger FROM STDIN") as copy:
        for pair in strangers:
            copy.write_row(pair)
    run("DELETE FROM bearer b USING stranger s WHERE s.id = b.id AND s.unit = b.unit")


def _as_told(cells: tuple[str | None, ...]) -> Told:
    name_fa, name_en, *place = (cell or "" for cell in cells)
    return Told(tuple(name for name in (name_fa, name_en) if name), *place)


def _has_company(shared: list[str]) -> str:
    company = [scheme for scheme in shared if scheme in COMPANY]
    if not company:
        return "false"
    return (
        "("
        + " OR ".join(
            f"EXISTS (SELECT FROM register_identifier i WHERE i.unit_id = b.unit AND i.scheme = '{s}'"
            f" AND i.value = c.{s} AND upper_inf(i.known))"
            for s in company
        )
        + ")"
    )


def _by_name(numbers: list[str]) -> None:
    none = " AND ".join(f"c.{name} IS NULL" for name in numbers) or "true"
    run(
        f"INSERT INTO arrival (id, row, unit, code, facts)"
        f" SELECT c.id, c.row, CASE WHEN count(DISTINCT v.unit_id) = 1 THEN min(v.unit_id) END,"
        f" CASE WHEN count(DISTINCT v.unit_id) > 1 THEN '{SEVERAL}' END,"
        f" CASE WHEN count(DISTINCT v.unit_id) > 1 THEN jsonb_build_object('numbers',"
        f" array_agg(DISTINCT u.number)) END"
        f" FROM coming c JOIN register_unitversion v ON v.province_id = c.province"
        f" AND v.sort_key = c.sort_key AND upper_inf(v.known) AND upper_inf(v.valid)"
        f" JOIN register_unit u ON u.id = v.unit_id"
        f" WHERE {none} AND c.sort_key IS NOT NULL"
        f" GROUP BY c.id, c.row ON CONFLICT DO NOTHING"
    )


def _follow(table: str) -> None:
    """Lead a merged unit's number to the unit that was kept."""
    for _ in range(_LONGEST_CHAIN):
        if not run(
            f"UPDATE {table} SET unit = u.forwards_to_id FROM register_unit u"
            f" WHERE u.id = {table}.unit AND u.forwards_to_id IS NOT NULL"
        ):
            return


def _forward() -> None:
    """A unit found by its name, or a while ago, may have been merged as well."""
    _follow("arrival")


def refuse_twice() -> None:
    """Refuse rows of `arrival` that speak of a unit that an earlier row speaks of."""
    run(
        f"UPDATE arrival a SET code = '{TWICE}', unit = NULL,"
        " facts = jsonb_build_object('first', t.first) FROM ("
        " SELECT id, first_value(row) OVER w AS first, row_number() OVER w AS place FROM arrival"
        " WHERE unit IS NOT NULL AND code IS NULL WINDOW w AS (PARTITION BY unit ORDER BY id)) t"
        " WHERE t.id = a.id AND t.place > 1"
    )
    for scheme in STRONG[1:]:
        _refuse_new_twice(f"c.{scheme}", f"c.{scheme} IS NOT NULL", "true", scheme)
    unnumbered = " AND ".join(f"c.{name} IS NULL" for name in STRONG)
    for scheme in SHARED:
        by = f"c.{scheme}, c.sort_key"
        _refuse_new_twice(by, f"c.{scheme} IS NOT NULL", unnumbered, scheme)
    unnumbered += "".join(f" AND c.{name} IS NULL" for name in SHARED)
    _refuse_new_twice("c.sort_key, c.province", "c.sort_key IS NOT NULL", unnumbered, "name_fa")


def _refuse_new_twice(by: str, among: str, which: str, field: str) -> None:
    """Of new rows that are alike, refuse those behind the first."""
    run(
        f"UPDATE arrival a SET code = '{TWICE}', field = '{field}',"
        f" facts = jsonb_build_object('first', t.first) FROM ("
        f" SELECT c.id, {which} AS meant, first_value(c.row) OVER w AS first,"
        f" row_number() OVER w AS place"
        f" FROM coming c JOIN arrival n USING (id) WHERE n.unit IS NULL AND n.code IS NULL"
        f" AND {among} WINDOW w AS (PARTITION BY {by} ORDER BY c.id)) t"
        f" WHERE t.id = a.id AND t.place > 1 AND t.meant"
    )
