"""Who did what: people, how far they see, their acts, and the machine's runs."""

import secrets
import time
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ehya.ledger import roles, scopes

ROLES = [(name, name) for name in roles.EVERYBODY]
LANGUAGES = [("en", "English"), ("fa", "فارسی")]
CALENDARS = [("solar", "solar"), ("gregorian", "gregorian"), ("both", "both")]
MONIES = [("rial", "rial"), ("toman", "toman"), ("hemat", "hemat")]
THEMES = [("auto", "auto"), ("light", "light"), ("dark", "dark")]


def _one_of(field: str, choices: list[tuple[str, str]]) -> models.CheckConstraint:
    told = Q(**{f"{field}__in": [name for name, _ in choices]})
    return models.CheckConstraint(condition=told, name=f"user_{field}_known")


class User(AbstractUser):
    """A person who signs in, with a role, a place and a way of reading."""

    role = models.CharField(max_length=20, choices=ROLES, default=roles.CITIZEN)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fa")
    calendar = models.CharField(max_length=10, choices=CALENDARS, default="both")
    money = models.CharField(max_length=5, choices=MONIES, default="rial")
    theme = models.CharField(max_length=5, choices=THEMES, default="auto")
    sessions_from = models.DateTimeField(null=True, editable=False)  # those begun earlier are over
    password_given = models.BooleanField(default=False)  # by somebody else: it is changed first
    for_show = models.BooleanField(default=False)  # made by `ehya demo`; its password is public

    class Meta(AbstractUser.Meta):
        constraints = [
            _one_of("role", ROLES),
            _one_of("language", LANGUAGES),
            _one_of("calendar", CALENDARS),
            _one_of("money", MONIES),
            _one_of("theme", THEMES),
        ]


class Scope(models.Model):
    """One part of the country that a person works for. Several add up."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="scopes")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in scopes.KINDS])
    code = models.CharField(max_length=20, blank=True)  # "IR-20", "P-0001"; "" for the nation

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "code"], name="scope_once_a_person"),
            models.CheckConstraint(
                condition=Q(kind=scopes.NATION, code="")
                | Q(kind=scopes.PROVINCE, code__regex=f"^{scopes.PROVINCE_CODE}$")
                | Q(kind=scopes.PARK, code__regex=f"^{scopes.PARK_CODE}$"),
                name="scope_code_is_of_its_kind",
            ),
        ]


def new_event_id() -> UUID:
    """Return an id for an event that is to come, so that rows may refer to it ahead (UUID 7)."""
    moment = time.time_ns() // 1_000_000
    bits = (moment << 80) | (0x7 << 76) | (secrets.randbits(12) << 64)
    return UUID(int=bits | (0b10 << 62) | secrets.randbits(62))


class Event(models.Model):
    """One act by one person, linked to the one before it.

    The database itself gives `position`, `at`, `previous` and `digest` (migration 0002), and
    refuses to change or delete the row.
    """

    id = models.UUIDField(primary_key=True, default=new_event_id, editable=False)
    position = models.BigIntegerField(db_default=0)  # 1, 2, 3 … in the chain's order
    act = models.CharField(max_length=60)  # "publish.confirm_claims"
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    on_kind = models.CharField(max_length=20, blank=True)  # "unit", "file", "person"
    on_key = models.CharField(max_length=300, blank=True)  # e.g. the unit's number
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.BinaryField(db_default=b"")  # the digest before; b"" for the first
    digest = models.BinaryField(db_default=b"")  # SHA-256 of `previous` and all the rest

    class Meta:
        indexes = [
            models.Index(fields=["act", "-position"], name="event_by_act"),
            models.Index(fields=["by", "-position"], name="event_by_person"),
            models.Index(fields=["on_kind", "on_key", "-position"], name="event_by_thing"),
            models.Index(fields=["at"], name="event_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["position"], name="event_position_once"),
            models.CheckConstraint(condition=~Q(act=""), name="event_names_its_act"),
            models.CheckConstraint(
                condition=Q(on_kind="", on_key="") | (~Q(on_kind="") & ~Q(on_key="")),
                name="event_thing_has_kind_and_key",
            ),
        ]


class Run(models.Model):
    """One pass of one method over known inputs."""

    method = models.CharField(max_length=60)  # "forecast.total/1"
    settings = models.JSONField(default=dict)
    origins = models.JSONField(default=list)  # digests or ids of what it read
    at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["method", "-at"], name="run_by_method")]
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gte=0), name="run_took_no_negative_time")
        ]
