"""Which texts are under examination, and what has become of their claims?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ehya.engine.claims.model import Claim, Period
from ehya.engine.refusal import Refusal
from ehya.publish.models import HeldBack, KeptText, RecordedClaim

MOST = 50


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A claim of a text that somebody did not let into the record.

    Attributes:
        claim_id: its id in the text.
        reason: why not.
        by: sign-in name.
        at: when. [UTC]
    """

    claim_id: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A kept text with the claims that were read in it when it was kept.

    Attributes:
        id: its number.
        name: "T000012", with which the keys of its claims begin.
        body: exactly as given.
        language: "en" or "fa".
        published_on: ISO day; None when unknown.
        publisher: who published it.
        url: its address; "" when unknown.
        read_by: the method that read it.
        claims: as read then; ids "c1", "c2" …
        confirmed: id of a claim -> its key in the record, even if it was withdrawn since.
        held_back: claims that were not let in.
        kept_by: sign-in name.
        kept_at: when. [UTC]
    """

    id: int
    name: str
    body: str
    language: str
    published_on: str | None
    publisher: str
    url: str
    read_by: str
    claims: tuple[Claim, ...]
    confirmed: Mapping[str, str]
    held_back: tuple[HeldClaim, ...]
    kept_by: str
    kept_at: datetime

    @property
    def undecided(self) -> tuple[Claim, ...]:
        """Claims that were neither confirmed nor held back."""
        decided = {*self.confirmed, *(held.claim_id for held in self.held_back)}
        return tuple(claim for claim in self.claims if claim.id not in decided)


def kept_text(text_id: int) -> Text:
    """Return one kept text.

    Raises:
        Refusal: "publish.no_such_text".
    """
    row = KeptText.objects.select_related("source", "by").filter(pk=text_id).first()
    if row is None:
        raise Refusal("publish.no_such_text", text=text_id)
    return _text(row)


def kept_texts(*, before: int | None = None, most: int = MOST) -> tuple[Text, ...]:
    """Return kept texts, newest first.

    Args:
        before: only texts with a smaller number: give the last one's for the next page.
        most: how many.
    """
    rows = KeptText.objects.select_related("source", "by").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return tuple(_text(row) for row in rows[:most])


def text_claims(row: KeptText) -> tuple[Claim, ...]:
    """Return the claims that were read when a text was kept."""
    return tuple(
        Claim(**{**told, "period": Period(**told["period"]), "unsure": tuple(told["unsure"])})
        for told in row.reading
    )


def _text(row: KeptText) -> Text:
    confirmed = RecordedClaim.objects.filter(text=row)
    held = HeldBack.objects.filter(text=row).select_related("by").order_by("pk")
    return Text(
        id=row.pk,
        name=str(row),
        body=row.body,
        language=row.language,
        published_on=row.published_on or None,
        publisher=row.source.publisher,
        url=row.source.url,
        read_by=row.read_by,
        claims=text_claims(row),
        confirmed=dict(confirmed.values_list("text_claim", "key")),
        held_back=tuple(HeldClaim(h.text_claim, h.reason, h.by.username, h.at) for h in held),
        kept_by=row.by.username,
        kept_at=row.at,
    )
