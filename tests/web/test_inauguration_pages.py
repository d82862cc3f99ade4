"""The pages of an event: what is missing, invitations, the board's link, the board, the sheet."""

import json
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from icalendar import Calendar
from tests.invest import stage as made

from ehya.engine.refusal import Refusal
from ehya.invest.actions import inaugurations, inviting, striking
from ehya.invest.models import Guest, Inauguration, Opening, Project, Site
from ehya.ledger.models import Event
from ehya.publish.actions.figures import make_figure, release_figure
from ehya.publish.counting import asked_typed
from ehya.web import outbox
from ehya.web.charts.outlines import outlines
from ehya.web.invitations import send_invitations
from ehya.web.papers.inauguration import told

pytestmark = pytest.mark.django_db
TN = 10**12


@pytest.fixture
def stage(analyst):
    return made.set_stage(analyst)


@pytest.fixture
def browser(stage, sign_in, in_english):
    return sign_in(stage.by)


def seen():
    return {"seen": Inauguration.objects.get().version}


def test_an_event_is_planned_and_filled_through_the_pages(analyst, sign_in, in_english):
    made.add_places()
    project = made.add_project(*made.PROJECTS[0])
    browser = sign_in(analyst)
    plan = {"name_fa": "روز صنعت", "on": "1403/05/22", "begins_at": "10:30"}
    answer = browser.post("/inaugurations/plan/", plan)
    here = answer.url
    site = {"name_fa": "سمنان", "province": "IR-20", "mode": "video"}
    site |= {"room": "https://meet.example/a"}
    assert browser.post(f"{here}act/add-site/", site | seen()).status_code == 302
    place = Site.objects.get()
    put = {"project": project.pk, "site": place.pk} | seen()
    assert browser.post(f"{here}act/put-in/", put).status_code == 302
    assert browser.post(f"{here}act/link-tested/", {"site_key": place.pk}).status_code == 302
    opening = Opening.objects.get()
    wrong = {"opening": opening.pk, "jobs": "60", "amount_irr": "12,000,000,000,000"}
    page = browser.post(f"{here}act/confirm/", wrong)
    assert page.status_code == 422
    assert "are not what the register has" in page.content.decode()
    right = wrong | {"amount_irr": "۱٬۲۰۰٬۰۰۰٬۰۰۰٬۰۰۰"}
    assert browser.post(f"{here}act/confirm/", right).status_code in (302, 422)
    right["means_it"] = "1"
    assert browser.post(f"{here}act/confirm/", right).status_code == 302
    page = browser.get(here).content.decode()
    assert "2 points are still open" in page  # nobody speaks, no photo
    assert "link tested" in page


def test_a_doubtful_sum_is_asked_about_once_more_on_the_page(stage, browser):
    Project.objects.filter(pk=stage.projects[0]).update(approved_irr=294 * TN)
    told_ = {"opening": stage.openings[0], "jobs": "60", "amount_irr": str(294 * TN)}
    here = f"/inaugurations/{stage.event}/act/confirm/"
    page = browser.post(here, told_)
    assert page.status_code == 422
    assert "I have counted the zeros and mean it" in page.content.decode()
    assert browser.post(here, told_ | {"means_it": "1"}).status_code == 302


def test_an_invitation_names_the_guests_site_and_room(stage, browser):
    guest = inviting.invite(
        stage.event,
        inviting.Invited("زهرا احمدی", email="z@example.org", site=stage.sites["IR-20"]),
        by=stage.by,
    )
    answer = browser.get(f"/inaugurations/{stage.event}/invitation.ics?guest={guest}")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["location"] == "Semnan"
    assert "https://meet.example/hall" in event["description"]
    assert event["attendee"] == "MAILTO:z@example.org"
    none = browser.get(f"/inaugurations/{stage.event}/invitation.ics?guest=99999")
    assert none.status_code == 404


