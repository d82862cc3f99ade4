"""Which files were handed in, and how does somebody hand in another?"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.actions import handing_in
from ehya.register.actions.imports import receive
from ehya.register.actions.readings import receive as receive_readings
from ehya.register.intake.fields import COLUMNS
from ehya.register.intake.forms import readings_workbook, template_workbook
from ehya.register.intake.readings import PERIOD
from ehya.register.intake.readings import headings as readings_headings
from ehya.register.queries import handed_in, here_and_now, parks_at
from ehya.register.signals import signals
from ehya.web import tasks
from ehya.web.messages import sentence
from ehya.web.reader import current, person

SEE, HAND_IN = "register.see_files", "register.import_units"
KINDS = handing_in.ACTS  # of files -> the act of handing one in
BROUGHT = "brought"  # in a session: digests of the files that the person has just handed in
MOST_BROUGHT = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List what was handed in, newest first; or keep the files that are handed in now."""
    roles.require(request.user, SEE)
    if request.method == "POST":
        return _received(request)
    told = request.GET.get("after", "")
    page = handed_in.imports_seen(person(request), after=_moment(told) if told else None)
    context = {
        "imports": page.rows,
        "next": page.after.isoformat() if page.after else "",
        "waiting": () if told else handed_in.waiting_files(person(request)),
        "kinds": [kind for kind, act in KINDS.items() if roles.may(request.user, act)],
        "everybodys": handed_in.sees_all(person(request)),
    }
    return render(request, "data/index.html", context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, sha256: str) -> HttpResponse:
    """Ask what the columns of a file mean and what it speaks of; then have it read."""
    kind = _kind(request)
    roles.require(request.user, KINDS[kind] if request.method == "POST" else SEE)
    file = _seen(request, sha256)
    if request.method == "POST":
        return _stage_readings(request, file) if kind == "readings" else _stage(request, file)
    may = roles.may(request.user, KINDS[kind])
    trouble: Refusal | None = None
    headings: Any = ()
    try:
        headings = handed_in.headings_of(file, person(request), kind) if may else ()
    except Refusal as no:
        trouble = no
    context = {
        "file": file,
        "kind": kind,
        "kinds": [one for one, act in KINDS.items() if roles.may(request.user, act)],
        "signals": [(s.name, getattr(s, f"name_{current().language}")) for s in signals().values()],
        "headings": headings,
        "by_hand": headings and not any(heading.column for heading in headings),
        "sentence": sentence(trouble, current().language) if trouble else "",
        "code": trouble.code if trouble else "",
        "columns": _choices(kind, headings),
        "day": min(timezone.localdate(file.at), today()),
        "may_hand_in": may,
        "may_have": handed_in.bytes_may_be_seen(file, person(request)),
        "imports": [
            row for row in handed_in.imports_seen(person(request)).rows if row.file == file
        ],
    }
    return render(request, "data/file.html", context)


def require_hand_in(request: HttpRequest) -> None:
    """Let on whoever may hand in some kind of file, or say no.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    mine = (act for act in KINDS.values() if roles.may(request.user, act))
    roles.require(request.user, next(mine, HAND_IN))


def _kind(request: HttpRequest) -> str:
    """Return what is said to be in the file: units unless told, or what one's role hands in."""
    told = request.POST.get("kind") or request.GET.get("kind", "")
    mine = [kind for kind, act in KINDS.items() if roles.may(request.user, act)]
    return told if told in KINDS else (mine or ["units"])[0]


def _choices(kind: str, headings: Any) -> list[tuple[str, str]]:
    """Return what a heading may mean, and in which words; a period means itself."""
    language = current().language
    told = readings_headings().columns if kind == "readings" else COLUMNS
    periods = {h.column: h.words for h in headings if h.column.startswith(PERIOD)}
    return [(c.name, getattr(c, language)) for c in told] + list(periods.items())


@require_GET
def begun(request: HttpRequest, sha256: str) -> HttpResponse:
    """Lead to the import as soon as the worker has begun it."""
    roles.require(request.user, SEE)
    file, told = _seen(request, sha256), request.GET
    choices: dict[str, Any]
    if told.get("kind") == "readings":
        choices = {"kind": "readings", "signal": told.get("signal", "")}
    else:
        choices = {"as_of": parse_day(told.get("as_of", "")), "meaning": told.get("meaning", "")}
    found = handed_in.begun_import(file, person(request), _moment(told.get("since", "")), choices)
    if found is not None and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": f"/data/{found.pk}/"})
    if found is not None:
        return redirect("import", found.pk)
    return render(request, "data/waiting.html", {"file": file, "address": request.get_full_path()})


