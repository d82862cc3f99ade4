"""A file of projects: what it tells comes in whole or not at all, and twice is once."""

from datetime import date
from decimal import Decimal

import pytest

from ehya.engine.refusal import Refusal
from ehya.invest.actions import projects
from ehya.invest.actions.importing import import_projects
from ehya.invest.models import Financing, Milestone, Project
from ehya.ledger.models import Event
from tests.invest.yard import a_project, of, places

pytestmark = pytest.mark.django_db
HEAD = "کد طرح,نوع,رشته,نام طرح,استان,اشتغال,شروع,خاتمه,منبع پول,مبلغ,به چه,تاریخ تصویب,گام,سهم,روز برنامه"
WATER = (
    "الف-۱,زیرساختی,آب,آبرسانی شهرک,سمنان,۱۲,۱۴۰۳/۰۱/۰۱,۱۴۰۳/۱۲/۳۰,بودجهٔ دولت,۲۰,میلیارد ریال,"
    "۱۴۰۳/۰۲/۰۱,لوله‌گذاری,۶۰,۱۴۰۳/۰۹/۳۰"
)
MORE = "الف-۱,,,,,,,,بانک,۵,میلیارد ریال,2024-05-01,پمپ,۴۰٪,2025-03-01"


@pytest.fixture(autouse=True)
def _places(db):
    places()


def file(*rows, head=HEAD):
    return "\n".join((head, *rows)).encode()


def told(report):
    """Return new, changed, same and refused projects."""
    return len(report.added), len(report.changed), report.unchanged, len(report.refused)


def why(report):
    return [
        (no.row, no.field, no.value, no.refusal.code)
        for refused in report.refused
        for no in refused.problems
    ]


