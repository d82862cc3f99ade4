"""Who did what: people, their acts, and the machine's runs."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from ehya.ledger import roles

ROLES = [
    (name, name)
    for name in (roles.OFFICER, roles.ANALYST, roles.DIRECTOR, roles.CITIZEN, roles.HOUSE)
]
LANGUAGES = [("en", "English"), ("fa", "فارسی")]
CALENDARS = [("solar", "solar"), ("gregorian", "gregorian"), ("both", "both")]
THEMES = [("auto", "auto"), ("light", "light"), ("dark", "dark")]


def _one_of(field: str, choices: list[tuple[str, str]]) -> models.CheckConstraint:
    told = Q(**{f"{field}__in": [name for name, _ in choices]})
    return models.CheckConstraint(condition=told, name=f"user_{field}_known")


class User(AbstractUser):
    """A person who signs in, with a role, a place and a way of reading."""

    role = models.CharField(max_length=20, choices=ROLES, default=roles.CITIZEN)
    province = models.CharField(max_length=40, blank=True)  # the record's spelling; "" = all Iran
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fa")
    calendar = models.CharField(max_length=10, choices=CALENDARS, default="both")
    theme = models.CharField(max_length=5, choices=THEMES, default="auto")
    for_show = models.BooleanField(default=False)  # made by `ehya demo`; its password is public

    class Meta(AbstractUser.Meta):
        constraints = [
            _one_of("role", ROLES),
            _one_of("language", LANGUAGES),
            _one_of("calendar", CALENDARS),
            _one_of("theme", THEMES),
            models.CheckConstraint(
                condition=~Q(role=roles.OFFICER) | ~Q(province=""), name="user_officer_has_province"
            ),
        ]


class Event(models.Model):
    """One act by one person. The database refuses to change or delete it."""

    act = models.CharField(max_length=60)  # "publish.confirm_claims"
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["act", "-at"], name="event_by_act")]
        constraints = [models.CheckConstraint(condition=~Q(act=""), name="event_names_its_act")]


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
