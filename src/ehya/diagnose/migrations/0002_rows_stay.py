"""What SQL alone can hold: what was written down stays written down."""

from django.db import migrations

# Rows of these are never changed and never deleted.
STAYING = (
    "evidence",
    "photo",
    "proof",
    "causefit",
)

STAY = """
CREATE FUNCTION diagnose_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON diagnose_{name}"
    f" FOR EACH ROW EXECUTE FUNCTION diagnose_row_stays();\n"
    for name in STAYING
)
GO = (
    "".join(f"DROP TRIGGER {name}_stays ON diagnose_{name};\n" for name in STAYING)
    + "DROP FUNCTION diagnose_row_stays();"
)

DONE = """
CREATE FUNCTION diagnose_visit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'draft' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A visit that was made is never changed: write down another (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER visit_stays BEFORE UPDATE OR DELETE ON diagnose_visit
    FOR EACH ROW EXECUTE FUNCTION diagnose_visit_stays();

CREATE FUNCTION diagnose_finding_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND upper_inf(OLD.known) AND lower(NEW.known) = lower(OLD.known)
        AND to_jsonb(NEW) - 'known' = to_jsonb(OLD) - 'known'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A finding that was known is never changed, only closed (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER finding_stays BEFORE UPDATE OR DELETE ON diagnose_finding
    FOR EACH ROW EXECUTE FUNCTION diagnose_finding_stays();
"""
UNDONE = """
DROP TRIGGER visit_stays ON diagnose_visit;
DROP FUNCTION diagnose_visit_stays();
DROP TRIGGER finding_stays ON diagnose_finding;
DROP FUNCTION diagnose_finding_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("diagnose", "0001_initial")]
    operations = [migrations.RunSQL(STAY, GO), migrations.RunSQL(DONE, UNDONE)]
