"""How is a list taken away as a file, with its number of rows proven?

The rows are counted in the snapshot that they are read from; the finished file is opened again and
counted; only where both numbers are one is the file offered. Whatever kills the writing leaves no
file behind, and the same export can be written again.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.home import home, make_home
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.ledger.rules import load
from ehya.register.exporting import columns as form
from ehya.register.exporting.counting import COUNTERS, digest
from ehya.register.exporting.kinds import WRITERS
from ehya.register.exporting.writing import About
from ehya.register.models import Export
from ehya.register.models.files import EXPORT_FORMS
from ehya.register.queries.exports import Question, Snapshot, snapshot
from ehya.register.queries.units import FILTERS, Wanted
from ehya.register.queries.within import Moment

FOLDER = "exports"
METHOD_OF_PROOF = "counted in one snapshot of the database; the finished file read back and counted"
_TELL_EVERY = 1.0  # between two words about how far it is [s]
_LONGEST_QUERY = 2000

type Describe = Callable[["Manifest"], About]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export says of itself.

    Attributes:
        id: the export's.
        by: who asked, by sign-in name.
        at: when it was asked.
        form: of `EXPORT_FORMS`.
        language: of its words; "" where it speaks to programs.
        asked: the list's filters.
        as_of: the day in the world.
        known_at: the moment up to which things were known.
        rows: how many the snapshot holds. [units]
        synthetic: how many of them are made up. [units]
        contacts: whether how to reach people is in it.
        columns: of the file, in order, by our names.
    """

    id: str
    by: str
    at: datetime
    form: str
    language: str
    asked: dict[str, str]
    as_of: str
    known_at: str
    rows: int
    synthetic: int
    contacts: bool
    columns: tuple[str, ...]


def ask_export(wanted: Wanted, moment: Moment, *, kind: str, language: str, by: User) -> Export:
    """Ask for a list as a file; `write_export` writes it, now or in the background.

    Args:
        wanted: the list's filters.
        moment: on both clocks.
        kind: of `EXPORT_FORMS`.
        language: of headings and words. "en" or "fa"
        by: who takes it away.

    Raises:
        Refusal: "ledger.not_allowed", "export.no_such_form".
    """
    roles.require(by, "register.export_units")
    if kind not in EXPORT_FORMS:
        raise Refusal("export.no_such_form", form=kind[:20], wanted=", ".join(EXPORT_FORMS))
    asked = {name: getattr(wanted, name) for name in FILTERS if getattr(wanted, name)}
    query = json.dumps(asked, ensure_ascii=False)
    if len(query) > _LONGEST_QUERY:
        raise Refusal("export.question_too_long")
    return Export.objects.create(
        by=by,
        at=timezone.now(),
        form=kind,
        query=query,
        language=language,
        as_of=moment.as_of,
        known_at=moment.known_at,
    )


def write_export(key: UUID, *, describe: Describe) -> Export:
    """Write an export that was asked for, prove it, and offer it; nothing where it is done.

    Args:
        key: the export's id.
        describe: says in words what is in the file; goes onto its last sheet.

    Returns:
        The export: done, or failed with its reason kept.

    Raises:
        Refusal: "export.none_such", "export.being_written".
    """
    export = Export.objects.select_related("by").filter(pk=key).first()
    if export is None:
        raise Refusal("export.none_such")
    if export.state == "done":
        return export
    begun = time.monotonic()
    question = _question(export)
    with snapshot(question, lock=export.pk) as taken:
        _sweep(export)
        try:
            return _write(export, taken, describe, begun)
        except Refusal as no:
            return _fail(export, no)
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            return _fail(export, Refusal("export.disk", why=why))
        except Exception:
            _fail(export, Refusal("export.broken"))
            raise
        finally:
            _sweep(export)


def ask_again(key: UUID) -> None:
    """Let a failed export wait to be written once more; nothing where it is done or at work."""
    Export.objects.filter(pk=key, state="failed").update(state="waiting", why_failed="")


def give_up(key: UUID) -> None:
    """Say of an export that whoever wrote it died, again and again."""
    for export in Export.objects.filter(pk=key).exclude(state="done"):
        _fail(export, Refusal("export.killed"))
        _sweep(export)


def question_of(export: Export) -> Wanted:
    """Return the filters that an export asked for."""
    return Wanted(**json.loads(export.query))


def path_of(export: Export) -> Path:
    """Return where an export's file lies once it is done."""
    return home() / FOLDER / f"{export.pk}.{export.form}"


def manifest_path(export: Export) -> Path:
    """Return where what the export says of itself lies, as JSON."""
    return home() / FOLDER / f"{export.pk}.manifest.json"


def kept_until(export: Export) -> date:
    """Return the last day on which an export's file is kept."""
    rule = load("exports", timezone.localdate(export.at))
    return timezone.localdate(export.at) + timedelta(days=rule["kept_days"])


