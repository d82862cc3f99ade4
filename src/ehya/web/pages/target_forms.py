"""How does somebody set a target, change it, split it and give it to its owner?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ehya.engine.calendar import DayRange, parse_day, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.plan.actions.setting import NewTarget, NewVersion, change_target, give_target, set_target
from ehya.plan.actions.splitting import NewSplit, looked_at, seal, split_target
from ehya.plan.queries.shares import PAST, Split
from ehya.plan.queries.targets import target_seen, versions
from ehya.plan.rules import metric_of, split_rules, target_metrics
from ehya.publish.actions.targets import take_announced
from ehya.register.queries import choices
from ehya.register.queries.within import Moment, here_and_now
from ehya.revive.queries.restarts import claimed_by_province
from ehya.web import target_words as words
from ehya.web import typed
from ehya.web.clock import clock_of, strip
from ehya.web.figure_words import value_words
from ehya.web.messages import sentence
from ehya.web.pages.states import status_of, tried
from ehya.web.pages.targets import parts_in, shown, shown_list
from ehya.web.reader import current, person

SET, CHANGE, SPLIT, GIVE = (f"plan.{act}_target" for act in ("set", "change", "split", "give"))
THROUGH = ("ledger.not_allowed", "plan.no_such_target")
HAND = "by_hand"


@require_http_methods(["GET", "POST"])
def set_one(request: HttpRequest) -> HttpResponse:
    """Set a target."""
    roles.require(request.user, SET)
    made: list[int] = []

    def act() -> None:
        owner = request.POST.get("owner", "")
        target = set_target(_target(request), _version(request), by=person(request), owner=owner)
        made.append(target.pk)

    no = tried(act, THROUGH) if request.method == "POST" else None
    if made:
        messages.success(request, _("The target is set."))
        return redirect("target", made[0])
    context = {
        "metrics": [(key, words.metric_words(one)) for key, one in target_metrics().items()],
        "provinces": choices.provinces(sight_of(request.user)),
        "typed": request.POST,
        "this_day": today(),
        **_refused(no),
    }
    return render(request, "targets/set.html", context, status=status_of(no) if no else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Give a target another version."""
    roles.require(request.user, CHANGE)
    target = target_seen(key, here_and_now(), sight_of(request.user))

    def act() -> None:
        reason = request.POST.get("reason", "")
        new, seen = _version(request), typed.seen(request)
        change_target(key, new, by=person(request), reason=reason, seen=seen)

    no = tried(act, THROUGH) if request.method == "POST" else None
    if request.method == "POST" and no is None:
        messages.success(request, _("The new version is written down; the earlier ones stay."))
        return redirect("target", key)
    newest = versions(target, here_and_now())[-1]
    context = {
        "target": target,
        "metric": words.metric_words(target.metric),
        "period": words.period_words(target),
        "newest": newest,
        "value": value_words(newest.value, metric_of(target.metric).unit),
        "typed": request.POST,
        "this_day": today(),
        **_refused(no),
    }
    return render(request, "targets/change.html", context, status=status_of(no) if no else 200)


@require_POST
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Give a target to whoever answers for it."""
    roles.require(request.user, GIVE)
    told = request.POST

    def act() -> None:
        owner, username = told.get("owner", ""), told.get("username", "")
        give_target(key, owner, by=person(request), username=username)

    no = tried(act, THROUGH)
    if no is not None:
        return shown(request, key, no, "give")
    messages.success(request, _("The owner is written down; who owned it before stays."))
    return redirect("target", key)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take an announced target over as a version of ours."""
    roles.require(request.user, SET)
    made: list[int] = []
    claim = request.POST.get("claim", "")
    no = tried(lambda: made.append(take_announced(claim, by=person(request))), THROUGH)
    if no is not None:
        return shown_list(request, no)
    messages.success(request, _("Taken over, with its claim as the source."))
    return redirect("target", made[0])


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, key: int) -> HttpResponse:
    """Show how a rule would split a version, and keep it where that is asked."""
    roles.require(request.user, SPLIT)
    clock, sight = clock_of(request), sight_of(request.user)
    moment = here_and_now()
    target = target_seen(key, moment, sight)
    told = versions(target, moment)
    asked = request.POST or request.GET
    number = asked.get("version", "")
    version = next((one for one in told if str(one.number) == number), told[-1])
    found: list[Split] = []

    def look() -> None:
        found.append(looked_at(version, _split(asked, target, moment), moment))

    no = tried(look, THROUGH) if asked.get("rule") else None
    if found and asked.get("keep") == "yes" and request.method == "POST":
        no = tried(lambda: _kept(request, key, version.number, target, moment), THROUGH)
        if no is None:
            messages.success(request, _("The split is kept with the numbers it rests on."))
            return redirect("target", key)
    unit = metric_of(target.metric).unit
    context = {
        **strip(request, clock, {}),
        "target": target,
        "version": version,
        "value": value_words(version.value, unit),
        "metric": words.metric_words(target.metric),
        "period": words.period_words(target),
        "rules": [(rule, words.rule_words(rule)) for rule in split_rules()],
        "by_hand": asked.get("rule") == HAND,
        "places": _places(asked, sight),
        "split": found[0] if found else None,
        "split_rule": words.rule_words(found[0].rule) if found else "",
        "rule_source": split_rules()[found[0].rule].source if found else "",
        "parts": parts_in(found[0] if found else None, sight, clock, unit),
        "seal": seal(found[0]) if found else "",
        "typed": asked,
        **_refused(no),
    }
    return render(request, "targets/split.html", context, status=status_of(no) if no else 200)


