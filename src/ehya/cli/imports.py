"""How does a file of published figures come into the record from the command line?"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ehya.cli import BAD_INPUT
from ehya.cli.files import TOLD_LANGUAGE, Language, free_name, write_file
from ehya.cli.projects_file import payments, progress, projects
from ehya.cli.rates_file import rates
from ehya.cli.readings_file import readings
from ehya.cli.taking import counted, plain, show_some, take_each
from ehya.cli.units_file import units
from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence

if TYPE_CHECKING:
    from ehya.ledger.queries import User
    from ehya.publish.actions import ImportReport
    from ehya.publish.actions.imports import Progress

WORDS = {
    "en": {
        "done": "{file}: {rows} {row_or_rows}; {added} added, {changed} changed, {unchanged} as recorded,"
        " {refused} refused.",
        "dry": "Nothing was written: this was a dry run.",
        "whole": "Nothing was written: rows were refused. Mend them, or take the others with"
        " --only-good.",
        "unknown": "{file}: these columns were not read: {columns}.",
        "change": "  row {row}, {key}: {field} {before} → {after}",
        "refused": "  {file}, row {row}, {field}: {why}",
        "more": "  … and {count} more",
        "refusals": "Refused rows with their reasons: {path}",
        "template": "Template: {path}",
        "reading": "Reading {file}",
    },
    "fa": {
        "done": "{file}: {rows} ردیف؛ {added} افزوده، {changed} اصلاح، {unchanged} بی‌تغییر، {refused}"
        " پذیرفته‌نشده.",
        "dry": "چیزی نوشته نشد: این آزمایشی بود.",
        "whole": "چیزی نوشته نشد، چون ردیف‌هایی پذیرفته نشد. آن‌ها را درست کنید یا با ‎--only-good"
        " بقیه را وارد کنید.",
        "unknown": "{file}: این ستون‌ها خوانده نشد: {columns}.",
        "change": "  ردیف {row}، {key}: {field} {before} ← {after}",
        "refused": "  {file}، ردیف {row}، {field}: {why}",
        "more": "  … و {count} مورد دیگر",
        "refusals": "ردیف‌های پذیرفته‌نشده با دلیل: {path}",
        "template": "الگو: {path}",
        "reading": "خواندن {file}",
    },
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the person at the keyboard chose."""

    published_on: str
    by: str
    dry_run: bool
    only_good: bool
    language: Language


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


app.command("units")(units)
app.command("readings")(readings)
app.command("rates")(rates)
app.command("projects")(projects)
app.command("payments")(payments)
app.command("progress")(progress)


@app.callback()
def _import() -> None:
    """Take a file of figures, of units, of readings, of rates, of projects, their payments or progress in."""


@app.command("claims")
def claims(  # noqa: PLR0913 (a command's options)
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="CSV files or Excel workbooks.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    only_good: Annotated[
        bool, typer.Option("--only-good", help="Take the good rows even if others are refused.")
    ] = False,
    published_on: Annotated[
        str, typer.Option(metavar="DATE", help="For rows that tell no publication date.")
    ] = "",
    by: Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")] = "",
    refusals: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="Where refused rows go.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="Write a template to fill, and stop.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    language: Annotated[Language, typer.Option(help="Of the report.")] = TOLD_LANGUAGE,
) -> None:
    """Take published claims from CSV files or Excel workbooks into the record.

    Each file comes in whole or not at all. The same file a second time changes nothing.
    """
    asked = _Asked(published_on, by, dry_run, only_good, language)
    try:
        if template is not None:
            _write_template(template, language)
            return
        reports = [*_import_each(files or [], asked)]
        read = [report for report in reports if report is not None]
        path = _write_refusals(read, refusals, language)
    except Refusal as no:
        _refuse(no, language)
    if read and as_json:
        sys.stdout.write(json.dumps(as_one(read, path)) + "\n")
    elif read:
        _show(read, path, asked)
    whole = len(read) == len(reports) and (only_good or not any(r.refused for r in read))
    raise typer.Exit(0 if whole else BAD_INPUT)


def as_one(reports: Sequence["ImportReport"], refusals_file: Path | None) -> dict[str, object]:
    """Return what was done with all files together, as programs read it."""
    return {
        "rows": sum(report.rows for report in reports),
        "added": sum(report.added for report in reports if _counts(report)),
        "changed": sum(report.changed for report in reports if _counts(report)),
        "unchanged": sum(report.unchanged for report in reports),
        "refused": sum(len(report.refused) for report in reports),
        "refusals_file": str(refusals_file) if refusals_file else None,
        "seconds": round(sum(report.seconds for report in reports), 3),
    }


