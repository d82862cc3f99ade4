"""How does somebody tell that a unit changed, or put right what was told of it?

A form that is refused comes back with the reason on top and everything that was typed in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ehya.engine.calendar import parse_day, to_solar
from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.actions import particulars, successions, units
from ehya.register.numbering import bare
from ehya.register.queries import choices
from ehya.register.queries.unit import FACTS, Told, facts_of, unit_told
from ehya.web.clock import FIRST_CALENDAR, clock_of
from ehya.web.messages import sentence
from ehya.web.messages.names_units import CHOICES
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.unit_words import CHOSEN, choice_name, fact_name, name

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("name", ("name_fa", "name_en")),
    ("place", ("province", "county", "park", "address", "lat", "lon")),
    ("work", ("isic", "product", "status", "size", "ownership")),
    (
        "licence",
        (
            *("licensed_on", "licensed_capacity", "capacity_unit"),
            *("licensed_jobs", "insured_jobs", "contracted_kw"),
        ),
    ),
)
BESIDE = (
    *("permit", "national_id", "insurance_workshop", "electricity", "gas"),
    *("owner", "manager", "phone", "mobile", "email"),
)
DIGITS = frozenset({"lat", "lon", "isic", "licensed_capacity", "contracted_kw"})
Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        fact: its column.
        words: what it is called.
        value: what stands in it.
        kind: "text", "digits", "choice", "province", "county" or "park".
        values: what may be chosen.
    """

    fact: str
    words: str
    value: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    roles.require(request.user, "register.change_unit")
    typed = {fact: request.POST.get(fact, "").strip() for fact in (*FACTS, *BESIDE)}
    refusal: Refusal | None = None
    made: list[str] = []
    if request.method == "POST":
        told = {fact: value for fact, value in typed.items() if value}

        def act() -> None:
            day, why = _day(request, "on"), _why(request)
            made.append(units.add_unit(told, by=person(request), on=day, reason=why))

        refusal = _tried(act)
    if made:
        messages.success(request, _("Added. This is its number for ever."))
        return redirect("unit", made[0])
    context = {"beside": [Field(f, fact_name(f), typed[f], "text") for f in BESIDE]}
    return _form(request, "add", typed, refusal, context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Tell that the world changed."""
    return _rewrite(request, number, "change")


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Put right what was told wrongly."""
    return _rewrite(request, number, "correct")


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, number: str) -> HttpResponse:
    """Tell that a part of the unit became one of its own."""
    told = _told(request, number, "register.change_unit")
    here = {"name_fa": "", "name_en": "", "product": ""}
    typed = {fact: request.POST.get(fact, "").strip() for fact in here}
    made: list[tuple[str, ...]] = []

    def act() -> None:
        part = {fact: value for fact, value in typed.items() if fact != "product" or value}
        made.append(
            successions.split_unit(
                number,
                [part],
                happened_on=_day(request, "happened_on"),
                by=person(request),
                reason=_why(request),
                stays=request.POST.get("stays") != "no",
            )
        )

    refusal = _tried(act) if request.method == "POST" else None
    if made:
        messages.success(request, _("Written down; the new unit has its own number."))
        return redirect("unit", made[0][0])
    fields = [_field(fact, typed[fact], ()) for fact in typed]
    return _form(request, "split", {}, refusal, {"told": told, "number": number, "fields": fields})


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, number: str) -> HttpResponse:
    """Tell that the unit took in others."""
    told = _told(request, number, "register.change_unit")
    typed = {"others": request.POST.get("others", "").strip()}

    def act() -> object:
        others = [
            bare(word) for word in typed["others"].replace("،", " ").replace(",", " ").split()
        ]
        return successions.merge_units_in_the_world(
            [number, *others],
            {},
            happened_on=_day(request, "happened_on"),
            by=person(request),
            reason=_why(request),
        )

    refusal = _tried(act) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        messages.success(request, _("Written down; the units that went into it are gone since."))
        return redirect("unit", number)
    return _form(request, "merge", typed, refusal, {"told": told, "number": number})


@require_POST
def add_identifier(request: HttpRequest, number: str) -> HttpResponse:
    """Write down a number that somebody else knows the unit by."""
    told = request.POST
    particulars.add_identifier(
        number,
        told.get("scheme", ""),
        told.get("value", ""),
        by=person(request),
        issuer=told.get("issuer", ""),
        first=_day(request, "first") if told.get("first", "").strip() else None,
    )
    messages.success(request, _("The number is written down."))
    return redirect("unit", number)