def remove_old_files() -> int:
    """Remove the bytes of exports whose time is over; what was asked, counted and sealed stays.

    What a killed writing left of them goes too.

    Returns:
        How many files were removed.
    """
    removed = 0
    for export in Export.objects.filter(at__lt=timezone.now() - timedelta(days=1)).order_by("at"):
        if kept_until(export) >= timezone.localdate():
            continue
        removed += path_of(export).exists()
        path_of(export).unlink(missing_ok=True)
        if export.state in ("done", "failed"):
            _sweep(export)
    return removed


def _question(export: Export) -> Question:
    return Question(
        wanted=question_of(export),
        moment=Moment(export.as_of, export.known_at),
        sight=sight_of(export.by),
        contacts=roles.may(export.by, "register.see_contacts"),
    )


def _write(export: Export, taken: Snapshot, describe: Describe, begun: float) -> Export:
    roles.require(export.by, "register.export_units")  # a role may have changed meanwhile
    export.state, export.rows_asked, export.rows_written = "writing", taken.rows, 0
    export.synthetic, export.why_failed = taken.synthetic > 0, ""
    export.save()
    manifest = _manifest(export, taken)
    draft = make_home(FOLDER) / f"{export.pk}.{uuid4().hex[:8]}.part"
    WRITERS[export.form](
        draft,
        taken,
        language=_language(export),
        about=describe(manifest),
        tell=_teller(export),
    )
    _to_the_disk(draft)
    counted = COUNTERS[export.form](draft)
    if counted != taken.rows:
        raise Refusal("export.unequal", asked=taken.rows, written=counted)
    return _offer(export, draft, manifest, begun)


def _manifest(export: Export, taken: Snapshot) -> Manifest:
    return Manifest(
        id=str(export.pk),
        by=export.by.username,
        at=export.at,
        form=export.form,
        language=export.language if export.form in ("xlsx", "csv") else "",
        asked=json.loads(export.query),
        as_of=export.as_of.isoformat(),
        known_at=export.known_at.isoformat(),
        rows=taken.rows,
        synthetic=taken.synthetic,
        contacts=bool(set(form.CONTACTS) & set(taken.columns)),
        columns=taken.columns,
    )


def _offer(export: Export, draft: Path, manifest: Manifest, begun: float) -> Export:
    """The file gets its name first, the row says done and the event is noted in one transaction."""
    export.sha256, export.size_bytes = digest(draft), draft.stat().st_size
    export.state, export.rows_written = "done", manifest.rows
    export.seconds = round(time.monotonic() - begun, 3)
    draft.replace(path_of(export))
    manifest_path(export).write_text(
        json.dumps(told(export, manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    try:
        with transaction.atomic():
            export.save()
            note(
                "register.export_units",
                by=export.by,
                on=("export", str(export.pk)),
                form=export.form,
                asked=manifest.asked,
                as_of=manifest.as_of,
                known_at=manifest.known_at,
                rows=manifest.rows,
                synthetic=manifest.synthetic,
                contacts=manifest.contacts,
                sha256=export.sha256,
            )
    except BaseException:
        path_of(export).unlink(missing_ok=True)
        manifest_path(export).unlink(missing_ok=True)
        raise
    return export


def told(export: Export, manifest: Manifest) -> dict[str, Any]:
    """Return the manifest as programs read it."""
    return {
        "id": manifest.id,
        "asked": manifest.asked,
        "as_of": manifest.as_of,
        "known_at": manifest.known_at,
        "by": manifest.by,
        "at": manifest.at.isoformat(),
        "form": manifest.form,
        "language": manifest.language,
        "rows": manifest.rows,
        "rows_counted_in_file": export.rows_written,
        "proof": METHOD_OF_PROOF,
        "synthetic": manifest.synthetic,
        "contacts": manifest.contacts,
        "columns": list(manifest.columns),
        "bytes": export.size_bytes,
        "sha256": export.sha256,
        "seconds": export.seconds,
    }


def _language(export: Export) -> form.Language:
    return "fa" if export.language == "fa" else "en"


def _teller(export: Export) -> Callable[[int], None]:
    """Keep how far the writing is, once a second, where the page looks."""
    last = time.monotonic()

    def tell(rows: int) -> None:
        nonlocal last
        if time.monotonic() - last > _TELL_EVERY:
            last = time.monotonic()
            Export.objects.filter(pk=export.pk).update(rows_written=rows)

    return tell


def _to_the_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _fail(export: Export, no: Refusal) -> Export:
    export.state, export.rows_written, export.sha256, export.size_bytes = "failed", None, "", None
    export.why_failed = json.dumps({"code": no.code, "facts": no.facts}, default=str)
    export.save()
    return export


def _sweep(export: Export) -> None:
    """Remove what a killed writing left; the lock says that nobody writes now."""
    for left in (home() / FOLDER).glob(f"{export.pk}.*.part*"):
        left.unlink(missing_ok=True)
