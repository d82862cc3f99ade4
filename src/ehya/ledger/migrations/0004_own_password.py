"""Whoever was given a password by somebody else chooses their own first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_count_attempts")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="password_given",
            field=models.BooleanField(default=False),
        )
    ]
