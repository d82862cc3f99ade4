"""Is what is written by COPY what would have been written one by one?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ehya.diagnose.models import Finding, Visit
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.register.models import Unit
from ehya.register.numbering import number_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(officer):
    return note("diagnose.find", by=officer)


@pytest.fixture
def unit_row(officer):
    return Unit.objects.create(pk=1, number=number_of(1))


def test_rows_know_their_numbers_and_stand_as_they_were_told(unit_row, event):
    told = [
        Finding(
            unit=unit_row,
            obstacle=obstacle,
            severity=2,
            valid=(date(2023, 3, 21), None),
            known=(datetime(2023, 4, 1, tzinfo=UTC), None),
            cost_to_lift_irr=Decimal(12),
            words='a "b"\t\\N\nپ',
            event=event,
        )
        for obstacle in ("tax.debt", "insurance.debt")
    ]
    written = copy_in(told)
    assert written[0].pk < written[1].pk
    kept = Finding.objects.get(pk=written[1].pk)
    assert (kept.obstacle, kept.cost_to_lift_irr) == ("insurance.debt", Decimal(12))
    assert kept.valid == DateRange(date(2023, 3, 21), None)
    assert kept.words == 'a "b"\t\\N\nپ'


def test_what_the_database_holds_rows_to_is_held(unit_row, event):
    rows = [
        Finding(
            unit=unit_row,
            obstacle="tax.debt",
            severity=severity,
            valid=(date(2023, 3, 21), None),
            known=(datetime(2023, 4, 1, tzinfo=UTC), None),
            event=event,
        )
        for severity in (1, 9)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in(rows)
    assert not Finding.objects.exists()


def test_a_row_that_brings_its_own_key_keeps_it_and_has_its_moment(unit_row, officer):
    told = Visit(
        unit=unit_row,
        instrument_from=date(2022, 1, 1),
        by=officer,
        on=date(2023, 5, 1),
        answers={"works": "no", "که": [1, None]},
    )
    (written,) = copy_in([told])
    kept = Visit.objects.get(pk=written.pk)
    assert kept.answers == {"works": "no", "که": [1, None]}
    assert kept.begun_at is not None
    written.answers = {"works": "yes"}
    written.save()  # it is known to be there: mended, not written a second time
    assert Visit.objects.get().answers == {"works": "yes"}


def test_nothing_is_written_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert copy_in(iter(())) == []
