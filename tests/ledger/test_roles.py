"""Who may do what?"""

import re
from types import SimpleNamespace

import pytest
from tests.house.code import SOURCE

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.web.messages.names import NAMES


def somebody(role, is_active=True):
    return SimpleNamespace(role=role, is_active=is_active)


@pytest.mark.parametrize("act", roles.MAY)
def test_a_citizen_and_a_stranger_may_nothing(act):
    stranger = SimpleNamespace(is_active=False)  # what Django gives for nobody has no role

    assert not roles.may(somebody("citizen"), act)
    assert not roles.may(stranger, act)


def test_an_officer_reads_a_text_but_does_not_confirm_its_claims():
    officer = somebody("officer")

    assert roles.may(officer, "publish.check_text")
    with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
        roles.require(officer, "publish.confirm_claims")


def test_a_closed_account_may_nothing():
    assert not roles.may(somebody("analyst", is_active=False), "publish.check_text")


def test_an_act_outside_the_table_is_a_mistake_not_a_no():
    with pytest.raises(KeyError):
        roles.may(somebody("director"), "publish.confrim_claims")


def test_whatever_is_written_down_has_words_in_both_languages():
    noted = {
        act
        for path in SOURCE.rglob("*.py")
        for act in re.findall(r'\bnote\(\s*"(\w+\.\w+)"', path.read_text("utf-8"))
    }
    assert len(noted) > 10
    assert {*noted, *roles.MAY, *roles.REASON_ASKED} - set(NAMES) == set()


def test_who_must_give_a_reason_is_somebody_who_may():
    own = {"ledger.reset_second_factor"}  # may whoever manages people
    assert roles.REASON_ASKED - own <= set(roles.MAY)


def test_the_auditor_changes_nothing():
    verbs = {act.partition(".")[2].partition("_")[0] for act in roles.MAY if may_audit(act)}
    assert verbs == {"see", "export"}


def may_audit(act):
    return roles.may(somebody("auditor"), act)


def test_who_works_locally_is_on_the_staff_and_needs_no_second_factor():
    assert roles.LOCAL < roles.STAFF
    assert not roles.LOCAL & roles.SECOND_FACTOR
