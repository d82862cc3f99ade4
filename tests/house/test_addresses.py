"""Who may open which address? Every address, as everybody.

Each address has a line in `TABLE`: who may look, and who may send. A new address without its line
fails. What a line may hold: EVERYBODY, SIGNED_IN, or an act of `ledger.roles.MAY`; None where there
is nothing to look at or to send.
"""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver

from ehya.ledger import roles
from ehya.ledger.actions import the_house
from ehya.ledger.models import Scope, User

pytestmark = pytest.mark.django_db

SEMNAN, QAZVIN = "IR-20", "IR-26"
NOWHERE = "99999990"  # no unit's number
EVERYBODY, SIGNED_IN = "everybody", "signed in"
SEE = "web.see_pages"


class Line(NamedTuple):
    """Who may look at an address, and who may send something to it."""

    look: str | None
    send: str | tuple[str, ...] | None = None
    form: dict[str, str] | None = None


PEOPLE = "ledger.manage_people"
UNITS, CHANGE = "register.see_units", "register.change_unit"
FILES = "register.see_files"
HAND_IN = ("register.import_units", "register.import_readings")  # one of them is enough
EXPORT = "register.export_units"
LOOKS, JUDGE = "detect.see_looks", "detect.judge"
FINDINGS, VISIT = "diagnose.see_findings", "diagnose.visit"
TARGETS = "plan.see_targets"
PLAN = "revive.plan_intervention"
CASES = "revive.see_cases"
EVENTS = "invest.see_inaugurations"
COMMITTEE = "revive.manage_committee"
TABLE = {
    "cockpit": Line(SEE),
    "cockpit-ahead": Line(CASES),
    "cockpit-paper": Line(CASES),
    "reports": Line(CASES),
    "weekly-pdf": Line(CASES),
    "weekly-xlsx": Line(CASES),
    "claims": Line(SEE),
    "claim": Line(SEE),
    "correct-claim": Line("publish.correct_claim", "publish.correct_claim"),
    "contradictions": Line(SEE),
    "check": Line(SEE, "publish.keep_text"),
    "checked": Line(SEE),
    "checked-json": Line(SEE),
    "confirm-claims": Line(None, "publish.confirm_claims"),
    "hold-back": Line(None, "publish.hold_back"),
    "units": Line(UNITS),
    "units-count": Line(UNITS),
    "units-places": Line(UNITS),
    "units-columns": Line(None, SEE),
    "save-view": Line(None, "register.save_view"),
    "drop-view": Line(None, SEE),  # only one's own
    "add-unit": Line(CHANGE, CHANGE),
    "unit": Line(UNITS),
    "change-unit": Line(CHANGE, CHANGE),
    "correct-unit": Line("register.correct_unit", "register.correct_unit"),
    "split-unit": Line(CHANGE, CHANGE),
    "merge-in-world": Line(CHANGE, CHANGE),
    "add-identifier": Line(None, CHANGE),
    "end-identifier": Line(None, CHANGE, {"ended_on": "2024-08-12"}),
    "add-contact": Line(None, CHANGE),
    "erase-contact": Line(None, "register.erase_contact"),
    "begin-visit": Line(VISIT, VISIT),
    "visit-case": Line(VISIT, VISIT),
    "cases": Line(CASES),
    "cases-file": Line(CASES),
    "cases-workbook": Line(CASES),
    "assign-cases": Line(None, "revive.assign"),
    "way-of-a-case": Line(CASES),
    "case": Line(CASES),
    "case-meters": Line("detect.see_looks"),
    "remark-case": Line(None, "revive.remark"),
    "act-on-case": Line(None, CASES),
    "open-case": Line(None, "revive.open"),
    "causes": Line(FINDINGS),
    "causes-learnt": Line(FINDINGS),
    "findings": Line(FINDINGS, "diagnose.find"),
    "finding": Line(FINDINGS),
    "correct-finding": Line(None, "diagnose.correct_finding"),
    "lift-finding": Line(None, "diagnose.lift"),
    "prove-finding": Line(None, "diagnose.find"),
    "visits": Line(VISIT),
    "visit": Line(FINDINGS, VISIT),
    "finish-visit": Line(None, VISIT),
    "drop-visit": Line(None, VISIT),
    "evidence": Line(FINDINGS),
    "obstacles": Line(FINDINGS),
    "duplicates": Line("register.see_duplicates"),
    "duplicate": Line("register.see_duplicates"),
    "merge-duplicates": Line(None, "register.merge_units"),
    "answer-duplicate": Line(None, "register.decide_duplicate"),
    "undo-merge": Line(None, "register.undo_merge"),
    "detections": Line(LOOKS),
    "detections-units": Line(LOOKS),
    "detections-count": Line(LOOKS),
    "detections-file": Line(None, EXPORT),
    "detections-parks": Line(LOOKS),
    "detections-changes": Line(LOOKS),
    "detection": Line(LOOKS),
    "detections-flows": Line(LOOKS),
    "sweeps": Line(LOOKS),
    "begin-sweep": Line(None, "detect.sweep"),
    "reviews": Line(LOOKS),
    "machine-errors": Line(LOOKS),
    "machine-errors-csv": Line(LOOKS),
    "judge": Line(LOOKS),
    "confirm-look": Line(None, JUDGE),
    "reject-look": Line(None, JUDGE),
    "send-to-look": Line(None, JUDGE),
    "plan-intervention": Line(PLAN, PLAN),
    "plan-from-template": Line(None, PLAN),
    "intervention": Line("revive.see_cases"),
    "begin-intervention": Line(None, PLAN),
    "intervention-step": Line(None, PLAN),
    "change-intervention": Line(None, PLAN),
    "end-intervention": Line(None, PLAN),
    "move-money": Line(None, ("revive.commit_money", "revive.pay_money")),
    "targets": Line(TARGETS),
    "targets-csv": Line(TARGETS),
    "target": Line(TARGETS),
    "set-target": Line("plan.set_target", "plan.set_target"),
    "take-target": Line(None, "plan.set_target"),
    "change-target": Line("plan.change_target", "plan.change_target"),
    "give-target": Line(None, "plan.give_target"),
    "split-target": Line("plan.split_target", "plan.split_target"),
    "funding": Line("revive.see_cases"),
    "open-line": Line("revive.manage_money", "revive.manage_money"),
    "funding-csv": Line("revive.see_cases"),
    "funding-xlsx": Line("revive.see_cases"),
    "funding-line": Line("revive.see_cases"),
    "funding-budget": Line(None, "revive.manage_money"),
    "forecast": Line("revive.see_cases"),
    "figures": Line("publish.see_figures"),
    "figure-count": Line("publish.see_figures", "publish.make_figure"),
    "figure-list": Line("publish.see_figures"),
    "figure": Line(EVERYBODY),  # a public one; another is nowhere for who may not see it
    "figure-certificate": Line(EVERYBODY),  # the same
    "figure-code": Line(EVERYBODY),  # the same
    "release-figure": Line(None, "publish.release_figure"),
    "correct-figure": Line(None, "publish.correct_figure"),
    "api": Line(EVERYBODY),
    "api-openapi": Line(EVERYBODY),
    "api-metrics": Line(EVERYBODY),
    "api-metric": Line(EVERYBODY),
    "api-figures": Line(EVERYBODY),
    "api-figure": Line(EVERYBODY),  # a public one only
    "api-history": Line(EVERYBODY),  # the same
    "api-certificate": Line(EVERYBODY),  # the same
    "api-corrections": Line(EVERYBODY),
    "api-statements": Line(EVERYBODY),
    "api-count": Line("publish.see_figures"),
    "read-as": Line(None, EVERYBODY),
    "public-figure": Line(EVERYBODY),  # a public one only
    "public": Line(EVERYBODY),
    "press-desk": Line("publish.see_statements"),
    "write-statement": Line("publish.write_statement", "publish.write_statement"),
    "statement": Line("publish.see_statements", "publish.write_statement"),
    "take-back-statement": Line(None, "publish.write_statement"),
    "approve-statement": Line(None, "publish.approve_statement"),
    "public-statements": Line(EVERYBODY),
    "public-statement": Line(EVERYBODY),
    "public-statement-json": Line(EVERYBODY),
    "public-statement-code": Line(EVERYBODY),
    "public-csv": Line(EVERYBODY),
    "public-json": Line(EVERYBODY),
    "public-parquet": Line(EVERYBODY),
    "public-catalogue": Line(EVERYBODY),
    "public-stamp": Line(EVERYBODY),
    "public-key": Line(EVERYBODY),
    "rates": Line(SEE, "register.import_rates"),
    "rates-form": Line(SEE),
    "rates-csv": Line(SEE),
    "rates-xlsx": Line(SEE),
    "rates-file": Line("register.import_rates", "register.import_rates"),
    "rates-refused": Line("register.import_rates"),
    "data": Line(FILES, HAND_IN),
    "data-template": Line(FILES),
    "received-file": Line(FILES, HAND_IN),
    "import-begun": Line(FILES),
    "received-bytes": Line(FILES),
    "import": Line(FILES),
    "import-apply": Line(None, HAND_IN),
    "import-drop": Line(None, HAND_IN),
    "import-refused": Line(FILES),
    "units-map": Line(UNITS),
    "parks": Line(UNITS),
    "park": Line(UNITS),
    "exports": Line(EXPORT, EXPORT),
    "export": Line(EXPORT),
    "export-file": Line(EXPORT),
    "export-manifest": Line(EXPORT),
    "export-again": Line(None, EXPORT),
    "committees": Line(CASES),
    "add-committee": Line(None, COMMITTEE),
    "carried-out-csv": Line(CASES),
    "verify-minutes": Line(CASES, CASES),
    "committee": Line(CASES),
    "change-committee": Line(None, COMMITTEE),
    "give-seat": Line(None, COMMITTEE),
    "end-seat": Line(None, COMMITTEE),
    "call-meeting": Line(None, "revive.call_meeting"),
    "meeting": Line(CASES),
    "change-meeting": Line(None, "revive.call_meeting"),
    "cancel-meeting": Line(None, "revive.call_meeting"),
    "bring-cases": Line("revive.bring", "revive.bring"),
    "order-agenda": Line(None, "revive.call_meeting"),
    "attendance": Line(None, "revive.hold_meeting"),
    "decide": Line(None, "revive.decide"),
    "take-off": Line(None, "revive.send_back"),
    "oblige": Line(None, "revive.hold_meeting"),
    "seal-minutes": Line(None, "revive.seal_minutes"),
    "minutes": Line(CASES),
    "bodies": Line(CASES, "revive.manage_bodies"),
    "body": Line(CASES, "revive.manage_bodies"),
    "end-body": Line(None, "revive.manage_bodies"),
    "work": Line(CASES),
    "calendar-feed": Line(EVERYBODY),  # its address is the key
    "appoint": Line(None, "revive.appoint"),
    "settle-appointment": Line(None, "revive.appoint"),
    "effects": Line("verify.see_checks"),
    "effects-csv": Line("verify.see_checks"),
    "effects-cases": Line("verify.see_checks"),
    "samples": Line("verify.see_checks"),
    "samples-csv": Line("verify.see_checks"),
    "sample": Line("verify.see_checks"),
    "checks": Line("verify.see_checks"),
    "amount-heard": Line(SEE),
    "projects": Line("invest.see_projects"),
    "projects-map": Line("invest.see_projects"),
    "projects-timeline": Line("invest.see_projects"),
    "projects-csv": Line("invest.see_projects"),
    "projects-xlsx": Line("invest.see_projects"),
    "projects-oc4ids": Line("invest.see_projects"),
    "project-parks": Line("invest.see_projects"),
    "projects-import": Line("invest.import_projects", "invest.import_projects"),
    "projects-form": Line("invest.see_projects"),
    "projects-import-file": Line("invest.import_projects", "invest.import_projects"),
    "projects-import-refused": Line("invest.import_projects"),
    "add-project": Line(None, "invest.open_project"),
    "project": Line("invest.see_projects"),
    "act-on-project": Line(None, "invest.see_projects"),
    "project-checks": Line(EVERYBODY),  # the country's share is published
    "project-checks-csv": Line(EVERYBODY),  # the same
    "project-check": Line("verify.see_checks", "verify.check_project"),
    "check-restart": Line("verify.see_checks", "verify.check"),
    "inaugurations": Line(EVENTS),
    "plan-inauguration": Line(None, "invest.manage_inauguration"),
    "inauguration": Line(EVENTS),
    "act-on-inauguration": Line(None, EVENTS),
    "invitation": Line(EVENTS),
    "inauguration-sheet": Line(EVENTS),
    "board-link": Line("invest.manage_inauguration"),
    "operate": Line("invest.operate_board"),
    "press": Line(None, "invest.operate_board"),
    "board": Line(EVENTS),
    "board-state": Line(EVENTS),
    "keyed-board": Line(EVERYBODY),  # its address is the key
    "keyed-board-state": Line(EVERYBODY),  # the same
    "obligations": Line(CASES),
    "obligation": Line(CASES),
    "follow-obligation": Line(None, "revive.follow_obligation"),
    "remind": Line(None, "revive.follow_obligation"),
    "reminder-draft": Line(CASES),
    "reminder": Line(CASES),
    "people": Line(PEOPLE),
    "add-person": Line(PEOPLE, PEOPLE),
    "person": Line(PEOPLE, PEOPLE),
    "give-password": Line(None, PEOPLE),
    "close-person": Line(None, PEOPLE),
    "reset-second-factor": Line(None, PEOPLE),
    "events": Line("ledger.see_events"),
    "account_login": Line(EVERYBODY, EVERYBODY),
    "mfa_authenticate": Line(EVERYBODY, EVERYBODY),
    "account_logout": Line(None, EVERYBODY),
    "preferences": Line(EVERYBODY, EVERYBODY),
    "mfa_index": Line(SIGNED_IN),
    "account_change_password": Line(SIGNED_IN, SIGNED_IN),
    "account_reauthenticate": Line(SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate": Line(SIGNED_IN, SIGNED_IN),
    "mfa_activate_totp": Line(SIGNED_IN, SIGNED_IN),
    "mfa_deactivate_totp": Line(SIGNED_IN, SIGNED_IN),
    "mfa_view_recovery_codes": Line(SIGNED_IN),
    "mfa_generate_recovery_codes": Line(SIGNED_IN, SIGNED_IN),
    "healthz": Line(EVERYBODY),
    "readyz": Line(EVERYBODY),
}
# What stands in an address's holes, by the name of the hole. `things` makes what it names.
HOLES = {
    "str:key": "MN1108543314-07",
    "uuid:key": str(UUID(int=1)),
    "text_id": "{text}",
    "name": "somebody",
    "metric": "units_revived_claimed",
    "number": "{unit}",
}
SCOPED = {"unit"}  # holes whose thing stands in a place; `things` makes one elsewhere too
NO_WAY_TO_ASK = {405}
# Open to everybody who has the address, which is a key; one that is made up leads nowhere.
KEYED = {
    *("calendar-feed", "keyed-board", "keyed-board-state"),
    *("figure", "figure-certificate", "figure-code"),
    *("public-figure", "api-figure", "api-history", "api-certificate", "api-metric"),
    *("public-statement", "public-statement-json", "public-statement-code"),
}
DONE_OR_REFUSED = {200, 204, 302, 400, 404, 405, 422}  # never a fault of the house's own


def addresses():
    for pattern in get_resolver().url_patterns:
        yield pattern.name, "/" + re.sub(r"<(\w+:(\w+))>", _fill, str(pattern.pattern))


def _fill(hole):
    return HOLES.get(hole[1]) or HOLES.get(hole[2], "1")


EVERY = dict(addresses())


@pytest.fixture(scope="module")
def things(once, make_person):
    return once(lambda: _make_things(make_person("analyst"), make_person("steward")))


def _make_things(analyst, steward):
    """What the addresses speak of: the record, a text of somebody's, a person, a unit in Semnan."""
    from ehya.engine.calendar import year_range
    from ehya.plan.actions.setting import NewTarget, NewVersion, set_target
    from ehya.publish.actions import keep_text, load_record
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit

    load_record(by=analyst)
    text = keep_text("33 units were renovated in 2024.", publisher="IRNA", by=analyst)
    User.objects.create_user(username="somebody", role="analyst")
    load_places(by=the_house())
    since = date(2019, 3, 21)
    set_target(
        NewTarget("units_revived_verified", "IR", year_range(1403)),
        NewVersion(Decimal(300), "council", "letter", since, since),
        by=analyst,
    )
    here, elsewhere = (
        add_unit({"name_en": "Brick", "province": iso, "status": "active"}, by=steward, on=since)
        for iso in (SEMNAN, QAZVIN)
    )
    return {"text": text, "unit": here, "unit elsewhere": elsewhere, "unit nowhere": NOWHERE}


def somebody(role, things, sign_in):
    """A browser signed in as a new person of a role, who has all that the role needs."""
    from allauth.mfa.totp.internal.auth import TOTP

    person = User.objects.create_user(username=f"the-{role}", role=role, password="not asked")  # noqa: S106
    if role in roles.LOCAL:
        Scope.objects.create(user=person, kind="province", code=SEMNAN)
    if role in roles.SECOND_FACTOR:
        TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return sign_in(person)


def allowed(role, needed):
    if needed in (EVERYBODY, SIGNED_IN):
        return True
    return any(role in roles.MAY[act] for act in acts(needed))


def acts(needed):
    return needed if isinstance(needed, tuple) else (needed,)


def fault(role, needed, status):
    """What is wrong with an answer, or None."""
    if needed is None:
        return None if status in {403, *NO_WAY_TO_ASK} else "there is nothing here to ask for"
    if allowed(role, needed):
        return None if status in DONE_OR_REFUSED else "should be open"
    return None if status == 403 else "should be closed"


def test_every_address_has_a_name_of_its_own_and_a_line_in_the_table():
    patterns = get_resolver().url_patterns
    assert None not in EVERY
    assert len(EVERY) == len(patterns)
    assert set(EVERY) == set(TABLE)


def test_every_line_names_an_act():
    told = {act for line in TABLE.values() for needed in line[:2] for act in acts(needed)}
    told -= {EVERYBODY, SIGNED_IN, None}
    assert told <= set(roles.MAY)


@pytest.mark.parametrize("role", roles.PEOPLE)
def test_each_role_opens_its_own_addresses_and_no_other(role, things, sign_in):
    client, faults = somebody(role, things, sign_in), []
    for name, address in EVERY.items():
        where = address.format(**things)
        if name == "account_logout":
            continue  # it would end the walk
        line = TABLE[name]
        looked, sent = client.get(where), client.post(where, line.form)
        for how, needed, answer in (("looks", line.look, looked), ("sends", line.send, sent)):
            if wrong := fault(role, needed, answer.status_code):
                faults.append(f"{role} {how} {where}: {answer.status_code}, {wrong}")
    assert faults == []


@pytest.mark.parametrize("role", sorted(roles.LOCAL))
def test_what_stands_elsewhere_answers_like_what_is_nowhere(role, things, sign_in):
    client, faults = somebody(role, things, sign_in), []
    for name, address in EVERY.items():
        if not any(f"{{{hole}}}" in address for hole in SCOPED):
            continue
        for ask in (client.get, client.post):
            elsewhere, nowhere = (
                ask(address.format(**things | {hole: things[f"{hole} {where}"] for hole in SCOPED}))
                for where in ("elsewhere", "nowhere")
            )
            if elsewhere.status_code != nowhere.status_code or elsewhere.status_code < 400:
                faults.append(f"{name}: {elsewhere.status_code}, {nowhere.status_code}")
    assert faults == []


def test_a_stranger_is_asked_to_sign_in(things, client):
    faults = []
    for name, address in EVERY.items():
        for ask, needed in ((client.get, TABLE[name].look), (client.post, TABLE[name].send)):
            answer = ask(address.format(**things))
            led = answer.status_code == 302 and answer.url.startswith("/sign-in/")
            led = led or (answer.status_code == 401 and address.startswith("/api/"))
            if EVERYBODY not in TABLE[name] and not led:
                faults.append(f"{name}: {answer.status_code}")
            fine = {404} if name in KEYED else {200, 302}
            if needed == EVERYBODY and answer.status_code not in fine:
                faults.append(f"{name}: {answer.status_code}")
    assert faults == []


def test_every_answer_carries_the_strict_policy(things, sign_in):
    client = somebody("administrator", things, sign_in)
    for name, address in EVERY.items():
        policy = client.get(address.format(**things))["Content-Security-Policy"]
        assert "default-src 'self'" in policy, name
        assert "unsafe" not in policy, name


def test_a_form_from_elsewhere_is_refused(things, administrator):
    somebody = Client(enforce_csrf_checks=True)
    somebody.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    for name, address in EVERY.items():
        assert somebody.post(address.format(**things), {}).status_code in {403, 405}, name


@pytest.mark.parametrize("act", [act for act in roles.MAY if roles.AUDITOR in roles.MAY[act]])
def test_what_the_auditor_may_do_changes_nothing(act):
    assert act.partition(".")[2].startswith(("see_", "export_"))


def test_what_is_nowhere_is_404(things, sign_in):
    assert somebody("analyst", things, sign_in).get("/nowhere/").status_code == 404
