"""A published statement, its publication and what it tells are never changed or deleted."""

from django.db import migrations

TABLES = ("publish_publication", "publish_telling")

_STAY = """
CREATE FUNCTION publish_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'A published statement is never changed or deleted (%)', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER row_stays BEFORE UPDATE OR DELETE ON publish_statement
    FOR EACH ROW EXECUTE FUNCTION publish_statement_stays();
CREATE TRIGGER rows_stay BEFORE TRUNCATE ON publish_statement
    FOR EACH STATEMENT EXECUTE FUNCTION publish_figure_stays();
CREATE FUNCTION publish_telling_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM publish_publication AS p
        WHERE p.id = NEW.publication_id AND p.certificate -> 'numbers' @> jsonb_build_array(
            jsonb_build_object('start', NEW.start, 'end', NEW."end", 'figure', NEW.figure_id)))
    THEN
        RAISE EXCEPTION 'A statement tells only what was signed with it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER row_is_signed BEFORE INSERT ON publish_telling
    FOR EACH ROW EXECUTE FUNCTION publish_telling_is_signed();
"""
_STAY += "".join(
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
    + "DROP TRIGGER row_is_signed ON publish_telling; DROP FUNCTION publish_telling_is_signed();"
    + "DROP TRIGGER row_stays ON publish_statement; DROP TRIGGER rows_stay ON publish_statement;"
    + "DROP FUNCTION publish_statement_stays();"
)


class Migration(migrations.Migration):
    dependencies = [("publish", "0006_statements")]
    operations = [migrations.RunSQL(_STAY, _GO)]
