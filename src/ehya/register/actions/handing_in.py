"""How does a file go from a person's hand to the register, step by step, on pages?

The steps are those of `imports`; here is what a person does between them: look, choose, drop.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.queries import today
from ehya.register.actions import chunks, imports, readings
from ehya.register.models import Import, ImportRow, ReceivedFile
from ehya.register.queries.handed_in import import_seen
from ehya.register.queries.imports import file_received

OPEN = ("staging", "staged")
ACTS = {"units": chunks.ACT, "readings": readings.ACT}  # who may hand in what kind of file


def dry_run(
    sha256: str,
    *,
    by: User,
    as_of: date,
    mode: imports.Mode,
    meaning: imports.Meaning,
    columns: Mapping[str, str],
) -> Import:
    """Read a received file and say of each row what it would do.

    Raises:
        Refusal: "import.no_such_file_kept", and as `imports.stage`.
    """
    file = file_received(sha256)
    if file is None:
        raise Refusal("import.no_such_file_kept")
    staged, _ = imports.stage(file, by=by, as_of=as_of, mode=mode, meaning=meaning, columns=columns)
    with suppress(Refusal):  # it may be at work already
        return imports.settle(staged.pk, by=by)
    return staged


def dry_run_of_readings(
    sha256: str, *, by: User, signal: str, columns: Mapping[str, str]
) -> Import:
    """Read a received file of readings and say what it would do.

    Raises:
        Refusal: "import.no_such_file_kept", and as `readings.stage`.
    """
    file = file_received(sha256)
    if file is None:
        raise Refusal("import.no_such_file_kept")
    staged, _ = readings.stage(file, by=by, signal=signal, columns=columns)
    with suppress(Refusal):  # it may be at work already
        return readings.settle(staged.pk, by=by)
    return staged


def may_be_staged(file: ReceivedFile, *, by: User, as_of: date) -> None:
    """See, before anything is queued, that a file may be read so.

    Raises:
        Refusal: "ledger.not_allowed", "register.day_to_come".
    """
    roles.require(by, chunks.ACT)
    if as_of > today():
        raise Refusal("register.day_to_come", day=as_of)


@transaction.atomic
def let_go(file: ReceivedFile, *, by: User) -> None:
    """Drop a person's dry runs of a file that is to be read once more, perhaps otherwise.

    Else who asks for the new one would be shown the old one until the new one is there, and might
    have it written.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, chunks.ACT)
    waiting = Import.objects.select_for_update().filter(file=file, by=by, state="staged")
    for key in list(waiting.values_list("pk", flat=True)):
        drop(key, by=by)


def choose(key: UUID, mode: str, *, by: User) -> Import:
    """Take a dry run for good: all or nothing, or the good rows only.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_import", "import.not_waiting".
    """
    imported = import_seen(key, by)
    roles.require(by, ACTS[imported.kind])
    if imported.by_id != by.pk:
        raise Refusal("import.no_such_import")
    if imported.state not in ("staged", "applying") or mode not in ("all", "good"):
        raise Refusal("import.not_waiting", state=imported.state)
    Import.objects.filter(pk=key, state="staged").update(mode=mode)
    return imported


def apply_own(key: UUID) -> Import:
    """Write what a staged file tells, in the name of whoever handed it in.

    Raises:
        Refusal: as `imports.apply`.
    """
    imported = Import.objects.select_related("by").filter(pk=key).first()
    if imported is None:
        raise Refusal("import.no_such_import")
    if imported.kind == "readings":
        return readings.apply(key, by=imported.by)
    return imports.apply(key, by=imported.by)


@transaction.atomic
def drop(key: UUID, *, by: User) -> None:
    """Let a dry run go: nothing of it was written, the received file is kept.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_import", "import.not_waiting".
    """
    imported = import_seen(key, by)
    roles.require(by, ACTS[imported.kind])
    if imported.by_id != by.pk:
        raise Refusal("import.no_such_import")
    open_ = Import.objects.select_for_update().filter(pk=key, state__in=OPEN)
    if not open_.update(state="stopped", ended=timezone.now()):
        raise Refusal("import.not_waiting", state="")
    ImportRow.objects.filter(imported=key).delete()
    transaction.on_commit(partial(readings.forget_staged, imported))