@require_GET
def content(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Give a received file back, byte by byte as it came."""
    roles.require(request.user, SEE)
    file = _seen(request, sha256)
    if not handed_in.bytes_may_be_seen(file, person(request)):
        raise Refusal("import.bytes_personal")
    return FileResponse(handed_in.bytes_of(file).open("rb"), as_attachment=True, filename=file.name)


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Give the form to fill, with the parks that the reader may see."""
    roles.require(request.user, SEE)
    if request.GET.get("kind") == "readings":
        name = 'attachment; filename="ehya-readings.xlsx"'
        book = readings_workbook()
        return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": name})
    parks = parks_at(here_and_now(), sight_of(request.user))
    told = parks.order_by("province", "sort_key")
    book = template_workbook(told.values_list("park_id", "province_id", "name_en", "name_fa"))
    name = 'attachment; filename="ehya-units.xlsx"'
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": name})


def _received(request: HttpRequest) -> HttpResponse:
    kind = _kind(request)
    roles.require(request.user, KINDS[kind])
    files = request.FILES.getlist("files")
    if not files:
        raise Refusal("import.no_file")
    kept = []
    for upload in files:
        where = getattr(upload, "temporary_file_path", None)  # a large one lies on the disk already
        source = Path(where()) if where else upload.read()
        keep = receive_readings if kind == "readings" else receive
        kept.append(keep(source, by=person(request), name=(upload.name or "?")[-200:]))
    brought = [*request.session.get(BROUGHT, []), *(file.sha256 for file in kept)]
    request.session[BROUGHT] = brought[-MOST_BROUGHT:]
    if len(kept) == 1:
        return redirect(
            f"/data/files/{kept[0].sha256}/" + (f"?kind={kind}" if kind != "units" else "")
        )
    messages.success(request, _("The files are kept. Open each to have it read."))
    return redirect("data")


def _stage(request: HttpRequest, file: Any) -> HttpResponse:
    told = request.POST
    as_of, meaning = parse_day(told.get("as_of", "")), told.get("meaning", "")
    if meaning not in ("change", "correction"):
        meaning = "change"
    handing_in.may_be_staged(file, by=person(request), as_of=as_of)
    columns = _columns(file, request)
    handing_in.let_go(file, by=person(request))
    since = timezone.now()
    choices = {"as_of": as_of.isoformat(), "mode": "all", "meaning": meaning, "columns": columns}
    tasks.stage_import.enqueue(file.sha256, person(request).username, choices)
    return redirect(
        f"/data/files/{file.sha256}/begun/?as_of={as_of.isoformat()}&meaning={meaning}"
        f"&since={since.timestamp()}"
    )


def _stage_readings(request: HttpRequest, file: Any) -> HttpResponse:
    signal = request.POST.get("signal", "")
    signal = signal if signal in signals() else ""
    columns = _columns(file, request, "readings")
    since = timezone.now().timestamp()
    choices = {"signal": signal, "columns": columns}
    tasks.stage_readings.enqueue(file.sha256, person(request).username, choices)
    told = f"kind=readings&signal={signal}&since={since}"
    return redirect(f"/data/files/{file.sha256}/begun/?{told}")


def _columns(file: Any, request: HttpRequest, kind: str = "units") -> Mapping[str, str]:
    """What the sender changed of what the headings mean; only that is worth remembering."""
    found = handed_in.headings_of(file, person(request), kind)
    offered = dict(_choices(kind, found))
    chosen: dict[str, str] = {}
    meant: dict[str, list[str]] = {}
    for number, heading in enumerate(found):
        column = request.POST.get(f"column-{number}", heading.column)
        column = column if column in offered else ""
        if column:
            meant.setdefault(column, []).append(heading.words)
        if column != heading.column or heading.settled:
            chosen[heading.words] = column
    for column, headings in meant.items():
        if len(headings) > 1:
            raise Refusal("import.column_told_twice", column=offered[column], headings=headings)
    return chosen


def _seen(request: HttpRequest, sha256: str) -> Any:
    brought = sha256 in request.session.get(BROUGHT, [])
    return handed_in.file_seen(sha256, person(request), brought=brought)


def _moment(told: str) -> datetime:
    try:
        if told.replace(".", "", 1).isdigit():
            return datetime.fromtimestamp(float(told), tz=timezone.get_current_timezone())
        at = datetime.fromisoformat(told)
    except (ValueError, OverflowError, OSError):
        return timezone.now()
    return at if timezone.is_aware(at) else timezone.make_aware(at)
