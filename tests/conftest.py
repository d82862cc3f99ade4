"""The people and the place every test may ask for.

A home folder and an embedded server are made for the session; the tables are made once and each
worker clones them. `officer` (of Semnan), `analyst`, `steward`, `director`,
`administrator`, `auditor` and `citizen` are always the same seven.
"""

import atexit
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

# A law holds on a slow machine too; only its examples count, not their time.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
TEMPLATE = "ehya_template"


def _make_a_home() -> None:
    """Nothing of the machine's own installation may reach a test, nor the reverse."""
    for name in [name for name in os.environ if name.startswith("EHYA_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    _keep_what_is_compiled()
    folder = Path(tempfile.mkdtemp(prefix="ehya-test-"))
    folder.chmod(0o755)  # the server leaves root and must be able to walk here
    os.environ["EHYA_HOME"] = str(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def _keep_what_is_compiled() -> None:
    """Dozens of tests start Python; each would compile Django anew where nothing may be kept."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


if not WORKER:
    _make_a_home()
os.environ["DJANGO_SETTINGS_MODULE"] = "ehya.web.settings"

from django.conf import settings as _settings

# A test has no worker: what would be done in the background is done at once.
_settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}

# Argon2 is slow on purpose; tests/web/test_sign_in.py looks at the settings' own list.
_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

assert _settings.HOME == Path(os.environ["EHYA_HOME"])  # reads the settings, for pytest-django

# Begun first, so that no worker is left with one of them at the end. The sweep compiles the
# kernels of `engine/detect`, which the demonstration of the installation then finds compiled.
LONGEST = (
    "tests/detect/test_sweeping.py",
    "tests/house/test_addresses.py",
    "tests/register/test_duplicate_weights.py",
    "tests/cli/test_installation.py",
    "tests/methods/detect/test_detect_states.py",
    "tests/engine/test_check_crowds.py",
    "tests/register/test_finding_duplicates.py",
    "tests/cli/test_check.py",
)


def pytest_collection_modifyitems(items):
    """Put the files that take longest in front."""
    rank = {file: place for place, file in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.nodeid.partition("::")[0], len(LONGEST)))


def pytest_collection_finish():
    """What was imported stays to the end: the collector need not look through it ever again."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def folders_of_its_own():
    """Workers share a home but no tables: one must not sweep away what another is reading."""
    from ehya.register.actions import readings, synthetic, synthetic_readings

    for room in (readings, synthetic, synthetic_readings):
        room.FOLDER = f"{room.FOLDER}-{WORKER or 'alone'}"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Clone the migrated template for this worker."""
    from django.db import connection

    name = f"test_ehya_{WORKER or 'alone'}"
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(1404)")  # one worker makes, the others wait
            _make_template(cursor)
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        _point_at(name)
    yield
    with django_db_blocker.unblock():
        connection.close()


def _make_template(cursor) -> None:
    from django.core.management import call_command
    from django.db import connection

    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
    if cursor.fetchone():
        return
    _do_not_wait_for_the_disk(cursor)
    cursor.execute(f"CREATE DATABASE {TEMPLATE}")
    _point_at(TEMPLATE)
    gc.disable()  # a migration's states are classes by the thousand, all in use
    call_command("migrate", verbosity=0)
    gc.enable()
    connection.close()


def _do_not_wait_for_the_disk(cursor) -> None:
    """The server and all that is in it goes with the session: no test takes the power away."""
    for line in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        cursor.execute(f"ALTER SYSTEM SET {line}")
    cursor.execute("SELECT pg_reload_conf()")


def _point_at(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """Return a function that makes, once for a module, what each of its tests then finds.

    All lies in one open transaction, and every test goes back to where it began; so a module that
    asks for this may not commit (`transactional_db`).
    """
    from django.db import transaction

    block = transaction.atomic()
    block._from_testcase = True  # an action that must be outermost may still be so
    with django_db_blocker.unblock():
        block.__enter__()

    def make(work):
        with django_db_blocker.unblock():
            return work()

    yield make
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture(scope="session", autouse=True)
def _events_may_be_flushed():
    """A test that commits empties the tables afterwards; events refuse that, so lift it there."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush = DatabaseOperations.execute_sql_flush
    free = "SET LOCAL session_replication_role = replica"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            DatabaseOperations,
            "execute_sql_flush",
            lambda self, lines: flush(self, [free, *lines] if lines else lines),
        )
        yield


SEMNAN = "IR-20"
TELEPHONE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # what a telephone keeps to make codes with


def _person(name: str, *provinces: str):
    from allauth.mfa.totp.internal.auth import TOTP

    from ehya.ledger.models import Scope, User
    from ehya.ledger.roles import SECOND_FACTOR

    person = User.objects.create_user(username=name, role=name)
    for province in provinces:
        Scope.objects.create(user=person, kind="province", code=province)
    if name in SECOND_FACTOR:
        TOTP.activate(person, TELEPHONE)
    return person


@pytest.fixture(scope="session")
def make_person():
    """Return what makes a person of a role, for things that are made `once`."""
    return _person


@pytest.fixture
def officer(db):
    return _person("officer", SEMNAN)


@pytest.fixture
def analyst(db):
    return _person("analyst")


@pytest.fixture
def steward(db):
    return _person("steward")


@pytest.fixture
def director(db):
    return _person("director")


@pytest.fixture
def administrator(db):
    return _person("administrator")


@pytest.fixture
def auditor(db):
    return _person("auditor")


@pytest.fixture
def citizen(db):
    return _person("citizen")


@pytest.fixture
def sign_in(db):
    """Return a function that gives a browserless client signed in as somebody."""
    from django.test import Client

    def sign_in_as(person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in_as


@pytest.fixture
def officer_client(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def analyst_client(analyst, sign_in):
    return sign_in(analyst)


@pytest.fixture
def steward_client(steward, sign_in):
    return sign_in(steward)


@pytest.fixture
def director_client(director, sign_in):
    return sign_in(director)


@pytest.fixture
def administrator_client(administrator, sign_in):
    return sign_in(administrator)


@pytest.fixture
def auditor_client(auditor, sign_in):
    return sign_in(auditor)


@pytest.fixture
def citizen_client(citizen, sign_in):
    return sign_in(citizen)
