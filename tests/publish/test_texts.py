"""A text is kept as it was read, and its claims come into the record one decision at a time."""

from datetime import date

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.publish.actions import confirm_claims, hold_back, keep_text, withdraw_claim
from ehya.publish.queries import claim, claims_known, kept_text, kept_texts

pytestmark = pytest.mark.django_db

NOTE = (
    "The agency said on Monday that 40 idle units have been revived in Semnan since March 20. "
    "The target is 120 units by the end of the year. 750 jobs were created."
)
DAY = date(2024, 8, 12)


@pytest.fixture
def text(officer):
    return keep_text(
        NOTE, publisher="Desert News", url="https://desert.news/1", published_on=DAY, by=officer
    )


def refused(act, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        act(*args, **kwargs)
    return no.value.code


def claim_of(text_id, value):
    return next(c for c in kept_text(text_id).claims if c.value == value)


def test_a_kept_text_tells_what_was_read_in_it(text):
    kept = kept_text(text)

    assert kept.body == NOTE
    assert (kept.publisher, kept.published_on, kept.language) == ("Desert News", "2024-08-12", "en")
    assert kept.read_by.startswith("claims.read/")
    assert NOTE[claim_of(text, 40).start : claim_of(text, 40).end].count("40") == 1
    assert kept.undecided == kept.claims


def test_the_same_text_again_is_the_same_text(text, officer):
    again = keep_text(
        NOTE, publisher="Desert News", url="https://desert.news/1", published_on=DAY, by=officer
    )

    assert again == text
    assert Event.objects.filter(act="publish.keep_text").count() == 1
    assert len(kept_texts()) == 1


def test_a_confirmed_claim_is_in_the_record_with_its_source_and_passage(text, analyst):
    forty = claim_of(text, 40)

    (key,) = confirm_claims(text, [forty.id], by=analyst)

    recorded = claim(key, DAY)
    assert key == f"T{text:06d}-{int(forty.id[1:]):02d}"
    assert (recorded.claim.value, recorded.claim.place) == (40, "Semnan")
    assert (recorded.claim.text, recorded.claim.start) == (forty.text, forty.start)
    assert (recorded.url, recorded.claim.source) == ("https://desert.news/1", "Desert News")
    assert (recorded.text_id, recorded.text_claim) == (text, forty.id)
    assert kept_text(text).confirmed == {forty.id: key}


def test_several_claims_come_in_by_one_act(text, analyst):
    ids = [c.id for c in kept_text(text).claims]

    keys = confirm_claims(text, ids, by=analyst)

    assert len(keys) == len(ids) >= 3
    assert Event.objects.filter(act="publish.confirm_claims").count() == 1
    assert kept_text(text).undecided == ()


def test_a_claim_points_only_at_claims_that_are_in_the_record(text, analyst):
    for key in confirm_claims(text, [c.id for c in kept_text(text).claims], by=analyst):
        told = claim(key, DAY).claim
        for other in (told.pair, told.part_of, told.about):
            assert other is None or claim(other, DAY)


def test_a_claim_is_confirmed_once_even_if_it_was_withdrawn_since(text, analyst):
    forty = claim_of(text, 40).id
    (key,) = confirm_claims(text, [forty], by=analyst)

    assert refused(confirm_claims, text, [forty], by=analyst) == "publish.already_confirmed"
    withdraw_claim(key, "another programme", by=analyst)
    assert refused(confirm_claims, text, [forty], by=analyst) == "publish.already_confirmed"


def test_if_one_of_several_cannot_be_confirmed_none_is(text, analyst):
    forty, target = claim_of(text, 40).id, claim_of(text, 120).id
    confirm_claims(text, [forty], by=analyst)

    assert refused(confirm_claims, text, [target, forty], by=analyst) == "publish.already_confirmed"
    assert len(claims_known()) == 1


def test_a_held_back_claim_keeps_its_reason_and_may_still_come(text, analyst):
    forty = claim_of(text, 40).id

    hold_back(text, forty, "Semnan says 30 itself", by=analyst)

    (held,) = kept_text(text).held_back
    assert (held.claim_id, held.reason, held.by) == (forty, "Semnan says 30 itself", "analyst")
    assert forty not in {c.id for c in kept_text(text).undecided}
    assert claims_known() == ()
    assert refused(hold_back, text, forty, "again", by=analyst) == "publish.already_held_back"
    assert confirm_claims(text, [forty], by=analyst)


@pytest.mark.parametrize(
    ("claim_ids", "code"),
    [([], "publish.nothing_chosen"), (["c99"], "publish.no_such_claim_in_text")],
)
def test_a_choice_that_is_none_is_refused(text, analyst, claim_ids, code):
    assert refused(confirm_claims, text, claim_ids, by=analyst) == code


def test_refusals_of_keeping_and_holding_back(text, analyst, officer, citizen):
    forty = claim_of(text, 40).id

    assert refused(hold_back, text, forty, " ", by=analyst) == "publish.reason_missing"
    assert refused(hold_back, 999_999, forty, "why", by=analyst) == "publish.no_such_text"
    assert refused(keep_text, NOTE, publisher=" ", by=officer) == "publish.publisher_missing"
    assert refused(keep_text, NOTE, publisher="=1+1", by=officer) == "import.formula"
    javascript = "javascript:alert(1)"
    assert refused(keep_text, NOTE, publisher="A", url=javascript, by=officer) == "import.address"
    assert refused(keep_text, NOTE, publisher="A", by=citizen) == "ledger.not_allowed"
    assert refused(confirm_claims, text, [forty], by=officer) == "ledger.not_allowed"


def test_an_undated_text_gives_claims_known_from_their_confirmation(officer, analyst):
    undated = keep_text(
        "40 idle units were revived in Semnan.", publisher="Wall poster", by=officer
    )

    (key,) = confirm_claims(undated, [claim_of(undated, 40).id], by=analyst)

    assert refused(claim, key, DAY) == "publish.not_yet_known"
    assert claim(key).claim.published_on is None


def test_when_the_ledger_fails_nothing_has_happened(text, analyst, monkeypatch):
    def broken(*_args, **_facts):
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr("ehya.publish.actions.texts.note", broken)
    with pytest.raises(RuntimeError):
        confirm_claims(text, [claim_of(text, 40).id], by=analyst)
    assert claims_known() == ()


@pytest.mark.parametrize("body", ["40 idle units were revived\x00 in Semnan.", "40 units \ud800"])
def test_a_text_that_no_database_holds_is_refused_in_words(officer, body):
    assert refused(keep_text, body, publisher="A", by=officer) == "publish.text_unwritable"
