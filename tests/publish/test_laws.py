"""The laws of two clocks, whatever happens to the record in whatever order."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.publish.actions import correct_claim, import_claims, withdraw_claim
from ehya.publish.queries import claims_known, recorded_known, versions

pytestmark = pytest.mark.django_db

KEYS = ("LAW1-01", "LAW1-02", "LAW1-03")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("import", "correct", "withdraw")),
        st.sampled_from(KEYS),
        st.integers(1, 4),
        st.sampled_from(("", "2024", "2024-06", "2024-06-12")),
    ),
    min_size=1,
    max_size=10,
)
laws = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def instants():
    """Return moments before, at and between every change of the record."""
    edges = {datetime(2020, 1, 1, tzinfo=UTC), datetime(2024, 9, 1, tzinfo=UTC)}
    for key in KEYS:
        try:
            for version in versions(key):
                edges |= {version.known_from, version.known_until or version.known_from}
        except Refusal:
            continue
    return sorted(edges | {edge - timedelta(microseconds=1) for edge in edges})


def seen_at(moments):
    return {moment: {c.id: c.value for c in claims_known(moment)} for moment in moments}


def do(act, key, value, published_on, *, by, folder):
    try:
        if act == "import":
            path = folder / "law.csv"
            row = f"{key},IRNA,units_revived,{value},full_year,{published_on}\n"
            path.write_text("claim_id,source,metric,value,period_kind,published_on\n" + row)
            return import_claims(path, by=by)
        if act == "correct":
            return correct_claim(key, {"value": value}, "law", by=by)
        return withdraw_claim(key, "law", by=by)
    except Refusal as no:
        assert no.code.startswith("publish.")


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@laws
@given(acts=ACTS)
def test_nothing_that_happens_changes_what_was_known_before(acts, analyst, folder):
    from django.db import transaction

    with transaction.atomic():
        for act in acts:
            before = datetime.now(UTC) - timedelta(microseconds=1)
            known = seen_at([moment for moment in instants() if moment < before])
            do(*act, by=analyst, folder=folder)
            for moment, now_told in seen_at(known).items():
                then = known[moment]
                assert then.items() <= now_told.items()
                late = now_told.keys() - then.keys()  # published long ago, but entered just now
                assert all(versions(key)[0].recorded_at > before for key in late)
        transaction.set_rollback(True)


@laws
@given(acts=ACTS)
def test_at_any_instant_a_claim_has_at_most_one_version(acts, analyst, folder):
    from django.db import transaction

    with transaction.atomic():
        for act in acts:
            do(*act, by=analyst, folder=folder)
        for moment in instants():
            keys = [row.key for row in recorded_known(moment)]
            assert len(keys) == len(set(keys))
        transaction.set_rollback(True)


@laws
@given(acts=ACTS)
def test_versions_follow_each_other_without_gap_until_a_withdrawal(acts, analyst, folder):
    from django.db import transaction

    with transaction.atomic():
        for act in acts:
            do(*act, by=analyst, folder=folder)
        for key in KEYS:
            try:
                line = versions(key)
            except Refusal:
                continue
            assert [row.version for row in line] == list(range(1, len(line) + 1))
            for row, following in pairwise(line):
                gap = following.known_from > row.known_until
                assert row.known_until <= following.known_from
                assert gap == bool(row.withdrawn_because)
        transaction.set_rollback(True)


@laws
@given(acts=ACTS)
def test_an_import_repeated_at_once_changes_nothing(acts, analyst, folder):
    from django.db import transaction

    with transaction.atomic():
        for act in acts:
            do(*act, by=analyst, folder=folder)
        if (folder / "law.csv").exists():
            import_claims(folder / "law.csv", by=analyst)
            again = import_claims(folder / "law.csv", by=analyst)
            assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
        transaction.set_rollback(True)
