"""How does a file of rates, or of a price index, come into the register from the command line?"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ehya.cli import BAD_INPUT
from ehya.cli.files import TOLD_LANGUAGE, Language, free_name, write_file
from ehya.cli.taking import counted, plain, show_some, take_each
from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence

if TYPE_CHECKING:
    from ehya.register.actions.rates import RatesReport
    from ehya.register.actions.rates_plan import Correction
    from ehya.register.intake.rates_fields import Kind

WORDS = {
    "en": {
        "done": "{file}: {rows} {row_or_rows}; {added} new, {corrected} corrected, {unchanged} as"
        " known, {refused} refused.",
        "dry": "Nothing was written: this was a dry run.",
        "whole": "Nothing was written: rows were refused. Mend them, or take the others with"
        " --only-good.",
        "asked": "{asked} of the refused look like a slipped zero only. If they are meant, say"
        " --sure.",
        "unknown": "{file}: these columns were not read: {columns}.",
        "correction": "  row {row}, {key}, {first} to {last}: {before} → {value}",
        "refused": "  {file}, row {row}, {field}: {why}",
        "more": "  … and {count} more",
        "refusals": "Refused rows with their reasons: {path}",
        "template": "Template: {path}",
    },
    "fa": {
        "done": "{file}: {rows} ردیف؛ {added} تازه، {corrected} تصحیح، {unchanged} بی‌تغییر، {refused}"
        " پذیرفته‌نشده.",
        "dry": "چیزی نوشته نشد: این آزمایشی بود.",
        "whole": "چیزی نوشته نشد، چون ردیف‌هایی پذیرفته نشد. آن‌ها را درست کنید یا با ‎--only-good"
        " بقیه را وارد کنید.",
        "asked": "{asked} ردیف تنها از آن رو پذیرفته نشد که گویا صفری جابه‌جا شده است. اگر درست است،"
        " ‎--sure بیفزایید.",
        "unknown": "{file}: این ستون‌ها خوانده نشد: {columns}.",
        "correction": "  ردیف {row}، {key}، {first} تا {last}: {before} ← {value}",
        "refused": "  {file}، ردیف {row}، {field}: {why}",
        "more": "  … و {count} مورد دیگر",
        "refusals": "ردیف‌های پذیرفته‌نشده با دلیل: {path}",
        "template": "الگو: {path}",
    },
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the person at the keyboard chose."""

    kind: "Kind"
    by: str
    dry_run: bool
    only_good: bool
    sure: bool
    language: Language


