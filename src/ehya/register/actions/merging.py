"""How do two records of one unit become one, and how are they parted again?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.register.actions.facts import whole
from ehya.register.actions.folding import FOLDED, GROUPS, KEPT, joined, parted, same
from ehya.register.actions.history import Stretch
from ehya.register.actions.rows import Held, close, hold, stretch_of, write
from ehya.register.models import Candidate, Contact, Identifier, Merge, Unit, UnitVersion

_TICK = timedelta(microseconds=1)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody looked at before they merged.

    Attributes:
        kept: the newest version of the record that stays.
        folded: the newest version of the other.
        state: what was said of the pair; None where nobody was asked of it.
    """

    kept: int
    folded: int
    state: str | None = None


@transaction.atomic
def merge_records(
    kept: str,
    folded: str,
    chosen: Mapping[str, str],
    *,
    by: User,
    reason: str,
    seen: Seen | None = None,
) -> int:
    """Make two records one: the folded number leads to the kept one from now on.

    Nothing is lost: asked as known before, both are told; `undo_merge` parts them again.

    Args:
        kept: number of the record that stays.
        folded: number of the other.
        chosen: group of facts (`folding.GROUPS`) -> "kept" or "folded"; "kept" where not named.
        by: who merges.
        reason: why both are one.
        seen: what the person looked at; refused when it is another by now.

    Returns:
        The merge's id.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "register.merge_with_itself",
            "register.merge_synthetic", "register.no_such_choice", "register.pair_decided" (also
            while somebody's word that they are two stands), and the codes of `rows.hold`
            and `facts.whole`.
    """
    roles.require(by, "register.merge_units")
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act="register.merge_units")
    for group, side in chosen.items():
        if group not in GROUPS or side not in (KEPT, FOLDED):
            raise Refusal("register.no_such_choice", group=group[:40], side=str(side)[:40])
    one, other = _hold_both(kept, folded, by=by, seen=seen)
    pair = _hold_pair(one.unit, other.unit, seen=seen.state if seen else None)
    after = joined(one.history, other.history, chosen)
    for stretch in after:
        whole(stretch.content)
    way_back = {
        "kept_before": [stretch.key for stretch in one.history],
        "folded_before": [stretch.key for stretch in other.history],
        **_move(Identifier, other, one, ("scheme", "value")),
        **_move(Contact, other, one, ("kind", "value")),
    }
    _replace(other, ())
    way_back["kept_after"] = _replace(one, after)
    Unit.objects.filter(pk=other.unit.pk).update(forwards_to=one.unit)
    pair.update(state="merged", decided_by=one.event, look_again_on=None)
    merge = Merge.objects.create(
        kept=one.unit,
        folded=other.unit,
        chosen=dict(chosen),
        way_back={**way_back, "at": one.at.isoformat()},
        event_id=one.event,
    )
    note(
        "register.merge_units",
        by=by,
        on=("unit", kept),
        before={"folded": folded, "forwards_to": None},
        after={"folded": folded, "forwards_to": kept},
        reason=reason,
        id=one.event,
        merge=merge.pk,
        chosen=dict(chosen),
    )
    return merge.pk


@transaction.atomic
def undo_merge(merge: int, *, by: User, reason: str) -> None:
    """Part two records that were taken for one: the folded number stands for itself again.

    The folded record is as it was before the merge; so is the kept one, but for what was told of
    it since, which stays with it.

    Args:
        merge: the merge's id.
        by: who undoes it.
        reason: why they are two.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "register.no_such_merge",
            "register.merge_undone", "register.undo_later_first", and the codes of `rows.hold`.
    """
    roles.require(by, "register.undo_merge")
    row = Merge.objects.filter(pk=merge).select_related("kept", "folded").first()
    if row is None:
        raise Refusal("register.no_such_merge", merge=merge)
    both = Unit.objects.select_for_update().filter(pk__in=(row.kept_id, row.folded_id))
    list(both.order_by("number"))  # as in `_hold_both`: nobody waits for each other
    row.refresh_from_db()
    _may_be_undone(row)
    one = hold(row.kept.number, by=by)
    merged_at = datetime.fromisoformat(row.way_back["at"])
    one = replace(one, at=max(one.at, merged_at + _TICK))
    other = Held(row.folded, (), event=one.event, at=one.at)
    before, after, folded = (
        _stretches(row.way_back[name]) for name in ("kept_before", "kept_after", "folded_before")
    )
    _move_back(Identifier, row.way_back, one, other, ("scheme", "value"))
    _move_back(Contact, row.way_back, one, other, ("kind", "value"))
    _replace(one, parted(before, after, one.history))
    write(other, folded)
    Unit.objects.filter(pk=other.unit.pk).update(forwards_to=None)
    _pair(one.unit, other.unit).update(state="open", decided_by=None, look_again_on=None)
    note(
        "register.undo_merge",
        by=by,
        on=("unit", row.kept.number),
        before={"folded": row.folded.number, "forwards_to": row.kept.number},
        after={"folded": row.folded.number, "forwards_to": None},
        reason=reason,
        id=one.event,
        merge=merge,
    )
    Merge.objects.filter(pk=merge).update(undone_by=one.event)


