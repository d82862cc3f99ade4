"""How is it learnt from closed and open cases what brings units back?

A table is never changed. Given the same day and the same moment it is learnt the same.
"""

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.engine.verify import METHOD, Effect, Rules, Told, learn_effects
from ehya.ledger import roles
from ehya.ledger.actions import note, note_run
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.ledger.rules import load
from ehya.verify.models import Effect as Row
from ehya.verify.models import EffectTable
from ehya.verify.queries.episodes import episodes

DIGITS = 6  # kept of chances: the last bits differ from one processor to another


def learn_tables(
    *,
    by: User,
    synthetic: bool,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> list[EffectTable]:
    """Learn what brings units back, a table for each kind of case that has enough of them.

    Args:
        by: who has it learnt.
        synthetic: from the made-up units, or from the real ones; never from both.
        as_of: what happened later is not looked at; today.
        known_at: nor what was known later; now.

    Returns:
        The tables, by kind.

    Raises:
        Refusal: "ledger.not_allowed", "verify.too_few_to_learn".

    Source:
        `ledger/rules/effects.toml`, docs/methods/verify.md.
    """
    roles.require(by, "verify.learn_effects")
    day, known = as_of or today(), known_at or timezone.now()
    version = load("effects", day)
    told: dict[str, list[Told]] = defaultdict(list)
    for one in episodes(day, known, synthetic=synthetic):
        told[one.kind].append(one.told)
    enough = {k: rows for k, rows in sorted(told.items()) if len(rows) >= version["fewest_of_all"]}
    if not enough:
        most = max((len(rows) for rows in told.values()), default=0)
        raise Refusal("verify.too_few_to_learn", cases=most, fewest=version["fewest_of_all"])
    learnt = [_learn(kind, rows, version) for kind, rows in enough.items()]
    return _kept(learnt, version, by=by, synthetic=synthetic, as_of=day, known_at=known)


def learnt_since(day: date, *, synthetic: bool) -> bool:
    """Tell whether a table was learnt of a day after this one."""
    return EffectTable.objects.filter(as_of__gt=day, synthetic=synthetic).exists()


def _learn(
    kind: str, rows: Sequence[Told], version: dict[str, Any]
) -> tuple[str, Sequence[Told], list[Effect], float]:
    begun = time.monotonic()
    rules = Rules(version["periods"], version["run_periods"], version["mass"])
    return kind, rows, learn_effects(rows, rules), time.monotonic() - begun


@transaction.atomic
def _kept(
    learnt: Sequence[tuple[str, Sequence[Told], list[Effect], float]],
    version: dict[str, Any],
    *,
    by: User,
    synthetic: bool,
    as_of: date,
    known_at: datetime,
) -> list[EffectTable]:
    event, tables = new_event_id(), []
    for kind, rows, effects, seconds in learnt:
        run = note_run(
            METHOD,
            origins=[f"effects.toml {version['in_force_from']}", f"episodes {_digest(rows)}"],
            seconds=seconds,
            kind=kind,
            synthetic=synthetic,
            as_of=as_of.isoformat(),
            known_at=known_at.isoformat(),
        )
        table = EffectTable.objects.create(
            method=METHOD,
            kind=kind,
            synthetic=synthetic,
            as_of=as_of,
            known_at=known_at,
            cases=len(rows),
            facts={name: version[name] for name in ("periods", "run_periods", "mass", "fewest")},
            run=run,
            event_id=event,
        )
        copy_in(_row(table, effect) for effect in effects)
        tables.append(table)
    after = {table.kind: table.cases for table in tables}
    note("verify.learn_effects", by=by, id=event, after=after, as_of=as_of, synthetic=synthetic)
    return tables


def _digest(rows: Sequence[Told]) -> str:
    """Return a digest of what was learnt from, the same for the same cases in the same order."""
    said = json.dumps([astuple(row) for row in rows], ensure_ascii=False)
    return f"sha256:{sha256(said.encode()).hexdigest()}"


def _row(table: EffectTable, effect: Effect) -> Row:
    intervention, cause, size = (*effect.group, "", "", "")[:3]
    chance, low, high = (round(part, DIGITS) for part in effect.chance)
    stays = effect.sustained or (None, None, None)
    sustained = [None if part is None else round(part, DIGITS) for part in stays]
    days, first, last = (round(part, 1) for part in effect.days)
    return Row(
        table=table,
        intervention=intervention,
        cause=cause,
        size=size,
        cases=effect.cases,
        restarted=effect.restarted,
        back_by=[round(part, DIGITS) for part in effect.back_by],
        stays_by=[round(part, DIGITS) for part in effect.stays_by],
        chance=chance,
        chance_low=low,
        chance_high=high,
        days=days,
        days_low=first,
        days_high=last,
        sustained=sustained[0],
        sustained_low=sustained[1],
        sustained_high=sustained[2],
        cost_irr=None if effect.cost is None else round(effect.cost),
        jobs=None if effect.jobs is None else round(effect.jobs, 2),
    )
