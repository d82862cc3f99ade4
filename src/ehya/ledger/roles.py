"""Who may do what?

One table: a role, and what it may do. Everybody else is refused.
"""

from typing import Protocol

from ehya.engine.refusal import Refusal

OFFICER, ASSESSOR, SECRETARY = "officer", "assessor", "secretary"
ANALYST, COMMUNICATIONS, STEWARD = "analyst", "communications", "steward"
DIRECTOR, ADMINISTRATOR, AUDITOR = "director", "administrator", "auditor"
CITIZEN = "citizen"
HOUSE = "house"  # the installation itself: it loads what is shipped and never signs in

LOCAL = frozenset({OFFICER, ASSESSOR, SECRETARY})  # work for provinces or parks, never the nation
STAFF = LOCAL | {ANALYST, COMMUNICATIONS, STEWARD, DIRECTOR, ADMINISTRATOR, AUDITOR}
WRITERS = STAFF - {AUDITOR}  # the auditor sees everything and changes nothing
PEOPLE = (
    *(OFFICER, ASSESSOR, SECRETARY, ANALYST, COMMUNICATIONS),
    *(STEWARD, DIRECTOR, ADMINISTRATOR, AUDITOR, CITIZEN),
)
EVERYBODY = (*PEOPLE, HOUSE)
SECOND_FACTOR = frozenset({STEWARD, DIRECTOR, ADMINISTRATOR})  # a password alone is too little

MAY: dict[str, frozenset[str]] = {
    "web.see_pages": STAFF,
    "publish.check_text": WRITERS,
    "publish.keep_text": WRITERS,
    "publish.confirm_claims": frozenset({ANALYST, DIRECTOR}),
    "publish.hold_back": frozenset({ANALYST, DIRECTOR}),
    "publish.correct_claim": frozenset({ANALYST, DIRECTOR}),
    "publish.withdraw_claim": frozenset({ANALYST, DIRECTOR}),
    "publish.import_claims": frozenset({ANALYST, HOUSE}),
    "publish.load_record": frozenset({ANALYST, HOUSE}),
    "publish.see_figures": STAFF,
    "publish.make_figure": frozenset({ANALYST, DIRECTOR, HOUSE}),
    "publish.release_figure": frozenset({DIRECTOR, COMMUNICATIONS}),
    "publish.correct_figure": frozenset({ANALYST, DIRECTOR}),
    "publish.see_statements": STAFF,
    "publish.write_statement": frozenset({ANALYST, COMMUNICATIONS, DIRECTOR}),
    "publish.approve_statement": frozenset({DIRECTOR, COMMUNICATIONS}),
    "register.see_units": STAFF,
    "register.see_contacts": LOCAL | {STEWARD},
    "register.erase_contact": frozenset({STEWARD, ADMINISTRATOR}),
    "register.import_units": frozenset({OFFICER, STEWARD, HOUSE}),
    "register.import_readings": frozenset({OFFICER, ANALYST, STEWARD, HOUSE}),
    "register.import_rates": frozenset({ANALYST, STEWARD, HOUSE}),
    "register.see_files": frozenset({OFFICER, ANALYST, STEWARD, DIRECTOR, ADMINISTRATOR, AUDITOR}),
    "register.see_all_files": frozenset({STEWARD, DIRECTOR, ADMINISTRATOR, AUDITOR}),
    "register.change_unit": frozenset({OFFICER, STEWARD}),
    "register.correct_unit": frozenset({OFFICER, STEWARD}),
    "register.merge_units": frozenset({STEWARD}),
    "register.undo_merge": frozenset({STEWARD}),
    "register.decide_duplicate": frozenset({STEWARD}),
    "register.find_duplicates": frozenset({OFFICER, STEWARD, ADMINISTRATOR, HOUSE}),
    "register.see_duplicates": frozenset({STEWARD, ANALYST, DIRECTOR, AUDITOR, ADMINISTRATOR}),
    "register.export_units": (STAFF - {COMMUNICATIONS}) | {HOUSE},
    "register.save_view": WRITERS,
    "register.manage_places": frozenset({STEWARD, ADMINISTRATOR, HOUSE}),
    "register.make_synthetic": frozenset({HOUSE, ADMINISTRATOR}),
    "detect.see_looks": STAFF,
    "detect.sweep": frozenset({ANALYST, STEWARD, HOUSE}),
    "detect.judge": frozenset({OFFICER, ASSESSOR}),
    "diagnose.see_findings": STAFF - {COMMUNICATIONS},
    "diagnose.visit": frozenset({OFFICER, ASSESSOR}),
    "diagnose.find": frozenset({OFFICER, ASSESSOR}),
    "diagnose.lift": frozenset({OFFICER, ASSESSOR}),
    "diagnose.correct_finding": frozenset({OFFICER, ASSESSOR}),
    "diagnose.learn_causes": frozenset({ANALYST, HOUSE}),
    "plan.see_targets": STAFF,
    "plan.set_target": frozenset({ANALYST, DIRECTOR, HOUSE}),
    "plan.change_target": frozenset({ANALYST, DIRECTOR, HOUSE}),
    "plan.split_target": frozenset({ANALYST, DIRECTOR, HOUSE}),
    "plan.give_target": frozenset({ANALYST, DIRECTOR, HOUSE}),
    "revive.see_cases": STAFF - {COMMUNICATIONS},
    "revive.open": frozenset({OFFICER, SECRETARY, ANALYST, HOUSE}),
    "revive.screen": frozenset({OFFICER}),
    "revive.visit": frozenset({OFFICER, ASSESSOR}),
    "revive.diagnose": frozenset({OFFICER, ASSESSOR}),
    "revive.propose": frozenset({OFFICER}),
    "revive.bring": frozenset({SECRETARY}),
    "revive.send_back": frozenset({SECRETARY}),
    "revive.decide": frozenset({SECRETARY}),
    "revive.begin": frozenset({OFFICER}),
    "revive.restart": frozenset({OFFICER}),
    "revive.take_back": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "revive.verify": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "revive.sustain": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "revive.relapse": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "revive.reopen": frozenset({OFFICER, SECRETARY, ANALYST}),
    "revive.withdraw": frozenset({OFFICER, SECRETARY}),
    "revive.give_up": frozenset({SECRETARY, DIRECTOR}),
    "revive.transfer": frozenset({SECRETARY, DIRECTOR}),
    "revive.assign": frozenset({OFFICER, SECRETARY, DIRECTOR}),
    "revive.remark": LOCAL | {ANALYST, DIRECTOR},
    "revive.appoint": LOCAL,
    "revive.plan_intervention": frozenset({OFFICER, ASSESSOR, SECRETARY}),
    "revive.manage_committee": frozenset({SECRETARY, ADMINISTRATOR}),
    "revive.manage_bodies": frozenset({SECRETARY, STEWARD, ADMINISTRATOR}),
    "revive.call_meeting": frozenset({SECRETARY}),
    "revive.hold_meeting": frozenset({SECRETARY}),
    "revive.seal_minutes": frozenset({SECRETARY}),
    "revive.follow_obligation": frozenset({OFFICER, SECRETARY}),
    "revive.manage_money": frozenset({ANALYST, DIRECTOR}),
    "revive.commit_money": frozenset({SECRETARY, DIRECTOR}),
    "revive.pay_money": frozenset({SECRETARY, OFFICER}),
    "revive.play": frozenset({HOUSE}),
    "invest.load_published": frozenset({HOUSE, ANALYST}),
    "invest.see_inaugurations": STAFF,
    "invest.manage_inauguration": frozenset({ANALYST, COMMUNICATIONS}),
    "invest.operate_board": frozenset({ANALYST, COMMUNICATIONS, DIRECTOR}),
    "invest.confirm_figures": frozenset({ANALYST, DIRECTOR}),
    "invest.see_projects": STAFF,
    "invest.open_project": frozenset({OFFICER, ANALYST, HOUSE}),
    "invest.change_project": frozenset({OFFICER, ANALYST, HOUSE}),
    "invest.import_projects": frozenset({OFFICER, ANALYST, HOUSE}),
    "invest.import_payments": frozenset({OFFICER, SECRETARY, HOUSE}),
    "invest.import_progress": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "invest.finance_project": frozenset({OFFICER, ANALYST, HOUSE}),
    "invest.plan_project": frozenset({OFFICER, ANALYST, HOUSE}),
    "invest.tell_progress": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "invest.pay": frozenset({OFFICER, SECRETARY}),
    "invest.take_back_payment": frozenset({OFFICER, SECRETARY}),
    "invest.keep_papers": frozenset({OFFICER, ASSESSOR, ANALYST}),
    "verify.see_checks": STAFF - {COMMUNICATIONS},
    "verify.check": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "verify.check_project": frozenset({OFFICER, ASSESSOR, HOUSE}),
    "verify.draw_sample": frozenset({ANALYST, HOUSE}),
    "verify.learn_effects": frozenset({ANALYST, HOUSE}),
    "ledger.see_events": frozenset({AUDITOR, DIRECTOR, ADMINISTRATOR}),
    "ledger.manage_people": frozenset({ADMINISTRATOR, HOUSE}),
}

