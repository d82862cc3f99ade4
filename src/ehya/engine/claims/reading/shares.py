"""What is a percentage a share of?"""

from ehya.engine.claims.reading.acts import is_done
from ehya.engine.claims.reading.bands import OTHER_BAND, is_bound, share_in_band
from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.lexicon import Mark
from ehya.engine.claims.reading.persian import is_band, measures, share_at_end
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene
from ehya.engine.claims.reading.strangers_fa import is_of_land

_NEAR = 14
_TARGET = 12
_REALISED = 56
_SECTOR = 26
_CAUSES = ("liquidity", "market", "partners", "raw_materials", "machinery")
_SPANS = frozenset(["year", "years", "month", "months", "سال", "ماه"])
_VERB_AT_END = 34
_NONE = ("", "")
_BY_STATE = {
    "idle": "share_idle_pct",
    "semi": "share_semi_active_pct",
    "active": "share_active_pct",
}
_DONE = ("units_revived", "mines_revived", "jobs_created", "units_renovated")
_ABOUT = ("حدود", "حدودا", "تا", "زیر", "بالای")


def share_metric(scene: Scene, phrase: Phrase, before: list[Draft]) -> tuple[str, str]:
    """Return the metric and the sense of a percentage.

    Args:
        scene: its sentence.
        phrase: the percentage.
        before: claims so far, this sentence's last.

    Returns:
        ("", "") for a threshold ("below 50 percent of capacity") and for shares of other things.
    """
    band = _of_capacity(scene, phrase)
    if band is not None:
        return band
    if scene.words(phrase.first - 2, phrase.first) in ([",", "up"], [",", "down"]):
        return _growth_beside(scene, before)
    near = _near(scene, phrase)
    acts = {m.name: scene.cost(phrase.span, (m.first, m.last)) for m in scene.of("act")}
    done = "realised" in near or acts.get("implement", 99) < 6 <= acts.get("underway", 99)
    if before and before[-1].metric.startswith("resolutions") and done:
        return "resolutions_implemented_pct", "stock"
    carried_out = acts.get("implement", 99) < 9 <= acts.get("underway", 99)
    if near.get("resolution", 99) < 4 and carried_out:
        return "resolutions_implemented_pct", "stock"
    if _is_of_target(near, phrase, before) or _is_share_of_target(scene, phrase, before):
        return _realised(scene, phrase, before), "flow"
    if near.get("of_money", 99) <= 1:
        return _NONE
    if near.get("growth", 99) <= 5 and not _is_bounded(scene, phrase):
        return _growth_of_figure(scene, before) or _growth(scene, phrase)
    return _told_by_a_word(near) or _of_units(scene, phrase, before)


def _growth_beside(scene: Scene, before: list[Draft]) -> tuple[str, str]:
    """Tell "640 units were revived, up 12 percent from a year earlier"."""
    last = before[-1] if before else None
    own = last is not None and last.phrase.number in scene.numbers
    grew = own and last is not None and last.metric.startswith(_COUNTS)
    return ("growth_pct", "flow") if grew else _NONE


def _of_capacity(scene: Scene, phrase: Phrase) -> tuple[str, str] | None:
    """Return what a share says of how hard units work; None where it is of something else."""
    band = share_in_band(scene, phrase)
    if band and band != OTHER_BAND:
        return band, "stock"
    other = band or is_bound(scene, phrase) or _is_threshold(scene, phrase)
    other = other or is_of_land(scene, phrase)
    return _NONE if other else None


def _told_by_a_word(near: dict[str, int]) -> tuple[str, str] | None:
    """Return the share that one near word tells: revivable, for want of liquidity …"""
    if max(near.get("resolution", 99), near.get("realised", 99)) < _NEAR:
        return "resolutions_implemented_pct", "stock"
    for name, (reach, metric, sense) in _BY_WORD.items():
        if near.get(name, 99) < reach:
            return metric, sense
    causes = [name for name in _CAUSES if near.get(name, 99) < _NEAR]
    if causes and near.get("cause", 99) < _NEAR + 4:
        return f"share_cause_{min(causes, key=near.__getitem__)}_pct", "stock"
    return None


_BY_WORD = {
    "bank_credit": (6, "share_bank_credit_pct", "stock"),
    "revivable": (_NEAR, "share_revivable_pct", "stock"),
    "new_owner": (9, "share_revival_mode_pct", "flow"),
    "new_investor": (9, "share_revival_mode_pct", "flow"),
}


def _near(scene: Scene, phrase: Phrase) -> dict[str, int]:
    """Return the meanings of the share class with the cost of their nearest mark."""
    found: dict[str, int] = {}
    for mark in scene.of("share"):
        cost = scene.cost(phrase.span, (mark.first, mark.last))
        cost += mark.name in _CAUSES and mark.last <= phrase.first
        found[mark.name] = min(cost, found.get(mark.name, 99))
    return found