def test_a_link_opens_the_board_without_a_sign_in_until_it_is_taken_back(stage, browser, client):
    browser.post(f"/inaugurations/{stage.event}/act/give-link/")
    link = f"/boards/{Inauguration.objects.get().board_key}/"
    assert b"<svg" in browser.get(f"/inaugurations/{stage.event}/link.svg").content
    page = client.get(link).content.decode()
    assert 'dir="rtl"' in page
    assert "روز صنایع کوچک" in page
    english = client.get(link + "?language=en").content.decode()
    assert "Small industries" in english
    state = json.loads(client.get(link + "state.json").content)
    assert (state["event"], state["language"]) == (stage.event, "fa")
    browser.post(f"/inaugurations/{stage.event}/act/take-link/")
    assert client.get(link).status_code == 404
    assert client.get(link + "state.json").status_code == 404


def test_a_boards_state_tells_its_sums_and_its_map(stage, browser):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "open", opening=stage.openings[0])
    state = json.loads(browser.get(f"/inaugurations/{stage.event}/board/state.json").content)
    assert state["map"] == {"IR-20": "opened", "IR-21": "waiting", "IR-26": "waiting"}
    assert ">1.2</b>" in state["parts"]["left"]
    assert "of 2.5 tn rials" in state["parts"]["left"]


def test_the_sheet_is_set_in_both_languages_once_the_event_is_closed(stage, browser):
    here = f"/inaugurations/{stage.event}/sheet.pdf"
    assert browser.get(here).status_code == 404
    striking.begin(stage.event, by=stage.by)
    for opening in stage.openings[:2]:
        made.press(stage, "open", opening=opening)
    striking.close(stage.event, by=stage.by)
    page = browser.get(f"/inaugurations/{stage.event}/").content.decode()
    assert "1.5 trillion rials, the sum of its parts" in page
    for language in ("fa", "en"):
        assert browser.get(f"{here}?language={language}").content.startswith(b"%PDF")
    with translation.override("en"):
        sheet = told(Inauguration.objects.get(), "en", "https://ehya.example")
    assert sheet["kinds"]["rows"] == [
        ["Infrastructure", "1", "300 billion rials", "500,000 dollars"],
        ["Industrial", "1", "1.2 trillion rials", "2 million dollars"],
    ]
    assert sheet["kinds"]["total"] == ["Together", "2", "1.5 trillion rials", "2.5 million dollars"]
    assert sheet["provinces"]["rows"] == [
        ["Semnan", "1", "1", "0", "2", "60", "1.5 trillion rials", "2.5 million dollars"]
    ]
    assert sheet["provinces"]["total"][1:] == sheet["provinces"]["rows"][0][1:]
    assert sheet["rates"][0].startswith("600,000 rials a dollar: market rate")


def test_the_sheet_prints_the_days_public_figure_with_its_code(stage, browser, director):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "open", opening=stage.openings[0])
    striking.close(stage.event, by=stage.by)
    event = Inauguration.objects.get()
    page = browser.get(f"/inaugurations/{stage.event}/").content.decode()
    assert "have no public figure yet" in page
    day = event.on.isoformat()
    told_of = {"first": day, "last": day}
    asked = asked_typed(
        "projects_opened", told_of, as_of=event.on, known_at=timezone.now(), synthetic=False
    )
    figure = make_figure(asked, by=stage.by)
    with translation.override("en"):
        assert told(event, "en", "https://ehya.example")["figures"] == []
    release_figure(figure.pk, by=director)
    with translation.override("en"):
        (printed,) = told(event, "en", "https://ehya.example")["figures"]
    assert printed["link"] == f"https://ehya.example/public/figures/{figure.pk}/"
    assert printed["number"] == f"Certificate {figure.pk}"
    assert "Projects opened, the whole country" in printed["words"]
    assert printed["words"].endswith(": 1 project")
    assert printed["code"].startswith("<?xml") and "<svg" in printed["code"]
    for language in ("fa", "en"):
        sheet = browser.get(f"/inaugurations/{stage.event}/sheet.pdf?language={language}")
        assert sheet.content.startswith(b"%PDF")
    page = browser.get(f"/inaugurations/{stage.event}/").content.decode()
    assert f'href="/public/figures/{figure.pk}/"' in page


