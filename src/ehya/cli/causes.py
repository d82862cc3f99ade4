"""What has been learnt of what holds units up, and how far can it be believed?"""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from ehya.diagnose.queries.suggesting import CauseFit

WORDS = {
    "en": {
        "head": "{made}: learnt from {units} diagnoses known by {day}",
        "told": "  {kind}: told; loss {told}, its trade's share {sector}",
        "hardly_seen": "  {kind}: hardly seen, so nothing is told",
        "no_better": "  {kind}: no better than its trade's share, so nothing is told",
        "none": "Nothing has been learnt yet. Learn it with --learn.",
    },
    "fa": {
        "head": "{made}: آموخته از {units} عارضه‌یابی تا {day}",
        "told": "  {kind}: گفته می‌شود؛ زیان {told}، سهم رشته {sector}",
        "hardly_seen": "  {kind}: بسیار کم دیده شده و چیزی گفته نمی‌شود",
        "no_better": "  {kind}: بهتر از سهم رشته نیست و چیزی گفته نمی‌شود",
        "none": "هنوز چیزی آموخته نشده است. با ‎--learn بیاموزید.",
    },
}
MADE = {False: {"en": "Real units", "fa": "واحدهای واقعی"},
        True: {"en": "Synthetic units", "fa": "واحدهای ساختگی"}}  # fmt: skip


def causes(
    learn: Annotated[
        bool, typer.Option("--learn", help="Learn from all diagnoses known now, then tell.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Tell which causes can be suggested, and how well; real and synthetic apart."""
    wake()
    bring_up_to_date()
    if learn:
        from ehya.cli.learning import learn_from_both
        from ehya.diagnose.actions.learning import learn_causes

        learn_from_both(learn_causes)
    from django.utils import timezone

    from ehya.diagnose.queries.suggesting import fit_in_force

    now = timezone.now()
    fits = [fit for made in (False, True) if (fit := fit_in_force(synthetic=made, at=now))]
    if as_json:
        typer.echo(json.dumps({"fits": [_told(fit) for fit in fits]}))
        return
    for fit in fits:
        _show(fit, language)
    if not fits:
        typer.echo(WORDS[language]["none"])


def _told(fit: "CauseFit") -> dict[str, Any]:
    kinds = {kind: one["why"] for kind, one in fit.weights["kinds"].items()}
    return {
        "method": fit.method,
        "synthetic": fit.synthetic,
        "known_at": fit.known_at.isoformat(),
        "diagnoses": fit.units,
        "not_told": {kind: why for kind, why in kinds.items() if why},
        "measures": fit.measures,
    }


def _show(fit: "CauseFit", language: Language) -> None:
    from ehya.diagnose.obstacles import obstacles_on
    from ehya.web import formats

    words = WORDS[language]
    facts = {
        "made": MADE[fit.synthetic][language],
        "units": formats.number(fit.units, language),
        "day": formats.day(fit.known_at.date(), language),
    }
    typer.echo(words["head"].format(**facts))
    names = {kind.name: kind.words[language] for kind in obstacles_on().kinds}
    for kind in fit.weights["order"]:
        one = fit.weights["kinds"][kind]
        lost = fit.measures["kinds"][kind]["loss"]
        told = {name: formats.number(value, language, 3) for name, value in lost.items()}
        line = words[one["why"] or "told"]
        typer.echo(line.format(kind=names.get(kind, kind), **told))
