"""Will the target be reached, by what every open case is likely to do, and what does it hang on?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ehya.engine.calendar import solar_year_of, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.answers import answered
from ehya.ledger.queries import sight_of
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.plan.queries.targets import target_of
from ehya.publish.pipeline import METHOD, METRICS, STAGES, Lever, Pipeline, Step, pipeline
from ehya.publish.pooling import METHOD as POOLING
from ehya.publish.pooling import pooled
from ehya.web import formats
from ehya.web.charts.pipeline_fan import pipeline_fans
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.figure_words import names_of
from ehya.web.messages import sentence
from ehya.web.messages.names_cases import STATES
from ehya.web.pages.figures import kind_asked
from ehya.web.pages.states import status_of
from ehya.web.reader import current

SEE = "revive.see_cases"
COUNTRY = "IR"
WHOLE = 1000  # of a bar: the widest [thousandths]


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Tell the year's end by every open case, the chance of the target, and what it hangs on."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    synthetic, mixed = kind_asked(request)
    stage = request.GET.get("stage", "claimed")
    kept = {"stage": stage, "synthetic": "1" if synthetic else "0"}
    told, trouble = _asked(clock, sight, stage, synthetic=synthetic)
    context = {
        **strip(request, clock, kept),
        "synthetic": synthetic,
        "mixed": mixed,
        "stage": stage if stage in STAGES else "claimed",
        "stages": [("claimed", _("as claimed")), ("verified", _("verified"))],
        "trouble": sentence(trouble, current().language) if trouble else "",
        "hands": clock.query.replace("?", "&"),
        "method": METHOD,
        **(_told(told) if told else {}),
        **(_pooled(told, clock, sight) if told else {}),
    }
    status = status_of(trouble) if trouble and stage not in STAGES else 200
    return render(request, "cases/pipeline.html", context, status=status)


def _asked(
    clock: Clock, sight: Sight, stage: str, *, synthetic: bool
) -> tuple[Pipeline | None, Refusal | None]:
    """Return the forecast, kept until the next act; or why there is none."""
    moment = clock.moment
    target = _target(clock, sight, stage, synthetic=synthetic)
    key = (moment.as_of, sight.nation, sight.provinces, sight.parks, stage, synthetic, target)
    try:
        return answered(
            METHOD,
            key,
            moment.known_at,
            lambda: pipeline(moment, sight, stage=stage, synthetic=synthetic, target=target),
        ), None
    except Refusal as no:
        return None, no


def _target(clock: Clock, sight: Sight, stage: str, *, synthetic: bool) -> int | None:
    """Return the country's target of the year, or that of the one province in sight."""
    places = [COUNTRY] if sight.nation else sorted(sight.provinces)
    if stage not in METRICS or len(places) != 1:
        return None
    period = year_range(solar_year_of(clock.as_of))
    found = target_of(METRICS[stage], places[0], period, clock.moment, synthetic=synthetic)
    return int(found.value) if found else None


def _told(found: Pipeline) -> dict[str, Any]:
    language = current().language
    least, low, middle, high, most = found.interval
    counts = {"counted": found.counted, "middle": middle, "low": low, "high": high, "least": least}
    counts |= {"most": most, "years": found.sigma_from, "arriving": round(found.arriving)}
    facts = {name: formats.number(value, language) for name, value in counts.items()}
    return {
        "found": found,
        "finding": _finding(found),
        "facts": facts | {"sigma": formats.number(found.sigma, language, 2)},
        "p": _chance(found.p_target()),
        "alone": _chance(found.p_target(alone=True)),
        "states": _states(found),
        "provinces": _provinces(found),
        "fans": pipeline_fans(found, language),
        "fan_words": _path_words(found),
        "tried": _tried(found),
        "levers": [_lever(found, one) for one in found.levers],
        "steps": [_step(one) for one in found.path],
    }


