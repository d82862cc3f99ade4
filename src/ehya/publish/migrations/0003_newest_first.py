"""The list of claims, newest publication first, walks an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publish", "0002_claims_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="recordedclaim",
            name="claim_published",
        ),
        migrations.AddIndex(
            model_name="recordedclaim",
            index=models.Index(
                models.OrderBy(models.F("published_last"), descending=True, nulls_last=True),
                models.F("key"),
                name="claim_newest_first",
            ),
        ),
    ]
