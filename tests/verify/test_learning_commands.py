"""`ehya effects` and `ehya causes` learn from what there is enough of, and tell it in two languages."""

import json

import pytest
import typer
from typer.testing import CliRunner

from ehya.cli.causes import causes
from ehya.cli.effects import effects
from ehya.engine.refusal import Refusal
from ehya.verify.models import EffectTable
from tests.revive import hall as made
from tests.verify.decided import Hall

pytestmark = pytest.mark.django_db


def run(command, *words):
    app = typer.Typer(add_completion=False)
    app.command()(command)
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def cases(steward, settings):
    settings.TODAY = made.TODAY
    hall = Hall(steward)
    hall.back(hall.decided(40)[:30])


def test_effects_are_learnt_and_told(cases):
    told = run(effects, "--learn", "--language", "en")
    assert told.exit_code == 0
    assert "revival, real: 40 interventions decided by 12 Aug 2024" in told.stdout
    assert "30 of 40 cases" in told.stdout
    assert EffectTable.objects.get().synthetic is False
    assert "۳۰ از ۴۰ پرونده" in run(effects, "--language", "fa").stdout


def test_effects_as_json_are_one_object(cases):
    (table,) = json.loads(run(effects, "--learn", "--json").stdout)["tables"]
    assert (table["kind"], table["synthetic"], table["cases"]) == ("revival", False, 40)
    assert {row["intervention"] for row in table["effects"]} == {"", "working_capital_loan"}


@pytest.mark.parametrize(
    ("command", "code"),
    [(effects, "verify.too_few_to_learn"), (causes, "diagnose.too_few_to_learn")],
)
def test_where_neither_is_enough_it_says_so(command, code, settings):
    settings.TODAY = made.TODAY
    assert "--learn" in run(command, "--language", "en").stdout
    refused = run(command, "--learn").exception
    assert isinstance(refused, Refusal)
    assert refused.code == code