def test_each_number_of_the_sheet_says_where_it_comes_from(stage, browser):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "open", opening=stage.openings[0])
    striking.close(stage.event, by=stage.by)
    closed = Event.objects.order_by("-position")[0]
    Opening.objects.filter(pk=stage.openings[0]).update(
        amount_usd=None, rate=None, rate_on=None, rate_basis=""
    )
    with translation.override("en"):
        sheet = told(Inauguration.objects.get(), "en", "https://ehya.example")
    ((project, number, by, day, rate),) = sheet["certificates"]["rows"]
    assert (project, number, rate) == ("Sample pipe works", str(stage.projects[0]), "")
    assert (by, bool(day)) == (stage.by.username, True)
    assert sheet["kinds"]["total"][-1] == "–", "no dollar total of a part"
    notes = " ".join(sheet["notes"])
    assert "Not every project tells its dollars" in notes
    assert f"event {closed.position}, " in notes
    assert bytes(closed.digest).hex() in notes
    assert closed.facts["digest"] in notes


def test_a_button_of_another_page_is_refused_in_words(stage, browser):
    striking.begin(stage.event, by=stage.by)
    here = f"/inaugurations/{stage.event}/press/"
    form = {"act": "open", "key": "one", "opening": stage.openings[0]}
    assert browser.post(here, form).status_code == 302
    assert browser.post(here, form).status_code == 302  # the same press
    page = browser.post(here, form | {"key": "two"})
    assert page.status_code == 422
    assert "is opened already" in page.content.decode()


def test_the_list_says_how_many_days_are_left(stage, browser):
    page = browser.get("/inaugurations/").content.decode()
    assert "The next event is today: \u2068Small industries" in page
    page = browser.get("/inaugurations/?last=1390/01/01").content.decode()
    assert "No event is written down here yet" in page
    assert browser.get("/inaugurations/?last=1403/13/40").status_code == 422


def test_the_map_draws_every_province():
    drawn = outlines()
    assert len({one.iso for one in drawn}) == 31
    assert all(one.path.startswith("M") and one.path.endswith("Z") for one in drawn)


def test_a_board_link_given_to_another_event_opens_that_one(stage, analyst, client):
    other = inaugurations.plan_inauguration(
        inaugurations.Occasion("رویداد دیگر", Inauguration.objects.get().on), by=analyst
    )
    link = inaugurations.give_board_link(other, by=analyst)
    assert "رویداد دیگر" in client.get(f"/boards/{link}/").content.decode()


def test_an_occasion_is_told_and_kept_when_the_day_is_changed(stage, browser):
    here = f"/inaugurations/{stage.event}/"
    row = Inauguration.objects.get()
    told_of = {"name_fa": row.name_fa, "on": row.on.isoformat(), "seen": row.version,
               "occasion_fa": "هفتهٔ دولت", "occasion_en": "Government week"}  # fmt: skip
    assert browser.post(f"{here}act/change/", told_of).status_code == 302
    page = browser.get(here).content.decode()
    assert "Government week</span>" in page
    assert 'name="occasion_fa" value="هفتهٔ دولت"' in page, "the form that changes keeps it"


def test_the_sites_are_put_in_another_order(stage, browser):
    here = f"/inaugurations/{stage.event}/"
    sites = list(stage.sites.values())
    page = browser.get(here).content.decode()
    assert all(f'name="place-{site}"' in page for site in sites)
    places = {f"place-{site}": 3 - at for at, site in enumerate(sites)}
    form = {"seen": Inauguration.objects.get().version, **places}
    assert browser.post(f"{here}act/order-sites/", form).status_code == 302
    assert list(Site.objects.order_by("place").values_list("pk", flat=True)) == sites[::-1]


def mails(folder):
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]


@pytest.fixture
def invited(stage, settings, tmp_path):
    """Two guests at Semnan, one of them without an address; mails go to a folder."""
    settings.OUTBOX, settings.MAIL_FROM = str(tmp_path / "out"), "ehya@example.org"
    for name, mail in (("زهرا احمدی", "z@example.org"), ("حسن", "")):
        told = inviting.Invited(name, "استاندار", email=mail, site=stage.sites["IR-20"])
        inviting.invite(stage.event, told, by=stage.by)
    return tmp_path / "out"


