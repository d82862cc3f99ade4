"""How do many units' identifiers and contacts take what a file tells, all at once and in SQL?

A number that the unit bears already, or ever bore, writes nothing. Another one takes the place of
the one that stands, from the file's day on; where several stand, it joins them.
"""

# ruff: noqa: S608 - names in the SQL come from our own tables of columns, never from a file

from collections.abc import Collection
from datetime import datetime

from ehya.register.actions.arrivals import ask, run
from ehya.register.actions.versions import Telling
from ehya.register.intake.fields import CONTACTS, SCHEMES


def compare(columns: Collection[str]) -> None:
    """Fill `number_news` and `contact_news`: what rows tell of known units that is not known yet."""
    run("DROP TABLE IF EXISTS number_news, contact_news")
    run(
        "CREATE TEMP TABLE number_news (id bigint, unit bigint, scheme text, value text)"
        " ON COMMIT DROP"
    )
    run(
        "CREATE TEMP TABLE contact_news (id bigint, unit bigint, kind text, value text)"
        " ON COMMIT DROP"
    )
    for name in columns:
        if name in SCHEMES:
            _compare(name, "number_news", "register_identifier", "scheme")
        elif name in CONTACTS:
            _compare(name, "contact_news", "register_contact", "kind")


def _compare(name: str, news: str, table: str, kind: str) -> None:
    """An empty value says: none any more, where there is one."""
    still = " AND upper_inf(t.valid)" if kind == "scheme" else ""
    borne = (
        f"SELECT FROM {table} t WHERE t.unit_id = a.unit AND t.{kind} = '{name}'"
        f" AND upper_inf(t.known)"
    )
    run(
        f"INSERT INTO {news} SELECT a.id, a.unit, '{name}', r.{name}"
        f" FROM arrival a JOIN line r USING (id)"
        f" WHERE a.unit IS NOT NULL AND a.code IS NULL AND CASE WHEN r.{name} IS NOT NULL"
        f" THEN NOT EXISTS ({borne} AND t.value = r.{name})"
        f" ELSE '{name}' = ANY(r.emptied) AND EXISTS ({borne}{still}) END"
    )


def write(columns: Collection[str], telling: Telling, at: datetime) -> None:
    """Write the numbers and contacts of new units, and what is new of known ones."""
    told = {"at": at, "event": telling.event, "day": telling.as_of}
    if ask("SELECT EXISTS (SELECT FROM number_news) OR EXISTS (SELECT FROM contact_news)")[0][0]:
        _replace(telling, at)
    numbers = [name for name in SCHEMES if name in columns]
    if numbers:
        run(
            f"INSERT INTO register_identifier (unit_id, scheme, value, issuer, valid, known,"
            f" event_id) SELECT a.unit, t.kind, t.value, '', daterange(%(day)s::date, NULL),"
            f" tstzrange(%(at)s, NULL), %(event)s {_of_new(numbers)}",
            **told,
        )
    contacts = [name for name in CONTACTS if name in columns]
    if contacts:
        run(
            f"INSERT INTO register_contact (unit_id, kind, value, known, event_id)"
            f" SELECT a.unit, t.kind, t.value, tstzrange(%(at)s, NULL), %(event)s"
            f" {_of_new(contacts)}",
            **told,
        )


def _of_new(kinds: Collection[str]) -> str:
    """What new units' rows tell of these kinds, unit by unit: an index is walked in its order."""
    each = ", ".join(f"('{kind}', r.{kind})" for kind in kinds)
    return (
        f"FROM arrival a JOIN line r USING (id) CROSS JOIN LATERAL (VALUES {each}) t (kind, value)"
        f" WHERE a.what = 'added' AND t.value IS NOT NULL ORDER BY a.unit, t.kind"
    )


def _replace(telling: Telling, at: datetime) -> None:
    told = {"at": at, "event": telling.event, "day": telling.as_of}
    run("DROP TABLE IF EXISTS ending")
    run(
        "CREATE TEMP TABLE ending ON COMMIT DROP AS SELECT n.*, i.id AS old, i.valid, i.issuer,"
        " i.value AS old_value, count(*) OVER (PARTITION BY n.id, n.scheme) AS standing"
        " FROM number_news n JOIN register_identifier i ON i.unit_id = n.unit"
        " AND i.scheme = n.scheme AND upper_inf(i.known) AND i.valid @> %(day)s::date",
        day=telling.as_of,
    )
    run("DELETE FROM ending WHERE standing > 1 AND value IS NOT NULL")
    run(
        "UPDATE register_identifier SET known = tstzrange(lower(known), %(at)s)"
        " WHERE id IN (SELECT old FROM ending)",
        at=at,
    )
    if not telling.correction:
        run(
            "INSERT INTO register_identifier (unit_id, scheme, value, issuer, valid, known, event_id)"
            " SELECT unit, scheme, old_value, issuer, daterange(lower(valid), %(day)s::date),"
            " tstzrange(%(at)s, NULL), %(event)s FROM ending"
            " WHERE coalesce(lower(valid), '-infinity') < %(day)s::date",
            **told,
        )
    begins = "lower(e.valid)" if telling.correction else "%(day)s::date"
    run(
        f"INSERT INTO register_identifier (unit_id, scheme, value, issuer, valid, known, event_id)"
        f" SELECT n.unit, n.scheme, n.value, '', CASE WHEN e.old IS NULL"
        f" THEN daterange(%(day)s::date, (SELECT min(lower(l.valid)) FROM register_identifier l"
        f" WHERE l.unit_id = n.unit AND l.scheme = n.scheme AND upper_inf(l.known)"
        f" AND lower(l.valid) > %(day)s::date)) ELSE daterange({begins}, upper(e.valid)) END,"
        f" tstzrange(%(at)s, NULL), %(event)s FROM number_news n"
        f" LEFT JOIN ending e ON e.id = n.id AND e.scheme = n.scheme WHERE n.value IS NOT NULL",
        **told,
    )
    run(
        "UPDATE register_contact t SET known = tstzrange(lower(known), %(at)s) FROM contact_news n"
        " WHERE t.unit_id = n.unit AND t.kind = n.kind AND upper_inf(t.known)",
        at=at,
    )
    run(
        "INSERT INTO register_contact (unit_id, kind, value, known, event_id)"
        " SELECT unit, kind, value, tstzrange(%(at)s, NULL), %(event)s FROM contact_news"
        " WHERE value IS NOT NULL",
        at=at,
        event=telling.event,
    )
