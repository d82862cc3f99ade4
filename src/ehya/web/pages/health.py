"""Does the process live, and can it serve?"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ehya.engine.refusal import Refusal

SHEET = "vendor/tabler.min.css"  # the largest file that every page needs


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives; asks nothing of anything else."""
    return JsonResponse({"alive": True})


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether every part that a page needs is there; 503 when one is not."""
    parts = {name: _works(test) for name, test in TESTS.items()}
    ready = all(parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _migrated() -> bool:
    steps = MigrationExecutor(connection)
    return not steps.migration_plan(steps.loader.graph.leaf_nodes())


def _static() -> bool:
    return bool(finders.find(SHEET))


def _works(test: Callable[[], bool]) -> bool:
    try:
        return test()
    except (Error, OSError, Refusal):
        return False


TESTS = {"database": _database, "migrations": _migrated, "static": _static}
