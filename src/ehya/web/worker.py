"""Who does the work of the background, and what if it dies in the middle?

A worker holds a lock of the database that bears its name, for as long as it lives. A task whose
worker holds no lock any more was cut off: it is taken up again, and after the third time told.
"""

import hashlib
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import Count, Min
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ehya.ledger.queries import today
from ehya.register.actions.exports import remove_old_files
from ehya.web.tasks import GIVEN_UP, turn_cycle

MOST_ATTEMPTS = 3
LOOK_EVERY = 0.5  # while there is nothing to do [s]
LOOK_FOR_DEAD_EVERY = 20.0  # [s]
FORGET_EVERY = 3600.0  # [s]
_ANY = 1403_0007  # advisory lock that every worker shares, so that they can be counted
KEPT = timedelta(days=30)  # how long the list of finished tasks goes back
_LIVING = """
SELECT count(*) FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 1 AND classid = 0 AND objid = %s AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class CutOff(Exception):
    """A task's worker died while it ran."""


def work(*, once: bool = False, parent: int | None = None) -> None:
    """Run tasks until told to stop (SIGTERM), or until none is left.

    Args:
        once: stop when nothing waits.
        parent: stop when the process with this id is gone. [process id]
    """
    for name, level in (("django_tasks_db", logging.ERROR), ("django.tasks", logging.WARNING)):
        logging.getLogger(name).setLevel(level)  # neither stopping nor working is a warning
    worker = _worker(get_random_string(32))
    worker.configure_signals()
    with _alive(worker.worker_id):
        looked = forgot = 0.0
        turned: date | None = None
        while parent is None or os.getppid() == parent:
            close_old_connections()
            if time.monotonic() - looked > LOOK_FOR_DEAD_EVERY:
                take_up_cut_off()
                looked = time.monotonic()
            if not forgot or time.monotonic() - forgot > FORGET_EVERY:
                forget_old()
                forgot = time.monotonic()
            if not once and turned != today():
                turn_cycle.enqueue()  # a turn that was made already finds nothing left to do
                turned = today()
            worker.run()  # what waits now, and returns
            if once or not worker.running:
                break
            time.sleep(LOOK_EVERY)


@dataclass(frozen=True, slots=True)
class Queue:
    """How the background does.

    Attributes:
        waiting: tasks that could begin now.
        oldest: how long the oldest of them has waited; None where none waits.
        workers: how many live.
    """

    waiting: int
    oldest: timedelta | None
    workers: int


def queue() -> Queue:
    """Return what waits, since when, and whether anybody will do it."""
    waiting = DBTaskResult.objects.ready().aggregate(Count("id"), Min("enqueued_at"))
    since = waiting["enqueued_at__min"]
    with connection.cursor() as cursor:
        cursor.execute(_LIVING, [_ANY])
        workers = cursor.fetchone()[0]
    return Queue(waiting["id__count"], since and timezone.now() - since, workers)


def command(parent: int) -> list[str]:
    """Return how a process starts a worker that goes when it goes itself."""
    return [sys.executable, "-m", "ehya", "worker", "--parent", str(parent)]


def take_up_cut_off() -> int:
    """Put every task whose worker has died back in the queue, or tell that it will not go on.

    Returns:
        How many there were.
    """
    found = 0
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if _is_alive(row.worker_ids[-1]):
            continue
        with transaction.atomic():
            found += _take_up(row.pk, row.worker_ids)
    return found


def _take_up(key: Any, worker_ids: list[str]) -> int:
    rows = DBTaskResult.objects.select_for_update(skip_locked=True)
    row = rows.filter(pk=key, status=TaskResultStatus.RUNNING, worker_ids=worker_ids).first()
    if row is None:
        return 0
    if len(worker_ids) < MOST_ATTEMPTS:
        row.status = TaskResultStatus.READY
        row.save(update_fields=["status"])
        return 1
    row.set_failed(CutOff(f"{len(worker_ids)} workers died at it"))
    if row.task_path in GIVEN_UP:
        GIVEN_UP[row.task_path](*row.args_kwargs["args"])
    return 1


def _worker(name: str) -> Any:
    return Worker(
        queue_names=["*"],
        interval=LOOK_EVERY,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


@contextmanager
def _alive(name: str) -> Iterator[None]:
    """Hold the worker's lock on a connection of its own."""
    own = connection.copy()
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_lock_key(name)])
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [_ANY])
    try:
        yield
    finally:
        own.close()


def _is_alive(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_lock_key(name)])
        if not cursor.fetchone()[0]:
            return True
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_lock_key(name)])
        return False


def _lock_key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


def forget_old() -> None:
    """Let go what was kept long enough: the list of finished tasks, and files taken away."""
    remove_old_files()
    DBTaskResult.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()
