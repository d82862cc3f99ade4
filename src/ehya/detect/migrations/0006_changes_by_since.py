"""Changes are listed by since when: in the nation, and in a province."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("detect", "0005_looks_stand_on"),
        ("register", "0003_readings"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="look",
            name="looks_changed",
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(
                    models.Q(("was", ""), _negated=True),
                    models.Q(("was", models.F("state")), _negated=True),
                ),
                fields=["sweep", "since", "unit"],
                name="looks_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(
                    models.Q(("was", ""), _negated=True),
                    models.Q(("was", models.F("state")), _negated=True),
                ),
                fields=["sweep", "province", "since", "unit"],
                name="looks_changed_there",
            ),
        ),
    ]
