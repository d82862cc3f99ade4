"""What is right and what is wrong with this installation?"""

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from ehya.cli import FOUND
from ehya.cli.prepare import pending, wake
from ehya.engine.refusal import Refusal
from ehya.ledger import home, server

if TYPE_CHECKING:
    from ehya.ledger.chain import Link

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
LEAST_FREE = 1_000_000_000  # bytes: below this a database server may stop in the middle of a write
MOST_SKEW = 5.0  # seconds between the database's clock and this machine's
LONGEST_UNMANNED = timedelta(minutes=10)  # a demonstration that has stopped is not ill at once
LONGEST_WAIT = timedelta(hours=1)  # for a worker; then it is stuck, or one is too few
BRING_BACK = "bring back the folder “lake” from a backup"
BUILT_IN = 2026  # a clock before the year of this release is wrong


@dataclass(frozen=True, slots=True)
class Answer:
    """What one look found.

    Attributes:
        name: what was looked at.
        ok: whether it is as it should be.
        says: what was seen.
        do: what to do about it; "" when nothing.
    """

    name: str
    ok: bool
    says: str
    do: str = ""


def doctor(
    json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say in plain words what is right and wrong; exit code 1 if something is."""
    answers = list(_looks())
    well = all(answer.ok for answer in answers)
    if json_:
        typer.echo(json.dumps({"ok": well, "checks": [asdict(answer) for answer in answers]}))
    else:
        typer.echo("\n".join(_lines(answers)))
    raise typer.Exit(0 if well else FOUND)


def _lines(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        yield f"{'right' if answer.ok else 'WRONG'}  {answer.name}: {answer.says}"
        if answer.do:
            yield f"       → {answer.do}"
    wrong = sum(not answer.ok for answer in answers)
    is_are = "is" if wrong == 1 else "are"
    yield f"{wrong} of {len(answers)} things {is_are} wrong." if wrong else "All is well."


def _looks() -> Iterator[Answer]:
    """Look at one thing after another; what rests on a broken thing is not looked at."""
    homes = list(_home())
    yield from homes
    if not homes[0].ok:
        return
    try:
        wake()
    except Refusal as no:
        yield Answer("settings", False, _words(no), "mend the setting named here")
        return
    yield from _settings()
    yield _secret()
    yield _clock()
    yield _static()
    database = _database()
    yield database
    if database.ok:
        yield from (look() for look in (_extensions, _database_clock, _tables))
        if not pending():
            yield _record()
            yield _people()
            yield _background()
            yield _readings()
            yield _money()
            yield _ledger()


def _home() -> Iterator[Answer]:
    try:
        folder = home.make_home()
        home.make_home("lake")
    except Refusal as no:
        yield Answer("home folder", False, _words(no), "give this account the folder")
        return
    yield Answer("home folder", True, f"{folder} can be written, and so can its lake")
    free = shutil.disk_usage(folder).free
    do = "" if free > LEAST_FREE else "free some space before the database stops"
    yield Answer("disk", free > LEAST_FREE, f"{free / 1e9:.1f} GB free", do)


def _settings() -> Iterator[Answer]:
    from django.conf import settings
    from django.core import checks

    bad = [check for check in checks.run_checks() if check.level >= checks.WARNING]
    for check in bad:
        yield Answer("settings", False, str(check.msg), str(check.hint or ""))
    if not bad:
        yield Answer("settings", True, f"sound; mode is {settings.MODE}")


def _secret() -> Answer:
    from django.conf import settings

    if not home.strong(settings.SECRET_KEY):
        do = "give EHYA_SECRET_KEY 32 random characters, or remove it: Ehya then makes its own"
        return Answer("secret key", False, "short or known to the world", do)
    return Answer("secret key", True, "there and long enough")


def _clock() -> Answer:
    from django.utils import timezone

    now = timezone.localtime()
    says = f"{now:%Y-%m-%d %H:%M} in {timezone.get_current_timezone_name()}"
    do = "" if now.year >= BUILT_IN else "set this machine's clock"
    return Answer("clock", now.year >= BUILT_IN, says, do)


def _static() -> Answer:
    from django.contrib.staticfiles import finders

    there = bool(finders.find("vendor/tabler.min.css"))
    says = "style sheets, fonts and scripts are there" if there else "not built"
    return Answer("static files", there, says, "" if there else "run: make setup")


def _database() -> Answer:
    from django.conf import settings
    from django.db import Error, NotSupportedError

    kind = "built in" if settings.DATABASES["default"]["EMBEDDED"] else "by DATABASE_URL"
    try:
        version = _ask("SHOW server_version")
    except NotSupportedError as old:
        return Answer("database", False, str(old), f"use PostgreSQL {server.OLDEST} or later")
    except Refusal as no:
        return Answer("database", False, _words(no), "read its log")
    except Error as trouble:
        says = f"no answer ({kind}): {str(trouble).splitlines()[0]}"
        return Answer("database", False, says, "start it, or correct DATABASE_URL")
    return Answer("database", True, f"PostgreSQL {version}, {kind}")


def _extensions() -> Answer:
    there = {name for (name,) in _rows("SELECT extname FROM pg_extension")}
    missing = [name for name in EXTENSIONS if name not in there]
    says = f"missing: {', '.join(missing)}" if missing else ", ".join(EXTENSIONS)
    do = "bring the tables up to date: ehya serve --migrate" if missing else ""
    return Answer("extensions", not missing, says, do)


def _database_clock() -> Answer:
    before = time.time()
    theirs = float(_ask("SELECT extract(epoch FROM clock_timestamp())"))
    skew = abs(theirs - (before + time.time()) / 2)
    do = "" if skew < MOST_SKEW else "let both machines keep time by NTP"
    return Answer("database clock", skew < MOST_SKEW, f"{skew:.1f} s from this machine's", do)


def _tables() -> Answer:
    steps = pending()
    says = f"{len(steps)} migrations are due" if steps else "up to date"
    do = "run: ehya serve --migrate (after a backup), or: ehya demo" if steps else ""
    return Answer("tables", not steps, says, do)


def _record() -> Answer:
    from ehya.publish.queries import claims_known

    known = len(claims_known())
    do = "" if known else "run: ehya serve (it loads the record on first start), or: ehya demo"
    return Answer("record", known > 0, f"{known} published figures", do)


def _people() -> Answer:
    from django.conf import settings

    from ehya.ledger.queries import people_for_show

    shown = [person.username for person in people_for_show()]
    if settings.PRODUCTION and shown:
        says = f"the demonstration's sign-ins are open: {', '.join(shown)}"
        return Answer("people", False, says, "use another home folder than the demonstration's")
    return Answer("people", True, "demonstration's sign-ins" if shown else "no public password")


def _background() -> Answer:
    """Look whether what waits for a worker is being done."""
    from django.conf import settings

    from ehya.web.worker import queue

    now = queue()
    workers = f"{now.workers} worker{'s' if now.workers != 1 else ''} at work"
    if now.oldest is None:
        return Answer("background", True, f"nothing waits; {workers}")
    minutes = now.oldest.total_seconds() / 60
    says = f"{now.waiting} waiting, the oldest for {minutes:,.0f} min; {workers}"
    unmanned = timedelta() if settings.PRODUCTION else LONGEST_UNMANNED
    if not now.workers:
        do = "start one: ehya serve runs one beside the pages, ehya worker runs one alone"
        return Answer("background", now.oldest <= unmanned, says, do)
    slow = now.oldest > LONGEST_WAIT
    do = "start a second one: ehya worker; the log says what the first is at" if slow else ""
    return Answer("background", not slow, says, do)


def _readings() -> Answer:
    """Look whether the lake still holds what imports and sweeps say that they read of it."""
    from pathlib import Path

    from deltalake.exceptions import DeltaError

    from ehya.detect.queries.sweeps import lake_version_named
    from ehya.register.lake import at_version

    named = lake_version_named()
    try:
        there = at_version()
    except (DeltaError, OSError) as trouble:
        says = f"the lake cannot be opened: {str(trouble).splitlines()[0]}"
        return Answer("readings", False, says, BRING_BACK)
    if named is not None and there.version < named:
        says = f"version {named} is named in the ledger, and the lake ends at {there.version}"
        return Answer("readings", False, says, BRING_BACK)
    gone = [file for file in there.files if "://" not in file and not Path(file).is_file()]
    if gone:
        says = f"{len(gone)} of {len(there.files)} files of the lake are gone, e.g. {gone[0]}"
        return Answer("readings", False, says, BRING_BACK)
    if there.version < 0:
        return Answer("readings", True, "none came in yet")
    return Answer("readings", True, f"version {there.version}, in {len(there.files)} files")


def _money() -> Answer:
    """Add up every entry of money, and hold it against the sums that are kept beside."""
    from ehya.revive.queries.audits import audit

    found = audit()
    if found.sound:
        return Answer("money", True, f"{found.entries:,} entries, and every sum is theirs")
    wrong = [
        f"funding line{'s' if len(found.lines) > 1 else ''} {', '.join(found.lines[:5])}"
        if found.lines
        else "",
        f"{len(found.interventions)} interventions, e.g. {found.interventions[0]}"
        if found.interventions
        else "",
        f"{found.shares} lines that paid more for something than they had committed to it"
        if found.shares
        else "",
    ]
    says = f"sums are not those of their entries: {'; '.join(filter(None, wrong))}"
    return Answer("money", False, says, "find out who changed them, and compare with a backup")


def _ledger() -> Answer:
    """Recompute every link since the first, and keep the head where all is whole."""
    from ehya.ledger import chain

    try:
        state = chain.examine()
    except Refusal as no:
        return Answer("ledger", False, _words(no), "find out who changed that file")
    if state.broken:
        return Answer("ledger", False, _break(state.broken), _mend(state.broken))
    if not state.head:
        return Answer("ledger", True, "nothing was done yet")
    chain.keep(state.head)
    says = f"{state.head.position:,} events, each as written; the last is {state.head.digest}"
    return Answer("ledger", True, says)


def _break(link: "Link") -> str:
    from django.utils import timezone

    day = timezone.localtime(link.at).date() if link.at else ""
    named = f"event {link.position:,} ({link.act}, {day})"
    return {
        "missing": f"events before {named} are missing",
        "changed": f"{named} was changed after it was written",
        "unlinked": f"{named} does not follow from the event before it",
        "cut": f"event {link.position:,} and those after it are gone: an earlier look saw more",
        "rewritten": f"{named} is not the one that an earlier look saw",
    }[link.why]


def _mend(link: "Link") -> str:
    from ehya.ledger import chain

    if link.why in ("cut", "rewritten"):
        return (
            "find out who had the database; if it was restored from a backup or is another one,"
            f" remove {chain.anchor()}"
        )
    return "find out who had the database, and compare it with a backup"


def _rows(question: str) -> list[tuple[object, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def _ask(question: str) -> str:
    return str(_rows(question)[0][0])


def _words(no: Refusal) -> str:
    from ehya.web.messages import sentence

    return sentence(no, "en")
