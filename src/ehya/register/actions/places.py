"""How do provinces, counties and parks come into the register, and how do parks change?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.engine.text import name_key, normalise, sort_key
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.register.actions.history import Rewriting, Stretch, changed, corrected
from ehya.register.models import County, Park, ParkVersion, Province
from ehya.register.models.places import PARK_KINDS
from ehya.register.places import COUNTIES, PROVINCES, settle_county, settle_province

SERVICES = (
    *("water", "electricity", "gas", "telephone", "internet", "road", "sewer", "treatment"),
    *("fire_station", "bank", "clinic", "green_space"),
)
FACTS = (
    *("name_fa", "name_en", "kind", "province", "county", "area_ha", "plots", "services"),
    *("lat", "lon"),
)
_NOTHING: dict[str, Any] = {
    **dict.fromkeys(FACTS),
    "name_fa": "",
    "name_en": "",
    "kind": "town",
    "services": [],
}
_ONE_AT_A_TIME = 1403_0004  # advisory lock: two people would give two parks one code
_MOST_PARKS = 99_999
_LONGEST_NAME = 200
_RANGES = {"area_ha": (0.0, 1e6), "plots": (0, 100_000), "lat": (-90, 90), "lon": (-180, 180)}


@transaction.atomic
def load_places(*, by: User) -> int:
    """Load the shipped provinces and counties; done again it changes nothing.

    Returns:
        How many rows were new or told anew.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "register.manage_places")
    provinces = [
        Province(
            iso=p.iso,
            name_en=p.name_en,
            name_fa=p.name_fa,
            sort_key=sort_key(p.name_fa),
            lat=p.lat,
            lon=p.lon,
        )
        for p in PROVINCES.values()
    ]
    counties = [
        County(
            code=c.code,
            province_id=c.province,
            name_en=c.name_en,
            name_fa=c.name_fa,
            sort_key=sort_key(c.name_fa),
            lat=c.lat,
            lon=c.lon,
        )
        for c in COUNTIES.values()
    ]
    new = _renew(Province, provinces) + _renew(County, counties)
    if new:
        note("register.load_places", by=by, provinces=len(provinces), counties=len(counties))
    return new


@transaction.atomic
def add_park(
    facts: Mapping[str, object], *, on: date, by: User, reason: str = "", synthetic: bool = False
) -> str:
    """Add a park, and return its code.

    Args:
        facts: fact -> value, of `FACTS`; a Persian name and a province at least.
        on: the day from which all that was so.
        by: who adds it.
        reason: where it was heard of.
        synthetic: whether it is made up.

    Raises:
        Refusal: "ledger.not_allowed", "register.park_outside_scope", "register.park_there", and the
            codes of `understood`.
    """
    roles.require(by, "register.manage_places")
    content = {**_NOTHING, **understood(facts)}
    _whole(content, by=by)
    event = new_event_id()
    (code,) = _write_new([content], on=on, event=event, synthetic=synthetic)
    note(
        "register.add_park",
        by=by,
        on=("park", code),
        after=content,
        reason=reason,
        id=event,
        happened_on=on,
    )
    return code


@transaction.atomic
def bring_parks(
    rows: Iterable[Mapping[str, object]], *, on: date, by: User, synthetic: bool = False
) -> dict[str, int]:
    """Add those of many parks that are not there yet, in one act; what is there stays as it is.

    Args:
        rows: parks, each as for `add_park`.
        on: the day from which all that was so.
        by: who brings them.
        synthetic: whether they are made up; then they were known from that day, which is made up
            too.

    Returns:
        {"added", "unchanged"}

    Raises:
        Refusal: as `add_park`; then none is added.
    """
    roles.require(by, "register.manage_places")
    told = [{**_NOTHING, **understood(row)} for row in rows]
    there = _names_taken()
    fresh = [content for content in told if _name(content) not in there]
    for content in fresh:
        _whole(content, by=by, there=there)
        there[_name(content)] = "…"
    if fresh:
        event = new_event_id()
        known = _begin(on) if synthetic else None
        codes = _write_new(fresh, on=on, event=event, synthetic=synthetic, known=known)
        note("register.add_parks", by=by, id=event, happened_on=on, parks=len(codes))
    return {"added": len(fresh), "unchanged": len(told) - len(fresh)}


