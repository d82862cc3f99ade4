"""Where does this installation keep its things, and its secret?"""

import os
import secrets
from pathlib import Path

import platformdirs

from ehya.engine.refusal import Refusal

ROOT_HOME = Path("/var/lib/ehya")  # the database server leaves root and must be able to walk here
SHORTEST_SECRET = 32  # characters
SECRET_FILE = "secret-key"  # noqa: S105 (a file's name)
KNOWN_SECRETS = ("django-insecure", "change-me", "changeme", "secret", "for-tests-only", "default")


def home() -> Path:
    """Return the folder of the database, the lake and received files; it may not exist yet."""
    if told := os.environ.get("EHYA_HOME", "").strip():
        return Path(told).expanduser().absolute()
    if _root():
        return ROOT_HOME
    return platformdirs.user_data_path("ehya", appauthor=False)


def _root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def make_home(part: str = "") -> Path:
    """Make the home folder, or a part of it, if it is missing, and return it.

    Raises:
        Refusal: "ledger.home_not_writable" when it cannot be made or written in.
    """
    folder = home() / part
    try:
        home().parent.mkdir(parents=True, exist_ok=True)
        for path in (home(), folder):
            path.mkdir(mode=0o711 if _root() else 0o700, exist_ok=True)
    except OSError as trouble:
        raise Refusal(
            "ledger.home_not_writable", folder=str(folder), why=trouble.strerror
        ) from trouble
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Refusal("ledger.home_not_writable", folder=str(folder), why="Permission denied")
    return folder


def secret_path() -> Path:
    """Return the file that holds the secret key; it may not exist yet."""
    return home() / SECRET_FILE


def secret_key(*, production: bool) -> str:
    """Return the key that signs sessions; outside production it is made on first use.

    Raises:
        Refusal: "ledger.secret_missing" in production without a key; "ledger.secret_weak" in
            production with a short or well-known one.
    """
    key = os.environ.get("EHYA_SECRET_KEY", "").strip() or _kept_key()
    if key and (not production or strong(key)):
        return key
    if production:
        code = "ledger.secret_weak" if key else "ledger.secret_missing"
        raise Refusal(code, file=str(secret_path()), least=SHORTEST_SECRET)
    return _made_key()


def strong(key: str) -> bool:
    """Tell whether a key is long enough and none that the world knows."""
    return (
        len(key) >= SHORTEST_SECRET
        and not key.lower().startswith(KNOWN_SECRETS)
        and len(set(key)) > SHORTEST_SECRET // 4
    )


def _kept_key() -> str:
    try:
        return secret_path().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except OSError as trouble:
        raise Refusal(
            "ledger.home_not_writable", folder=str(home()), why=trouble.strerror
        ) from trouble


def _made_key() -> str:
    make_home()
    fresh = secret_path().with_name(f"{SECRET_FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(fresh, secret_path())  # of two processes that start together, the first one's stays
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return _kept_key()
