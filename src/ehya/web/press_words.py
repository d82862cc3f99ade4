"""How is a statement shown: each number beside what the house counts, or why nothing proves it?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ehya.engine.claims.model import Claim
from ehya.publish.press import Examined, Match
from ehya.publish.queries.press import Statement
from ehya.web import formats
from ehya.web import target_words as targets
from ehya.web.figure_words import metric_words, scope_words, value_words
from ehya.web.messages import finding_saying, sentence
from ehya.web.passages import Piece, paragraphs
from ehya.web.reader import current

PROVEN, STANDS, DIFFERS, OPEN = "ok", "nt", "bad", "dbt"
SIGNS = {PROVEN: "fine", STANDS: "note", DIFFERS: "contradiction", OPEN: "doubt"}
STATES = {
    "draft": gettext_lazy("draft"),
    "submitted": gettext_lazy("waits for approval"),
    "published": gettext_lazy("published"),
    "dropped": gettext_lazy("dropped"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a statement, in words.

    Attributes:
        id: of the number.
        anchor: where its passage is on the page.
        text: the passage.
        kind: how it is underlined.
        sign: "fine", "note", "contradiction" or "doubt".
        said: what the house knows of it.
        beneath: scope and time of what was counted; "" for nothing counted.
        address: where the house's count is; "" for nowhere.
        reason: why it is let stand; "" for no reason.
        told: the question that its writer named, by field.
        needs: whether its writer still has to answer.
        read: what was read; None where nothing was.
    """

    id: str
    anchor: str
    text: str
    kind: str
    sign: str
    said: str
    beneath: str
    address: str
    reason: str
    told: Mapping[str, str]
    needs: bool
    read: Claim | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction, in words.

    Attributes:
        key: under which it is answered.
        headline: what does not add up.
        follows: what follows from it.
        reason: why it is let stand; "" for no reason.
    """

    key: str
    headline: str
    follows: str
    reason: str


def rows_of(found: Examined) -> list[Row]:
    """Return every number in its order."""
    return [_row(one, found) for one in found.matches]


def pieces_of(found: Examined) -> list[list[Piece]]:
    """Return the text as paragraphs, each number underlined by how it stands."""
    kinds = {one.number.id: _kind(one, found) for one in found.matches}
    shown = {key: "" if kind == PROVEN else kind for key, kind in kinds.items()}
    return paragraphs(found.reading.text, [one.number for one in found.matches], shown)


def clashes_of(found: Examined) -> list[Clash]:
    """Return every contradiction."""
    claims = {one.id: one for one in (*found.record, *found.reading.claims)}
    told = []
    for finding, key in found.clash_keys:
        said = finding_saying(finding, claims, current().language)
        told.append(Clash(key, said.headline, said.follows, found.reason(key)))
    return told


def finding(found: Examined) -> str:
    """Return what stands between the statement and the public."""
    language = current().language
    proven, every = len(found.proven), len(found.matches)
    if not every:
        return _("No number stands in this text")
    facts = {"proven": formats.number(proven, language), "all": formats.number(every, language)}
    left = len(found.open)
    if left:
        facts["left"] = formats.number(left, language)
        return (
            ngettext(
                "%(proven)s of %(all)s numbers are proven; %(left)s stands in the way",
                "%(proven)s of %(all)s numbers are proven; %(left)s stand in the way",
                left,
            )
            % facts
        )
    if proven == every:
        return _("Every number is proven: %(all)s of them") % facts
    return (
        _("%(proven)s of %(all)s numbers are proven, the others are let stand with a reason")
        % facts
    )


def state_words(statement: Statement) -> str:
    """Return where a statement stands."""
    return str(STATES[statement.state])


def _kind(one: Match, found: Examined) -> str:
    if one.proven:
        return PROVEN
    if found.reason(one.number.id):
        return STANDS
    return DIFFERS if one.ours is not None else OPEN


def _row(one: Match, found: Examined) -> Row:
    number, kind = one.number, _kind(one, found)
    answer = found.answers.get(number.id, {})
    return Row(
        id=number.id,
        anchor=number.id,
        text=number.text,
        kind="" if kind == PROVEN else kind,
        sign=SIGNS[kind],
        said=_said(one),
        beneath=_beneath(one),
        address=_address(one),
        reason=found.reason(number.id),
        told=answer,
        needs=kind in (DIFFERS, OPEN),
        read=number.claim,
    )


def _said(one: Match) -> str:
    if one.trouble is not None:
        return sentence(one.trouble, current().language)
    if one.target is not None:
        version = one.target
        return _("The target, version %(number)s by %(who)s") % {
            "number": formats.number(version.number, current().language),
            "who": version.authority,
        }
    if one.asked is None or one.ours is None:
        return ""
    return _("%(metric)s: %(value)s") % {
        "metric": capfirst(metric_words(one.asked.metric)),
        "value": value_words(one.ours, one.asked.metric.unit),
    }


def _beneath(one: Match) -> str:
    language = current().language
    if one.target is not None:
        return targets.period_words(one.target.target)
    if one.asked is None:
        return ""
    where = scope_words(one.asked.scope.told())
    period = one.asked.period
    if period.first == period.last:
        return f"{where} · {formats.day(period.last, language)}"
    days = {
        "first": formats.day(period.first, language),
        "last": formats.day(min(period.last, one.asked.as_of), language),
    }
    return f"{where} · " + _("%(first)s to %(last)s") % days


def _address(one: Match) -> str:
    if one.target is not None:
        return reverse("target", args=[one.target.target_id])
    if one.asked is None:
        return ""
    asked = one.asked
    told = {name: str(value) for name, value in asked.scope.told().items() if name != "synthetic"}
    told |= {"first": asked.period.first.isoformat(), "last": asked.period.last.isoformat()}
    told |= {"synthetic": "1" if asked.scope.synthetic else "0"}
    query = "&".join(f"{name}={value}" for name, value in told.items())
    return f"{reverse('figure-count', args=[asked.metric.name])}?{query}"