def _is_of_target(near: dict[str, int], phrase: Phrase, before: list[Draft]) -> bool:
    if near.get("target", 99) <= 2:
        return True
    if near.get("realised", 99) >= _REALISED:
        return False
    after_target = bool(before) and before[-1].sense == "target"
    if near["realised"] < _NEAR and (phrase.inherits or after_target):
        return True
    return near.get("target", 99) < _TARGET or (
        near["realised"] <= 4 and near.get("target", 99) < _REALISED
    )


def _is_share_of_target(scene: Scene, phrase: Phrase, before: list[Draft]) -> bool:
    """Tell "640 units were revived, which is 58 percent of the year's target"."""
    done = bool(before) and before[-1].metric in _DONE
    following = scene.words(phrase.last, phrase.last + 6)
    near = [m for m in scene.of("share") if m.name == "target" and 0 < m.first - phrase.last <= 5]
    return done and following[:1] == ["of"] and bool(near)


def _is_threshold(scene: Scene, phrase: Phrase) -> bool:
    """Tell "below 50 percent of capacity" and "60 percent physical progress": no share of units."""
    after = scene.words(phrase.last, phrase.last + 4)
    before = scene.words(phrase.first - 4, phrase.first)
    if after[:2] == ["of", "which"] and _FINISHED & set(scene.words(phrase.last, phrase.last + 6)):
        return True
    beyond = any(
        m.kind == "qual" and m.last == phrase.first and m.name in ("over", "under")
        for m in scene.marks
    )
    if beyond and any(m.name == "capacity" for m in scene.of("share")):
        return True
    if (
        "progress" in before
        or "progress" in after[:2]
        or "capacity" in after
        or "ظرفیت" in after
        or "physical" in after
        or "فیزیکی" in before
        or "فیزیکی" in scene.words(phrase.last, phrase.last + 6)
    ):
        return True
    if _is_attribute(scene, phrase) or _is_level(scene, phrase):
        return True
    if beyond and after[:1] == ["فعالیت"]:
        return True
    if phrase.number.end and is_band(scene, phrase):
        return True
    if before[-1:] == ["ظرفیت"] or (before[-2:-1] == ["ظرفیت"] and before[-1] in _ABOUT):
        return True
    below = {"کمتر", "زیر", "بالای", "بیشتر"} & set(before)
    return "ظرفیت" in before and bool(below)


def share_of_those(scene: Scene, phrase: Phrase, state: str) -> tuple[str, str]:
    """Take "These enterprises are 17 percent of the total": those of the sentence before.

    Args:
        scene: the sentence.
        phrase: the percentage.
        state: the state that the sentence before told.

    Returns:
        ("", "") where the sentence does not open with what it points back to.
    """
    units = [m.last for m in scene.of("noun") if m.name == "unit" and m.last <= 4]
    pointed = scene.words(0, 1) == ["they"] or (units and scene.words(0, 1)[0] in _THOSE)
    whole = scene.words(phrase.last, phrase.last + 3)
    told = bool(pointed) and not scene.of("state", "act")
    if not told or whole[:1] != ["of"] or not {"total", "all"} & set(whole):
        return _NONE
    metric = _BY_STATE.get(state, "")
    return (metric, "stock") if metric else _NONE


# "Units 80 percent of which are completed": how far the building is.
_FINISHED = frozenset(("complete", "completed", "finished", "built"))
_THOSE = ("these", "those", "such")
_COUNTS = ("units_", "jobs_", "mines_", "exports_")


def _growth_of_figure(scene: Scene, before: list[Draft]) -> tuple[str, str] | None:
    """Take "this is an increase of 13 percent" of the figure told just before."""
    words = " ".join(scene.words(0, 14))
    points_back = any(
        said in words for said in ("this is a", "the figure", "this figure", "which is a")
    )
    if not (points_back and before and before[-1].metric.startswith(_COUNTS)):
        return None
    return ("growth_pct", "flow")


def _is_bounded(scene: Scene, phrase: Phrase) -> bool:
    """Tell «کمتر از ۳۰ درصد», where the word for less is the number's own."""
    own = [m for m in scene.of("qual") if m.last == phrase.first]
    own = [m for m in own if not scene.tokens[m.first].text.isascii()]
    around = scene.words(phrase.last, phrase.last + 3)
    return bool(own) and not {"رشد", "افزایش", "کاهش", "growth"} & set(around)


def _is_level(scene: Scene, phrase: Phrase) -> bool:
    """Tell «تولید آن‌ها تا ۸۰ درصد ارتقا یابد»: how high a thing shall be."""
    opened = {"تا", "به"} & set(scene.words(phrase.first - 1, phrase.first))
    after = scene.words(phrase.last, phrase.last + 6)
    return bool(opened) and any(word.startswith(("ارتقا", "برسد", "برسان")) for word in after)


