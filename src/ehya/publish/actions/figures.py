"""How does a number get its birth certificate, become public, and be put right?"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.chain import head_of_chain
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.ledger.signing import public_key, sign
from ehya.publish.certificate import KIND, digest_of, root_of
from ehya.publish.counting import (
    METHOD,
    SHARE_METHOD,
    Asked,
    LookedAt,
    looked_at,
    members,
    plain,
    value_of,
)
from ehya.publish.disclosure import refuse_telling
from ehya.publish.models import Correction, Figure, Release
from ehya.publish.queries.figures import asked_by, figure_named
from ehya.register.models import Province

LEVEL = 1  # of compression: a list is read once in years, and made while somebody waits


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted for a figure.

    Attributes:
        lines: every member, in order of province.
        value: what they come to, as certificates write it.
        looked: what was looked at.
    """

    lines: tuple[str, ...]
    value: str
    looked: LookedAt


@transaction.atomic
def make_figure(asked: Asked, *, by: User) -> Figure:
    """Count, write the certificate and sign it; the same question at the same moment is one figure.

    Args:
        asked: the question; its sight is that of whoever makes it.
        by: who makes it, and may see the whole country.

    Raises:
        Refusal: "ledger.not_allowed", "figure.not_whole" where its maker sees a part only,
            "figure.not_yet" for a moment to come, "figure.nothing_looked_at",
            "figure.share_of_nothing", "figure.no_such_scope".
    """
    roles.require(by, "publish.make_figure")
    if not sight_of(by).nation:
        raise Refusal("figure.not_whole")
    at = timezone.now()
    if asked.known_at > at:
        raise Refusal("figure.not_yet", known_at=asked.known_at.isoformat(timespec="minutes"))
    _refuse_unknown_place(asked)
    counted = count(asked)
    certificate = certificate_of(asked, counted, at)
    return _keep(asked, counted, certificate, at, by)


def count(asked: Asked) -> Counted:
    """Return everything that a question counts.

    Raises:
        Refusal: "figure.nothing_looked_at", "figure.share_of_nothing".
    """
    looked = looked_at(asked)
    found = members(asked)
    return Counted(tuple(one.line() for one in found), plain(value_of(found, asked)), looked)


def certificate_of(asked: Asked, counted: Counted, at: datetime) -> dict[str, Any]:
    """Return what is signed; docs/reference/figures.md tells every field."""
    metric, head, looked = asked.metric, head_of_chain(), counted.looked
    return {
        "kind": KIND,
        "metric": metric.name,
        "definition": {
            "version": metric.version,
            **{f"counts_{tongue}": metric.words[f"counts_{tongue}"] for tongue in ("en", "fa")},
            "once_per": metric.once_per,
            "answers": list(metric.answers),
        },
        "scope": asked.scope.told(),
        "period": {
            "first": asked.period.first.isoformat(),
            "last": asked.period.last.isoformat(),
        },
        "as_of": asked.as_of.isoformat(),
        "known_at": asked.known_at.isoformat(),
        "value": counted.value,
        "unit": metric.unit,
        "method": {
            "name": SHARE_METHOD if metric.is_share else METHOD,
            "adds": "share" if metric.is_share else "sum",
            "source": metric.source,
            "settings": dict(metric.settings),
        },
        "counted": {"number": len(counted.lines), "root": root_of(counted.lines)},
        "looked_at": {"number": looked.number, "what": looked.what, "digest": looked.digest},
        "ledger": {
            "position": head.position if head else 0,
            "digest": head.digest if head else "",
        },
        "made_at": at.isoformat(),
    }


@transaction.atomic
def release_figure(number: int, *, by: User) -> Release:
    """Make a figure public: somebody else than its maker does, and it stays so.

    Raises:
        Refusal: "ledger.not_allowed", "figure.no_such_figure", "figure.by_its_maker",
            "figure.public_already", "figure.too_few", "figure.tells_few" and "figure.tells_one" of what
            the public could work out from it, alone or beside what is public already.
    """
    roles.require(by, "publish.release_figure")
    figure = _locked(number)
    if figure.by_id == by.pk:
        raise Refusal("figure.by_its_maker", figure=number)
    if Release.objects.filter(figure=figure).exists():
        raise Refusal("figure.public_already", figure=number)
    _one_at_a_time()
    refuse_telling(figure)
    event = new_event_id()
    made = Release.objects.create(figure=figure, at=timezone.now(), by=by, event_id=event)
    note(
        "publish.release_figure",
        by=by,
        id=event,
        on=("figure", str(number)),
        after={"certificate": figure.digest},
    )
    return made


@transaction.atomic
def correct_figure(number: int, reason: str, *, by: User) -> Figure:
    """Count a public figure anew as known now, and link the new one to it with why.

    The old one stays as it was; the new one becomes public like any other.

    Args:
        number: of the public figure.
        reason: why; everybody will read it.
        by: who corrects.

    Returns:
        The new figure.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "figure.no_such_figure",
            "figure.not_public", "figure.corrected_already", "figure.nothing_to_correct" where
            what is known now comes to the same set.
    """
    roles.require(by, "publish.correct_figure")
    wrong = _locked(number)
    if not Release.objects.filter(figure=wrong).exists():
        raise Refusal("figure.not_public", figure=number)
    if Correction.objects.filter(wrong=wrong).exists():
        raise Refusal("figure.corrected_already", figure=number)
    right = make_figure(asked_by(wrong, known_at=timezone.now()), by=by)
    if right.root == wrong.root:
        raise Refusal("figure.nothing_to_correct", figure=number)
    event = new_event_id()
    Correction.objects.create(
        wrong=wrong,
        right=right,
        reason=reason.strip(),
        at=right.made_at,
        by=by,
        event_id=event,
    )
    note(
        "publish.correct_figure",
        by=by,
        id=event,
        on=("figure", str(number)),
        before={"value": plain(wrong.value)},
        after={"value": plain(right.value), "figure": right.pk},
        reason=reason,
    )
    return right


def _keep(
    asked: Asked, counted: Counted, certificate: dict[str, Any], at: datetime, by: User
) -> Figure:
    digest, event = digest_of(certificate), new_event_id()
    made = Figure.objects.create(
        metric=asked.metric.name,
        province_id=asked.scope.province or None,
        scope=asked.scope.told(),
        synthetic=asked.scope.synthetic,
        first=asked.period.first,
        last=asked.period.last,
        as_of=asked.as_of,
        known_at=asked.known_at,
        value=Decimal(counted.value),
        unit=asked.metric.unit,
        number=len(counted.lines),
        root=certificate["counted"]["root"],
        members=zlib.compress("\n".join(counted.lines).encode(), LEVEL),
        certificate=certificate,
        digest=digest,
        signature=sign(digest),
        public_key=public_key(),
        made_at=at,
        by=by,
        event_id=event,
    )
    note(
        "publish.make_figure",
        by=by,
        id=event,
        on=("figure", str(made.pk)),
        after={"metric": made.metric, "value": counted.value, "certificate": digest},
    )
    return made


def _one_at_a_time() -> None:
    """Let no two figures become public at once: each alone could be told, and not both."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE publish_release IN SHARE ROW EXCLUSIVE MODE")


def _locked(number: int) -> Figure:
    figure_named(number)
    return Figure.objects.select_for_update(no_key=True).get(pk=number)


def _refuse_unknown_place(asked: Asked) -> None:
    province = asked.scope.province
    if province and not Province.objects.filter(pk=province).exists():
        raise Refusal("figure.no_such_scope", what="province", value=province[:40])
