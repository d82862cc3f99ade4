"""What is told of one unit: by which sweep, as known when, beside whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from ehya.detect.models import Spell, Verdict
from ehya.detect.queries.unit import FEWEST_PEERS, story_of
from ehya.ledger.actions import note
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import Unit
from ehya.register.queries.within import Moment, units_at

pytestmark = pytest.mark.django_db
LATE = datetime(2040, 1, 1, tzinfo=UTC)  # units are told of when a test runs
LATER = Moment(date(2024, 9, 30), LATE)


def unit_of(number, moment=LATER):
    return units_at(moment, ALL).select_related("unit").get(unit__number=number)


def story(number, moment=LATER, sight=ALL):
    return story_of(unit_of(number), moment, sight)


def test_before_the_first_sweep_there_is_no_story(works):
    assert story(works("Pipes")) is None


def test_a_unit_of_which_nothing_was_read_has_a_sweep_and_no_look(works, swept):
    number, sweep = works("Pipes"), swept()
    told = story(number)
    assert (told.sweep, told.look, told.course, told.past, told.peers) == (
        sweep,
        None,
        None,
        (),
        (),
    )


def test_the_newest_sweep_speaks_and_the_earlier_ones_stay(works, swept, look_at):
    number, first, second = works("Pipes"), swept(), swept()
    look_at(first, number, "active")
    look_at(second, number, "idle", was="active")
    told = story(number)
    assert (told.sweep, told.look.state) == (second, "idle")
    assert [look.state for look in told.past] == ["idle", "active"]


def test_what_was_said_on_an_earlier_day_is_seen_again(works, swept, look_at):
    """The second sweep speaks of a month later: who asks for the first's day hears the first."""
    number, first, second = works("Pipes"), swept(), swept()
    look_at(first, number, "active")
    look_at(second, number, "idle", was="active")
    told = story(number, Moment(second.as_of - timedelta(days=1), LATE))
    assert (told.sweep, told.look.state) == (first, "active")
    assert [look.state for look in told.past] == ["active"]


def test_what_was_not_known_yet_is_not_told(works, swept, look_at, analyst):
    number, sweep = works("Pipes"), swept()
    look = look_at(sweep, number)
    event = note("detect.sweep", by=analyst)
    Verdict.objects.create(
        unit=look.unit, look=look, said="confirmed", state="idle", event=event, at=LATE
    )
    before = Moment(LATER.as_of, sweep.told_at - timedelta(days=1))
    unit = unit_of(number)
    assert story_of(unit, before, ALL) is None
    assert story_of(unit, Moment(LATER.as_of, LATE - timedelta(days=1)), ALL).verdict is None
    assert story_of(unit, LATER, ALL).verdict.said == "confirmed"


def test_a_spell_is_told_as_it_was_known(works, swept, look_at):
    """First it was told to last; a month later, to have ended with Khordad."""
    number, first, second = works("Pipes"), swept(), swept()
    look_at(first, number)
    look_at(second, number, "active", was="idle")
    unit = Unit.objects.get(number=number)
    began, ended = date(2023, 7, 23), date(2024, 6, 21)
    for sweep, last, known in (
        (first, None, (first.told_at, second.told_at)),
        (second, ended, (second.told_at, None)),
    ):
        Spell.objects.create(
            unit=unit, state="idle", valid=DateRange(began, last), known=DateTimeTZRange(*known),
            chance=0.9, sweep=sweep, synthetic=False,
        )  # fmt: skip
    between = Moment(LATER.as_of, second.told_at - timedelta(days=1))
    told = [story_of(unit_of(number), when, ALL).spells for when in (between, LATER)]
    assert [(row.valid.lower, row.valid.upper) for rows in told for row in rows] == [
        (began, None),
        (began, ended),
    ]


def test_who_was_sent_is_told_until_a_verdict_comes(works, swept, look_at, analyst):
    look = look_at(swept(), works("Pipes"))
    event, number = note("detect.sweep", by=analyst), look.unit.number
    facts = {"unit": look.unit, "look": look, "event": event}
    sent = Verdict.objects.create(
        said="sent", go_by=date(2024, 9, 1), at=LATE - timedelta(days=2), **facts
    )
    assert (story(number).sent, story(number).verdict) == (sent, None)
    Verdict.objects.create(said="confirmed", state="idle", at=LATE - timedelta(days=1), **facts)
    assert story(number).sent is None
    assert story(number).verdict.state == "idle"


def test_peers_that_are_gone_are_counted_apart(works, swept, look_at):
    sweep, number = swept(), works("Pipes")
    look_at(sweep, number)
    for place in range(FEWEST_PEERS):
        look_at(sweep, works(f"Works {place}"), "active", use=0.9)
    look_at(sweep, works("Gone"), "gone", use=0.0)
    assert (len(story(number).peers), story(number).peers_gone) == (FEWEST_PEERS, 1)


def test_peers_are_of_the_same_trade_province_and_sweep(works, swept, look_at):
    number, old, sweep = works("Pipes"), swept(), swept()
    look_at(old, works("Once"), "active", use=0.9)
    look_at(sweep, number, use=0.05)
    for place in range(FEWEST_PEERS):
        look_at(sweep, works(f"Works {place}"), "active", use=0.9)
    look_at(sweep, works("Far", province="IR-26"), "active", use=0.9)
    look_at(sweep, works("Unread"), "idle")  # no share of its own level is known
    look_at(sweep, works("Closed"), "gone", use=0.0)
    peers = story(number).peers
    assert [(peer.state, peer.use) for peer in peers] == [("active", 0.9)] * FEWEST_PEERS


def test_four_peers_say_nothing_of_a_trade(works, swept, look_at):
    number, sweep = works("Pipes"), swept()
    look_at(sweep, number, use=0.05)
    for place in range(FEWEST_PEERS - 1):
        look_at(sweep, works(f"Works {place}"), "active", use=0.9)
    assert story(number).peers == ()


def test_made_up_units_are_told_of_by_their_own_sweep(works, swept, look_at):
    number, _ = works("Pipes"), swept()
    Unit.objects.filter(number=number).update(synthetic=True)
    assert story(number) is None
    made_up = swept(synthetic=True)
    look_at(made_up, number)
    assert story(number).sweep == made_up


def test_what_was_said_while_it_stood_elsewhere_stays_there(works, swept, look_at):
    """The looks are of Semnan; whoever sees Qazvin only, where it has come since, sees none."""
    number, sweep = works("Pipes"), swept()
    look_at(sweep, number)
    told = story(number, sight=Sight(provinces=frozenset({"IR-26"})))
    assert (told.sweep, told.look, told.past) == (sweep, None, ())
