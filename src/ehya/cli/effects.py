"""What brings units back, and how surely?"""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from ehya.verify.queries.effects import Effect, EffectTable

WORDS = {
    "en": {
        "head": "{kind}, {made}: {cases} interventions decided by {day}",
        "line": "  {what}: {chance} of 100 back ({low} to {high}), {back} of {of} cases",
        "none": "Nothing has been learnt yet. Learn it with --learn.",
    },
    "fa": {
        "head": "{kind}، {made}: {cases} مداخلهٔ تصویب‌شده تا {day}",
        "line": "  {what}: {chance} از ۱۰۰ بازگشت ({low} تا {high})، {back} از {of} پرونده",
        "none": "هنوز چیزی آموخته نشده است. با ‎--learn بیاموزید.",
    },
}
MADE = {False: {"en": "real", "fa": "واقعی"}, True: {"en": "synthetic", "fa": "ساختگی"}}


def effects(
    learn: Annotated[
        bool, typer.Option("--learn", help="Learn from all cases known now, then tell.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Tell the chance of a verified restart, by what was done; real and synthetic apart."""
    wake()
    bring_up_to_date()
    if learn:
        from ehya.cli.learning import learn_from_both
        from ehya.verify.actions.learning import learn_tables

        learn_from_both(learn_tables)
    from ehya.verify.queries.effects import kinds_learnt, newest

    tables = [
        table
        for synthetic, kinds in kinds_learnt().items()
        for kind in kinds
        if (table := newest(kind, synthetic=synthetic)) is not None
    ]
    if as_json:
        typer.echo(json.dumps({"tables": [_told(table) for table in tables]}))
        return
    for table in tables:
        _show(table, language)
    if not tables:
        typer.echo(WORDS[language]["none"])


def _rows(table: "EffectTable") -> "list[Effect]":
    return list(table.effects.order_by("-chance", "intervention", "cause", "size"))


def _told(table: "EffectTable") -> dict[str, Any]:
    names = ("intervention", "cause", "size", "cases", "restarted", "chance", "chance_low")
    more = ("chance_high", "days", "days_low", "days_high", "sustained", "sustained_low")
    last = ("sustained_high", "cost_irr", "jobs")
    return {
        "kind": table.kind,
        "synthetic": table.synthetic,
        "as_of": table.as_of.isoformat(),
        "known_at": table.known_at.isoformat(),
        "method": table.method,
        "cases": table.cases,
        **table.facts,
        "effects": [
            {name: getattr(row, name) for name in (*names, *more, *last)} for row in _rows(table)
        ],
    }


def _show(table: "EffectTable", language: Language) -> None:
    from ehya.web import formats
    from ehya.web.messages.names_cases import KINDS
    from ehya.web.messages.names_diagnose import INTERVENTIONS

    def number(value: float) -> str:
        return formats.number(round(value), language)

    words = WORDS[language]
    head = {
        "kind": KINDS[f"revive.{table.kind}"][language],
        "made": MADE[table.synthetic][language],
        "cases": number(table.cases),
        "day": formats.day(table.as_of, language),
    }
    typer.echo(words["head"].format(**head))
    for row in _rows(table):
        if row.cause or not row.intervention:
            continue
        told = {
            "what": INTERVENTIONS[row.intervention][language],
            "chance": number(100 * row.chance),
            "low": number(100 * row.chance_low),
            "high": number(100 * row.chance_high),
            "back": number(row.restarted),
            "of": number(row.cases),
        }
        typer.echo(words["line"].format(**told))
