from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.model.walk import plain_text
from briefgen.readers import read_markdown

EXAMPLES = json.loads((Path(__file__).parents[2] / "data" / "commonmark-0.31.2.json").read_text(encoding="utf-8"))
KEYBOARD = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})

# Examples whose text means something in Pandoc's Markdown that it does not mean in CommonMark.
MEANING_OF_OUR_OWN = {
    13: "A backslash before a space is a space at which no line is broken",
    177: "Markdown after a comment on one line is Markdown, not HTML",
    606: "@bar.example.com after a plus sign is a citation",
}


class Printed(HTMLParser):
    """The words of an HTML page, comments and tags aside, with what an image shows where it cannot be seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data):
        self.parts.append(data)

    def handle_starttag(self, tag, attrs):
        self.parts.append(dict(attrs).get("alt") or "" if tag == "img" else " " if tag in {"br", "p", "li"} else "")

    def handle_endtag(self, tag):
        self.parts.append("\n" if tag not in {"em", "strong", "a", "code"} else "")


def words(text: str) -> list[str]:
    return text.translate(KEYBOARD).split()


def parts_of(html: str) -> list[str]:
    printed = Printed()
    printed.feed(html)
    printed.close()
    return printed.parts


def expected_words(html: str) -> list[str]:
    return words("".join(parts_of(html)))


def words_read(markdown: str) -> list[str]:
    return words(plain_text(read_markdown(markdown, file="example.md").value, notes=True))


def has_raw_html(example) -> bool:
    findings = read_markdown(example["markdown"], file="example.md").diagnostics
    return any(finding.code in {"raw-html", "unclosed-comment"} for finding in findings) or "<!--" in example["markdown"]


def test_there_are_652_examples():
    assert 652 == len(EXAMPLES)


PLAIN = [example for example in EXAMPLES if example["number"] not in MEANING_OF_OUR_OWN and not has_raw_html(example)]
WITH_HTML = [example for example in EXAMPLES if example["number"] not in MEANING_OF_OUR_OWN and has_raw_html(example)]


def number(example) -> str:
    return str(example["number"])


@pytest.mark.parametrize("example", PLAIN, ids=number)
def test_an_example_says_what_its_page_says(example):
    assert expected_words(example["html"]) == words_read(example["markdown"])


@pytest.mark.parametrize("example", WITH_HTML, ids=number)
def test_an_example_with_html_says_all_that_its_page_says_in_order(example):
    actual = "".join(words_read(example["markdown"]))
    position = 0
    for word in (word for part in parts_of(example["html"]) for word in words(part)):
        position = actual.find(word, position)
        assert position >= 0, word
        position += len(word)


def test_most_examples_have_no_html():
    assert 560 < len(PLAIN) < 600
