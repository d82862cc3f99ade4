"""How does a text become public: written by one, approved by another, put right by a notice?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.ledger.signing import public_key, sign
from ehya.publish.actions.figures import make_figure, release_figure
from ehya.publish.certificate import digest_of
from ehya.publish.counting import Asked
from ehya.publish.models import Figure, Publication, Statement, Telling
from ehya.publish.press import Examined, Match
from ehya.publish.press.examining import LONGEST, REASON
from ehya.publish.queries.press import examined, statement_named, text_digest
from ehya.register.queries.within import here_and_now

KIND = "ehya.statement/1"
MOST_LETTERS = 50_000
TITLE = 200
ANSWER = ("metric", "province", "parks", "year", "first", "last", REASON)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote.

    Attributes:
        title: of the statement.
        text: exactly as typed.
        language: "en" or "fa".
        said_on: the day that it is dated.
        synthetic: speaks of the made-up programme.
    """

    title: str
    text: str
    language: str
    said_on: date
    synthetic: bool = False


@transaction.atomic
def write_statement(
    told: Written, *, by: User, corrects: int | None = None, reason: str = ""
) -> Statement:
    """Keep a draft.

    Args:
        told: what is written.
        by: who writes it, and sees the whole country.
        corrects: the number of the published statement that it puts right.
        reason: why it does; everybody will read it.

    Raises:
        Refusal: "ledger.not_allowed", "figure.not_whole", "press.no_such_statement",
            "press.not_public", "press.corrected_already", "ledger.reason_needed", and as `_plain`.
    """
    roles.require(by, "publish.write_statement")
    _require_nation(by)
    wrong = _to_correct(corrects, reason)
    event = new_event_id()
    made = Statement.objects.create(
        **_plain(told),
        corrects=wrong,
        reason=reason.strip()[:2000],
        by=by,
        hands=[by.pk],
        changed_at=timezone.now(),
        event_id=event,
    )
    note(
        "publish.write_statement",
        by=by,
        id=event,
        on=("statement", str(made.pk)),
        after={"title": made.title, "corrects": corrects or ""},
    )
    return made


@transaction.atomic
def change_statement(
    number: int,
    told: Written,
    answers: Mapping[str, Mapping[str, str]],
    *,
    by: User,
    seen: int,
) -> Statement:
    """Change a draft, and keep what its writer says of its numbers.

    Where the text changes, what was said of numbers that are no longer there is left out.

    Raises:
        Refusal: "ledger.not_allowed", "figure.not_whole", "press.no_such_statement",
            "press.not_a_draft", "press.changed_meanwhile", and as `_plain`.
    """
    roles.require(by, "publish.write_statement")
    _require_nation(by)
    statement = _draft(number, seen)
    for name, value in _plain(told).items():
        setattr(statement, name, value)
    statement.answers = _answers(answers)
    _moved_on(statement, by)
    note(
        "publish.change_statement", by=by, on=("statement", str(number)), version=statement.version
    )
    return statement


@transaction.atomic
def submit_statement(number: int, *, by: User, seen: int) -> Statement:
    """Hand a draft in for approval: every number is proven, or let stand with a reason.

    Nobody who wrote, changed or submitted it approves it.

    Raises:
        Refusal: "ledger.not_allowed", "figure.not_whole", "press.no_such_statement",
            "press.not_a_draft", "press.changed_meanwhile", "press.not_answered" with how many
            numbers and contradictions still stand in the way, "press.no_number".
    """
    roles.require(by, "publish.write_statement")
    _require_nation(by)
    statement = _draft(number, seen)
    found = examined(statement)
    _refuse_open(found)
    statement.state, statement.submitted_at = "submitted", timezone.now()
    _moved_on(statement, by)
    note(
        "publish.submit_statement",
        by=by,
        on=("statement", str(number)),
        after={"proven": len(found.proven), "unproven": len(found.unproven)},
    )
    return statement


@transaction.atomic
def take_back_statement(number: int, *, by: User, drop: bool = False) -> Statement:
    """Make a submitted statement a draft again; or drop a draft.

    Raises:
        Refusal: "ledger.not_allowed", "press.no_such_statement", "press.public_already".
    """
    roles.require(by, "publish.write_statement")
    statement = _locked(number)
    if statement.state == "published":
        raise Refusal("press.public_already", statement=number)
    statement.state = "dropped" if drop else "draft"
    statement.submitted_at = None
    _moved_on(statement)
    note(
        "publish.take_back_statement",
        by=by,
        on=("statement", str(number)),
        after={"state": statement.state},
    )
    return statement


@transaction.atomic
def approve_statement(number: int, *, by: User, seen: str) -> Publication:
    """Publish a statement: its numbers are counted now, kept as figures and made public with it.

    Args:
        number: of a submitted statement.
        by: somebody else than its writer.
        seen: the digest of what was looked at.

    Raises:
        Refusal: "ledger.not_allowed", "press.no_such_statement", "press.not_submitted",
            "press.by_its_writer", "press.counts_moved" where what is counted is no longer what was
            looked at, "press.not_answered", and as `release_figure` where a figure may not be public.
    """
    roles.require(by, "publish.approve_statement")
    statement = _locked(number)
    if statement.state != "submitted":
        raise Refusal("press.not_submitted", statement=number)
    if by.pk in statement.hands:
        raise Refusal("press.by_its_writer", statement=number)
    found = examined(statement)
    _refuse_open(found)
    if seen != text_digest(found):
        raise Refusal("press.counts_moved", statement=number)
    at = timezone.now()
    made: dict[str, Figure] = {}  # a number that is said twice is one figure
    figures = {
        one.number.id: _figure(one.asked, made, by) for one in found.proven if one.asked is not None
    }
    return _publish(statement, found, figures, at, by)


