from __future__ import annotations

from briefgen import compose
from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, assembled, findings, finished, printed
from houses import shipped_house

ONE = "::: {.judgment}\nOne.\n:::\n"
TWO = "::: {.judgment}\nTwo.\n:::\n"


def kinds(*blocks: tree.Block) -> list[object]:
    """The kinds of some blocks, panels with what is in them."""
    return [
        [type(child).__name__ for child in block.children] if isinstance(block, tree.Panel) else type(block).__name__
        for block in blocks
    ]


def section(markdown: str) -> tuple[tree.Block, ...]:
    (block,) = finished(markdown).blocks
    assert isinstance(block, tree.Section)
    return block.children


# ── panels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_judgments_beside_each_other_share_a_panel_with_their_heading():
    blocks = section(f"# Summary\n\nText.\n\n## Key judgments\n\n{ONE}\n{TWO}\nText.")

    assert ["Heading", "Paragraph", ["Heading", "Judgment", "Judgment"], "Paragraph"] == kinds(*blocks)


def test_judgments_apart_have_panels_of_their_own():
    assert [["Judgment"], "Paragraph", ["Judgment"]] == kinds(*section(f"{ONE}\nText.\n\n{TWO}"))


def test_the_title_of_a_section_stays_out_of_the_panel():
    assert ["Heading", ["Judgment"]] == kinds(*section(f"# Key judgments\n\n{ONE}"))


def test_judgments_are_numbered_through_the_document():
    document = assembled(("summary", ONE), ("economic", f"Text.\n\n{TWO}"))

    text = printed(compose.finish(document, BRIEF, shipped_house()).value)
    assert "1. One.\n\nText.\n\n2. Two.\n" == text


# ── chronologies ─────────────────────────────────────────────────────────────────────────────────────────────────────

DATES = "::: {.chronology}\n19 July 2022\n: The presidents meet.\n\nAugust 2022\n: Trade begins.\n: A second event.\n:::\n"


def test_a_chronology_is_a_table_of_dates_and_events():
    head = ["Date          Event", "------------  -----------------------------"]
    body = ["19\u00a0July 2022  The presidents meet.", "August 2022   Trade begins. A second event."]

    assert [*head, *body] == printed(finished(DATES)).splitlines()


def test_the_dates_head_their_rows_and_the_widths_are_set():
    (table,) = [node for node in walk(finished(DATES).blocks) if isinstance(node, tree.Table)]

    assert (True, 1.0) == (table.row_heads, sum(column.width or 0 for column in table.columns))


def test_a_chronology_without_dates_is_found_and_printed():
    text = "::: {.chronology}\nNothing dated.\n:::\n"

    assert ["chronology-without-dates"] == [finding.code for finding in findings(text)]
    assert "Nothing dated.\n" == printed(finished(text))


# ── labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def labels(markdown: str) -> list[str]:
    return [node.label for node in walk(finished(markdown).blocks) if isinstance(node, tree.Callout)]


def test_a_box_is_labelled_by_the_house_unless_the_author_did():
    assert ["Gap", "Aircraft"] == labels('::: {.gap}\nA.\n:::\n\n::: {.gap title="Aircraft"}\nB.\n:::\n')


def test_a_kind_the_house_leaves_without_a_word_has_no_label():
    assert [""] == labels("::: {.callout}\nA.\n:::\n")


def test_what_stands_in_a_box_is_kept():
    assert "Bottom line\n  One thing.\n\n  - and a list\n" == printed(finished("::: {.bluf}\nOne thing.\n\n- and a list\n:::\n"))


def test_positions_survive():
    document = finished(DATES)

    (cell,) = [node for node in walk(document.blocks) if isinstance(node, tree.Text) and plain_text(node) == "Trade begins."]
    assert "briefs/small/sections/summary.md:6:3" == str(cell.position)
