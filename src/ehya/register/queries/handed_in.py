"""What was handed in, by whom, and what would it do? As far as a reader may see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.home import home
from ehya.ledger.models import User
from ehya.ledger.queries import may
from ehya.register.intake.fields import CONTACTS, CONTENT, HEADINGS, SCHEMES
from ehya.register.intake.headings import bare
from ehya.register.intake.limits import FOLDER, LIMITS, READINGS_LIMITS
from ehya.register.intake.opening import open_file
from ehya.register.intake.readings import headings as readings_headings
from ehya.register.models import (
    Contact,
    Identifier,
    Import,
    ImportRow,
    ReceivedFile,
    UnitVersion,
)
from ehya.register.models import (
    Mapping as Settled,
)
from ehya.register.queries.imports import imports_of

PAGE = 30
EXAMPLES = 8  # rows of each kind that a dry run shows
SAMPLES = 3  # cells beside a heading
_PLACES = ("province", "county", "park")


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the imports, newest first.

    Attributes:
        rows: the imports.
        after: where the next page begins; None on the last.
    """

    rows: tuple[Import, ...]
    after: datetime | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a file.

    Attributes:
        words: as written.
        column: what it means to us; "" where it is not read.
        settled: whether the sender said so before.
        samples: the first cells below it.
    """

    words: str
    column: str
    settled: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a row tells of one fact.

    Attributes:
        column: the fact.
        before: as the register has it; None for a new unit, or what the reader may not see.
        after: as the row tells it; "" where it says: none any more.
    """

    column: str
    before: Any
    after: Any


def sees_all(person: User) -> bool:
    """Tell whether a person sees the files that others handed in."""
    return may(person, "register.see_all_files")


def imports_seen(person: User, *, after: datetime | None = None) -> Page:
    """Return a page of what was handed in: one's own, or everybody's for who keeps watch."""
    rows = imports_of(None if sees_all(person) else person.pk)
    if after is not None:
        rows = rows.filter(begun__lt=after)
    found = list(rows[: PAGE + 1])
    return Page(tuple(found[:PAGE]), found[PAGE - 1].begun if len(found) > PAGE else None)


def waiting_files(person: User) -> tuple[ReceivedFile, ...]:
    """Return a person's files that were received and never read."""
    own = ReceivedFile.objects.filter(
        by=person, imports__isnull=True, synthetic=False, meant_for=""
    )
    return tuple(own.order_by("-at")[:PAGE])


def import_seen(key: UUID, person: User) -> Import:
    """Return an import that a person may look at.

    Raises:
        Refusal: "import.no_such_import" also for somebody else's.
    """
    found = imports_of(None if sees_all(person) else person.pk).filter(pk=key).first()
    if found is None:
        raise Refusal("import.no_such_import")
    return found


def file_seen(sha256: str, person: User, *, brought: bool = False) -> ReceivedFile:
    """Return a received file that a person may open.

    Args:
        sha256: its digest.
        person: who asks.
        brought: whether the person has just handed in these very bytes.

    Raises:
        Refusal: "import.no_such_file_kept" also for somebody else's.
    """
    file = ReceivedFile.objects.select_related("by").filter(sha256=sha256).first()
    own = file is not None and (
        brought or file.by_id == person.pk or file.imports.filter(by=person).exists()
    )
    if file is None or not (own or sees_all(person)):
        raise Refusal("import.no_such_file_kept")
    return file


def bytes_may_be_seen(file: ReceivedFile, person: User) -> bool:
    """Tell whether a person may have a file's bytes back: they may hold how to reach people."""
    mine = file.by_id == person.pk or file.imports.filter(by=person).exists()
    return mine or (sees_all(person) and roles.may(person, "register.see_contacts"))


def bytes_of(file: ReceivedFile) -> Path:
    """Return where a received file's bytes lie.

    Raises:
        Refusal: "import.bytes_gone" where somebody took them away.
    """
    path = home() / FOLDER / file.sha256
    if not path.exists():
        raise Refusal("import.bytes_gone", file=file.name)
    return path


def begun_import(
    file: ReceivedFile, person: User, since: datetime, choices: Mapping[str, Any]
) -> Import | None:
    """Return the import that a person has just asked for, once it is there."""
    same = Import.objects.filter(file=file, by=person, **choices)
    return same.filter(Q(begun__gte=since) | Q(state__in=("staging", "staged", "applying"))).first()


def headings_of(file: ReceivedFile, person: User, kind: str = "units") -> tuple[Heading, ...]:
    """Return a file's columns and what they mean, from its first rows.

    Args:
        file: the file.
        person: whose word on headings counts.
        kind: of what it tells: "units" or "readings".

    Raises:
        Refusal: "import.bytes_gone", and as `intake.opening.open_file`.
    """
    settled = dict(Settled.objects.filter(sender=person).values_list("header", "column"))
    parts = open_file(
        bytes_of(file),
        file=file.name,
        headings=readings_headings() if kind == "readings" else HEADINGS,
        limits=READINGS_LIMITS if kind == "readings" else LIMITS,
        chosen=settled,
        by_hand=True,
    )
    first = next(iter(parts))
    told = first.rows.head(SAMPLES)
    return tuple(
        Heading(
            words,
            column,
            bare(words) in settled,
            tuple(cell for cell in told[column].to_list() if cell) if column else (),
        )
        for words, column in first.header.named.items()
    )


def examples(imported: Import, what: str) -> tuple[ImportRow, ...]:
    """Return the first rows of one kind that a dry run found."""
    rows = ImportRow.objects.filter(imported=imported, what=what).select_related("unit")
    return tuple(rows.order_by("pk")[:EXAMPLES])


def news_of(row: ImportRow, imported: Import, *, contacts: bool) -> tuple[News, ...]:
    """Return what a row tells that the register does not have so.

    Args:
        row: with its unit, if it has one.
        imported: its import.
        contacts: whether the reader may see how to reach people.
    """
    held = _held(row, imported, contacts=contacts)
    emptied = frozenset(row.emptied or ())
    return tuple(_differences(row, held, emptied, contacts=contacts))


def _differences(
    row: ImportRow, held: Mapping[str, Any], emptied: frozenset[str], *, contacts: bool
) -> Iterator[News]:
    for column in (*CONTENT, *SCHEMES, *CONTACTS):
        told = "" if column in emptied else getattr(row, column)
        if told is None or (column in CONTACTS and not contacts):
            continue
        before = held.get(column)
        if told != before and not (told == "" and not before):
            yield News(column, before, told)


def _held(row: ImportRow, imported: Import, *, contacts: bool) -> dict[str, Any]:
    if row.unit_id is None:
        return {}
    now = {"unit": row.unit_id, "known__endswith__isnull": True}
    version = UnitVersion.objects.filter(**now, valid__contains=imported.as_of).first()
    held: dict[str, Any] = {}
    if version is not None:
        held = {c: getattr(version, f"{c}_id" if c in _PLACES else c) for c in CONTENT}
    held |= dict(Identifier.objects.filter(**now).values_list("scheme", "value"))
    if contacts:
        held |= dict(Contact.objects.filter(**now).values_list("kind", "value"))
    return held
