"""Which rows of a file may not do what they say?

Asked of the whole unit as it would then stand, not of the row alone: a row may tell a latitude
where the longitude is known. What is refused is taken out of `piece`; why stays in `arrival`.
"""

# ruff: noqa: S608 - names in the SQL come from our own tables of columns, never from a file

from ehya.ledger.scopes import Sight
from ehya.register.actions.arrivals import run

_NOT_HERE = (
    "NOT (coalesce(p.province, '') = ANY(%(provinces)s) OR coalesce(p.park, '') = ANY(%(parks)s))"
)
_TOTALS_FA = ("جمع", "جمع کل", "مجموع", "جمع کلی")
_TOTALS_EN = ("total", "totals", "sum", "grand total")
# What would be wrong, in which column it is shown, and what is told of it.
_RULES = (
    (
        "import.row_of_totals",
        "name_fa",
        f"unit IS NULL AND (name_fa IN {_TOTALS_FA} OR lower(name_en) IN {_TOTALS_EN})",
        "'{}'::jsonb",
    ),
    (
        "import.nobody_known_by_that",
        "name_fa",
        "unit IS NULL AND name_fa = '' AND name_en = ''",
        "'{}'::jsonb",
    ),
    ("register.no_name", "name_fa", "name_fa = '' AND name_en = ''", "'{}'::jsonb"),
    ("register.no_province", "province", "province IS NULL", "'{}'::jsonb"),
    ("register.half_a_place", "lat", "(lat IS NULL) <> (lon IS NULL)", "'{}'::jsonb"),
    (
        "register.capacity_without_unit",
        "capacity_unit",
        "licensed_capacity IS NOT NULL AND capacity_unit = ''",
        "'{}'::jsonb",
    ),
)


def refuse(sight: Sight) -> None:
    """Write into `arrival` why rows may not do what they say, and take them out of `piece`.

    Args:
        sight: how far whoever hands the file in may write.
    """
    if not sight.nation:
        _see_standing(sight)
    for code, field, wrong, facts in _RULES:
        _refuse(code, field, f"SELECT id, {facts} FROM piece WHERE told AND ({wrong})")
    _refuse(
        "register.place_elsewhere",
        "county",
        f"SELECT p.id, jsonb_build_object('place', p.county) || {_province('c.province_id')}"
        " FROM piece p JOIN register_county c ON c.code = p.county"
        " WHERE p.told AND c.province_id <> p.province",
    )
    _refuse(
        "register.place_elsewhere",
        "park",
        f"SELECT p.id, jsonb_build_object('place', p.park) || {_province('k.province_id')}"
        " FROM piece p JOIN register_parkversion k ON k.park_id = p.park AND upper_inf(k.known)"
        " AND upper_inf(k.valid) WHERE p.told AND k.province_id <> p.province",
    )
    if not sight.nation:
        _see_scope(sight)
    for table in ("piece", "number_news", "contact_news"):
        run(f"DELETE FROM {table} p USING arrival a WHERE a.id = p.id AND a.code IS NOT NULL")


def hide_numbers(sight: Sight) -> None:
    """Name of several units that a row may mean only those that whoever hands it in may see."""
    if sight.nation:
        return
    here = _here(sight)
    seen = _NOT_HERE.replace("p.province", "p.province_id").replace("p.park", "p.park_id")
    run(
        "UPDATE arrival a SET facts = jsonb_build_object('numbers', (SELECT coalesce("
        f" jsonb_agg(u.number) FILTER (WHERE NOT ({seen})), '[]') ||"
        f" coalesce(jsonb_agg(DISTINCT '…'::text) FILTER (WHERE {seen}), '[]')"
        " FROM jsonb_array_elements_text(a.facts -> 'numbers') n (number)"
        " JOIN register_unit u USING (number) JOIN register_unitversion p ON p.unit_id = u.id"
        " AND upper_inf(p.known) AND upper_inf(p.valid))) WHERE a.code = 'import.several_units'",
        **here,
    )


def _see_standing(sight: Sight) -> None:
    """Nobody writes to a unit that stands outside their own part.

    Asked first, and nothing else is then said of the row: a guess at what such a unit is like must
    be answered alike, right or wrong.
    """
    here = _here(sight)
    standing = _NOT_HERE.replace("p.province", "p.b_province").replace("p.park", "p.b_park")
    _refuse(
        "import.outside_scope",
        "",
        f"SELECT id, {_province('p.b_province')} FROM news p WHERE {standing}",
        **here,
    )


def _here(sight: Sight) -> dict[str, list[str]]:
    return {"provinces": sorted(sight.provinces), "parks": sorted(sight.parks)}


def _see_scope(sight: Sight) -> None:
    """Nobody writes into a place outside their own part."""
    here = _here(sight)
    _refuse(
        "import.outside_scope",
        "province",
        f"SELECT id, {_province('p.province')} FROM piece p WHERE told AND {_NOT_HERE}",
        **here,
    )


def _province(code: str) -> str:
    """Both names of a province, as facts of a refusal."""
    return (
        f"(SELECT jsonb_build_object('province_en', name_en, 'province_fa', name_fa)"
        f" FROM register_province WHERE iso = {code})"
    )


def _refuse(code: str, field: str, wrong: str, **told: object) -> None:
    run(
        f"UPDATE arrival a SET code = '{code}', field = '{field}', facts = w.facts"
        f" FROM ({wrong}) w (id, facts) WHERE w.id = a.id AND a.code IS NULL",
        **told,
    )
