"""A handed-in file comes in whole or not at all, and twice is once."""

import csv
import hashlib
from datetime import date
from pathlib import Path

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home
from ehya.ledger.models import Event
from ehya.publish.actions import correct_claim, import_claims, withdraw_claim
from ehya.publish.queries import claim, claims_known, versions
from ehya.publish.record import SHIPPED
from ehya.register.queries.imports import file_received

pytestmark = pytest.mark.django_db

COLUMNS = ("claim_id", "source", "metric", "value", "period_kind", "published_on", "note")
NEW = ("IRNA1-01", "IRNA", "units_revived", "116", "full_year", "2024-08-12", "as told")
OTHER = ("IRNA1-02", "IRNA", "jobs_created", "1,900", "full_year", "1403/05/22", "")
BAD = ("IRNA1-03", "IRNA", "units_revived", "many", "full_year", "2024-08-12", "")


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a CSV file of claims."""

    def write(*rows, name="claims.csv", columns=COLUMNS):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([columns, *rows])
        return path

    return write


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.refused)


def test_a_good_file_comes_in_by_one_act(file, analyst):
    report = import_claims(file(NEW, OTHER), by=analyst)

    assert counts(report) == (2, 0, 0, 0)
    assert claim("IRNA1-02", date(2024, 8, 12)).claim.value == 1900
    (event,) = Event.objects.filter(act="publish.import_claims")
    assert (event.facts["added"], event.facts["sha256"]) == (2, report.sha256)


def test_the_same_file_twice_changes_nothing(file, analyst):
    path = file(NEW, OTHER)
    import_claims(path, by=analyst)

    again = import_claims(path, by=analyst)

    assert counts(again) == (0, 0, 2, 0)
    assert len(versions("IRNA1-01")) == 1
    assert Event.objects.filter(act="publish.import_claims").count() == 1


def test_the_shipped_record_imported_as_a_file_changes_nothing(record, analyst):
    assert counts(import_claims(SHIPPED, by=analyst)) == (0, 0, 656, 0)


def test_the_record_told_again_without_its_numbers_is_recognised(record, analyst, tmp_path):
    with SHIPPED.open(encoding="utf-8", newline="") as source:
        rows = [{**row, "claim_id": ""} for row in csv.DictReader(source)]
    path = tmp_path / "anonymous.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    report = import_claims(path, by=analyst, dry_run=True)

    assert (report.added, report.changed) == (0, 0)
    twice = {problem.refusal.code for row in report.refused for problem in row.problems}
    assert twice <= {"import.same_claim_twice"}
    assert report.unchanged + len(report.refused) == 656


def test_a_dry_run_tells_all_and_writes_nothing(file, analyst):
    report = import_claims(file(NEW, BAD), by=analyst, dry_run=True)

    assert counts(report) == (1, 0, 0, 1)
    assert not report.written
    assert claims_known() == ()
    assert file_received(report.sha256) is None
    assert not (home() / "received" / report.sha256).exists()


def test_a_file_with_a_bad_row_is_not_taken_at_all(file, analyst):
    report = import_claims(file(NEW, BAD), by=analyst)

    assert not report.written
    assert claims_known() == ()
    (refused,) = report.refused
    (problem,) = refused.problems
    assert (problem.row, problem.field, problem.value) == (3, "value", "many")


def test_unless_only_the_good_rows_are_wanted(file, analyst):
    report = import_claims(file(NEW, BAD), by=analyst, only_good=True)

    assert report.written
    assert [c.id for c in claims_known()] == ["IRNA1-01"]


def test_a_changed_row_corrects_and_never_overwrites(file, analyst):
    import_claims(file(NEW), by=analyst)
    changed = (*NEW[:3], "117", *NEW[4:])

    report = import_claims(file(changed, name="mended.csv"), by=analyst)

    assert counts(report) == (0, 1, 0, 0)
    (change,) = report.changes
    assert (change.row, change.key, change.cells) == (2, "IRNA1-01", {"value": ("116", "117")})
    first, second = versions("IRNA1-01")
    assert (first.claim.value, second.claim.value) == (116, 117)
    assert second.reason.startswith("mended.csv")


def test_an_empty_cell_and_a_missing_column_change_nothing(file, analyst):
    import_claims(file(NEW), by=analyst)

    silent = file((*NEW[:6], ""), name="silent.csv")
    assert counts(import_claims(silent, by=analyst)) == (0, 0, 1, 0)
    narrow = file(NEW[:5], name="narrow.csv", columns=COLUMNS[:5])
    assert counts(import_claims(narrow, by=analyst)) == (0, 0, 1, 0)
    assert claim("IRNA1-01").note == "as told"


def test_what_was_corrected_by_hand_is_not_undone_by_the_same_file(file, analyst):
    path = file(NEW, OTHER)
    import_claims(path, by=analyst)
    correct_claim("IRNA1-01", {"value": 115}, "misprint", by=analyst)
    withdraw_claim("IRNA1-02", "not ours", by=analyst)

    assert counts(import_claims(path, by=analyst)) == (0, 0, 2, 0)
    assert claim("IRNA1-01").claim.value == 115


def test_the_same_claim_twice_in_one_file_is_refused_with_its_first_row(file, analyst):
    report = import_claims(file(NEW, OTHER, NEW), by=analyst)

    (refused,) = report.refused
    assert refused.problems[0].refusal.facts["first"] == 2
    assert refused.line.row == 4


def test_two_figures_without_numbers_stay_two_claims(file, analyst):
    rows = [("", *NEW[1:]), ("", *OTHER[1:])]

    assert counts(import_claims(file(*rows), by=analyst)) == (2, 0, 0, 0)
    assert counts(import_claims(file(*rows), by=analyst)) == (0, 0, 2, 0)


def test_a_date_for_all_rows_fills_only_those_that_tell_none(file, analyst):
    undated = ("IRNA1-09", *NEW[1:5], "", "")
    import_claims(file(NEW, undated), by=analyst, published_on="2023-01")

    told = {c.id: c.published_on for c in claims_known()}
    assert told == {"IRNA1-01": "2024-08-12", "IRNA1-09": "2023-01"}


def test_the_bytes_are_kept_under_their_digest(file, analyst):
    path = file(NEW)
    report = import_claims(path, by=analyst)

    kept = home() / "received" / report.sha256
    assert kept.read_bytes() == path.read_bytes()
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == report.sha256
    received = file_received(report.sha256)
    assert (received.name, received.by) == ("claims.csv", analyst)


@pytest.mark.parametrize("person", ["officer", "director", "citizen"])
def test_only_analysts_import(file, person, request):
    with pytest.raises(Refusal) as no:
        import_claims(file(NEW), by=request.getfixturevalue(person))
    assert no.value.code == "ledger.not_allowed"


def test_a_file_that_is_not_there_is_refused(analyst):
    with pytest.raises(Refusal) as no:
        import_claims(Path("/nowhere/claims.csv"), by=analyst)
    assert no.value.code == "import.no_such_file"


@pytest.mark.parametrize("step", ["copy_in", "note"])
def test_a_failure_in_the_middle_leaves_nothing_half(file, analyst, monkeypatch, step):
    import_claims(file(NEW), by=analyst)
    changed = file((*NEW[:3], "117", *NEW[4:]), OTHER, name="next.csv")

    def broken(*_args, **_facts):
        raise RuntimeError("the power went")

    monkeypatch.setattr(f"ehya.publish.actions.imports.{step}", broken)
    with pytest.raises(RuntimeError):
        import_claims(changed, by=analyst)
    monkeypatch.undo()

    assert [(c.id, c.value) for c in claims_known()] == [("IRNA1-01", 116)]
    assert counts(import_claims(changed, by=analyst)) == (1, 1, 0, 0)


def test_progress_is_told_to_the_last_row(file, analyst):
    told = []
    rows = [(f"IRNA1-{n:04d}", *NEW[1:]) for n in range(1200)]

    import_claims(file(*rows), by=analyst, progress=lambda read, all_: told.append((read, all_)))

    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
