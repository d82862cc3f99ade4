"""Who may do what?"""

from types import SimpleNamespace

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger import roles


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