# Acts that cannot be kept to a part of the country: for who sees all of it.
NATIONAL = frozenset({"ledger.see_events", "ledger.manage_people", "register.see_all_files"})

# Acts that undo or take away: whoever does one says why.
REASON_ASKED = frozenset(
    {
        "publish.hold_back",
        "publish.correct_claim",
        "publish.withdraw_claim",
        "publish.correct_figure",
        "register.erase_contact",
        "register.correct_unit",
        "register.merge_units",
        "register.undo_merge",
        "diagnose.correct_finding",
        "plan.change_target",
        "revive.send_back",
        "revive.take_back",
        "revive.reopen",
        "revive.withdraw",
        "revive.give_up",
        "revive.transfer",
        "invest.take_back_payment",
        "ledger.reset_second_factor",
    }
)


class Person(Protocol):
    """Whoever asks: a `User`, or Django's stand-in for nobody."""

    @property
    def is_active(self) -> bool:
        """Whether the account is open."""


def role_of(person: Person) -> str:
    """Return the person's role; whoever has not signed in is a citizen."""
    return str(getattr(person, "role", CITIZEN))


def may(person: Person, act: str) -> bool:
    """Tell whether the person's role may do the act. An act outside the table is a mistake."""
    role = role_of(person)
    return role in MAY[act] and (person.is_active or role == HOUSE)


def require(person: Person, act: str) -> None:
    """Let the act go on, or say no.

    Raises:
        Refusal: "ledger.not_allowed" with role and act.
    """
    if not may(person, act):
        raise Refusal("ledger.not_allowed", role=role_of(person), act=act)