def _pooled(found: Pipeline, clock: Clock, sight: Sight) -> dict[str, Any]:
    """Return what both forecasts say together, where the published series has one too."""
    both = pooled(found, clock.known_at) if sight.nation else None
    if both is None:
        return {}
    language = current().language
    _least, low, middle, high, _most = both.interval
    said = {"low": low, "middle": middle, "high": high}
    said |= {"published": round(both.published.median), "percent": round(100 * both.weight)}
    return {
        "pooled": {name: formats.number(value, language) for name, value in said.items()},
        "pooled_p": _chance(both.p_target),
        "pooling": POOLING,
    }


def _finding(found: Pipeline) -> str:
    language = current().language
    _least, low, _middle, high, _most = found.interval
    said = {
        "year": formats.year(found.year, language),
        "low": formats.number(low, language),
        "high": formats.amount(high, "units", language),
    }
    if found.target is None:
        return _("%(year)s is likely to end between %(low)s and %(high)s") % said
    said |= {
        "target": formats.number(found.target, language),
        "chance": formats.chance(found.p_target() or 0.0, language),
    }
    return (
        _(
            "%(year)s is likely to end between %(low)s and %(high)s; the target of %(target)s: %(chance)s"
        )
        % said
    )


def _path_words(found: Pipeline) -> str:
    """Return by when the target is likely to be reached, as a sentence."""
    language = current().language
    if found.target is None:
        return _("How many it is likely to be by each month’s end")
    facts = {"target": formats.number(found.target, language)}
    if found.counted >= found.target:
        return _("The target of %(target)s is reached") % facts
    if found.likely_by is None:
        facts["chance"] = _chance(found.p_target())
        return _("%(target)s is more likely missed than reached this year: %(chance)s") % facts
    facts["day"] = formats.day(found.likely_by, language)
    return _("%(target)s is more likely reached than not by %(day)s") % facts


def _tried(found: Pipeline) -> dict[str, Any]:
    """Return what the back-test came to, and to which side it erred where that shows."""
    told = load("pipeline", found.as_of)["tried"][found.stage]
    out = told["inside_80"] < HELD  # where its intervals hold, its side says little
    return {
        **told,
        "bias_high": out and told["too_high"] > 0,
        "bias_low": out and told["too_high"] < 0,
    }


HELD = 80  # of a hundred, that an interval of 80 should hold
LEVERS = {
    "visit": gettext_lazy("one visit more a week"),
    "meeting": gettext_lazy("one meeting more a week"),
    "billion": gettext_lazy("a billion rials more a week"),
}


def _lever(found: Pipeline, one: Lever) -> dict[str, Any]:
    language = current().language
    return {
        "words": str(LEVERS[one.what]),
        "state": STATES[f"revive.{one.state}"][language],
        "cases": formats.number(one.cases, language, 1),
        "gain": formats.number(one.gain, language, 1),
        "p": _chance(found.p_with(one)),
    }


def _step(one: Step) -> dict[str, Any]:
    least, low, middle, high, most = one.interval
    return {
        "day": one.day,
        "least": least,
        "low": low,
        "middle": middle,
        "high": high,
        "most": most,
        "p": _chance(one.p_target),
    }


def _chance(p: float | None) -> str:
    return "" if p is None else formats.chance(p, current().language)


def _states(found: Pipeline) -> list[dict[str, Any]]:
    language = current().language
    most = max((row.expected for row in found.waiting), default=1.0) or 1.0
    return [
        {
            "words": STATES[f"revive.{row.state}"][language],
            "cases": row.cases,
            "expected": round(row.expected),
            "wide": round(WHOLE * row.expected / most),
            "more": formats.number(row.a_week_more, language, 1),
        }
        for row in found.waiting
    ]


def _provinces(found: Pipeline) -> list[dict[str, Any]]:
    names = names_of("province")
    rows = sorted(found.provinces.items(), key=lambda pair: -pair[1])
    most = rows[0][1] if rows else 1.0
    return [
        {"words": names.get(key, key), "expected": round(each), "wide": round(WHOLE * each / most)}
        for key, each in rows
    ]
