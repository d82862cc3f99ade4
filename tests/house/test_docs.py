"""Do the documents say what the code does?"""

import re

import pytest
from scripts import docs

from tests.house.code import ROOT, SOURCE

SETTING = re.compile(r'"(EHYA_[A-Z_]+|DATABASE_URL)"')
MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", flags=re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
OWN = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "GLOSSARY.md", "LICENSE"]


def settings_read():
    return {
        found
        for path in SOURCE.rglob("*.py")
        if "messages" not in path.parts
        for found in SETTING.findall(path.read_text("utf-8"))
    }


def settings_told():
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    return set(re.findall(r"^### (\w+)$", page, flags=re.MULTILINE))


def test_every_setting_is_documented_and_no_other():
    assert settings_told() == settings_read()


def test_no_document_points_nowhere():
    pages = [ROOT / page for page in OWN[:5]] + sorted((ROOT / "docs").rglob("*.md"))
    broken = [
        f"{page.relative_to(ROOT)} → {target}"
        for page in pages
        for target in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_the_house_has_its_papers():
    assert [page for page in OWN if not (ROOT / page).exists()] == []


def test_the_readme_names_commands_that_exist():
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md"):
        told = set(MAKE.findall((ROOT / page).read_text("utf-8")))
        assert told, page
        assert told <= made, page


def test_continuous_integration_runs_the_readmes_test_command():
    assert "\nmake test ||" in (ROOT / ".ci/run").read_text()
    assert "make test " in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", docs.PAGES)
def test_a_generated_page_says_what_the_code_says(page):
    told = (ROOT / "docs" / page).read_text("utf-8")
    assert told == docs.written(page), "run: make docs"
