"""An event from its plan to its close, and every no on the way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from ehya.engine.refusal import Refusal
from ehya.invest.actions import figures, inaugurations, inviting, programme, striking
from ehya.invest.models import Guest, Inauguration, Opening, Project, Site, Stroke
from ehya.invest.queries.inaugurations import (
    board_of,
    inauguration_keyed,
    inauguration_of,
    readiness,
)
from ehya.ledger.models import Event
from ehya.ledger.queries import today
from ehya.register.actions.rates import import_rates
from tests.invest import stage as made

pytestmark = pytest.mark.django_db
TN = 10**12

HEAD = "ارز,مبنا,از تاریخ,تا تاریخ,نرخ به ریال,منبع"


@pytest.fixture
def stage(analyst):
    return made.set_stage(analyst)


def board(stage):
    return board_of(inauguration_of(stage.event))


def refused(code, act, **facts):
    with pytest.raises(Refusal) as no:
        act()
    assert no.value.code == code
    for name, value in facts.items():
        assert no.value.facts[name] == value


def test_an_event_is_opened_project_by_project_and_closed_for_ever(stage):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "on_air", site=stage.sites["IR-20"])
    made.press(stage, "open", opening=stage.openings[0])
    seen = board(stage)
    assert (seen.on_air, seen.now, seen.next) == (
        stage.sites["IR-20"], stage.openings[1], stage.openings[2],
    )  # fmt: skip
    assert (seen.projects.opened, seen.projects.whole) == (1, 4)
    assert (seen.amount_irr.opened, seen.amount_irr.whole) == (12 * TN // 10, 25 * TN // 10)
    assert (seen.jobs.opened, seen.jobs.whole) == (60, 140)
    assert (seen.provinces.opened, seen.provinces.whole) == (1, 3)
    assert seen.map == {"IR-20": "on_air", "IR-26": "waiting", "IR-21": "waiting"}
    striking.close(stage.event, by=stage.by)
    opened = Opening.objects.filter(opened_on__isnull=False)
    assert [row.pk for row in opened] == [stage.openings[0]]
    told = Event.objects.order_by("-position").first()
    assert told.after["amount_irr"] == 12 * TN // 10
    assert told.after["parts_irr"] == {
        "infrastructure": 0, "industrial": 12 * TN // 10, "revival": 0,
    }  # fmt: skip
    assert told.facts["strokes"] == 3  # the close takes the last site off air
    assert board(stage).opened == (stage.openings[0],)


def test_a_button_pressed_twice_is_one_stroke(stage):
    striking.begin(stage.event, by=stage.by)
    first = made.press(stage, "open", key="one", opening=stage.openings[0])
    again = made.press(stage, "open", key="one", opening=stage.openings[0])
    assert first == again == 1
    assert Stroke.objects.count() == 1


def test_a_project_is_not_opened_twice(stage):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "open", opening=stage.openings[0])
    refused(
        "invest.opened_already",
        lambda: made.press(stage, "open", opening=stage.openings[0]),
        project="لوله‌سازی نمونه",
    )


def test_an_undo_takes_back_the_last_stroke_that_the_operator_saw(stage):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "on_air", site=stage.sites["IR-20"])
    before = board(stage)
    made.press(stage, "open", opening=stage.openings[0])
    refused("invest.undone_meanwhile", lambda: made.press(stage, "undo", last=1))
    made.press(stage, "undo", last=2)
    assert board(stage) == before
    made.press(stage, "undo", last=1)
    refused("invest.nothing_to_undo", lambda: made.press(stage, "undo"))
    assert Stroke.objects.count() == 4  # nothing is rubbed out


def test_a_rehearsal_leaves_nothing_but_that_it_was_held(stage):
    striking.begin_rehearsal(stage.event, by=stage.by)
    made.press(stage, "on_air", site=stage.sites["IR-21"])
    made.press(stage, "open", opening=stage.openings[3])
    made.press(stage, "undo")
    made.press(stage, "open", opening=stage.openings[3])
    assert board(stage).projects.opened == 1
    events = Event.objects.count()
    striking.end_rehearsal(stage.event, by=stage.by)
    assert not Stroke.objects.exists()
    assert not Opening.objects.filter(opened_on__isnull=False).exists()
    assert board(stage).projects.opened == 0
    assert Event.objects.count() == events + 1
    assert Event.objects.order_by("-position").first().after == {"rehearsal": "ended"}
    striking.begin(stage.event, by=stage.by)
    assert made.press(stage, "open", opening=stage.openings[0]) == 1


def test_strokes_write_no_event_of_their_own(stage):
    striking.begin(stage.event, by=stage.by)
    before = Event.objects.count()
    made.press(stage, "open", opening=stage.openings[0])
    assert Event.objects.count() == before


def test_an_opened_project_is_in_no_other_programme(stage):
    striking.begin(stage.event, by=stage.by)
    made.press(stage, "open", opening=stage.openings[0])
    striking.close(stage.event, by=stage.by)
    other = inaugurations.plan_inauguration(inaugurations.Occasion("دیگر", today()), by=stage.by)
    refused(
        "invest.opened_before",
        lambda: programme.put_in(other, stage.projects[0], by=stage.by),
        on=today(),
    )


def test_two_events_at_once_open_a_project_once(stage):
    other = inaugurations.plan_inauguration(inaugurations.Occasion("دیگر", today()), by=stage.by)
    opening = programme.put_in(other, stage.projects[0], by=stage.by)
    told = figures.Figures(60, 12 * TN // 10)
    figures.confirm_figures(other, opening, told, by=stage.by, means_it=True)
    for event in (stage.event, other):
        striking.begin(event, by=stage.by)
    for event, key, one in ((stage.event, "a", stage.openings[0]), (other, "b", opening)):
        striking.stroke(event, striking.Hand("open", key, opening=one), by=stage.by)
    striking.close(stage.event, by=stage.by)
    refused("invest.opened_before", lambda: striking.close(other, by=stage.by))
    assert Inauguration.objects.get(pk=other).state == "live"


def test_a_slipped_zero_is_refused_whoever_means_it(stage):
    told = figures.Figures(60, 12 * TN)
    refused(
        "invest.figures_differ",
        lambda: figures.confirm_figures(
            stage.event, stage.openings[0], told, by=stage.by, means_it=True
        ),
        amount_irr=12 * TN,
        approved_irr=12 * TN // 10,
    )


def test_dollars_whose_rate_was_told_anew_are_a_contradiction(stage, analyst):
    told = lambda rials: import_rates(
        f"{HEAD}\nUSD,market,{today()},,{rials},Sample".encode(), by=analyst
    )
    told(600_000)
    act = figures.Figures(
        60, 12 * TN // 10, 2_000_000, Decimal(600_000), today(), "market", "Sample"
    )
    figures.confirm_figures(stage.event, stage.openings[0], act, by=stage.by)
    before = readiness(inauguration_of(stage.event))[0]
    assert (before.rates_differing, before.missing) == (0, 3)
    assert told(640_000).written
    after = readiness(inauguration_of(stage.event))[0]
    assert (after.rates_differing, after.differing, after.missing) == (2, 0, 4), "both of the site"


def test_a_size_out_of_the_records_range_is_asked_about(stage):
    Project.objects.filter(pk=stage.projects[0]).update(approved_irr=294 * TN)
    told = figures.Figures(60, 294 * TN)
    act = lambda sure: figures.confirm_figures(
        stage.event, stage.openings[0], told, by=stage.by, means_it=sure
    )
    refused("revive.amount_doubtful", lambda: act(False))
    act(True)
    assert Opening.objects.get(pk=stage.openings[0]).amount_irr == 294 * TN


def test_other_jobs_than_planned_are_asked_about(stage):
    told = figures.Figures(600, 12 * TN // 10)
    refused(
        "invest.jobs_differ",
        lambda: figures.confirm_figures(stage.event, stage.openings[0], told, by=stage.by),
        jobs=600,
        planned=60,
    )


def test_dollars_name_their_rate_and_follow_from_it(stage):
    told = figures.Figures(60, 12 * TN // 10, 2_000_000)
    act = lambda one: figures.confirm_figures(
        stage.event, stage.openings[0], one, by=stage.by, means_it=True
    )
    refused("invest.rate_unnamed", lambda: act(told))
    named = replace(
        told, rate=Decimal(600_000), rate_on=today(), rate_basis="market", rate_source="Sample"
    )
    act(named)
    refused(
        "invest.dollars_differ",
        lambda: act(replace(named, amount_usd=20_000_000)),
        follows=2_000_000,
    )


def test_an_event_begins_on_its_day_with_every_figure_confirmed(analyst):
    stage = made.set_stage(analyst, confirmed=False)
    refused("invest.not_confirmed", lambda: striking.begin(stage.event, by=analyst), count=4)
    made.confirm(stage)
    tomorrow = inaugurations.Occasion("فردا", today() + timedelta(days=1))
    inaugurations.change_inauguration(stage.event, tomorrow, by=analyst)
    refused("invest.not_its_day", lambda: striking.begin(stage.event, by=analyst))


def test_figures_that_the_register_has_since_changed_stop_the_beginning(stage):
    Project.objects.filter(pk=stage.projects[2]).update(approved_irr=3 * TN)
    refused("invest.figures_moved", lambda: striking.begin(stage.event, by=stage.by))


def test_the_list_of_what_is_ready_tells_what_is_missing(stage):
    first = readiness(inauguration_of(stage.event))[0]
    assert (first.linked, first.speaker, first.photos, first.confirmed) == (False, False, 0, 2)
    assert first.missing == 3
    programme.test_link(stage.event, stage.sites["IR-20"], by=stage.by)
    told = programme.SiteTold(
        "سمنان", "IR-20", room="https://meet.example/hall", speaker="فرماندار"
    )
    programme.change_site(stage.event, stage.sites["IR-20"], told, by=stage.by)
    assert readiness(inauguration_of(stage.event))[0].missing == 1
    moved = replace(told, room="https://meet.example/other")
    programme.change_site(stage.event, stage.sites["IR-20"], moved, by=stage.by)
    assert Site.objects.get(pk=stage.sites["IR-20"]).linked_at is None


def test_the_programme_is_put_into_another_order(stage):
    turned = list(reversed(stage.openings))
    programme.order_programme(stage.event, turned, by=stage.by)
    assert board(stage).next == turned[0]
    refused(
        "invest.not_the_order",
        lambda: programme.order_programme(stage.event, turned[:2], by=stage.by),
    )
    programme.order_sites(stage.event, list(reversed(stage.sites.values())), by=stage.by)
    programme.take_out(stage.event, turned[0], by=stage.by)
    assert Opening.objects.count() == 3


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("invest.site_name_missing", {"name_fa": " "}),
        ("invest.no_such_province", {"province": "IR-99"}),
        ("invest.no_such_mode", {"mode": "post"}),
        ("invest.room_unreadable", {"room": "javascript:alert(1)"}),
        ("invest.too_long", {"speaker": "x" * 121}),
    ],
)
def test_a_site_that_is_told_wrongly_is_refused(stage, code, told):
    site = replace(programme.SiteTold("تهران"), **told)
    refused(code, lambda: programme.add_site(stage.event, site, by=stage.by))
    assert Site.objects.count() == 3


def test_a_boards_link_is_given_once_and_taken_back(stage):
    first = inaugurations.give_board_link(stage.event, by=stage.by)
    assert inauguration_keyed(first).pk == stage.event
    second = inaugurations.give_board_link(stage.event, by=stage.by)
    refused("invest.no_such_board", lambda: inauguration_keyed(first))
    inaugurations.take_board_link_back(stage.event, by=stage.by)
    for told in (second, "", "é" * 20, "x" * 100):
        refused("invest.no_such_board", lambda told=told: inauguration_keyed(told))
    assert second not in str(list(Event.objects.values_list("after", flat=True)))


def test_guests_are_invited_once_and_stand_in_the_ledger_by_number(stage):
    guest = inviting.invite(
        stage.event, inviting.Invited("زهرا احمدی", email="z@example.org"), by=stage.by
    )
    refused(
        "invest.guest_there",
        lambda: inviting.invite(stage.event, inviting.Invited("زهرا احمدی"), by=stage.by),
    )
    refused(
        "invest.mail_unreadable",
        lambda: inviting.invite(stage.event, inviting.Invited("علی", email="none"), by=stage.by),
    )
    inviting.answer(stage.event, guest, True, by=stage.by)
    assert Guest.objects.get().comes is True
    inviting.uninvite(stage.event, guest, by=stage.by)
    assert not Guest.objects.exists()
    assert "زهرا" not in str(list(Event.objects.values_list("after", flat=True)))


def test_an_event_that_is_called_off_gives_a_reason_and_cannot_begin(stage):
    refused(
        "ledger.reason_needed",
        lambda: inaugurations.cancel_inauguration(stage.event, by=stage.by, reason=" "),
    )
    inaugurations.cancel_inauguration(stage.event, by=stage.by, reason="سیل")
    refused("invest.not_in_this_state", lambda: striking.begin(stage.event, by=stage.by))


def test_whoever_saw_an_older_version_is_told(stage):
    told = inaugurations.Occasion("نام تازه", today())
    refused(
        "invest.changed_meanwhile",
        lambda: inaugurations.change_inauguration(stage.event, told, by=stage.by, seen=1),
        by="analyst",
    )


def test_an_officer_plans_and_presses_nothing(stage, officer):
    told = inaugurations.Occasion("نام", today())
    for act in (
        lambda: inaugurations.plan_inauguration(told, by=officer),
        lambda: striking.begin(stage.event, by=officer),
        lambda: figures.confirm_figures(
            stage.event, stage.openings[0], figures.Figures(1, 1), by=officer
        ),
    ):
        refused("ledger.not_allowed", act)
