"""How do the claims of a text belong together: pairs, parts, counts, repetitions?"""

from itertools import pairwise

from ehya.engine.claims.reading.amounts import partner_of
from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.scene import Scene

_JOBS = ("jobs_", "target_jobs_")
_MONEY = ("finance_", "investment_")
_COUNTS = ("units_", "mines_", "projects_", "target_units_", "target_mines_", "loans_")
_ABOUT = {
    "units_revived": "revived units",
    "units_capacity_increased": "expanded units",
    "units_new_operational": "new units",
    "units_idle": "idle units",
    "mines_revived": "revived mines",
    "projects_inaugurated": "projects",
    "target_units_revived": "idle units",
    "units_renovated": "renovated units",
}


def link_sentence(scene: Scene, fresh: list[Draft], before: list[Draft]) -> None:
    """Join the claims of one sentence to one another and to those before.

    Args:
        scene: the sentence.
        fresh: its claims; changed in place.
        before: the claims of earlier sentences.
    """
    _join_shares(fresh)
    for place, draft in enumerate(fresh):
        earlier = [*before, *fresh[:place]]
        if draft.phrase.number.kind in ("IRR", "USD"):
            draft.pair = partner_of(scene, draft.phrase, earlier)
            if draft.pair is not None:
                draft.pair.pair = draft
        if _is_for_a_count(draft):
            _belong(scene, draft, fresh[:place], fresh[place + 1 :], before)
        elif draft.inherits or _goes_on(draft, fresh[:place]):
            _join_whole(draft, earlier)


def _is_for_a_count(draft: Draft) -> bool:
    if draft.metric.endswith(("_pct", "_count")):
        return draft.metric == "provinces_count"
    return draft.metric.startswith((*_JOBS, *_MONEY))


def _join_shares(fresh: list[Draft]) -> None:
    """Let "24 percent of the revived units …, 21 percent …" be shares of the same whole."""
    for left, right in pairwise(fresh):
        if (
            left.metric == right.metric
            and left.metric.startswith("share_")
            and ", of " in left.population
        ):
            whole = left.population.split(", of ")[1]
            right.population = f"{right.population.split(', of ')[0]}, of {whole}"
            right.sense, right.period, right.unsure = left.sense, left.period, left.unsure


def _pointed_at(scene: Scene, draft: Draft, before: list[Draft]) -> list[Draft]:
    """Return the earlier claims that jobs or money may be for: those spoken of just before."""
    refers = bool(scene.of("refer", "figure")) or draft.metric == "provinces_count"
    untold = draft.time is None or "period.carried" in draft.unsure
    if not refers and not untold:
        return []
    return [d for d in before if draft.sentence - d.sentence <= (3 if refers else 2)]


def _belong(
    scene: Scene, draft: Draft, left: list[Draft], right: list[Draft], before: list[Draft]
) -> None:
    """Find the count that jobs or money are for: in the sentence, else in the one before."""
    if draft.pair is not None and draft.pair in left:
        draft.about = draft.pair.about
    else:
        near = _pointed_at(scene, draft, before)
        draft.about = _last_count(left) or _first_count(right) or _whose(scene, draft, near)
    if draft.about is None:
        return
    noun = _ABOUT.get(draft.about.metric)
    if noun:
        kind = (
            draft.about.population
            if noun == "projects" and "project" in draft.about.population
            else ""
        )
        draft.population = kind or f"{int(draft.about.phrase.number.value):,} {noun}"
    if (
        draft.time is None
        or "period.carried" in draft.unsure
        or draft.about.sentence == draft.sentence
    ):
        flows = {draft.about.sense, draft.sense} <= {"flow", "event"}
        if _is_for_an_aim(draft):
            draft.period, draft.unsure = draft.about.period, draft.about.unsure
        if draft.sense != "stock" and (draft.about.sense == draft.sense or flows):
            draft.sense = draft.about.sense
            draft.dated_by_count = True
            draft.period, draft.unsure = draft.about.period, draft.about.unsure
    if draft.place == "Iran" or draft.about.sentence != draft.sentence:
        draft.place = draft.about.place


def _whose(scene: Scene, draft: Draft, near: list[Draft]) -> Draft | None:
    """Return the count told before that jobs are for: what is done, and the whole of several parts."""
    done = [d for d in near if d.sense != "target"] if draft.metric == "jobs_created" else near
    last = _last_count(done) or _last_count(near)
    counts = [n for n in scene.numbers if n.kind == "count"]
    if last is None or last.parent is None or len(counts) > 1:
        return last
    several = sum(d.parent is last.parent for d in near) > 1
    return last.parent if several and not scene.of("scope", "sector", "place") else last


def _is_for_an_aim(draft: Draft) -> bool:
    """Tell money set aside for units that are still to be revived."""
    about = draft.about
    return about is not None and about.sense == "target" and draft.metric.startswith("finance_all")


