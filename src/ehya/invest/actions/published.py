"""Which events were there before anybody kept them here, as they were printed?"""

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from ehya.invest.models import Financing, Inauguration, Opening, Project, Standing, Stroke
from ehya.invest.queries.printed import RATE_SOURCE, printed_events
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id

_BASIS = "market"  # what the press reckons by


@transaction.atomic
def load_published(*, by: User) -> int:
    """Take in the events that were printed; done again it changes nothing.

    Args:
        by: the house.

    Returns:
        How many were new.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "invest.load_published")
    there = set(Inauguration.objects.filter(synthetic=False).values_list("on", "name_fa"))
    new = [told for told in printed_events() if (told["on"], told["name_fa"]) not in there]
    for told in new:
        _load(told, by)
    return len(new)


def _load(told: Mapping[str, Any], by: User) -> None:
    event, known = new_event_id(), timezone.now()
    names = ("on", "name_fa", "name_en", "occasion_fa", "occasion_en", "source", "address")
    row = Inauguration.objects.create(
        **{name: told[name] for name in names},
        printed=told["printed"],
        state="closed",
        known_at=known,
        event_id=event,
    )
    for place, group in enumerate(told["group"], start=1):
        _open(row, place, group, by)
    after = {"name": row.name_fa, "on": row.on, "projects": told["printed"]["projects"]}
    note(
        "invest.load_published",
        by=by,
        on=("inauguration", str(row.pk)),
        after=after,
        id=event,
        source=row.source,
        address=row.address,
    )


def _open(row: Inauguration, place: int, group: Mapping[str, Any], by: User) -> None:
    known, event = row.known_at, row.event_id
    project = Project.objects.create(
        kind=group["kind"],
        stands_for=group["stands_for"],
        name_fa=group["name_fa"],
        name_en=group["name_en"],
        state="finished",
        physical=1,
        finished_on=row.on,
        approved_irr=group["amount_irr"],
        source=row.source,
        address=row.address,
        known_at=known,
        event_id=event,
    )
    Standing.objects.create(
        project=project, state="finished", on=row.on, known_at=known, event_id=event
    )
    copy_in(
        [
            Financing(
                project=project,
                kind="untold",
                amount=Decimal(group["amount_irr"]),
                amount_irr=Decimal(group["amount_irr"]),
                on=row.on,
                known=DateTimeTZRange(known, None),
                event_id=event,
            )
        ]
    )
    opening = Opening.objects.create(
        inauguration=row,
        project=project,
        place=place,
        amount_irr=group["amount_irr"],
        amount_usd=group["amount_usd"],
        rate=round(Decimal(group["amount_irr"]) / group["amount_usd"], 4),
        rate_on=row.on,
        rate_basis=_BASIS,
        rate_source=RATE_SOURCE,
        confirmed_at=datetime.combine(row.on, time(), tzinfo=timezone.get_current_timezone()),
        opened_on=row.on,
        event_id=event,
    )
    Stroke.objects.create(
        inauguration=row,
        number=place,
        act="open",
        opening=opening,
        key=f"printed-{row.pk}-{place}",
        by=by,
        at=datetime.combine(row.on, time(), tzinfo=timezone.get_current_timezone()),
    )
