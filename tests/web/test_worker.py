"""Who does the work of the background, and what if it dies?"""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.tasks import TaskResultStatus
from django.utils import timezone

from ehya.cli import doctor
from ehya.register.actions import exports
from ehya.register.models import Export
from ehya.register.queries.units import Wanted
from ehya.register.queries.within import Moment
from ehya.web import tasks, worker

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = Moment(date(2024, 8, 12), timezone.now())


@pytest.fixture(autouse=True)
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def asked(by):
    return tasks.ask_export(Wanted(), MOMENT, kind="csv", language="en", by=by)


def waiting():
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.order_by("enqueued_at")


def test_what_waits_is_done(analyst):
    key = asked(analyst)
    assert Export.objects.get(pk=key).state == "waiting"
    worker.work(once=True)
    assert Export.objects.get(pk=key).state == "done"


def test_a_refused_export_waits_for_nobody(citizen):
    with pytest.raises(Exception, match=r"ledger\.not_allowed"):
        asked(citizen)
    assert not waiting().exists()


def cut_off(times):
    row = waiting().get()
    row.status, row.started_at = TaskResultStatus.RUNNING, timezone.now()
    row.worker_ids = [f"dead {n}" for n in range(times)]
    row.save()


def test_a_task_whose_worker_died_is_taken_up_again(analyst):
    key = asked(analyst)
    cut_off(times=1)
    worker.work(once=True)
    assert Export.objects.get(pk=key).state == "done"


def test_a_task_whose_worker_lives_is_left_alone(analyst):
    asked(analyst)
    cut_off(times=1)
    with worker._alive("dead 0"):
        assert worker.take_up_cut_off() == 0


def test_what_kills_three_workers_is_told_and_not_tried_again(analyst):
    key = asked(analyst)
    cut_off(times=3)
    assert worker.take_up_cut_off() == 1
    told = Export.objects.get(pk=key)
    assert (told.state, "export.killed" in told.why_failed) == ("failed", True)
    assert waiting().get().status == TaskResultStatus.FAILED


def test_a_killed_writing_leaves_nothing_and_is_asked_again(analyst, monkeypatch):
    """A worker that is really killed in the middle of a file, and another that comes after it."""
    key = asked(analyst)
    script = (
        "import os, signal, django; django.setup()\n"
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from ehya.register.actions import exports\n"
        "from ehya.web import worker\n"
        "whole = exports.WRITERS['csv']\n"
        "def dies(path, source, **more):\n"
        "    whole(path, source, **more)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "exports.WRITERS = {'csv': dies}\n"
        "worker.work(once=True)\n"
    )
    died = subprocess.run([sys.executable, "-c", script], env=os.environ, check=False)
    assert died.returncode == -signal.SIGKILL
    half = Export.objects.get(pk=key)
    assert half.state == "writing"
    _until(lambda: not worker._is_alive(waiting().get().worker_ids[-1]))
    worker.work(once=True)
    assert Export.objects.get(pk=key).state == "done"
    folder = exports.path_of(half).parent
    assert not list(folder.glob(f"{key}.*.part"))


def _until(holds):
    """The server notices a killed client by itself, a moment later."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("the server still holds the lock of a killed client")


def test_a_file_is_read_and_taken_in_by_the_worker(steward, sign_in):
    """What the pages ask for, done by a worker and not at once."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.models import Import

    load_places(by=the_house())
    told = "Operating licence,Latin name,Province\nP/1,Steel,Semnan\n"
    client = sign_in(steward)
    where = client.post("/data/", {"files": SimpleUploadedFile("u.csv", told.encode())}).url
    waits = client.post(where, {"as_of": "2024-08-12", "meaning": "change"}).url
    assert client.get(waits).status_code == 200
    worker.work(once=True)
    imported = client.get(waits).url
    assert Import.objects.get().state == "staged"
    client.post(f"{imported}apply/", {"mode": "all"})
    assert client.get(imported, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    worker.work(once=True)
    assert (Import.objects.get().state, Import.objects.get().added) == ("done", 1)


def test_the_doctor_sees_what_waits_and_whether_anybody_does_it(analyst, settings):
    assert doctor._background().ok
    asked(analyst)
    alone = doctor._background()
    assert (alone.ok, alone.says) == (True, "1 waiting, the oldest for 0 min; 0 workers at work")
    assert "ehya worker" in alone.do
    settings.PRODUCTION = True
    assert not doctor._background().ok
    settings.PRODUCTION = False
    waiting().update(enqueued_at=timezone.now() - timedelta(minutes=11))
    assert not doctor._background().ok
    with worker._alive("one"):
        assert doctor._background().ok
        waiting().update(enqueued_at=timezone.now() - timedelta(minutes=90))
        slow = doctor._background()
    assert (slow.ok, slow.says) == (False, "1 waiting, the oldest for 90 min; 1 worker at work")
    worker.work(once=True)
    assert doctor._background().ok
