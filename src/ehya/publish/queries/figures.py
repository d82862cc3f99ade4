"""Which figures are there, do they still hold, and what is known today of the same day?"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.chain import first_broken_link
from ehya.ledger.models import Event
from ehya.ledger.scopes import ALL, Sight
from ehya.publish.certificate import Sheet, canonical, faults_of, part_for
from ehya.publish.counting import Asked, Scope, members, metric_named, value_of
from ehya.publish.models import Figure

__all__ = [
    "Figure",
    "Since",
    "asked_by",
    "faults_kept",
    "figure_digested",
    "figure_named",
    "figures",
    "lines_of",
    "public_figures",
    "sheet_of",
    "since_then",
]


@dataclass(frozen=True, slots=True)
class Since:
    """What is known now of the day a figure speaks of, beside what was known then.

    Attributes:
        value: what it comes to as known now. [the metric's unit]
        entered: members that were entered late.
        withdrawn: members that were taken out since.
        changed: members whose amount is another now.
    """

    value: Decimal
    entered: tuple[str, ...]
    withdrawn: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing is known otherwise."""
        return not (self.entered or self.withdrawn or self.changed)


def figures(*, synthetic: bool | None = None, metric: str = "") -> QuerySet[Figure]:
    """Return the figures that were made, newest first; without their lists."""
    rows = Figure.objects.select_related("by", "province", "release", "corrected")
    if synthetic is not None:
        rows = rows.filter(synthetic=synthetic)
    if metric:
        rows = rows.filter(metric=metric)
    return rows.defer("members").order_by("-made_at", "-pk")


def public_figures(*, synthetic: bool | None = None) -> QuerySet[Figure]:
    """Return the figures that everybody may see, those made public last first."""
    rows = figures(synthetic=synthetic).filter(release__isnull=False)
    return rows.order_by("-release__at", "-pk")


def figure_named(number: int, *, public: bool = False) -> Figure:
    """Return one figure.

    Args:
        number: its own.
        public: only where it was made public.

    Raises:
        Refusal: "figure.no_such_figure", also for one that is not public.
    """
    rows = public_figures() if public else figures()
    for figure in rows.filter(pk=number):
        return figure
    raise Refusal("figure.no_such_figure", figure=number)


def figure_digested(digest: str) -> Figure | None:
    """Return the figure whose certificate has a digest; None where none is kept here."""
    return figures().filter(digest=digest).first()


def lines_of(figure: Figure) -> tuple[str, ...]:
    """Return every member line of a figure as it was counted."""
    kept = Figure.objects.values_list("members", flat=True).get(pk=figure.pk)
    text = zlib.decompress(bytes(kept)).decode()
    return tuple(text.split("\n")) if text else ()


def sheet_of(figure: Figure, sight: Sight | None = None) -> Sheet:
    """Return a figure's certificate as a file.

    Args:
        figure: as kept.
        sight: how far whoever asks may see: the whole list for the whole country, a province's
            blocks for a province; None for the certificate alone, which everybody may have.
    """
    alone = Sheet(figure.certificate, figure.digest, figure.signature, figure.public_key)
    if not sight:
        return alone
    lines = lines_of(figure)
    told = (alone.certificate, alone.digest, alone.signature, alone.public_key)
    if sight.nation:
        return Sheet(*told, members=lines)
    return Sheet(*told, blocks=part_for(lines, sight.provinces))


def faults_kept(figure: Figure, *, key: str, chain: bool = True) -> list[str]:
    """Return what is wrong with a figure as it is kept here; [] for nothing.

    Args:
        figure: as kept.
        key: the house's public key.
        chain: whether every event is looked at too.

    Returns:
        Those of `certificate.faults_of`, and "kept" where what stands beside the certificate says
        otherwise, "event" where no event tells of its making, "ledger" where the chain no longer
        has the link the certificate names, "chain" where an event was changed.
    """
    faults = faults_of(sheet_of(figure, ALL), key=key)
    if not _stands_beside(figure):
        faults.append("kept")
    made = Event.objects.filter(pk=figure.event_id, act="publish.make_figure").first()
    if made is None or (made.after or {}).get("certificate") != figure.digest:
        faults.append("event")
    if not _names_its_link(figure.certificate["ledger"]):
        faults.append("ledger")
    if chain and first_broken_link() is not None:
        faults.append("chain")
    return faults


def asked_by(figure: Figure, *, known_at: datetime | None = None) -> Asked:
    """Return the question that a figure answers, as known then or at another moment."""
    told = figure.certificate
    defined = date.fromisoformat(told["definition"]["version"].rpartition("/")[2])
    return Asked(
        metric=metric_named(figure.metric, defined),
        period=DayRange(figure.first, figure.last),
        as_of=figure.as_of,
        known_at=known_at or figure.known_at,
        scope=Scope(**told["scope"]),
    )


def since_then(figure: Figure, known_at: datetime) -> Since:
    """Return what is known at a moment of the day that a figure speaks of.

    At the figure's own moment it is the same as then, for as long as nobody tampers.
    """
    asked = asked_by(figure, known_at=known_at)
    found = members(asked)
    now, then = _amounts(tuple(one.line() for one in found)), _amounts(lines_of(figure))
    return Since(
        value=value_of(found, asked),
        entered=tuple(sorted(now.keys() - then.keys())),
        withdrawn=tuple(sorted(then.keys() - now.keys())),
        changed=tuple(sorted(one for one in now.keys() & then.keys() if now[one] != then[one])),
    )


def _amounts(lines: tuple[str, ...]) -> Mapping[str, str]:
    return dict(line.split("\t", 1)[1].split("\t") for line in lines)


def _stands_beside(figure: Figure) -> bool:
    told = figure.certificate
    period = {"first": figure.first.isoformat(), "last": figure.last.isoformat()}
    return (
        (told["metric"], told["unit"], told["period"]) == (figure.metric, figure.unit, period)
        and Decimal(told["value"]) == figure.value
        and datetime.fromisoformat(told["known_at"]) == figure.known_at
        and told["as_of"] == figure.as_of.isoformat()
        and told["counted"] == {"number": figure.number, "root": figure.root}
        and canonical(told["scope"]) == canonical(figure.scope)
    )


def _names_its_link(link: Mapping[str, Any]) -> bool:
    if not link["position"]:
        return True
    kept = Event.objects.filter(position=link["position"]).values_list("digest", flat=True)
    return [bytes(digest).hex() for digest in kept] == [link["digest"]]
