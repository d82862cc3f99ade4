"""What SQL alone can hold: what was written down stays written down."""

from django.db import migrations

# Rows of these are never changed and never deleted.
STAYING = (
    "progress",
    "payment",
    "contract",
    "projectphoto",
)

STAY = """
CREATE FUNCTION invest_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON invest_{name}"
    f" FOR EACH ROW EXECUTE FUNCTION invest_row_stays();\n"
    for name in STAYING
)
GO = (
    "".join(f"DROP TRIGGER {name}_stays ON invest_{name};\n" for name in STAYING)
    + "DROP FUNCTION invest_row_stays();"
)

# Of a financing only this may change: that it is no longer known to hold.
ENDS = """
CREATE FUNCTION invest_financing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND upper_inf(OLD.known) THEN
        OLD.known := NEW.known;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER financing_stays BEFORE UPDATE OR DELETE ON invest_financing
    FOR EACH ROW EXECUTE FUNCTION invest_financing_stays();
"""
LOST = """
DROP TRIGGER financing_stays ON invest_financing;
DROP FUNCTION invest_financing_stays();
"""

# Strokes of the event itself stay; those of a rehearsal go when it ends.
STROKES = """
CREATE FUNCTION invest_stroke_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.rehearsal THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stroke_stays BEFORE UPDATE OR DELETE ON invest_stroke
    FOR EACH ROW EXECUTE FUNCTION invest_stroke_stays();
"""
NO_STROKES = """
DROP TRIGGER stroke_stays ON invest_stroke;
DROP FUNCTION invest_stroke_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("invest", "0001_initial")]
    operations = [
        migrations.RunSQL(STAY, GO),
        migrations.RunSQL(ENDS, LOST),
        migrations.RunSQL(STROKES, NO_STROKES),
    ]
