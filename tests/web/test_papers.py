"""Minutes and letters: the same content gives the same bytes, and what is told stays text."""

from datetime import date

import pytest
from tests.revive import hall as made

from ehya.ledger.scopes import ALL
from ehya.revive.models import Obligation
from ehya.revive.queries.committees import agenda, meeting_seen
from ehya.revive.queries.obligations import obligation_seen
from ehya.web.formats.spelled import spelled
from ehya.web.papers import letter, minutes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, tmp_path, monkeypatch):
    settings.TODAY = made.TODAY
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "صفر"),
        (19, "نوزده"),
        (21, "بیست و یک"),
        (100, "صد"),
        (1_000, "هزار"),
        (1_115, "هزار و صد و پانزده"),
        (2_000_000, "دو میلیون"),
        (42_000_000_000, "چهل و دو میلیارد"),
        (29_470_000_000_000, "بیست و نه هزار و چهارصد و هفتاد میلیارد"),
        (10**18, "یک میلیارد میلیارد"),
    ],
)
def test_an_amount_is_written_out_as_people_say_it(number, words):
    assert spelled(number) == words


@pytest.fixture
def hall(steward):
    return made.open_hall(steward)


def test_the_same_meeting_gives_the_same_bytes_and_another_others(hall, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.approve(hall, item, made.attend(hall), made.owes(hall))
    told = agenda(meeting_seen(hall.meeting, ALL))
    first = minutes.set_minutes(told)
    assert first == minutes.set_minutes(agenda(meeting_seen(hall.meeting, ALL)))
    assert minutes.claims_to_be(first) == (hall.committee, 1)
    told.meeting.place = "جای دیگر"
    assert minutes.set_minutes(told) != first


def test_a_name_is_never_read_as_a_command(hall, steward):
    evil = '#panic("x") $ * _ ` \\ " [ ] { } <label> @ref // /* #read("/etc/passwd")'
    (item,) = made.put_on(hall, made.add_case(steward, evil))
    made.approve(hall, item, made.attend(hall), made.owes(hall), words=evil)
    assert minutes.set_minutes(agenda(meeting_seen(hall.meeting, ALL))).startswith(b"%PDF")
    owed = obligation_seen(Obligation.objects.get().pk, ALL)
    assert letter.set_letter(letter.Reminder(owed, made.TODAY, evil[:40], evil)).startswith(b"%PDF")


def test_a_letter_tells_number_decision_amount_and_days_late(hall, steward):
    owed = made.an_obligation(hall, steward, due=date(2024, 7, 21))
    told = letter.told(letter.Reminder(obligation_seen(owed.pk, ALL), made.TODAY, "318", "مریم"))
    assert not told["draft"]
    assert told["marks"][0][1] == "\u2068۳۱۸\u2069"
    rows = {row[0]: row[1].strip("\u2068\u2069") for row in told["table"]}
    assert rows["مبلغ به رقم"] == "۴۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال"
    assert rows["مبلغ به حروف"] == "چهل و دو میلیارد ریال"
    assert rows["مهلت"] == "۳۱ تیر ۱۴۰۳"
    assert rows["دیرکرد"] == "۲۲ روز"


def test_only_the_secretary_signs_as_secretary(hall, steward):
    owed = obligation_seen(made.an_obligation(hall, steward).pk, ALL)
    for secretary, signs in ((True, "دبیر ستاد"), (False, "از طرف دبیر ستاد")):
        reminder = letter.Reminder(owed, made.TODAY, "318", "مریم", secretary=secretary)
        assert letter.told(reminder)["sign"] == [signs, "مریم"]


def test_nobody_is_told_to_be_away_before_it_was_written_down(hall):
    told = minutes.told(agenda(meeting_seen(hall.meeting, ALL)))
    assert told["quorum"] == "نام حاضران نوشته نشده است."
    assert {seat["there"] for seat in told["seats"]} == {""}
    made.attend(hall, 4)
    told = minutes.told(agenda(meeting_seen(hall.meeting, ALL)))
    assert [seat["there"] for seat in told["seats"]].count("غایب") == 1
