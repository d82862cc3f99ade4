"""A capacity says whether it is of a year, of a day, or of no time; till now it was of a year."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

from ehya.engine.capacity import basis_of


def tell_basis(apps: Any, schema_editor: Any) -> None:
    """Megawatts and hectares were never a year's; everything else was told as one."""
    projects = apps.get_model("invest", "Project").objects.filter(capacity__isnull=False)
    for unit in projects.values_list("capacity_unit", flat=True).distinct():
        projects.filter(capacity_unit=unit).update(capacity_per=basis_of(unit))


class Migration(migrations.Migration):
    dependencies = [
        ("invest", "0003_where_it_stands"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="capacity_per",
            field=models.CharField(blank=True, db_default="", default="", max_length=4),
        ),
        migrations.RunPython(tell_basis, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=Q(capacity__isnull=True, capacity_per="")
                | Q(capacity__isnull=False, capacity_per__in=("year", "day", "none")),
                name="project_capacity_has_its_basis",
            ),
        ),
    ]
