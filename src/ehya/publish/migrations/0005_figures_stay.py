"""A figure, its release and its correction are never changed or deleted."""

from django.db import migrations

TABLES = ("publish_figure", "publish_release", "publish_correction")

_STAY = """
CREATE FUNCTION publish_figure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A figure is never changed or deleted (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER row_stays BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION publish_figure_stays();
CREATE TRIGGER rows_stay BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION publish_figure_stays();
"""
    for table in TABLES
)
_GO = (
    "".join(
        f"DROP TRIGGER row_stays ON {table}; DROP TRIGGER rows_stay ON {table};" for table in TABLES
    )
    + "DROP FUNCTION publish_figure_stays();"
)


class Migration(migrations.Migration):
    dependencies = [("publish", "0004_figures")]
    operations = [migrations.RunSQL(_STAY, _GO)]
