"""A sweep's units are counted once; lists of a province and of a park have an index each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("detect", "0003_lists_of_looks"),
        ("register", "0003_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Count",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=8)),
                ("place", models.CharField(blank=True, max_length=12)),
                ("state", models.CharField(max_length=12)),
                ("units", models.PositiveIntegerField()),
                ("warned", models.PositiveIntegerField()),
                ("unseen", models.PositiveIntegerField()),
                ("disagreeing", models.PositiveIntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="look",
            name="looks_by_place",
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                fields=["sweep", "province", "state", "since", "unit"], name="looks_of_province"
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(("park__isnull", False)),
                fields=["sweep", "park", "state", "since", "unit"],
                name="looks_of_park",
            ),
        ),
        migrations.AddField(
            model_name="count",
            name="province",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.province",
            ),
        ),
        migrations.AddField(
            model_name="count",
            name="sweep",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counted",
                to="detect.sweep",
            ),
        ),
        migrations.AddConstraint(
            model_name="count",
            constraint=models.UniqueConstraint(
                fields=("sweep", "province", "by", "place", "state"), name="count_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="count",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__in", ["province", "park", "division", "was"])),
                name="count_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="count",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "semi_active", "idle", "gone"])),
                name="count_state_known",
            ),
        ),
    ]
