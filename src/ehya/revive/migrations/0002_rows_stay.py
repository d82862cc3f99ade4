"""What SQL alone can hold: what was written down stays written down."""

from django.db import migrations

# Rows of these are never changed and never deleted.
STAYING = (
    "move",
    "decision",
    "vote",
    "step",
    "entry",
    "remark",
)

STAY = """
CREATE FUNCTION revive_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What stands in % is never changed (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON revive_{name}"
    f" FOR EACH ROW EXECUTE FUNCTION revive_row_stays();\n"
    for name in STAYING
)
GO = (
    "".join(f"DROP TRIGGER {name}_stays ON revive_{name};\n" for name in STAYING)
    + "DROP FUNCTION revive_row_stays();"
)


class Migration(migrations.Migration):
    dependencies = [("revive", "0001_initial")]
    operations = [migrations.RunSQL(STAY, GO)]
