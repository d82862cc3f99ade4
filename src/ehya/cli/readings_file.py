"""How does a file of readings come into the lake from the command line?"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehya.cli import BAD_INPUT
from ehya.cli.files import TOLD_LANGUAGE, Language, write_file
from ehya.cli.taking import take_each
from ehya.cli.units_file import WORDS, as_one, progress_bar, show, write_refusals
from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence

if TYPE_CHECKING:
    from ehya.ledger.queries import User
    from ehya.register.actions.imports import ImportReport


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the person at the keyboard chose."""

    by: str
    signal: str
    dry_run: bool
    good_rows: bool
    columns: Mapping[str, str]
    language: Language


def readings(  # noqa: PLR0913 (a command's options)
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="xlsx, ods, CSV or Parquet files."),
    ] = None,
    signal: Annotated[
        str, typer.Option(help="What the rows tell of, where they do not say: electricity, gas …")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Take the good rows even if others are refused.")
    ] = False,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=COLUMN", help="What a heading means; remembered."),
    ] = None,
    by: Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")] = "",
    refusals: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="Where refused rows go.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="Write a form to fill, and stop.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    language: Annotated[Language, typer.Option(help="Of the report.")] = TOLD_LANGUAGE,
) -> None:
    """Take readings of meters, insurers and tax offices into the lake.

    A row names its unit by any of its numbers, or the subscription; a period is a month of either
    calendar or any two days. The same file a second time changes nothing; a later file corrects.
    """
    try:
        if template is not None:
            _write_template(template, language)
            return
        asked = _Asked(by, signal, dry_run, good_rows, _columns(maps), language)
        reports = [*_import_each(files or [], asked)]
        read = [report for report in reports if report is not None]
        path = write_refusals(read, refusals, language)
    except Refusal as no:
        typer.echo(f"ehya: {sentence(no, language)}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if read and as_json:
        sys.stdout.write(json.dumps(as_one(read, path, dry_run=dry_run)) + "\n")
    elif read:
        show(read, path, language, dry_run=dry_run)
    whole = len(read) == len(reports) and (good_rows or not any(r.refused for r in read))
    if not whole and as_json:
        typer.echo(WORDS[language]["dry" if dry_run else "whole"], err=True)
    raise typer.Exit(0 if whole else BAD_INPUT)


def _import_each(files: Sequence[Path], asked: _Asked) -> Iterator["ImportReport | None"]:
    """Yield what became of each file; None for one that could not be read at all."""

    def begin() -> Callable[..., "ImportReport"]:
        from ehya.register.actions.readings import import_readings

        def take(path: Path, *, by: "User") -> "ImportReport":
            with progress_bar(WORDS[asked.language]["reading"].format(file=path.name)) as progress:
                return import_readings(
                    path,
                    by=by,
                    signal=asked.signal,
                    mode="good" if asked.good_rows else "all",
                    dry_run=asked.dry_run,
                    columns=asked.columns,
                    progress=progress,
                )

        return take

    return take_each(files, begin, by=asked.by, language=asked.language)


def _columns(maps: Sequence[str] | None) -> dict[str, str]:
    from ehya.cli.units_file import columns_told
    from ehya.register.intake.readings import headings

    return columns_told(maps, headings()) if maps else {}


def _write_template(path: Path, language: Language) -> None:
    from ehya.register.intake.forms import readings_workbook

    write_file(path, readings_workbook())
    typer.echo(WORDS[language]["template"].format(path=path))
