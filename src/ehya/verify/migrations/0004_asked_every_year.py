"""After twelve months a restart is asked again every year: stages go on without an end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verify", "0003_effects_by_kind")]
    operations = [
        migrations.RemoveConstraint(model_name="check", name="check_stage_known"),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__regex",
                        "^(verify|sample|month_6|month_12|year_([2-9]|[1-9][0-9]))$",
                    )
                ),
                name="check_stage_known",
            ),
        ),
    ]