def _hold_both(kept: str, folded: str, *, by: User, seen: Seen | None) -> tuple[Held, Held]:
    """Hold two units, the lower number first so that two stewards never wait for each other."""
    if kept == folded:
        raise Refusal("register.merge_with_itself", number=kept[:20])
    newest = {kept: seen.kept if seen else None, folded: seen.folded if seen else None}
    held = {number: hold(number, by=by, seen=newest[number]) for number in sorted(newest)}
    one, other = held[kept], held[folded]
    if one.unit.synthetic != other.unit.synthetic:
        raise Refusal("register.merge_synthetic", number=kept, folded=folded)
    at = max(one.at, other.at)
    return replace(one, at=at), replace(other, at=at, event=one.event)


def _hold_pair(one: Unit, other: Unit, *, seen: str | None) -> QuerySet[Candidate]:
    """Hold what was said of two units; refuse where somebody has said otherwise meanwhile."""
    pair = _pair(one, other)
    held = pair.select_for_update().first()
    if held is not None and (held.state == "not_the_same" or seen not in (None, held.state)):
        raise Refusal("register.pair_decided", state=f"pair.{held.state}")
    return pair


def _may_be_undone(row: Merge) -> None:
    if row.undone_by_id is not None:
        raise Refusal("register.merge_undone", folded=row.folded.number)
    later = Merge.objects.filter(undone_by__isnull=True, pk__gt=row.pk)
    newest = (later.filter(kept=row.kept) | later.filter(folded=row.kept)).order_by("pk").last()
    if newest is not None:
        raise Refusal(
            "register.undo_later_first",
            number=row.kept.number,
            folded=newest.folded.number,
            kept=newest.kept.number,
        )


def _replace(held: Held, history: Sequence[Stretch]) -> list[int]:
    """Hold this history true from now on; return the rows that tell it."""
    if history and same(held.history, history):
        return [stretch.key for stretch in held.history if stretch.key]
    close(UnitVersion.objects.filter(pk__in=[s.key for s in held.history]), held.at)
    write(held, history)
    written = held.unit.versions.filter(event_id=held.event, known__endswith__isnull=True)
    return sorted(written.values_list("pk", flat=True))


def _stretches(keys: Sequence[int]) -> tuple[Stretch, ...]:
    rows = UnitVersion.objects.filter(pk__in=keys).order_by("valid")
    return tuple(map(stretch_of, rows))


def _move(
    table: type[Identifier] | type[Contact], other: Held, one: Held, names: tuple[str, str]
) -> dict[str, list[int]]:
    """Let what belongs to the folded unit belong to the kept one, unless it has the same already."""
    going = list(table.objects.filter(unit=other.unit, known__endswith__isnull=True))
    there = set(
        table.objects.filter(unit=one.unit, known__endswith__isnull=True).values_list(*names)
    )
    new = [row for row in going if tuple(getattr(row, name) for name in names) not in there]
    close(table.objects.filter(pk__in=[row.pk for row in going]), one.at)
    table.objects.bulk_create(_copy(row, one) for row in new)
    name = table.__name__.lower()
    return {f"{name}s_gone": [r.pk for r in going], f"{name}s_moved": [r.pk for r in new]}


def _move_back(
    table: type[Identifier] | type[Contact],
    way_back: Mapping[str, Any],
    one: Held,
    other: Held,
    names: tuple[str, str],
) -> None:
    """Give the folded unit back what was its own. What was erased meanwhile stays erased."""
    name = table.__name__.lower()
    gone = [
        row for row in table.objects.filter(pk__in=way_back[f"{name}s_gone"]) if row.value != ""
    ]
    moved = set(way_back[f"{name}s_moved"])
    theirs = {tuple(getattr(r, n) for n in names) for r in gone if r.pk in moved}
    here = table.objects.filter(unit=one.unit, known__endswith__isnull=True)
    back = [row.pk for row in here if tuple(getattr(row, n) for n in names) in theirs]
    close(table.objects.filter(pk__in=back), one.at)
    table.objects.bulk_create(_copy(row, other) for row in gone)


def _copy(row: Any, held: Held) -> Any:
    """Return the same fact of another unit, known from this act on."""
    told = {"unit": held.unit, "known": (held.at, None), "event_id": held.event}
    same_facts = ("scheme", "issuer", "valid", "kind", "value")
    return type(row)(**told, **{n: getattr(row, n) for n in same_facts if hasattr(row, n)})


def _pair(one: Unit, other: Unit) -> QuerySet[Candidate]:
    low, high = sorted((one.pk, other.pk))
    return Candidate.objects.filter(one=low, other=high)
