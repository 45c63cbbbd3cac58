"""Documents made by chance pass every judge in both formats: the parity gate, the lint, the tag check and the public validator."""

from __future__ import annotations

import page
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from briefgen.model import tree
from briefgen.model.walk import rewrite_all
from briefgen.proof.tags import check_tags
from generated_documents import documents, finished
from proving import build, said_of
from specimen import paragraph, picture, specimen

# Documents are too large to be made smaller one part after another: whoever looks for a cause does that by hand.
CALM = settings(
    deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)


def flaws(document: tree.Document) -> list[str]:
    """What any judge has against either file."""
    pdf, docx = build(document, "pdf"), build(document, "docx")
    found = [*said_of(pdf, "pdf", document), *said_of(docx, "docx", document)]
    found += (finding.message for finding in check_tags(pdf))
    for profile in ("ua1", "3a"):
        failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        found += (f"{profile} {failure.rule_id}: {failure.message}" for failure in failures)
    return found


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(CALM, max_examples=25)
@given(documents())
def test_a_document_made_by_chance_has_no_flaw(document):
    assert [] == flaws(document)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(CALM, max_examples=200)
@given(documents())
def test_two_hundred_documents_made_by_chance_have_no_flaw(document):
    assert [] == flaws(document)


def test_the_specimen_of_every_node_has_no_flaw():
    assert [] == flaws(specimen())


def test_the_examples_of_commonmark_as_one_document_have_no_flaw(repository):
    import json

    from briefgen.readers import read_markdown

    examples = json.loads((repository / "tests" / "data" / "commonmark-0.31.2.json").read_text("utf-8"))
    blocks: list[tree.Block] = []
    for number, example in enumerate(examples, 1):
        read = read_markdown(example["markdown"], file="spec.md").value
        blocks += (paragraph(f"Example {number}, of {example['section']}"), tree.CodeBlock(example["markdown"]), tree.Div(read))

    assert [] == flaws(finished(tree.Document(tree.Meta("CommonMark", marking="TLP:CLEAR"), tuple(blocks))))


@pytest.mark.slow
def test_a_document_of_a_thousand_pages_has_no_flaw():
    section = specimen().blocks[1:-1]
    # The validator follows bookmarks from one to the next, and no more than 256: of the titles one in eleven stays.
    untitled = rewrite_all(section, _without_title)
    blocks = (*section, *untitled * 10) * 30
    document = tree.Document(tree.Meta("A thousand pages", marking="TLP:CLEAR"), blocks, {"figures/map.png": picture()})

    assert [] == flaws(finished(document))


def _without_title(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
    return () if isinstance(node, tree.Heading) and node.level == 1 else node
