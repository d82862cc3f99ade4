"""How does a file of projects, of payments or of progress come in from the command line?"""

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
    from ehya.invest.actions.importing import FileReport

WORDS = {
    "en": {
        "projects": "projects",
        "payments": "payments",
        "progress": "progress",
        "done": "{file}: {rows} rows; {kind}: {added} new, {changed} changed, {unchanged} as known,"
        " {refused} refused.",
        "dry": "Nothing was written: this was a dry run.",
        "whole": "Nothing was written: rows were refused. Mend them, or take the others with"
        " --only-good.",
        "asked": "{asked} of the refused look like a slipped zero only. If they are meant, say"
        " --sure.",
        "unknown": "{file}: these columns were not read: {columns}.",
        "new": "  row {row}: new: {name}",
        "change": "  row {row}, {name}: {field}: {before} → {after}",
        "refused": "  {file}, row {row}, {field}: {why}",
        "more": "  … and {count} more",
        "refusals": "Refused rows with their reasons: {path}",
        "template": "Template: {path}",
    },
    "fa": {
        "projects": "طرح‌ها",
        "payments": "پرداخت‌ها",
        "progress": "پیشرفت",
        "done": "{file}: {rows} ردیف؛ {kind}: {added} تازه، {changed} اصلاح، {unchanged} بی‌تغییر،"
        " {refused} پذیرفته‌نشده.",
        "dry": "چیزی نوشته نشد: این آزمایشی بود.",
        "whole": "چیزی نوشته نشد، چون ردیف‌هایی پذیرفته نشد. آن‌ها را درست کنید یا با ‎--only-good"
        " بقیه را وارد کنید.",
        "asked": "{asked} مورد تنها از آن رو پذیرفته نشد که گویا صفری جابه‌جا شده است. اگر درست است،"
        " ‎--sure بیفزایید.",
        "unknown": "{file}: این ستون‌ها خوانده نشد: {columns}.",
        "new": "  ردیف {row}: تازه: {name}",
        "change": "  ردیف {row}، {name}: {field}: {before} ← {after}",
        "refused": "  {file}، ردیف {row}، {field}: {why}",
        "more": "  … و {count} مورد دیگر",
        "refusals": "ردیف‌های پذیرفته‌نشده با دلیل: {path}",
        "template": "الگو: {path}",
    },
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the person at the keyboard chose."""

    kind: str
    by: str
    dry_run: bool
    only_good: bool
    sure: bool
    reason: str
    language: Language


Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE…", help="xlsx, ods, CSV or Parquet files."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
OnlyGood = Annotated[
    bool, typer.Option("--only-good", help="Take the good ones even if others are refused.")
]
Sure = Annotated[
    bool, typer.Option("--sure", help="Take amounts too that look like a slipped zero.")
]
Reason = Annotated[
    str, typer.Option(help="Why what was told reads otherwise now; else the file's name.")
]
By = Annotated[str, typer.Option(help="Sign-in name; else the installation itself.")]
Refusals = Annotated[Path | None, typer.Option(metavar="FILE.xlsx", help="Where refused rows go.")]
Template = Annotated[
    Path | None, typer.Option(metavar="FILE.xlsx", help="Write a form to fill, and stop.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Told = Annotated[Language, typer.Option(help="Of the report.")]


def projects(  # noqa: PLR0913 (a command's options)
    files: Files = None,
    dry_run: DryRun = False,
    only_good: OnlyGood = False,
    sure: Sure = False,
    reason: Reason = "",
    by: By = "",
    refusals: Refusals = None,
    template: Template = None,
    as_json: AsJson = False,
    language: Told = TOLD_LANGUAGE,
) -> None:
    """Take projects, with their sources of money and their milestones, in from files.

    A project is found by its number of its own. Each file comes in whole or not at all; the same
    file a second time changes nothing.
    """
    asked = _Asked("projects", by, dry_run, only_good, sure, reason, language)
    _run(files or [], asked, refusals=refusals, template=template, as_json=as_json)


def payments(  # noqa: PLR0913 (a command's options)
    files: Files = None,
    dry_run: DryRun = False,
    only_good: OnlyGood = False,
    sure: Sure = False,
    by: By = "",
    refusals: Refusals = None,
    template: Template = None,
    as_json: AsJson = False,
    language: Told = TOLD_LANGUAGE,
) -> None:
    """Take payments of projects in from files, a row each.

    A payment is found by its own number within its project. Each file comes in whole or not at all;
    the same file a second time changes nothing.
    """
    asked = _Asked("payments", by, dry_run, only_good, sure, "", language)
    _run(files or [], asked, refusals=refusals, template=template, as_json=as_json)


def progress(  # noqa: PLR0913 (a command's options)
    files: Files = None,
    dry_run: DryRun = False,
    only_good: OnlyGood = False,
    by: By = "",
    refusals: Refusals = None,
    template: Template = None,
    as_json: AsJson = False,
    language: Told = TOLD_LANGUAGE,
) -> None:
    """Take in from files how much of each project's work was done on which day.

    Progress may not fall without a reason in its row. Each file comes in whole or not at all; the
    same file a second time changes nothing.
    """
    asked = _Asked("progress", by, dry_run, only_good, False, "", language)
    _run(files or [], asked, refusals=refusals, template=template, as_json=as_json)


def _run(
    files: Sequence[Path],
    asked: _Asked,
    *,
    refusals: Path | None,
    template: Path | None,
    as_json: bool,
) -> None:
    try:
        if template is not None:
            _write_template(template, asked)
            return
        reports = [*_import_each(files, asked)]
        read = [report for report in reports if report is not None]
        path = _write_refusals(read, refusals, asked.language)
    except Refusal as no:
        typer.echo(f"ehya: {sentence(no, asked.language)}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if read and as_json:
        sys.stdout.write(json.dumps(as_one(read, path)) + "\n")
    elif read:
        _show(read, path, asked)
    whole = len(read) == len(reports) and (asked.only_good or not any(r.refused for r in read))
    raise typer.Exit(0 if whole else BAD_INPUT)


def as_one(reports: Sequence["FileReport"], refusals_file: Path | None) -> dict[str, object]:
    """Return what was done with all files together, as programs read it."""
    counted = [report for report in reports if report.written or report.dry_run]
    return {
        "rows": sum(report.rows for report in reports),
        "added": sum(len(report.added) for report in counted),
        "changed": sum(len(report.changed) for report in counted),
        "unchanged": sum(report.unchanged for report in reports),
        "refused": sum(len(report.refused) for report in reports),
        "asked": sum(report.asked for report in reports),
        "written": all(report.written for report in reports),
        "dry_run": reports[0].dry_run,
        "refusals_file": str(refusals_file) if refusals_file else None,
        "seconds": round(sum(report.seconds for report in reports), 3),
    }


def _import_each(files: Sequence[Path], asked: _Asked) -> Iterator["FileReport | None"]:
    """Yield what became of each file; None for one that could not be read at all."""

    def begin() -> Callable[..., "FileReport"]:
        from ehya.invest.actions.importing import import_file

        return partial(
            import_file,
            kind=asked.kind,
            dry_run=asked.dry_run,
            only_good=asked.only_good,
            sure=asked.sure,
            reason=asked.reason,
        )

    return take_each(files, begin, by=asked.by, language=asked.language)


def _show(reports: Sequence["FileReport"], path: Path | None, asked: _Asked) -> None:
    words = WORDS[asked.language]
    for report in reports:
        typer.echo(words["done"].format(file=report.file, **_counts(report, asked)))
        if report.unknown:
            typer.echo(words["unknown"].format(file=report.file, columns=", ".join(report.unknown)))
        show_some([*_news(report, asked)], more=words["more"], language=asked.language)
        show_some([*_refusals(report, asked)], more=words["more"], language=asked.language)
        if report.asked:
            typer.echo(words["asked"].format(asked=counted(report.asked, asked.language)))
        if asked.dry_run or (not report.written and report.refused):
            typer.echo(words["dry" if asked.dry_run else "whole"])
    if path is not None:
        typer.echo(words["refusals"].format(path=path))


def _counts(report: "FileReport", asked: _Asked) -> dict[str, str]:
    return {
        "kind": WORDS[asked.language][report.kind],
        "rows": counted(report.rows, asked.language),
        "added": counted(len(report.added), asked.language),
        "changed": counted(len(report.changed), asked.language),
        "unchanged": counted(report.unchanged, asked.language),
        "refused": counted(len(report.refused), asked.language),
    }


def _news(report: "FileReport", asked: _Asked) -> Iterator[str]:
    from ehya.web.project_file_words import news_of

    words = WORDS[asked.language]
    for one in report.added:
        name = f"{one.name} · {one.reference}" if one.reference else one.name
        yield words["new"].format(row=plain(one.row, asked.language), name=name)
    for one in report.changed:
        for field, before, after in news_of(one, asked.language):
            told = {"row": plain(one.row, asked.language), "name": one.name, "field": field}
            yield words["change"].format(**told, before=before or "–", after=after or "–")


def _refusals(report: "FileReport", asked: _Asked) -> Iterator[str]:
    from ehya.web.project_file_words import column_name, why

    for refused in report.refused:
        for problem in refused.problems:
            yield WORDS[asked.language]["refused"].format(
                file=report.file,
                row=plain(problem.row, asked.language),
                field=column_name(problem.field, asked.language),
                why=why(problem.refusal, asked.language),
            )


def _write_refusals(
    reports: Sequence["FileReport"], path: Path | None, language: Language
) -> Path | None:
    """Write refused rows to be mended, and return where; None where there are none."""
    from ehya.web.project_file_words import refusals_book

    if not any(report.refused for report in reports):
        return None
    path = path or free_name(Path(reports[0].file).stem)
    write_file(path, refusals_book(reports, language))
    return path


def _write_template(path: Path, asked: _Asked) -> None:
    from ehya.invest.intake.forms import workbook

    write_file(path, workbook(asked.kind))
    typer.echo(WORDS[asked.language]["template"].format(path=path))
