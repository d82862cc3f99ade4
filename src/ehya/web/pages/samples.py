"""How often is a restart that was told and verified not there, when somebody looks again?"""

import csv
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.engine.verify.lot import METHOD, Drawn
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.places import PROVINCES
from ehya.revive.queries.called import units_called
from ehya.verify.queries.samples import Quarter, kinds_drawn, looked_at, quarter, quarters
from ehya.web import formats
from ehya.web.pages.case_checks import found_words
from ehya.web.reader import current
from ehya.web.unit_words import name as named

SEE = "verify.see_checks"
COLUMNS = (
    *("quarter_first", "quarter_last", "synthetic", "seed", "method", "province"),
    *("verified", "drawn", "looked_at", "standing", "share", "low", "high", "interval"),
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the error rate of every quarter's lot."""
    roles.require(request.user, SEE)
    real, made_up = kinds_drawn()
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    rows = [_line(one) for one in quarters(synthetic=synthetic)]
    told = [row for row in rows if row["shares"]] or [row for row in rows if row["rate"].seen]
    context = {
        "rows": rows,
        "finding": _finding(told[0]) if told else "",
        "told": told[0]["sample"] if told else None,
        "synthetic": synthetic,
        "mixed": real and made_up,
    }
    return render(request, "checks/samples.html", context)


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show one quarter's lot: by province, and each whom it fell on as far as the reader sees."""
    roles.require(request.user, SEE)
    found = quarter(key)
    checks = looked_at(found, sight_of(request.user))
    names = units_called([check.case.unit_id for check in checks])
    line = _line(found)
    context = {
        **line,
        "finding": _finding(line),
        "provinces": [_province(code, told) for code, told in found.provinces.items()],
        "checks": [
            {
                "check": check,
                "unit": named(names[check.case.unit_id])
                if check.case.unit_id in names
                else check.case.unit.number,
                "found": found_words(check),
            }
            for check in checks
        ],
    }
    return render(request, "checks/sample.html", context)


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give all lots as a file: a line a quarter and province, and one for all provinces."""
    roles.require(request.user, SEE)
    out = StringIO(newline="")
    write = csv.writer(out)
    write.writerow(COLUMNS)
    for synthetic in (False, True):
        for found in quarters(synthetic=synthetic):
            write.writerows(_rows(found))
    given = {"Content-Disposition": 'attachment; filename="ehya-error-rate.csv"'}
    kind = "text/csv; charset=utf-8"
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type=kind, headers=given)


def _rows(found: Quarter) -> list[list[object]]:
    sample, rate = found.sample, found.rate
    days = [sample.first.isoformat(), sample.last.isoformat(), str(sample.synthetic).lower()]
    stands = [*days, sample.seed, METHOD]
    shares: list[object] = ["" if rate.share is None else round(rate.share, 4)]
    shares += [round(one, 4) for one in (rate.low, rate.high)] if rate.seen else ["", ""]
    whole = [rate.of, rate.size, rate.seen, rate.standing]
    ends = [*shares, found.mass]
    each = [
        [*stands, code, one.of, one.size, one.seen, one.standing, "", "", "", ""]
        for code, one in found.provinces.items()
    ]
    return [[*stands, "all", *whole, *ends], *each]


def _line(found: Quarter) -> dict[str, Any]:
    rate = found.rate
    ends = [_percent(rate.low), _percent(rate.high)]
    return {
        "found": found,
        "sample": found.sample,
        "rate": rate,
        "shares": [] if rate.share is None else [_percent(rate.share), *ends],
        "bounds": ends if rate.share is None and rate.seen else [],
        "x": f"{100 * rate.low:.2f}",
        "width": f"{100 * (rate.high - rate.low):.2f}",
        "at": f"{100 * (rate.share or 0):.2f}",
        "mass": _percent(found.mass),
    }


def _province(code: str, told: Drawn) -> dict[str, Any]:
    place = PROVINCES[code]
    return {"name": place.name_en if current().language == "en" else place.name_fa, "told": told}


def _percent(share: float) -> str:
    whole = 100 * share
    return formats.percent(whole, current().language, 0 if whole >= 10 or not whole else 1)


def _finding(line: dict[str, Any]) -> str:
    rate, language = line["rate"], current().language
    if line["bounds"]:
        low, high = line["bounds"]
        said = _(
            "Of {size} drawn {seen} were looked at and {standing} stood still: {low} to {high} of"
            " all, until the others are seen"
        )
        numbers = {
            name: formats.number(getattr(rate, name), language)
            for name in ("size", "seen", "standing")
        }
        return said.format(**numbers, low=low, high=high)
    if not line["shares"]:
        return _("Nobody has looked yet at those whom the lot fell on")
    share, low, high = line["shares"]
    said = _("Of {seen} restarts looked at again {standing} stood still: {share} ({low} to {high})")
    return said.format(
        seen=formats.number(rate.seen, language),
        standing=formats.number(rate.standing, language),
        share=share,
        low=low,
        high=high,
    )