def test_a_project_comes_with_its_money_and_its_milestones(officer):
    report = import_projects(file(WATER, MORE), by=officer, name="projects.csv")
    assert (told(report), report.rows, report.written) == ((1, 0, 0, 0), 2, True)
    project = Project.objects.get()
    assert (project.code, project.kind, project.branch) == ("الف-1", "infrastructure", "water")
    assert (project.province_id, project.jobs_planned) == ("IR-20", 12)
    assert (project.begins_on, project.ends_on) == (date(2024, 3, 20), date(2025, 3, 20))
    assert project.approved_irr == 25_000_000_000  # 20 + 5 billion
    steps = Milestone.objects.order_by("place").values_list("name", "weight", "planned_on")
    assert list(steps) == [
        ("لوله‌گذاری", Decimal("0.6"), date(2024, 12, 20)),
        ("پمپ", Decimal("0.4"), date(2025, 3, 1)),
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(officer):
    report = import_projects(file(WATER, MORE), by=officer, dry_run=True)
    assert (told(report), report.written, report.dry_run) == ((1, 0, 0, 0), False, True)
    assert not Project.objects.exists()
    assert not Event.objects.filter(act__startswith="invest.").exists()


def test_the_same_file_twice_changes_nothing_also_when_it_was_put_right_since(officer):
    import_projects(file(WATER, MORE), by=officer)
    assert told(import_projects(file(WATER, MORE), by=officer)) == (0, 0, 1, 0)
    number = Project.objects.get().pk
    projects.change_project(number, {"jobs_planned": 15}, by=officer, reason="شمارش")
    assert told(import_projects(file(WATER, MORE), by=officer)) == (0, 0, 1, 0)
    assert of(number).jobs_planned == 15
    assert Event.objects.filter(act="invest.import_projects").count() == 1


def test_a_project_is_found_by_its_number_and_put_right_with_a_reason(officer):
    import_projects(file(WATER), by=officer, only_good=True)
    head = "code,jobs,sponsor,source of money,amount,currency,approved on"
    row = "الف-1,20,Semnan Water,state budget,25,billion rials,2024-04-20"
    assert not Project.objects.exists(), "sixty of a hundred percent is no plan"
    import_projects(file(WATER, MORE), by=officer)
    report = import_projects(file(row, head=head), by=officer, reason="letter 7/12")
    assert told(report) == (0, 1, 0, 0)
    (changed,) = report.changed
    assert changed.cells["jobs_planned"] == ("12", "20")
    assert changed.cells["sponsor"] == ("", "Semnan Water")
    assert changed.cells["amount 2"] == ("20000000000 IRR", "25000000000 IRR")
    assert Project.objects.get().approved_irr == 30_000_000_000
    assert Financing.objects.count() == 3, "what was told before stays in the books"
    assert Event.objects.get(act="invest.change_project").reason == "letter 7/12"


def test_each_fault_is_told_with_row_column_and_value_and_nothing_is_written(officer):
    wrong = "ب,زیرساختی,موج,نام,سمنان,۱۲,۱۴۰۳/۱۳/۰۱,,,,,,,,"
    bare = ",زیرساختی,آب,نام,سمنان,,,,,,,,,,"
    report = import_projects(file(WATER, MORE, wrong, bare), by=officer)
    assert why(report) == [
        (4, "branch", "موج", "import.word"),
        (4, "begins_on", "۱۴۰۳/۱۳/۰۱", "import.one_day"),
        (5, "code", "", "invest.import_no_number"),
    ]
    assert not Project.objects.exists()
    taken = import_projects(file(WATER, MORE, wrong, bare), by=officer, only_good=True)
    assert (told(taken), taken.written) == ((1, 0, 0, 2), True)


def test_an_amount_is_never_guessed_to_be_rials(officer):
    row = WATER.replace("میلیارد ریال", "")
    assert why(import_projects(file(row, MORE), by=officer)) == [
        (2, "currency", "", "import.cell_empty")
    ]


def test_a_slipped_zero_is_asked_about(officer):
    row = WATER.replace("بودجهٔ دولت,۲۰", "بودجهٔ دولت,۲۹۴۸۰۰۰")
    report = import_projects(file(row, MORE), by=officer)
    assert why(report) == [(2, "amount", "۲۹۴۸۰۰۰", "invest.amount_doubtful")]
    assert report.asked == 1
    assert import_projects(file(row, MORE), by=officer, sure=True).written


def test_an_officer_brings_only_projects_of_the_own_province(officer, analyst):
    row = WATER.replace("سمنان", "تهران")
    report = import_projects(file(row, MORE), by=officer)
    assert why(report) == [(2, "province", "تهران", "invest.place_needed")]
    assert told(import_projects(file(row, MORE), by=analyst)) == (1, 0, 0, 0)
    again = import_projects(file(WATER.replace("۱۲,", "۱۳,"), MORE), by=officer)
    assert why(again) == [(2, "code", "الف-۱", "invest.code_there")]


def test_two_rows_of_one_project_may_not_contradict_each_other(officer):
    other = MORE.replace("الف-۱,,", "الف-۱,صنعتی,")
    assert why(import_projects(file(WATER, other), by=officer)) == [
        (3, "kind", "صنعتی", "invest.import_told_twice")
    ]


def test_a_swapped_latitude_is_found(officer):
    head = "code,kind,name,province,latitude,longitude"
    wrong, right = (
        "a,industrial,کارخانه,Semnan,53.39,35.58",
        "a,industrial,کارخانه,Semnan,35.58,53.39",
    )
    assert why(import_projects(file(wrong, head=head), by=officer)) == [
        (2, "lat", "53.39", "invest.far_from_province")
    ]
    assert import_projects(file(right, head=head), by=officer).written


def test_a_number_of_another_system_changes_nobodys_project(officer):
    number = a_project(officer, code="x-1")
    head = "project,code,name_fa,jobs_planned"
    report = import_projects(file(f"{number},y-7,دیگر,5", head=head), by=officer)
    assert why(report) == [(2, "project", str(number), "invest.import_number_differs")]
    assert why(import_projects(file("4711,,دیگر,5", head=head), by=officer)) == [
        (2, "project", "4711", "invest.no_such_project")
    ]


def test_a_file_without_numbers_and_a_citizen_are_refused(officer, citizen):
    with pytest.raises(Refusal, match=r"invest\.import_no_number_column"):
        import_projects(file("infrastructure,آب", head="kind,name"), by=officer)
    with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
        import_projects(file(WATER), by=citizen)


def test_the_templates_own_rows_are_not_read_and_every_heading_means_one_column(officer):
    from ehya.invest.intake.fields import HEADINGS
    from ehya.invest.intake.forms import workbook
    from ehya.register.intake.headings import bare

    report = import_projects(workbook("projects"), by=officer, name="form.xlsx")
    assert (report.rows, told(report)) == (0, (0, 0, 0, 0))
    meant = {(bare(n), c.name) for c in HEADINGS.columns for n in (c.name, c.en, c.fa, *c.other)}
    assert len(meant) == len({name for name, _ in meant})
