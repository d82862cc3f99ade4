"""How is it told what brings units back?"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ehya.diagnose.obstacles import Kind, obstacles_on
from ehya.ledger.queries import today
from ehya.revive.queries.called import units_called
from ehya.verify.queries.effects import Effect, answer, effects, newest
from ehya.web import formats
from ehya.web.messages.names_diagnose import INTERVENTIONS
from ehya.web.reader import current

MOST = 4  # interventions that a plan's form tells of


def causes() -> Sequence[Kind]:
    """Return the first level of what may hold a unit up."""
    return obstacles_on(today()).kinds


def cause_words(name: str) -> str:
    """Return what a cause is called in the reader's language; its name where it is unknown."""
    words = {kind.name: kind.words[current().language] for kind in causes()}
    return words.get(name, name)


def intervention_words(name: str) -> str:
    """Return what an intervention is called in the reader's language; "" for all."""
    return INTERVENTIONS[name][current().language] if name else ""


def record_of(case: Any) -> list[str]:
    """Return what became of cases like one, by intervention, the most promising first."""
    table = newest(case.kind, synthetic=case.synthetic)
    if table is None:
        return []
    told, fewest = effects(table), table.facts["fewest"]
    size = "".join(row.size for row in units_called([case.unit_id]).values())
    found = [
        best
        for name in sorted({cell[0] for cell in told if cell[0]})
        if (best := answer(told, (name, case.cause, size), fewest=fewest)) is not None
    ]
    found.sort(key=lambda row: -row.chance)
    return [_said(row, table.facts["periods"][-1]) for row in found[:MOST]]


def _said(row: Effect, horizon: float) -> str:
    language = current().language
    against = (
        _("against {cause}").format(cause=cause_words(row.cause)) if row.cause else _("in all")
    )
    said = _(
        "{what}, {against}: of {of} cases {back} ran again and it was proven; of 100 decided on"
        " today {low} to {high} are expected within {years} years."
    )
    return said.format(
        what=intervention_words(row.intervention),
        against=against,
        of=formats.number(row.cases, language),
        back=formats.number(row.restarted, language),
        low=formats.number(round(100 * row.chance_low), language),
        high=formats.number(round(100 * row.chance_high), language),
        years=formats.number(round(horizon / 365), language),
    )