@transaction.atomic
def change_park(
    code: str, changes: Mapping[str, object], *, happened_on: date, by: User, reason: str = ""
) -> None:
    """Write down a change in the world: from a day on, these facts of a park are so.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_park", "register.park_outside_scope",
            "register.park_unknown_then", "register.park_reads_so", "register.park_there",
            and the codes of `understood`.
    """
    _rewrite(code, changes, happened_on, corrects=False, by=by, reason=reason)


@transaction.atomic
def correct_park(
    code: str, changes: Mapping[str, object], *, as_of: date, by: User, reason: str
) -> None:
    """Correct what was told of a park on a day: it had never been so.

    Raises:
        Refusal: as `change_park`, and "ledger.reason_needed".
    """
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act="register.correct_park")
    _rewrite(code, changes, as_of, corrects=True, by=by, reason=reason)


def understood(facts: Mapping[str, object]) -> dict[str, Any]:
    """Return what was told of a park as values that the register keeps.

    Raises:
        Refusal: "register.no_such_fact", "register.bad_park_fact", "register.no_such_province",
            "register.no_such_county", "register.county_elsewhere",
            "register.county_of_several".
    """
    told: dict[str, Any] = {}
    for fact, value in facts.items():
        if fact not in FACTS:
            raise Refusal("register.no_such_fact", fact=str(fact)[:60])
        told[fact] = _value(fact, value)
    if told.get("province"):
        told["province"] = settle_province(told["province"])
    if told.get("county"):
        told["county"] = settle_county(told["county"], told.get("province"))
    return told


def _value(fact: str, value: object) -> Any:
    if fact in _RANGES:
        return _number(fact, value)
    if fact == "services":
        return _services(value)
    words = " ".join(normalise(str(value or "")).split())
    if fact in ("province", "county"):
        return words or None
    if fact == "kind" and words not in PARK_KINDS:
        raise _bad(fact, value, PARK_KINDS)
    if len(words) > _LONGEST_NAME or (fact == "name_fa" and not words):
        raise _bad(fact, value, ("شهرک صنعتی سمنان",))
    return words


def _number(fact: str, value: object) -> float | int | None:
    if value is None or value == "":
        return None
    low, high = _RANGES[fact]
    try:
        number = float(str(value))
    except ValueError:
        raise _bad(fact, value, (f"{low:g}–{high:g}",)) from None
    whole = fact == "plots"
    if not low <= number <= high or (whole and number % 1):
        raise _bad(fact, value, (f"{low:g}–{high:g}",))
    return int(number) if whole else number


def _services(value: object) -> list[str]:
    told = value.split() if isinstance(value, str) else value or ()
    named = {str(word).strip(" ,;") for word in told} if isinstance(told, Iterable) else {"?"}
    if not named <= set(SERVICES):
        raise _bad("services", min(named - set(SERVICES)), SERVICES)
    return [service for service in SERVICES if service in named]


def _bad(fact: str, value: object, wanted: Sequence[str]) -> Refusal:
    return Refusal("register.bad_park_fact", fact=fact, value=str(value)[:60], wanted=list(wanted))


def _whole(
    content: Mapping[str, Any],
    *,
    by: User,
    there: Mapping[tuple[str, str], str] | None = None,
    itself: str = "",
) -> None:
    """See that a park has what it needs, stands in sight, and bears no other's name."""
    if not content["name_fa"]:
        raise _bad("name_fa", "", ("شهرک صنعتی سمنان",))
    if not content["province"]:
        raise Refusal("register.no_such_province", value="", near=["IR-20"])
    if (content["lat"] is None) != (content["lon"] is None):
        raise Refusal("register.half_a_place")
    county = content["county"]
    if county and COUNTIES[county].province != content["province"]:
        settle_county(county, content["province"])
    if not sight_of(by).covers(content["province"], itself):
        told = PROVINCES[content["province"]]
        raise Refusal(
            "register.park_outside_scope", province_en=told.name_en, province_fa=told.name_fa
        )
    bearer = (_names_taken() if there is None else there).get(_name(content))
    if bearer not in (None, itself):
        raise Refusal("register.park_there", park=bearer)


def _name(content: Mapping[str, Any]) -> tuple[str, str]:
    return content["province"], name_key(content["name_fa"])