def _publish(
    statement: Statement,
    found: Examined,
    figures: Mapping[str, Figure],
    at: datetime,
    by: User,
) -> Publication:
    certificate = certificate_of(statement, found, figures, at)
    digest, event = digest_of(certificate), new_event_id()
    statement.state = "published"
    _moved_on(statement)
    made = Publication.objects.create(
        statement=statement,
        certificate=certificate,
        digest=digest,
        signature=sign(digest),
        public_key=public_key(),
        at=at,
        by=by,
        event_id=event,
    )
    Telling.objects.bulk_create(
        Telling(
            publication=made,
            figure=figures[one.number.id],
            start=one.number.start,
            end=one.number.end,
        )
        for one in found.proven
        if one.number.id in figures
    )
    note(
        "publish.approve_statement",
        by=by,
        id=event,
        on=("statement", str(statement.pk)),
        after={"certificate": digest, "figures": sorted({one.pk for one in figures.values()})},
    )
    return made


def certificate_of(
    statement: Statement, found: Examined, figures: Mapping[str, Figure], at: datetime
) -> dict[str, Any]:
    """Return what is signed of a statement; docs/reference/statements.md tells every field."""
    wrong = statement.corrects
    return {
        "kind": KIND,
        "statement": statement.pk,
        "title": statement.title,
        "language": statement.language,
        "text": statement.text,
        "said_on": statement.said_on.isoformat(),
        "synthetic": statement.synthetic,
        "numbers": [_number(one, found, figures) for one in found.matches],
        "clashes": [
            {"rule": one.rule, "claims": list(one.claims), "reason": found.reason(key)}
            for one, key in found.clash_keys
        ],
        "corrects": wrong.publication.digest if wrong else "",
        "reason": statement.reason,
        "published_at": at.isoformat(),
    }


def _number(one: Match, found: Examined, figures: Mapping[str, Figure]) -> dict[str, Any]:
    number = one.number
    told: dict[str, Any] = {"start": number.start, "end": number.end, "text": number.text}
    if one.proven and one.target is not None:
        version = one.target
        told |= {
            "target": version.target_id,
            "metric": version.target.metric,
            "version": version.number,
            "authority": version.authority,
            "source": version.source,
        }
    if number.id in figures:
        figure = figures[number.id]
        told |= {"figure": figure.pk, "certificate": figure.digest, "metric": figure.metric}
    if one.proven:
        return told
    said: dict[str, Any] = {"unproven": one.trouble.code if one.trouble else ""}
    if one.asked is not None and one.ours is not None:
        said["counted"] = f"{one.ours.normalize():f}"
    return told | said | {"reason": found.reason(number.id)}


def _figure(asked: Asked, made: dict[str, Figure], by: User) -> Figure:
    question = repr((asked.metric.version, asked.period, asked.as_of, asked.scope.told()))
    if question not in made:
        figure = make_figure(asked, by=the_house())
        release_figure(figure.pk, by=by)
        made[question] = figure
    return made[question]


def _refuse_open(found: Examined) -> None:
    if not found.matches:
        raise Refusal("press.no_number")
    if found.open:
        raise Refusal("press.not_answered", left=len(found.open))


def _plain(told: Written) -> dict[str, Any]:
    """Return what is kept of a text.

    Raises:
        Refusal: "press.empty", "press.too_long", "publish.text_unwritable", "press.not_yet" for a
            day to come, "press.no_such_language".
    """
    title, text = " ".join(told.title.split()), told.text.replace("\r\n", "\n")
    if not title or not text.strip():
        raise Refusal("press.empty")
    if len(title) > TITLE or len(text) > MOST_LETTERS:
        raise Refusal("press.too_long", most=MOST_LETTERS, title=TITLE)
    if "\x00" in title + text:
        raise Refusal("publish.text_unwritable")
    if told.language not in ("en", "fa"):
        raise Refusal("press.no_such_language", language=told.language[:10])
    if told.said_on > here_and_now().as_of:
        raise Refusal("press.not_yet", day=told.said_on.isoformat())
    return {
        "title": title,
        "text": text,
        "language": told.language,
        "said_on": told.said_on,
        "synthetic": told.synthetic,
    }


def _answers(answers: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    told = {}
    for key, said in answers.items():
        kept = {
            name: " ".join(str(said[name]).replace("\x00", "").split())[:LONGEST]
            for name in ANSWER
            if said.get(name, "").strip()
        }
        if kept:
            told[key[:200]] = kept
    return told


def _to_correct(number: int | None, reason: str) -> Statement | None:
    if number is None:
        return None
    wrong = statement_named(number)
    if wrong.state != "published":
        raise Refusal("press.not_public", statement=number)
    if wrong.notices.exclude(state="dropped").exists():
        raise Refusal("press.corrected_already", statement=number)
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act="publish.write_statement")
    return wrong


def _require_nation(by: User) -> None:
    if not sight_of(by).nation:
        raise Refusal("figure.not_whole")


def _locked(number: int) -> Statement:
    statement_named(number)
    return Statement.objects.select_for_update(of=("self",)).get(pk=number)


def _draft(number: int, seen: int) -> Statement:
    statement = _locked(number)
    if statement.state != "draft":
        raise Refusal("press.not_a_draft", statement=number)
    if statement.version != seen:
        raise Refusal("press.changed_meanwhile", statement=number)
    return statement


def _moved_on(statement: Statement, by: User | None = None) -> None:
    if by is not None and by.pk not in statement.hands:
        statement.hands = [*statement.hands, by.pk]
    statement.version += 1
    statement.changed_at = timezone.now()
    statement.save()
