"""Which pages of docs/ are written by the code itself?

`make docs` writes them; a house test fails while a committed page differs from what the code says.
A page that a room generates gets its line in `PAGES`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
DOCS = HOUSE / "docs"
NOTE = "<!-- Written by `make docs`; change the code, not this page. -->"


def roles() -> Iterator[str]:
    """Who may do what."""
    from ehya.ledger.roles import EVERYBODY, MAY, NATIONAL, REASON_ASKED, SECOND_FACTOR
    from ehya.web.messages.names import NAMES

    yield "# Who may do what"
    yield "From `ehya.ledger.roles.MAY`. Everybody else is refused with `ledger.not_allowed`."
    head = [f"{role} · {NAMES[role]['fa']}" for role in EVERYBODY]
    yield _table(
        ["act", "in words", *head],
        [
            [f"`{act}`", NAMES[act]["en"], *("yes" if role in may else "" for role in EVERYBODY)]
            for act, may in MAY.items()
        ],
    )
    yield f"Asked why each time: {', '.join(f'`{act}`' for act in sorted(REASON_ASKED))}."
    yield (
        "Only for who sees the nation (else `ledger.not_the_nation`): "
        f"{', '.join(f'`{act}`' for act in sorted(NATIONAL))}."
    )
    yield (
        f"A second factor outside the demonstration: {', '.join(sorted(SECOND_FACTOR))}. An officer,"
        " an assessor and a secretary work for provinces or parks; everybody else sees the nation"
        " unless scopes of their own say less. The auditor changes nothing."
    )


def refusals() -> Iterator[str]:
    """Every "no" in both languages."""
    from ehya.web.messages.refusals import REFUSALS

    yield "# Every no"
    yield (
        "Codes are stable: programs may rely on them. `{…}` is a fact that comes with the refusal."
    )
    rows = [[f"`{code}`", words["en"], words["fa"]] for code, words in sorted(REFUSALS.items())]
    yield _table(["code", "English", "فارسی"], rows)


def commands() -> Iterator[str]:
    """Every command with its options."""
    from ehya.cli import WORDS, load

    yield "# Commands"
    yield (
        "Exit codes: 0 done; 1 found something that the caller must look at; 2 bad input, with one "
        "line that says what to do; 70 a fault of Ehya's own."
    )
    for word in sorted(WORDS):
        yield from _command(f"ehya {word}", load(word))


def _command(title: str, command: Any) -> Iterator[str]:
    yield f"## `{title}`"
    yield (command.help or "").strip()
    below = getattr(command, "commands", {})
    rows = [
        [f"`{' '.join([*param.opts, *param.secondary_opts])}`", getattr(param, "help", "") or ""]
        for param in command.params
        if param.name != "help"
    ]
    if rows and not below:
        yield _table(["argument", "meaning"], rows)
    for name, inner in sorted(below.items()):
        yield from _command(f"{title} {name}", inner)


def checks() -> Iterator[str]:
    """Every rule of the checker, and the thresholds it stands on."""
    from ehya.engine.claims.rules import RULES
    from ehya.publish.checking import check_rules

    yield "# What the checker asks of public claims"
    yield (
        "A *contradiction* cannot both be true. A *doubt* is true only if scopes differ, and says"
        " which. A *note* clashes with nothing. Method: `docs/methods/claims-check.md`; thresholds:"
        " `src/ehya/ledger/rules/checks.toml`, each with its reason."
    )
    for rule in RULES:
        yield f"## `{rule.code}`"
        yield f"{rule.asks}"
        yield "\n".join(f"- **{name}**: {when}." for name, when in rule.severities.items())
        yield f"Example: {rule.example}."
    yield "## What is ordinary per unit"
    yield (
        "Learnt from the shipped record by robust quantiles; outside the fences `magnitude` speaks."
    )
    rows = [
        [f"`{name}`", f"{s.median:,.0f}", f"{s.low:,.0f}", f"{s.high:,.0f}", str(s.count)]
        for name, s in sorted(check_rules().spreads.items())
    ]
    yield _table(["amount, of what, where", "median", "low", "high", "pairs"], rows)


def cases() -> Iterator[str]:
    """How a case goes on, who carries it in each state and for how long."""
    from datetime import date

    from ehya.ledger.rules import load
    from ehya.revive.table import MOVES, STATES
    from ehya.web.messages.names_cases import ACTS
    from ehya.web.messages.names_cases import STATES as WORDS
    from ehya.web.messages.names_work import GUARDS

    rules = load("cases", date.max)
    yield "# How a case goes on"
    yield (
        "From `ehya.revive.table.MOVES` and `ledger/rules/cases.toml`; the same stands at"
        " `/cases/way/` in the reader's language."
    )
    yield "## States"
    yield _table(
        ["state", "English", "فارسی", "owner", "days"],
        [
            [
                f"`{state}`",
                *(WORDS[f"revive.{state}"][language] for language in ("en", "fa")),
                rules["days"][state]["owner"],
                str(rules["days"][state]["days"]),
            ]
            for state in STATES
        ],
    )
    yield (
        f"Late by more than {rules['province_after_days']} days, the province hears of it; by more"
        f" than {rules['headquarters_after_days']}, headquarters."
    )
    yield "## Ways"
    yield _table(
        ["act", "in words", "from", "to", "who may", "what must be so before", "says why"],
        [
            [
                f"`revive.{row.act}`",
                ACTS[f"revive.{row.act}"]["en"],
                ", ".join(row.sources),
                row.target,
                ", ".join(sorted(row.roles)),
                GUARDS[row.guard]["en"] if row.guard else "",
                "yes" if row.reason else "",
            ]
            for row in MOVES
        ],
    )
    yield "## Diagram"
    lines = [f"    {state} --> {row.target}: {row.act}" for row in MOVES for state in row.sources]
    yield "\n".join(["```mermaid", "stateDiagram-v2", "    [*] --> found: open", *lines, "```"])


def claims_file() -> Iterator[str]:
    """Every column that a file of claims may have."""
    from ehya.publish.intake.columns import COLUMNS
    from ehya.publish.intake.words import KINDS, QUALIFIERS, UNITS

    yield "# Columns of a file of claims"
    yield (
        "For `ehya import claims` (see [how to](../how-to/import-claims.md)). A column may bear any"
        " of its names, in any order; capitals, blanks and half-spaces do not count. An empty cell"
        " changes nothing in a claim that is in the record already."
    )
    rows = [
        [f"`{c.name}`", c.en, c.fa, ", ".join(c.other), "yes" if c.needed else "", c.help_en]
        for c in COLUMNS
    ]
    yield _table(["record's name", "English", "فارسی", "also", "needed", "what to write"], rows)
    for title, table in (("Qualifiers", QUALIFIERS), ("Kinds of period", KINDS)):
        yield f"## {title}"
        yield _table(
            ["record's word", "also"],
            [
                [f"`{name}`", ", ".join(word for word in other if word)]
                for name, other in table.items()
            ],
        )
    yield "## Units"
    yield (
        "Thousand, million, billion or trillion (هزار، میلیون، میلیارد، تریلیون) may stand before a"
        " unit. Everything is kept in base units."
    )
    yield _table(
        ["written", "kept as", "times"],
        [[word, f"`{name}`", f"{factor:,}"] for word, (name, factor) in UNITS.items()],
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines
    )


def units_file() -> Iterator[str]:
    """Every column that a file of units may have."""
    from ehya.register.intake.check import NUMBERS
    from ehya.register.intake.fields import COLUMNS, SHARED, STRONG, TEXTS, WORDS
    from ehya.register.intake.limits import LIMITS

    yield "# Columns of a file of units"
    yield (
        "For `ehya import units` and `/data/` (see [how to](../how-to/import-units.md)). A column may"
        " bear any of its names, in any order; capitals, blanks and half-spaces do not count. An"
        " empty cell says nothing; a dash (`-`) empties what is recorded."
    )
    rows = [[f"`{c.name}`", c.en, c.fa, ", ".join(c.other), c.help_en] for c in COLUMNS]
    yield _table(["column", "English", "فارسی", "also", "what to write"], rows)
    yield (
        f"Name one unit alone: {', '.join(f'`{name}`' for name in STRONG)}. Several units may share"
        f" one: {', '.join(f'`{name}`' for name in SHARED)}."
    )
    yield "## Words"
    yield _table(
        ["column", "our word", "also"],
        [
            [f"`{name}`", f"`{ours}`", ", ".join(written)]
            for name, words in WORDS.items()
            for ours, written in words.items()
        ],
    )
    yield "## Limits"
    yield _table(
        ["column", "from", "to", "decimals"],
        [[f"`{n}`", f"{a:,.0f}", f"{b:,.0f}", str(d)] for n, (a, b, d) in NUMBERS.items()],
    )
    letters = ", ".join(f"`{name}` {most}" for name, most in TEXTS.items())
    yield (
        f"Letters: {letters}. A file: {LIMITS.rows:,} rows, {LIMITS.columns} columns,"
        f" {LIMITS.bytes // 1_000_000:,} MB; a workbook {LIMITS.workbook_bytes // 1_000_000} MB, as"
        " it is unpacked in memory."
    )


def rates_file() -> Iterator[str]:
    """Every column that a file of rates, or of a price index, may have."""
    from ehya.register.intake.rates import FINEST, LARGEST, LONGEST_DAYS
    from ehya.register.intake.rates_fields import HEADINGS, LIMITS, WORDS

    yield "# Columns of a file of rates, or of a price index"
    yield (
        "For `ehya import rates` and `/rates/` (see [how to](../how-to/import-rates.md)). A column may"
        " bear any of its names, in any order; capitals, blanks and half-spaces do not count. A row"
        " tells its days by `first` (and `last`) or by `month`, and its rate by one of `rate_irr`,"
        " `rate_toman`, or `rate` with `unit`."
    )
    for kind, title in (("rates", "Rates"), ("index", "A price index (`--index`)")):
        yield f"## {title}"
        rows = [
            [f"`{c.name}`", c.en, c.fa, ", ".join(c.other), c.help_en]
            for c in HEADINGS[kind].columns
        ]
        yield _table(["column", "English", "فارسی", "also", "what to write"], rows)
    yield "## Words"
    yield _table(
        ["column", "our word", "also"],
        [
            [f"`{name}`", f"`{ours}`", ", ".join(written)]
            for name, words in WORDS.items()
            for ours, written in words.items()
        ],
    )
    yield "## Limits"
    yield (
        f"A value lies between 0 and {LARGEST:,f}, with at most {FINEST} decimal places; a rate stands"
        f" for at most {LONGEST_DAYS:,} days; no day is later than today, and a month is over. A"
        f" file: {LIMITS.rows:,} rows, {LIMITS.columns} columns, {LIMITS.bytes // 1_000_000} MB."
    )


def projects_file() -> Iterator[str]:
    """Every column that a file of projects may have."""
    from ehya.invest.intake.fields import LIMITS, NOT_READ

    yield "# Columns of a file of projects"
    yield (
        "For `ehya import projects` and `/projects/import/` (see [how to](../how-to/import-projects.md))."
        " A column may bear any of its names, in any order; capitals, blanks and half-spaces do not"
        " count. `code` or `project` is needed on every row: rows of one number tell one project."
    )
    columns, words = _columns("projects")
    yield columns
    left = ", ".join(f"`{name}`" for name in NOT_READ)
    yield f"An export of `/projects/` has these besides, which follow from acts and are not read: {left}."
    yield "## Words"
    yield words
    yield "## Limits"
    yield (
        f"{_most(LIMITS)} A day is of either calendar; planned days may lie ahead, the day of an"
        " approval may not."
    )


def payments_file() -> Iterator[str]:
    """Every column that a file of payments, or of progress, may have."""
    from ehya.invest.intake.moved_fields import LIMITS, LONGEST_REFERENCE

    yield "# Columns of a file of payments, and of one of progress"
    yield (
        "For `ehya import payments`, `ehya import progress` and `/projects/import/` (see [how to]"
        "(../how-to/import-payments.md)). A column may bear any of its names, in any order; capitals,"
        " blanks and half-spaces do not count. `code` or `project` is needed on every row."
    )
    for kind, said in (("payments", "Payments"), ("progress", "Progress")):
        columns, words = _columns(kind)
        yield f"## {said}"
        yield columns
        if kind == "payments":
            yield "Words that its columns take:"
            yield words
    yield "## Limits"
    yield (
        f"{_most(LIMITS)} A payment's number: {LONGEST_REFERENCE} letters. A day is of either"
        " calendar and not ahead."
    )


def _columns(kind: str) -> tuple[str, str]:
    """Return the table of a file's columns, and that of the words which they take."""
    from ehya.invest.intake.forms import HEADINGS, WORDS

    columns = HEADINGS[kind].columns
    rows = [[f"`{c.name}`", c.en, c.fa, ", ".join(c.other), c.help_en] for c in columns]
    words = [
        [f"`{name}`", f"`{ours}`", ", ".join(written)]
        for name, words in WORDS.items()
        for ours, written in words.items()
        if name in {column.name for column in columns}
    ]
    head = ["column", "English", "فارسی", "also", "what to write"]
    return _table(head, rows), _table(["column", "our word", "also"], words)


