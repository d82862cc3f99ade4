"""A figure is counted once per return, keeps its certificate for ever, and shows what was changed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import typer
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.revive.purse import a_unit
from typer.testing import CliRunner

from ehya.cli.figure import figure
from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL, Sight
from ehya.ledger.signing import public_key
from ehya.publish.actions.figures import correct_figure, make_figure, release_figure
from ehya.publish.certificate import faults_of, read_sheet
from ehya.publish.counting import Asked, Scope, cells, members, metric_named, metrics
from ehya.publish.models import Figure
from ehya.publish.queries.figures import (
    faults_kept,
    figure_named,
    lines_of,
    sheet_of,
    since_then,
)
from ehya.revive.actions.moving import take
from ehya.revive.actions.opening import open_case
from ehya.revive.guards import Said
from ehya.revive.models import Case, Move
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)
YEAR = DayRange(date(2024, 3, 20), date(2025, 3, 20))  # 1403


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def restarted(steward, officer, on, jobs=10, entered=None):
    """A case whose officer claimed a restart; `entered` tells when the house heard of it."""
    case = open_case(a_unit(steward), "revival", by=officer, on=on - timedelta(days=60))
    Case.objects.filter(pk=case).update(state="under_way", since=on - timedelta(days=30))
    take(case, "restart", by=officer, said=Said(on, restarted_on=on, jobs=jobs, use=0.6))
    if entered:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE revive_move DISABLE TRIGGER USER")
            Move.objects.filter(case=case).update(known_at=entered)
            cursor.execute("ALTER TABLE revive_move ENABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return case


def asked(metric="units_revived_claimed", known_at=None, sight=ALL, **scope):
    return Asked(
        metric=metric_named(metric),
        period=YEAR,
        as_of=TODAY,
        known_at=known_at or timezone.now(),
        scope=Scope(**scope),
        sight=sight,
    )


@pytest.fixture
def three(steward, officer):
    """Three restarts of Semnan in 1403, of 10, 20 and 5 people; one of the year before."""
    days = (date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1))
    cases = [
        restarted(steward, officer, on, jobs) for on, jobs in zip(days, (10, 20, 5), strict=True)
    ]
    restarted(steward, officer, date(2024, 3, 1), 40)
    return cases


def test_each_return_counts_once_on_its_day(three):
    assert [one.line().split("\t")[2] for one in members(asked())] == ["1", "1", "1"]
    (cell,) = cells(asked("jobs_restored_claimed"))
    assert (cell.key, cell.members, cell.amount) == ("IR-20", 3, 35)


def test_parts_add_up_to_their_whole(three):
    whole = cells(asked(), by="")
    for by in ("province", "park", "sector", "size", "cause"):
        assert sum(cell.amount for cell in cells(asked(), by=by)) == whole[0].amount == 3


def test_a_claim_taken_back_is_not_counted_and_was_then(three, officer):
    before = timezone.now()
    take(three[0], "take_back", by=officer, said=Said(TODAY, reason="it stood the next day"))
    assert len(members(asked())) == 2
    assert len(members(asked(known_at=before))) == 3


def test_who_sees_one_province_counts_its_own_only(three):
    elsewhere = Sight(provinces=frozenset({"IR-23"}))
    assert members(asked(sight=elsewhere)) == []
    assert len(members(asked(sight=Sight(provinces=frozenset({"IR-20"}))))) == 3


def test_a_zero_rests_on_what_was_looked_at_and_nothing_on_nothing(three, analyst):
    zero = make_figure(asked("units_relapsed"), by=analyst)
    assert (zero.value, zero.number) == (0, 0)
    assert zero.certificate["looked_at"]["number"] == 4
    with pytest.raises(Refusal) as no:
        make_figure(asked("units_renovated"), by=analyst)
    assert no.value.code == "figure.nothing_looked_at"
    assert "zero" in sentence(no.value, "en")


def test_a_figure_is_the_same_for_ever_and_tells_what_is_known_now(
    three, steward, officer, analyst
):
    made = make_figure(asked(), by=analyst)
    late = restarted(steward, officer, date(2024, 7, 1))
    take(three[1], "take_back", by=officer, said=Said(TODAY, reason="it stood the next day"))
    then, now = since_then(made, made.known_at), since_then(made, timezone.now())
    assert then.same and then.value == 3
    assert (now.value, len(now.entered), len(now.withdrawn)) == (3, 1, 1)
    kept = lines_of(made)
    assert now.withdrawn[0] in {line.split("\t")[1] for line in kept}
    assert Case.objects.get(pk=late).restarts.get().pk == int(now.entered[0].split(":")[1])


def test_one_changed_byte_of_a_certificate_or_its_list_is_found(three, analyst):
    text = sheet_of(make_figure(asked(), by=analyst), ALL).text()
    assert faults_of(read_sheet(text), key=public_key()) == []
    told = text.encode()
    for place in range(len(told) - 1):
        changed = told[:place] + bytes([told[place] ^ 1]) + told[place + 1 :]
        try:
            assert faults_of(read_sheet(changed.decode()), key=public_key()), place
        except (Refusal, UnicodeDecodeError):
            continue


def test_another_houses_signature_is_no_proof(three, analyst):
    sheet = sheet_of(make_figure(asked(), by=analyst))
    assert "key" in faults_of(sheet, key="00" * 32)


def test_a_provinces_part_leads_to_the_root(three, analyst):
    part = sheet_of(make_figure(asked(), by=analyst), Sight(provinces=frozenset({"IR-20"})))
    assert part.members is None
    assert [len(block["members"]) for block in part.blocks] == [3]
    text = part.text()
    assert faults_of(read_sheet(text), key=public_key()) == []
    assert faults_of(read_sheet(text.replace("restart:", "restarT:")), key=public_key())


def test_a_kept_figure_cannot_be_changed_and_a_forged_one_shows(three, analyst):
    made = make_figure(asked(), by=analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.filter(pk=made.pk).update(value=300)
    assert faults_kept(made, key=public_key()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE publish_figure DISABLE TRIGGER USER")
        Figure.objects.filter(pk=made.pk).update(value=300)
        cursor.execute("ALTER TABLE publish_figure ENABLE TRIGGER USER")
    assert faults_kept(figure_named(made.pk), key=public_key()) == ["kept"]


def test_a_changed_event_is_found(three, analyst):
    made = make_figure(asked(), by=analyst)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE ledger_event SET reason = 'x' WHERE position = %s",
            [made.certificate["ledger"]["position"]],
        )
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER USER")
    assert faults_kept(made, key=public_key()) == ["chain"]


def test_who_makes_a_figure_does_not_make_it_public(three, analyst, director, officer):
    made = make_figure(asked(), by=director)
    for by, code in ((director, "figure.by_its_maker"), (officer, "ledger.not_allowed")):
        with pytest.raises(Refusal) as no:
            release_figure(made.pk, by=by)
        assert no.value.code == code
    other = make_figure(asked(), by=analyst)
    release_figure(other.pk, by=director)
    assert figure_named(other.pk, public=True).release.by == director
    with pytest.raises(Refusal) as no:
        figure_named(made.pk, public=True)
    assert no.value.code == "figure.no_such_figure"


def test_a_correction_stands_beside_the_old_figure(three, steward, officer, analyst, director):
    wrong = make_figure(asked(), by=analyst)
    release_figure(wrong.pk, by=director)
    with pytest.raises(Refusal) as no:
        correct_figure(wrong.pk, "no reason at all", by=analyst)
    assert no.value.code == "figure.nothing_to_correct"
    restarted(steward, officer, date(2024, 7, 1))
    right = correct_figure(wrong.pk, "one was entered late", by=analyst)
    assert (right.value, figure_named(wrong.pk).value) == (4, 3)
    assert figure_named(wrong.pk).corrected.right_id == right.pk


def test_every_metric_is_told_in_both_languages_and_can_be_asked(three):
    for metric in metrics().values():
        for what in ("name", "counts", "event", "population"):
            assert metric.told(what, "en") and metric.told(what, "fa")
        assert members(asked(metric.name)) is not None


def test_tomorrow_is_not_known_yet(three, analyst):
    with pytest.raises(Refusal) as no:
        make_figure(asked(known_at=datetime(2100, 1, 1, tzinfo=UTC)), by=analyst)
    assert no.value.code == "figure.not_yet"


@pytest.mark.django_db(transaction=True)
def test_the_command_keeps_and_verifies(three, tmp_path):
    run, file, app = CliRunner(), tmp_path / "f.json", typer.Typer()
    app.command()(figure)
    told = run.invoke(app, ["units_revived_claimed", "--out", str(file), "--json"])
    assert json.loads(told.stdout)["value"] == "3"
    good = run.invoke(app, ["verify", str(file), "--json"])
    assert (good.exit_code, json.loads(good.stdout)["sound"]) == (0, True)
    file.write_text(file.read_text().replace('"value":"3"', '"value":"300"'))
    bad = run.invoke(app, ["verify", str(file), "--json"])
    assert bad.exit_code == 1
    assert json.loads(bad.stdout)["faults"] == ["digest", "value"]


def test_a_correction_whose_event_cannot_be_written_leaves_nothing(
    three, steward, officer, analyst, director
):
    wrong = make_figure(asked(), by=analyst)
    release_figure(wrong.pk, by=director)
    restarted(steward, officer, date(2024, 7, 1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE ledger_event ADD CONSTRAINT full_up"
            " CHECK (act <> 'publish.correct_figure') NOT VALID"
        )
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with pytest.raises(IntegrityError, match="full_up"):
        correct_figure(wrong.pk, "one was entered late", by=analyst)
    assert Figure.objects.count() == 1
