"""When the event of an act cannot be written, is anything else?

Every act of the house is tried with a ledger that takes no event. What the tables told before, they
tell after.
"""

import ast
import csv
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from tests.house.code import SOURCE
from tests.invest import stage as stages
from tests.invest import yard as yards
from tests.revive import hall as halls

from ehya.detect.actions import judging
from ehya.detect.actions.reviewing import open_reviews
from ehya.diagnose.actions import finding, visiting
from ehya.engine.calendar import year_range
from ehya.invest.actions import building, importing, inviting, papers, paying, programme, striking
from ehya.invest.actions import inaugurations as events
from ehya.invest.actions import planning as milestones
from ehya.invest.actions import projects as building_sites
from ehya.ledger import actions
from ehya.ledger.home import home
from ehya.ledger.queries import today
from ehya.plan.actions import setting as targets
from ehya.plan.actions.splitting import NewSplit, split_target
from ehya.publish import actions as publish
from ehya.publish.actions import figures, press
from ehya.publish.counting import asked_typed
from ehya.publish.queries import kept_text
from ehya.publish.queries.press import examined, statement_named, text_digest
from ehya.register.actions import (
    duplicates,
    exports,
    merging,
    particulars,
    places,
    rates,
    units,
)
from ehya.register.actions.imports import import_units
from ehya.register.actions.successions import merge_units_in_the_world, split_unit
from ehya.register.models import Candidate, Contact, Identifier, Unit
from ehya.register.queries.units import Wanted
from ehya.register.queries.within import here_and_now
from ehya.revive.actions import binding, bodies, following, meetings, sealing, seats
from ehya.revive.actions import planning as plans
from ehya.revive.actions.appointing import appoint, settle
from ehya.revive.actions.assigning import assign
from ehya.revive.actions.opening import open_case
from ehya.revive.actions.remarking import remark
from ehya.revive.actions.reminding import remind
from ehya.revive.actions.visiting import finish_and_carry
from ehya.web.export_words import describe

pytestmark = pytest.mark.django_db
A_PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c626001000000050001a5f645400000000049454e44ae426082"
)
LETTER = finding.Paper("bank_letter", b"%PDF-1.7", "letter.pdf")
TOLD = finding.Found(
    unit=0, obstacle="bank_debt.overdue", severity=3, on=date(2023, 6, 1), since=date(2023, 1, 1)
)
BORN, THEN, WHY = date(2019, 3, 21), date(2022, 1, 1), "seen on the spot"
AIM = targets.NewTarget("units_revived_verified", "IR", year_range(1403))
SAID = targets.NewVersion(Decimal(300), "the council", "letter 1", THEN, THEN)
STRONG = "a long enough one"
# How far a file or an export has come is told outside the act's transaction: it is no fact.
PROGRESS = ("register_import", "register_importrow", "register_receivedfile", "register_export")
# Noted by the pages of the sign-in (tests/web/test_sign_in.py), or by an act that is made of acts.
ELSEWHERE = {
    "ledger.sign_in",
    "ledger.set_second_factor",
    "ledger.remove_second_factor",
    "ledger.new_recovery_codes",
    "register.make_synthetic",
    "register.import_readings",  # with a file beside the tables: tests/faults/test_killed_readings.py
    "revive.play",  # a month whole or not at all: tests/revive/test_play.py
    "diagnose.learn_causes",  # nothing kept: tests/diagnose/test_learning_causes.py
    "verify.learn_effects",  # the same: tests/verify/test_learning.py
    "verify.check",  # tests/verify/test_checking.py
    "invest.load_published",  # tests/invest/test_published.py
    "publish.correct_figure",  # is made of another: tests/publish/test_figures.py
    "verify.check_project",  # tests/verify/test_afterwards.py
    "verify.draw_sample",  # the same
    "detect.sweep",  # keeps that it failed: tests/detect/test_sweeping.py
}


