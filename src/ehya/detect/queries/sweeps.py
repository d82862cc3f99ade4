"""Which sweeps were there? Only a done one is seen."""

from datetime import datetime

from django.db.models import Max, QuerySet

from ehya.detect.models import Sweep
from ehya.register.models import Import

__all__ = ["Sweep", "lake_version_named", "newest", "running", "sweeps"]


def sweeps(*, synthetic: bool, known_at: datetime | None = None) -> QuerySet[Sweep]:
    """Return the sweeps that were done, as known at a moment; newest first.

    Args:
        synthetic: of the made-up units, or of the real ones.
        known_at: what was told by then; all unless given.
    """
    done = Sweep.objects.filter(synthetic=synthetic, state="done").select_related("by")
    if known_at is not None:
        done = done.filter(told_at__lte=known_at)
    return done.order_by("-told_at", "-pk")


def newest(*, synthetic: bool, known_at: datetime | None = None) -> Sweep | None:
    """Return the sweep that speaks at a moment: of those about the latest day, the newest.

    A sweep about an earlier day, made to see what would have been said, does not speak.
    """
    return sweeps(synthetic=synthetic, known_at=known_at).filter(latest=True).first()


def running() -> QuerySet[Sweep]:
    """Return the sweeps that are on their way."""
    return Sweep.objects.filter(state="running").order_by("-begun_at")


def failed_last(*, synthetic: bool) -> Sweep | None:
    """Return the newest sweep where it failed; None where one was done after it."""
    rows = Sweep.objects.filter(synthetic=synthetic).exclude(state="running")
    last = rows.order_by("-begun_at").first()
    return last if last is not None and last.state == "failed" else None


def lake_version_named() -> int | None:
    """Return the newest version of the readings that a sweep or an import names; None for none."""
    swept = Sweep.objects.aggregate(most=Max("lake_version"))["most"]
    brought = Import.objects.aggregate(most=Max("lake_version"))["most"]
    told = [version for version in (swept, brought) if version is not None]
    return max(told) if told else None


def begun_since(moment: datetime) -> bool:
    """Tell whether a sweep has begun since a moment, whatever became of it."""
    return Sweep.objects.filter(begun_at__gte=moment).exists()
