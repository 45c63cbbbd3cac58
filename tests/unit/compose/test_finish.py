from __future__ import annotations

from dataclasses import replace

from briefgen import compose
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, assembled, findings, finished, printed
from houses import shipped_house


def nodes(document: tree.Document, kind):
    return [node for node in walk(document.blocks) if isinstance(node, kind)]


def together(*sections: tuple[str, str], house=None):
    return compose.finish(assembled(*sections), BRIEF, house or shipped_house())


# ── notes, tables, figures ───────────────────────────────────────────────────────────────────────────────────────────


def test_notes_are_numbered_in_reading_order_through_the_sections():
    document = together(("summary", "A^[a]."), ("economic", "- B^[b]\n\n> C^[c]")).value

    assert [(1, "note-1", "a"), (2, "note-2", "b"), (3, "note-3", "c")] == [
        (note.number, note.identifier, plain_text(note.children)) for note in nodes(document, tree.Note)
    ]


def test_only_tables_with_a_caption_are_numbered():
    table = "| a |\n|---|\n| b |\n"
    document = finished(f"{table}\n{table}\nTable: One\n\n{table}\nTable: Two\n")

    assert [0, 1, 2] == [node.number for node in nodes(document, tree.Table)]


def test_figures_count_for_themselves():
    document = finished("![One](a.png)\n\n![](b.png){.decorative}\n\n![Two](c.png)\n")

    assert [1, 0, 2] == [node.number for node in nodes(document, tree.Figure)]


# ── headings and identifiers ─────────────────────────────────────────────────────────────────────────────────────────


def numbered(document: tree.Document) -> list[str]:
    return [f"{node.number} {plain_text(node)}".strip() for node in nodes(document, tree.Heading)]


def test_headings_are_numbered_where_the_house_wants_it():
    house = replace(shipped_house(), style=replace(shipped_house().style, number_headings=True))
    sections = (
        ("a", "# One\n\nA.\n\n## First\n\nB.\n\n## Second\n\nC."),
        ("b", "# Notes {.unnumbered}\n\nD.\n\n# Two\n\nE.\n\n## Third\n\nF."),
    )

    assert ["1 One", "1.1 First", "1.2 Second", "Notes", "2 Two", "2.1 Third"] == numbered(together(*sections, house=house).value)
    assert ["One", "First", "Second", "Notes", "Two", "Third"] == numbered(together(*sections).value)


def identifiers(document: tree.Document) -> list[str]:
    return [node.identifier for node in nodes(document, tree.Heading)]


def test_headings_alike_in_two_sections_have_identifiers_of_their_own():
    assert ["scope", "scope-1", "scope-2"] == identifiers(
        together(("a", "# Scope\n\nA."), ("b", "# Scope\n\nB."), ("c", "# Scope\n\nC.")).value
    )


def test_an_identifier_that_an_author_wrote_wins_over_one_made_from_words():
    outcome = together(("a", "# Gap\n\nA."), ("b", "::: {.gap #gap}\nB.\n:::"))

    assert ["gap-1"] == identifiers(outcome.value)
    assert () == outcome.diagnostics


def test_a_heading_called_like_a_note_does_not_take_its_place():
    assert ["note-1-1"] == identifiers(finished("# Note 1\n\nText^[a note]."))


def test_a_heading_of_signs_alone_has_an_identifier():
    assert all(identifiers(finished("# ***\n\n## 2022\n\nText.")))


def targets(document: tree.Document) -> list[str]:
    return [node.target for node in nodes(document, tree.Link)]


def test_a_link_leads_to_the_heading_of_its_own_section_where_several_are_called_alike():
    text = "# Scope\n\nSee [above](#scope)."

    outcome = together(("a", text), ("b", text), ("c", "# Other\n\nSee [it](#scope)."))

    assert ["#scope", "#scope-1", "#scope"] == targets(outcome.value)
    assert () == outcome.diagnostics


def test_a_link_to_what_an_author_named_is_not_led_to_a_heading_that_had_to_give_way():
    outcome = together(("a", "# Gap\n\nSee [it](#gap).\n\n::: {.gap #gap}\nB.\n:::"))

    assert (["gap-1"], ["#gap"]) == (identifiers(outcome.value), targets(outcome.value))


