"""Which metric do jobs and people belong to?"""

from ehya.engine.claims.reading.aims import is_aim
from ehya.engine.claims.reading.clauses_fa import works_with
from ehya.engine.claims.reading.counted import NOTHING, Answer, Count, sense_of
from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.patterns import metric_of
from ehya.engine.claims.reading.persian import is_persian
from ehya.engine.claims.reading.wholes import is_same_figure

# A small number told in passing, as the stage of a speech.
_SMALL = 10
_PLANNED = 4
_TOTALS = ("units_total", "units_active", "parks_total")


def job(count: Count) -> Answer | None:
    """Tell jobs created, there, possible or told per unit.

    Args:
        count: the number and its surroundings.

    Returns:
        The metric and its sense; None where no people or jobs are counted.
    """
    if count.noun != "job":
        return None
    scene, phrase, act = count.scene, count.phrase, count.act
    if phrase.number.spelled and phrase.number.value < _SMALL:
        return NOTHING
    if act is None and count.fresh and "jobs_created" in count.fresh[-1].metric:
        phrase.inherits = True
        return count.fresh[-1].metric, count.fresh[-1].sense
    whole = _whole_of_jobs(count)
    if whole is not None:
        phrase.inherits = True
        return whole.metric, whole.sense
    if act is None and not _are_jobs(count):
        return NOTHING
    name = _kind_of_jobs(count)
    name = "create" if name == "revive" else name
    name = "exist" if name == "create" and _are_told_as_there(count) else name
    last = _last_units(count)
    before = [m for m in scene.of("modal") if m.name == "before" and m.last <= phrase.first]
    planned = scene.nearest(phrase.span, before, _PLANNED)[0] is not None
    aim = planned or (last is not None and last.sense == "target") or _is_of_an_aim(count)
    metric = metric_of(
        "job", name, "", target=name == "create" and (aim or is_aim(scene, phrase, act))
    )
    return metric, sense_of(metric)


def _whole_of_jobs(count: Count) -> Draft | None:
    """Return the jobs of which «۸۰۶ هزار نفر از این اشتغال در شهرک‌هاست» tells a part."""
    after = count.scene.words(count.phrase.last, count.phrase.last + 3)
    if after not in (["از", "این", "اشتغال"], ["از", "این", "تعداد"], ["از", "این", "شغل"]):
        return None
    return next((d for d in reversed(count.fresh) if d.metric.startswith("jobs_")), None)


def _are_jobs(count: Count) -> bool:
    """Tell whether people with no verb of their own hold jobs: «۱۳۷۵ واحد با ۲۳ هزار کارگر»."""
    scene, phrase = count.scene, count.phrase
    units = _last_units(count)
    staffed = works_with(scene, phrase) and units is not None and units.metric != "units_served"
    return phrase.noun == "job" or staffed or is_same_figure(scene, phrase)


def _are_told_as_there(count: Count) -> bool:
    """Tell «اشتغال شهرک‌های صنعتی ۲۳ هزار نفر است» from jobs that were created."""
    scene, phrase, act = count.scene, count.phrase, count.act
    if act is None or act.last > phrase.first or scene.words(act.first, act.last) != ["اشتغال"]:
        return False
    told = scene.words(phrase.last, phrase.last + 1) in (["است"], ["بود"])
    return told and any(
        m.name in ("park", "unit") and m.first == act.last for m in scene.of("noun")
    )


def _is_of_an_aim(count: Count) -> bool:
    """Tell «هدف امسال احیای ۶۵ واحد و ایجاد ۹۰۰ شغل است»: the jobs are meant as the units are."""
    scene, phrase = count.scene, count.phrase
    last = count.fresh[-1] if count.fresh else None
    if last is None or not last.metric.startswith("target_units") or count.act is None:
        return False
    if _comes_with(count):
        return True
    between = scene.words(last.phrase.last, count.act.first)
    return count.act.last == phrase.first and between == ["و"]


def _comes_with(count: Count) -> bool:
    """Tell «با راه‌اندازی ۱۰۰ واحد، امسال ۴ هزار شغل فراهم می‌شود»: both are still to come."""
    scene, act = count.scene, count.act
    opened = "با" in scene.words(0, count.phrase.first)
    present = act is not None and _TO_COME & set(scene.words(act.last, act.last + 2))
    return opened and bool(present) and is_persian(scene, count.phrase.first)


_TO_COME = frozenset(("شود", "میشود", "خواهد", "گردد", "میگردد"))


def _last_units(count: Count) -> Draft | None:
    return next((d for d in reversed(count.fresh) if d.metric.startswith(("units", "parks"))), None)


def _in_idle_units(count: Count) -> bool:
    """Tell "178,000 people were employed in the inactive units"."""
    if count.act is None or count.scene.tokens[count.act.last - 1].text != "employed":
        return False
    after = count.scene.words(count.act.last, count.act.last + 2)
    idle = [m for m in count.scene.of("state") if m.name == "idle"]
    return after[:1] == ["in"] and any(0 < m.first - count.act.last <= 2 for m in idle)


def _kind_of_jobs(count: Count) -> str:
    """Return whether jobs are created, exist, might exist, or are told per unit."""
    scene, phrase = count.scene, count.phrase
    name = count.act.name if count.act else "create"
    per = [m for m in scene.of("act") if m.name == "per_unit"]
    if scene.nearest(phrase.span, per, 9)[0] is not None:
        return "per_unit"
    if (
        name == "exist"
        and count.act
        and scene.words(count.act.first - 1, count.act.first) == ["to"]
    ):
        return "create"
    if name == "create" and _in_idle_units(count):
        return "potential"
    last = _last_units(count)
    if name == "create" and last is not None and last.metric in _TOTALS:
        return "exist"
    if name == "exist" and last is not None and last.metric == "units_revived":
        return "create"
    idle = [m for m in scene.of("state") if m.name == "idle"]
    if name == "potential" and scene.nearest(phrase.span, idle, 9)[0] is None:
        return ""
    return name