def tables():
    """What every table of the rooms tells, as one digest a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ %s",
            ["^(ledger|register|detect|diagnose|plan|revive|invest|verify|publish|mfa)_"],
        )
        names = [name for (name,) in cursor.fetchall() if name not in (*PROGRESS, "ledger_count")]
        told = {}
        for name in names:
            cursor.execute(
                f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t"  # noqa: S608
            )
            told[name] = cursor.fetchone()
        return told


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """Others who run at the same time write files of their own into the common one."""
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.fixture
def there(made_once):
    """People, units, a pair, a merge and a kept text that the acts are done to."""
    return deepcopy(made_once)


@pytest.fixture(scope="module")
def made_once(once, make_person):
    return once(lambda: _make_them(make_person))


def _make_them(person):
    officer, steward = person("officer", "IR-20"), person("steward")
    administrator, analyst, director = map(person, ("administrator", "analyst", "director"))
    places.load_places(by=actions.the_house())
    park = places.add_park({"name_fa": "نمونه", "province": "IR-20"}, on=BORN, by=steward)
    one, other, third, fourth = (
        units.add_unit({"name_en": name, "province": "IR-20"}, by=steward, on=BORN)
        for name in ("Steel", "Steel Works", "Tiles", "Tile Works")
    )
    particulars.add_identifier(one, "permit", "P/1", by=steward, first=BORN)
    particulars.add_contact(one, "mobile", "09120000000", by=steward)
    merge = merging.merge_records(third, fourth, {}, by=steward, reason=WHY)
    pair = Candidate.objects.create(
        one=Unit.objects.get(number=one),
        other=Unit.objects.get(number=other),
        probability=0.9,
        weight=3.0,
        method="by hand",
        found_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    from tests.detect import made

    sweep = made.add_sweep()
    made.add_look(sweep, one, unseen_months=12)
    open_reviews(sweep)
    obstacle = finding.find(one, TOLD, by=officer)
    case = open_case(one, "revival", by=officer)
    appointment = appoint(case, by=officer, on=today()).pk
    draft = visiting.begin_visit(one, by=officer).pk
    nobody = {"let_in": "nobody", "works": "no"}
    visiting.save_draft(draft, visiting.Filled(answers=nobody), by=officer)
    figure = figures.make_figure(a_count(), by=analyst).pk
    aim = targets.set_target(AIM, SAID, by=analyst).pk
    text = publish.keep_text("40 idle units were revived in Semnan.", publisher="IRNA", by=officer)
    live = stages.set_stage(analyst)
    stage = stages.set_stage(analyst)
    striking.begin(live.event, by=analyst)
    stages.press(live, "open", opening=live.openings[0])
    guest = inviting.invite(stage.event, inviting.Invited("مریم"), by=analyst)
    events.give_board_link(stage.event, by=analyst)
    tried = stages.set_stage(analyst)
    striking.begin_rehearsal(tried.event, by=analyst)
    empty = programme.add_site(stage.event, programme.SiteTold("قم", mode="on_site"), by=analyst)
    return SimpleNamespace(
        aim=aim, live=live, stage=stage, guest=guest, tried=tried, empty=empty, yard=a_yard(officer), steward=steward, administrator=administrator, analyst=analyst, officer=officer,
        director=director, park=park, one=one, other=other, merge=merge, pair=pair.pk, text=text,
        finding=obstacle.pk, draft=draft, case=case, appointment=appointment, figure=figure, statement=a_statement(analyst), handed_in=a_statement(analyst, hand_in=True),
        claim=kept_text(text).claims[0].id, hall=halls.busy_hall(steward),
    )  # fmt: skip


def a_yard(by):
    """A project under way with money, a payment, milestones and a risk; one that is not begun."""
    number, fresh = yards.a_project(by), yards.a_project(by, name_fa="برق", name_en="Power")
    yards.plan(number, ("a", "0.4", yards.DAY), ("b", "0.6", date(2025, 3, 20)), by=by)
    yards.money(number, 10**12, by=by)
    money = yards.money(fresh, 10**12, by=by)
    building.begin(number, by=by, on=yards.BEGUN)
    paid = yards.pay(number, 10**11, "first", by=by)
    risk = papers.add_risk(number, papers.NewRisk("late steel", "high", "high"), by=by)
    done = yards.a_project(by, name_fa="گاز", name_en="Gas")
    yards.money(done, 10**12, by=by)
    building.begin(done, by=by, on=yards.BEGUN)
    yards.tell(done, "1", by=by)
    return SimpleNamespace(number=number, fresh=fresh, money=money, paid=paid, risk=risk, done=done)


def of_units(there, tmp_path, **how):
    sheet = tmp_path / "units.csv"
    sheet.write_text(f"Ehya number,Product\n{there.one},Pipes\n")
    import_units(sheet, by=there.steward, **how)


def of_claims(there, tmp_path):
    sheet = tmp_path / "claims.csv"
    head = ("claim_id", "source", "metric", "value", "period_kind", "published_on", "note")
    row = ("IRNA1-01", "IRNA", "units_revived", "116", "full_year", "2024-08-12", "as told")
    with sheet.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, row])
    publish.import_claims(sheet, by=there.analyst)


def of_rates(there):
    head, day = "currency,basis,day,rials,source", "2024-07-01"
    rates.import_rates(f"{head}\nUSD,market,{day},610000,x".encode(), by=there.analyst)


def of_projects(there):
    head = "code,kind,name,province"
    importing.import_projects(f"{head}\na-1,industrial,کارخانه,Semnan".encode(), by=there.analyst)


def of_payments(there):
    told = f"project,reference,paid on,amount,currency\n{there.yard.number},1,{yards.DAY},5,billion rials"
    importing.import_payments(told.encode(), by=there.officer)


def of_progress(there):
    told = f"project,day,progress\n{there.yard.number},{yards.DAY},40"
    importing.import_progress(told.encode(), by=there.officer)


def of_an_index(there):
    head = "index,base,month,value,source"
    rates.import_index(f"{head}\nconsumer,1400,1402/05,214.7,x".encode(), by=there.analyst)


def a_count():
    """What was revived this year: nothing, of one case."""
    day = today()
    return asked_typed(
        "units_revived_claimed", {}, as_of=day, known_at=timezone.now(), synthetic=False
    )


def take_away(there):
    asked = exports.ask_export(
        Wanted(), here_and_now(), kind="csv", language="en", by=there.steward
    )
    exports.write_export(asked.pk, describe=describe)


def identifier(there):
    return Identifier.objects.get(unit__number=there.one).pk


def contact(there):
    return Contact.objects.get(unit__number=there.one).pk


def a_site(there):
    return next(iter(there.stage.sites.values()))


STATED = press.Written("A number", "Room 7.", "en", date(2020, 1, 1))
ANSWERED = {"n5": {"reason": "the number of a room"}}


def a_statement(analyst, *, hand_in=False):
    made = press.write_statement(STATED, by=analyst)
    kept = press.change_statement(made.pk, STATED, ANSWERED, by=analyst, seen=made.version)
    if hand_in:
        press.submit_statement(made.pk, by=analyst, seen=kept.version)
    return made.pk


ACTS = {
    "ledger.add_person": lambda t, _: actions.add_person(
        "maryam", STRONG, role="analyst", by=t.administrator
    ),
    "ledger.change_role": lambda t, _: actions.change_role(
        "officer", role="analyst", by=t.administrator
    ),
    "ledger.give_password": lambda t, _: actions.give_password(
        "officer", STRONG, by=t.administrator
    ),
    "ledger.close_person": lambda t, _: actions.close_person("officer", by=t.administrator),
    "ledger.reset_second_factor": lambda t, _: actions.reset_second_factor(
        "steward", reason=WHY, by=t.administrator
    ),
    "ledger.change_password": lambda t, _: actions.change_password(STRONG, by=t.officer),
    "register.load_places": lambda t, _: places.load_places(by=actions.the_house()),
    "register.add_park": lambda t, _: places.add_park(
        {"name_fa": "دیگر", "province": "IR-20"}, on=BORN, by=t.steward
    ),
    "register.add_parks": lambda t, _: places.bring_parks(
        [{"name_fa": "سوم", "province": "IR-20"}], on=BORN, by=t.steward
    ),
    "register.change_park": lambda t, _: places.change_park(
        t.park, {"plots": 9}, happened_on=THEN, by=t.steward
    ),
    "register.correct_park": lambda t, _: places.correct_park(
        t.park, {"plots": 9}, as_of=THEN, by=t.steward, reason=WHY
    ),
    "register.add_unit": lambda t, _: units.add_unit(
        {"name_en": "Glass", "province": "IR-20", "permit": "P/9", "mobile": "09121111111"},
        by=t.steward,
        on=BORN,
    ),
    "register.change_unit": lambda t, _: units.change_unit(
        t.one, {"product": "Pipes"}, happened_on=THEN, by=t.steward
    ),
    "register.correct_unit": lambda t, _: units.correct_unit(
        t.one, {"product": "Pipes"}, by=t.steward, reason=WHY
    ),
    "register.split_unit": lambda t, _: split_unit(
        t.one, [{"name_en": "Half"}], happened_on=THEN, by=t.steward, stays=False
    ),
    "register.merge_units_in_the_world": lambda t, _: merge_units_in_the_world(
        [t.one, t.other], {"name_en": "Both"}, happened_on=THEN, by=t.steward
    ),
    "register.add_identifier": lambda t, _: particulars.add_identifier(
        t.one, "permit", "P/2", by=t.steward
    ),
    "register.end_identifier": lambda t, _: particulars.end_identifier(
        t.one, identifier(t), by=t.steward, ended_on=THEN
    ),
    "register.add_contact": lambda t, _: particulars.add_contact(
        t.one, "phone", "02312345678", by=t.steward
    ),
    "register.erase_contact": lambda t, _: particulars.erase_contact(
        t.one, contact(t), by=t.steward, reason=WHY
    ),
    "register.merge_units": lambda t, _: merging.merge_records(
        t.one, t.other, {"product": "folded"}, by=t.steward, reason=WHY
    ),
    "register.undo_merge": lambda t, _: merging.undo_merge(t.merge, by=t.steward, reason=WHY),
    "register.decide_duplicate": lambda t, _: duplicates.decide(
        t.pair, "not_the_same", by=t.steward, reason=WHY
    ),
    "register.find_duplicates": lambda t, _: duplicates.find_candidates(by=t.steward),
    "register.import_units": lambda t, folder: of_units(t, folder),
    "register.import_units, the good rows": lambda t, folder: of_units(t, folder, mode="good"),
    "invest.import_projects": lambda t, _: of_projects(t),
    "invest.import_payments": lambda t, _: of_payments(t),
    "invest.import_progress": lambda t, _: of_progress(t),
    "register.import_rates": lambda t, _: of_rates(t),
    "register.import_rates, of an index": lambda t, _: of_an_index(t),
    "register.export_units": lambda t, _: take_away(t),
    "detect.judge, confirmed": lambda t, _: judging.confirm(t.one, by=t.officer),
    "detect.judge, rejected": lambda t, _: judging.reject(
        t.one, by=t.officer, state="active", reason="seasonal"
    ),
    "detect.judge, somebody sent": lambda t, _: judging.send(
        t.one, by=t.officer, go_by=date(2099, 1, 1)
    ),
    "plan.set_target": lambda t, _: targets.set_target(
        replace(AIM, place="IR-20"), SAID, by=t.analyst, owner="somebody"
    ),
    "plan.change_target": lambda t, _: targets.change_target(
        t.aim, replace(SAID, value=Decimal(400)), by=t.director, reason=WHY
    ),
    "plan.split_target": lambda t, _: split_target(t.aim, 1, NewSplit("equal"), by=t.analyst),
    "plan.give_target": lambda t, _: targets.give_target(t.aim, "somebody", by=t.director),
    "diagnose.visit": lambda t, _: visiting.finish_visit(t.draft, by=t.officer),
    "diagnose.visit, and its cases": lambda t, _: finish_and_carry(t.draft, by=t.officer),
    "diagnose.find": lambda t, _: finding.find(
        t.one, replace(TOLD, obstacle="tax.debt"), by=t.officer, papers=[LETTER]
    ),
    "diagnose.find, a proof": lambda t, _: finding.add_proofs(t.finding, [LETTER], by=t.officer),
    "diagnose.lift": lambda t, _: finding.lift(
        t.finding, by=t.officer, on=date(2024, 1, 1), papers=[LETTER]
    ),
    "diagnose.correct_finding": lambda t, _: finding.correct(
        t.finding, by=t.officer, reason=WHY, severity=1
    ),
    "diagnose.correct_finding, never there": lambda t, _: finding.take_back(
        t.finding, by=t.officer, reason=WHY
    ),
    "revive.open": lambda t, _: open_case(t.one, "renovation", by=t.officer),
    "revive.plan_intervention": lambda t, _: plans.plan(t.case, "training", by=t.officer),
    "revive.assign": lambda t, _: assign([t.case], "", by=t.officer),
    "revive.remark": lambda t, _: remark(t.case, "The owner came", by=t.officer),
    "revive.appoint": lambda t, _: appoint(t.case, by=t.officer, on=date(today().year + 1, 1, 1)),
    "revive.appoint, kept": lambda t, _: settle(t.appointment, "kept", by=t.officer),
    "revive.manage_bodies": lambda t, _: bodies.change_body(
        t.hall.bank, {"name_fa": "بانک دیگر"}, by=t.hall.secretary
    ),
    "revive.manage_committee": lambda t, _: seats.seat(
        t.hall.committee, "تازه‌وارد", by=t.hall.secretary, first=BORN
    ),
    "revive.call_meeting": lambda t, _: meetings.call_meeting(
        t.hall.committee, meetings.When(THEN), by=t.hall.secretary
    ),
    "revive.call_meeting, order": lambda t, _: meetings.order_agenda(
        t.hall.meeting, [t.hall.item], by=t.hall.secretary
    ),
    "revive.bring": lambda t, _: meetings.bring(
        t.hall.meeting, {t.hall.proposed: ""}, by=t.hall.secretary
    ),
    "revive.send_back": lambda t, _: meetings.take_off(
        t.hall.meeting, t.hall.item, by=t.hall.secretary, reason=WHY
    ),
    "revive.decide": lambda t, _: halls.approve(
        t.hall, t.hall.item, t.hall.sitting, halls.owes(t.hall)
    ),
    "revive.hold_meeting": lambda t, _: binding.oblige(
        t.hall.decision, halls.owes(t.hall), by=t.hall.secretary
    ),
    "revive.hold_meeting, who was there": lambda t, _: halls.attend(t.hall, present=3),
    "revive.seal_minutes": lambda t, _: sealing.seal(
        t.hall.decided, by=t.hall.secretary, set_minutes=lambda _agenda: b"%PDF-1.7 minutes"
    ),
    "revive.follow_obligation": lambda t, _: following.follow(
        following.Answer(t.hall.owed, "accepted", today(), t.hall.secretary)
    ),
    "revive.follow_obligation, a letter": lambda t, _: remind(
        t.hall.owed, by=t.hall.secretary, set_letter=lambda *_told: b"%PDF-1.7 letter"
    ),
    "invest.manage_inauguration": lambda t, _: events.plan_inauguration(
        events.Occasion("دیگر", today()), by=t.analyst
    ),
    "invest.manage_inauguration, a guest": lambda t, _: inviting.invite(
        t.stage.event, inviting.Invited("زهرا"), by=t.analyst
    ),
    "invest.manage_inauguration, a link": lambda t, _: events.give_board_link(
        t.stage.event, by=t.analyst
    ),
    "invest.manage_inauguration, order": lambda t, _: programme.order_programme(
        t.stage.event, t.stage.openings[::-1], by=t.analyst
    ),
    "invest.confirm_figures": lambda t, _: stages.confirm(t.stage),
    "invest.operate_board": lambda t, _: striking.begin_rehearsal(t.stage.event, by=t.analyst),
    "invest.operate_board, begin": lambda t, _: striking.begin(t.stage.event, by=t.analyst),
    "invest.operate_board, close": lambda t, _: striking.close(t.live.event, by=t.analyst),
    "invest.manage_inauguration, changed": lambda t, _: events.change_inauguration(
        t.stage.event, events.Occasion("دیگر", today()), by=t.analyst
    ),
    "invest.manage_inauguration, cancelled": lambda t, _: events.cancel_inauguration(
        t.stage.event, by=t.analyst, reason=WHY
    ),
    "invest.manage_inauguration, the link back": lambda t, _: events.take_board_link_back(
        t.stage.event, by=t.analyst
    ),
    "invest.manage_inauguration, an answer": lambda t, _: inviting.answer(
        t.stage.event, t.guest, True, by=t.analyst
    ),
    "invest.manage_inauguration, no guest": lambda t, _: inviting.uninvite(
        t.stage.event, t.guest, by=t.analyst
    ),
    "invest.manage_inauguration, a site": lambda t, _: programme.add_site(
        t.stage.event, programme.SiteTold("قم", mode="on_site"), by=t.analyst
    ),
    "invest.manage_inauguration, another site": lambda t, _: programme.change_site(
        t.stage.event, a_site(t), programme.SiteTold("قم", mode="on_site"), by=t.analyst
    ),
    "invest.manage_inauguration, sites in order": lambda t, _: programme.order_sites(
        t.stage.event, [t.empty, *t.stage.sites.values()], by=t.analyst
    ),
    "invest.manage_inauguration, no site": lambda t, _: programme.drop_site(
        t.stage.event, t.empty, by=t.analyst
    ),
    "invest.operate_board, a rehearsal over": lambda t, _: striking.end_rehearsal(
        t.tried.event, by=t.analyst
    ),
    "invest.manage_inauguration, taken out": lambda t, _: programme.take_out(
        t.stage.event, t.stage.openings[0], by=t.analyst
    ),
    "invest.manage_inauguration, put in": lambda t, _: programme.put_in(
        t.stage.event, t.yard.number, by=t.analyst
    ),
    "invest.operate_board, a link tried": lambda t, _: programme.test_link(
        t.stage.event, a_site(t), by=t.analyst
    ),
    "invest.open_project": lambda t, _: yards.a_project(t.officer, name_fa="راه"),
    "invest.change_project": lambda t, _: building_sites.change_project(
        t.yard.number, {"sponsor": "another"}, by=t.officer, reason=WHY
    ),
    "invest.finance_project": lambda t, _: yards.money(t.yard.number, 10**11, by=t.officer),
    "invest.finance_project, never held": lambda t, _: paying.set_financing(
        t.yard.fresh, None, by=t.officer, replaces=t.yard.money, reason=WHY
    ),
    "invest.pay": lambda t, _: yards.pay(t.yard.number, 10**11, "second", by=t.officer),
    "invest.take_back_payment": lambda t, _: paying.take_back_payment(
        t.yard.number, t.yard.paid, by=t.officer, reason=WHY
    ),
    "invest.plan_project": lambda t, _: yards.plan(
        t.yard.fresh, ("a", "1", yards.DAY), by=t.officer
    ),
    "invest.plan_project, moved": lambda t, _: milestones.move_milestone(
        t.yard.number, 2, date(2025, 4, 20), by=t.officer, reason=WHY
    ),
    "invest.tell_progress": lambda t, _: yards.tell(t.yard.number, "0.3", by=t.officer),
    "invest.tell_progress, begun": lambda t, _: building.begin(t.yard.fresh, by=t.officer),
    "invest.tell_progress, a milestone": lambda t, _: milestones.finish_milestone(
        t.yard.number, 1, by=t.officer
    ),
    "invest.tell_progress, stopped": lambda t, _: building.stop(
        t.yard.number, by=t.officer, reason=WHY
    ),
    "invest.keep_papers, a contract": lambda t, _: papers.add_contract(
        t.yard.number, papers.NewContract("building", "Steel Works", yards.BEGUN), by=t.officer
    ),
    "invest.keep_papers": lambda t, _: papers.add_risk(
        t.yard.number, papers.NewRisk("no cement", "low", "high"), by=t.officer
    ),
    "invest.tell_progress, finished": lambda t, _: building.finish(t.yard.done, by=t.officer),
    "invest.keep_papers, a photo": lambda t, _: papers.add_photo(
        t.yard.number, (A_PHOTO, "pump.png"), by=t.officer
    ),
    "invest.keep_papers, a risk over": lambda t, _: papers.close_risk(
        t.yard.number, t.yard.risk, by=t.officer
    ),
    "publish.keep_text": lambda t, _: publish.keep_text(
        "Another 12 units were revived in Yazd.", publisher="IRNA", by=t.officer
    ),
    "publish.confirm_claims": lambda t, _: publish.confirm_claims(t.text, [t.claim], by=t.director),
    "publish.hold_back": lambda t, _: publish.hold_back(t.text, t.claim, WHY, by=t.director),
    "publish.correct_claim": lambda t, _: publish.correct_claim(
        "TT464008-06", {"value": 25}, WHY, by=t.analyst
    ),
    "publish.withdraw_claim": lambda t, _: publish.withdraw_claim("TT464008-06", WHY, by=t.analyst),
    "publish.import_claims": of_claims,
    "publish.load_record": lambda t, _: publish.load_record(by=t.analyst),
    "publish.make_figure": lambda t, _: figures.make_figure(a_count(), by=t.analyst),
    "publish.release_figure": lambda t, _: figures.release_figure(t.figure, by=t.director),
    "publish.write_statement": lambda t, _: press.write_statement(STATED, by=t.analyst),
    "publish.change_statement": lambda t, _: press.change_statement(
        t.statement, STATED, ANSWERED, by=t.analyst, seen=2
    ),
    "publish.submit_statement": lambda t, _: press.submit_statement(
        t.statement, by=t.analyst, seen=2
    ),
    "publish.take_back_statement": lambda t, _: press.take_back_statement(
        t.statement, by=t.analyst, drop=True
    ),
    "publish.approve_statement": lambda t, _: press.approve_statement(
        t.handed_in, by=t.director, seen=text_digest(examined(statement_named(t.handed_in)))
    ),
}
ON_THE_RECORD = ("publish.correct_claim", "publish.withdraw_claim")


@pytest.mark.parametrize("act", sorted(ACTS))
def test_nothing_is_done_where_its_event_cannot_be_written(act, there, tmp_path):
    if act in ON_THE_RECORD:
        publish.load_record(by=there.analyst)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_county SET name_en = 'x' WHERE code = 'IR-20-0227'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE ledger_event ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    before = tables()
    files = set((home() / "exports").glob("*"))
    with pytest.raises(IntegrityError, match="full_up"):  # the act undoes it itself
        ACTS[act](there, tmp_path)
    assert tables() == before
    assert set((home() / "exports").glob("*")) == files


def acts_noted():
    """Every act that the house's own code writes down, by its name or by a constant that has it."""
    trees = [ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")]
    named = dict(constant for tree in trees for constant in constants(tree))
    found = set()
    for tree in trees:
        here = named | dict(constants(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note" and node.args:
                act = node.args[0]
                found.add(getattr(act, "value", None) or here.get(getattr(act, "id", "")))
    return {act for act in found if isinstance(act, str)}


def constants(tree):
    """Yield the texts that a module gives a name: (name, text)."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                yield node.targets[0].id, node.value.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            for name, value in zip(
                node.targets[0].elts, getattr(node.value, "elts", ()), strict=False
            ):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield name.id, value.value


def test_every_act_is_tried():
    tried = {act.partition(",")[0] for act in ACTS} | ELSEWHERE
    assert acts_noted() - tried == set()


@pytest.mark.parametrize("act", ["register.add_contact", "ledger.change_role"])
def test_an_act_that_is_done_shows_in_the_tables(act, there, tmp_path):
    before = tables()
    ACTS[act](there, tmp_path)
    assert tables() != before
