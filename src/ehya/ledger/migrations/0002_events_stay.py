"""Nobody changes or deletes what was written down, whichever door they come through."""

from django.db import migrations

STAY = """
CREATE FUNCTION ledger_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An event is never changed or deleted (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_event_stays();
CREATE TRIGGER events_stay BEFORE TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_stays();
"""

GO = """
DROP TRIGGER event_stays ON ledger_event;
DROP TRIGGER events_stay ON ledger_event;
DROP FUNCTION ledger_event_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(STAY, reverse_sql=GO)]
