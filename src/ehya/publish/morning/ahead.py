"""Where will the year of a target end, as its open cases have it?"""

from collections.abc import Hashable
from typing import Final

from ehya.engine.calendar import solar_year_of, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger.answers import answered_lately, is_kept
from ehya.ledger.scopes import Sight
from ehya.publish.morning.reached import Reached
from ehya.publish.pipeline import METHOD, METRICS, Pipeline, pipeline
from ehya.register.queries.within import Moment

STAGES: Final = {metric: stage for stage, metric in METRICS.items()}


def ahead(lead: Reached, moment: Moment, sight: Sight) -> Pipeline | None:
    """Return the forecast of a target's year; None for one that open cases cannot tell of.

    Asked again before anything was done, it is told from memory.

    Args:
        lead: a target that is counted.
        moment: on both clocks.
        sight: of the target's place.
    """
    if not _is_of_year(lead, moment):
        return None
    target = lead.standing.target
    stage, aim, synthetic = STAGES[target.metric], int(lead.aim), target.synthetic
    try:
        return answered_lately(
            METHOD,
            _key(lead, moment, sight),
            moment.known_at,
            lambda: pipeline(moment, sight, stage=stage, synthetic=synthetic, target=aim),
        )
    except Refusal:
        return None


def ahead_kept(lead: Reached, moment: Moment, sight: Sight) -> bool:
    """Tell whether `ahead` would answer at once."""
    if not _is_of_year(lead, moment):
        return True
    return is_kept(METHOD, _key(lead, moment, sight), moment.known_at)


def _is_of_year(lead: Reached, moment: Moment) -> bool:
    target, year = lead.standing.target, year_range(solar_year_of(moment.as_of))
    return target.metric in STAGES and (target.first, target.last) == (year.first, year.last)


def _key(lead: Reached, moment: Moment, sight: Sight) -> Hashable:
    target = lead.standing.target
    seen = (sight.nation, sight.provinces, sight.parks)
    return (moment.as_of, *seen, STAGES[target.metric], target.synthetic, int(lead.aim))
