"""What does the form of a visit look like in the reader's words, and what did they send?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ehya.diagnose.actions.visiting import MOST_PRESENT, Filled, Place, faults_of
from ehya.diagnose.evidence import SHOWN
from ehya.diagnose.instrument import (
    Form,
    Question,
    asked,
    form_on,
    read_answer,
    read_day,
    read_number,
)
from ehya.diagnose.obstacles import obstacles_on
from ehya.diagnose.queries.visits import Opened
from ehya.engine.calendar import to_solar
from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS
from ehya.web import formats
from ehya.web.clock import FIRST_CALENDAR
from ehya.web.messages import sentence
from ehya.web.messages.names_diagnose import OBSTACLES, PRESENT_AS, SEVERITIES
from ehya.web.reader import current

ARRIVAL, FINISH = "arrival", "finish"  # the steps before and after the form's own
NEEDED = "diagnose.answer_needed"
ROWS_FREE = 1  # empty rows below those that are filled
_PARTS = ("obstacle", "severity", "since", "cost_irr", "words")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the page shows it.

    Attributes:
        question: of the form.
        label: what is asked.
        hint: what helps.
        unit: of a number.
        options: what may be chosen, as (name, words).
        value: the answer as it may be typed again.
        rows: of obstacles, filled ones and a free one.
        photos: of a photo question, as (digest, name, whether a browser draws it).
        faults: what is wrong, in words.
    """

    question: Question
    label: str
    hint: str
    unit: str
    options: Sequence[tuple[str, str]]
    value: Any
    rows: Sequence[Mapping[str, Any]]
    photos: Sequence[tuple[str, str, bool]]
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the form.

    Attributes:
        name: in the address.
        words: what it is called.
        place: from 1.
        here: whether it is shown.
        wrong: how many of its questions are wrong or unanswered; 0 before that is asked.
    """

    name: str
    words: str
    place: int
    here: bool
    wrong: int


def form_of(opened: Opened) -> Form:
    """Return the form by which a visit is made."""
    return form_on(opened.visit.purpose, opened.visit.instrument_from)


def steps_of(opened: Opened, here: str, *, all_faults: bool) -> list[Step]:
    """Return the steps of a visit: those of the form that ask anything, and the house's own two."""
    language, form = current().language, form_of(opened)
    open_now = {one.name for one in asked(form, opened.visit.answers)}
    faults = faults_shown(opened, all_faults=all_faults)
    told = [(ARRIVAL, _("Day and people"), 0)]
    for section in form.sections:
        names = [one.name for one in section.questions if one.name in open_now]
        if names:
            told.append((section.name, section.label[language], len(faults.keys() & set(names))))
    told.append((FINISH, _("Finish"), 0))
    return [
        Step(name, words, place, name == here, wrong)
        for place, (name, words, wrong) in enumerate(told, start=1)
    ]


def faults_shown(opened: Opened, *, all_faults: bool) -> dict[str, tuple[Refusal, ...]]:
    """Return what is wrong by question; what is only not answered yet, when that is asked for."""
    faults = faults_of(opened.visit)
    if all_faults:
        return faults
    return {name: nos for name, nos in faults.items() if nos[0].code != NEEDED}


