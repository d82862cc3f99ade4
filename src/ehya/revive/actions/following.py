"""How does an obligation go on: answered, kept, put off, reminded of?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from ehya.diagnose.actions.keeping import keep
from ehya.diagnose.models import Evidence
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.revive.actions.bodies import meanwhile, words_of
from ehya.revive.models import Obligation, Step
from ehya.revive.queries.obligations import obligation_seen

ACT = "revive.follow_obligation"
WAITING = ("asked", "accepted", "objected")
ENDED = ("discharged", "void")
FROM: Mapping[str, tuple[str, ...]] = {  # said -> states from which it may be said
    "accepted": ("asked", "objected"),
    "objected": ("asked", "accepted"),
    "discharged": WAITING,
    "void": WAITING,
    "put_off": WAITING,
    "reminded": WAITING,
}
SAYS_WHY = ("objected", "void", "put_off")
LATEST = 10 * 366  # days from now by which anything is due


@dataclass(frozen=True, slots=True)
class Answer:
    """One step of an obligation, as it is told.

    Attributes:
        obligation: its id.
        said: of `FROM`.
        on: the day on which it happened.
        by: who writes it down.
        words: why, or what was said.
        letter: the letter's number.
        due: the new day, where it is put off.
        proof: what proves it.
    """

    obligation: int
    said: str
    on: date
    by: User
    words: str = ""
    letter: str = ""
    due: date | None = None
    proof: Evidence | None = None


@transaction.atomic
def follow(answer: Answer, *, seen: int | None = None) -> Step:
    """Write down one step of an obligation.

    Args:
        answer: the step; `proof` must stand with "discharged".
        seen: the obligation's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_obligation",
            "revive.obligation_changed_meanwhile", "revive.proof_missing", "revive.why_missing",
            and those of `answer_many`.
    """
    roles.require(answer.by, ACT)
    held = lock(answer.obligation, by=answer.by, seen=seen)
    _refuse_badly_told(answer, held)
    before = {"state": f"obligation.{held.state}", "due": held.due}
    event = new_event_id()
    (step,) = answer_many([answer], event=event)
    after = {"said": f"obligation.{answer.said}", "on": answer.on}
    more = {name: value for name, value in _told(answer).items() if value}
    on = ("obligation", str(held.pk))
    note("revive.follow_obligation", by=answer.by, on=on, before=before, after=after | more,
         reason=answer.words, id=event, case=held.case_id)  # fmt: skip
    return step


@transaction.atomic
def answer(
    told: Answer, *, proof: tuple[bytes, str] | None = None, seen: int | None = None
) -> Step:
    """Write down one step of an obligation, with the file that proves it.

    Args:
        told: the step.
        proof: the file's bytes and its name.
        seen: the obligation's version that the person saw.

    Raises:
        Refusal: as `follow`, and those of `keeping.keep`.
    """
    roles.require(told.by, ACT)
    held = lock(told.obligation, by=told.by, seen=seen)
    if proof is not None:
        content, name = proof
        made_up = held.case.synthetic
        told = replace(told, proof=keep(content, name=name, by=told.by, synthetic=made_up))
    return follow(told)


def answer_many(answers: Sequence[Answer], *, event: UUID) -> list[Step]:
    """Write steps of obligations, at most one each, inside the caller's transaction.

    Either every step is right, or nothing is written.

    Args:
        answers: in any order.
        event: of which they are; the caller notes it.

    Returns:
        The steps, in the order of the answers.

    Raises:
        Refusal: "revive.no_such_answer", "revive.not_so_from_here", "revive.ahead",
            "revive.step_before_the_last", "revive.due_before_decision".
    """
    keys = [answer.obligation for answer in answers]
    rows = Obligation.objects.select_for_update(no_key=True).order_by("id").in_bulk(keys)
    last = _last_days(keys)
    for answer in answers:
        _refuse_wrong_step(answer, rows[answer.obligation], last[answer.obligation])
    steps = copy_in(
        Step(
            obligation_id=answer.obligation,
            said=answer.said,
            on=answer.on,
            words=words_of(answer.words, "words", 4_000),
            letter=words_of(answer.letter, "letter", 40),
            due=answer.due,
            proof=answer.proof,
            by=answer.by,
            event_id=event,
        )
        for answer in answers
    )
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWS, [[step.pk for step in steps]])
    return steps


_FOLLOWS = """
UPDATE revive_obligation AS o
SET state = CASE WHEN s.said IN ('put_off', 'reminded') THEN o.state ELSE s.said END,
    ended_on = CASE WHEN s.said IN ('discharged', 'void') THEN s."on" END,
    due = CASE WHEN s.said = 'put_off' THEN s.due ELSE o.due END,
    version = o.version + 1