def test_an_invitation_is_mailed_once_to_whoever_has_an_address(stage, browser, invited):
    here = f"/inaugurations/{stage.event}/"
    assert "Mail 1 invitation" in browser.get(here).content.decode()
    assert browser.post(f"{here}act/mail/").status_code == 302
    (mail,) = mails(invited)
    assert (mail["To"], mail["From"]) == ("z@example.org", "ehya@example.org")
    assert mail["Subject"].startswith("دعوت: روز صنایع کوچک · Invitation: Small industries")
    words = mail.get_body().get_content()
    assert "زهرا احمدی" in words
    assert "Room: https://meet.example/hall" in words
    (part,) = mail.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    calendar = Calendar.from_ical(part.get_content())
    assert calendar["method"] == "REQUEST"
    (event,) = calendar.walk("VEVENT")
    assert (event["organizer"], event["attendee"]) == (
        "MAILTO:ehya@example.org", "MAILTO:z@example.org",
    )  # fmt: skip
    page = browser.get(here).content.decode()
    assert "mailed on" in page
    assert "no e-mail address" in page
    again = browser.post(f"{here}act/mail/")
    assert again.status_code == 422
    assert "1 have no address" in again.content.decode()
    assert len(mails(invited)) == 1


def test_an_invitation_reads_as_it_was_written(stage, browser, invited, settings):
    settings.MAIL_FROM = "Ehya <ehya@example.org>"
    long = "آیین گشایش هم‌زمان ۲۰ طرح زیربنایی و صنعتی در شهرک‌های صنعتی ۱۱ استان کشور"
    row = Inauguration.objects.get()
    told = inaugurations.Occasion(long, row.on, time(10, 30), "Twenty projects in eleven provinces")
    inaugurations.change_inauguration(stage.event, told, by=stage.by)
    assert send_invitations(stage.event, "https://ehya.example.org", by=stage.by) == 1
    (mail,) = mails(invited)
    assert mail["Subject"] == f"دعوت: {long} · Invitation: Twenty projects in eleven provinces"
    (event,) = Calendar.from_ical(next(mail.iter_attachments()).get_content()).walk("VEVENT")
    assert event["organizer"] == "MAILTO:ehya@example.org"
    begins = datetime.combine(row.on, time(10, 30), ZoneInfo("Asia/Tehran"))
    assert event["dtstart"].dt == begins
    assert event["dtstart"].to_ical().endswith(b"Z"), "no calendar needs to know the zone"


class Server:
    """A mail server that takes nothing for one address."""

    def __init__(self, *_args, **_how): ...

    def __enter__(self):
        return self

    def __exit__(self, *_why): ...

    def send_message(self, mail):
        if "bad@" in str(mail["To"]):
            raise SMTPRecipientsRefused({mail["To"]: (550, b"nobody here")})


def test_one_address_that_is_not_taken_keeps_nobody_else_from_a_mail(
    stage, invited, settings, monkeypatch
):
    monkeypatch.setattr(outbox, "SMTP", Server)
    settings.MAIL_SERVER = "mail.example.org"
    told = inviting.Invited("آرش", email="bad@example.org")  # before زهرا
    inviting.invite(stage.event, told, by=stage.by)
    with pytest.raises(Refusal) as no:
        send_invitations(stage.event, "https://ehya.example.org", by=stage.by)
    assert (no.value.code, no.value.facts["to"]) == ("web.recipient_refused", "bad@example.org")
    assert [mail["To"] for mail in mails(invited)] == ["z@example.org"]
    mailed = Guest.objects.exclude(mailed_as="").values_list("name", flat=True)
    assert list(mailed) == ["زهرا احمدی"]


