"""What does Ehya do in the background? Each task calls one action; the worker runs them.

A task may be run again after its worker died: what it calls must be able to go on, or begin anew.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.tasks import task

from ehya.detect.actions.sweeping import Asked, sweep_each_kind, sweep_synthetic
from ehya.engine.refusal import Refusal
from ehya.invest.actions import inviting
from ehya.ledger.actions import the_house
from ehya.ledger.queries import person_named
from ehya.play import play_years
from ehya.register.actions import exports, handing_in
from ehya.register.actions.duplicates import find_candidates, find_in_import
from ehya.register.actions.synthetic_readings import bring_readings
from ehya.register.queries.units import Wanted
from ehya.register.queries.within import Moment
from ehya.turn import turn
from ehya.web.digest import send_digests
from ehya.web.export_words import describe
from ehya.web.invitations import send_invitations


@task
def write_export(key: str) -> None:
    """Write an export that was asked for."""
    try:
        exports.write_export(UUID(key), describe=describe)
    except Refusal as no:
        if no.code != "export.being_written":  # somebody else is at it
            raise


@task
def stage_import(sha256: str, name: str, choices: dict[str, Any]) -> None:
    """Read a received file and say what it would do, without doing it.

    Args:
        sha256: the file's digest.
        name: whoever hands it in, by sign-in name.
        choices: as_of, mode, meaning and columns.
    """
    with suppress(Refusal):  # a file that cannot be read keeps its reason in its import
        handing_in.dry_run(
            sha256,
            by=person_named(name),
            as_of=date.fromisoformat(choices["as_of"]),
            mode=choices["mode"],
            meaning=choices["meaning"],
            columns=choices["columns"],
        )


@task
def stage_readings(sha256: str, name: str, choices: dict[str, Any]) -> None:
    """Read a received file of readings and say what it would do, without doing it.

    Args:
        sha256: the file's digest.
        name: whoever hands it in, by sign-in name.
        choices: signal and columns.
    """
    with suppress(Refusal):  # a file that cannot be read keeps its reason in its import
        handing_in.dry_run_of_readings(
            sha256, by=person_named(name), signal=choices["signal"], columns=choices["columns"]
        )


@task
def apply_import(key: str) -> None:
    """Write in the register what a staged file tells; goes on where it was cut off."""
    with suppress(Refusal):  # "import.running": somebody else is at it
        if handing_in.apply_own(UUID(key)).kind == "units":
            find_duplicates_in.enqueue(key)


@task
def find_duplicates_in(key: str) -> None:
    """Look for units that may be one with those that an import told of."""
    find_in_import(UUID(key), by=the_house())


@task
def find_duplicates() -> None:
    """Look through the whole register for records of one unit; done again it changes nothing."""
    find_candidates(by=the_house())


@task
def bring_synthetic_readings() -> None:
    """Make readings of the synthetic register, take them in and look at its units.

    Done again it changes nothing.
    """
    bring_readings(by=the_house())
    sweep_synthetic(by=the_house())
    play_synthetic.enqueue()


@task
def play_synthetic() -> None:
    """Play the made-up programme on the made-up units; months that were played stay as they are."""
    with suppress(Refusal):  # "turn.no_sweep": nothing has looked at them
        play_years(by=the_house())


@task
def turn_cycle() -> None:
    """Turn the cycle once, for real and made-up units apart."""
    for synthetic in (False, True):
        with suppress(Refusal):  # "turn.no_sweep": nothing has looked at them
            turn(by=the_house(), synthetic=synthetic)
    send_mails.enqueue()


@task
def send_mails() -> None:
    """Write today's mails; somebody who has one gets no second."""
    send_digests()


@task
def mail_invitations(key: int, site: str, name: str) -> None:
    """Mail an event's invitations; whom one has reached gets no second.

    Args:
        key: the event's number.
        site: where the pages are, without a slash at the end.
        name: whoever asks, by sign-in name.
    """
    send_invitations(key, site, by=person_named(name))


@task
def sweep_register(name: str) -> None:
    """Look at every unit of which something was read.

    Args:
        name: whoever asks, by sign-in name.
    """
    with suppress(Refusal):  # "detect.sweep_running": somebody else is at it
        sweep_each_kind(Asked(), by=person_named(name))


def ask_export(wanted: Wanted, moment: Moment, *, kind: str, language: str, by: Any) -> UUID:
    """Ask for an export and have it written in the background: both, or neither.

    Raises:
        Refusal: as `exports.ask_export`.
    """
    with transaction.atomic():
        asked = exports.ask_export(wanted, moment, kind=kind, language=language, by=by)
        write_export.enqueue(str(asked.pk))
    return asked.pk


def mail_invitations_of(key: int, site: str, *, by: Any) -> None:
    """Ask that an event's invitations are mailed in the background: both, or neither.

    Raises:
        Refusal: as `inviting.ask_to_mail`.
    """
    with transaction.atomic():
        inviting.ask_to_mail(key, by=by)
        mail_invitations.enqueue(key, site, by.username)


def ask_again(key: UUID) -> None:
    """Have a failed export written again in the background."""
    with transaction.atomic():
        exports.ask_again(key)
        write_export.enqueue(str(key))


# What is told where a task died too often to be tried again: by its path, with its arguments.
GIVEN_UP: Mapping[str, Callable[[str], object]] = {
    "ehya.web.tasks.write_export": lambda key: exports.give_up(UUID(key)),
}
