"""Which words does the command line know?

Only the module of the word that was typed is imported, so that `ehya check` starts without Django.
"""

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from ehya.engine.refusal import Refusal

DONE, FOUND, BAD_INPUT, BROKEN = 0, 1, 2, 70

WORDS = {
    "causes": ("ehya.cli.causes:causes", "Say what is learnt of what holds units up."),
    "check": ("ehya.cli.check:check", "Read a text and say what in it does not add up."),
    "demo": ("ehya.cli.demo:demo", "Show Ehya on this machine, with the published record."),
    "detect": (
        "ehya.cli.detect:detect",
        "Tell which units stand idle, since when: of the register or of a table.",
    ),
    "digest": ("ehya.cli.digest:digest", "Write today's mails: what is late, due, climbed."),
    "doctor": ("ehya.cli.doctor:doctor", "Say what is right and wrong with this installation."),
    "duplicates": ("ehya.cli.duplicates:duplicates", "Look for records of one unit."),
    "effects": ("ehya.cli.effects:effects", "Say what brings units back, or learn it anew."),
    "figure": (
        "ehya.cli.figure:figure",
        "Count with a birth certificate, or verify one: figure METRIC, figure verify FILE.",
    ),
    "forecast": ("ehya.cli.forecast:forecast", "Say where a year will end, and how surely."),
    "import": ("ehya.cli.imports:app", "Take a file of figures into the record."),
    "lots": ("ehya.cli.lots:lots", "Draw every lot again by its seed, and tell what it showed."),
    "person": ("ehya.cli.person:person", "Give somebody a sign-in, or close it."),
    "export": ("ehya.cli.exports:app", "Take a list away as a file, its rows counted twice."),
    "press": ("ehya.cli.press:press", "Set each number of a statement beside what is counted."),
    "report": ("ehya.cli.weekly:app", "Make a report: the brief of a week, PDF and workbook."),
    "serve": ("ehya.cli.serve:serve", "Run Ehya's pages."),
    "targets": ("ehya.cli.targets:targets", "Say what was set out to be reached, by whose word."),
    "turn": ("ehya.cli.turn:turn", "Turn the cycle once: open, check, reopen, draw samples."),
    "worker": ("ehya.cli.worker:worker", "Do what waits in the background."),
}


class Words(TyperGroup):
    """Commands that are imported when they are called, not when they are listed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {name: TyperCommand(name, help=WORDS[name][1]) for name in sorted(WORDS)}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the called word's name, the command itself and what is left of the line."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else listed, rest


def load(name: str) -> Any:
    """Return the command of a word, imported."""
    module, _, attribute = WORDS[name][0].partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        command = get_command(found)
    else:
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(name)(found)
        command = get_command(alone)
    command.name = name
    return _plain(command)


def _plain(command: Any) -> Any:
    """Have help and usage errors written without boxes, whose library starts slower than Ehya."""
    command.rich_markup_mode = None
    for inner in getattr(command, "commands", {}).values():
        _plain(inner)
    return command


app = typer.Typer(
    cls=Words,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # as in `_plain`
    help="Ehya runs an industrial-revival programme, and says in public only what can be proven.",
)


@app.callback()
def _ehya() -> None: ...


def main() -> None:
    """Run the word that was typed; a refusal is one line on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    try:
        app()
    except Refusal as no:
        _say(no)
        raise SystemExit(BAD_INPUT) from None
    except Exception:  # noqa: BLE001 - a fault of Ehya's own must not look like an answer (exit code 1)
        traceback.print_exc()
        raise SystemExit(BROKEN) from None


def _say(no: Refusal) -> None:
    from ehya.web.messages import sentence

    language = "fa" if os.environ.get("EHYA_CLI_LANGUAGE") == "fa" else "en"
    sys.stderr.write(f"ehya: {sentence(no, language)}\n")