FROM revive_step AS s WHERE s.obligation_id = o.id AND s.id = ANY(%s)
"""


def lock(key: int, *, by: User, seen: int | None = None) -> Obligation:
    """Return an obligation that the person may see, held until the transaction ends.

    Raises:
        Refusal: "revive.no_such_obligation", "revive.obligation_changed_meanwhile".
    """
    obligation_seen(key, sight_of(by))
    held = Obligation.objects.select_for_update(no_key=True).get(pk=key)
    if seen not in (None, held.version):
        raise meanwhile("revive.obligation_changed_meanwhile", "obligation", key)
    return held


def refuse_no_reminder(held: Obligation, on: date) -> None:
    """Say no to a letter that reminds of what is done, or not late.

    Raises:
        Refusal: "revive.not_so_from_here", "revive.not_late".
    """
    if held.state not in FROM["reminded"]:
        state = f"obligation.{held.state}"
        raise Refusal("revive.not_so_from_here", state=state, said="obligation.reminded")
    if held.due >= on:
        raise Refusal("revive.not_late", due=held.due)


def refuse_soon_again(key: int, on: date) -> None:
    """Say no to a letter that follows the last one too soon.

    Raises:
        Refusal: "revive.reminded_lately".
    """
    wait = timedelta(days=load("committee", on)["remind_again_after"])
    last = Step.objects.filter(obligation=key, said="reminded").order_by("-on").first()
    if last and on < last.on + wait:
        raise Refusal("revive.reminded_lately", on=last.on, again=last.on + wait)


def _refuse_badly_told(answer: Answer, held: Obligation) -> None:
    if answer.said == "discharged" and answer.proof is None:
        raise Refusal("revive.proof_missing")
    if answer.said in SAYS_WHY and not answer.words.strip():
        raise Refusal("revive.why_missing", said=f"obligation.{answer.said}")
    if answer.said == "put_off":
        _refuse_new_day(answer, held)


def _refuse_new_day(answer: Answer, held: Obligation) -> None:
    if answer.due is None or answer.due <= held.due:
        raise Refusal("revive.new_day_missing", due=held.due)
    if answer.due > today() + timedelta(days=LATEST):
        raise Refusal("revive.due_too_late", due=answer.due)


def _refuse_wrong_step(answer: Answer, row: Obligation, last: date) -> None:
    if answer.said not in FROM:
        raise Refusal("revive.no_such_answer", said=answer.said[:20])
    if row.state not in FROM[answer.said]:
        raise Refusal(
            "revive.not_so_from_here",
            state=f"obligation.{row.state}",
            said=f"obligation.{answer.said}",
        )
    if answer.on > today():
        raise Refusal("revive.ahead", on=answer.on, today=today())
    if answer.on < last:
        raise Refusal("revive.step_before_the_last", on=answer.on, last=last)


def _last_days(keys: Sequence[int]) -> dict[int, date]:
    """Return the day of each one's newest step."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT obligation_id, max("on") FROM revive_step WHERE obligation_id = ANY(%s)'
            " GROUP BY obligation_id",
            [list(keys)],
        )
        return dict(cursor.fetchall())


def _told(answer: Answer) -> dict[str, object]:
    return {
        "letter": answer.letter,
        "due": answer.due,
        "proof": answer.proof.sha256 if answer.proof else "",
    }
