"""How does a file of production units come into the register from the command line?"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ehya.cli import BAD_INPUT
from ehya.cli.files import TOLD_LANGUAGE, Language, free_name, write_file
from ehya.cli.taking import MOST_SHOWN, plain, take_each
from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence

if TYPE_CHECKING:
    from ehya.ledger.queries import User
    from ehya.register.actions.imports import ImportReport
    from ehya.register.intake.headings import Headings

WORDS = {
    "en": {
        "done": "{file}: {rows} rows; {added} added, {changed} changed, {unchanged} as recorded,"
        " {refused} refused; {seconds} s.",
        "pairs": "Pairs that may be one unit, for a steward (/duplicates/): {pairs}.",
        "dry": "Nothing was written: this was a dry run.",
        "whole": "Nothing was written: rows were refused. Mend them, or take the others with"
        " --good-rows.",
        "unknown": "{file}: these columns were not read: {columns}. Say what one means with"
        ' --map "heading=column".',
        "refused": "  row {row}, {field}: {why}",
        "refusals": "Refused rows with their reasons: {path}",
        "template": "Template: {path}",
        "reading": "Taking in {file}",
        "comma": ", ",
    },
    "fa": {
        "done": "{file}: {rows} ردیف؛ {added} افزوده، {changed} تغییر، {unchanged} بی‌تغییر،"
        " {refused} پذیرفته‌نشده؛ {seconds} ثانیه.",
        "pairs": "جفت‌هایی که شاید یک واحد باشند، برای بررسی (‎/duplicates/): {pairs}.",
        "dry": "چیزی نوشته نشد: این آزمایشی بود.",
        "whole": "چیزی نوشته نشد، چون ردیف‌هایی پذیرفته نشد. آن‌ها را درست کنید یا با ‎--good-rows"
        " بقیه را وارد کنید.",
        "unknown": "{file}: این ستون‌ها خوانده نشد: {columns}. معنای هر کدام را با"
        ' ‎--map "سرستون=ستون" بگویید.',
        "refused": "  ردیف {row}، {field}: {why}",
        "refusals": "ردیف‌های پذیرفته‌نشده با دلیل: {path}",
        "template": "الگو: {path}",
        "reading": "خواندن {file}",
        "comma": "، ",
    },
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the person at the keyboard chose."""

    by: str
    dry_run: bool
    good_rows: bool
    as_of: date | None
    correction: bool
    columns: Mapping[str, str]
    language: Language