def test_a_guest_is_put_right_and_mailed_at_the_right_address(stage, browser, invited):
    here = f"/inaugurations/{stage.event}/"
    browser.post(f"{here}act/mail/")
    guest = Guest.objects.get(name="زهرا احمدی")
    told = {"guest": guest.pk, "name": "زهرا احمدی", "post": "استاندار", "site": guest.site_id}
    page = browser.post(f"{here}act/correct-guest/", told | {"email": "z at example"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert 'value="z at example"' in shown, "what was typed is there"
    assert "is no e-mail address" in shown
    answer = browser.post(f"{here}act/correct-guest/", told | {"email": "zahra@example.org"})
    assert answer.status_code == 302
    taken = browser.post(f"{here}act/correct-guest/", told | {"name": "حسن", "email": ""})
    assert taken.status_code == 422
    browser.post(f"{here}act/mail/")
    assert sorted(mail["To"] for mail in mails(invited)) == ["z@example.org", "zahra@example.org"]


def test_an_event_that_is_moved_or_called_off_is_mailed_anew(stage, browser, invited):
    here = f"/inaugurations/{stage.event}/"
    browser.post(f"{here}act/mail/")
    row = Inauguration.objects.get()
    tomorrow = inaugurations.Occasion(row.name_fa, row.on + timedelta(days=1), name_en=row.name_en)
    inaugurations.change_inauguration(stage.event, tomorrow, by=stage.by)
    browser.post(f"{here}act/mail/")
    inaugurations.cancel_inauguration(stage.event, by=stage.by, reason="باران")
    assert "Tell 1 guest by mail" in browser.get(here).content.decode()
    browser.post(f"{here}act/mail/")
    found = [
        Calendar.from_ical(next(mail.iter_attachments()).get_content()) for mail in mails(invited)
    ]
    events = sorted((c.walk("VEVENT")[0] for c in found), key=lambda event: int(event["sequence"]))
    assert len({str(event["uid"]) for event in events}) == 1
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {str(calendar["method"]) for calendar in found} == {"REQUEST", "CANCEL"}
    assert browser.post(f"{here}act/mail/").status_code == 422


def test_an_event_that_is_moved_there_and_back_is_mailed_each_time(stage, invited):
    row = Inauguration.objects.get()
    moved = inaugurations.Occasion(row.name_fa, row.on + timedelta(days=1), name_en=row.name_en)
    back = inaugurations.Occasion(row.name_fa, row.on, name_en=row.name_en)
    mail = lambda: send_invitations(stage.event, "https://ehya.example.org", by=stage.by)
    assert mail() == 1
    for occasion in (moved, back, moved):
        inaugurations.change_inauguration(stage.event, occasion, by=stage.by)
        assert (mail(), mail()) == (1, 0)
    assert len(mails(invited)) == 4


def test_what_a_server_refuses_goes_out_the_next_time(stage, browser, invited, settings):
    settings.MAIL_SERVER = "127.0.0.1:1"  # nobody listens there
    with pytest.raises(Refusal, match=r"web\.mail_refused"):
        send_invitations(stage.event, "https://ehya.example.org", by=stage.by)
    assert mails(invited) == []
    settings.MAIL_SERVER = ""
    assert send_invitations(stage.event, "https://ehya.example.org", by=stage.by) == 1
    assert send_invitations(stage.event, "https://ehya.example.org", by=stage.by) == 0


def test_who_told_of_an_event_is_typed_and_put_right(stage, browser):
    here = f"/inaugurations/{stage.event}/"
    row = Inauguration.objects.get()
    told = {"name_fa": row.name_fa, "on": row.on.isoformat(), "source": "ایرنا"} | seen()
    page = browser.post(f"{here}act/change/", told | {"address": "irna"})
    assert page.status_code == 422
    assert "is no address of a page" in page.content.decode()
    told["address"] = "https://irna.example/1"
    assert browser.post(f"{here}act/change/", told).status_code == 302
    told |= {"source": "ایسنا", "address": "https://isna.example/1"} | seen()
    assert browser.post(f"{here}act/source/", told).status_code == 422, "it is not over"
    page = browser.get(here).content.decode()
    assert (
        '<a href="https://irna.example/1" rel="noopener noreferrer" target="_blank">ایرنا</a>'
        in page
    )
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "open", opening=stage.openings[0])
    striking.close(stage.event, by=stage.by)
    assert browser.post(f"{here}act/source/", told | seen()).status_code == 302
    assert ">ایسنا</a>" in browser.get(here).content.decode()