def _last_count(drafts: list[Draft]) -> Draft | None:
    return next((d for d in reversed(drafts) if d.metric.startswith(_COUNTS)), None)


def _first_count(drafts: list[Draft]) -> Draft | None:
    return next((d for d in drafts if d.metric.startswith(_COUNTS)), None)


def _goes_on(draft: Draft, left: list[Draft]) -> bool:
    """Tell whether a list of parts goes on: "including nine … , seven … , and four …"."""
    last = _last_count(left)
    return (
        last is not None
        and last.parent is not None
        and (last.metric == draft.metric or last.metric == "projects_inaugurated")
    )


def _join_whole(draft: Draft, earlier: list[Draft]) -> None:
    for whole in reversed(earlier):
        if whole.parent is not None or draft.sentence - whole.sentence > 3:
            continue
        alike = (
            whole.metric == draft.metric
            or (whole.metric == "projects_inaugurated" and draft.metric == "units_revived")
            or (whole.metric == "units_total" and draft.metric in ("units_idle", "units_active"))
        )
        if alike and whole.phrase.number.value >= draft.phrase.number.value:
            draft.parent = whole
            own = draft.time is not None and "period.carried" not in draft.unsure
            if own and whole.sense != "event":
                return
            draft.period = (
                whole.period
                if whole.metric == draft.metric or whole.sense == "event"
                else draft.period
            )
            if whole.sense == "event":
                draft.sense = "event"
            return


def join_amounts(drafts: list[Draft]) -> None:
    """Make the money of a part a part of the whole's money.

    Args:
        drafts: all claims; changed in place.
    """
    for draft in drafts:
        if draft.about is None or draft.about.parent is None or draft.parent is not None:
            continue
        whole = draft.about.parent
        draft.parent = next(
            (d for d in drafts if d.about is whole and d.metric == draft.metric and d is not draft),
            None,
        )
        draft.period = draft.about.period


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Leave out what was said before: one claim a figure, at its first full mention.

    Args:
        drafts: all claims in order.

    Returns:
        The claims to report; a headline gives way to the sentence that repeats it.
    """
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (draft.metric, draft.phrase.number.value, draft.place)
        first = kept.get(key)
        if first is None:
            loose = _same_elsewhere(draft, kept)
            if loose is None:
                kept[key] = draft
            else:
                _point_to(drafts, draft, loose)
        elif _differ(first, draft) or _is_listed_again(first, draft, drafts):
            kept[(*key, draft.scope, draft.phrase.sector, draft.start)] = draft
        elif first.headline and not draft.headline:
            kept[key] = draft
            _point_to(drafts, first, draft)
        else:
            _point_to(drafts, draft, first)
            _learn(first, draft)
    for draft in kept.values():
        if draft.dated_by_count and draft.about is not None:
            draft.period, draft.unsure = draft.about.period, draft.about.unsure
    return sorted(kept.values(), key=lambda d: d.start)


def _is_listed_again(first: Draft, second: Draft, drafts: list[Draft]) -> bool:
    """Tell the equal sums of "six with 3 trillion rials, five with 6 and four with 3 trillion"."""
    own = first.about is not None and second.about is not None and first.about is not second.about
    if not own or first.sentence != second.sentence or not first.metric.startswith(_MONEY):
        return False
    return any(d.metric == first.metric and first.start < d.start < second.start for d in drafts)


def _learn(stays: Draft, gone: Draft) -> None:
    """Take the time from a repetition where the first mention told none."""
    vague = stays.time is None or "period.carried" in stays.unsure
    if vague and gone.time is not None and "period.carried" not in gone.unsure:
        stays.time, stays.period, stays.unsure = gone.time, gone.period, gone.unsure


def _differ(first: Draft, second: Draft) -> bool:
    """Tell two figures that happen to be equal: 15 inside and 15 outside the parks."""
    if first.phrase.number.end != second.phrase.number.end:
        return True
    scopes = {first.scope, second.scope}
    return "" not in scopes and len(scopes) == 2 and "outside parks" in scopes


def _same_elsewhere(draft: Draft, kept: dict[tuple[object, ...], Draft]) -> Draft | None:
    """Return a figure that a later sentence only points back to."""
    if not draft.phrase.refers:
        return None
    return next(
        (
            d
            for d in kept.values()
            if d.phrase.number.value == draft.phrase.number.value
            and d.phrase.number.kind == "count"
        ),
        None,
    )


def _point_to(drafts: list[Draft], gone: Draft, stays: Draft) -> None:
    for draft in drafts:
        if draft.about is gone:
            draft.about = stays
        if draft.parent is gone:
            draft.parent = stays if stays is not draft else None
        if draft.pair is gone:
            draft.pair = None
