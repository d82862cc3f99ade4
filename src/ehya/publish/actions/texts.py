"""How do claims come from a text into the record: kept, then confirmed or held back one by one?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction

from ehya.engine.claims.model import Claim
from ehya.engine.claims.read import METHOD, read
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User
from ehya.ledger.rules import vocabulary
from ehya.publish.actions.rows import (
    Entry,
    Sources,
    first_row,
    lock_record,
    now,
)
from ehya.publish.intake.rows import plain_address, plain_text
from ehya.publish.models import HeldBack, KeptText, RecordedClaim, Source
from ehya.publish.queries.texts import text_claims
from ehya.publish.record import PublishedFigure


@transaction.atomic
def keep_text(
    text: str,
    *,
    publisher: str,
    by: User,
    url: str = "",
    published_on: date | None = None,
) -> int:
    """Keep a text with the claims read in it; the same text again is the same number.

    Args:
        text: exactly as given.
        publisher: who published it.
        by: who keeps it.
        url: its address; "" when unknown.
        published_on: its date; None: as the text tells, or unknown.

    Returns:
        The text's number.

    Raises:
        Refusal: "ledger.not_allowed", "publish.publisher_missing", "publish.text_unwritable",
            "import.address", "import.formula", "import.cell_too_long", and those of `engine.claims.read`.
    """
    roles.require(by, "publish.keep_text")
    publisher, url = plain_text(publisher, "source"), plain_address(url.strip())
    if not publisher:
        raise Refusal("publish.publisher_missing")
    digest = _digest(text)
    reading = read(text, vocabulary=vocabulary(), published_on=published_on)
    told = reading.published_on
    source, _ = Source.objects.get_or_create(publisher=publisher, url=url)
    row, new = KeptText.objects.get_or_create(
        sha256=digest,
        published_on=told.isoformat() if told else "",
        source=source,
        read_by=METHOD,
        defaults={
            "body": text,
            "language": reading.language,
            "reading": [asdict(claim) for claim in reading.claims],
            "by": by,
            "at": now(),
        },
    )
    if new:
        note("publish.keep_text", by=by, on=("text", str(row)), claims=len(reading.claims))
    return row.pk


@transaction.atomic
def confirm_claims(text_id: int, claim_ids: Sequence[str], *, by: User) -> tuple[str, ...]:
    """Let claims of a kept text into the record, with the text's source and date.

    Args:
        text_id: the text.
        claim_ids: ids within it, e.g. "c3".
        by: who confirms them.

    Returns:
        Their keys in the record, in the order given, e.g. "T000012-03".

    Raises:
        Refusal: "ledger.not_allowed", "publish.no_such_text", "publish.nothing_chosen",
            "publish.no_such_claim_in_text", "publish.already_confirmed".
    """
    roles.require(by, "publish.confirm_claims")
    lock_record()
    text = _text(text_id)
    chosen = _chosen(text, claim_ids)
    confirmed = _confirmed(text)
    for claim in chosen:
        if claim.id in confirmed:
            raise Refusal(
                "publish.already_confirmed", text=str(text), claim=claim.id, key=confirmed[claim.id]
            )
    keys = {claim.id: key_in_record(text, claim) for claim in chosen}
    linked = {**confirmed, **keys}
    figures = {claim.id: _figure(claim, text, linked) for claim in chosen}
    entry, sources = Entry(by, now(), text.read_by, text=text), Sources(figures.values())
    copy_in(
        [
            first_row(figure, replace(entry, text_claim=claim_id), sources)
            for claim_id, figure in figures.items()
        ]
    )
    note("publish.confirm_claims", by=by, on=("text", str(text)), keys=list(keys.values()))
    return tuple(keys.values())


@transaction.atomic
def hold_back(text_id: int, claim_id: str, reason: str, *, by: User) -> None:
    """Write down why a claim of a text does not come into the record. It may still come later.

    Raises:
        Refusal: "ledger.not_allowed", "publish.no_such_text", "publish.no_such_claim_in_text",
            "publish.reason_missing", "publish.already_confirmed", "publish.already_held_back".
    """
    roles.require(by, "publish.hold_back")
    if not reason.strip():
        raise Refusal("publish.reason_missing")
    lock_record()
    text = _text(text_id)
    (claim,) = _chosen(text, [claim_id])
    confirmed = _confirmed(text)
    if claim.id in confirmed:
        raise Refusal(
            "publish.already_confirmed", text=str(text), claim=claim.id, key=confirmed[claim.id]
        )
    if HeldBack.objects.filter(text=text, text_claim=claim.id).exists():
        raise Refusal("publish.already_held_back", text=str(text), claim=claim.id)
    HeldBack.objects.create(text=text, text_claim=claim.id, reason=reason.strip(), by=by, at=now())
    note("publish.hold_back", by=by, on=("text", str(text)), reason=reason, claim=claim.id)


def key_in_record(text: KeptText, claim: Claim) -> str:
    """Return the key that a claim of a text has in the record: "T000012-03" for its "c3"."""
    return f"{text}-{int(claim.id.lstrip('c')):02d}"


def _digest(text: str) -> str:
    if "\x00" in text:
        raise Refusal("publish.text_unwritable")
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise Refusal("publish.text_unwritable") from error


def _text(text_id: int) -> KeptText:
    text = KeptText.objects.select_related("source").filter(pk=text_id).first()
    if text is None:
        raise Refusal("publish.no_such_text", text=text_id)
    return text


def _chosen(text: KeptText, claim_ids: Sequence[str]) -> list[Claim]:
    read_then = {claim.id: claim for claim in text_claims(text)}
    if not claim_ids:
        raise Refusal("publish.nothing_chosen", text=str(text))
    for claim_id in claim_ids:
        if claim_id not in read_then:
            raise Refusal("publish.no_such_claim_in_text", text=str(text), claim=claim_id[:20])
    return [read_then[claim_id] for claim_id in dict.fromkeys(claim_ids)]


def _confirmed(text: KeptText) -> dict[str, str]:
    """Return what has come into the record already; a withdrawn claim has come, too."""
    rows = RecordedClaim.objects.filter(text=text)
    return dict(rows.values_list("text_claim", "key"))


def _figure(claim: Claim, text: KeptText, keys: Mapping[str, str]) -> PublishedFigure:
    """A claim of a text points at others of the text; in the record only at what is there."""
    recorded = replace(
        claim,
        id=keys[claim.id],
        pair=keys.get(claim.pair or ""),
        part_of=keys.get(claim.part_of or ""),
        about=keys.get(claim.about or ""),
        published_on=text.published_on or None,
        source=text.source.publisher,
    )
    return PublishedFigure(recorded, url=text.source.url)
