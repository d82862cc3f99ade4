"""No sentence of a page without its Persian, none outside the catalogue."""

import re
import sys
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from tests.house.code import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import messages

TEMPLATES = sorted((ROOT / "src/ehya/web/templates").rglob("*.html"))
SPOKEN = {"aria-label", "alt", "title", "placeholder"}
SAME_IN_BOTH = {"JSON", "CSV", "Ehya", "English", "https://"}
WORD = re.compile(r"[A-Za-z]{2,}")
CODE = re.compile(r"[a-z]+\.[a-z_]+")  # a refusal's code, the same in every language
PLACE = re.compile(r"%\((\w+)\)s|\{(\w*)\}")


class Words(HTMLParser):
    """Collects what a person would read or hear in bare HTML."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data):
        self.found.append(data)


def bare_words(source):
    """The text of a template outside its tags, its translated blocks and its comments."""
    text, skipping = "", None
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK and skipping:
            skipping = None if word == skipping else skipping
        elif token.token_type == TokenType.BLOCK and word in {"blocktranslate", "comment"}:
            skipping = f"end{word}"
        elif token.token_type == TokenType.TEXT and not skipping:
            text += token.contents
    parser = Words()
    parser.feed(text)
    told = (part.strip() for part in parser.found)
    same = SAME_IN_BOTH.__contains__
    return [p for p in told if WORD.search(p) and not same(p) and not CODE.fullmatch(p)]


def places(words):
    return {left or right for left, right in PLACE.findall(words)}


def every_form(words):
    return list(words) if isinstance(words, tuple | list) else [words]


def test_every_sentence_of_the_pages_has_its_persian():
    kept = messages.catalogue()
    missing = [
        message.id
        for message in messages.source_catalogue()
        if message.id
        and not all(every_form(getattr(kept.get(message.id, message.context), "string", "")))
    ]
    assert missing == []


def test_the_catalogue_keeps_no_sentence_that_nobody_says():
    said = messages.source_catalogue()
    assert [m.id for m in messages.catalogue() if m.id and said.get(m.id, m.context) is None] == []


def test_a_translation_has_the_places_of_its_sentence():
    for message in messages.catalogue():
        asked = places(every_form(message.id)[-1])
        for words in every_form(message.string):
            assert not words or places(words) == asked, message.id


def test_persian_is_written_with_persian_letters_and_digits():
    for message in messages.catalogue():
        words = " ".join(every_form(message.string))
        if message.id:
            assert not re.search(r"[يك٠-٩]", words), message.id
            assert not re.search(r"(?<![\w-])[0-9](?![\w-])", PLACE.sub("", words)), message.id


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_speaks_without_translation(path):
    assert bare_words(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_styles_or_scripts_inline(path):
    source = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)(?![^>]*json)", source)
