"""What SQL alone can hold: what was said of a unit stays said."""

from django.db import migrations

STAY = """
CREATE FUNCTION detect_look_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- what a sweep left that never came to its end was never said
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM detect_sweep WHERE id = OLD.sweep_id AND state <> 'done'
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A look is never changed: the next sweep looks again (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER look_stays BEFORE UPDATE OR DELETE ON detect_look
    FOR EACH ROW EXECUTE FUNCTION detect_look_stays();

CREATE FUNCTION detect_spell_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND upper_inf(OLD.known) AND lower(NEW.known) = lower(OLD.known)
        AND to_jsonb(NEW) - 'known' = to_jsonb(OLD) - 'known'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A spell that was known is never changed, only closed (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER spell_stays BEFORE UPDATE OR DELETE ON detect_spell
    FOR EACH ROW EXECUTE FUNCTION detect_spell_stays();

CREATE FUNCTION detect_verdict_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A verdict is never changed: a new one stands beside it (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER verdict_stays BEFORE UPDATE OR DELETE ON detect_verdict
    FOR EACH ROW EXECUTE FUNCTION detect_verdict_stays();
"""

GO = """
DROP TRIGGER look_stays ON detect_look;
DROP TRIGGER spell_stays ON detect_spell;
DROP TRIGGER verdict_stays ON detect_verdict;
DROP FUNCTION detect_look_stays();
DROP FUNCTION detect_spell_stays();
DROP FUNCTION detect_verdict_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("detect", "0001_initial")]
    operations = [migrations.RunSQL(STAY, GO)]