def places_of(opened: Opened, step: str, *, all_faults: bool) -> list[tuple[str, Asked | None]]:
    """Return the places of a step's questions by name; None stands where one is not asked."""
    form = form_of(opened)
    open_now = {one.name for one in asked(form, opened.visit.answers)}
    faults = faults_shown(opened, all_faults=all_faults)
    return [
        (
            one.name,
            _asked(opened, one, faults.get(one.name, ())) if one.name in open_now else None,
        )
        for section in form.sections
        if section.name == step
        for one in section.questions
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a visit in words, for reading.

    Attributes:
        label: the question.
        told: what was answered, in words.
        rows: of obstacles, each in words.
        photos: as `Asked.photos`.
        faults: what is wrong, in words.
        step: where it is asked.
        name: the question's.
    """

    label: str
    told: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    photos: Sequence[tuple[str, str, bool]]
    faults: Sequence[str]
    step: str
    name: str


def summary_of(opened: Opened) -> list[tuple[str, list[Line]]]:
    """Return everything that is asked in a visit, by section, with what was answered."""
    language, faults = current().language, faults_shown(opened, all_faults=True)
    form = form_of(opened)
    open_now = {one.name for one in asked(form, opened.visit.answers)}
    told = [
        (
            section.label[language],
            [
                _line(opened, section.name, one, faults.get(one.name, ()))
                for one in section.questions
                if one.name in open_now
            ],
        )
        for section in form.sections
    ]
    return [(label, lines) for label, lines in told if lines]


def obstacle_choices(on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the vocabulary for a list to choose from: kinds, each with its obstacles."""
    language = current().language
    return [
        (kind.words[language], [(one.name, one.words[language]) for one in kind.obstacles])
        for kind in obstacles_on(on).kinds
    ]


def severity_choices() -> list[tuple[str, str]]:
    """Return how heavily an obstacle may weigh."""
    return [(name, words[current().language]) for name, words in SEVERITIES.items()]


def present_choices() -> list[tuple[str, str]]:
    """Return as what somebody may have been there."""
    return [(name, words[current().language]) for name, words in PRESENT_AS.items()]


def present_told(opened: Opened) -> list[tuple[str, str]]:
    """Return who was there, and as what."""
    language = current().language
    return [(one["name"], PRESENT_AS[one["as"]][language]) for one in opened.visit.present]


def kept_at(opened: Opened) -> str:
    """Return at which time of the day a draft was kept last."""
    at = timezone.localtime(opened.visit.changed_at)
    return formats.clock(at.hour, at.minute, current().language)


def place_told(opened: Opened) -> str:
    """Return where a visit took place, in degrees; "" where nobody told."""
    visit = opened.visit
    if visit.lat is None or visit.lon is None:
        return ""
    told = f"{visit.lat:.5f}, {visit.lon:.5f}"
    off = f" ±{visit.off_metres:.0f} m" if visit.off_metres is not None else ""
    return told + off


def sent(request: HttpRequest, opened: Opened, step: str) -> Filled:
    """Return what a step's form brought; a day that is none is refused, other answers are kept."""
    told = request.POST
    if step == ARRIVAL:
        return Filled(on=_on(told), present=_present(told), place=_place(told))
    shown = set(told.getlist("shown"))
    answers = {
        one.name: _answer(one, told)
        for one in form_of(opened).questions
        if one.name in shown and one.kind != "photo"
    }
    return Filled(answers=answers)


def without_photo(opened: Opened, told: str) -> Filled:
    """Return a draft's change by which a photo, as "question:digest", is taken out."""
    question, _colon, digest = told.partition(":")
    held = opened.visit.answers.get(question, [])
    kinds = {one.name for one in form_of(opened).questions if one.kind == "photo"}
    if question not in kinds:
        return Filled()
    return Filled(answers={question: [one for one in held if one != digest]})


def typed_number(number: float) -> str:
    """Return a number as the reader would type it."""
    return _digits(f"{number}")


def typed_day(told: date | str) -> str:
    """Return a day as the reader would type it; what is none, as it was typed."""
    reader = current()
    first = FIRST_CALENDAR[reader.language] if reader.calendar == "both" else reader.calendar
    try:
        day = date.fromisoformat(told) if isinstance(told, str) else told
    except ValueError:
        return str(told)
    if first == "gregorian":
        return day.isoformat()
    solar = to_solar(day)
    return _digits(f"{solar.year}/{solar.month:02d}/{solar.day:02d}")


def _digits(text: str) -> str:
    return text.translate(PERSIAN_DIGITS) if current().language == "fa" else text


def _asked(opened: Opened, one: Question, faults: Sequence[Refusal]) -> Asked:
    language = current().language
    answer = opened.visit.answers.get(one.name)
    return Asked(
        question=one,
        label=one.label[language],
        hint=one.hint[language],
        unit=one.unit[language],
        options=[(name, words[language]) for name, words in one.options.items()],
        value=_typable(one, answer),
        rows=_rows(answer) if one.kind == "obstacles" else (),
        photos=_photos(opened, answer) if one.kind == "photo" else (),
        faults=[sentence(no, language) for no in faults],
    )


def _line(opened: Opened, step: str, one: Question, faults: Sequence[Refusal]) -> Line:
    language, answer = current().language, opened.visit.answers.get(one.name)
    return Line(
        label=one.label[language],
        told=_told(one, answer),
        rows=_rows_told(answer) if one.kind == "obstacles" else (),
        photos=_photos(opened, answer) if one.kind == "photo" else (),
        faults=[sentence(no, language) for no in faults] if opened.visit.state == "draft" else (),
        step=step,
        name=one.name,
    )


def _rows_told(answer: Any) -> list[dict[str, Any]]:
    language = current().language
    unnamed = OBSTACLES["obstacle."]
    return [
        {
            "obstacle": OBSTACLES.get(f"obstacle.{row.get('obstacle')}", unnamed)[language],
            "severity": SEVERITIES.get(str(row.get("severity")), {}).get(language, "—"),
            "since": _day_in_words(str(row["since"])) if row.get("since") else "",
            "cost_irr": row.get("cost_irr") if isinstance(row.get("cost_irr"), int) else None,
            "words": row.get("words", ""),
        }
        for row in answer or ()
    ]


def _told(one: Question, answer: Any) -> list[str]:
    language = current().language
    if answer is None or one.kind in ("obstacles", "photo"):
        return []
    if one.kind == "yes_no":
        return [_("Yes") if answer == "yes" else _("No")]
    if one.kind in ("choice", "many"):
        chosen = answer if isinstance(answer, list) else [answer]
        return [one.options[name][language] for name in chosen if name in one.options]
    if one.kind == "number" and isinstance(answer, int | float):
        unit = one.unit[language]
        return [f"{formats.number(answer, language)} {unit}".strip()]
    if one.kind == "date":
        return [_day_in_words(str(answer))]
    return [str(answer)]


def _day_in_words(told: str) -> str:
    try:
        return formats.day(date.fromisoformat(told), current().language, current().calendar)
    except ValueError:
        return told


def _typable(one: Question, answer: Any) -> Any:
    if one.kind == "date" and isinstance(answer, str):
        return typed_day(answer)
    if one.kind == "number" and isinstance(answer, int | float):
        return typed_number(answer)
    return "" if answer is None else answer


def _rows(answer: Any) -> list[dict[str, Any]]:
    rows = [
        {
            "obstacle": row.get("obstacle", ""),
            "severity": str(row.get("severity") or ""),
            "since": typed_day(row.get("since") or ""),
            "cost_irr": _amount(row.get("cost_irr")),
            "words": row.get("words", ""),
        }
        for row in answer or ()
    ]
    return [*rows, *({part: "" for part in _PARTS} for _free in range(ROWS_FREE))]


def _amount(cost: Any) -> str:
    if isinstance(cost, int):
        return typed_number(cost)
    return str(cost or "")


def _photos(opened: Opened, answer: Any) -> list[tuple[str, str, bool]]:
    held = [opened.photos[digest] for digest in answer or () if digest in opened.photos]
    return [(one.sha256, one.name, one.media_type in SHOWN) for one in held]


def _answer(one: Question, told: QueryDict) -> Any:
    if one.kind != "obstacles":
        return read_answer(one, told.getlist(f"a-{one.name}"))
    most = int(one.most or 0) + ROWS_FREE
    rows = [_row(told, f"a-{one.name}-{place}") for place in range(most)]
    return [row for row in rows if any(row.values())]


def _row(told: QueryDict, at: str) -> dict[str, Any]:
    typed = {part: told.get(f"{at}-{part}", "").strip() for part in _PARTS}
    severity, cost = typed["severity"], typed["cost_irr"]
    return {
        "obstacle": typed["obstacle"],
        "severity": int(severity) if severity in SEVERITIES else None,
        "since": read_day(typed["since"]),
        "cost_irr": read_number(cost) if cost else None,
        "words": typed["words"],
    }


def _on(told: QueryDict) -> date | None:
    day = read_day(told.get("on", ""))
    if not day:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Refusal("diagnose.not_a_day", value=day[:40]) from None


def _present(told: QueryDict) -> list[dict[str, str]]:
    rows = range(MOST_PRESENT + 1)
    return [
        {"name": told.get(f"present-{at}-name", ""), "as": told.get(f"present-{at}-as", "")}
        for at in rows
    ]


def _place(told: QueryDict) -> Place | None:
    lat, lon, off = (read_number(told.get(name, "")) for name in ("lat", "lon", "off"))
    if isinstance(lat, str) or isinstance(lon, str):
        if lat or lon:
            raise Refusal("diagnose.off_earth")
        return None
    return Place(float(lat), float(lon), None if isinstance(off, str) else float(off))
