"""A look's unit, province, park and sweep are seen to be there a batch at a time.

Foreign keys ask row by row, four times for each of a million looks: that took longer than writing
them. One question a batch asks the same. From the other side, what looks were told of neither goes
nor changes its name; it waits for looks that are being written, and they wait for it.
"""

import django.db.models.deletion
from django.db import migrations, models

STAND = """
CREATE FUNCTION detect_looks_stand() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
BEGIN
    IF EXISTS (SELECT FROM added AS a WHERE NOT EXISTS (
            SELECT FROM register_unit AS u WHERE u.id = a.unit_id))
        OR EXISTS (SELECT FROM (SELECT DISTINCT sweep_id FROM added) AS a WHERE NOT EXISTS (
            SELECT FROM detect_sweep AS s WHERE s.id = a.sweep_id))
        OR EXISTS (SELECT FROM (SELECT DISTINCT province_id FROM added) AS a WHERE NOT EXISTS (
            SELECT FROM register_province AS p WHERE p.iso = a.province_id))
        OR EXISTS (SELECT FROM (SELECT DISTINCT park_id FROM added) AS a
            WHERE a.park_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM register_park AS p WHERE p.code = a.park_id))
    THEN
        RAISE EXCEPTION 'A look is told of a unit, place or sweep that is not there'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER looks_stand AFTER INSERT ON detect_look REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION detect_looks_stand();

CREATE FUNCTION detect_looked_at_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told boolean;
BEGIN
    LOCK TABLE detect_look IN SHARE MODE;
    EXECUTE format('SELECT EXISTS (SELECT FROM detect_look WHERE %I = ($1).%I)',
        TG_ARGV[0], TG_ARGV[1]) INTO told USING OLD;
    IF told THEN
        RAISE EXCEPTION 'Looks were told of this (%)', TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
"""
STAND_ON = """
CREATE TRIGGER looked_at_goes AFTER DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION detect_looked_at_stays('{column}', '{key}');
CREATE TRIGGER looked_at_changes AFTER UPDATE OF {key} ON {table}
    FOR EACH ROW WHEN (OLD.{key} IS DISTINCT FROM NEW.{key})
    EXECUTE FUNCTION detect_looked_at_stays('{column}', '{key}');
"""
OTHERS = (
    ("register_unit", "unit_id", "id"),
    ("register_province", "province_id", "iso"),
    ("register_park", "park_id", "code"),
    ("detect_sweep", "sweep_id", "id"),
)
GO = """
DROP TRIGGER looks_stand ON detect_look;
DROP FUNCTION detect_looks_stand();
DROP FUNCTION detect_looked_at_stays() CASCADE;
"""
_TO = {"unit": "register.unit", "province": "register.province", "park": "register.park"}


def _key(name: str, *, related: str = "+") -> migrations.AlterField:
    return migrations.AlterField(
        model_name="look",
        name=name,
        field=models.ForeignKey(
            to=_TO.get(name, "detect.sweep"),
            on_delete=django.db.models.deletion.PROTECT,
            related_name=related,
            db_index=False,
            db_constraint=False,
            null=name == "park",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("detect", "0004_counts_of_sweeps"), ("register", "0003_readings")]
    operations = [
        _key("unit", related="looks"),
        _key("sweep", related="looks"),
        _key("province"),
        _key("park"),
        migrations.RunSQL(
            STAND + "".join(STAND_ON.format(table=t, column=c, key=k) for t, c, k in OTHERS), GO
        ),
    ]
