"""What finders said in their own words is found by its words, whichever keyboard wrote them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations
from django.db.models import F, Func, Q, TextField, Value


class Migration(migrations.Migration):
    dependencies = [("diagnose", "0002_rows_stay")]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=GinIndex(
                SearchVector(
                    Func(
                        F("words"),
                        Value("يىكةۀ\u200c"),
                        Value("ییکهه "),
                        function="translate",
                        output_field=TextField(),
                    ),
                    config="simple",
                ),
                condition=Q(("words", ""), _negated=True),
                name="findings_by_words",
            ),
        ),
    ]