def _kept(request: HttpRequest, key: int, number: int, target: Any, moment: Moment) -> None:
    asked = _split(request.POST, target, moment)
    seen = request.POST.get("seen", "")
    split_target(key, number, asked, by=person(request), seen=seen)


def _split(asked: Mapping[str, Any], target: Any, moment: Moment) -> NewSplit:
    rule = str(asked.get("rule", ""))
    least = _whole(str(asked.get("least", "") or "0"))
    if rule == HAND:
        given = {
            name[5:]: _whole(told)
            for name, told in asked.items()
            if name.startswith("part-") and str(told).strip()
        }
        return NewSplit(rule, given=given, source=str(asked.get("source", "")))
    if rule != PAST:
        return NewSplit(rule, least)
    before = DayRange(*_year_before(target.first))
    past = claimed_by_province(
        replace(moment, as_of=max(before.last, moment.as_of)),
        synthetic=target.synthetic,
        first=before.first,
        last=before.last,
    )
    return NewSplit(rule, least, past=past)


def _year_before(first: date) -> tuple[date, date]:
    return first - timedelta(days=365), first - timedelta(days=1)


def _places(asked: Mapping[str, Any], sight: Any) -> list[tuple[Any, str]]:
    return [(one, str(asked.get(f"part-{one.code}", ""))) for one in choices.provinces(sight)]


def _target(request: HttpRequest) -> NewTarget:
    told = {name: request.POST.get(name, "").replace("\x00", "").strip() for name in request.POST}
    place = told.get("park", "").upper() or told.get("place", "")
    of_whom = told.get("population", "")
    return NewTarget(told.get("metric", ""), place, _period(told), population=of_whom)


def _period(told: Mapping[str, str]) -> DayRange:
    year = told.get("year", "")
    if year:
        if not year.isdecimal() or not 1300 <= int(year) < 1500:
            raise Refusal("plan.year_unreadable", year=year[:20])
        return year_range(int(year))
    if not told.get("first") or not told.get("last"):
        raise Refusal("plan.period_unclear")
    first, last = parse_day(told["first"]), parse_day(told["last"])
    if last < first:
        raise Refusal("plan.period_unclear")
    return DayRange(first, last)


def _version(request: HttpRequest) -> NewVersion:
    told = {name: request.POST.get(name, "").replace("\x00", "").strip() for name in request.POST}
    url = told.get("url", "")
    if url and not url.startswith(("https://", "http://")):
        raise Refusal("plan.bad_address", url=url[:60])
    value = words.number_typed(told.get("value", ""))
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise Refusal("plan.value_unreadable", number=told.get("value", "")[:30]) from None
    return NewVersion(
        value=number,
        authority=told.get("authority", ""),
        source=told.get("source", ""),
        announced_on=parse_day(told.get("announced_on", "")),
        in_force_from=parse_day(told.get("in_force_from", "") or told.get("announced_on", "")),
        url=url,
    )


def _whole(told: str) -> int:
    number = words.number_typed(told)
    if not number.isdecimal() or len(number) > 18:
        raise Refusal("plan.value_unreadable", number=told[:30])
    return int(number)


def _refused(no: Refusal | None) -> dict[str, Any]:
    return {"refusal": no, "sentence": sentence(no, current().language) if no else ""}
