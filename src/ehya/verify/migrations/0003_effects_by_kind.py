"""Kinds of cases are never put together: each has effect tables of its own. None was kept before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verify", "0002_rows_stay")]
    operations = [
        migrations.RemoveIndex(model_name="effecttable", name="effects_newest"),
        migrations.AddField(
            model_name="effecttable",
            name="kind",
            field=models.CharField(max_length=10, default="revival"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="effecttable",
            index=models.Index(fields=["synthetic", "kind", "-known_at"], name="effects_newest"),
        ),
        migrations.AddConstraint(
            model_name="effecttable",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["revival", "capacity", "renovation"])),
                name="effects_kind_known",
            ),
        ),
    ]
