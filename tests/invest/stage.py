"""An event with three sites and four projects, made by hand: 2.5 trillion rials, 140 jobs."""

from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from ehya.invest.actions import figures, inaugurations, programme, striking
from ehya.invest.actions.striking import Hand
from ehya.invest.models import Project
from ehya.ledger.actions import note, the_house
from ehya.ledger.queries import today
from ehya.register.models import Province

SEMNAN, QAZVIN, YAZD = "IR-20", "IR-26", "IR-21"
PLACES = {
    SEMNAN: ("سمنان", "Semnan", 35.6, 53.4),
    QAZVIN: ("قزوین", "Qazvin", 36.3, 50.0),
    YAZD: ("یزد", "Yazd", 31.9, 54.4),
}
TN = 10**12
# kind, name, province, rials, jobs: an expansion in Semnan, water and power, a works in Yazd
PROJECTS = (
    ("industrial", "لوله‌سازی نمونه", "Sample pipe works", SEMNAN, 12 * TN // 10, 60),
    ("infrastructure", "آب‌رسانی شهرک", "Park water works", SEMNAN, 3 * TN // 10, 0),
    ("infrastructure", "برق شهرک", "Park power", QAZVIN, 2 * TN // 10, 0),
    ("industrial", "کاشی یزد", "Yazd tiles", YAZD, 8 * TN // 10, 80),
)


def add_project(kind, name_fa, name_en, province, amount_irr, jobs, **more):
    """One project with its approved sum."""
    return Project.objects.create(
        kind=kind, name_fa=name_fa, name_en=name_en, province_id=province, jobs_planned=jobs,
        approved_irr=amount_irr, known_at=timezone.now(),
        event=note("invest.manage_inauguration", by=the_house()), **more,
    )  # fmt: skip


def add_places():
    """The three provinces."""
    for iso, (fa, en, lat, lon) in PLACES.items():
        facts = {"name_fa": fa, "name_en": en, "sort_key": en, "lat": lat, "lon": lon}
        Province.objects.get_or_create(iso=iso, defaults=facts)


def set_stage(by, *, confirmed=True):
    """The event of today: a site in each province, each project at its own; figures confirmed."""
    add_places()
    told = inaugurations.Occasion("روز صنایع کوچک", today(), name_en="Small industries' day")
    event = inaugurations.plan_inauguration(told, by=by)
    sites = {
        iso: programme.add_site(
            event,
            programme.SiteTold(fa, iso, room="https://meet.example/hall", name_en=en),
            by=by,
        )
        for iso, (fa, en, _lat, _lon) in PLACES.items()
    }
    projects = [add_project(*told) for told in PROJECTS]
    openings = [
        programme.put_in(event, project.pk, by=by, site=sites[project.province_id])
        for project in projects
    ]
    stage = SimpleNamespace(
        event=event, sites=sites, projects=[row.pk for row in projects], openings=openings, by=by
    )
    if confirmed:
        confirm(stage)
    return stage


def confirm(stage):
    """Confirm each project's figures, as the register has them; dollars at 600,000 rials."""
    for opening, (_kind, _fa, _en, _iso, amount_irr, jobs) in zip(
        stage.openings, PROJECTS, strict=True
    ):
        told = figures.Figures(
            jobs, amount_irr, amount_irr // 600_000, Decimal(600_000), today(), "market", "Sample"
        )
        figures.confirm_figures(stage.event, opening, told, by=stage.by, means_it=True)


def press(stage, act, key=None, **what):
    """Do one stroke; the button's key is new unless told."""
    press.count += 1
    hand = Hand(act, key or f"button-{press.count}", **what)
    return striking.stroke(stage.event, hand, by=stage.by)


press.count = 0
