"""What SQL alone can hold: one version of a claim at a time, and none ever changed."""

from django.db import migrations

ONE_AT_A_TIME = """
ALTER TABLE publish_recordedclaim
    ADD CONSTRAINT claim_one_version_at_a_time UNIQUE (key, known WITHOUT OVERLAPS);
"""

STAY = """
CREATE FUNCTION publish_claim_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND upper_inf(OLD.known)
        AND lower(NEW.known) = lower(OLD.known)
        AND to_jsonb(NEW) - ARRAY['known', 'withdrawn_because', 'folded']
          = to_jsonb(OLD) - ARRAY['known', 'withdrawn_because', 'folded']
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A recorded claim is never changed, only closed by a correction (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER claim_stays BEFORE UPDATE OR DELETE ON publish_recordedclaim
    FOR EACH ROW EXECUTE FUNCTION publish_claim_stays();
CREATE TRIGGER claims_stay BEFORE TRUNCATE ON publish_recordedclaim
    FOR EACH STATEMENT EXECUTE FUNCTION publish_claim_stays();
"""

GO = """
DROP TRIGGER claim_stays ON publish_recordedclaim;
DROP TRIGGER IF EXISTS claims_stay ON publish_recordedclaim;
DROP FUNCTION publish_claim_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("publish", "0001_initial")]
    operations = [
        migrations.RunSQL(
            ONE_AT_A_TIME,
            "ALTER TABLE publish_recordedclaim DROP CONSTRAINT claim_one_version_at_a_time",
        ),
        migrations.RunSQL(STAY, GO),
    ]
