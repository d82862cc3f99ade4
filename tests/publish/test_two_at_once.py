"""Two people at one claim: the second is told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ehya.engine.refusal import Refusal
from ehya.publish.actions import correct_claim, import_claims, load_record
from ehya.publish.queries import claims_known, versions

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "TT464008-06"


def at_once(*acts):
    """Do the acts at the same moment, each on a connection of its own; return what they said."""
    start = Barrier(len(acts))

    def do(act):
        try:
            start.wait()
            return act()
        except Refusal as no:
            return no.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


def test_of_two_corrections_of_one_version_one_is_refused(analyst):
    load_record(by=analyst)

    said = at_once(
        *(
            lambda value=value: correct_claim(
                KEY, {"value": value}, "is 25 %", by=analyst, expected_version=1
            )
            for value in (24, 25)
        )
    )

    assert said.count("publish.version_moved") == 1
    assert len(versions(KEY)) == 2


def test_two_first_loadings_load_once(analyst):
    said = at_once(lambda: load_record(by=analyst), lambda: load_record(by=analyst))

    assert sorted(loaded.added for loaded in said) == [0, 656]
    assert len(claims_known()) == 656


def test_the_same_file_handed_in_by_eight_at_once_comes_in_once(analyst, tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("source,metric,value,period_kind\nIRNA,units_revived,7,event\n")

    said = at_once(*[lambda: import_claims(path, by=analyst)] * 8)

    assert sorted(report.added for report in said) == [0] * 7 + [1]
    assert len(claims_known()) == 1
