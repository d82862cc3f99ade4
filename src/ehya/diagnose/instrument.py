"""Which questions does a visit ask, given what was answered, and what is wrong with the answers?

Pure: a form comes from `ledger/rules/instruments.toml`, answers come in as values. An answer to a
question that is not asked never counts. What somebody typed that cannot be read stays in a draft as
they typed it, and is told to be wrong.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isfinite
from typing import Any

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load

KINDS = ("yes_no", "choice", "many", "number", "text", "date", "obstacles", "photo")
FORMS = ("diagnosis", "check")
FORM_OF = {"diagnosis": "diagnosis", "check": "check", "sample": "check"}  # by a visit's purpose
MOST_WORDS = 2_000  # letters, where a question says nothing
EARLIEST = date(1921, 3, 21)  # 1300-01-01: nothing of a unit is older
MOST_RIALS = 10**17  # a hundred thousand trillion
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")
_APART = str.maketrans("", "", ",٬ \u00a0\u202f")  # what people set between thousands

Answers = Mapping[str, Any]
Both = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must have been answered before.

    Attributes:
        question: an earlier one.
        one_of: its answer is one of these, or has one of these among it.
        above: its number is above this.
        below: its number is below this.
    """

    question: str
    one_of: tuple[str, ...] = ()
    above: float | None = None
    below: float | None = None

    def holds(self, answer: object) -> bool:
        """Tell whether an answer meets it; an unanswered one never does."""
        if self.one_of:
            told = answer if isinstance(answer, list) else [answer]
            return any(one in self.one_of for one in told)
        if not isinstance(answer, int | float):
            return False
        return (self.above is None or answer > self.above) and (
            self.below is None or answer < self.below
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        name: its name in the answers.
        kind: of `KINDS`.
        label: the question, by language.
        hint: what helps to answer it, by language.
        unit: of a number, by language.
        options: what may be chosen -> its words by language.
        needed: whether it must be answered.
        needed_when: it must be answered if all of these hold.
        when: it is asked only if all of these hold.
        least: of a number.
        most: of a number; letters of a text; rows of obstacles; photos.
        whole: whether a number must be whole.
        not_ahead: whether a day may not lie after the visit.
    """

    name: str
    kind: str
    label: Both
    hint: Both
    unit: Both
    options: Mapping[str, Both]
    needed: bool = False
    needed_when: tuple[Condition, ...] = ()
    when: tuple[Condition, ...] = ()
    least: float | None = None
    most: float | None = None
    whole: bool = False
    not_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the form."""

    name: str
    label: Both
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one purpose, in force from a day.

    Attributes:
        in_force_from: its version.
        sections: its steps.
        questions: of all steps, in their order.
        running: the question that says whether the unit runs.
        runs: answers to it that say yes.
        stands: answers to it that say no.
    """

    in_force_from: date
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    running: str
    runs: tuple[str, ...]
    stands: tuple[str, ...]


def form_on(purpose: str, on: date | None = None) -> Form:
    """Return the form of a purpose in force on a day.

    Args:
        purpose: of a visit.
        on: the day; None for the newest.

    Raises:
        Refusal: "diagnose.no_such_purpose"; as `ledger.rules.load`.
    """
    if purpose not in FORM_OF:
        raise Refusal("diagnose.no_such_purpose", purpose=purpose[:20])
    return _form(FORM_OF[purpose], load("instruments", on)["in_force_from"])


def asked(form: Form, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that are asked, given the answers so far."""
    counting: dict[str, Any] = {}
    found = []
    for question in form.questions:
        if all(one.holds(counting.get(one.question)) for one in question.when):
            found.append(question)
            counting[question.name] = answers.get(question.name)
    return tuple(found)


def counted(form: Form, answers: Answers) -> dict[str, Any]:
    """Return the answers that count: told, to questions that are asked."""
    return _told(asked(form, answers), answers)


def running(form: Form, answers: Answers) -> bool | None:
    """Return whether the answers say that the unit runs; None where they do not say."""
    told = counted(form, answers).get(form.running)
    return True if told in form.runs else False if told in form.stands else None


def wrong(
    form: Form, answers: Answers, *, on: date, obstacles: Collection[str]
) -> dict[str, tuple[Refusal, ...]]:
    """Return all that is wrong with answers.

    Args:
        form: by which they were given.
        answers: by question; of a photo, the digests of what was handed in.
        on: the day of the visit.
        obstacles: names of the vocabulary.

    Returns:
        What is wrong, by question; empty where the visit may be finished.
    """
    questions = asked(form, answers)
    told = _told(questions, answers)
    found: dict[str, tuple[Refusal, ...]] = {}
    for question in questions:
        answer = told.get(question.name)
        if answer is None:
            if _needed(question, told):
                found[question.name] = (Refusal("diagnose.answer_needed"),)
        elif faults := tuple(_faults(question, answer, on, obstacles)):
            found[question.name] = faults
    return found


def read_number(typed: str) -> int | float | str:
    """Return a number as people write it, in either script; what is none, as it was typed."""
    plain = typed.strip().translate(_DIGITS).translate(_APART)
    try:
        number = float(plain)
    except ValueError:
        return typed.strip()
    if not abs(number) <= MOST_RIALS:  # also what is no number at all
        return typed.strip()
    return int(plain) if plain.lstrip("+-").isdecimal() else number


def read_day(typed: str) -> str:
    """Return a day of either calendar as ISO; what is none, as it was typed."""
    try:
        return parse_day(typed.strip()).isoformat() if typed.strip() else ""
    except Refusal:
        return typed.strip()


def read_answer(question: Question, typed: Sequence[str]) -> Any:
    """Return what somebody typed or chose, as an answer; nothing is refused here."""
    told = [one.strip() for one in typed if one.strip()]
    if question.kind == "many":
        return list(dict.fromkeys(told))
    if not told:
        return None
    if question.kind == "number":
        return read_number(told[0])
    return read_day(told[0]) if question.kind == "date" else told[0]


def _told(questions: Sequence[Question], answers: Answers) -> dict[str, Any]:
    told = {one.name: answers.get(one.name) for one in questions}
    return {name: answer for name, answer in told.items() if answer not in (None, "", [])}


def _needed(question: Question, told: Answers) -> bool:
    if question.needed:
        return True
    when = question.needed_when
    return bool(when) and all(one.holds(told.get(one.question)) for one in when)


def _faults(
    question: Question, answer: Any, on: date, obstacles: Collection[str]
) -> Sequence[Refusal]:
    match question.kind:
        case "yes_no":
            return _chosen({"yes": {}, "no": {}}, [answer])
        case "choice":
            return _chosen(question.options, [answer])
        case "many":
            return _chosen(question.options, _list(answer))
        case "number":
            return _number(question, answer)
        case "date":
            return _day(answer, on if question.not_ahead else None)
        case "obstacles":
            return _obstacles(question, answer, on, obstacles)
        case "photo":
            return _at_most(len(_list(answer)), question.most, "diagnose.too_many_photos")
        case _:
            return _at_most(len(str(answer)), question.most or MOST_WORDS, "diagnose.too_long")


def _list(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def _chosen(options: Mapping[str, Any], told: Sequence[object]) -> list[Refusal]:
    return [
        Refusal("diagnose.no_such_option", value=str(one)[:40])
        for one in told
        if not isinstance(one, str) or one not in options
    ]


def _number(question: Question, answer: object) -> list[Refusal]:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not isfinite(answer):
        return [Refusal("diagnose.not_a_number", value=str(answer)[:40])]
    if question.whole and answer != int(answer):
        return [Refusal("diagnose.not_whole", value=str(answer))]
    if question.least is not None and answer < question.least:
        return [Refusal("diagnose.too_small", least=question.least)]
    if question.most is not None and answer > question.most:
        return [Refusal("diagnose.too_large", most=question.most)]
    return []


def _day(answer: object, until: date | None) -> list[Refusal]:
    try:
        day = date.fromisoformat(str(answer))
    except ValueError:
        return [Refusal("diagnose.not_a_day", value=str(answer)[:40])]
    if day < EARLIEST:
        return [Refusal("diagnose.day_too_early", on=day, first=EARLIEST)]
    if until is not None and day > until:
        return [Refusal("diagnose.day_ahead", on=day, until=until)]
    return []


def _at_most(told: int, most: float | None, code: str) -> list[Refusal]:
    return [Refusal(code, most=int(most), told=told)] if most is not None and told > most else []


def _obstacles(question: Question, answer: Any, on: date, known: Collection[str]) -> list[Refusal]:
    rows = _list(answer)
    if not all(isinstance(row, dict) for row in rows):
        return [Refusal("diagnose.no_such_option", value=str(answer)[:40])]
    names = [str(row.get("obstacle", "")) for row in rows]
    twice = sorted({name for name in names if names.count(name) > 1 and name in known})
    return [
        *_at_most(len(rows), question.most, "diagnose.too_many_obstacles"),
        *(Refusal("diagnose.obstacle_twice", obstacle=f"obstacle.{name}") for name in twice),
        *(no for row in rows for no in obstacle_faults(row, on, known)),
    ]


def obstacle_faults(row: Mapping[str, Any], on: date, known: Collection[str]) -> list[Refusal]:
    """Return what is wrong with one obstacle as it was told.

    Args:
        row: obstacle, severity, since (ISO), cost_irr and words; all but the first two may be empty.
        on: the day on which it was seen.
        known: names of the vocabulary.
    """
    name, found = str(row.get("obstacle", "")), []
    if name not in known:
        found.append(Refusal("diagnose.no_such_obstacle", obstacle=name[:60]))
    if row.get("severity") not in (1, 2, 3):
        found.append(Refusal("diagnose.severity_needed", obstacle=f"obstacle.{name}"))
    if since := row.get("since"):
        found += _day(since, on)
    cost = row.get("cost_irr")
    if cost not in (None, "") and not (isinstance(cost, int) and 0 <= cost <= MOST_RIALS):
        found.append(Refusal("diagnose.not_an_amount", value=str(cost)[:40]))
    return found + _at_most(len(str(row.get("words", ""))), MOST_WORDS, "diagnose.too_long")


@cache
def _form(form: str, on: date) -> Form:
    version = load("instruments", on)
    says = version["running"]
    every = (_section(row, form) for row in version["section"])
    sections = tuple(section for section in every if section.questions)
    return Form(
        in_force_from=version["in_force_from"],
        sections=sections,
        questions=tuple(one for section in sections for one in section.questions),
        running=says["question"],
        runs=tuple(says["yes"]),
        stands=tuple(says["no"]),
    )


def _section(row: Mapping[str, Any], form: str) -> Section:
    questions = [
        _question(one) for one in row["question"] if form in one.get("forms", row["forms"])
    ]
    return Section(row["name"], _both(row, "label"), tuple(questions))


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        name=row["name"],
        kind=row["kind"],
        label=_both(row, "label"),
        hint=_both(row, "hint"),
        unit=_both(row, "unit"),
        options={one["name"]: {"en": one["en"], "fa": one["fa"]} for one in row.get("options", ())},
        needed=row.get("needed", False),
        needed_when=_conditions(row.get("needed_when", ())),
        when=_conditions(row.get("when", ())),
        least=row.get("least"),
        most=row.get("most"),
        whole=row.get("whole", False),
        not_ahead=row.get("not_ahead", False),
    )


def _conditions(rows: Sequence[Mapping[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(row["question"], tuple(row.get("is", ())), row.get("above"), row.get("below"))
        for row in rows
    )


def _both(row: Mapping[str, Any], what: str) -> dict[str, str]:
    return {language: row.get(f"{what}_{language}", "") for language in ("en", "fa")}
