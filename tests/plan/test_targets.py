"""Does a target keep every version, by whose word, on both clocks, and who owns it?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ehya.engine.calendar import year_range
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import ALL, Sight
from ehya.plan.actions.setting import NewTarget, NewVersion, change_target, give_target, set_target
from ehya.plan.actions.splitting import NewSplit, looked_at, seal, split_target
from ehya.plan.models import TargetShare, TargetVersion
from ehya.plan.queries.shares import share_in, shares
from ehya.plan.queries.targets import owners, steps, target_of, targets, versions
from ehya.register.actions.places import load_places
from ehya.register.queries.within import Moment, here_and_now

pytestmark = pytest.mark.django_db

YEAR = year_range(1400)  # 2021-03-21 to 2022-03-20
WHAT = NewTarget("units_revived_verified", "IR", YEAR)
FIRST = NewVersion(
    value=Decimal(300),
    authority="ISIPO head",
    source="letter 1",
    announced_on=date(2021, 4, 1),
    in_force_from=date(2021, 4, 1),
)
RAISED = replace(FIRST, value=Decimal(400), source="letter 2", in_force_from=date(2021, 9, 1))


@pytest.fixture(autouse=True)
def places(db):
    load_places(by=the_house())


@pytest.fixture
def target(analyst):
    return set_target(WHAT, FIRST, by=analyst, owner="small industries")


def on(day, known=None):
    return Moment(day, known or timezone.now())


def test_the_version_in_force_is_the_one_of_the_day_asked(target, analyst):
    change_target(target.pk, RAISED, by=analyst, reason="the council asked for more")
    values = [
        target_of(WHAT.metric, "IR", YEAR, on(day), synthetic=False)
        for day in (date(2021, 3, 31), date(2021, 4, 1), date(2021, 8, 31), date(2021, 9, 1))
    ]
    assert [one and (one.number, int(one.value)) for one in values] == [
        None,
        (1, 300),
        (1, 300),
        (2, 400),
    ]


def test_what_was_not_known_then_is_not_told_of_then(target, analyst):
    before = timezone.now()
    change_target(target.pk, RAISED, by=analyst, reason="more")
    day = date(2022, 1, 1)
    assert target_of(WHAT.metric, "IR", YEAR, on(day, before), synthetic=False).value == 300
    assert target_of(WHAT.metric, "IR", YEAR, on(day), synthetic=False).value == 400
    assert [one.number for one in versions(target, on(day, before))] == [1]


def test_nobody_but_the_house_says_that_something_was_known_before(analyst):
    then = datetime(2021, 4, 1, 12, tzinfo=UTC)
    made = set_target(WHAT, FIRST, by=analyst, known_at=then)
    assert made.versions.get().known_at > then
    other = set_target(replace(WHAT, place="IR-20"), FIRST, by=the_house(), known_at=then)
    assert other.versions.get().known_at == then


def test_a_change_says_why_and_is_refused_where_another_came_between(target, analyst):
    def refused(**told):
        with pytest.raises(Refusal) as no:
            change_target(target.pk, **{"version": RAISED, "by": analyst, "reason": "more", **told})
        return no.value.code

    assert refused(reason=" ") == "ledger.reason_needed"
    assert refused(version=FIRST) == "plan.same_version"
    assert refused(seen=0) == "plan.changed_meanwhile"
    assert refused(version=replace(RAISED, value=Decimal("1.5"))) == "plan.value_not_whole"
    assert refused(version=replace(RAISED, value=Decimal(-1))) == "plan.value_out_of_range"
    assert refused(version=replace(RAISED, value=Decimal("NaN"))) == "plan.value_out_of_range"
    assert refused(version=replace(RAISED, authority=" ")) == "plan.nobody_named"
    assert refused(version=replace(RAISED, source="")) == "plan.no_source"
    late = replace(RAISED, in_force_from=date(2022, 3, 21))
    assert refused(version=late) == "plan.force_after_end"
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refused(version=replace(RAISED, announced_on=tomorrow)) == "plan.announced_in_future"
    assert target.versions.count() == 1


def test_a_target_is_set_once_real_and_made_up_apart(target, analyst):
    with pytest.raises(Refusal) as no:
        set_target(WHAT, FIRST, by=analyst)
    assert no.value.code == "plan.target_there"
    set_target(replace(WHAT, synthetic=True), FIRST, by=the_house())
    assert [one.target.synthetic for one in targets(on(YEAR.last), ALL, synthetic=False)] == [False]
    assert [one.target.synthetic for one in targets(on(YEAR.last), ALL, synthetic=True)] == [True]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (replace(WHAT, metric="units_dreamt"), "plan.no_such_metric"),
        (replace(WHAT, place="IR-99"), "plan.no_such_place"),
        (replace(WHAT, place="P-9999"), "plan.no_such_place"),
    ],
)
def test_what_no_target_can_be_of_is_refused(what, code, analyst):
    with pytest.raises(Refusal) as no:
        set_target(what, FIRST, by=analyst)
    assert no.value.code == code


def test_an_officer_sees_the_countrys_and_his_own_provinces_targets(target, analyst, officer):
    for place in ("IR-20", "IR-26"):
        set_target(replace(WHAT, place=place), FIRST, by=analyst)
    seen = targets(on(YEAR.last), sight_of(officer), synthetic=False)
    assert [one.target.place for one in seen] == ["IR", "IR-20"]
    assert not targets(on(YEAR.last), Sight(), synthetic=False)


@pytest.mark.parametrize("who", ["officer", "citizen", "auditor"])
def test_who_may_not_set_targets_is_refused_everywhere(who, target, request):
    person = request.getfixturevalue(who)
    for act in (
        lambda: set_target(replace(WHAT, place="IR-20"), FIRST, by=person),
        lambda: change_target(target.pk, RAISED, by=person, reason="more"),
        lambda: give_target(target.pk, "me", by=person),
        lambda: split_target(target.pk, 1, NewSplit("equal"), by=person),
    ):
        with pytest.raises(Refusal) as no:
            act()
        assert no.value.code == "ledger.not_allowed"


def test_who_owned_it_before_stays_written_down(target, director):
    give_target(target.pk, "the deputy for industry", by=director, username="director")
    told = owners(target, here_and_now())
    assert [(one.words, one.user and one.user.username) for one in told] == [
        ("the deputy for industry", "director"),
        ("small industries", None),
    ]
    with pytest.raises(Refusal) as no:
        give_target(target.pk, "the deputy for industry", by=director, username="director")
    assert no.value.code == "plan.owned_already"


def test_a_split_adds_up_and_keeps_what_it_was_split_by(target, analyst):
    asked = NewSplit("past_results", least=2, past={"IR-20": 30, "IR-26": 10})
    split_target(target.pk, 1, asked, by=analyst)
    kept = shares(target.versions.get(), here_and_now())
    assert kept.total == 300 and len(kept.parts) == 31 and kept.again
    # 29 provinces of no result: 2 each, 58 together; 242 are left by 30 to 10: 181.5 and 60.5.
    told = {part.province: (part.value, part.weight) for part in kept.parts}
    assert sorted((told.pop("IR-20"), told.pop("IR-26"))) == sorted(
        [(182, 30), (60, 10)] if _before("IR-20", "IR-26") else [(181, 30), (61, 10)]
    )
    assert set(told.values()) == {(2, 0)}
    assert share_in("IR-01", target.versions.get(), here_and_now()) == 2


def _before(one, other):
    from ehya.register.models import Province

    keys = dict(Province.objects.values_list("iso", "sort_key"))
    return keys[one] < keys[other]


def test_parts_by_hand_must_be_the_whole(target, analyst):
    def by_hand(**given):
        return NewSplit("by_hand", given={f"IR-{k[1:]}": v for k, v in given.items()}, source="p")

    with pytest.raises(Refusal) as no:
        split_target(target.pk, 1, by_hand(p20=100, p26=199), by=analyst)
    assert no.value.code == "plan.not_the_whole"
    split_target(target.pk, 1, by_hand(p20=100, p26=200), by=analyst)
    assert share_in("IR-26", target.versions.get(), here_and_now()) == 200


def test_a_split_other_than_the_one_looked_at_is_not_kept(target, analyst):
    asked = NewSplit("past_results", past={"IR-20": 1})
    seen = seal(looked_at(target.versions.get(), asked, here_and_now()))
    with pytest.raises(Refusal) as no:
        split_target(target.pk, 1, replace(asked, past={"IR-26": 1}), by=analyst, seen=seen)
    assert no.value.code == "plan.split_changed"
    split_target(target.pk, 1, asked, by=analyst, seen=seen)


def test_a_percentage_is_not_split(analyst):
    what = replace(WHAT, metric="share_idle")
    made = set_target(what, replace(FIRST, value=Decimal("12.5")), by=analyst)
    with pytest.raises(Refusal) as no:
        split_target(made.pk, 1, NewSplit("equal"), by=analyst)
    assert no.value.code == "plan.cannot_split"


def test_the_tables_themselves_hold_what_was_written(target, analyst):
    split_target(target.pk, 1, NewSplit("equal"), by=analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetVersion.objects.update(value=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetShare.objects.all().delete()
    kept = target.versions.get().splits.get()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        first = kept.shares.order_by("pk")[0]
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM plan_targetshare WHERE id = %s", [first.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
        TargetShare.objects.create(split=kept, province_id=first.province_id, value=first.value + 1)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_each_act_leaves_one_event(target, analyst):
    change_target(target.pk, RAISED, by=analyst, reason="more")
    split_target(target.pk, 2, NewSplit("equal"), by=analyst)
    give_target(target.pk, "another", by=analyst)
    acts = Event.objects.filter(on_kind="target", on_key=str(target.pk)).order_by("position")
    assert [event.act for event in acts] == [
        "plan.set_target",
        "plan.change_target",
        "plan.split_target",
        "plan.give_target",
    ]


def test_steps_tell_which_version_held_from_which_day(target, analyst):
    change_target(target.pk, RAISED, by=analyst, reason="more")
    back = replace(RAISED, value=Decimal(350), in_force_from=date(2021, 6, 1))
    change_target(target.pk, back, by=analyst, reason="by the minutes it was 350 in between")
    told = steps(versions(target, here_and_now()), YEAR.first)
    assert [(day, int(value), one.number) for day, value, one in told] == [
        (date(2021, 4, 1), 300, 1),
        (date(2021, 6, 1), 350, 3),
        (date(2021, 9, 1), 400, 2),
    ]
