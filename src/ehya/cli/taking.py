"""How are files taken in one after another from the command line, and how is it told what came?"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typer

from ehya.cli.files import Language
from ehya.engine.refusal import Refusal
from ehya.engine.text import persian_digits
from ehya.web.messages import sentence

MOST_SHOWN = 20  # lines of one kind


def take_each[Report](
    files: Sequence[Path],
    begin: Callable[[], Callable[..., Report]],
    *,
    by: str,
    language: Language,
) -> Iterator[Report | None]:
    """Take files in, each by itself: what one of several cannot do leaves the others alone.

    Args:
        files: in order.
        begin: called once the database is there; returns what takes a file, called with its path
            and `by`, the person.
        by: the person's sign-in name; "" for the installation itself.
        language: in which it is told that one of several could not be read.

    Yields:
        What became of each file; None for one that could not be read at all.

    Raises:
        Refusal: "import.no_file"; whatever the only file cannot do; "ledger.not_allowed".
    """
    from ehya.cli.prepare import bring_up_to_date, wake

    if not files:
        raise Refusal("import.no_file")
    wake()
    bring_up_to_date()
    from ehya.ledger.actions import the_house
    from ehya.ledger.queries import person_named

    take, person = begin(), person_named(by) if by else the_house()
    for path in files:
        try:
            yield take(path, by=person)
        except Refusal as no:
            if len(files) == 1 or no.code.startswith("ledger."):
                raise
            typer.echo(f"ehya: {sentence(no, language)}", err=True)
            yield None


def show_some(lines: Sequence[str], *, more: str, language: Language) -> None:
    """Show the first `MOST_SHOWN` lines, and how many more there are.

    Args:
        lines: all of them.
        more: what says so, with "{count}".
        language: of the count.
    """
    for line in lines[:MOST_SHOWN]:
        typer.echo(line)
    if len(lines) > MOST_SHOWN:
        typer.echo(more.format(count=counted(len(lines) - MOST_SHOWN, language)))


def counted(value: int, language: Language) -> str:
    """Return a count in the reader's digits and groups: 1,811 · ۱٬۸۱۱."""
    from ehya.web.formats import number

    return number(value, language)


def plain(value: int, language: Language) -> str:
    """Return a row's number in the reader's digits, without groups."""
    return str(value) if language == "en" else persian_digits(value)
