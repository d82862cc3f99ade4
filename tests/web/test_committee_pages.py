"""The pages of a committee's work: a meeting from agenda to sealed minutes, and what follows."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.revive import hall as made

from ehya.ledger.models import Scope, User
from ehya.revive.models import Case, Decision, Item, Meeting, Member, Obligation, Step
from ehya.web.pages import obligations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, tmp_path, monkeypatch):
    settings.TODAY = made.TODAY
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.fixture
def hall(steward):
    return made.open_hall(steward)


@pytest.fixture
def browser(hall, sign_in, in_english):
    return sign_in(hall.secretary)


def seen(meeting):
    return {"seen": Meeting.objects.get(pk=meeting).version}


def send(browser, address, told, code=302):
    answer = browser.post(address, told)
    assert answer.status_code == code, answer.content.decode()[:3000]
    return answer.content.decode()


def test_a_secretary_holds_a_meeting_through_the_pages(hall, browser, steward):
    case = made.add_case(steward)
    here = f"/committee/meetings/{hall.meeting}/"
    assert "1 case has a plan and waits" in browser.get(f"{here}bring/").content.decode()
    told = {"case": [case.pk], f"asks-{case.pk}": "Reschedule the debt", **seen(hall.meeting)}
    send(browser, f"{here}bring/", told)
    send(browser, f"{here}attendance/", {"present": hall.sitting, **seen(hall.meeting)})
    item = Item.objects.get().pk
    ruling = {
        "said": "approved", "words": "Approved as proposed", "all": "for", "then": "send_back",
        "seen": Case.objects.get().version, "body-0": hall.bank, "owes-0": "Reschedule",
        "amount-0": "۴۲٬۰۰۰٬۰۰۰٬۰۰۰", "due-0": "1403/04/31",
    }  # fmt: skip
    send(browser, f"{here}items/{item}/", ruling)
    owed = Obligation.objects.get()
    assert (owed.amount_irr, owed.due) == (42_000_000_000, date(2024, 7, 21))
    assert Decision.objects.get().votes.count() == 5
    assert "seal its minutes" in browser.get(here).content.decode()
    draft = browser.get(f"{here}minutes.pdf")
    assert draft.content.startswith(b"%PDF")
    send(browser, f"{here}seal/", seen(hall.meeting))
    assert "is sealed" in browser.get(here).content.decode()
    minutes = b"".join(browser.get(f"{here}minutes.pdf").streaming_content)
    file = SimpleUploadedFile("minutes.pdf", minutes, "application/pdf")
    said = browser.post("/committee/verify/", {"file": file}).content.decode()
    assert "Signed by this house, and unchanged to the last byte" in said


def test_a_changed_copy_of_the_minutes_is_told(hall, browser, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.approve(hall, item, made.attend(hall))
    here = f"/committee/meetings/{hall.meeting}/"
    send(browser, f"{here}seal/", seen(hall.meeting))
    minutes = b"".join(browser.get(f"{here}minutes.pdf").streaming_content)
    assert minutes.startswith(b"%PDF-1.7")
    forged = minutes.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    for content, words in ((forged, "it was changed"), (b"%PDF-1.7 else", "has sealed")):
        file = SimpleUploadedFile("minutes.pdf", content, "application/pdf")
        assert words in browser.post("/committee/verify/", {"file": file}).content.decode()


def test_a_refused_decision_keeps_what_was_typed(hall, browser, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.attend(hall)
    ruling = {
        "said": "approved", "words": "As proposed, with care", "all": "against",
        "seen": Case.objects.get().version, "body-0": hall.bank, "owes-0": "Pay",
        "amount-0": "42", "due-0": "1403/04/31",
    }  # fmt: skip
    page = send(browser, f"/committee/meetings/{hall.meeting}/items/{item}/", ruling, 422)
    assert "With 0 for and 5 against it is rejected, not approved" in page
    assert "As proposed, with care" in page
    assert 'value="Pay"' in page
    assert not Decision.objects.exists()


def test_a_second_secretary_is_told_who_came_first(hall, browser, steward, sign_in):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.attend(hall)
    old = Case.objects.get().version
    Case.objects.update(version=old + 1)
    ruling = {"said": "approved", "words": "Yes", "all": "for", "seen": old}
    page = send(browser, f"/committee/meetings/{hall.meeting}/items/{item}/", ruling, 422)
    assert "has changed this case meanwhile" in page


def test_an_obligation_is_followed_to_its_end_with_a_letter_between(hall, browser, steward):
    owed = made.an_obligation(hall, steward, due=date(2024, 7, 21))
    here = f"/obligations/{owed.pk}/"
    page = browser.get(here).content.decode()
    assert "22 days late" in page
    assert browser.get(f"{here}letter.pdf").content.startswith(b"%PDF")
    assert Step.objects.filter(said="reminded").count() == 0
    send(browser, f"{here}remind/", {"seen": owed.version, "letter": "318"})
    step = Step.objects.get(said="reminded")
    assert (step.letter, step.on) == ("318", made.TODAY)
    kept = b"".join(browser.get(f"{here}letters/{step.pk}.pdf").streaming_content)
    assert kept.startswith(b"%PDF")
    owed.refresh_from_db()
    proof = SimpleUploadedFile("receipt.pdf", b"%PDF-1.4 receipt", "application/pdf")
    told = {"said": "discharged", "on": "1403/05/22", "seen": owed.version, "proof": proof}
    send(browser, f"{here}step/", told)
    owed.refresh_from_db()
    assert (owed.state, owed.ended_on) == ("discharged", made.TODAY)
    assert "carried out" in browser.get(here).content.decode()


def test_the_first_page_tells_what_was_carried_out(hall, browser, steward):
    made.an_obligation(hall, steward, due=date(2024, 7, 21))
    page = browser.get("/committee/").content.decode()
    assert "Of 1 obligation 0 is carried out: too few to tell a share" in page
    lines = browser.get("/committee/carried-out.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("all,,1,0,0,1,0,,,,false,2024-08-12,revive.carried_out/1")


def test_a_committee_is_made_and_seats_are_given_and_ended(browser, hall, sign_in, in_english):
    made.add_provinces()
    other = made.add_secretary("second", made.QAZVIN)
    User.objects.update(language="en")
    there = sign_in(other)
    told = {"province": made.QAZVIN, "name_fa": "ستاد تسهیل قزوین", "quorum": "۵"}
    address = there.post("/committee/add/", told)["Location"]
    send(there, f"{address}seats/", {"name": "رضا", "first": "1403/01/01", "votes": "1", "seen": 1})
    seat = Member.objects.get(name="رضا")
    send(there, f"{address}seats/{seat.pk}/end/", {"last": "1403/05/01", "seen": 2})
    seat.refresh_from_db()
    assert seat.valid.upper == date(2024, 7, 23)
    assert "Nobody sits there yet" in there.get(address).content.decode()
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/bodies/", {"kind": "zoo", "name_fa": "x"}),
        ("/bodies/", {"kind": "bank", "name_fa": ""}),
        ("/bodies/", {"kind": "bank", "name_fa": "ب" * 121, "province": "IR-20"}),
        ("/bodies/", {"kind": "bank", "name_fa": "ب", "province": "IR-26"}),
        ("/bodies/", {"kind": "bank", "name_fa": "ب", "province": "IR-20", "email": "no"}),
        ("/committee/{committee}/call/", {"on": "yesterday"}),
        ("/committee/{committee}/call/", {"on": "1403/05/22", "at": "25:00"}),
        ("/committee/{committee}/seats/", {"name": "", "first": "1403/01/01", "seen": "6"}),
        ("/committee/{committee}/seats/", {"name": "x", "first": "1403/13/01", "seen": "6"}),
        ("/committee/{committee}/change/", {"name_fa": "x", "quorum": "0", "seen": "6"}),
        ("/committee/{committee}/change/", {"name_fa": "x", "quorum": "two", "seen": "6"}),
        ("/committee/meetings/{meeting}/bring/", {"seen": "1"}),
        ("/committee/meetings/{meeting}/bring/", {"seen": "1", "case": "999"}),
        ("/committee/meetings/{meeting}/bring/", {"seen": "0", "case": "1"}),
        ("/committee/meetings/{meeting}/cancel/", {"seen": "1", "reason": " "}),
        ("/committee/meetings/{meeting}/attendance/", {"seen": "1", "present": "999"}),
        ("/committee/meetings/{meeting}/items/7/", {"seen": "1", "said": "approved", "words": "x"}),
        ("/committee/meetings/{meeting}/order/", {"seen": "1", "place-9": "1"}),
        ("/committee/verify/", {}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "fa"])
def test_bad_input_is_refused_in_words_and_nothing_is_written(
    hall, sign_in, address, told, language
):
    User.objects.update(language=language)
    browser = sign_in(User.objects.get(pk=hall.secretary.pk))
    before = [model.objects.count() for model in (Meeting, Member, Item, Decision)]
    answer = browser.post(address.format(committee=hall.committee, meeting=hall.meeting), told)
    assert answer.status_code in (404, 422)
    assert 'class="rule-code"' in answer.content.decode() or answer.status_code == 404
    assert [model.objects.count() for model in (Meeting, Member, Item, Decision)] == before


def test_the_pages_of_another_province_are_not_there(hall, sign_in, steward):
    owed = made.an_obligation(hall, steward)
    browser = sign_in(made.add_secretary("second", made.QAZVIN))
    for address in (
        f"/committee/{hall.committee}/",
        f"/committee/meetings/{hall.meeting}/",
        f"/committee/meetings/{hall.meeting}/minutes.pdf",
        f"/bodies/{hall.bank}/",
        f"/obligations/{owed.pk}/",
        f"/obligations/{owed.pk}/letter.pdf",
    ):
        assert browser.get(address).status_code == 404, address
    assert (
        "0" not in browser.get("/obligations/").content.decode().split("<h1>")[1].split("</h1>")[0]
    )


def test_an_officer_reminds_on_the_secretarys_behalf(hall, sign_in, steward, monkeypatch):
    owed = made.an_obligation(hall, steward, due=date(2024, 7, 21))
    officer = User.objects.create_user(username="reza", role="officer")
    Scope.objects.create(user=officer, kind="province", code=made.SEMNAN)
    signs = []
    monkeypatch.setattr(
        obligations, "set_letter", lambda told: signs.append(told.signs_as) or b"%PDF"
    )
    for by in (officer, hall.secretary):
        sign_in(by).get(f"/obligations/{owed.pk}/letter.pdf")
    assert signs == ["از طرف دبیر ستاد", "دبیر ستاد"]


def test_a_place_that_is_no_number_is_left_out(hall, browser, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    told = {f"place-{item}": "1", "place-" + "9" * 30: "2", "place-۴": "3", **seen(hall.meeting)}
    send(browser, f"/committee/meetings/{hall.meeting}/order/", told)