def units(  # noqa: PLR0913 (a command's options)
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="xlsx, ods, CSV or Parquet files."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Take the good rows even if others are refused.")
    ] = False,
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="The day the file speaks of; else the day it came.")
    ] = "",
    correction: Annotated[
        bool, typer.Option("--correction", help="It was never otherwise: the register was wrong.")
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
    """Take production units from spreadsheets into the register.

    The same file a second time changes nothing; one that was cut off goes on where it stood.
    """
    try:
        if template is not None:
            _write_template(template, language)
            return
        asked = _Asked(by, dry_run, good_rows, _day(as_of), correction, _columns(maps), language)
        reports = [*_import_each(files or [], asked)]
        path = write_refusals([r for r in reports if r is not None], refusals, language)
    except Refusal as no:
        typer.echo(f"ehya: {sentence(no, language)}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    read = [report for report in reports if report is not None]
    if read and as_json:
        sys.stdout.write(json.dumps(as_one(read, path, dry_run=dry_run)) + "\n")
    elif read:
        show(read, path, language, dry_run=dry_run)
    whole = len(read) == len(reports) and (good_rows or not any(r.refused for r in read))
    if not whole and as_json:
        typer.echo(WORDS[language]["dry" if dry_run else "whole"], err=True)
    raise typer.Exit(0 if whole else BAD_INPUT)


def as_one(
    reports: Sequence["ImportReport"], refusals_file: Path | None, *, dry_run: bool
) -> dict[str, object]:
    """Return what was done with all files together, as programs read it."""
    counted = [report for report in reports if dry_run or report.state == "done"]
    return {
        "rows": sum(report.rows for report in reports),
        "added": sum(report.added for report in counted),
        "changed": sum(report.changed for report in counted),
        "unchanged": sum(report.unchanged for report in reports),
        "refused": sum(report.refused for report in reports),
        "refusals_file": str(refusals_file) if refusals_file else None,
        "seconds": round(sum(report.seconds for report in reports), 3),
    }


def _import_each(files: Sequence[Path], asked: _Asked) -> Iterator["ImportReport | None"]:
    """Yield what became of each file; None for one that could not be read at all."""

    def begin() -> Callable[..., "ImportReport"]:
        from ehya.ledger.actions import the_house
        from ehya.register.actions.doubles import look_in
        from ehya.register.actions.imports import import_units
        from ehya.register.actions.places import load_places

        load_places(by=the_house())

        def take(path: Path, *, by: "User") -> "ImportReport":
            with progress_bar(WORDS[asked.language]["reading"].format(file=path.name)) as progress:
                report = import_units(
                    path,
                    by=by,
                    as_of=asked.as_of,
                    mode="good" if asked.good_rows else "all",
                    meaning="correction" if asked.correction else "change",
                    dry_run=asked.dry_run,
                    columns=asked.columns,
                    progress=progress,
                )
            return look_in(report, by=the_house())

        return take

    return take_each(files, begin, by=asked.by, language=asked.language)


def _day(told: str) -> date | None:
    if not told:
        return None
    from ehya.engine.calendar import parse_day

    return parse_day(told)


def columns_told(maps: Sequence[str] | None, headings: "Headings") -> dict[str, str]:
    """Return what --map says: heading -> our column, by any of the column's own names.

    Raises:
        Refusal: "import.bad_map".
    """
    found: dict[str, str] = {}
    for told in maps or ():
        heading, sign, name = told.rpartition("=")
        if not sign or not heading.strip():
            raise Refusal("import.bad_map", value=told[:80])
        found[heading.strip()] = headings.meant(name, {}) or name.strip() if name.strip() else ""
    return found


def _columns(maps: Sequence[str] | None) -> dict[str, str]:
    from ehya.register.intake.fields import HEADINGS

    return columns_told(maps, HEADINGS)


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show rows done, their rate and the time left on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    looks = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.speed:.0f}/s" if console.is_terminal else ""),
        TimeRemainingColumn(),
    )
    with Bar(*looks, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, rows: bar.update(task, completed=done, total=rows or None)


def show(
    reports: Sequence["ImportReport"], path: Path | None, language: Language, *, dry_run: bool
) -> None:
    """Tell on the screen what became of files, and why rows were refused."""
    from ehya.web.formats import number

    words = WORDS[language]
    for report in reports:
        names = ("rows", "added", "changed", "unchanged", "refused", "seconds")
        counts = {name: number(getattr(report, name), language) for name in names}
        typer.echo(words["done"].format(file=report.file, **counts))
        if report.pairs:
            typer.echo(words["pairs"].format(pairs=number(report.pairs, language)))
        if report.unknown:
            typer.echo(
                words["unknown"].format(
                    file=report.file, columns=words["comma"].join(report.unknown)
                )
            )
        for line in _refusals(report, language):
            typer.echo(line)
        if dry_run:
            typer.echo(words["dry"])
        elif report.state == "refused":
            typer.echo(words["whole"])
    if path is not None:
        typer.echo(words["refusals"].format(path=path))


def _refusals(report: "ImportReport", language: Language) -> Iterator[str]:
    from ehya.register.queries.imports import reasons_of, rows_of

    for row in rows_of(report.imported, "refused")[:MOST_SHOWN]:
        for name, no in reasons_of(row, report.file).items():
            yield WORDS[language]["refused"].format(
                row=plain(row.row, language),
                field=_field(report, name, language),
                why=sentence(no, language),
            )


def _field(report: "ImportReport", name: str, language: Literal["en", "fa"]) -> str:
    from ehya.register.queries.imports import columns_of

    found = (column for column in columns_of(report.imported) if column.name == name)
    return next((getattr(column, language) for column in found), "–")


def write_refusals(
    reports: Sequence["ImportReport"], path: Path | None, language: str
) -> Path | None:
    """Write refused rows to be mended, and return where; None where there are none."""
    from ehya.register.queries.imports import refusals_workbook

    refused = [report for report in reports if report.refused]
    if not refused:
        return None
    path = path or free_name(Path(refused[0].file).stem)
    content = refusals_workbook(
        [report.imported for report in refused], language, lambda no: sentence(no, language)
    )
    write_file(path, content)
    return path


def _write_template(path: Path, language: str) -> None:
    from ehya.register.intake.forms import template_workbook

    write_file(path, template_workbook())
    typer.echo(WORDS[language]["template"].format(path=path))
