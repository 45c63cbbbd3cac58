"""Every rule against the examples in its own docstring: it finds something in the bad one and nothing in the good one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from briefgen import checks
from briefgen.model import tree
from briefgen.model.diagnostic import Severity
from checking import case_of, codes, found
from composing import read
from houses import shipped_house

ROOT = Path(__file__).parents[3]
RULES = sorted(checks.all_rules())
_EXAMPLE = re.compile(r"^```markdown (?P<verdict>bad|good)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    rule: str
    verdict: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule}-{self.verdict}"


EXAMPLES = [
    Example(rule, m["verdict"], m["text"]) for rule in RULES for m in _EXAMPLE.finditer(checks.all_rules()[rule].__doc__ or "")
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_shows_what_it_finds_and_what_it_passes(rule):
    assert {"bad", "good"} == {example.verdict for example in EXAMPLES if example.rule == rule}


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_finds_its_bad_example_and_passes_its_good_one(example):
    assert (example.verdict == "bad") == (example.rule in codes(example.text))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_where_and_what_to_do(rule):
    (bad,) = [example.text for example in EXAMPLES if (example.rule, example.verdict) == (rule, "bad")]

    for finding in found(bad):
        if finding.code == rule:
            assert (True, True) == (finding.position is not None, bool(finding.hint))


# ── the rules' edges ─────────────────────────────────────────────────────────────────────────────────────────────────

SECTION = "---\nsections: [summary, economic, military/ukraine, military/syria, military/venezuela, us-policy-implications]\n---\n"


def test_a_section_under_another_name_is_asked_after():
    (finding, *_) = [
        f for f in found(SECTION.replace("us-policy-implications", "us-policy-implication")) if "us-policy" in f.message
    ]

    assert "is it us-policy-implication?" == finding.hint


def test_an_ordinary_markdown_file_has_no_sections_to_miss_or_fill():
    assert [] == codes("# Heading\n", single_file=True)


def test_a_heading_with_nothing_under_it_is_found_in_a_section_that_has_text():
    (finding, *_) = found(SECTION + "# One\n\nText.\n\n## Two\n\n## Three\n\nText.\n")

    assert ("empty-section", "there is nothing under the heading 'Two'") == (finding.code, finding.message)


def test_a_heading_over_a_lower_one_is_not_empty():
    assert [] == codes(SECTION + "# One\n\n## Two\n\nText.\n")


def test_judgments_under_a_heading_fill_it():
    assert [] == codes(SECTION + "# One\n\n::: {.judgment}\nIt is so.\n:::\n")


def test_a_section_without_any_text_is_found_in_its_file():
    assert "briefs/example/sections/summary.md:1:1" in [str(f.position) for f in found(SECTION) if f.code == "empty-section"]


@pytest.mark.parametrize("text", ["### Deep\n\nA.\n\n#### Deeper\n\nB.\n", "## Two\n\nA.\n\n# One\n\nB.\n"])
def test_a_document_that_begins_below_the_first_level_is_found(text):
    assert ["heading-skip"] == codes(text, single_file=True)


def test_a_document_may_climb_by_several_levels_at_once():
    assert [] == codes("# One\n\nA.\n\n## Two\n\nB.\n\n### Three\n\nC.\n\n# Four\n\nD.\n", single_file=True)


def test_a_picture_that_is_said_not_to_be_decorative_needs_words():
    assert ["missing-alt-text"] == codes("# One\n\nText ![](a.png){decorative=false} and.\n", single_file=True)
    assert [] == codes("# One\n\nText ![](a.png){decorative=true} and.\n", single_file=True)


@pytest.mark.parametrize(
    ("section", "text", "said"),
    [
        ("economic", "### Steel\n\nIt grew.\n", ("and no heading stands above it", "make it level 1: # Steel")),
        ("military/ukraine", "# Ukraine\n\n### Steel\n\nIt grew.\n", ("is set 1 level lower", "write ## Steel")),
        ("military/ukraine", "## Ukraine\n\nIt grew.\n", ("is set 1 level lower", "write # Ukraine")),
    ],
)
def test_a_heading_that_skips_is_told_as_it_is_to_be_written_in_its_file(section, text, said):
    (finding,) = (one for one in found(f"---\nsections: [{section}]\n---\n{text}") if one.code == "heading-skip")

    assert (True, said[1]) == (finding.message.endswith(said[0]), finding.hint)


@pytest.mark.parametrize("text", ["# A\n\n### B\n\nC.\n", "Text ![](a.png) and.\n"])
def test_an_ordinary_markdown_file_is_warned_not_stopped(text):
    assert [Severity.WARNING] == [finding.severity for finding in found(text, single_file=True)]


@pytest.mark.parametrize(
    "picture", ["![](a.png){.decorative}", "![](a.png){decorative=true}", "![Words](a.png)", "Text ![words](a.png)."]
)
def test_a_picture_with_words_or_without_need_of_them_passes(picture):
    assert [] == codes(picture, single_file=True)


@pytest.mark.parametrize(
    ("label", "severity", "hint"),
    [
        ("TLP:WHITE", Severity.ERROR, "write TLP:CLEAR"),
        ("tlp:white", Severity.ERROR, "write TLP:CLEAR"),
        ("TLP: AMBER", Severity.ERROR, "write TLP:AMBER"),
        ("TLP AMBER+STRICT", Severity.ERROR, "write TLP:AMBER+STRICT"),
        ("tlp:green", Severity.WARNING, "write TLP:GREEN"),
        ("TLP:YELLOW", Severity.ERROR, "known: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR"),
        ("TLP:ORANGE", Severity.ERROR, "known: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR"),
        ("TLP:AMBR", Severity.ERROR, "did you mean TLP:AMBER?"),
        ("SECRET", Severity.ERROR, "do not build it here"),
        ("NATO CONFIDENTIAL", Severity.ERROR, "do not build it here"),
    ],
)
def test_a_label_that_is_not_one_is_found(label, severity, hint):
    (finding,) = found(f'---\nmarking: {{label: "{label}"}}\n---\n\nText.\n', single_file=True)

    assert ("marking-invalid", severity, hint) == (finding.code, finding.severity, finding.hint)


@pytest.mark.parametrize("label", ["", "TLP:RED", "TLP:AMBER+STRICT", "CUI//SP-PRVCY", "OFFICIAL", "Secretariat"])
def test_other_labels_pass(label):
    assert [] == codes(f'---\nmarking: {{label: "{label}"}}\n---\n\nText.\n', single_file=True)


@pytest.mark.parametrize(("published", "cutoff"), [("2022-10-20", "2022-10-20"), ("", "2022-10-20"), ("October", "2022-10-20")])
def test_dates_in_order_or_beyond_comparison_pass(published, cutoff):
    assert [] == codes(f"---\ndate: {published}\ninformation_cutoff: {cutoff}\n---\n\nText.\n", single_file=True)


def test_findings_come_in_reading_order():
    brief = case_of(SECTION).brief
    blocks = read("![](a.png)\n\n# One\n\n### Two\n\n![](b.png)\n")
    document = tree.Document(tree.Meta("T"), blocks)

    lines = [f.position.line for f in checks.run(replace(brief, single_file=True), document, shipped_house()) if f.position]

    assert [1, 5, 7] == lines


def test_the_documentation_has_every_rule():
    assert checks.documented() in (ROOT / "briefs" / "README.md").read_text("utf-8")
