"""Which statements are there, which are public, and what does each rest on?"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger.signing import signed_by
from ehya.publish.certificate import digest_of
from ehya.publish.models import Figure, Publication, Statement
from ehya.publish.press import Examined, examine
from ehya.register.queries.within import Moment, here_and_now

__all__ = [
    "Publication",
    "Statement",
    "examined",
    "faults_of_statement",
    "figures_corrected",
    "public_statements",
    "statement_named",
    "statements",
    "statements_telling",
    "text_digest",
]


def statements(*, state: str = "") -> QuerySet[Statement]:
    """Return the statements, those changed last first.

    Args:
        state: only those that stand there; "" for all but dropped ones.
    """
    rows = Statement.objects.select_related("by", "publication__by", "corrects")
    rows = rows.filter(state=state) if state else rows.exclude(state="dropped")
    return rows.order_by("-changed_at", "-pk")


def public_statements() -> QuerySet[Statement]:
    """Return the published statements, the newest first, each with the notice that corrects it."""
    rows = Statement.objects.filter(state="published").select_related("publication", "corrects")
    return rows.prefetch_related("notices").order_by("-publication__at", "-pk")


def statement_named(number: int, *, public: bool = False) -> Statement:
    """Return one statement.

    Args:
        number: its own.
        public: only where it was published.

    Raises:
        Refusal: "press.no_such_statement", also for one that is not public.
    """
    rows = public_statements() if public else statements() | statements(state="dropped")
    for statement in rows.filter(pk=number):
        return statement
    raise Refusal("press.no_such_statement", statement=number)


def statements_telling(figure: Figure) -> QuerySet[Statement]:
    """Return the published statements that tell a figure, the oldest first."""
    rows = public_statements().filter(publication__tellings__figure=figure)
    return rows.distinct().order_by("publication__at", "pk")


def figures_corrected(publication: Publication) -> frozenset[int]:
    """Return the figures of a published statement that were put right by another since."""
    rows = publication.tellings.filter(figure__corrected__isnull=False)
    return frozenset(rows.values_list("figure_id", flat=True))


def examined(statement: Statement, moment: Moment | None = None) -> Examined:
    """Return a statement read and held against what is known at a moment; now unless given."""
    return examine(
        statement.text,
        statement.said_on,
        moment or here_and_now(),
        synthetic=statement.synthetic,
        answers=statement.answers,
    )


def text_digest(found: Examined) -> str:
    """Return a digest of all that whoever approves has seen: text, matches, what is let stand."""
    rows = [
        {
            "number": one.number.id,
            "ours": "" if one.ours is None else f"{one.ours.normalize():f}",
            "metric": one.asked.metric.version if one.asked else "",
            "target": one.target.pk if one.target else 0,
            "trouble": one.trouble.code if one.trouble else "",
        }
        for one in found.matches
    ]
    seen: Mapping[str, Any] = {
        "text": found.reading.text,
        "numbers": rows,
        "answers": found.answers,
        "clashes": [list(one.claims) for one in found.clashes],
    }
    return digest_of(seen)


def faults_of_statement(publication: Publication, *, key: str) -> list[str]:
    """Return what is wrong with a published statement as it is kept; nothing where it holds.

    Args:
        publication: as kept.
        key: the house's own public key, hexadecimal.
    """
    told, statement = publication.certificate, publication.statement
    found = []
    if digest_of(told) != publication.digest:
        found.append("digest")
    if not signed_by(publication.digest, publication.signature, publication.public_key):
        found.append("signature")
    if publication.public_key != key:
        found.append("key")
    if told.get("text") != statement.text or told.get("title") != statement.title:
        found.append("kept")
    return found
