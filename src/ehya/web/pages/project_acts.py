"""What may be done with a project by a form: papers, risks, photos, and putting things right?"""

from collections.abc import Callable

from django.http import HttpRequest

from ehya.engine.refusal import Refusal
from ehya.invest.actions import building, papers, paying, planning, projects
from ehya.web import typed
from ehya.web.money_words import typed_rials
from ehya.web.pages.project_forms import changed
from ehya.web.reader import person


def _stop(request: HttpRequest, key: int) -> None:
    on, why = typed.day(request, "on"), request.POST.get("reason", "")
    building.stop(key, by=person(request), reason=why, on=on, seen=typed.seen(request))


def _move(request: HttpRequest, key: int) -> None:
    planning.move_milestone(
        key,
        typed.whole(request, "place") or 0,
        typed.day_told(request, "on"),
        by=person(request),
        reason=request.POST.get("reason", ""),
        seen=typed.seen(request),
    )


def _take_back(request: HttpRequest, key: int) -> None:
    paying.take_back_payment(
        key,
        typed.whole(request, "payment") or 0,
        by=person(request),
        reason=request.POST.get("reason", ""),
        seen=typed.seen(request),
    )


def _change(request: HttpRequest, key: int) -> None:
    told = changed(request)
    why = request.POST.get("reason", "")
    projects.change_project(key, told, by=person(request), reason=why, seen=typed.seen(request))


def _contract(request: HttpRequest, key: int) -> None:
    told = request.POST
    contract = papers.NewContract(
        kind=told.get("kind", ""),
        party=told.get("party", ""),
        signed_on=typed.day_told(request, "signed_on"),
        number=told.get("number", ""),
        ends_on=typed.day(request, "ends_on"),
        amount_irr=typed_rials(told),
    )
    paper = typed.file(request, "paper")
    papers.add_contract(key, contract, by=person(request), paper=paper, seen=typed.seen(request))


def _risk(request: HttpRequest, key: int) -> None:
    told = request.POST
    risk = papers.NewRisk(
        words=told.get("words", ""),
        likely=told.get("likely", ""),
        harm=told.get("harm", ""),
        answer=told.get("answer", ""),
        due=typed.day(request, "due"),
    )
    papers.add_risk(key, risk, by=person(request), seen=typed.seen(request))


def _close_risk(request: HttpRequest, key: int) -> None:
    risk = typed.whole(request, "risk") or 0
    papers.close_risk(key, risk, by=person(request), seen=typed.seen(request))


def _photo(request: HttpRequest, key: int) -> None:
    photo = typed.file(request, "photo")
    if photo is None:
        raise Refusal("invest.no_photo")
    papers.add_photo(
        key,
        photo,
        by=person(request),
        on=typed.day(request, "on"),
        words=request.POST.get("words", ""),
        seen=typed.seen(request),
    )


FURTHER: dict[str, Callable[[HttpRequest, int], None]] = {
    "stop": _stop,
    "move": _move,
    "take-back": _take_back,
    "change": _change,
    "contract": _contract,
    "risk": _risk,
    "close-risk": _close_risk,
    "photo": _photo,
}