def _is_attribute(scene: Scene, phrase: Phrase) -> bool:
    """Tell «۲۰۰ واحد ۱۰۰ درصد راکد»: a word for "wholly", not a share."""
    noun = any(m.last == phrase.first for m in scene.of("noun"))
    if any(m.last <= phrase.first and measures(scene, phrase.number, m) for m in scene.of("state")):
        return True
    return noun and any(m.first == phrase.last for m in scene.of("state"))


def _growth(scene: Scene, phrase: Phrase) -> tuple[str, str]:
    """Take the growth of revived units and their jobs, not of licences or exports."""
    revived = [m for m in scene.of("act", "noun") if m.name in ("revive", "job")]
    other = [
        m
        for m in scene.of("noun")
        if m.name == "other" and scene.tokens[m.first].text not in _SPANS
    ]
    mine, cost = scene.nearest(phrase.span, revived, 40)
    _, rival = scene.nearest(phrase.span, other, 12)
    return ("growth_pct", "flow") if mine is not None and rival >= min(cost, 12) else _NONE


def _realised(scene: Scene, phrase: Phrase, before: list[Draft]) -> str:
    if phrase.inherits and before:
        job = before[-1].metric == "target_jobs_created"
        return "target_jobs_realised_pct" if job else "target_realised_pct"
    jobs = [m for m in scene.of("noun", "act") if m.name in ("job", "create")]
    of_jobs = any(0 <= m.first - phrase.last <= 5 for m in jobs)
    targets = [d for d in before if d.metric == "target_jobs_created"]
    again = {"well", "too", "نیز"} & set(scene.words(phrase.last, phrase.last + 3))
    if of_jobs or (again and targets and targets[-1].sentence >= before[-1].sentence):
        return "target_jobs_realised_pct"
    units = [m for m in scene.of("noun", "act") if m.name in ("unit", "revive", "mine")]
    near_job, cost = scene.nearest(phrase.span, jobs, 16)
    _, rival = scene.nearest(phrase.span, units, 40)
    if near_job is not None and cost < rival:
        return "target_jobs_realised_pct"
    capacity = [m for m in scene.of("act") if m.name == "capacity"]
    if (
        before
        and before[-1].metric == "units_capacity_increased"
        and before[-1].phrase.number in scene.numbers
    ):
        return "target_capacity_realised_pct"
    if scene.nearest(phrase.span, capacity, 8)[0] is not None:
        return "target_capacity_realised_pct"
    return "target_realised_pct"


def _nearest_state(scene: Scene, phrase: Phrase) -> tuple[Mark | None, int]:
    """Return the state of "84 percent are active and 16 percent stand idle", each its own."""
    reach = 22 if {"e", "یعنی", "or"} & set(scene.words(phrase.last, phrase.last + 5)) else 12
    closing = share_at_end(scene, phrase)
    states, reach = ([closing], _VERB_AT_END) if closing else (scene.of("state"), reach)
    mark, cost = scene.nearest(phrase.span, states, reach)
    behind = [m for m in states if m.first >= phrase.last and scene.tokens[m.first].text.isascii()]
    told, far = scene.nearest(phrase.span, behind, 3)
    return (told, far) if told is not None and far <= cost else (mark, cost)


def _of_units(scene: Scene, phrase: Phrase, before: list[Draft]) -> tuple[str, str]:
    counted = ("unit", "case")
    parks = bool(before) and before[-1].metric.startswith("parks_")
    parks = parks or (bool(before) and before[-1].metric.startswith("share_s"))
    if not any(m.name in counted for m in scene.of("noun")) and not phrase.inherits and not parks:
        return _NONE
    revive = [m for m in scene.of("act") if m.name == "revive"]
    revived, far = scene.nearest(phrase.span, revive, 12)
    if revived is None:
        english = [m for m in revive if scene.tokens[m.first].text.isascii()]
        revived, far = scene.nearest(phrase.span, english, 18)
    for kind, metric in (("sector", "share_sector_pct"), ("size", "share_size_pct")):
        mark, _ = scene.nearest(phrase.span, scene.of(kind), _SECTOR if kind == "sector" else 12)
        if mark is not None:
            return metric, "flow" if revived else "stock"
    mark, cost = _nearest_state(scene, phrase)
    whole = any(m.name in ("idle", "semi") for m in scene.of("state")) or bool(scene.of("refer"))
    if revived is not None and whole and (is_done(scene, revived) or mark is None or far < cost):
        return "share_revived_of_idle_pct", "stock"
    if mark is None:
        return _NONE
    if before and before[-1].metric.startswith("parks_") and mark.name == "idle":
        return "share_parks_inactive_pct", "stock"
    return _BY_STATE[mark.name], "stock"
