"""What did the lots show, and does each seed draw the same again?"""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language
from ehya.cli.prepare import bring_up_to_date, wake

if TYPE_CHECKING:
    from ehya.verify.queries.samples import Again, Quarter

WORDS = {
    "en": {
        "line": "{first} to {last}, {made}: {size} drawn of {of} by the seed {seed}, {seen} looked at,"
        " {standing} stood still",
        "same": "  drawn again: the same",
        "other": "  drawn again: NOT the same. Not drawn now: {gone}. Drawn now only: {new}.",
        "seed": "  its seed is NOT the one of the ledger's chain",
        "none": "No lot was drawn yet.",
    },
    "fa": {
        "line": "{first} تا {last}، {made}: {size} از {of} با بذر {seed}، {seen} دیده شد،"
        " {standing} راکد بود",
        "same": "  قرعهٔ دوباره: همان",
        "other": "  قرعهٔ دوباره: همان نیست. اکنون نیامد: {gone}. فقط اکنون آمد: {new}.",
        "seed": "  بذر آن از زنجیرهٔ دفتر نیست",
        "none": "هنوز قرعه‌ای کشیده نشده است.",
    },
}
MADE = {False: {"en": "real", "fa": "واقعی"}, True: {"en": "synthetic", "fa": "ساختگی"}}


def lots(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Draw every lot again by its seed, from what was known then, and tell what they showed.

    Exit code 1 where one is not the same.
    """
    wake()
    bring_up_to_date()
    from ehya.verify.queries.samples import drawn_again, quarters

    rows = [
        (found, drawn_again(found.sample))
        for synthetic in (False, True)
        for found in quarters(synthetic=synthetic)
    ]
    if as_json:
        typer.echo(json.dumps({"lots": [_told(*row) for row in rows]}))
    else:
        for row in rows:
            _show(*row, language)
        if not rows:
            typer.echo(WORDS[language]["none"])
    if not all(again.same for _, again in rows):
        raise typer.Exit(1)


def _told(found: "Quarter", again: "Again") -> dict[str, Any]:
    sample, rate = found.sample, found.rate
    return {
        "first": sample.first.isoformat(),
        "last": sample.last.isoformat(),
        "synthetic": sample.synthetic,
        "seed": sample.seed,
        "method": sample.method,
        **{name: getattr(rate, name) for name in ("of", "size", "seen", "standing")},
        **{name: getattr(rate, name) for name in ("share", "low", "high", "least", "most")},
        "mass": found.mass,
        "not_drawn_again": again.gone,
        "drawn_only_again": again.new,
        "seed_of_the_chain": again.own_seed,
    }


def _show(found: "Quarter", again: "Again", language: Language) -> None:
    from ehya.web import formats

    sample, rate, words = found.sample, found.rate, WORDS[language]
    numbers = {
        name: formats.number(getattr(rate, name), language)
        for name in ("size", "of", "seen", "standing")
    }
    days = {
        "first": formats.day(sample.first, language),
        "last": formats.day(sample.last, language),
    }
    made = MADE[sample.synthetic][language]
    typer.echo(words["line"].format(**numbers, **days, made=made, seed=sample.seed))
    if again.gone or again.new:
        told = {"gone": again.gone or "—", "new": again.new or "—"}
        typer.echo(words["other"].format(**told))
    else:
        typer.echo(words["same"])
    if not again.own_seed:
        typer.echo(words["seed"])
