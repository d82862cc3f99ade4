"""What does a chunk of a staged file do in the register, all of it or nothing?

A chunk is one transaction and one event: its rows are compared, written and taken out of the
staging table together.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import F

from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.register.actions import arrivals, numbers_told, refusing, versions
from ehya.register.actions.arrivals import Span, ask, run
from ehya.register.actions.staging import told_columns
from ehya.register.actions.versions import Telling
from ehya.register.models import Import, ImportRow

ACT = "register.import_units"
ROWS_AT_ONCE = 20_000
_ROOM = {  # for one transaction's sorts and joins, and for words on their way into their index
    "work_mem": "128MB",
    "gin_pending_list_limit": "16MB",
}
_GROWING = (  # and the columns that rows are looked for by
    "register_unit (id, number)",
    "register_unitversion (id, unit_id, province_id, sort_key, known)",
    "register_identifier (id, unit_id, scheme, value, known)",
    "register_contact (id, unit_id, kind)",
)
WHATS = ("added", "changed", "unchanged", "refused")
Counts = dict[str, int]


def wait_for_turn() -> None:
    """Wait until no other import writes: two that tell one new unit must not add it twice."""
    ask("SELECT pg_advisory_xact_lock(1403, 2)")


def begin(imported: Import, *, state: str = "staged") -> None:
    """Forget what was said of the rows before, and refuse those that speak of one unit twice.

    Which unit each row means is kept for as long as the transaction lasts: `found` of `say`.
    """
    forget(imported)
    find_all(imported)
    count_anew(imported, state=state)


def forget(imported: Import) -> None:
    """Forget what was said of the rows before."""
    ImportRow.objects.filter(imported=imported).exclude(what__in=("", "refused")).update(
        what="", unit=None
    )


def find_all(imported: Import) -> int:
    """Find which unit each row means, and refuse rows that speak of one unit twice.

    The answers are kept for as long as the transaction lasts: `found` of `say` and `take`.

    Returns:
        How many rows are refused.
    """
    whole = _whole(imported)
    if whole is None:
        return 0
    _make_room()
    run("ANALYZE register_importrow (id, imported_id, row, what)")
    arrivals.find(whole)
    refusing.hide_numbers(sight_of(imported.by))
    arrivals.refuse_twice()
    refused = _keep_refusals(whole)
    arrivals.keep_found()
    return refused


def count_anew(imported: Import, *, state: str) -> None:
    """Begin to count what the rows do."""
    staged = ImportRow.objects.filter(imported=imported)
    refused = staged.filter(what="refused").count()
    told_before = imported.rows - staged.count()
    Import.objects.filter(pk=imported.pk).update(
        state=state,
        added=0,
        changed=0,
        refused=refused,
        unchanged=told_before,
        applied=told_before + refused,
    )


def spans(imported: Import) -> Iterator[Span]:
    """Yield the staged rows that are left, some at a time."""
    whole = _whole(imported)
    if whole is None:
        return
    last = whole.first - 1
    while True:
        (found,) = ask(
            "SELECT min(id), max(id) FROM (SELECT id FROM register_importrow"
            " WHERE imported_id = %(imported)s AND id > %(after)s AND id <= %(last)s"
            " ORDER BY id LIMIT %(most)s) t",
            imported=imported.pk,
            after=last,
            last=whole.last,
            most=ROWS_AT_ONCE,
        )
        if found[0] is None:
            return
        yield replace(whole, first=found[0], last=found[1])
        last = found[1]


def say(imported: Import, span: Span, *, by: User) -> Counts:
    """Write beside each staged row what it would do; nothing is written in the register.

    The transaction has asked before which units the rows mean: `begin`.
    """
    counts = _compare(span, telling_of(imported), by=by, found=True)
    if counts["refused"]:
        _keep_refusals(span)
    run(
        "UPDATE register_importrow r SET what = a.what, unit_id = a.unit FROM arrival a"
        " WHERE a.id = r.id AND a.code IS NULL AND r.id BETWEEN %(first)s AND %(last)s",
        first=span.first,
        last=span.last,
    )
    _count(imported, counts)
    return counts


def telling_of(imported: Import) -> Telling:
    """Return what kind of telling an import is, with an event's id that is to come.

    A made-up file was known when it is made up to have come in, but only from its own maker.
    """
    file = imported.file
    made_up = file.synthetic and imported.by_id == file.by_id
    return Telling(
        imported.as_of,
        imported.meaning == "correction",
        new_event_id(),
        imported.file_id,
        file.synthetic,
        file.at if made_up else None,
    )


def take(span: Span, telling: Telling, *, by: User, found: bool = False) -> Counts:
    """Write in the register what a chunk tells, and take its rows out of the staging table.

    The transaction notes it and counts it: `note_taken`.

    Args:
        span: the chunk.
        telling: what kind of telling it is.
        by: whose it is.
        found: whether the transaction has asked before which units the rows mean: `find_all`.
    """
    counts = _compare(span, telling, by=by, found=found)
    if counts["refused"]:
        _keep_refusals(span)
    if counts["added"] or counts["changed"]:
        _prove_all_but_the_event()
        at = versions.moment(telling.known)
        with versions.spelling():
            versions.number_new(telling)
            numbers_told.write(span.columns, telling, at)
        versions.write(telling, at)
        _measure(counts["added"])
    run(
        "DELETE FROM register_importrow WHERE imported_id = %(imported)s"
        " AND id BETWEEN %(first)s AND %(last)s AND what <> 'refused'",
        imported=span.imported,
        first=span.first,
        last=span.last,
    )
    return counts


def note_taken(imported: Import, telling: Telling, counts: Counts, *, by: User) -> None:
    """Count what a transaction took in, and note it: the last thing that the transaction does.

    The chain of events has one end, and everybody waits for whoever holds it: what can be proven
    of the rows is proven before.
    """
    _count(imported, counts)
    if not counts["added"] and not counts["changed"]:
        return
    Import.objects.filter(pk=imported.pk).update(event=telling.event)
    note(
        ACT,
        by=by,
        on=("import", str(imported.pk)),
        id=telling.event,
        file=imported.file.name,
        sha256=imported.file.sha256,
        as_of=imported.as_of,
        meaning=imported.meaning,
        rows=counts,
    )


def _make_room() -> None:
    """Let this transaction work in memory."""
    for name, much in _ROOM.items():
        run(f"SET LOCAL {name} = '{much}'")


def _prove_all_but_the_event() -> None:
    """Prove each row from here on as it is written; only the event that it names is to come."""
    names = ask(
        "SELECT quote_ident(conname) FROM pg_constraint WHERE contype = 'f' AND condeferrable"
        " AND conrelid = ANY(%(tables)s::regclass[]) AND confrelid <> 'ledger_event'::regclass",
        tables=[table.split()[0] for table in _GROWING],
    )
    told = ", ".join(name for (name,) in names)
    run(f"SET CONSTRAINTS {told} IMMEDIATE")


def _measure(added: int) -> None:
    """Tell the planner of tables that have grown by half: it plans for what it last counted."""
    (known,) = ask("SELECT greatest(reltuples, 0) FROM pg_class WHERE relname = 'register_unit'")
    (now,) = ask("SELECT max(id) FROM register_unit")
    if added and now[0] > known[0] * 1.5:
        run(f"ANALYZE {', '.join(_GROWING)}")


def _compare(span: Span, telling: Telling, *, by: User, found: bool) -> Counts:
    if found:
        arrivals.take_up(span)
    else:
        _make_room()
        arrivals.find(span)
        refusing.hide_numbers(sight_of(by))
    arrivals.lay_out(span)
    run(
        "SELECT u.id FROM register_unit u JOIN arrival a ON a.unit = u.id ORDER BY u.id"
        " FOR NO KEY UPDATE OF u"
    )
    versions.plan(telling)
    numbers_told.compare(span.columns)
    refusing.refuse(sight_of(by))
    run(
        "UPDATE arrival a SET what = CASE WHEN code IS NOT NULL THEN 'refused'"
        " WHEN unit IS NULL THEN 'added'"
        " WHEN EXISTS (SELECT FROM piece p WHERE p.id = a.id)"
        " OR EXISTS (SELECT FROM number_news n WHERE n.id = a.id)"
        " OR EXISTS (SELECT FROM contact_news n WHERE n.id = a.id) THEN 'changed'"
        " ELSE 'unchanged' END"
    )
    counted = dict(ask("SELECT what, count(*) FROM arrival GROUP BY what"))
    return {what: int(counted.get(what, 0)) for what in WHATS}


def _keep_refusals(span: Span) -> int:
    """Write beside staged rows why they cannot be taken; return how many."""
    return run(
        "UPDATE register_importrow r SET what = 'refused', reasons = jsonb_build_object(a.field,"
        " jsonb_build_object('code', a.code, 'facts', coalesce(a.facts, '{}')))"
        " FROM arrival a WHERE a.id = r.id AND a.code IS NOT NULL"
        " AND r.id BETWEEN %(first)s AND %(last)s",
        first=span.first,
        last=span.last,
    )


def _count(imported: Import, counts: Counts) -> None:
    Import.objects.filter(pk=imported.pk).update(
        applied=F("applied") + sum(counts.values()),
        **{what: F(what) + number for what, number in counts.items()},
    )


def _whole(imported: Import) -> Span | None:
    (found,) = ask(
        "SELECT min(id), max(id) FROM register_importrow WHERE imported_id = %(imported)s"
        " AND what <> 'refused'",
        imported=imported.pk,
    )
    if found[0] is None:
        return None
    return Span(imported.pk, found[0], found[1], told_columns(imported), imported.file_id)
