"""A statement's numbers are proven, answered or refused; one writes, another approves; it stays."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.test_figures import restarted

from ehya.engine.calendar import year_range
from ehya.engine.claims.model import Claim, Period
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.ledger.models import User
from ehya.ledger.signing import public_key
from ehya.plan.actions.setting import NewTarget, NewVersion, set_target
from ehya.publish.actions.press import (
    Written,
    approve_statement,
    change_statement,
    submit_statement,
    take_back_statement,
    write_statement,
)
from ehya.publish.models import Figure, Publication, Release, Statement, Telling
from ehya.publish.press import numbers_in
from ehya.publish.press.matching import agrees
from ehya.publish.queries.press import (
    examined,
    faults_of_statement,
    public_statements,
    statement_named,
    statements_telling,
    text_digest,
)
from ehya.register.actions.places import load_places
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)
SIX = "Since the beginning of the year 6 idle units have been revived across the country."


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def six(steward, officer):
    """Six restarts of 1403 in Semnan, of ten people each."""
    load_places(by=the_house())
    for month in (4, 4, 5, 5, 6, 7):
        restarted(steward, officer, date(2024, month, 10))


def written(text, by, **told):
    return write_statement(Written("Six units", text, "en", TODAY, **told), by=by)


def answered(statement, by, **answers):
    return change_statement(
        statement.pk,
        Written(statement.title, statement.text, "en", TODAY, statement.synthetic),
        answers,
        by=by,
        seen=statement.version,
    )


def handed_in(text, by, **answers):
    kept = answered(written(text, by), by, **answers)
    return submit_statement(kept.pk, by=by, seen=kept.version)


def published(text, writer, approver, **answers):
    statement = handed_in(text, writer, **answers)
    return approve_statement(statement.pk, by=approver, seen=text_digest(examined(statement)))


def codes(statement):
    return {
        one.number.text: one.trouble.code if one.trouble else "proven"
        for one in examined(statement).matches
    }


def test_a_number_that_the_house_counts_is_proven(six, analyst):
    (one,) = examined(written(SIX, analyst)).matches
    assert one.proven
    assert (one.asked.metric.name, one.ours) == ("units_revived_claimed", 6)
    assert one.asked.period.first == date(2024, 3, 20)


def test_a_number_that_is_counted_otherwise_says_both(six, analyst):
    (one,) = examined(written(SIX.replace("6", "9"), analyst)).matches
    assert one.trouble.code == "press.differs"
    told = sentence(one.trouble, "en")
    assert "9" in told
    assert "6" in told


def test_what_has_no_figure_no_place_or_no_time_is_refused_with_why(six, analyst):
    text = "In 1403 we held 45 meetings."
    assert set(codes(written(text, analyst)).values()) <= {"press.no_figure", "press.not_read"}
    assert codes(written("Room 7 was painted.", analyst)) == {"7": "press.not_read"}


@pytest.mark.parametrize(
    "text",
    [
        "Call 021-88776655.",
        "تلفن ۰۲۱-۸۸۷۷۶۶۵۵",
        "On 12 August 2024, and on 1403/05/22.",
        "در ۲۲ مرداد ۱۴۰۳ و در سال ۱۴۰۲",
        "August 2024, in 1403.",
    ],
)
def test_dates_years_and_telephone_numbers_are_no_figures(text):
    assert numbers_in(text, ()) == ()


def test_a_number_that_looks_like_a_year_is_one_only_where_a_year_stands():
    assert [one.text for one in numbers_in("In 1403 we saw 1403 units", ())] == ["1403"]


def test_verified_is_held_against_the_verified_count_alone(six, analyst):
    text = "Since the beginning of the year 6 verified idle units have been revived."
    (one,) = examined(written(text, analyst)).matches
    assert (one.asked.metric.name, one.ours) == ("units_revived_verified", 0)
    assert not one.proven


def test_a_percentage_names_its_version_or_is_refused(six, analyst):
    said = "9% of the target was realised."
    assert "press.percent_of_which" in codes(written(said, analyst)).values()
    new = NewVersion(Decimal(60), "the council", "minutes 7", TODAY, date(2024, 3, 20))
    set_target(NewTarget("units_revived_claimed", "IR", year_range(1403)), new, by=analyst)
    aim = "The target is to revive 60 units by the end of the year 1403. "
    ten = examined(written(aim + said.replace("9", "10"), analyst)).matches[-1]
    assert (ten.proven, ten.ours, ten.target.number) == (True, 10, 1)
    nine = examined(written(aim + said, analyst)).matches[-1]
    assert nine.trouble.code == "press.percent_differs"


def test_nobody_approves_what_they_had_a_hand_in(six, analyst, director, make_person):
    speaker = make_person("communications")
    statement = written(SIX, speaker)
    submit_statement(statement.pk, by=director, seen=statement.version)
    seen = text_digest(examined(statement_named(statement.pk)))
    for hand in (speaker, director):
        with pytest.raises(Refusal) as no:
            approve_statement(statement.pk, by=hand, seen=seen)
        assert no.value.code == "press.by_its_writer"


def test_a_number_said_twice_is_one_figure(six, analyst, director):
    text = SIX + " That is 6."
    again = {"metric": "units_revived_claimed", "first": "2024-03-20", "last": "2024-08-12"}
    published(text, analyst, director, **{f"n{text.rindex('6')}": again})
    assert Figure.objects.count() == 1
    assert Telling.objects.count() == 2


def test_a_statement_tells_only_what_was_signed_with_it(six, analyst, director):
    public = published(SIX, analyst, director)
    figure = Figure.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Telling.objects.create(publication=public, figure=figure, start=0, end=5)


def test_a_target_is_proven_by_its_version_and_refused_beside_another(six, analyst):
    new = NewVersion(Decimal(300), "the council", "minutes 7", TODAY, date(2024, 3, 20))
    set_target(NewTarget("units_revived_claimed", "IR", year_range(1403)), new, by=analyst)
    said = "The target is to revive {} units by the end of the year 1403."
    (one,) = [m for m in examined(written(said.format(300), analyst)).matches if m.target]
    assert one.proven
    assert one.target.number == 1
    other = [m for m in examined(written(said.format(400), analyst)).matches if m.target]
    assert other[0].trouble.code == "press.target_differs"


def test_its_writer_may_name_the_figure_that_is_meant(six, analyst):
    statement = written("Semnan: 6.", analyst)
    (number,) = numbers_in(statement.text, ())
    named = answered(
        statement,
        analyst,
        **{number.id: {"metric": "units_revived_claimed", "province": "IR-20", "year": "1403"}},
    )
    (one,) = examined(named).matches
    assert one.proven
    assert one.asked.scope.province == "IR-20"


def test_nothing_is_handed_in_while_a_number_is_open(six, analyst):
    statement = written(SIX.replace("6", "9"), analyst)
    with pytest.raises(Refusal) as no:
        submit_statement(statement.pk, by=analyst, seen=statement.version)
    assert no.value.code == "press.not_answered"
    assert Statement.objects.get(pk=statement.pk).state == "draft"


def test_a_text_without_a_number_needs_no_press_desk(analyst):
    statement = written("Thank you.", analyst)
    with pytest.raises(Refusal) as no:
        submit_statement(statement.pk, by=analyst, seen=statement.version)
    assert no.value.code == "press.no_number"


def test_published_it_carries_certificates_that_hold(six, analyst, director):
    public = published(SIX, analyst, director)
    assert faults_of_statement(public, key=public_key()) == []
    (figure,) = Figure.objects.all()
    assert Release.objects.get(figure=figure).by == director
    (number,) = public.certificate["numbers"]
    assert (number["figure"], number["certificate"]) == (figure.pk, figure.digest)
    assert [row.pk for row in statements_telling(figure)] == [public.statement_id]


def test_nobody_approves_what_they_wrote(six, director, analyst):
    statement = handed_in(SIX, director)
    with pytest.raises(Refusal) as no:
        approve_statement(statement.pk, by=director, seen=text_digest(examined(statement)))
    assert no.value.code == "press.by_its_writer"
    with pytest.raises(Refusal) as no:
        approve_statement(statement.pk, by=analyst, seen="")
    assert no.value.code == "ledger.not_allowed"
    assert not Publication.objects.exists()


def test_what_is_counted_otherwise_by_then_is_not_published(
    six, steward, officer, analyst, director
):
    statement = handed_in(SIX, analyst)
    seen = text_digest(examined(statement))
    restarted(steward, officer, date(2024, 8, 1))
    with pytest.raises(Refusal) as no:
        approve_statement(statement.pk, by=director, seen=seen)
    assert no.value.code == "press.not_answered"
    assert not Figure.objects.exists()


def test_what_stands_without_a_figure_says_so_to_everybody(six, analyst, director):
    text = SIX + " Room 7 was painted."
    (plan,) = [one for one in numbers_in(text, ()) if one.text == "7"]
    public = published(text, analyst, director, **{plan.id: {"reason": "the number of a room"}})
    last = public.certificate["numbers"][-1]
    assert (last["unproven"], last["reason"]) == ("press.not_read", "the number of a room")
    assert Telling.objects.count() == 1


def test_a_cell_too_small_to_tell_keeps_the_whole_statement_in(steward, officer, analyst, director):
    load_places(by=the_house())
    for day in (10, 11, 12):
        restarted(steward, officer, date(2024, 4, day))
    text = "Since the beginning of the year 3 idle units have been revived in Semnan province."
    statement = handed_in(text, analyst)
    with pytest.raises(Refusal) as no:
        approve_statement(statement.pk, by=director, seen=text_digest(examined(statement)))
    assert no.value.code.startswith("figure.too_few")
    assert Statement.objects.get(pk=statement.pk).state == "submitted"
    assert not Figure.objects.exists()


def test_a_published_statement_is_never_changed(six, analyst, director):
    public = published(SIX, analyst, director)
    for change in (
        "UPDATE publish_statement SET text = 'seven'",
        "DELETE FROM publish_telling",
        "UPDATE publish_publication SET digest = repeat('0', 64)",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    with pytest.raises(Refusal) as no:
        take_back_statement(public.statement_id, by=analyst)
    assert no.value.code == "press.public_already"


def test_what_is_wrong_is_put_right_by_a_notice_linked_both_ways(
    six, steward, officer, analyst, director
):
    old = published(SIX, analyst, director).statement
    restarted(steward, officer, date(2024, 8, 1))
    seven = Written("Seven units", SIX.replace("6", "7"), "en", TODAY)
    with pytest.raises(Refusal) as no:
        write_statement(seven, by=analyst, corrects=old.pk)
    assert no.value.code == "ledger.reason_needed"
    notice = write_statement(seven, by=analyst, corrects=old.pk, reason="one came in late")
    with pytest.raises(Refusal) as no:
        write_statement(seven, by=analyst, corrects=old.pk, reason="again")
    assert no.value.code == "press.corrected_already"
    submit_statement(notice.pk, by=analyst, seen=notice.version)
    seen = text_digest(examined(statement_named(notice.pk)))
    public = approve_statement(notice.pk, by=director, seen=seen)
    assert public.certificate["corrects"] == old.publication.digest
    assert [row.pk for row in statement_named(old.pk).notices.all()] == [notice.pk]
    assert {row.pk for row in public_statements()} == {old.pk, notice.pk}


def test_taken_back_it_is_a_draft_and_dropped_it_is_gone_from_the_list(six, analyst):
    statement = handed_in(SIX, analyst)
    assert take_back_statement(statement.pk, by=analyst).state == "draft"
    assert take_back_statement(statement.pk, by=analyst, drop=True).state == "dropped"


def test_two_who_change_the_same_draft_do_not_overwrite_each_other(six, analyst, director):
    statement = written(SIX, analyst)
    answered(statement, analyst)
    with pytest.raises(Refusal) as no:
        answered(statement, director)
    assert no.value.code == "press.changed_meanwhile"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Written("", SIX, "en", TODAY), "press.empty"),
        (Written("t", "  ", "en", TODAY), "press.empty"),
        (Written("t", "x" * 50_001, "en", TODAY), "press.too_long"),
        (Written("t", SIX, "de", TODAY), "press.no_such_language"),
        (Written("t", SIX, "en", date(2024, 8, 13)), "press.not_yet"),
        (Written("t", "a\x00b", "en", TODAY), "publish.text_unwritable"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_written(analyst, told, code):
    with pytest.raises(Refusal) as no:
        write_statement(told, by=analyst)
    assert no.value.code == code
    assert not Statement.objects.exists()


def test_an_officer_of_a_province_writes_no_statement(officer):
    with pytest.raises(Refusal) as no:
        written(SIX, officer)
    assert no.value.code == "ledger.not_allowed"


def test_a_made_up_programme_is_told_apart_and_not_held_against_the_record(
    six, analyst, make_person
):
    statement = written(SIX, analyst, synthetic=True)
    found = examined(statement)
    assert found.record == ()
    assert found.matches[0].trouble is not None  # six real units are none of the made-up ones
    assert User.objects.filter(pk=analyst.pk).exists()


def claim(value, qualifier="eq", low=None, high=None):
    period = Period("cumulative_since_year_start", "2024-03-20", "2024-08-12")
    low = value if low is None else low
    return Claim("c1", "units_revived", value, "units", qualifier, period, low=low, high=high)


@pytest.mark.parametrize(
    ("said", "ours", "holds"),
    [
        (claim(900, high=900), 900, True),
        (claim(900, high=900), 901, False),
        (claim(900, "over"), 899, False),
        (claim(900, "over"), 900, False),
        (claim(900, "at_least"), 900, True),
        (claim(900, "over"), 990, True),  # a tenth beyond
        (claim(900, "over"), 991, False),  # words that hide the number
        (claim(900, "approx", low=850, high=950), 940, True),
    ],
)
def test_words_that_firm_or_soften_a_number_have_bounds(said, ours, holds):
    assert agrees(said, Decimal(said.value), Decimal(ours), TODAY) is holds


@given(st.text(alphabet="0۱٢,٬.٫ -/abآن\n", max_size=60))
def test_every_number_is_the_passage_that_it_says(text):
    found = numbers_in(text, ())
    assert not any(one.end > other.start for one, other in pairwise(found))
    assert [one.text for one in found] == [text[one.start : one.end] for one in found]
