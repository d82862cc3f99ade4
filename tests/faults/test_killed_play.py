"""Whoever kills the made-up programme while two play it finds whole months, each played once."""

import json
import os
import subprocess
import sys

import pytest

UNITS = 12_000  # enough for a second player
BRING = """
import django; django.setup()
from ehya.detect.actions.sweeping import sweep_synthetic
from ehya.ledger.actions import the_house
from ehya.register.actions.synthetic_readings import bring_readings
bring_readings(by=the_house())
sweep_synthetic(by=the_house())
"""
TOLD = """
import django; django.setup()
import json
from ehya.ledger import chain
from ehya.ledger.models import Event
from ehya.revive.models import Case, Restart
rows = Event.objects.filter(act="revive.play", facts__has_key="as_of").order_by("position")
print(json.dumps({
    "months": [[",".join(f["provinces"]), f["as_of"]] for f in rows.values_list("facts", flat=True)],
    "cases": Case.objects.count(),
    "restarts": Restart.objects.count(),
    "sound": chain.first_broken_link() is None,
}))
"""


def told(env):
    return json.loads(run([sys.executable, "-c", TOLD], env))


def run(command, env):
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1] if done.stdout.strip() else ""


@pytest.mark.heavy
def test_a_programme_that_is_killed_goes_on_with_each_month_played_once(tmp_path):
    tmp_path.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    env = {**os.environ, "EHYA_HOME": str(home), "EHYA_MODE": "demo"}
    env.pop("DATABASE_URL", None)
    ehya = [sys.executable, "-m", "ehya"]
    run([*ehya, "demo", "--no-serve", "--units", str(UNITS)], env)
    run([sys.executable, "-c", BRING], env)
    killed = subprocess.Popen([*ehya, "turn", "--play"], env=env, stderr=subprocess.DEVNULL)
    while len(told(env)["months"]) < 8:
        assert killed.poll() is None, "it was to be killed, and ended by itself"
    killed.kill()  # its two players live on until their quarter ends
    killed.wait()
    run([*ehya, "turn", "--play", "--json"], env)
    after = told(env)
    parts = {part for part, _ in after["months"]}
    assert len(parts) == 2
    assert len(after["months"]) == len({tuple(row) for row in after["months"]})
    assert {sum(part == name for part, _ in after["months"]) for name in parts} == {
        len({day for _, day in after["months"]})
    }
    assert after["sound"]
    assert after["restarts"] > 100
    assert json.loads(run([*ehya, "turn", "--play", "--json"], env)).get("restart", 0) == 0
    assert told(env) == after