def _counts(report: "ImportReport") -> bool:
    """A file that was not taken because of its bad rows added and changed nothing."""
    return report.written or report.dry_run


def _import_each(files: Sequence[Path], asked: _Asked) -> Iterator["ImportReport | None"]:
    """Yield what became of each file; None for one that could not be read at all."""
    published_on = _day(asked.published_on)

    def begin() -> Callable[..., "ImportReport"]:
        from ehya.publish.actions import import_claims

        def take(path: Path, *, by: "User") -> "ImportReport":
            with _progress(WORDS[asked.language]["reading"].format(file=path.name)) as progress:
                return import_claims(
                    path,
                    by=by,
                    dry_run=asked.dry_run,
                    only_good=asked.only_good,
                    published_on=published_on,
                    progress=progress,
                )

        return take

    return take_each(files, begin, by=asked.by, language=asked.language)


def _day(told: str) -> str | None:
    if not told:
        return None
    from ehya.publish.intake.words import day_prefix

    try:
        return day_prefix(told, end=True)[0]
    except Refusal as no:
        raise Refusal(no.code, value=told[:40]) from None


@contextmanager
def _progress(words: str) -> Iterator["Progress"]:
    """Show a bar on standard error while rows are read."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda read, rows: bar.update(task, completed=read, total=rows)


def _show(reports: Sequence["ImportReport"], path: Path | None, asked: _Asked) -> None:
    words = WORDS[asked.language]
    for report in reports:
        counts = {
            name: counted(getattr(report, name), asked.language)
            for name in ("rows", "added", "changed", "unchanged")
        }
        typer.echo(
            words["done"].format(
                file=report.file,
                refused=counted(len(report.refused), asked.language),
                row_or_rows="row" if report.rows == 1 else "rows",
                **counts,
            )
        )
        if report.unknown:
            typer.echo(words["unknown"].format(file=report.file, columns=", ".join(report.unknown)))
        show_some([*_changes(report, asked)], more=words["more"], language=asked.language)
        show_some([*_refusals(report, asked)], more=words["more"], language=asked.language)
        if asked.dry_run:
            typer.echo(words["dry"])
        elif not report.written and report.refused:
            typer.echo(words["whole"])
    if path is not None:
        typer.echo(words["refusals"].format(path=path))


def _changes(report: "ImportReport", asked: _Asked) -> Iterator[str]:
    for change in report.changes:
        for name, (before, after) in change.cells.items():
            yield WORDS[asked.language]["change"].format(
                row=plain(change.row, asked.language), key=change.key, field=_field(name, asked),
                before=before or "–", after=after or "–",
            )  # fmt: skip


def _refusals(report: "ImportReport", asked: _Asked) -> Iterator[str]:
    for row in report.refused:
        for problem in row.problems:
            yield WORDS[asked.language]["refused"].format(
                file=report.file, row=plain(problem.row, asked.language),
                field=_field(problem.field, asked), why=sentence(problem.refusal, asked.language),
            )  # fmt: skip


def _field(name: str, asked: _Asked) -> str:
    from ehya.publish.intake.columns import COLUMNS

    return next((getattr(c, asked.language) for c in COLUMNS if c.name == name), name)


def _write_refusals(
    reports: Sequence["ImportReport"], path: Path | None, language: str
) -> Path | None:
    """Write refused rows to be mended, and return where; None where there are none."""
    from ehya.publish.intake.columns import COLUMNS
    from ehya.register.intake.papers import RefusedRow, refusals_workbook

    told = {name for report in reports for name in report.columns}
    rows = [
        RefusedRow(
            report.file,
            row.line.row,
            row.line.cells,
            {problem.field: sentence(problem.refusal, language) for problem in row.problems},
        )
        for report in reports
        for row in report.refused
    ]
    if not rows:
        return None
    path = path or free_name(Path(reports[0].file).stem)
    columns = [column for column in COLUMNS if column.name in told]
    write_file(path, refusals_workbook(rows, columns, language=language))
    return path


def _write_template(path: Path, language: str) -> None:
    from ehya.ledger.rules import vocabulary
    from ehya.publish.intake.papers import template_workbook

    write_file(path, template_workbook(vocabulary()))
    typer.echo(WORDS[language]["template"].format(path=path))


def _refuse(no: Refusal, language: str) -> NoReturn:
    _say(f"ehya: {sentence(no, language)}")
    raise typer.Exit(BAD_INPUT)


def _say(words: str) -> None:
    typer.echo(words, err=True)
