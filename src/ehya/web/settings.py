"""Settings: every value that may differ comes from the environment (docs/reference/settings.md)."""

import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.csp import CSP

from ehya.engine.refusal import Refusal
from ehya.ledger import home, server

HOUSE = Path(__file__).parent
ROOMS = ["ledger", "register", "detect", "diagnose", "plan", "revive"]
ROOMS += ["invest", "verify", "publish"]
MODES = ("development", "demo", "production")
DEMO_DAY = "2024-08-12"  # the day of the press report that the demonstration stands on


def _told(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in _told(name, default).split(",") if part.strip()]


def _day(name: str, default: str = "") -> date | None:
    told = _told(name, default)
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as trouble:
        raise Refusal("ledger.setting", name=name, value=told, wanted="2024-08-12") from trouble


def _one_of(name: str, choices: tuple[str, ...]) -> str:
    told = _told(name, choices[0])
    if told not in choices:
        raise Refusal("ledger.setting", name=name, value=told, wanted=", ".join(choices))
    return told


def _number(name: str, default: int) -> int:
    told = _told(name, str(default))
    if not (told.isascii() and told.isdigit() and int(told)):
        raise Refusal("ledger.setting", name=name, value=told, wanted=str(default))
    return int(told)


def _time_zone(name: str, default: str) -> str:
    told = _told(name, default)
    try:
        return ZoneInfo(told).key
    except (ValueError, ZoneInfoNotFoundError) as trouble:
        raise Refusal("ledger.setting", name=name, value=told, wanted=default) from trouble


# How this installation runs
MODE = _one_of("EHYA_MODE", MODES)
PRODUCTION = MODE == "production"
DEBUG = not PRODUCTION and _told("EHYA_DEBUG") == "1"
HOME = home.home()
SECRET_KEY = home.secret_key(production=PRODUCTION)
TODAY = _day("EHYA_TODAY", DEMO_DAY if MODE == "demo" else "")

# Who may knock
ALLOWED_HOSTS = _list("EHYA_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("EHYA_ORIGINS")
HTTPS = _told("EHYA_HTTPS", "1" if PRODUCTION else "0") == "1"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
BEHIND_PROXY = _told("EHYA_BEHIND_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_HOURS = _number("EHYA_SESSION_HOURS", 12)  # a working day, however busy
IDLE_MINUTES = _number("EHYA_IDLE_MINUTES", 60)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # the style sheet's own small signs
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# The house
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_tables2",
    "django_tasks_db",
    *[f"ehya.{room}" for room in ROOMS],
    "ehya.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ehya.web.middleware.KnowTheReader",
    "ehya.web.returning.LeadToThePage",
    "ehya.web.middleware.OnlyText",
    "ehya.web.middleware.EndSessions",
    "ehya.web.middleware.OnlyStaff",
    "ehya.web.middleware.FirstThingsFirst",
    "ehya.web.middleware.SayNoKindly",
]
ROOT_URLCONF = "ehya.web.urls"
WSGI_APPLICATION = "ehya.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000  # a text of 10 MB reaches the reader, which says no
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
OUTBOX = _told("EHYA_OUTBOX")  # a folder; "" for the home folder's own
MAIL_SERVER = _told("EHYA_MAIL_SERVER")  # host:port; "" for none: mails stay in the outbox
MAIL_FROM = _told("EHYA_MAIL_FROM", "ehya@localhost")
MAIL_ADDRESS = _told("EHYA_ADDRESS").rstrip("/")  # what addresses in a mail begin with
EVIDENCE_BYTES = _number("EHYA_EVIDENCE_MEGABYTES", 20) * 1_000_000  # one photo or paper

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.static",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ehya.web.context.page",
            ]
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"

# The database: embedded unless told otherwise; `ehya.ledger.server` starts it when first wanted
_ADDRESS = server.told_address()
_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
DATABASES = {
    "default": {
        "ENGINE": "ehya.ledger.database",
        "EMBEDDED": _ADDRESS is None,
        "NAME": server.DATABASE,
        **{_NAMES[part]: value for part, value in (_ADDRESS or {}).items() if part in _NAMES},
        "OPTIONS": {part: val for part, val in (_ADDRESS or {}).items() if part not in _NAMES},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
# What takes long waits in the database for `ehya worker`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# What sign-in counts, shared by every process; the culling must not forget who guessed.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ledger_count",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# Signing in
AUTH_USER_MODEL = "ledger.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
SHORTEST_PASSWORD = 12  # characters
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": SHORTEST_PASSWORD}),
        ("CommonPasswordValidator", {}),
    ]
]
LOGIN_URL = "/sign-in/"
CSRF_FAILURE_VIEW = "ehya.web.pages.states.stale_form"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ehya.web.sign_in.Account"
ACCOUNT_FORMS = {"change_password": "ehya.web.sign_in.ChangePasswordForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE; EndSessions ends it sooner
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # an office may stand behind one address
    # Wrong passwords: of all names from one address, and of one name from one address. A name
    # from everywhere is not counted, so that nobody can lock somebody else out.
    "login_failed": "50/15m/ip,5/15m/key",
}
MFA_ADAPTER = "ehya.web.sign_in.SecondFactor"
MFA_FORMS = {
    "authenticate": "ehya.web.sign_in.CodeForm",
    "reauthenticate": "ehya.web.sign_in.CodeAgainForm",
    "activate_totp": "ehya.web.sign_in.FirstCodeForm",
}
MFA_TOTP_ISSUER = "Ehya"
MFA_TOTP_TOLERANCE = 1  # half a minute of drift between a telephone's clock and ours
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Languages, clock, files
LANGUAGE_CODE = _one_of("EHYA_LANGUAGE", ("fa", "en"))
LANGUAGES = [("en", "English"), ("fa", "فارسی")]
LOCALE_PATHS = [HOUSE / "locale"]
USE_TZ = USE_I18N = True
TIME_ZONE = _time_zone("EHYA_TIME_ZONE", "Asia/Tehran")
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from the package itself: nothing to collect
LOG_LEVEL = _one_of("EHYA_LOG_LEVEL", ("WARNING", "DEBUG", "INFO", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {  # a page not found and a name not ours are the visitor's affair
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
