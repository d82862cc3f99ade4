"""Tables of what was said in public."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("publisher", models.CharField(max_length=200)),
                ("url", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publisher", "url"), name="source_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("body", models.TextField()),
                ("language", models.CharField(max_length=2)),
                ("published_on", models.CharField(blank=True, max_length=10)),
                ("reading", models.JSONField()),
                ("read_by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="publish.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HeldBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_claim", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_back",
                        to="publish.kepttext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("text", "text_claim"), name="held_back_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="held_back_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordedClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=44)),
                ("version", models.PositiveIntegerField()),
                ("known", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "happened",
                    django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True),
                ),
                ("metric", models.CharField(max_length=60)),
                ("value", models.DecimalField(decimal_places=8, max_digits=36)),
                (
                    "low",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=36, null=True),
                ),
                (
                    "high",
                    models.DecimalField(blank=True, decimal_places=8, max_digits=36, null=True),
                ),
                ("unit", models.CharField(max_length=10)),
                ("qualifier", models.CharField(max_length=10)),
                ("place", models.CharField(max_length=60)),
                ("population", models.CharField(blank=True, max_length=300)),
                ("period_kind", models.CharField(max_length=30)),
                ("period_start", models.CharField(blank=True, max_length=10)),
                ("period_end", models.CharField(blank=True, max_length=10)),
                ("solar_year", models.SmallIntegerField(blank=True, null=True)),
                ("published_on", models.CharField(blank=True, max_length=10)),
                ("published_last", models.DateField(blank=True, null=True)),
                ("pair", models.CharField(blank=True, max_length=44)),
                ("part_of", models.CharField(blank=True, max_length=44)),
                ("about", models.CharField(blank=True, max_length=44)),
                (
                    "unsure",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list
                    ),
                ),
                ("speaker", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                ("text_claim", models.CharField(blank=True, max_length=20)),
                ("span_start", models.PositiveIntegerField(default=0)),
                ("span_end", models.PositiveIntegerField(default=0)),
                ("passage", models.TextField(blank=True)),
                ("read_by", models.CharField(max_length=60)),
                ("reason", models.TextField(blank=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("folded", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="publish.kepttext",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="publish.source",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["metric", "place", "solar_year"], name="claim_subject"),
                    models.Index(fields=["published_last", "key"], name="claim_published"),
                    django.contrib.postgres.indexes.GistIndex(
                        fields=["known"], name="claim_known_range"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("folded"), name="gin_trgm_ops"
                        ),
                        name="claim_folded",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "version"), name="claim_version_once"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("text__isnull", False)),
                        expressions=[("text", "="), ("text_claim", "="), ("known", "&&")],
                        name="claim_open_text_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[A-Z0-9][A-Z0-9-]{0,38}-[0-9]{2,4}$")),
                        name="claim_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="claim_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__isempty", False), ("known__lower_inf", False)),
                        name="claim_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ("units", "persons", "IRR", "USD", "percent", "years"))
                        ),
                        name="claim_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "qualifier__in",
                                ("eq", "over", "under", "approx", "at_least", "up_to"),
                            )
                        ),
                        name="claim_qualifier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "period_kind__in",
                                (
                                    "as_of",
                                    "cumulative_since_year_start",
                                    "full_year",
                                    "target_for_year",
                                    "since_government",
                                    "event",
                                ),
                            )
                        ),
                        name="claim_period_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="claim_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", True),
                            ("high__isnull", True),
                            ("low__lte", models.F("high")),
                            _connector="OR",
                        ),
                        name="claim_low_below_high",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__regex", "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
                            ("period_start__regex", "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
                            ("period_end__regex", "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
                        ),
                        name="claim_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_last__isnull", True), ("published_on", "")),
                            models.Q(
                                models.Q(("published_on", ""), _negated=True),
                                ("published_last__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="claim_published_last",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("span_start__lte", models.F("span_end"))),
                        name="claim_span_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="claim_correction_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_because", ""), ("known__upper_inf", False), _connector="OR"
                        ),
                        name="claim_withdrawn_is_closed",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.UniqueConstraint(
                fields=("sha256", "published_on", "source", "read_by"), name="text_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="text_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "fa"])), name="text_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="kepttext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on__regex", "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")
                ),
                name="text_published_on",
            ),
        ),
    ]