def rates(  # noqa: PLR0913 (a command's options)
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="xlsx, ods, CSV or Parquet files."),
    ] = None,
    index: Annotated[
        bool, typer.Option("--index", help="The files tell a monthly price index, not rates.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    only_good: Annotated[
        bool, typer.Option("--only-good", help="Take the good rows even if others are refused.")
    ] = False,
    sure: Annotated[
        bool, typer.Option("--sure", help="Take values too that look like a slipped zero.")
    ] = False,
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
    """Take dated exchange rates (official, NIMA, market), or a price index, into the register.

    Each rate names its source and the days on which it stood. Each file comes in whole or not at
    all; the same file a second time changes nothing, and what it tells otherwise is a correction.
    """
    asked = _Asked("index" if index else "rates", by, dry_run, only_good, sure, language)
    try:
        if template is not None:
            _write_template(template, asked)
            return
        reports = [*_import_each(files or [], asked)]
        read = [report for report in reports if report is not None]
        path = _write_refusals(read, refusals, language)
    except Refusal as no:
        typer.echo(f"ehya: {sentence(no, language)}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if read and as_json:
        sys.stdout.write(json.dumps(as_one(read, path)) + "\n")
    elif read:
        _show(read, path, asked)
    whole = len(read) == len(reports) and (only_good or not any(r.refused for r in read))
    if not whole and as_json:
        typer.echo(WORDS[language]["dry" if dry_run else "whole"], err=True)
    raise typer.Exit(0 if whole else BAD_INPUT)


def as_one(reports: Sequence["RatesReport"], refusals_file: Path | None) -> dict[str, object]:
    """Return what was done with all files together, as programs read it."""
    counted = [report for report in reports if report.written or report.dry_run]
    return {
        "kind": reports[0].kind,
        "rows": sum(report.rows for report in reports),
        "added": sum(report.added for report in counted),
        "corrected": sum(report.corrected for report in counted),
        "unchanged": sum(report.unchanged for report in reports),
        "refused": sum(len(report.refused) for report in reports),
        "asked": sum(report.asked for report in reports),
        "written": all(report.written for report in reports),
        "dry_run": reports[0].dry_run,
        "refusals_file": str(refusals_file) if refusals_file else None,
        "seconds": round(sum(report.seconds for report in reports), 3),
    }


def _import_each(files: Sequence[Path], asked: _Asked) -> Iterator["RatesReport | None"]:
    """Yield what became of each file; None for one that could not be read at all."""

    def begin() -> Callable[..., "RatesReport"]:
        from ehya.register.actions.rates import import_index, import_rates

        return partial(
            import_index if asked.kind == "index" else import_rates,
            dry_run=asked.dry_run,
            only_good=asked.only_good,
            sure=asked.sure,
        )

    return take_each(files, begin, by=asked.by, language=asked.language)


def _show(reports: Sequence["RatesReport"], path: Path | None, asked: _Asked) -> None:
    words = WORDS[asked.language]
    for report in reports:
        counts = {
            name: counted(getattr(report, name), asked.language)
            for name in ("rows", "added", "corrected", "unchanged")
        }
        refused = counted(len(report.refused), asked.language)
        row_or_rows = "row" if report.rows == 1 else "rows"
        typer.echo(
            words["done"].format(
                file=report.file, refused=refused, row_or_rows=row_or_rows, **counts
            )
        )
        if report.unknown:
            typer.echo(words["unknown"].format(file=report.file, columns=", ".join(report.unknown)))
        corrections = [_correction(one, asked) for one in report.corrections]
        show_some(corrections, more=words["more"], language=asked.language)
        show_some([*_refusals(report, asked)], more=words["more"], language=asked.language)
        if report.asked:
            typer.echo(words["asked"].format(asked=counted(report.asked, asked.language)))
        if asked.dry_run or (not report.written and report.refused):
            typer.echo(words["dry" if asked.dry_run else "whole"])
    if path is not None:
        typer.echo(words["refusals"].format(path=path))


def _correction(one: "Correction", asked: _Asked) -> str:
    from ehya.web.formats import day, exactly

    comma = "، " if asked.language == "fa" else ", "
    before = dict.fromkeys(exactly(value, asked.language) for _, _, value in one.before)
    return WORDS[asked.language]["correction"].format(
        row=plain(one.row, asked.language),
        key=" ".join(one.key),
        first=day(one.days.first, asked.language),
        last=day(one.days.last, asked.language),
        before=comma.join(before),
        value=exactly(one.value, asked.language),
    )


def _refusals(report: "RatesReport", asked: _Asked) -> Iterator[str]:
    for wrong in report.refused:
        for problem in wrong.problems:
            yield WORDS[asked.language]["refused"].format(
                file=report.file,
                row=plain(problem.row, asked.language),
                field=_field(report, problem.field, asked),
                why=sentence(problem.refusal, asked.language),
            )


def _field(report: "RatesReport", name: str, asked: _Asked) -> str:
    from ehya.register.intake.rates_fields import HEADINGS

    columns = HEADINGS[report.kind].columns
    return next((getattr(c, asked.language) for c in columns if c.name == name), name)


def _write_refusals(
    reports: Sequence["RatesReport"], path: Path | None, language: Language
) -> Path | None:
    """Write refused rows to be mended, and return where; None where there are none."""
    from ehya.register.actions.rates import refused_rows
    from ehya.register.intake.papers import refusals_workbook
    from ehya.register.intake.rates_fields import HEADINGS

    rows = [
        row for report in reports for row in refused_rows(report, lambda no: sentence(no, language))
    ]
    if not rows:
        return None
    told = {name for report in reports for name in report.columns}
    columns = [c for c in HEADINGS[reports[0].kind].columns if c.name in told]
    path = path or free_name(Path(reports[0].file).stem)
    write_file(path, refusals_workbook(rows, columns, language=language))
    return path


def _write_template(path: Path, asked: _Asked) -> None:
    from ehya.register.intake.forms import rates_workbook

    write_file(path, rates_workbook(asked.kind))
    typer.echo(WORDS[asked.language]["template"].format(path=path))
