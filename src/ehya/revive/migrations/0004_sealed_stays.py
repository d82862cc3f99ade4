"""What SQL alone can hold: a sealed meeting, its agenda and its decisions can no longer change."""

from django.db import migrations

# What belongs to a meeting, and how a row of it leads there. One look a statement, not a row:
# the synthetic programme writes thousands at once.
OF_A_MEETING = {
    "item": "JOIN revive_meeting m ON m.id = t.meeting_id",
    "attendance": "JOIN revive_meeting m ON m.id = t.meeting_id",
    "decision": "JOIN revive_item i ON i.id = t.item_id JOIN revive_meeting m ON m.id = i.meeting_id",
    "obligation": "JOIN revive_decision d ON d.id = t.decision_id JOIN revive_item i ON i.id = d.item_id"
    " JOIN revive_meeting m ON m.id = i.meeting_id",
}
WATCHED = {  # an obligation goes on after its meeting was sealed: only a new one is refused
    "item": ("INSERT", "UPDATE", "DELETE"),
    "attendance": ("INSERT", "UPDATE", "DELETE"),
    "decision": ("INSERT",),
    "obligation": ("INSERT",),
}
MEETING = """
CREATE FUNCTION revive_sealed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'sealed' THEN
        RAISE EXCEPTION 'Meeting % is sealed (%)', OLD.id, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER meeting_sealed_stays BEFORE UPDATE OR DELETE ON revive_meeting
FOR EACH ROW EXECUTE FUNCTION revive_sealed_stays();
"""


def _watch(table: str, act: str, way: str) -> str:
    name = f"revive_{table}_sealed_{act.lower()}"
    touched = "NEW TABLE" if act == "INSERT" else "OLD TABLE"
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM touched t {way} WHERE m.state = 'sealed') THEN
        RAISE EXCEPTION 'The meeting is sealed: nothing of its {table} may change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_of_sealed_{act.lower()} AFTER {act} ON revive_{table}
REFERENCING {touched} AS touched FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""


STAY = MEETING + "".join(
    _watch(table, act, OF_A_MEETING[table]) for table, acts in WATCHED.items() for act in acts
)
GO = (
    "DROP TRIGGER meeting_sealed_stays ON revive_meeting; DROP FUNCTION revive_sealed_stays();"
    + "".join(
        f"DROP TRIGGER {table}_of_sealed_{act.lower()} ON revive_{table};"
        f"DROP FUNCTION revive_{table}_sealed_{act.lower()}();"
        for table, acts in WATCHED.items()
        for act in acts
    )
)


class Migration(migrations.Migration):
    dependencies = [("revive", "0003_committees_at_work")]
    operations = [migrations.RunSQL(STAY, GO)]