@require_POST
def end_identifier(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Write down that a number holds no longer."""
    particulars.end_identifier(number, key, by=person(request), ended_on=_day(request, "ended_on"))
    messages.success(request, _("Its end is written down."))
    return redirect("unit", number)


@require_POST
def add_contact(request: HttpRequest, number: str) -> HttpResponse:
    """Write down how to reach the unit's people."""
    kind, value = request.POST.get("kind", ""), request.POST.get("value", "")
    particulars.add_contact(number, kind, value, by=person(request))
    messages.success(request, _("The contact is written down."))
    return redirect("unit", number)


@require_POST
def erase_contact(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Empty a contact for ever."""
    particulars.erase_contact(number, key, by=person(request), reason=_why(request))
    messages.success(request, _("Erased. Only that it was erased, and why, is kept."))
    return redirect("unit", number)


def _rewrite(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Show the form of a change or a correction, or carry out what was sent."""
    told = _told(request, number, f"register.{act}_unit")
    stands = {fact: _typable(value) for fact, value in facts_of(told.now).items()}
    if request.method == "GET":
        return _form(request, act, stands, None, {"told": told, "number": number})
    typed = {fact: request.POST.get(fact, stands[fact]).strip() for fact in FACTS}
    changes = {fact: value for fact, value in typed.items() if value != stands[fact]}
    refusal = _tried(lambda: _carry_out(request, number, act, changes))
    if refusal is not None:
        return _form(request, act, typed, refusal, {"told": told, "number": number})
    done = {
        "change": _("Written down as a change in the world."),
        "correct": _("Corrected. What the register told before stays, with your reason."),
    }
    messages.success(request, done[act])
    return redirect("unit", number)


def _carry_out(request: HttpRequest, number: str, act: str, changes: Mapping[str, str]) -> None:
    seen = request.POST.get("seen", "")
    row = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
    if act == "change":
        units.change_unit(
            number,
            changes,
            happened_on=_day(request, "happened_on"),
            by=person(request),
            reason=_why(request),
            seen=row,
        )
    else:
        units.correct_unit(number, changes, by=person(request), reason=_why(request), seen=row)


def _told(request: HttpRequest, number: str, act: str) -> Told:
    roles.require(request.user, act)
    return unit_told(number, clock_of(request).moment, sight_of(request.user), contacts=False)


def _form(
    request: HttpRequest,
    act: str,
    typed: Mapping[str, str],
    refusal: Refusal | None,
    more: Mapping[str, Any],
) -> HttpResponse:
    """Show a form; one that was refused says why, and holds what was typed."""
    told = more.get("told")
    context = {
        "act": act,
        "groups": _groups(request, typed) if set(FACTS) <= set(typed) else (),
        "typed": typed,
        "title": name(told.now) if told else "",
        "refusal": refusal,
        "sentence": sentence(refusal, current().language) if refusal else "",
        "days": {key: request.POST.get(key, "") for key in ("happened_on", "on")},
        "reason": request.POST.get("reason", ""),
        "seen": request.POST.get("seen", told.seen if told else ""),
        "today": today(),
        **more,
    }
    status = status_of(refusal) if refusal else 200
    return render(request, "units/form.html", context, status=status)


def _groups(request: HttpRequest, typed: Mapping[str, str]) -> list[tuple[str, list[Field]]]:
    sight, moment = sight_of(request.user), clock_of(request).moment
    there = typed["province"]
    places = {
        "province": _offered(choices.provinces(sight)),
        "county": _offered(choices.counties(there)) if there else (),
        "park": _offered(choices.parks(there, moment, sight)) if there else (),
    }
    return [
        (group, [_field(fact, typed[fact], places.get(fact, ())) for fact in facts])
        for group, facts in GROUPS
    ]


def _field(fact: str, value: str, values: tuple[tuple[str, str], ...]) -> Field:
    if fact in ("province", "county", "park"):
        return Field(fact, fact_name(fact), value, fact, values)
    if fact in CHOSEN:
        told = [key.partition(".")[2] for key in CHOICES if key.startswith(f"{fact}.")]
        offered = tuple((one, choice_name(fact, one)) for one in told)
        return Field(fact, fact_name(fact), value, "choice", offered)
    return Field(fact, fact_name(fact), value, "digits" if fact in DIGITS else "text")


def _offered(places: tuple[choices.Place, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((place.code, name(place)) for place in places)


def _typable(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return _typable_day(value)
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


def _typable_day(day: date) -> str:
    """A day in numbers, by the calendar that the reader writes in."""
    reader = current()
    first = FIRST_CALENDAR[reader.language] if reader.calendar == "both" else reader.calendar
    if first == "gregorian":
        return day.isoformat()
    solar = to_solar(day)
    text = f"{solar.year}/{solar.month:02d}/{solar.day:02d}"
    return text.translate(PERSIAN_DIGITS) if reader.language == "fa" else text


def _day(request: HttpRequest, field: str) -> date:
    return parse_day(request.POST.get(field, ""))


def _why(request: HttpRequest) -> str:
    return request.POST.get("reason", "").replace("\x00", "")[:2000]


def _tried(act: Act) -> Refusal | None:
    try:
        act()
    except Refusal as no:
        return no
    return None
