"""One mail a person and day, in their language, of what is theirs."""

from datetime import date
from email import message_from_bytes, policy

import pytest
from tests.revive.purse import a_unit, person

from ehya.revive.actions.opening import open_case
from ehya.web.digest import send_digests

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path):
    settings.TODAY = date(2024, 8, 12)
    settings.OUTBOX = str(tmp_path / "out")
    settings.MAIL_ADDRESS = "https://ehya.example.org"
    return tmp_path / "out"


@pytest.fixture
def late(steward, officer):
    """A case that an officer with an address should have screened by 31 July."""
    officer.email, officer.language = "officer@example.org", "en"
    officer.save()
    return open_case(a_unit(steward), "revival", by=officer, on=date(2024, 7, 1))


def mails(outbox):
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(outbox.glob("*.eml"))
    ]


def test_what_is_late_is_told_once_a_day(late, outbox, settings):
    assert (send_digests(), send_digests()) == (1, 0)
    (mail,) = mails(outbox)
    assert mail["To"] == "officer@example.org"
    assert mail["Subject"] == "Ehya: 1 thing is late"
    assert f"https://ehya.example.org/cases/{late}/" in mail.get_content()
    assert "12 days late" in mail.get_content()
    settings.TODAY = date(2024, 8, 13)
    assert send_digests() == 1
    assert len(mails(outbox)) == 2


def test_a_persian_reader_is_written_to_in_persian(late, officer, outbox):
    officer.language = "fa"
    officer.save()
    send_digests()
    (mail,) = mails(outbox)
    assert "دیر" in mail["Subject"]


def test_nobody_hears_of_another_province_or_of_nothing(late, outbox):
    far = person("secretary", "IR-26")
    far.email = "far@example.org"
    far.save()
    send_digests()
    assert [mail["To"] for mail in mails(outbox)] == ["officer@example.org"]


def test_a_closed_account_and_one_without_an_address_get_none(late, officer, outbox):
    officer.is_active = False
    officer.save()
    assert send_digests() == 0
    assert mails(outbox) == []


def test_a_mail_that_the_server_refuses_is_tried_again(late, outbox, settings):
    from ehya.engine.refusal import Refusal

    settings.MAIL_SERVER = "127.0.0.1:1"  # nobody listens there
    with pytest.raises(Refusal, match=r"web\.mail_refused"):
        send_digests()
    assert mails(outbox) == []
    settings.MAIL_SERVER = ""
    assert send_digests() == 1
