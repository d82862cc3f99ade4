"""What SQL alone can hold: what was written down stays written down."""

from django.db import migrations

# Rows of these are never changed and never deleted.
STAYING = (
    "sample",
    "effecttable",
    "effect",
)

STAY = """
CREATE FUNCTION verify_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON verify_{name}"
    f" FOR EACH ROW EXECUTE FUNCTION verify_row_stays();\n"
    for name in STAYING
)
GO = (
    "".join(f"DROP TRIGGER {name}_stays ON verify_{name};\n" for name in STAYING)
    + "DROP FUNCTION verify_row_stays();"
)

FOUND = """
CREATE FUNCTION verify_check_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.found = '' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A check that found something is never changed (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER check_stays BEFORE UPDATE OR DELETE ON verify_check
    FOR EACH ROW EXECUTE FUNCTION verify_check_stays();
"""
LOST = """
DROP TRIGGER check_stays ON verify_check;
DROP FUNCTION verify_check_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("verify", "0001_initial")]
    operations = [migrations.RunSQL(STAY, GO), migrations.RunSQL(FOUND, LOST)]