def test_an_identifier_in_two_files_is_found_at_the_second():
    outcome = together(("a", "# One {#x}\n\nA."), ("b", "# Two {#x}\n\nB."))

    (finding,) = outcome.diagnostics
    assert (
        "briefs/small/sections/b.md:1:1: error[duplicate-identifier]: the identifier x is already that of "
        "briefs/small/sections/a.md:1:1 (give one of the two another name)"
    ) == str(finding)


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_link_may_lead_into_another_section():
    outcome = together(("a", "See [there](#kj-1)."), ("b", "::: {.judgment #kj-1}\nIt is so.\n:::"))

    assert () == outcome.diagnostics
    assert ["#kj-1"] == [link.target for link in nodes(outcome.value, tree.Link)]


def test_a_link_that_leads_nowhere_is_found_and_prints_as_text():
    text = "# Scope\n\nSee [*the* scope](#scpoe)."

    (finding,) = findings(text)
    assert (
        "briefs/small/sections/summary.md:3:5: warning[broken-link]: nothing in this document has the identifier '#scpoe' "
        "(did you mean #scope?)"
    ) == str(finding)
    assert [] == nodes(finished(text), tree.Link)
    assert "See the scope." in printed(finished(text))


# ── contents ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def contents(document: tree.Document) -> list[tuple[int, str, str]]:
    return [
        (entry.level, plain_text(entry.children), entry.identifier)
        for node in nodes(document, tree.Contents)
        for entry in node.entries
    ]


def test_contents_list_the_headings_of_the_text_down_to_their_depth():
    text = "::: {.contents depth=2}\n:::\n\n# One\n\nA.\n\n## Two\n\nB.\n\n### Three\n\nC.\n"

    assert [(1, "One", "one"), (2, "Two", "two")] == contents(finished(text))


def test_contents_leave_out_what_is_not_running_text():
    text = (
        "::: {.contents}\n:::\n\n# One\n\n> # Quoted\n\n::: {.note}\n# Boxed\n\nText.\n:::\n\n# Unlisted {.unlisted}\n\nA.\n\n"
        "## Key judgments\n\n::: {.judgment}\nB.\n:::\n"
    )

    assert [(1, "One", "one"), (2, "Key judgments", "key-judgments")] == contents(finished(text))


def test_a_line_of_the_contents_holds_no_notes_and_no_links():
    document = finished("::: {.contents}\n:::\n\n# A [link](https://example.org) and a note^[n], *slanted*\n\nText.\n")

    (entry,) = [entry for node in nodes(document, tree.Contents) for entry in node.entries]
    assert "A link and a note, slanted" == plain_text(entry)
    assert {"Text", "Emphasis"} == {type(child).__name__ for child in entry.children}


def test_contents_of_a_document_without_headings_are_left_out():
    assert "Text.\n" == printed(finished("::: {.contents}\n:::\n\nText.\n"))


# ── roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def roles(markdown: str) -> dict[str, Role]:
    return {plain_text(node): node.role for node in nodes(finished(markdown), tree.Paragraph)}


def test_every_paragraph_has_the_role_of_its_surroundings():
    text = (
        "Plain.\n\n> Quoted^[In a note.].\n\n::: {.bluf}\nBottom.\n:::\n\n::: {.gap}\n- Open.\n:::\n\nTerm\n: Meaning.\n\n"
        "::: {.judgment}\nJudged.\n:::\n\n| Head |\n|------|\n| Cell |\n\n- Item.\n"
    )

    assert {
        "Plain.": Role.BODY,
        "Quoted.": Role.QUOTE,
        "In a note.": Role.NOTE,
        "Bottom.": Role.BLUF,
        "Open.": Role.CALLOUT,
        "Meaning.": Role.DEFINITION,
        "Judged.": Role.JUDGMENT,
        "Head": Role.TABLE_HEAD,
        "Cell": Role.TABLE_CELL,
        "Item.": Role.BODY,
    } == roles(text)


def test_the_first_column_of_a_chronology_heads_its_rows():
    found = roles("::: {.chronology}\nJuly\n: A visit.\n:::\n")

    assert (Role.TABLE_ROW_HEAD, Role.TABLE_CELL) == (found["July"], found["A visit."])


def test_finishing_twice_changes_nothing_but_what_was_said_once():
    document = finished("# One\n\nText^[n] and [one](#one).\n\n> Q.\n")

    assert document == compose.finish(document, BRIEF, shipped_house()).value
