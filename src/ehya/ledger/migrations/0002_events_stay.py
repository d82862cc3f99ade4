"""Every event is linked to the one before it, and nobody changes or deletes one.

Whichever door a row comes through, the database itself numbers, dates and seals it. The canonical
text of a row, here and in `ehya.ledger.chain`, is the JSON array of all its columns but the two
digests; `at` is written in UTC to the microsecond.

One lock is held from the insertion to the end of the transaction, so that positions have no gap:
a gap means that a row was taken out. `UPDATE (position)` alone stays granted, because a foreign
key to an event locks the event's row, which PostgreSQL allows to whoever may update one of its
columns; the trigger refuses that update too.
"""

from django.db import migrations

JOIN = """
CREATE FUNCTION ledger_event_joins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head record;
BEGIN
    PERFORM pg_advisory_xact_lock(1403, 1);
    SELECT position, at, digest INTO head FROM ledger_event ORDER BY position DESC LIMIT 1;
    NEW.position := coalesce(head.position, 0) + 1;
    NEW.at := greatest(clock_timestamp(), head.at);
    NEW.previous := coalesce(head.digest, '');
    NEW.digest := sha256(NEW.previous || convert_to(jsonb_build_array(
        NEW.position, NEW.id, NEW.act, NEW.by_id,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        NEW.on_kind, NEW.on_key, NEW.before, NEW.after, NEW.reason, NEW.facts)::text, 'UTF8'));
    RETURN NEW;
END $$;
CREATE TRIGGER event_joins BEFORE INSERT ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_event_joins();
"""

PART = """
DROP TRIGGER event_joins ON ledger_event;
DROP FUNCTION ledger_event_joins();
"""

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
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_event FROM PUBLIC, CURRENT_USER;
GRANT UPDATE (position) ON ledger_event TO CURRENT_USER;
"""

GO = """
GRANT UPDATE, DELETE, TRUNCATE ON ledger_event TO CURRENT_USER;
DROP TRIGGER event_stays ON ledger_event;
DROP TRIGGER events_stay ON ledger_event;
DROP FUNCTION ledger_event_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(JOIN, reverse_sql=PART),
        migrations.RunSQL(STAY, reverse_sql=GO),
    ]
