"""What is a percentage a share of?"""

from ehya.engine.claims.reading.draft import Draft
from ehya.engine.claims.reading.phrases import Phrase
from ehya.engine.claims.reading.scene import Scene

_NEAR = 14
_CAUSES = ("liquidity", "market", "partners", "raw_materials", "machinery")


def share_metric(scene: Scene, phrase: Phrase, before: list[Draft]) -> tuple[str, str]:
    """Return the metric and the sense of a percentage.

    Args:
        scene: its sentence.
        phrase: the percentage.
        before: claims so far, this sentence's last.

    Returns:
        ("", "") for a threshold ("below 50 percent of capacity") and for shares of other things.
    """
    near = _near(scene, phrase)
    if _is_threshold(scene, phrase):
        return "", ""
    if (
        "realised" in near
        and (near["realised"] < _NEAR)
        and ("target" in near or phrase.inherits or _after_target(before))
    ):
        return _realised(scene, phrase, near, before), "flow"
    if "resolution" in near and "realised" in near:
        return "resolutions_implemented_pct", "stock"
    if "growth" in near and near["growth"] <= 5:
        return "", ""
    if "revivable" in near:
        return "share_revivable_pct", "stock"
    for name, metric in (
        ("new_owner", "share_revival_mode_pct"),
        ("new_investor", "share_revival_mode_pct"),
    ):
        if name in near and near[name] < 9:
            return metric, "flow"
    causes = [name for name in _CAUSES if name in near]
    if causes and "cause" in near:
        return f"share_cause_{min(causes, key=near.__getitem__)}_pct", "stock"
    return _of_units(scene, phrase)


def _near(scene: Scene, phrase: Phrase) -> dict[str, int]:
    """Return the meanings of the share class within reach, with their cost."""
    found: dict[str, int] = {}
    for mark in scene.of("share"):
        cost = scene.cost(phrase.span, (mark.first, mark.last))
        if cost < _NEAR + 4:
            found[mark.name] = min(cost, found.get(mark.name, 99))
    return found


def _is_threshold(scene: Scene, phrase: Phrase) -> bool:
    after = scene.words(phrase.last, phrase.last + 4)
    before = scene.words(phrase.first - 4, phrase.first)
    return (
        "capacity" in after
        or "ظرفیت" in after
        or ("ظرفیت" in before and ("کمتر" in before or "زیر" in before or "بالای" in before))
        or "پیشرفت" in before
        or "physical" in after
    )


def _after_target(before: list[Draft]) -> bool:
    return bool(before) and before[-1].sense == "target"


def _realised(scene: Scene, phrase: Phrase, near: dict[str, int], before: list[Draft]) -> str:
    jobs = [m for m in scene.of("noun", "act") if m.name in ("job", "create")]
    job, cost = scene.nearest(phrase.span, jobs, 9)
    if phrase.inherits and before:
        return (
            "target_jobs_realised_pct"
            if before[-1].metric == "target_jobs_created"
            else "target_realised_pct"
        )
    if job is not None:
        return "target_jobs_realised_pct"
    capacity = [m for m in scene.of("act") if m.name == "capacity"]
    if scene.nearest(phrase.span, capacity, 8)[0] is not None:
        return "target_capacity_realised_pct"
    return "target_realised_pct"


def _of_units(scene: Scene, phrase: Phrase) -> tuple[str, str]:
    units = [m for m in scene.of("noun") if m.name in ("unit", "case")]
    if not units and not phrase.inherits:
        return "", ""
    revived = scene.nearest(phrase.span, [m for m in scene.of("act") if m.name == "revive"], 9)[0]
    for kind, metric in (("sector", "share_sector_pct"), ("size", "share_size_pct")):
        mark, cost = scene.nearest(phrase.span, scene.of(kind), 9)
        if mark is not None:
            return metric, "flow" if revived else "stock"
    mark, _ = scene.nearest(phrase.span, scene.of("state"), 10)
    if mark is None:
        return "", ""
    name = {"idle": "share_idle_pct", "semi": "share_semi_active_pct", "active": "share_active_pct"}
    return name[mark.name], "stock"
