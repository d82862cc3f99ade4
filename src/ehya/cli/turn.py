"""What does one turn of the cycle do, and how is the made-up programme played?"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from collections import Counter

    from ehya.turn import Turned

WORDS = {
    "en": (
        "{kind}: {opened} cases opened. Of the restarts looked at {running} run, {standing} stand,"
        " {relapsed} have relapsed and {unseen} are left to a visit. {sampled} samples drawn."
        " Of {projects} opened projects readings told whether they run."
    ),
    "fa": (
        "{kind}: {opened} پرونده گشوده شد. از راه‌اندازی‌های بررسی‌شده {running} کار می‌کند، {standing} راکد است،"
        " {relapsed} به رکود برگشته و {unseen} به بازدید سپرده شده است. {sampled} نمونه گرفته شد."
        " کارکرد {projects} طرح افتتاح‌شده از خوانده‌ها معلوم شد."
    ),
}
PLAYED = {
    "en": "Played in {seconds} s: {opened} cases opened, {moves} acts, {restarts} restarts told.",
    "fa": "در {seconds} ثانیه اجرا شد: {opened} پرونده، {moves} اقدام، {restarts} اعلام راه‌اندازی.",
}
KINDS = {
    False: {"en": "Real units", "fa": "واحدهای واقعی"},
    True: {"en": "Synthetic units", "fa": "واحدهای ساختگی"},
}


def turn(
    play: Annotated[
        bool, typer.Option("--play", help="Play the made-up programme on the made-up units.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Turn the cycle once: open what stands, check what was told to run, draw samples.

    Done again on the same day it changes nothing.
    """
    wake()
    bring_up_to_date()
    if play:
        _play(as_json, language)
        return
    from ehya.detect.queries.sweeps import newest
    from ehya.ledger.actions import the_house
    from ehya.turn import turn as turn_once

    kinds = [kind for kind in (False, True) if newest(synthetic=kind) is not None] or [False]
    told = {kind: _told(turn_once(by=the_house(), synthetic=kind)) for kind in kinds}
    if as_json:
        names = {False: "real", True: "synthetic"}
        typer.echo(json.dumps({names[kind]: counts for kind, counts in told.items()}))
        return
    for kind, counts in told.items():
        typer.echo(_shown(WORDS, language, {"kind": KINDS[kind][language], **counts}))


def _told(turned: "Turned") -> dict[str, int]:
    checked = turned.checked
    return {
        "opened": turned.opened,
        "running": checked.running,
        "standing": checked.standing,
        "relapsed": checked.relapsed,
        "unseen": checked.unseen,
        "sampled": turned.sampled,
        "projects": turned.projects,
    }


def _play(as_json: bool, language: Language) -> None:
    from ehya.ledger.actions import the_house
    from ehya.play import play_years

    begun = time.monotonic()
    with _progress() as say:
        done: Counter[str] = play_years(by=the_house(), say=say)
    seconds = round(time.monotonic() - begun, 1)
    if as_json:
        typer.echo(json.dumps({"seconds": seconds, **dict(sorted(done.items()))}))
        return
    results = {"running", "standing", "relapsed", "open"}
    told = {
        "seconds": seconds,
        "opened": done["open"],
        "moves": sum(count for act, count in done.items() if act not in results),
        "restarts": done["restart"],
    }
    typer.echo(_shown(PLAYED, language, told))


def _shown(words: Mapping[str, str], language: Language, facts: Mapping[str, object]) -> str:
    from ehya.web import formats

    told = {
        name: formats.number(fact, language) if isinstance(fact, int | float) else fact
        for name, fact in facts.items()
    }
    return words[language].format(**told)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show months done on standard error, where somebody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    looks = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*looks, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda month, at, of: bar.update(task, completed=at, total=of, description=month)