def _most(limits: Any) -> str:
    return (
        f"A file: {limits.rows:,} rows, {limits.columns} columns, {limits.bytes // 1_000_000} MB."
    )


def api() -> Iterator[str]:
    """Every question that a program may ask, and what it gets."""
    import django

    django.setup()
    from django.utils import translation

    from ehya.web.api import openapi
    from ehya.web.pages.api_page import questions_of, shapes_of

    document = openapi()
    with translation.override("en"):
        questions, shapes = list(questions_of(document, "")), shapes_of(document)
    yield "# What a program may ask"
    yield (
        "From the OpenAPI document (`/api/openapi.json`); the same is drawn at `/api/`, in both"
        " languages. Read only. A no is JSON: `code`, `message` in the language of"
        " `Accept-Language`, `facts`; codes are those of [every no](refusals.md)."
    )
    for one in questions:
        yield f"## `{one.asked}`"
        yield f"{one.words}. {'For whoever is signed in. ' if one.closed else ''}".strip()
        rows = [[f"`{ask.name}`", f"`{ask.kind}`", ask.words] for ask in one.asks]
        if rows:
            yield _table(["field", "what it may be", "what it does"], rows)
        if one.answer:
            yield f"Answer: `{one.answer}`."
    yield "## What stands in an answer"
    for shape in shapes:
        yield f"### `{shape['name']}`"
        yield str(shape["words"])
        rows = [[f"`{name}`", f"`{kind}`", words] for name, kind, words in shape["fields"]]
        yield _table(["field", "what it is", "meaning"], rows)


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "reference/api.md": api,
    "reference/cases.md": cases,
    "reference/checks.md": checks,
    "reference/claims-file.md": claims_file,
    "reference/commands.md": commands,
    "reference/payments-file.md": payments_file,
    "reference/projects-file.md": projects_file,
    "reference/rates-file.md": rates_file,
    "reference/refusals.md": refusals,
    "reference/roles.md": roles,
    "reference/units-file.md": units_file,
}


def written(page: str) -> str:
    """Return what the code says that the page should hold."""
    return "\n\n".join([NOTE, *PAGES[page]()]) + "\n"


def main() -> None:
    """Write every page anew and say which."""
    for page in PAGES:
        (DOCS / page).write_text(written(page), "utf-8")
        sys.stderr.write(f"docs/{page}\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    main()
