"""Lists tell looks by since when; flows ask from when on a unit was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("detect", "0002_looks_stay")]
    operations = [
        migrations.RemoveIndex(model_name="look", name="looks_by_state"),
        migrations.AddField(
            model_name="look", name="first_read", field=models.DateField(null=True)
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["sweep", "state", "since", "unit"], name="looks_by_since"),
        ),
    ]
