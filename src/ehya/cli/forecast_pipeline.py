"""Where will the year end, by what every open case is likely to do?"""

import json
from typing import Any

import typer

from ehya.cli.prepare import bring_up_to_date, wake

WORDS = {
    "en": {
        "line": "{year}, {stage}: {counted} counted by {as_of}; at the year's end {low} to {high}"
        " (80 of 100), most likely about {middle}",
        "target": "at least {target}: {p:.1%} under the shared shock (sigma {sigma:.2f}, learnt from"
        " {years} past years); {alone:.1%} if each case went its own way",
        "state": "  {state}: {cases} cases, {expected:.0f} of them by the year's end; one case more a"
        " week from here adds {more:.1f}",
    },
    "fa": {
        "line": "{year}، {stage}: تا {as_of} شمرده {counted}؛ پایان سال {low} تا {high}"
        " (۸۰ از ۱۰۰)، به احتمال بیشتر نزدیک {middle}",
        "target": "دست‌کم {target}: {p:.1%} با تکانهٔ مشترک (سیگما {sigma:.2f}، آموخته از {years} سال"
        " گذشته)؛ {alone:.1%} اگر هر پرونده راه خود را برود",
        "state": "  {state}: {cases} پرونده، {expected:.0f} مورد تا پایان سال؛ هر هفته یک پرونده بیشتر"
        " از اینجا {more:.1f} می‌افزاید",
    },
}


def tell(  # noqa: PLR0913 - a question has this many parts
    *, stage: str, as_of: str, known_at: str, synthetic: bool, target: int | None, as_json: bool,
    language: str,
) -> None:  # fmt: skip
    """Print the forecast from the pipeline.

    Raises:
        Refusal: those of `publish.pipeline.pipeline`.
    """
    wake()
    bring_up_to_date()
    from ehya.publish.pipeline import pipeline
    from ehya.web.clock import clock_on

    clock = clock_on(as_of or known_at, known_at)
    found = pipeline(clock.moment, stage=stage, synthetic=synthetic, target=target)
    told = as_told(found)
    if as_json:
        typer.echo(json.dumps(told))
        return
    words = WORDS["fa" if language == "fa" else "en"]
    low, high = told["interval80"]
    typer.echo(words["line"].format(**told, low=low, high=high, middle=told["median"]))
    if target is not None:
        typer.echo(
            words["target"].format(
                target=target,
                p=told["p_target"],
                alone=told["p_target_alone"],
                sigma=found.sigma,
                years=found.sigma_from,
            )
        )
    for row in found.waiting:
        line = words["state"]
        more = row.a_week_more
        typer.echo(line.format(state=row.state, cases=row.cases, expected=row.expected, more=more))


def as_told(found: Any) -> dict[str, Any]:
    """Return a forecast as programs read it: whole units, chances to four decimals."""
    from ehya.publish.pipeline import METHOD

    least, low, middle, high, most = found.interval
    chances = {
        "p_target": found.p_target(),
        "p_target_alone": found.p_target(alone=True),
    }
    return {
        "method": METHOD,
        "stage": found.stage,
        "synthetic": found.synthetic,
        "year": found.year,
        "as_of": found.as_of.isoformat(),
        "counted": found.counted,
        "mean": round(found.mean, 1),
        "median": middle,
        "interval80": [low, high],
        "interval95": [least, most],
        "target": found.target,
        **{name: None if p is None else round(p, 4) for name, p in chances.items()},
        "likely_by": found.likely_by.isoformat() if found.likely_by else None,
        "by_month": [
            {
                "day": one.day.isoformat(),
                "interval95": [one.interval[0], one.interval[-1]],
                "interval80": [one.interval[1], one.interval[-2]],
                "median": one.interval[2],
                "p_target": None if one.p_target is None else round(one.p_target, 4),
            }
            for one in found.path
        ],
        "shock": {"sigma": round(found.sigma, 4), "learnt_from_years": found.sigma_from},
        "arriving": round(found.arriving, 1),
        "waiting": [
            {
                "state": row.state,
                "cases": row.cases,
                "expected": round(row.expected, 1),
                "one_more_a_week": round(row.a_week_more, 1),
            }
            for row in found.waiting
        ],
        "levers": [
            {
                "one_more_a_week": one.what,
                "state": one.state,
                "cases_a_week": round(one.cases, 3),
                "adds": round(one.gain, 2),
                "p_target": None if found.target is None else round(found.p_with(one) or 0.0, 4),
            }
            for one in found.levers
        ],
        "provinces": {key: round(each, 1) for key, each in sorted(found.provinces.items())},
    }
