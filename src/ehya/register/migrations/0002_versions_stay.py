"""What SQL alone can hold: rows that are closed, never changed; numbers that prove themselves; and
the index that units are found by."""

from django.db import migrations

CLOSED_ONLY = """
CREATE FUNCTION register_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND upper_inf(OLD.known) AND lower(NEW.known) = lower(OLD.known)
        AND to_jsonb(NEW) - 'known' = to_jsonb(OLD) - 'known'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'What was known is never changed, only closed (% of %)', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION register_contact_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY['known', 'value', 'erased_by_id']
                          = to_jsonb(OLD) - ARRAY['known', 'value', 'erased_by_id']
        AND lower(NEW.known) = lower(OLD.known)
        AND (NEW.value = OLD.value OR (NEW.value = '' AND NEW.erased_by_id IS NOT NULL))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A contact is only closed or erased (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
GO_CLOSED_ONLY = """
DROP FUNCTION register_version_stays();
DROP FUNCTION register_contact_stays();
"""

NUMBER = """
CREATE FUNCTION register_number(unit_id bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    quasigroup CONSTANT text :=
        '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
    digits text := lpad(unit_id::text, 7, '0');
    interim int := 0;
BEGIN
    IF unit_id NOT BETWEEN 1 AND 9999999 THEN
        RAISE EXCEPTION 'No unit number is left for %', unit_id;
    END IF;
    FOR i IN 1..7 LOOP
        interim := substr(quasigroup, interim * 10 + substr(digits, i, 1)::int + 1, 1)::int;
    END LOOP;
    RETURN digits || interim;
END $$;
ALTER TABLE register_unit
    ADD CONSTRAINT unit_number_proves_itself CHECK (number = register_number(id));
"""
GO_NUMBER = """
ALTER TABLE register_unit DROP CONSTRAINT unit_number_proves_itself;
DROP FUNCTION register_number(bigint);
"""

# One index over what units are found by, so that several answers are intersected inside it, and
# the words again under the first letter of the name, so that a common word is looked for where it is
# rare, and an ordered sample of units that tells which road to a page is the shortest (`queries.roads`).
FOUND_BY = """
CREATE FUNCTION register_facets(
    province text, county text, park text, isic text, status text, size text, ownership text
) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[
    'p' || province, 'c' || coalesce(county, ''), 'k' || coalesce(park, ''),
    'i' || isic, 'i' || left(isic, 2), 'i' || left(isic, 3),
    's' || status, 'z' || size, 'o' || ownership
];
CREATE INDEX units_by_content ON register_unitversion USING gin (
    words, register_facets(province_id, county_id, park_id, isic, status, size, ownership)
);
CREATE FUNCTION register_placed(words tsvector, sort_key text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(' ' || words::text, ' ''', ' ''' || left(sort_key, 3))::tsvector;
CREATE INDEX units_placed ON register_unitversion USING gin (register_placed(words, sort_key));
CREATE INDEX units_sampled ON register_unitversion (sort_key, unit_id)
    WHERE mod(unit_id, 256) = 0;
"""
NOT_FOUND_BY = """
DROP INDEX units_sampled;
DROP INDEX units_placed;
DROP FUNCTION register_placed(tsvector, text);
DROP INDEX units_by_content;
DROP FUNCTION register_facets(text, text, text, text, text, text, text);
"""


def _stays(table: str, name: str, function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name}_stays BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}();"
        f"CREATE TRIGGER {name}s_stay BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name}_stays ON {table}; DROP TRIGGER {name}s_stay ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [
        migrations.RunSQL(CLOSED_ONLY, GO_CLOSED_ONLY),
        _stays("register_unitversion", "unit_version", "register_version_stays"),
        _stays("register_parkversion", "park_version", "register_version_stays"),
        _stays("register_identifier", "identifier", "register_version_stays"),
        _stays("register_succession", "succession", "register_version_stays"),
        _stays("register_contact", "contact", "register_contact_stays"),
        migrations.RunSQL(NUMBER, GO_NUMBER),
        migrations.RunSQL(FOUND_BY, NOT_FOUND_BY),
    ]