def _names_taken() -> dict[tuple[str, str], str]:
    """Return the names that parks bear now or will, with the parks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    rows = ParkVersion.objects.filter(known__endswith__isnull=True, valid__endswith__isnull=True)
    told = rows.values_list("province_id", "name_fa", "park_id")
    return {(province, name_key(name)): park for province, name, park in told}


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _write_new(
    contents: Sequence[Mapping[str, Any]],
    *,
    on: date,
    event: UUID,
    synthetic: bool,
    known: datetime | None = None,
) -> list[str]:
    last = Park.objects.order_by("-code").values_list("code", flat=True)
    taken = max((int(code[2:]) for code in last), default=0)
    if taken + len(contents) > _MOST_PARKS:
        raise ValueError("no park code is left")
    codes = [f"P-{taken + place:04d}" for place in range(1, len(contents) + 1)]
    Park.objects.bulk_create(Park(code=code, synthetic=synthetic) for code in codes)
    at = known or timezone.now()
    ParkVersion.objects.bulk_create(
        _row(code, Stretch(on, None, content), event=event, at=at)
        for code, content in zip(codes, contents, strict=True)
    )
    return codes


def _row(code: str, stretch: Stretch, *, event: UUID, at: datetime) -> ParkVersion:
    facts = {
        f"{fact}_id" if fact in ("province", "county") else fact: value
        for fact, value in stretch.content.items()
    }
    return ParkVersion(
        park_id=code,
        valid=(stretch.first, stretch.until),
        known=(at, None),
        event_id=event,
        sort_key=sort_key(facts["name_fa"])[:300],
        **facts,
    )


def _rewrite(
    code: str,
    changes: Mapping[str, object],
    day: date,
    *,
    corrects: bool,
    by: User,
    reason: str,
) -> None:
    roles.require(by, "register.manage_places")
    held = Park.objects.select_for_update().filter(code=code[:8]).first()
    if held is None:
        raise Refusal("register.no_such_park", value=code[:60], near=["…"])
    rows = list(held.versions.filter(known__endswith__isnull=True).order_by("valid"))
    told = _told(changes, rows, day)
    plan = _plan(code, rows, day, told, corrects=corrects)
    for stretch in plan.written:
        _whole(stretch.content, by=by, itself=code)
    event, now = new_event_id(), timezone.now()
    closed = {stretch.key for stretch in plan.closed}
    for row in rows:
        if row.pk in closed:
            ParkVersion.objects.filter(pk=row.pk).update(known=(row.known.lower, now))
    ParkVersion.objects.bulk_create(_row(code, s, event=event, at=now) for s in plan.written)
    note(
        "register.correct_park" if corrects else "register.change_park",
        by=by,
        on=("park", code),
        before=plan.before,
        after=plan.after,
        reason=reason,
        id=event,
        happened_on=day,
    )


def _told(changes: Mapping[str, object], rows: Sequence[ParkVersion], day: date) -> dict[str, Any]:
    """Return the changes; a county's name is looked for in the park's own province."""
    here = [row.province_id for row in rows if day in row.valid]
    context = {"province": here[0]} if here and "province" not in changes else {}
    told = understood({**context, **changes})
    return {fact: value for fact, value in told.items() if fact in changes}


def _plan(
    code: str, rows: Sequence[ParkVersion], day: date, told: dict[str, Any], *, corrects: bool
) -> Rewriting:
    history = [_stretch(row) for row in rows]
    try:
        return (corrected if corrects else changed)(history, day, told)
    except Refusal as no:
        codes = {
            "register.before_unit": "register.park_unknown_then",
            "register.nothing_changed": "register.park_reads_so",
        }
        raise Refusal(codes[no.code], park=code, day=day) from no


def _stretch(row: ParkVersion) -> Stretch:
    content = {
        fact: getattr(row, f"{fact}_id" if fact in ("province", "county") else fact)
        for fact in FACTS
    }
    return Stretch(row.valid.lower, row.valid.upper, content, row.pk)


def _renew[Row: (Province, County)](model: type[Row], rows: Sequence[Row]) -> int:
    """Write rows that are not there or read otherwise; return how many."""
    names = [field.attname for field in model._meta.concrete_fields]
    there = {old["pk"]: old for old in model.objects.values("pk", *names)}
    fresh = [
        row
        for row in rows
        if row.pk not in there or any(there[row.pk][n] != getattr(row, n) for n in names)
    ]
    model.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=[n.removesuffix("_id") for n in names[1:]],
    )
    return len(fresh)
