"""What was agreed with whom, what may go wrong, and how does a project look?"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ehya.diagnose.actions import keeping
from ehya.diagnose.evidence import media_type
from ehya.engine.refusal import Refusal
from ehya.invest.actions.holding import ON, hold, keep, past_day, written
from ehya.invest.models import Contract, ProjectPhoto, Risk
from ehya.invest.models.projects import CONTRACT_KINDS, HOW_MUCH
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.revive.actions.bodies import refuse_far
from ehya.revive.queries.amounts import MOST_IRR

ACT = "invest.keep_papers"
LONGEST_PARTY, LONGEST_NUMBER, LONGEST_WORDS, LONGEST_PHOTO = 200, 60, 300, 200  # letters


@dataclass(frozen=True, slots=True)
class NewContract:
    """What was agreed.

    Attributes:
        kind: of `CONTRACT_KINDS`.
        party: with whom.
        signed_on: the day.
        number: on its paper.
        ends_on: until when; None where it is not told.
        amount_irr: for how much; None where it is not told. [IRR]
    """

    kind: str
    party: str
    signed_on: date
    number: str = ""
    ends_on: date | None = None
    amount_irr: int | None = None


@dataclass(frozen=True, slots=True)
class NewRisk:
    """What may go wrong.

    Attributes:
        words: what.
        likely: of `HOW_MUCH`.
        harm: of `HOW_MUCH`.
        answer: what is done about it.
        due: by when.
    """

    words: str
    likely: str
    harm: str
    answer: str = ""
    due: date | None = None


@transaction.atomic
def add_contract(
    number: int,
    told: NewContract,
    *,
    by: User,
    paper: tuple[bytes, str] | None = None,
    seen: int | None = None,
) -> int:
    """Write a contract down beside a project.

    Args:
        number: the project's.
        told: the contract.
        by: who writes it down.
        paper: its file: bytes and name.
        seen: the project's version that the person saw.

    Returns:
        Its id.

    Raises:
        Refusal: "ledger.not_allowed", "invest.bad_contract", "invest.days_reversed",
            "invest.needed", "invest.fact_too_long", and those of `holding.hold`,
            `holding.past_day` and `keeping.keep`.
    """
    roles.require(by, ACT)
    project = hold(number, by=by, seen=seen)
    past_day(told.signed_on)
    in_range = told.amount_irr is None or 0 < told.amount_irr <= MOST_IRR
    if told.kind not in CONTRACT_KINDS or not in_range:
        raise Refusal("invest.bad_contract")
    if told.ends_on is not None:
        refuse_far(told.ends_on)
        if told.ends_on < told.signed_on:
            raise Refusal("invest.days_reversed", first=told.signed_on, last=told.ends_on)
    event = new_event_id()
    proof = paper and keeping.keep(paper[0], name=paper[1], by=by, synthetic=project.synthetic)
    row = Contract.objects.create(
        project=project,
        kind=told.kind,
        party=written(told.party, "party", LONGEST_PARTY, needed=True),
        number=written(told.number, "contract_number", LONGEST_NUMBER),
        signed_on=told.signed_on,
        ends_on=told.ends_on,
        amount_irr=told.amount_irr,
        paper=proof,
        known_at=timezone.now(),
        event_id=event,
    )
    keep(project)
    after = {"contract": f"invest.contract_{row.kind}", "party": row.party, "on": row.signed_on}
    facts = {"paper": proof.sha256} if proof else {}
    note(ACT, by=by, on=(ON, str(number)), after=after, id=event, **facts)
    return row.pk


@transaction.atomic
def add_risk(number: int, told: NewRisk, *, by: User, seen: int | None = None) -> int:
    """Write down what may go wrong with a project, and what is done about it.

    Args:
        number: the project's.
        told: the risk.
        by: who writes it down.
        seen: the project's version that the person saw.

    Returns:
        Its id.

    Raises:
        Refusal: "ledger.not_allowed", "invest.bad_risk", "invest.needed", "invest.fact_too_long",
            "revive.day_far", and those of `holding.hold`.
    """
    roles.require(by, ACT)
    project = hold(number, by=by, seen=seen)
    if told.likely not in HOW_MUCH or told.harm not in HOW_MUCH:
        raise Refusal("invest.bad_risk")
    if told.due is not None:
        refuse_far(told.due)
    event = new_event_id()
    row = Risk.objects.create(
        project=project,
        words=written(told.words, "risk", LONGEST_WORDS, needed=True),
        likely=told.likely,
        harm=told.harm,
        answer=written(told.answer, "answer", LONGEST_WORDS),
        due=told.due,
        event_id=event,
    )
    keep(project)
    after = {"risk": row.words, "likely": f"invest.{row.likely}", "harm": f"invest.{row.harm}"}
    note(ACT, by=by, on=(ON, str(number)), after=after, id=event)
    return row.pk


@transaction.atomic
def close_risk(
    number: int, risk: int, *, by: User, on: date | None = None, seen: int | None = None
) -> None:
    """Say that something can no longer go wrong.

    Args:
        number: the project's.
        risk: its id.
        by: who says so.
        on: since which day; today.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_risk", and those of `holding.hold` and
            `holding.past_day`.
    """
    roles.require(by, ACT)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    row = Risk.objects.filter(pk=risk, project=project, closed_on=None).first()
    if row is None:
        raise Refusal("invest.no_such_risk", project=number)
    row.closed_on = day
    row.save(update_fields=["closed_on"])
    keep(project)
    note(ACT, by=by, on=(ON, str(number)), after={"risk": row.words, "closed_on": day})


@transaction.atomic
def add_photo(
    number: int,
    photo: tuple[bytes, str],
    *,
    by: User,
    on: date | None = None,
    words: str = "",
    seen: int | None = None,
) -> int:
    """Keep a picture of a project.

    Args:
        number: the project's.
        photo: its bytes and its name.
        by: who hands it in.
        on: the day on which it was taken; today.
        words: what it shows.
        seen: the project's version that the person saw.

    Returns:
        Its id.

    Raises:
        Refusal: "ledger.not_allowed", "invest.not_a_picture", "invest.photo_there",
            "invest.fact_too_long", and those of `holding.hold`, `holding.past_day` and `keeping.keep`.
    """
    roles.require(by, ACT)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    if not media_type(*photo).startswith("image/"):
        raise Refusal("invest.not_a_picture", file=photo[1][-60:])
    proof = keeping.keep(photo[0], name=photo[1], by=by, synthetic=project.synthetic)
    if ProjectPhoto.objects.filter(project=project, evidence=proof).exists():
        raise Refusal("invest.photo_there", project=number)
    event = new_event_id()
    told = written(words, "words", LONGEST_PHOTO)
    row = ProjectPhoto.objects.create(
        project=project, evidence=proof, on=day, words=told, event_id=event
    )
    keep(project)
    after = {"photo": told, "on": day}
    note(ACT, by=by, on=(ON, str(number)), after=after, id=event, paper=proof.sha256)
    return row.pk
