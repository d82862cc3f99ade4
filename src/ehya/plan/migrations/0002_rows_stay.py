"""What SQL alone can hold: what was written down stays, and parts add up to their whole."""

from django.db import migrations

# Rows of these are never changed and never deleted.
STAYING = ("target", "targetversion", "targetowner", "targetsplit", "targetshare")

STAY = """
CREATE FUNCTION plan_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON plan_{name}"
    f" FOR EACH ROW EXECUTE FUNCTION plan_row_stays();\n"
    for name in STAYING
)
GO = (
    "".join(f"DROP TRIGGER {name}_stays ON plan_{name};\n" for name in STAYING)
    + "DROP FUNCTION plan_row_stays();"
)

# Asked at the end of the transaction, when all parts are in.
WHOLE = """
CREATE FUNCTION plan_shares_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    split bigint;
BEGIN
    IF TG_TABLE_NAME = 'plan_targetsplit' THEN
        split := NEW.id;
    ELSE
        split := NEW.split_id;
    END IF;
    IF (SELECT coalesce(sum(value), -1) FROM plan_targetshare WHERE split_id = split)
        IS DISTINCT FROM (SELECT v.value FROM plan_targetsplit AS s
            JOIN plan_targetversion AS v ON v.id = s.version_id WHERE s.id = split)
    THEN
        RAISE EXCEPTION 'The shares of split % are not the whole target', split
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER targetsplit_whole AFTER INSERT ON plan_targetsplit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plan_shares_whole();
CREATE CONSTRAINT TRIGGER targetshare_whole AFTER INSERT ON plan_targetshare
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plan_shares_whole();
"""
NOT_WHOLE = """
DROP TRIGGER targetsplit_whole ON plan_targetsplit;
DROP TRIGGER targetshare_whole ON plan_targetshare;
DROP FUNCTION plan_shares_whole();
"""


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]
    operations = [migrations.RunSQL(STAY, GO), migrations.RunSQL(WHOLE, NOT_WHOLE)]
